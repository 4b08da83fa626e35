from odoo import models

LEADS = "lead"
# Who asked something and never became a record: nobody else's retention reaches them.
_CANDIDATES = """
    FROM crm_lead AS lead
   WHERE lead.id > %(after)s
     AND lead.partner_id IS NULL
     AND COALESCE(lead.won_status, '') <> 'won'
     AND (lead.company_id IS NULL OR lead.company_id = ANY(%(companies)s))
     AND (COALESCE(lead.contact_name, '') <> '' OR COALESCE(lead.email_from, '') <> ''
          OR COALESCE(lead.phone, '') <> '' OR COALESCE(lead.partner_name, '') <> '')
"""
_LINES = """
    WITH candidate AS MATERIALIZED (
        SELECT lead.id, lead.email_normalized AS email, lead.create_date AS collected,
               {held} AS is_held
        {candidates} AND lead.id <= %(until)s {only}
    ),
    act AS (
        SELECT candidate.id, 'message' AS kind, MAX(message.date) AS moment
          FROM candidate
          JOIN mail_message AS message
            ON message.model = 'crm.lead' AND message.res_id = candidate.id
     LEFT JOIN res_partner AS author ON author.id = message.author_id
         WHERE message.message_type IN ('email', 'comment')
           AND (author.id IS NULL OR author.partner_share)
         GROUP BY 1
     UNION ALL
        SELECT candidate.id, 'click',
               MAX(GREATEST(trace.links_click_datetime, trace.reply_datetime))
          FROM candidate
          JOIN mailing_trace AS trace
            ON trace.model = 'crm.lead' AND trace.res_id = candidate.id
         GROUP BY 1
     UNION ALL
        SELECT candidate.id, 'click',
               MAX(GREATEST(trace.links_click_datetime, trace.reply_datetime))
          FROM candidate JOIN mailing_trace AS trace ON trace.email = candidate.email
         GROUP BY 1
     UNION ALL
        SELECT id, 'collected', COALESCE(collected, '1970-01-01') FROM candidate
    ),
    latest AS (
        SELECT DISTINCT ON (id) id, kind, moment::date AS day
          FROM act WHERE moment IS NOT NULL AND moment <= %(now)s
      ORDER BY id, moment DESC, kind
    )
{insert}
    SELECT %(run)s, %(policy)s, %(company)s, id, kind, day, due, 'erase', NULL::date,
           CASE WHEN candidate.is_held THEN 'held' ELSE 'found' END
      FROM latest JOIN candidate USING (id),
           LATERAL (SELECT (day + make_interval(months => %(months)s))::date AS due)
           AS clock
     WHERE due <= %(today)s
"""


class ClientfileRetentionRun(models.Model):
    """Leads that never became a customer: the lead itself is anonymised."""

    _inherit = "clientfile.retention.run"

    def _is_of_leads(self):
        return self.policy_id.category == LEADS

    def _get_candidates(self):
        return _CANDIDATES if self._is_of_leads() else super()._get_candidates()

    def _get_lines_query(self):
        if not self._is_of_leads():
            return super()._get_lines_query()
        return _LINES

    def _get_read_models(self):
        models_read = super()._get_read_models()
        return (*models_read, "crm.lead") if self._is_of_leads() else models_read

    def _get_link(self):
        return "lead_id" if self._is_of_leads() else super()._get_link()

    def _get_alias(self):
        return "lead" if self._is_of_leads() else super()._get_alias()

    def _take_out(self, line):
        if not line.lead_id:
            return super()._take_out(line)
        # sudo: the policy concerns leads that the officer may not open
        line.sudo().lead_id._clientfile_anonymise()
        return self._end_line(line, "done")
