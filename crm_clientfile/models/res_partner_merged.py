from odoo import fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Customers that were merged: who remains, and who it was before."""

    _inherit = "res.partner"

    clientfile_merged_into_id = fields.Many2one(
        "res.partner",
        "Merged into",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The customer that remains; this one is kept for its posted entries and "
        "to undo the merge.",
    )
    clientfile_merged_ids = fields.One2many(
        "res.partner",
        "clientfile_merged_into_id",
        "Also Known as",
        readonly=True,
        context={"active_test": False},
    )
    clientfile_number_alias_ids = fields.One2many(
        "clientfile.number.alias", "partner_id", "Former Numbers", readonly=True
    )

    def web_save(self, vals, specification, next_id=None):
        self._clientfile_refuse_merged()
        return super().web_save(vals, specification, next_id)

    def _clientfile_refuse_merged(self):
        """Who was editing a customer while it was merged is sent to who remains.

        Programs are not stopped: undoing a merge keeps what they wrote.
        """
        for partner in self:
            if survivor := partner.clientfile_merged_into_id:
                readable = survivor._filtered_access("read")
                raise UserError(
                    self.env._(
                        "This customer was merged into %(name)s. Make your change "
                        "there.",
                        name=readable.display_name
                        or self.env._("a customer you may not see"),
                    )
                )

    def _clientfile_entity_ids(self):
        """Ids of these customers and of those merged into them.

        What has posted entries keeps them after a merge: whoever adds up documents of
        a customer reads them all.
        """
        if not self.ids:
            return []
        # sudo: who was merged is one with who remains, whatever the user may see
        merged = self.sudo().with_context(active_test=False)
        merged = merged.search([("clientfile_merged_into_id", "in", self.ids)])
        return [*self.ids, *(merged - self).ids]
