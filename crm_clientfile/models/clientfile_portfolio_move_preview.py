from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

# Whose history knows of a change after the day: what is settled is not rewritten.
CHANGED_LATER = """
    EXISTS (SELECT FROM clientfile_assignment
             WHERE partner_id = %(partner)s
               AND (date_from > %(day)s OR date_to > %(day)s))
"""
_LIST_LINES = """
    INSERT INTO clientfile_portfolio_move_line (move_id, partner_id,
           old_user_id, old_territory_id, new_user_id, new_territory_id,
           state, reason, create_uid, create_date, write_uid, write_date)
    SELECT %(move)s, id, old_user_id, old_territory_id, new_user_id, new_territory_id,
           CASE WHEN reason IS NULL THEN 'to_move' ELSE 'skipped' END, reason,
           %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
      FROM (SELECT candidate.*, %(reason)s AS reason
              FROM (%(candidates)s) AS candidate) AS listed
  ORDER BY complete_name, id
"""
_TO_CHOSEN = """
    SELECT partner.id, partner.company_id, partner.complete_name,
           partner.user_id AS old_user_id,
           partner.clientfile_territory_id AS old_territory_id,
           COALESCE(%(user)s::int, partner.user_id) AS new_user_id,
           COALESCE(%(territory)s::int, partner.clientfile_territory_id)
               AS new_territory_id
      FROM res_partner AS partner
     WHERE partner.id = partner.commercial_partner_id AND partner.id IN %(partners)s
"""
_CHOSEN_REASON = """
    CASE WHEN (new_user_id, new_territory_id)
              IS NOT DISTINCT FROM (old_user_id, old_territory_id) THEN 'same'
         WHEN %(changed_later)s THEN 'later'
         WHEN new_user_id IS DISTINCT FROM old_user_id
              AND company_id <> ALL(%(companies)s) THEN 'company'
     END
"""
_TO_ADDRESS = """
    SELECT partner.id, partner.company_id, partner.complete_name,
           partner.user_id AS old_user_id,
           partner.clientfile_territory_id AS old_territory_id,
           COALESCE(partner.user_id, salesperson.user_id) AS new_user_id,
           COALESCE(partner.clientfile_territory_id, place.territory_id)
               AS new_territory_id
      FROM res_partner AS partner
 LEFT JOIN unnest(%(countries)s::int[], %(zips)s::text[], %(territories)s::int[])
           AS place (country_id, zip, territory_id)
        ON place.country_id = COALESCE(partner.country_id, 0)
       AND place.zip = COALESCE(partner.zip, '')
 LEFT JOIN unnest(%(held)s::int[], %(companies)s::int[], %(salespeople)s::int[])
           AS salesperson (territory_id, company_id, user_id)
        ON salesperson.territory_id = place.territory_id
       AND salesperson.company_id = COALESCE(partner.company_id, 0)
     WHERE partner.id = partner.commercial_partner_id AND partner.id IN %(partners)s
"""
_ADDRESS_REASON = """
    CASE WHEN old_territory_id IS NOT NULL THEN 'placed'
         WHEN new_territory_id IS NULL THEN 'nowhere'
         WHEN %(changed_later)s THEN 'later'
     END
"""


