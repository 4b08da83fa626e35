from odoo import fields, models

from .res_partner_number import AUTOMATIC_PARAMETER, SEQUENCE_CODE


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_number_new_clients = fields.Boolean(
        "Number New Clients",
        config_parameter=AUTOMATIC_PARAMETER,
        help="Draw a customer number when a prospect becomes a client.",
    )
    clientfile_shared_number_count = fields.Integer(
        compute="_compute_clientfile_shared_number_count"
    )
    clientfile_is_number_unique = fields.Boolean(
        compute="_compute_clientfile_is_number_unique"
    )
    clientfile_hidden_apps = fields.Char(compute="_compute_clientfile_hidden_apps")

    def _compute_clientfile_shared_number_count(self):
        shared = self.env["res.partner"]._get_clientfile_shared_numbers()
        self.clientfile_shared_number_count = len(shared)

    def _compute_clientfile_is_number_unique(self):
        partners = self.env["res.partner"]
        self.clientfile_is_number_unique = partners._has_clientfile_number_index()

    def _compute_clientfile_hidden_apps(self):
        hidden = self.env["ir.ui.menu"]._get_clientfile_hidden().exists()
        self.clientfile_hidden_apps = ", ".join(hidden.mapped("name"))

    def action_clientfile_shared_numbers(self):
        return self.env["res.partner"].action_clientfile_shared_numbers()

    def action_clientfile_make_numbers_unique(self):
        self.env["res.partner"]._clientfile_make_numbers_unique()
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_clientfile_number_sequences(self):
        action = self.env["ir.actions.actions"]._for_xml_id("base.ir_sequence_form")
        return {**action, "domain": [("code", "=", SEQUENCE_CODE)]}

    def action_clientfile_show_apps(self):
        menus = self.env["ir.ui.menu"]
        menus._set_clientfile_hidden(menus.browse())
        return {"type": "ir.actions.client", "tag": "reload"}
