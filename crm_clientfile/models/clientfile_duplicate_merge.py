from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .clientfile_duplicate import SHARED_IDENTIFIERS, SIDES


class ClientfileDuplicate(models.Model):
    """From a decision to a merge, and what merges leave of decisions.

    A decision on a record that was merged away holds for the one it was merged into:
    nothing is rewritten, so that undoing the merge needs no undoing here.
    """

    _inherit = "clientfile.duplicate"

    is_actual = fields.Boolean(
        "To Be Decided On",
        compute="_compute_is_actual",
        search="_search_is_actual",
        exportable=False,
        help="Both records are in use, and nobody has found them different before one "
        "was merged.",
    )

    @api.depends("side_a", "side_b")
    def _compute_is_actual(self):
        actual = self.search([("id", "in", self.ids), ("is_actual", "=", True)])
        for pair in self:
            pair.is_actual = pair in actual

    @api.model
    def _search_is_actual(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["decision", "known_identifiers"])
        settled = Domain("id", "in", SQL("(%s)", _SETTLED))
        # Who is set aside for review is still to be decided on.
        is_away = [("active", "=", False), ("clientfile_aside_date", "=", False)]
        settled |= Domain.OR(Domain(side, "any!", is_away) for side in SIDES)
        settled |= Domain.OR(
            Domain(name, "any!", [("active", "=", False)])
            for name in ("lead_a_id", "lead_b_id")
        )
        return Domain.OR(~settled if wanted else settled for wanted in value)

    def action_merge(self):
        """Ask what is kept of the records of these pairs, then merge them."""
        self._check_mergeable()
        if leads := self.lead_a_id | self.lead_b_id:
            return self._open_lead_merge(leads)
        return self._open_merge(self._get_partners())

    def action_merge_group(self):
        """The same for the whole group around one record."""
        self.ensure_one()
        group = self.search(
            Domain("star_id", "=", self.star_id.id)
            & Domain("decision", "in", ("pending", "later", "same"))
            & Domain("is_actual", "=", True)
        )
        return (group | self).action_merge()

    def action_merge_in_bulk(self):
        """These pairs are the same: merge each group in the background."""
        self._check_mergeable()
        if self.lead_a_id:
            raise UserError(self.env._("Leads are merged a pair at a time."))
        self.filtered(lambda pair: pair.decision != "same")._decide("same")
        return self.env["clientfile.merge.batch"]._start(self)

    @api.model
    def _get_accepted_domain(self):
        """Which pairs of customers wait to be merged in bulk."""
        return (
            Domain("decision", "=", "same")
            & Domain("res_model", "=", "res.partner")
            & Domain("is_actual", "=", True)
        )

    def _open_merge(self, partners):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge customers"),
            "res_model": "clientfile.merge.confirm",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": partners.ids},
        }

    def _open_lead_merge(self, leads):
        """The host merges leads itself, and does it well."""
        if self._get_partners():
            raise UserError(
                self.env._("Merge customers and leads one after the other.")
            )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm.action_merge_opportunities"
            ),
            "context": {"active_model": "crm.lead", "active_ids": leads.ids},
        }

    def _get_partners(self):
        return self.partner_a_id | self.partner_b_id

    def _check_mergeable(self):
        self.check_access("write")
        if not all(self.mapped("is_actual")):
            raise UserError(
                self.env._(
                    "One of these records has been archived or merged meanwhile."
                )
            )

    @api.model
    def _find_different(self, partners):
        """Pairs found different of which both records are, or became, one of these.

        Nobody is merged through a third record with one found different.
        """
        ids = partners._clientfile_entity_ids()
        # sudo: a decision holds, whoever may see it
        decided = self.sudo().search(
            [
                ("decision", "=", "different"),
                ("partner_a_id", "in", ids),
                ("partner_b_id", "in", ids),
            ]
        )
        return decided.filtered(
            lambda pair: _survivor(pair.partner_a_id) != _survivor(pair.partner_b_id)
        )

    @api.model
    def _settle_merged(self, partners):
        """Those merged were the same: their pairs are decided."""
        pairs = self.search(
            [
                ("partner_a_id", "in", partners.ids),
                ("partner_b_id", "in", partners.ids),
                ("decision", "!=", "same"),
            ]
        )
        pairs._decide("same")

    @api.model
    def _absorb(self, sources, survivor):
        """Decisions on ``sources``, which the host deletes, go to the survivor."""
        self.flush_model()
        self.env.cr.execute(SQL(_ABSORB, ids=sources.ids, survivor=survivor.id))
        self.invalidate_model()


def _survivor(partner):
    return partner.clientfile_merged_into_id or partner


# Pairs of customers whose former selves, merged since, were found different. As for a
# decision of their own, a number that both did not have then makes them open again.
_SETTLED = SQL(
    """
    SELECT pair.id
      FROM (SELECT one.known_identifiers,
                   COALESCE(a.clientfile_merged_into_id, a.id) AS first_id,
                   COALESCE(b.clientfile_merged_into_id, b.id) AS second_id
              FROM clientfile_duplicate AS one
              JOIN res_partner AS a ON a.id = one.partner_a_id
              JOIN res_partner AS b ON b.id = one.partner_b_id
             WHERE one.decision = 'different'
               AND (a.clientfile_merged_into_id IS NOT NULL
                    OR b.clientfile_merged_into_id IS NOT NULL)) AS decided
      JOIN clientfile_duplicate AS pair
        ON pair.partner_a_id = LEAST(first_id, second_id)
       AND pair.partner_b_id = GREATEST(first_id, second_id)
     WHERE string_to_array(COALESCE((%s), ''), ' ')
           <@ string_to_array(COALESCE(decided.known_identifiers, ''), ' ')
    """,
    SHARED_IDENTIFIERS,
)

_ABSORB = """
    WITH gone AS (
        DELETE FROM clientfile_duplicate
         WHERE partner_a_id = ANY(%(ids)s) OR partner_b_id = ANY(%(ids)s)
     RETURNING *),
    moved AS (
        SELECT gone.*,
               CASE WHEN partner_a_id = ANY(%(ids)s) THEN %(survivor)s
                    ELSE partner_a_id END AS one_id,
               CASE WHEN partner_b_id = ANY(%(ids)s) THEN %(survivor)s
                    ELSE partner_b_id END AS other_id
          FROM gone
         WHERE decision = 'different')
    INSERT INTO clientfile_duplicate
                (res_model, partner_a_id, partner_b_id, bits, probability, band, kind,
                 is_company, reasons, decision, decided_by_id, date_decided,
                 known_identifiers, create_uid, create_date, write_uid, write_date)
         SELECT DISTINCT ON (1, 2, 3)
                res_model, LEAST(one_id, other_id), GREATEST(one_id, other_id), bits,
                probability, band, kind, is_company, reasons, decision, decided_by_id,
                date_decided, known_identifiers, create_uid, create_date, write_uid,
                write_date
           FROM moved
          WHERE one_id <> other_id
    ON CONFLICT (partner_a_id, partner_b_id) DO UPDATE
            SET decision = 'different',
                decided_by_id = EXCLUDED.decided_by_id,
                date_decided = EXCLUDED.date_decided,
                known_identifiers = EXCLUDED.known_identifiers
"""
