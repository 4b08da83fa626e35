from odoo import api, models
from odoo.exceptions import UserError

from .clientfile_match_key import KEY_FIELDS

_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"


class ResPartner(models.Model):
    """Customers that come without our form: typed by name only, or by visitors.

    Whom they may be is queued at once. A person who types a certain double by its name
    is told; a visitor is never: nobody learns who our customers are.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        if self.env.user.share:
            partners._clientfile_queue_doubles()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if self.env.user.share and not KEY_FIELDS.isdisjoint(vals):
            self._clientfile_queue_doubles()
        return result

    @api.model
    def name_create(self, name):
        created = super().name_create(name)
        if created and self.env.company.clientfile_double_policy != "off":
            self.browse(created[0])._clientfile_settle_quick_double()
        return created

    def _clientfile_settle_quick_double(self):
        found = self.env["clientfile.duplicate.finder"]._find_for(self)
        certain = [pair for pair in found if pair.verdict.band == "certain"]
        if certain and self._clientfile_refuses_quick_doubles():
            raise UserError(self._explain_clientfile_quick_double(certain))
        self._clientfile_queue_pairs(found)

    def _clientfile_refuses_quick_doubles(self):
        return (
            self.env.company.clientfile_double_policy == "refuse"
            and not self.env.su
            and not self.env.user.has_group(_MANAGERS)
        )

    def _explain_clientfile_quick_double(self, certain):
        others = self.browse(pair.other_id for pair in certain)
        readable = others._filtered_access("read")[:1]
        if not readable:
            return self.env._(
                "A customer you may not see is the same. Ask a manager to create it."
            )
        pair = next(one for one in certain if one.other_id == readable.id)
        word = self.env["clientfile.duplicate.reason"]._word
        return self.env._(
            "%(name)s exists already (%(reasons)s). Choose it from the list.",
            name=readable.display_name,
            reasons=", ".join(map(word, pair.reasons)),
        )

    def _clientfile_queue_doubles(self):
        """Have whoever these may be decided on, without saying so."""
        # sudo: a visitor reads no other customer; the pair is for the managers
        finder, partners = self.env["clientfile.duplicate.finder"].sudo(), self.sudo()
        for partner in partners:
            partner._clientfile_queue_pairs(finder._find_for(partner))

    def _clientfile_queue_pairs(self, found):
        if not found:
            return
        # sudo: who types a customer adds to the queue, and decides nothing there
        partners, pairs = self.sudo(), self.env["clientfile.duplicate"].sudo()
        others = partners.browse(pair.other_id for pair in found)
        in_use = others.filtered(lambda one: one.active or one.clientfile_aside_date)
        pairs._upsert([pair for pair in found if pair.other_id in in_use._ids])
        pairs.invalidate_model()
