from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import index_exists

INDEX = "res_partner_clientfile_number_unique"


class NumberIndex(models.UniqueIndex):
    """An index that waits until the numbers stored before are unique.

    Odoo would try to make it, fail, and go on with nothing but a line in the log.
    """

    def apply_to_database(self, model):
        if model._get_clientfile_shared_numbers():
            return None
        return super().apply_to_database(model)


class ResPartner(models.Model):
    """No two customers with one number; those stored before are shown until sorted."""

    _inherit = "res.partner"

    clientfile_number_is_shared = fields.Boolean(
        "Number Used Twice",
        compute="_compute_clientfile_number_is_shared",
        search="_search_clientfile_number_is_shared",
        exportable=False,
        help="Another customer has the same number.",
    )

    # An empty text is no number: imports of other tools leave such.
    _clientfile_number_unique = NumberIndex(
        "(ref, COALESCE(company_id, 0)) WHERE ref <> '' AND id = commercial_partner_id",
        "This number already belongs to another customer. Choose another one.",
    )

    @api.depends("ref", "company_id", "commercial_partner_id")
    def _compute_clientfile_number_is_shared(self):
        # The number of who was just created has been compared with all others.
        stored = self._origin
        created = stored - stored._clientfile_maybe_known()
        asked = self.filtered(lambda partner: not partner.id or partner not in created)
        shared = self._get_clientfile_shared_numbers(asked.mapped("ref"))
        for partner in self:
            is_entity = partner.commercial_partner_id._origin == partner._origin
            key = partner._get_clientfile_number_key()
            partner.clientfile_number_is_shared = is_entity and key in shared

    @api.model
    def _search_clientfile_number_is_shared(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["ref", "company_id", "commercial_partner_id"])
        shared = SQL(
            """(
            SELECT id
              FROM (SELECT id, COUNT(*) OVER (PARTITION BY ref, COALESCE(company_id, 0))
                      FROM res_partner
                     WHERE ref <> '' AND id = commercial_partner_id) AS numbered
             WHERE count > 1
            )"""
        )
        is_shared = Domain("id", "in", shared)
        return Domain.OR(is_shared if wanted else ~is_shared for wanted in value)

    @api.constrains("ref", "company_id")
    def _check_clientfile_number(self):
        """Numbers shared before stay until they are put in order; no new ones come."""
        numbered = self.filtered("ref")._clientfile_entities()
        if not numbered:
            return
        known = numbered._get_clientfile_number_holders()
        for (number, _company_id), count in known.items():
            if count > 1:
                raise ValidationError(
                    self.env._(
                        "The number %(number)s already belongs to another customer. "
                        "Choose another one, or leave it empty to draw the next.",
                        number=number,
                    )
                )
        # Now the index cannot refuse it, and the next check reads it in the table.
        self.flush_model(["ref"])

    @api.model
    def action_clientfile_shared_numbers(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Numbers used twice"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": [("clientfile_number_is_shared", "=", True)],
            "context": {"active_test": False, "group_by": "ref"},
        }

    @api.model
    def _get_clientfile_shared_numbers(self, numbers=None):
        """Set of pairs (number, company id or 0) that several customers have.

        Archived customers count, and those whom the user may not see.
        """
        if numbers is not None and not any(numbers):
            return set()
        self.flush_model(["ref", "company_id", "commercial_partner_id"])
        among = SQL("TRUE")
        if numbers is not None:
            among = SQL("ref = ANY(%s)", [number for number in numbers if number])
        return set(
            self.env.execute_query(
                SQL(
                    """
                    SELECT ref, COALESCE(company_id, 0)
                      FROM res_partner
                     WHERE ref <> '' AND id = commercial_partner_id AND %s
                  GROUP BY 1, 2
                    HAVING COUNT(*) > 1
                    """,
                    among,
                )
            )
        )

    def _get_clientfile_number_holders(self):
        """How many customers have each number of ``self``, who each have one.

        Nothing is flushed: the index would refuse it without a word to the user.
        """
        self.env.cr.execute(
            SQL("SELECT id FROM res_partner WHERE ref = ANY(%s)", self.mapped("ref"))
        )
        ids = [partner_id for (partner_id,) in self.env.cr.fetchall()]
        own = Counter(partner._get_clientfile_number_key() for partner in self)
        # sudo: whoever holds a number keeps it, seen by the user or not
        others = (self.sudo().browse(ids) - self).filtered("ref")._clientfile_entities()
        keys = map(type(self)._get_clientfile_number_key, others)
        return own + Counter(key for key in keys if key in own)

    def _get_clientfile_number_key(self):
        return self.ref, self.company_id.id or 0

    @api.model
    def _clientfile_make_numbers_unique(self):
        """Have the database itself refuse a number used twice."""
        if shared := self._get_clientfile_shared_numbers():
            raise UserError(
                self.env._(
                    "%(count)s numbers are still used twice. Give one customer of each "
                    "pair another number first.",
                    count=len(shared),
                )
            )
        self._table_objects[INDEX].apply_to_database(self)

    @api.model
    def _has_clientfile_number_index(self):
        return index_exists(self.env.cr, INDEX)
