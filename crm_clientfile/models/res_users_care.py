from odoo import models


class ResUsers(models.Model):
    """Whose customers a salesperson may look after."""

    _inherit = "res.users"

    def _get_clientfile_company_ids(self):
        """Ids of the companies whose customers the user sees: his and those above."""
        # sudo: who assigns a customer need not read the settings of a colleague
        companies = self.sudo().company_ids
        return (companies | companies.parent_ids).ids

    def _clientfile_works_for(self, company):
        """Whether the user can look after customers of this company, or shared ones."""
        # sudo: as above
        is_there = self.sudo().active
        return is_there and (
            not company or company.id in self._get_clientfile_company_ids()
        )
