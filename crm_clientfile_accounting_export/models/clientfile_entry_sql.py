"""The statements of ``clientfile.entry.reader``, with the columns of ``Line``.

``%(place)s`` is an array of ids: rows come in its order.
"""

# Lines of the entries: the id of the entry, then the fields of ``Line`` in their order.
LINES = """
    SELECT line.move_id,
           COALESCE(own_account.code, account.code_store ->> %(root)s, ''),
           COALESCE(account.name ->> %(lang)s, account.name ->> 'en_US', ''),
           COALESCE(line.debit, 0),
           COALESCE(line.credit, 0),
           COALESCE(NULLIF(TRIM(line.name), ''), NULLIF(TRIM(move.ref), ''),
                    partner.name, move.name),
           COALESCE(frozen.code, party.code, ''),
           COALESCE(frozen.name, partner.name, ''),
           '',
           CASE account.account_type WHEN 'asset_receivable' THEN 'customer'
                                     WHEN 'liability_payable' THEN 'supplier'
                                     ELSE '' END,
           CASE WHEN account.account_type IN ('asset_receivable', 'liability_payable')
                THEN line.date_maturity END,
           CASE WHEN line.full_reconcile_id IS NOT NULL
                 AND line.matching_number ~ '^[0-9]+$'
                THEN line.matching_number ELSE '' END,
           reconciled.create_date::date,
           CASE WHEN line.currency_id != %(currency)s
                THEN currency.name ELSE '' END,
           CASE WHEN line.currency_id != %(currency)s
                THEN COALESCE(line.amount_currency, 0) ELSE 0 END,
           %(vat_code)s,
           CASE WHEN line.tax_line_id IS NULL THEN 0
                ELSE ABS(COALESCE(line.tax_base_amount, 0)) * SIGN(line.balance) END,
           COALESCE(payment_mode.code, ''),
           line.analytic_distribution
      FROM unnest(%(place)s) WITH ORDINALITY AS place (move_id, rank)
      JOIN account_move AS move ON move.id = place.move_id
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN account_account AS account ON account.id = line.account_id
 LEFT JOIN res_currency AS currency ON currency.id = line.currency_id
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
       AND move.date BETWEEN frozen.date_from AND frozen.date_to
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
 LEFT JOIN account_payment AS payment ON payment.id = move.origin_payment_id
 LEFT JOIN clientfile_export_mapping AS payment_mode
        ON payment_mode.target_id = %(target)s
       AND payment_mode.payment_method_line_id = COALESCE(
           payment.payment_method_line_id, move.preferred_payment_method_line_id)
     WHERE line.display_type NOT IN ('line_section', 'line_subsection', 'line_note')
  ORDER BY place.rank, line.id
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

# The entries: id, then what ``_make_entry`` takes.
HEADS = """
    SELECT move.id, COALESCE(move.name, ''), move.date,
           COALESCE(mapped.code, journal.code),
           COALESCE(journal.name ->> %(lang)s, journal.name ->> 'en_US', ''),
           journal.type, move.move_type, payment.partner_type,
           NULLIF(TRIM(move.ref), ''),
           COALESCE(move.invoice_date, move.date),
           CASE WHEN move.move_type IN ('out_invoice', 'out_receipt')
                THEN COALESCE(move.payment_reference, '') ELSE '' END
      FROM unnest(%(place)s) WITH ORDINALITY AS place (move_id, rank)
      JOIN account_move AS move ON move.id = place.move_id
      JOIN account_journal AS journal ON journal.id = move.journal_id
 LEFT JOIN account_payment AS payment ON payment.id = move.origin_payment_id
 LEFT JOIN clientfile_export_mapping AS mapped
        ON mapped.target_id = %(target)s AND mapped.journal_id = journal.id
  ORDER BY place.rank
"""

# Third parties of the entries; one that buys and sells comes twice.
PARTIES = """
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
      FROM account_move_line AS line
      JOIN account_account AS account ON account.id = line.account_id
      JOIN res_partner AS own ON own.id = line.partner_id
      JOIN res_partner AS partner ON partner.id = own.commercial_partner_id
      JOIN clientfile_export_party AS party
        ON party.target_id = %(target)s AND party.partner_id = partner.id
 LEFT JOIN res_country AS country ON country.id = partner.country_id
 LEFT JOIN clientfile_export_mapping AS own_account
        ON own_account.target_id = %(target)s AND own_account.account_id = account.id
     WHERE account.account_type IN ('asset_receivable', 'liability_payable')
       AND line.move_id IN (SELECT move.id FROM account_move AS move WHERE %(moves)s)
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
        SELECT line.account_id FROM account_move_line AS line
         WHERE line.move_id IN (SELECT move.id FROM account_move AS move
                                 WHERE %(moves)s))
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
