from odoo import api, fields, models
from odoo.exceptions import AccessError

# Nobody is told, followed or tracked by what a merge writes: its note says it all.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "no_vat_validation": True,
    "clientfile_number_confirmed": True,
    "clientfile_keys_later": True,
    "loyalty_no_mail": True,
    "active_test": False,
}


class ClientfileMerge(models.Model):
    """One merge: customers that became one, and the journal to undo it.

    No source is ever deleted. What named it names the survivor; sealed entries are not
    touched by a byte: such a source is linked, and read together with the survivor
    (``res.partner._clientfile_entity_ids``).
    """

    _name = "clientfile.merge"
    _description = "Merge of Customers"
    _order = "id desc"
    _rec_name = "survivor_id"

    survivor_id = fields.Many2one(
        "res.partner",
        "Remaining Customer",
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    source_ids = fields.Many2many(
        "res.partner",
        "clientfile_merge_source_rel",
        "merge_id",
        "partner_id",
        "Merged Customers",
        readonly=True,
        context={"active_test": False},
    )
    state = fields.Selection(
        [
            ("done", "Merged"),
            ("undone", "Undone"),
            ("partly_undone", "Partly undone"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="done",
    )
    user_id = fields.Many2one(
        "res.users", "Merged by", readonly=True, default=lambda self: self.env.user
    )
    date = fields.Datetime("Merged on", readonly=True, default=fields.Datetime.now)
    reason = fields.Char(help="Why these are one customer.")
    company_id = fields.Many2one("res.company", readonly=True)
    summary = fields.Text("What Moved", readonly=True)
    undo_user_id = fields.Many2one("res.users", "Undone by", readonly=True)
    undo_date = fields.Datetime("Undone on", readonly=True)
    left = fields.Text(
        "Not Undone", readonly=True, help="What was changed after the merge."
    )
    line_ids = fields.One2many("clientfile.merge.line", "merge_id", "Journal")

    @api.depends("survivor_id", "source_ids")
    def _compute_display_name(self):
        for merge in self:
            names = (merge.source_ids | merge.survivor_id).mapped("display_name")
            merge.display_name = " + ".join(names)

    def action_open_survivor(self):
        self.ensure_one()
        return self.survivor_id.get_formview_action()

    @api.model
    def _check_merge_right(self):
        if not self.env.user.has_group("crm_clientfile.crm_clientfile_group_manager"):
            raise AccessError(
                self.env._(
                    "Only managers of the customer file merge customers and undo "
                    "merges. Ask one of them."
                )
            )

    @api.model
    def _merge(self, survivor, sources, values=None):
        """Make one customer of several; returns the merge.

        ``values``: field names and values of the survivor that somebody chose; the
        survivor keeps its own for the others, and takes what it lacks from the most
        complete source, then the most recent one. Raises where an obstacle stands.
        """
        self._check_merge_right()
        # Who merges must see them, whatever the rights they were found with.
        survivor = survivor.with_env(self.env)
        sources = (sources.with_env(self.env) - survivor).sorted("id")
        (survivor | sources).check_access("write")
        self._lock_partners(survivor | sources)
        self._refuse_obstacles(survivor, sources)
        # sudo: documents of all apps and companies follow their customer
        merge = self.sudo().create(self._prepare_merge_values(survivor, sources))
        merge.with_context(**QUIET)._run(values or {})
        # The caller goes on under its own rights.
        return merge.with_env(self.env)

    @api.model
    def _prepare_merge_values(self, survivor, sources):
        return {
            "survivor_id": survivor.id,
            "source_ids": [fields.Command.set(sources.ids)],
            "company_id": survivor.company_id.id,
            "user_id": self.env.uid,
            "reason": self.env.context.get("clientfile_merge_reason"),
        }

    def _run(self, values):
        partners = self.survivor_id | self.source_ids
        self.env.flush_all()
        before = self._get_totals(partners)
        watched = self._get_watched_tables(
            (partners | partners.commercial_partner_id).ids
        )
        last_ids = self._get_last_ids(watched)
        for table, condition in watched.items():
            self._keep_rows(table, condition)
        # Rules that run meanwhile know whose documents stay where they are.
        self.source_ids.clientfile_merged_into_id = self.survivor_id
        self._join_documents()
        self._join_values(values)
        self._put_away_sources()
        self._settle_rows(watched, last_ids)
        self.env.invalidate_all()
        self._check_totals(before)
        self.summary = self._get_summary()
        self._refresh_keys()
        self._log_merge()

    def _join_documents(self):
        """Have the wizard's extensions of all apps run around our re-pointing.

        The host's own part of it, which loses rows, does nothing here.
        """
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizard.with_context(clientfile_merge=self)
        wizard._update_foreign_keys(self.source_ids, self.survivor_id)
        wizard._update_reference_fields(self.source_ids, self.survivor_id)

    def _put_away_sources(self):
        self._keep_dependents(self.source_ids, ["active"])
        self.source_ids.active = False
        partners = self.survivor_id | self.source_ids
        self.env.add_to_compute(partners._fields["partner_share"], partners)

    def _refresh_keys(self):
        partners = (self.survivor_id | self.source_ids).exists()
        contacts = partners.search([("parent_id", "in", partners.ids)])
        self.env["clientfile.match.key"]._refresh(partners | contacts)

    def _log_merge(self):
        """A note on the survivor and on each source."""
        survivor = self.survivor_id.with_context(tracking_disable=False)
        names = ", ".join(
            f"{source.display_name} ({source.id})" for source in self.source_ids
        )
        survivor._message_log(
            body=self.env._(
                "Merged with %(customers)s.\n%(summary)s",
                customers=names,
                summary=self.summary or "",
            )
        )
        body = self.env._("Merged into %(customer)s.", customer=survivor.display_name)
        sources = self.source_ids.with_context(tracking_disable=False)
        sources._message_log_batch(bodies=dict.fromkeys(sources.ids, body))
