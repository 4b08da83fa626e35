from odoo import models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Terms when the host merges: the survivor keeps its own, lacking ones are filled.

    Special conditions move to the survivor like every link the host knows.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields(self, src_partners, dst_partner):
        self._keep_agreed_charges(src_partners, dst_partner)
        return super()._update_reference_fields(src_partners, dst_partner)

    def _update_values(self, src_partners, dst_partner):
        # The survivor follows its group only if it did: that is no value to fill in.
        # sudo: these are about to be deleted, nobody is granted anything
        followers = src_partners.sudo().filtered("clientfile_terms_inherited")
        if followers:
            followers.clientfile_terms_inherited = False
        result = super()._update_values(src_partners, dst_partner)
        dst_partner._clientfile_spread_terms()
        return result

    def _keep_agreed_charges(self, src_partners, dst_partner):
        """A charge of zero is a value: the host sees nothing and would fill it in."""
        names = ["clientfile_has_delivery_charge", "clientfile_delivery_charge"]
        dst_partner.flush_model(names)
        self.env.execute_query(
            SQL(
                """
                UPDATE res_partner AS source
                   SET clientfile_delivery_charge = source.clientfile_delivery_charge
                       - ARRAY(
                           SELECT jsonb_object_keys(
                               survivor.clientfile_has_delivery_charge
                           )
                       )
                  FROM res_partner AS survivor
                 WHERE survivor.id = %s
                   AND source.id = ANY(%s)
                   AND survivor.clientfile_has_delivery_charge IS NOT NULL
                   AND source.clientfile_delivery_charge IS NOT NULL
             RETURNING source.id
                """,
                dst_partner.id,
                src_partners.ids,
            )
        )
        src_partners.invalidate_recordset(names)
