"""What an entry consists of for an accounting software, as one text and its digest.

Reconciliation is left out: it goes on after the export and is no change of the entry.
"""

from odoo.tools import SQL

from ..tools.content_difference import describe_difference

# One line of text for the entry and one for each of its lines, in no order of ids: an
# entry that was reset and posted again unchanged gives the same text.
CONTENTS_OF_MOVES = """
    SELECT told.id, told.content,
           encode(sha256(convert_to(told.content, 'UTF8')), 'hex') AS digest
      FROM (
        SELECT move.id, concat_ws(E'\\n',
                 concat_ws(E'\\t', move.date, move.journal_id, move.name,
                           translate(move.ref, E'\\t\\r\\n', '   ')),
                 string_agg(line.told, E'\\n' ORDER BY line.told)) AS content
          FROM account_move AS move
          JOIN res_company AS company ON company.id = move.company_id
          JOIN LATERAL (
            SELECT concat_ws(E'\\t',
                     COALESCE(account.code_store ->> split_part(
                         company.parent_path, '/', 1), ''),
                     COALESCE(item.partner_id::text, ''),
                     COALESCE(translate(item.name, E'\\t\\r\\n', '   '), ''),
                     TRIM_SCALE(ROUND(COALESCE(item.debit, 0), 6)),
                     TRIM_SCALE(ROUND(COALESCE(item.credit, 0), 6)),
                     TRIM_SCALE(ROUND(COALESCE(item.amount_currency, 0), 6)),
                     item.currency_id,
                     COALESCE(item.date_maturity::text, '')) AS told
              FROM account_move_line AS item
              JOIN account_account AS account ON account.id = item.account_id
             WHERE item.move_id = move.id
          ) AS line ON TRUE
         WHERE %(moves)s
         GROUP BY move.id
      ) AS told
"""


def read_difference(mark):
    """In words a person reads: the lines of an exported entry that are no longer so."""
    env = mark.env
    now = ""
    if mark.move_id.state == "posted":
        moves = SQL("move.id = %s", mark.move_id.id)
        rows = env.execute_query(SQL(CONTENTS_OF_MOVES, moves=moves))
        now = rows[0][1] if rows else ""
    return describe_difference(mark.content or "", now)
