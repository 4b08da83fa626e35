import ast

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_clientfile.models.clientfile_segment import DOMAIN_ERRORS

_ADD = """
    INSERT INTO clientfile_breach_person (breach_id, company_id, partner_id, state)
    SELECT %(breach)s, %(company)s, found.id, 'pending'
      FROM (%(partners)s) AS found (id)
        ON CONFLICT DO NOTHING
"""


class ClientfileBreachPeople(models.TransientModel):
    """Whom to add to the persons whose data a breach concerns."""

    _name = "clientfile.breach.people"
    _description = "Add Persons to a Breach"

    breach_id = fields.Many2one("clientfile.breach", required=True, ondelete="cascade")
    source = fields.Selection(
        [
            ("chosen", "Persons that I choose"),
            ("domain", "Whoever meets conditions"),
            ("segment", "A segment"),
        ],
        "Add",
        required=True,
        default="chosen",
    )
    partner_ids = fields.Many2many("res.partner", string="Chosen")
    domain = fields.Char("Conditions", default="[]")
    segment_id = fields.Many2one("clientfile.segment", ondelete="cascade")
    count = fields.Integer("Found", compute="_compute_count")

    @api.depends("source", "partner_ids", "domain", "segment_id")
    def _compute_count(self):
        partners = self._get_partners()
        for people in self:
            people.count = partners.search_count(people._get_partner_domain())

    def action_add(self):
        """Add those who are not listed yet, all at once."""
        self.ensure_one()
        self.breach_id.check_access("write")
        if not self.count:
            raise UserError(self.env._("Nobody was found. Choose others."))
        found = self._get_partners()._search(self._get_partner_domain())
        persons = self.env["clientfile.breach.person"]
        persons.flush_model()
        self.env.cr.execute(
            SQL(
                _ADD,
                breach=self.breach_id.id,
                company=self.breach_id.company_id.id,
                partners=found.select(),
            )
        )
        persons.invalidate_model()
        self.breach_id.invalidate_recordset()
        return {"type": "ir.actions.act_window_close"}

    def _get_partners(self):
        """Archived persons are concerned as well."""
        return self.env["res.partner"].with_context(active_test=False)

    def _get_partner_domain(self):
        if self.source == "domain":
            return self._read_domain()
        if self.source == "segment" and self.segment_id:
            return Domain("id", "in", self.segment_id._get_query())
        return Domain("id", "in", self.partner_ids.ids)

    def _read_domain(self):
        try:
            domain = Domain(ast.literal_eval(self.domain or "[]"))
            domain.validate(self._get_partners())
        except DOMAIN_ERRORS as error:
            raise UserError(
                self.env._("These conditions cannot be read: %s", error)
            ) from error
        return domain
