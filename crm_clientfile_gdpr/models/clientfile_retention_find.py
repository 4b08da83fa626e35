from odoo import fields, models
from odoo.tools import SQL

BATCH = 5_000
# Natural persons of the customer file: no firms, colleagues, suppliers, nor the erased.
_CANDIDATES = """
    FROM res_partner AS person
    JOIN res_partner AS owner ON owner.id = person.commercial_partner_id
   WHERE person.id > %(after)s
     AND person.is_company IS NOT TRUE
     AND person.partner_share
     AND person.clientfile_erased_on IS NULL
     AND person.clientfile_merged_into_id IS NULL
     AND owner.clientfile_is_supplier IS NOT TRUE
     AND (person.company_id IS NULL OR person.company_id = ANY(%(companies)s))
     AND NOT EXISTS (SELECT FROM res_company WHERE partner_id = person.id)
"""
_BATCH = """
    SELECT MAX(id), COUNT(*) FROM (
        SELECT %s.id %s ORDER BY %s.id LIMIT %s) AS batch
"""
_LINES = """
    WITH candidate AS MATERIALIZED (
        SELECT person.id, person.commercial_partner_id AS entity_id,
               person.create_date::date AS collected,
               {held} AS is_held
        {candidates} AND person.id <= %(until)s {only}
    ),
    member AS MATERIALIZED (
        SELECT partner.id, partner.commercial_partner_id AS entity_id,
               partner.email_normalized AS email
          FROM res_partner AS partner
         WHERE partner.commercial_partner_id IN (SELECT entity_id FROM candidate)
    ),
    act AS ({acts}),
    latest AS (
        SELECT DISTINCT ON (entity_id) entity_id, kind, moment::date AS day
          FROM act WHERE moment IS NOT NULL AND moment <= %(now)s
      ORDER BY entity_id, moment DESC, kind
    ),
    books AS (
        SELECT member.entity_id, MAX(move.date) AS day
          FROM account_move AS move JOIN member ON member.id = move.partner_id
         WHERE move.state = 'posted' GROUP BY 1
    ),
    buyer AS (
        SELECT entity_id FROM act WHERE kind IN ('order', 'invoice')
    ),
    judged AS (
        SELECT candidate.id, candidate.is_held,
               COALESCE(latest.kind, 'collected') AS kind,
               COALESCE(latest.day, candidate.collected, '1970-01-01') AS day,
               GREATEST(
                   (COALESCE(latest.day, candidate.collected, '1970-01-01')
                    + make_interval(years => %(contract_years)s))::date,
                   (date_trunc('year', books.day)
                    + make_interval(years => %(accounting_years)s + 1)
                    - interval '1 day')::date) AS archive_end,
               candidate.entity_id IN (SELECT entity_id FROM buyer)
               OR books.day IS NOT NULL AS is_client
          FROM candidate
     LEFT JOIN latest USING (entity_id)
     LEFT JOIN books USING (entity_id)
    )
{insert}
    SELECT %(run)s, %(policy)s, %(company)s, id, kind, day, due,
           CASE WHEN %(archives)s AND archive_end > %(today)s
                THEN 'archive' ELSE 'erase' END,
           CASE WHEN %(archives)s AND archive_end > %(today)s THEN archive_end END,
           CASE WHEN is_held THEN 'held' ELSE 'found' END
      FROM judged,
           LATERAL (SELECT (day + make_interval(months => %(months)s))::date AS due)
           AS clock
     WHERE is_client = %(is_client)s AND due <= %(today)s
"""
_INSERT = """
    INSERT INTO clientfile_retention_line
           (run_id, policy_id, company_id, {link}, act, date_clock, date_due,
            outcome, date_end, state)
"""
# A lawsuit, say, until its day, or until the reason is taken away.
_HELD = """(COALESCE({who}.clientfile_hold_reason, '') <> ''
     AND COALESCE({who}.clientfile_hold_until, 'infinity') >= %(today)s)"""
# What a person does, by kind. Never what we do: no opened e-mail, no call of ours.
_ACTS = {
    "order": """
        SELECT member.entity_id, 'order' AS kind, MAX(sale.date_order) AS moment
          FROM sale_order AS sale JOIN member ON member.id = sale.partner_id
         WHERE sale.state = 'sale' GROUP BY 1
    """,
    "invoice": """
        SELECT member.entity_id, 'invoice', MAX(move.invoice_date)::timestamp
          FROM account_move AS move JOIN member ON member.id = move.partner_id
         WHERE move.state = 'posted' AND move.move_type = 'out_invoice' GROUP BY 1
    """,
    "message": """
        SELECT member.entity_id, 'message', MAX(message.date)
          FROM mail_message AS message JOIN member ON member.id = message.author_id
         WHERE message.message_type IN ('email', 'comment') GROUP BY 1
    """,
    "click": """
        SELECT member.entity_id, 'click',
               MAX(GREATEST(trace.links_click_datetime, trace.reply_datetime))
          FROM mailing_trace AS trace
          JOIN member ON trace.model = 'res.partner' AND trace.res_id = member.id
         GROUP BY 1
    """,
    "click by address": """
        SELECT member.entity_id, 'click',
               MAX(GREATEST(trace.links_click_datetime, trace.reply_datetime))
          FROM mailing_trace AS trace JOIN member ON member.email = trace.email
         GROUP BY 1
    """,
    "login": """
        SELECT member.entity_id, 'login', MAX(log.create_date)
          FROM res_users_log AS log
          JOIN res_users AS portal ON portal.id = log.create_uid
          JOIN member ON member.id = portal.partner_id
         GROUP BY 1
    """,
    "consent": """
        SELECT member.entity_id, 'consent', MAX(said.date)
          FROM clientfile_consent AS said JOIN member ON member.id = said.partner_id
         WHERE said.state = 'given' GROUP BY 1
    """,
}
_READ = (
    *("res.partner", "sale.order", "account.move", "mail.message", "mailing.trace"),
    *("res.users", "res.users.log", "clientfile.consent", "clientfile.retention.line"),
)


