from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.personal_data import PersonalData

_DELETE = """
    UPDATE clientfile_archive AS archive
       SET content = NULL, name = NULL, state = 'deleted', date_deleted = %(now)s
     WHERE archive.state = 'kept' AND archive.date_end < %(today)s
       AND NOT EXISTS (
           SELECT FROM res_partner AS person
            WHERE person.id = archive.partner_id
              AND COALESCE(person.clientfile_hold_reason, '') <> ''
              AND COALESCE(person.clientfile_hold_until, 'infinity') >= %(today)s)
"""


class ClientfileArchive(models.Model):
    """The vault: what has to be kept of persons whose record was anonymised.

    Only the officer sees that somebody is in it. The content is read by opening it,
    with a reason, which is logged; no list, search or export gives it.
    """

    _name = "clientfile.archive"
    _description = "Intermediate Archive"
    _order = "date desc, id desc"

    name = fields.Char("Person", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Anonymised Record",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    policy_id = fields.Many2one(
        "clientfile.retention.policy", readonly=True, ondelete="set null"
    )
    basis = fields.Text("Kept Because", readonly=True)
    date = fields.Datetime("Archived on", required=True, readonly=True)
    date_end = fields.Date("Deleted after", required=True, readonly=True, index=True)
    # The dot: nobody, whatever his groups, but code that has its reasons.
    content = fields.Json(readonly=True, groups=".")
    state = fields.Selection(
        [("kept", "Kept"), ("deleted", "Deleted")],
        "Status",
        required=True,
        readonly=True,
        default="kept",
    )
    date_deleted = fields.Datetime("Deleted on", readonly=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("The archive deletes by itself, when its time has come.")
        )

    def action_open_content(self):
        """Ask why, before anything is shown."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open the archive"),
            "res_model": "clientfile.archive.open",
            "view_mode": "form",
            "target": "new",
            "context": {"default_archive_id": self.id},
        }

    @api.model
    def _keep(self, line, name, content):
        """Put away what was known of a person of a retention line."""
        # sudo: the vault is filled by retention alone
        return self.sudo().create(
            {
                "name": name,
                "partner_id": line.partner_id.id,
                "company_id": line.company_id.id,
                "policy_id": line.policy_id.id,
                "basis": line.policy_id.basis,
                "date": fields.Datetime.now(),
                "date_end": line.date_end,
                "content": content,
            }
        )

    def _log_opening(self, reason):
        """Note who opens this archive, and why."""
        self.ensure_one()
        self.check_access("read")
        if not reason.strip():
            raise UserError(self.env._("Say why you open this archive."))
        self.env["clientfile.access.log"]._log("archive", self, reason)

    @api.model
    def _cron_delete(self):
        """Daily: what need not be kept any longer is deleted, in one statement."""
        self.flush_model()
        self.env["res.partner"].flush_model()
        today, now = fields.Date.context_today(self), fields.Datetime.now()
        self.env.cr.execute(SQL(_DELETE, today=today, now=now))
        self.invalidate_model()

    @api.model
    def _clientfile_personal_data(self):
        return PersonalData("keep", ground="law", category="identity")
