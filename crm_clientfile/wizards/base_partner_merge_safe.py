from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The host's merge where it is safe, and its extensions for ours.

    It would rewrite posted entries of those it deletes: their seal would break.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        remaining = dst_partner if dst_partner and dst_partner in partners else None
        if not remaining and len(partners) > 1:
            remaining = self._get_ordered_partner(partners.ids)[-1]
        # sudo: entries that the user may not read would be rewritten all the same
        merges = self.env["clientfile.merge"].sudo()
        sources = (partners - remaining) if remaining else partners.browse()
        posted = sources and merges._get_posted_partner_ids(sources)
        if posted:
            raise UserError(
                self.env._(
                    "%(customer)s has posted entries, which this would rewrite: their "
                    "seal would break. Let it remain, or use “Merge customers” of the "
                    "customer file, which leaves them as they are.",
                    customer=partners.browse(min(posted)).display_name,
                )
            )
        return super()._merge(partner_ids, dst_partner, extra_checks)

    def _update_foreign_keys_generic(self, model, src_records, dst_record):
        if merge := self._get_clientfile_merge(model):
            return merge._move_links()
        return super()._update_foreign_keys_generic(model, src_records, dst_record)

    def _update_reference_fields_generic(
        self, referenced_model, src_records, dst_record, additional_update_records=None
    ):
        if merge := self._get_clientfile_merge(referenced_model):
            return merge._move_defaults()
        return super()._update_reference_fields_generic(
            referenced_model, src_records, dst_record, additional_update_records
        )

    def _get_clientfile_merge(self, model):
        """Our own merge, if it is this that calls the extensions."""
        merge = self.env.context.get("clientfile_merge")
        # A record, as no caller from outside can put it there.
        if model != "res.partner" or not isinstance(merge, models.BaseModel):
            return None
        return merge