class ClientfileRetentionRun(models.Model):
    """Finds whom a policy concerns: two statements for each batch of persons."""

    _inherit = "clientfile.retention.run"

    def _find_some(self, after):
        """Note those concerned of the next persons; where to go on, and how many."""
        for model in self._get_read_models():
            self.env[model].flush_model()
        if not after:
            self._forget_dry_runs()
        asked = {**self._prepare_question(), "after": after}
        candidates = SQL(self._get_candidates(), **asked)
        alias = SQL.identifier(self._get_alias())
        [(until, count)] = self.env.execute_query(
            SQL(_BATCH, alias, candidates, alias, BATCH)
        )
        found = self._insert_lines({**asked, "until": until}) if count else 0
        self._count(read_count=count, found_count=found)
        return (until if count == BATCH else None), count

    def _insert_lines(self, asked):
        """Note those concerned; who was warned already is not noted again."""
        insert = _INSERT.replace("{link}", self._get_link())
        query = self._get_lines_sql(insert, asked)
        self.env.cr.execute(SQL("%s ON CONFLICT DO NOTHING", query))
        self.env["clientfile.retention.line"].invalidate_model()
        return self.env.cr.rowcount

    def _judge_anew(self, lines, asked):
        """Ids of those of ``lines`` whom the policy concerns now, without a hold."""
        query = self._get_lines_sql("", asked, self._get_only())
        rows = self.env.execute_query(
            SQL(
                "SELECT line.id FROM (%s) AS due (run, policy, company, who, act,"
                " day, due, outcome, archive_end, state)"
                " JOIN clientfile_retention_line AS line ON %s = due.who"
                " WHERE line.id = ANY(%s) AND due.state = 'found'",
                query,
                SQL.identifier("line", self._get_link()),
                lines.ids,
            )
        )
        return [line_id for (line_id,) in rows]

    def _get_lines_sql(self, insert, asked, only=""):
        query = self._get_lines_query()
        parts = {
            "insert": insert,
            "candidates": self._get_candidates(),
            "held": _HELD.replace("{who}", self._get_alias()),
            "only": only,
            "acts": " UNION ALL ".join(self._get_acts().values()),
        }
        for name, part in parts.items():
            query = query.replace("{" + name + "}", part)
        return SQL(query, **asked)

    def _get_candidates(self):
        """FROM and WHERE of whom the policy may concern, from the id ``after`` on."""
        return _CANDIDATES

    def _get_lines_query(self):
        """The statement that judges a batch of candidates."""
        return _LINES

    def _get_read_models(self):
        return _READ

    def _get_link(self):
        """The field of a line that says who it is about."""
        return "partner_id"

    def _get_alias(self):
        """The name that the statements call a candidate by."""
        return "person"

    def _get_only(self):
        return f"AND {self._get_alias()}.id = ANY(%(only)s)"

    def _get_acts(self):
        """SELECTs of entity, kind and moment of what persons do, over ``member``."""
        return _ACTS

    def _prepare_question(self):
        policy = self.policy_id
        company = policy.company_id
        # sudo: branches that the officer has not open count as well
        branches = self.env["res.company"].sudo()
        return {
            "run": self.id,
            "policy": policy.id,
            "company": company.id,
            "companies": branches.search([("id", "child_of", company.id)]).ids,
            "today": fields.Date.context_today(self),
            "now": fields.Datetime.now(),
            "months": policy.months,
            "is_client": policy.category == "client",
            "archives": policy.category == "client",
            "contract_years": policy.contract_years,
            "accounting_years": policy.accounting_years,
        }

    def _forget_dry_runs(self):
        """Only the last list counts; those who were warned stay warned."""
        lines = self.env["clientfile.retention.line"]
        self.env.cr.execute(
            SQL(
                "DELETE FROM clientfile_retention_line WHERE policy_id = %s"
                " AND state IN ('found', 'held', 'refused')",
                self.policy_id.id,
            )
        )
        lines.invalidate_model()
