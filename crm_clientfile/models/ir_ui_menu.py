from odoo import api, models
from odoo.tools import config

HIDDEN_PARAMETER = "crm_clientfile.hidden_apps"


class IrUiMenu(models.Model):
    """Apps that came as dependencies stay out of sight until they are wanted.

    They are hidden when menus are loaded: an update of their module would switch an
    archived menu on again.
    """

    _inherit = "ir.ui.menu"

    @api.model
    def _visible_menu_ids(self, debug=False):
        return super()._visible_menu_ids(debug) - set(
            self._get_clientfile_hidden()._ids
        )

    @api.model
    def _get_clientfile_hidden(self):
        """The app menus that are hidden."""
        # sudo: whoever loads his menus
        parameters = self.env["ir.config_parameter"].sudo()
        ids = parameters.get_param(HIDDEN_PARAMETER) or ""
        return self.browse(map(int, ids.split(","))) if ids else self.browse()

    @api.model
    def _clientfile_hide_new_apps(self, addon):
        """Hide the apps that the running installation of ``addon`` brought with it."""
        module = self.env["ir.module.module"].search([("name", "=", addon)])
        # Marking a module for installation is the last change to its record.
        new = self.search(
            [("parent_id", "=", False), ("create_date", ">=", module.write_date)]
        )
        wanted = {"base", *(config["init"] or ())}
        xml_ids = new.get_external_id()
        brought = new.filtered(lambda menu: _addon(xml_ids[menu.id]) not in wanted)
        brought = brought.filtered(
            lambda menu: not _addon(xml_ids[menu.id]).startswith("crm_clientfile")
        )
        self._set_clientfile_hidden(self._get_clientfile_hidden() | brought)

    @api.model
    def _set_clientfile_hidden(self, menus):
        # sudo: administrators of the customer file may not read parameters
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(HIDDEN_PARAMETER, ",".join(map(str, menus.ids)) or False)
        self.env.registry.clear_cache()


def _addon(xml_id):
    return xml_id.partition(".")[0]
