from psycopg2 import DataError, IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError

from .clientfile_merge_check import MergeBusyError

# So often a customer whom somebody else holds is waited for.
MOST_TRIES = 5


class ClientfileMergeBatchLine(models.Model):
    """Customers that are to become one, and what became of them."""

    _name = "clientfile.merge.batch.line"
    _description = "Group of Duplicates to Merge"
    _order = "batch_id desc, id"
    _rec_name = "batch_id"

    batch_id = fields.Many2one(
        "clientfile.merge.batch",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "clientfile_merge_batch_line_rel",
        "line_id",
        "partner_id",
        "Customers",
        readonly=True,
        context={"active_test": False},
    )
    state = fields.Selection(
        [("waiting", "Waiting"), ("merged", "Merged"), ("refused", "Not Merged")],
        "Status",
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Text(readonly=True)
    tries = fields.Integer(readonly=True)
    merge_id = fields.Many2one(
        "clientfile.merge", readonly=True, index="btree_not_null", ondelete="set null"
    )

    @api.depends("partner_ids")
    def _compute_display_name(self):
        for line in self:
            line.display_name = " + ".join(line.partner_ids.mapped("display_name"))

    def action_open_merge(self):
        """The merge, where it can be undone."""
        self.ensure_one()
        return self.merge_id.get_formview_action()

    def _merge_group(self):
        """Merge this group, or note why it cannot be; whether it is settled."""
        try:
            with self.env.cr.savepoint():
                merge = self._make_merge()
        except MergeBusyError as error:
            return self._note_busy(str(error))
        except (UserError, IntegrityError, DataError) as error:
            self._note(state="refused", reason=self._explain(error))
        else:
            self._note(state="merged", merge_id=merge.id, reason=False)
        return True

    def _make_merge(self):
        partners = self.partner_ids.with_context(active_test=False)
        merges = self.env["clientfile.merge"].with_context(
            clientfile_merge_reason=self.batch_id.name
        )
        # sudo: posted entries decide, whoever may read them
        survivor = merges.sudo()._get_default_survivor(partners.sudo())
        survivor = partners.browse(survivor.id)
        merge = merges._merge(survivor, partners - survivor)
        self.env["clientfile.duplicate"]._settle_merged(partners)
        return merge

    def _note_busy(self, reason):
        """Another turn comes, unless there were enough; whether it is settled."""
        is_last = self.tries + 1 >= MOST_TRIES
        state = "refused" if is_last else "waiting"
        self._note(state=state, reason=reason, tries=self.tries + 1)
        return is_last

    def _note(self, **values):
        # sudo: managers read what became of a group, only its merge writes it
        self.sudo().write(values)

    def _explain(self, error):
        if isinstance(error, UserError):
            return str(error)
        return self.env._("The database refused it: %s", error.diag.message_primary)
