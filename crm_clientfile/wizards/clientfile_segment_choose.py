from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_ADD = """
    INSERT INTO clientfile_segment_partner_rel (segment_id, partner_id)
    SELECT %(segment)s, id FROM (%(customers)s) AS chosen
        ON CONFLICT DO NOTHING
"""
_REMOVE = """
    DELETE FROM clientfile_segment_partner_rel
     WHERE segment_id = %(segment)s AND partner_id IN (%(customers)s)
"""
_STATEMENTS = {"add": _ADD, "remove": _REMOVE}


class ClientfileSegmentChoose(models.TransientModel):
    """Puts chosen customers into a fixed segment, or takes them out."""

    _name = "clientfile.segment.choose"
    _description = "Fixed Segment of Chosen Customers"

    operation = fields.Selection(
        [("add", "Put in"), ("remove", "Take out")], required=True, default="add"
    )
    segment_id = fields.Many2one(
        "clientfile.segment",
        domain="[('kind', '=', 'fixed')]",
        help="Empty: a new one of yours.",
    )
    name = fields.Char("Name of the New Segment")
    scope = fields.Json(default=lambda self: self._get_scope())

    @api.model
    def _get_scope(self):
        """Who is ticked in the list, or all that it shows."""
        partners = self.env["res.partner"].browse(self.env.context.get("active_ids"))
        return self.env["clientfile.export"]._prepare_scope(partners)

    def action_apply(self):
        self.ensure_one()
        segment = self.segment_id or self._create_segment()
        segment.check_access("write")
        if segment.kind != "fixed":
            raise UserError(
                self.env._(
                    "“%s” is dynamic: its conditions tell who is in it.", segment.name
                )
            )
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                _STATEMENTS[self.operation],
                segment=segment.id,
                customers=self._get_customers()._search(self._get_domain()).select(),
            )
        )
        self.env.invalidate_all()
        return segment._get_records_action()

    def _create_segment(self):
        if self.operation == "remove" or not self.name:
            raise UserError(self.env._("Choose a segment, or name a new one."))
        segments = self.env["clientfile.segment"]
        return segments.create({"name": self.name, "kind": "fixed"})

    def _get_customers(self):
        is_chosen = self.scope["scope"] == "selection"
        return self.env["res.partner"].with_context(active_test=not is_chosen)

    def _get_domain(self):
        scope = dict(self.scope)
        scope["chosen_ids"] = scope.pop("partner_ids", None)
        action = self.env["clientfile.segment.action"].new(scope)
        return action._get_partner_domain()
