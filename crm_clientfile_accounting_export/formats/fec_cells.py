"""What each line of a FEC must fulfil alone."""

import re
from operator import eq

from .entry import Context
from .fec_block import Block
from .fec_findings import Findings
from .fec_row import AMOUNT, BAD, CONTROL, QUOTE, TITLE, Row, memory

PLACEHOLDERS = frozenset("-/.?")
NO_PIECE = PLACEHOLDERS | {""}
PLAN = re.compile(r"\d{3}", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}")
MOST_HEADS = 50_000


class Cells:
    """Looks at the cells of one line after the other."""

    def __init__(self, findings: Findings, context: Context, is_legal: bool):
        self._findings = findings
        self._add = findings.add
        self._context = context
        self._is_legal = is_legal
        self._date, self._cents, self._plain = memory()
        self._sound: set[tuple] = set()

    def look_at_all(self, block: Block) -> tuple[list[int], list[int]]:
        """Debits and credits in cents; notes what is wrong with the lines' own cells.

        Where nothing strikes, the lines are looked at by column, which finds nothing.
        """
        amounts = self._are_sound(block) and self._plain_amounts(block.columns)
        if not amounts:
            lines = range(len(block.rows))
            looked = [self.look(block.row(at), block.numbers[at]) for at in lines]
            debits, credits = zip(*looked, strict=True)
            return debits, credits
        for at, cells in enumerate(zip(*block.columns[-2:], strict=True)):
            if any(cells):
                balance = amounts[0][at] - amounts[1][at]
                self._foreign(block.row(at), block.numbers[at], balance)
        return amounts

    def _are_sound(self, block):
        """Whether no text and no lettering of these lines has to be looked at."""
        cells = block.columns
        days = set(cells.letter_date)
        return (
            block.is_plain
            and "" not in cells.label
            and PLACEHOLDERS.isdisjoint(cells.label)
            and all(map(eq, map(bool, cells.letter), map(bool, cells.letter_date)))
            and BAD not in map(self._date, days)
        )

    def _plain_amounts(self, cells):
        """Debits and credits, where each line has one of them and nothing is odd."""
        debits = list(map(self._plain, cells.debit))
        credits = list(map(self._plain, cells.credit))
        are_plain = None not in debits and None not in credits
        if are_plain and not any(map(eq, map(bool, debits), map(bool, credits))):
            return debits, credits
        return None

    def look(self, row: Row, line: int) -> tuple[int, int]:
        """Debit and credit in cents; notes what is wrong with the line's own cells."""
        self._characters(row, line)
        self._text(row.label, "label", line)
        if row.letter or row.letter_date:
            self._lettering(row, line)
        debit, credit = self._plain(row.debit), self._plain(row.credit)
        if debit is None or credit is None:
            debit = self._amount(row.debit, "debit", line)
            credit = self._amount(row.credit, "credit", line)
        if debit and credit:
            self._add("two_sides", line)
        if not debit and not credit:
            self._add("zero_line", line)
        if row.currency or row.currency_amount:
            self._foreign(row, line, debit - credit)
        return debit, credit

    def look_at_entry(self, row: Row, line: int):
        """Notes what is wrong with the cells that all lines of an entry share."""
        head = (*row[:2], row.date, row.piece_date, row.validation_date)
        if head in self._sound and row.number and row.piece not in NO_PIECE:
            return
        known = self._findings.counts.total()
        self._look_at_head(row, line)
        if len(self._sound) >= MOST_HEADS:
            self._sound.clear()
        if self._findings.counts.total() == known:
            self._sound.add(head)

    def _look_at_head(self, row, line):
        self._mandatory(row, ("journal", "journal_label", "number"), line)
        self._text(row.piece, "piece", line)
        for name in ("date", "piece_date", "validation_date"):
            self._day(getattr(row, name), name, line)
        self._mandatory(row, ("date", "piece_date", "validation_date"), line)
        day = self._date(row.date)
        first, last = self._context.year_from, self._context.year_to
        is_dated = self._is_legal and first and last and day and day is not BAD
        if is_dated and not first <= day <= last:
            self._add("outside_period", line, "EcritureDate", row.date)

    def look_at_accounts(self, row: Row, line: int):
        """Notes what is wrong with the general account and the auxiliary one."""
        self._mandatory(row, ("account", "account_label"), line)
        if row.account and not PLAN.match(row.account):
            self._add("account_plan", line, "CompteNum", row.account)
        if row.auxiliary and not row.auxiliary_label:
            self._add("auxiliary_without_label", line, "CompAuxLib", row.auxiliary)
        if row.auxiliary_label and not row.auxiliary:
            self._add(
                "label_without_auxiliary", line, "CompAuxNum", row.auxiliary_label
            )

    def _characters(self, row, line):
        text = "".join(row)
        if not text.isprintable():
            for name, cell in zip(Row._fields, row, strict=True):
                if CONTROL.search(cell):
                    self._add("control_character", line, TITLE[name])
        if QUOTE in text:
            for name, cell in zip(Row._fields, row, strict=True):
                if cell[:1] == cell[-1:] == QUOTE:
                    self._add("quoted", line, TITLE[name])

    def _mandatory(self, row, names, line):
        for name in names:
            if not getattr(row, name):
                self._add("missing", line, TITLE[name])

    def _text(self, text, name, line):
        if not text:
            self._add("missing", line, TITLE[name])
        elif text in PLACEHOLDERS:
            self._add("placeholder", line, TITLE[name], text)

    def _day(self, text, name, line):
        if self._date(text) is BAD:
            self._add("bad_date", line, TITLE[name], text)

    def _lettering(self, row, line):
        self._day(row.letter_date, "letter_date", line)
        if row.letter and not row.letter_date:
            self._add("letter_without_date", line, "DateLet", row.letter)
        if row.letter_date and not row.letter:
            self._add("date_without_letter", line, "EcritureLet", row.letter_date)

    def _amount(self, text, name, line):
        """Cents of an amount; blank is zero, what is none is noted and counts as 0."""
        cents = self._cents(text or "0")
        if cents is BAD:
            self._add("bad_amount", line, TITLE[name], text)
            return 0
        if cents < 0:
            self._add("negative_amount", line, TITLE[name], text)
        if text[-3:-2] != "," and is_too_fine(text):
            self._add("too_fine", line, TITLE[name], text)
        return cents

    def _foreign(self, row, line, balance):
        foreign = self._cents(row.currency_amount.strip() or "0")
        if foreign is BAD:
            self._add("bad_amount", line, "Montantdevise", row.currency_amount)
            return
        if row.currency and not row.currency_amount:
            self._add("currency_without_amount", line, "Montantdevise", row.currency)
        if row.currency_amount and not row.currency:
            self._add("amount_without_currency", line, "Idevise")
        if row.currency and not CURRENCY.fullmatch(row.currency):
            self._add("bad_currency", line, "Idevise", row.currency)
        if foreign * balance < 0:
            self._add("currency_sign", line, "Montantdevise", row.currency_amount)


def is_too_fine(text: str) -> bool:
    """Whether an amount has more than two decimals that say something.

    >>> is_too_fine("1,200"), is_too_fine("1,201"), is_too_fine("1")
    (False, True, False)
    """
    return bool((AMOUNT.fullmatch(text or "0")[1] or "")[2:].strip("0"))
