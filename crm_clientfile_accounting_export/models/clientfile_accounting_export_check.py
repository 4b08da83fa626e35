from contextlib import closing, contextmanager
from itertools import chain

from odoo import fields, models
from odoo.tools import SQL, format_date

from ..formats import Books, Tally
from ..formats.fec_check import FecCheck
from .clientfile_accounting_findings import Findings
from .clientfile_accounting_questions import QUESTIONS, TOTALS

MOST_OF_A_KIND = 1000


class ClientfileAccountingExport(models.Model):
    """What stands in the way of an export, all of it at once; what it will hold."""

    _inherit = "clientfile.accounting.export"

    def _check_now(self):
        """Write totals and problems anew; true when the files can be written."""
        self.ensure_one()
        self.check_access("write")
        self.env.flush_all()
        findings = Findings(self)
        self._find_in_books(findings)
        self._find_in_period(findings)
        self._add_up()
        move_ids = self._list_moves()
        if not move_ids and not self.is_legal:
            self._find_nothing(findings)
        self._find_in_format(findings, move_ids)
        self._keep_findings(findings)
        self._note(
            state="refused" if findings.is_blocked else "checked",
            date_checked=fields.Datetime.now(),
        )
        return not findings.is_blocked

    def _keep_findings(self, findings):
        # sudo: problems are written by checks, never by hand
        problems = self.env["clientfile.accounting.problem"].sudo()
        problems.search([("export_id", "=", self.id)]).unlink()
        problems.create(findings.prepare_values())

    def _find_in_books(self, findings):
        """Ask the database what no format knows of."""
        # sudo: who checks may do so without the right to write codes by hand
        parties = self.env["clientfile.export.party"].sudo()
        moves = self._get_moves_condition()
        for kind, partner_id, code in parties._assign(self.target_id, moves):
            findings.add_record(kind, "res.partner", partner_id, code=code)
        params = {
            "moves": moves,
            "period": self._get_period_condition(),
            "target": self.target_id.id,
            "companies": self.target_id._get_companies().ids,
            "date_from": self.date_from,
            "date_to": self.date_to,
            # sudo: the root of a branch may be out of the user's reach
            "root": str(self.company_id.sudo().root_id.id),
            "currency": self.currency_id.id,
            "changed": self._list_changed(),
        }
        for kind, (model, statement) in QUESTIONS.items():
            query = SQL(f"{statement} LIMIT %(limit)s", **params, limit=MOST_OF_A_KIND)
            findings.add_rows(kind, model, self.env.execute_query(query))

    def _list_changed(self):
        marks = self.env["clientfile.exported.move"]
        target = SQL("mark.target_id = %s", self.target_id.id)
        return list(marks._find_changed(target))

    def _find_in_period(self, findings):
        year = self._get_fiscal_year(self.date_to)
        if self.date_from < year["date_from"]:
            findings.add("fiscal_years", day=format_date(self.env, year["date_from"]))
        lock_date = self.company_id._get_user_fiscal_lock_date(
            self.env["account.journal"]
        )
        if self.is_legal and (not lock_date or lock_date < self.date_to):
            findings.add("not_locked", day=format_date(self.env, self.date_to))
        if self.is_legal and not self.env[
            "clientfile.entry.reader"
        ]._get_result_account(self):
            findings.add("no_result_account")

    def _find_nothing(self, findings):
        """Say why there is nothing to export."""
        moves = SQL(
            "%s AND move.state = 'posted' AND %s",
            self._get_period_condition(),
            self._get_exported_condition(),
        )
        [(count,)] = self.env.execute_query(
            SQL("SELECT COUNT(*) FROM account_move AS move WHERE %s", moves)
        )
        findings.add("all_exported" if count else "no_entries", count=count)

    def _find_in_format(self, findings, move_ids):
        """Have the format read everything, as it will when it writes."""
        made = self.target_id._make_format(self._get_context())
        opening = self._get_opening()
        books = self._get_books(opening, move_ids, self._get_watch())
        for problem in made.problems(books):
            place = problem.number - len(opening) - 1
            is_entry = 0 <= place < len(move_ids)
            findings.add_problem(problem, move_ids[place] if is_entry else False)
            if findings.is_full:
                return
        if self.target_id._is_fec() and not findings.is_blocked:
            books = self._get_books(opening, move_ids, self._get_watch())
            for file in made.files(books, Tally()):
                self._find_in_fec(findings, file.name, file.chunks)

    def _find_in_fec(self, findings, name, chunks):
        """Read a FEC as whoever receives it does, and tell what is wrong with it."""
        check = FecCheck(self._get_context(), name, is_legal=self.is_legal)
        for finding in check.run(chunks):
            findings.add_fec(finding)

    def _get_books(self, opening, move_ids, watch=iter):
        """What the format reads: the entries, and whom and what they name.

        :param watch: function through which the entries go as they are read
        """
        reader = self.env["clientfile.entry.reader"]
        entries = reader._iter_entries(self, move_ids, len(opening) + 1)
        return self._make_books(chain(opening, watch(entries)), move_ids)

    @contextmanager
    def _marking_books(self, opening, move_ids, mark):
        """The same; entries are marked as they are read, none after the ``with`` block.

        :param mark: function of ids, the SQL that marks these entries
        """
        reader = self.env["clientfile.entry.reader"]
        entries = reader._iter_entries(self, move_ids, len(opening) + 1, mark)
        with closing(entries):
            watched = self._get_watch()(entries)
            yield self._make_books(chain(opening, watched), move_ids)

    def _make_books(self, entries, move_ids):
        reader = self.env["clientfile.entry.reader"]
        moves = SQL("move.id = ANY(%s)", move_ids)
        return Books(
            entries=entries,
            third_parties=reader._iter_third_parties(self, moves),
            accounts=reader._iter_accounts(self, moves),
        )

    def _get_watch(self):
        """What entries go through to tell how far it is, and whether to stop."""
        progress = self.env["clientfile.accounting.progress"]
        return lambda entries: progress._watch(self, entries)

    def _get_opening(self):
        """The opening entry, in a list, where the file begins with one."""
        reader = self.env["clientfile.entry.reader"]
        return list(reader._iter_opening(self)) if self.is_legal else []

    def _add_up(self):
        """Entries, lines and amounts, in all and by journal."""
        rows = self.env.execute_query(
            SQL(TOTALS, moves=self._get_moves_condition(), target=self.target_id.id)
        )
        names = ("journal_id", "code", "move_count", "line_count", "debit", "credit")
        totals = [dict(zip(names, row, strict=True)) for row in rows]
        # sudo: totals are written by checks, never by hand
        kept = self.env["clientfile.accounting.total"].sudo()
        kept.search([("export_id", "=", self.id)]).unlink()
        kept.create([{**total, "export_id": self.id} for total in totals])
        self._note(**{name: sum(one[name] for one in totals) for name in names[2:]})
