"""SQL of the status that figures tell, for rows ``m`` of clientfile.metrics."""

from ..tools.status_rules import STATUS_OF
from .res_partner_figures_sql import FIGURES

# A first purchase of the last month makes a client of a prospect; older ones were found
# when the figures were first made, and moved nobody.
_NEW_DAYS = 30
_STATUSES = " ".join(
    f"WHEN '{reason}' THEN '{status}'" for reason, status in STATUS_OF.items()
)
# Who has bought nothing for so long cannot be lost any more: silence and falling sales
# put nobody at risk then, only what he owes does.
_TELL = """
    WITH judged AS (
        SELECT m.id, m.partner_id, m.company_id, m.status AS former,
               m.last_purchase_date, m.first_purchase_date,
               COALESCE(m.last_purchase_date <= rule.inactive_until, FALSE) AS is_stale,
               rule.intervals > 0 AND m.expected_date IS NOT NULL
                   AND %(today)s - m.last_purchase_date
                       > rule.intervals * m.interval_days AS is_silent,
               rule.churn AND ({churn}) = 'high' AS is_leaving,
               rule.payment AND ({payment}) = 'high' AS is_owing,
               rule.fall > 0 AND m.revenue_previous_12m > 0
                   AND 100 * (m.revenue_previous_12m - m.revenue_12m)
                       >= rule.fall * m.revenue_previous_12m AS is_falling,
               CASE WHEN rule.needs_all
                    THEN (rule.class_a OR rule.champion OR rule.revenue > 0)
                         AND (NOT rule.class_a OR COALESCE(m.abc_class = 'a', FALSE))
                         AND (NOT rule.champion
                              OR COALESCE(m.rfm_segment = 'champion', FALSE))
                         AND m.revenue_12m >= rule.revenue
                    ELSE rule.class_a AND COALESCE(m.abc_class = 'a', FALSE)
                         OR rule.champion
                         AND COALESCE(m.rfm_segment = 'champion', FALSE)
                         OR rule.revenue > 0 AND m.revenue_12m >= rule.revenue
                    END AS is_vip
          FROM clientfile_metrics AS m
          JOIN (VALUES %(rules)s) AS rule (
               company_id, inactive_until, intervals, churn, payment, fall,
               class_a, champion, revenue, needs_all)
            ON rule.company_id = m.company_id
         WHERE %(scope)s
    ), reasoned AS (
        SELECT *,
               CASE WHEN last_purchase_date IS NULL THEN NULL
                    WHEN is_leaving AND NOT is_stale THEN 'leaving'
                    WHEN is_owing THEN 'payment'
                    WHEN is_falling AND NOT is_stale THEN 'falling'
                    WHEN is_vip THEN 'vip'
                    WHEN is_silent THEN 'silent'
                    WHEN is_stale THEN 'stale'
                    ELSE 'buying' END AS reason
          FROM judged
    ), told AS (
        SELECT *, CASE reason {statuses} END AS status,
               last_purchase_date IS NOT NULL AND is_vip AS vip
          FROM reasoned
    ), moved AS (
        INSERT INTO clientfile_status_move (
               partner_id, company_id, user_id, date, status_before, status, reason,
               silence_days, interval_days, revenue_12m, revenue_previous_12m,
               amount_overdue, late_days, is_class_a, is_champion)
        SELECT told.partner_id, told.company_id, partner.user_id, %(today)s,
               COALESCE(told.former, 'prospect'), told.status, told.reason,
               %(today)s - m.last_purchase_date,
               CASE WHEN m.expected_date IS NOT NULL THEN m.interval_days END,
               m.revenue_12m, m.revenue_previous_12m,
               m.amount_overdue, m.late_days,
               m.abc_class = 'a', m.rfm_segment = 'champion'
          FROM told
          JOIN clientfile_metrics AS m ON m.id = told.id
          JOIN res_partner AS partner ON partner.id = told.partner_id
         WHERE told.status IS NOT NULL
           AND (told.former <> told.status
                OR told.former IS NULL
                   AND told.first_purchase_date > %(today)s - {new_days}
                   AND NOT EXISTS (
                       SELECT FROM clientfile_status_move AS move
                        WHERE move.partner_id = told.partner_id
                          AND move.company_id = told.company_id))
    )
    UPDATE clientfile_metrics AS m
       SET status = told.status, status_reason = told.reason, is_vip = told.vip
      FROM told
     WHERE told.id = m.id
       AND (m.status, m.status_reason, m.is_vip)
           IS DISTINCT FROM (told.status, told.reason, told.vip)
"""
TELL = _TELL.format(
    churn=FIGURES["churn_risk"],
    payment=FIGURES["payment_risk"],
    statuses=_STATUSES,
    new_days=_NEW_DAYS,
)
# The rules of a company, in the order that the statement names them.
RULE = """(
    %(company)s, %(until)s::date, %(inactive_intervals)s::numeric, %(risk_churn)s,
    %(risk_payment)s, %(risk_fall)s::numeric, %(vip_class_a)s, %(vip_champion)s,
    %(vip_revenue)s::numeric, %(vip_needs_all)s)
"""
