"""The statements of ``clientfile.entry.reader``.

``%(place)s`` is an array of ids of entries. What many lines share is read once, by id;
amounts and dates come as text, exact, because the same ones come again and again.
"""

# Lines of the entries: the id of the entry, then what ``EntryMaker`` takes.
LINES = """
    SELECT line.move_id, line.account_id, line.debit::text, line.credit::text,
           NULLIF(TRIM(line.name), ''),
           COALESCE(frozen.code, party.code), COALESCE(frozen.name, partner.name),
           CASE WHEN account.account_type IN ('asset_receivable', 'liability_payable')
                THEN line.date_maturity::text END,
           CASE WHEN reconciled.id IS NOT NULL AND line.matching_number ~ '^[0-9]+$'
                THEN line.matching_number END,
           reconciled.create_date::date::text,
           NULLIF(line.currency_id, %(currency)s),
           CASE WHEN line.currency_id != %(currency)s
                THEN line.amount_currency::text END,
           %(vat_code)s,
           CASE WHEN line.tax_line_id IS NOT NULL
                THEN (ABS(line.tax_base_amount) * SIGN(line.balance))::text END,
           line.analytic_distribution
      FROM account_move_line AS line
      JOIN account_account AS account ON account.id = line.account_id
 LEFT JOIN account_full_reconcile AS reconciled
        ON reconciled.id = line.full_reconcile_id
 LEFT JOIN res_partner AS own ON own.id = line.partner_id
       AND account.account_type IN ('asset_receivable', 'liability_payable')
 LEFT JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
 LEFT JOIN clientfile_export_party AS party
        ON party.target_id = %(target)s AND party.partner_id = partner.id
 LEFT JOIN clientfile_fec_party AS frozen
        ON %(is_fec)s AND frozen.company_id = %(company)s
       AND frozen.partner_id = partner.id
       AND line.date BETWEEN frozen.date_from AND frozen.date_to
     WHERE line.move_id = ANY(%(place)s)
       AND line.display_type NOT IN ('line_section', 'line_subsection', 'line_note')
  ORDER BY line.id
"""

# The code of the tax of a tax line, else of the first tax of the line that has one.
VAT_CODE = """
    COALESCE((
        SELECT mapped.code
          FROM clientfile_export_mapping AS mapped
     LEFT JOIN account_move_line_account_tax_rel AS link
            ON link.account_tax_id = mapped.tax_id
           AND link.account_move_line_id = line.id
         WHERE mapped.target_id = %s
           AND (mapped.tax_id = line.tax_line_id
                OR line.tax_line_id IS NULL AND link.account_tax_id IS NOT NULL)
      ORDER BY mapped.id LIMIT 1), '')
"""

# The entries: id, then what ``EntryMaker`` takes.
HEADS = """
    SELECT move.id, COALESCE(move.name, ''), move.date::text, move.journal_id,
           move.move_type, payment.partner_type,
           COALESCE(payment.payment_method_line_id,
                    move.preferred_payment_method_line_id),
           NULLIF(TRIM(move.ref), ''), move.invoice_date::text,
           CASE WHEN move.move_type IN ('out_invoice', 'out_receipt')
                THEN move.payment_reference END
      FROM account_move AS move
 LEFT JOIN account_payment AS payment ON payment.id = move.origin_payment_id
     WHERE move.id = ANY(%(place)s)
"""

# What entries and lines name by id, the id first.
ACCOUNT_NAMES = """
    SELECT account.id, COALESCE(own_account.code, account.code_store ->> %(root)s, ''),
           COALESCE(account.name ->> %(lang)s, account.name ->> 'en_US', ''),
           CASE account.account_type WHEN 'asset_receivable' THEN 'customer'
                                     WHEN 'liability_payable' THEN 'supplier'
                                     ELSE '' END
      FROM account_account AS account
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
"""
JOURNAL_NAMES = """
    SELECT journal.id, COALESCE(mapped.code, journal.code),
           COALESCE(journal.name ->> %(lang)s, journal.name ->> 'en_US', ''),
           journal.type
      FROM account_journal AS journal
 LEFT JOIN clientfile_export_mapping AS mapped
        ON mapped.target_id = %(target)s AND mapped.journal_id = journal.id
"""
PAYMENT_MODES = """
    SELECT payment_method_line_id, code FROM clientfile_export_mapping
     WHERE target_id = %(target)s AND payment_method_line_id IS NOT NULL
"""
CURRENCY_NAMES = "SELECT id, name FROM res_currency"