class ClientfilePortfolioMove(models.Model):
    """Who is moved and who is not, listed by one statement however many there are."""

    _inherit = "clientfile.portfolio.move"

    def _check_sense(self):
        """Refuse what cannot be meant, in a sentence."""
        if error := self._find_date_error() or self._find_target_error():
            raise UserError(error)

    def _find_date_error(self):
        if self.date > fields.Date.context_today(self):
            return self.env._(
                "The record shows who looks after a customer now, so a change cannot "
                "take effect in the future. Come back on %(date)s, or choose today or "
                "a day in the past.",
                date=format_date(self.env, self.date),
            )
        return None

    def _find_target_error(self):
        if self.scope == "portfolio" and not (
            self.from_user_id or self.from_territory_id
        ):
            return self.env._(
                "Say whose customers are moved: those of a salesperson, of a "
                "territory, or both."
            )
        if self.target == "address":
            if self.env["clientfile.territory"]._get_atlas():
                return None
            return self.env._(
                "No territory covers any address yet. Have an administrator create "
                "territories first."
            )
        # sudo: of a colleague, it is only told whether he is still there
        user, territory = self.to_user_id.sudo(), self.to_territory_id
        if not (user or territory):
            return self.env._(
                "Say to whom: choose a salesperson, a territory, or both."
            )
        for one in (user, territory):
            if one and not one.active:
                return self.env._(
                    "%s is archived. Choose somebody who is there, or a territory in "
                    "use.",
                    one.name,
                )
        if self.scope == "portfolio" and self._leads_nowhere():
            return self.env._(
                "They are in these hands already. Choose another salesperson or "
                "territory."
            )
        return None

    def _leads_nowhere(self):
        keeps_user = self.to_user_id in (self.from_user_id, self.env["res.users"])
        none = self.env["clientfile.territory"]
        keeps_territory = self.to_territory_id in (self.from_territory_id, none)
        return keeps_user and keeps_territory

    def _list_lines(self):
        """Make a line for each customer: to move, or left out and why."""
        self.env.flush_all()
        by_address = self.target == "address"
        candidates = self._get_placed_query() if by_address else self._get_moved_query()
        params = {
            "changed_later": self._get_changed_later(SQL("candidate.id")),
            "companies": self.to_user_id._get_clientfile_company_ids(),
        }
        reason = SQL(_ADDRESS_REASON if by_address else _CHOSEN_REASON, **params)
        self.env.cr.execute(
            SQL(
                _LIST_LINES,
                move=self.id,
                uid=self.env.uid,
                candidates=candidates,
                reason=reason,
            )
        )
        self.invalidate_recordset()
        self.line_ids.invalidate_model()

    def _get_changed_later(self, partner):
        return SQL(CHANGED_LATER, partner=partner, day=self.date)

    def _get_partners_query(self):
        """Ids of the customers; of a ticked contact, it is his company."""
        found = self._get_partners()._search(self._get_partner_domain()).subselect()
        if self.scope != "selection":
            return found
        return SQL(
            "(SELECT commercial_partner_id FROM res_partner WHERE id IN %s)", found
        )

    def _get_moved_query(self):
        return SQL(
            _TO_CHOSEN,
            user=self.to_user_id.id or None,
            territory=self.to_territory_id.id or None,
            partners=self._get_partners_query(),
        )

    def _get_placed_query(self):
        partners = self._get_partners_query()
        places = self._find_places(partners)
        territories = {territory_id for *_place, territory_id in places}
        salespeople = self._find_salespeople(territories)
        return SQL(
            _TO_ADDRESS,
            partners=partners,
            **_columns(("countries", "zips", "territories"), places),
            **_columns(("held", "companies", "salespeople"), salespeople),
        )

    def _find_places(self, partners):
        """Country, postcode and territory: of each pair of the first two, once."""
        pairs = self.env.execute_query(
            SQL(
                "SELECT DISTINCT COALESCE(country_id, 0), COALESCE(zip, '')"
                " FROM res_partner WHERE id IN %s AND clientfile_territory_id IS NULL"
                " AND (country_id IS NOT NULL OR zip <> '')",
                partners,
            )
        )
        countries = self.env["res.country"].browse({pair[0] for pair in pairs} - {0})
        codes = {country.id: country.code for country in countries}
        codes[0] = self.company_id.country_id.code or ""
        find = self.env["clientfile.territory"]._get_atlas().find
        placed = [(*pair, find(codes[pair[0]], pair[1])) for pair in pairs]
        return [place for place in placed if place[-1]]

    def _find_salespeople(self, territory_ids):
        """Who is proposed for a new customer: territory, company or 0, salesperson."""
        # The customers of this move belong to its company, to one above it, or to all.
        companies = (self.env["res.company"], *self.company_id.parent_ids)
        return [
            (territory.id, company.id or 0, salesperson.id)
            for territory in self.env["clientfile.territory"].browse(territory_ids)
            for company in companies
            if (salesperson := territory._get_salesperson(company))
        ]


def _columns(names, rows):
    """The rows as one list for each name."""
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}
