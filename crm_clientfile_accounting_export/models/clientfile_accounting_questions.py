"""What the database is asked before entries are exported, one statement each.

``%(moves)s`` stands for the condition on the entries that are exported, ``%(period)s``
for the same without the state and without what was exported; both name ``move``.
"""

TOTALS = """
    SELECT journal.id, COALESCE(mapped.code, journal.code), COUNT(DISTINCT move.id),
           COUNT(line.id), COALESCE(SUM(line.debit), 0), COALESCE(SUM(line.credit), 0)
      FROM account_move AS move
      JOIN account_journal AS journal ON journal.id = move.journal_id
 LEFT JOIN account_move_line AS line
        ON line.move_id = move.id
       AND line.display_type NOT IN ('line_section', 'line_subsection', 'line_note')
 LEFT JOIN clientfile_export_mapping AS mapped
        ON mapped.target_id = %(target)s AND mapped.journal_id = journal.id
     WHERE %(moves)s
  GROUP BY journal.id, mapped.code
  ORDER BY journal.sequence, journal.id
"""

_NO_PARTNER = """
    SELECT DISTINCT move.id
      FROM account_move AS move
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN account_account AS account ON account.id = line.account_id
     WHERE %(moves)s AND line.partner_id IS NULL
       AND account.account_type IN ('asset_receivable', 'liability_payable')
  ORDER BY move.id
"""

_ACCOUNT_WITHOUT_CODE = """
    SELECT account.id
      FROM account_account AS account
     WHERE COALESCE(account.code_store ->> %(root)s, '') = ''
       AND NOT EXISTS (
           SELECT FROM clientfile_export_mapping AS mapped
            WHERE mapped.target_id = %(target)s AND mapped.account_id = account.id)
       AND EXISTS (
           SELECT FROM account_move AS move
             JOIN account_move_line AS line ON line.move_id = move.id
            WHERE line.account_id = account.id AND %(moves)s)
  ORDER BY account.id
"""

_DRAFTS = """
    SELECT move.id FROM account_move AS move
     WHERE %(period)s AND move.state = 'draft'
  ORDER BY move.date, move.id
"""

_ZERO_IN_COMPANY_CURRENCY = """
    SELECT DISTINCT move.id
      FROM account_move AS move
      JOIN account_move_line AS line ON line.move_id = move.id
     WHERE %(moves)s AND line.currency_id != %(currency)s
       AND line.amount_currency != 0 AND line.balance = 0
  ORDER BY move.id
"""

_PAYMENTS_WITHOUT_ENTRY = """
    SELECT payment.id FROM account_payment AS payment
     WHERE payment.company_id = ANY(%(companies)s) AND payment.move_id IS NULL
       AND payment.state IN ('in_process', 'paid')
       AND payment.date BETWEEN %(date_from)s AND %(date_to)s
  ORDER BY payment.date, payment.id
"""

_CHANGED = """
    SELECT mark.id FROM clientfile_exported_move AS mark
     WHERE mark.target_id = %(target)s AND mark.is_current
       AND mark.date BETWEEN %(date_from)s AND %(date_to)s
       AND mark.id = ANY(%(changed)s)
  ORDER BY mark.date, mark.id
"""

# By kind of finding: the model of the ids, and how they are found.
QUESTIONS = {
    "no_partner": ("account.move", _NO_PARTNER),
    "account_without_code": ("account.account", _ACCOUNT_WITHOUT_CODE),
    "drafts": ("account.move", _DRAFTS),
    "zero_in_company_currency": ("account.move", _ZERO_IN_COMPANY_CURRENCY),
    "payments_without_entry": ("account.payment", _PAYMENTS_WITHOUT_ENTRY),
    "changed": ("clientfile.exported.move", _CHANGED),
}