# Third parties of the entries; one that buys and sells comes twice. Whom and what the
# entries name is found first. Of a new target PostgreSQL takes the many codes for one,
# and would go through all of them for each partner: ``+ 0`` leaves it the index of
# partners alone.
PARTIES = """
    WITH posted AS MATERIALIZED (
        SELECT DISTINCT line.partner_id, line.account_id
          FROM account_move AS move
          JOIN account_move_line AS line ON line.move_id = move.id
          JOIN account_account AS account ON account.id = line.account_id
         WHERE account.account_type IN ('asset_receivable', 'liability_payable')
           AND line.partner_id IS NOT NULL AND %(moves)s
    )
    SELECT DISTINCT ON (party.code, account.account_type)
           party.code, COALESCE(partner.name, party.code),
           CASE account.account_type WHEN 'asset_receivable' THEN 'customer'
                                     ELSE 'supplier' END,
           COALESCE(own_account.code, account.code_store ->> %(root)s, ''), '',
           COALESCE(partner.street, ''), COALESCE(partner.street2, ''),
           COALESCE(partner.zip, ''), COALESCE(partner.city, ''),
           COALESCE(country.name ->> %(lang)s, country.name ->> 'en_US', ''),
           COALESCE(country.code, ''), '', COALESCE(partner.phone, ''),
           COALESCE(partner.email, ''), COALESCE(partner.vat, ''),
           COALESCE(partner.company_registry, ''), COALESCE(partner.lang, ''), '', ''
      FROM posted
      JOIN account_account AS account ON account.id = posted.account_id
      JOIN res_partner AS own ON own.id = posted.partner_id
      JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
      JOIN clientfile_export_party AS party
        ON party.target_id + 0 = %(target)s AND party.partner_id = partner.id
 LEFT JOIN res_country AS country ON country.id = partner.country_id
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
  ORDER BY party.code, account.account_type, account.id
"""

ACCOUNTS = """
    SELECT DISTINCT ON (1)
           COALESCE(own_account.code, account.code_store ->> %(root)s, ''),
           COALESCE(account.name ->> %(lang)s, account.name ->> 'en_US', '')
      FROM account_account AS account
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
     WHERE account.id IN (
        SELECT line.account_id
          FROM account_move AS move
          JOIN account_move_line AS line ON line.move_id = move.id
         WHERE %(moves)s)
  ORDER BY 1, account.id
"""

# What was on each account before the year; income and expenses go to the result.
OPENING = """
    SELECT COALESCE(own_account.code, account.code_store ->> %(root)s, ''),
           COALESCE(account.name ->> %(lang)s, account.name ->> 'en_US', ''),
           COALESCE(frozen.code, party.code, ''),
           COALESCE(frozen.name, partner.name, ''),
           CASE account.account_type WHEN 'asset_receivable' THEN 'customer'
                                     WHEN 'liability_payable' THEN 'supplier'
                                     ELSE '' END,
           SUM(line.balance)
      FROM account_move_line AS line
      JOIN account_move AS move ON move.id = line.move_id
      JOIN account_account AS posted ON posted.id = line.account_id
      JOIN account_account AS account
        ON account.id = CASE WHEN posted.account_type = 'equity_unaffected'
                               OR posted.account_type LIKE 'income%%'
                               OR posted.account_type LIKE 'expense%%'
                             THEN %(result)s ELSE posted.id END
 LEFT JOIN res_partner AS own ON own.id = line.partner_id
       AND account.account_type IN ('asset_receivable', 'liability_payable')
 LEFT JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
 LEFT JOIN clientfile_export_party AS party
        ON party.target_id = %(target)s AND party.partner_id = partner.id
 LEFT JOIN clientfile_fec_party AS frozen
        ON frozen.company_id = %(company)s AND frozen.partner_id = partner.id
       AND %(date_from)s BETWEEN frozen.date_from AND frozen.date_to
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
     WHERE move.state = 'posted' AND move.company_id = ANY(%(companies)s)
       AND move.date < %(date_from)s
  GROUP BY 1, 2, 3, 4, 5
    HAVING SUM(line.balance) != 0
  ORDER BY 1, 3, 5
"""
