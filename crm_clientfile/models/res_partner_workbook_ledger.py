from odoo import fields, models
from odoo.fields import Domain

from ..formats.workbook_blocks import Formula, Table, Words
from ..formats.workbook_style import ColumnSpec
from .clientfile_cells import cell_of, table_of

_ENTRY = {
    "date": ("date", 12),
    "kind": ("text", 15),
    "name": ("text", 20),
    "summary": ("text", 40),
    "partner_id": ("text", 26),
    "status": ("text", 16),
    "date_due": ("date", 12),
}
_DISPUTES = {
    "name": 30,
    "date_opened": 12,
    "reason": 20,
    "state": 14,
    "amount": 14,
    "deadline": 12,
    "user_id": 20,
    "outcome": 20,
}
_PROMISES = {
    "date": 30,
    "amount": 14,
    "received": 14,
    "state": 14,
    "user_id": 20,
    "note": 34,
}
_REMINDERS = {
    "date": 30,
    "level_id": 24,
    "state": 14,
    "channel": 14,
    "invoice_count": 10,
    "amount": 14,
    "total": 14,
    "date_sent": 18,
}
_ACTIVITIES = {
    "date_deadline": 30,
    "activity_type_id": 20,
    "summary": 34,
    "user_id": 20,
}


class ResPartner(models.Model):
    """The ledger and the follow-up in the workbook of a customer."""

    _inherit = "res.partner"

    def _get_clientfile_ledger_sheet(self):
        return self._clientfile_sheet(
            self.env._("Ledger"),
            [self._get_clientfile_ledger_table()],
            is_landscape=True,
            repeated="ledger",
        )

    def _get_clientfile_ledger_table(self):
        """What was booked and done until today, oldest first, in company currency.

        The balance goes on calculating; it is for those who may know it.
        """
        entries = self._get_clientfile_ledger_entries()
        shows_balance = entries._has_field_access(entries._fields["balance"], "read")
        columns = self._get_clientfile_ledger_columns(entries)
        rows = [self._get_clientfile_ledger_row(entry) for entry in entries]
        amounts = [entry.company_amount for entry in entries if entry.is_booked]
        total = [None] * (len(_ENTRY) - 1)
        total = [self.env._("Total"), *total, *self._sum_clientfile_ledger(amounts)]
        if shows_balance:
            opening = self._get_clientfile_opening(entries, sum(amounts))
            self._add_clientfile_balance(rows, entries, opening, total)
        else:
            columns = columns[:-1]
        return Table("ledger", "", columns, rows, total)

    def _get_clientfile_ledger_entries(self):
        """What the user may read of it until today, in the company and its branches."""
        entries = self.env["clientfile.ledger.entry"]
        companies = entries._get_balance_companies()
        domain = Domain("entity_id", "in", entries._get_entities(self).ids)
        domain &= Domain("date", "<=", fields.Date.context_today(self))
        domain &= Domain("company_id", "in", [False, *companies.ids])
        return entries.search(domain, order="date, moment, id")

    def _get_clientfile_ledger_columns(self, entries):
        names = [*_ENTRY, "debit", "credit", "company_balance"]
        kinds = {**_ENTRY, **dict.fromkeys(names[len(_ENTRY) :], ("amount", 15))}
        titles = {"company_balance": self.env._("Balance")}
        return tuple(
            ColumnSpec(
                name,
                titles.get(name) or entries._fields[name]._description_string(self.env),
                *kinds[name],
            )
            for name in names
        )

    def _get_clientfile_ledger_row(self, entry):
        cells = [cell_of(entry, entry._fields[name]) for name in _ENTRY]
        if not entry.is_booked:
            return [*cells, None, None]
        amount = entry.company_amount
        return [*cells, amount if amount > 0 else None, -amount if amount < 0 else None]

    def _sum_clientfile_ledger(self, amounts):
        debit = sum(amount for amount in amounts if amount > 0)
        credit = -sum(amount for amount in amounts if amount < 0)
        return [
            Formula("=SUM({debit}{first}:{debit}{last})", debit),
            Formula("=SUM({credit}{first}:{credit}{last})", credit),
        ]

    def _get_clientfile_opening(self, entries, total):
        """What the balance starts with: the entries that the reader may not see."""
        booked = entries.filtered("is_booked")
        if not booked:
            return 0
        last = max(booked, key=lambda entry: (entry.date, entry.id))
        currency = self.env.company.root_id.currency_id
        return currency.round(last.company_balance - total)

    def _add_clientfile_balance(self, rows, entries, opening, total):
        """A last column whose cells add to the one above; a first row to start from."""
        balance = opening
        for row, entry in zip(rows, entries, strict=True):
            balance += entry.company_amount if entry.is_booked else 0
            text = "={company_balance}{above}+{debit}{row}-{credit}{row}"
            row.append(Formula(text, balance))
        blank = [None] * len(_ENTRY)
        label = self.env._("Brought forward")
        if opening:
            label = self.env._("Entries out of your reach")
        rows.insert(0, [None, label, *blank, opening])
        total.append(Formula("={company_balance}{last}", balance))

    def _get_clientfile_follow_up_sheet(self):
        """Disputes, promises, reminders and what is to be done."""
        entity = self.commercial_partner_id
        own = [
            ("partner_id", "=", entity.id),
            ("company_id", "=", self.env.company.id),
        ]
        found = (
            ("disputes", self.env._("Disputes"), "clientfile.dispute", _DISPUTES),
            (
                "promises",
                self.env._("Promises to pay"),
                "clientfile.promise",
                _PROMISES,
            ),
            ("reminders", self.env._("Reminders"), "clientfile.reminder", _REMINDERS),
        )
        tables = [
            table_of(name, title, records, widths)
            for name, title, model, widths in found
            if (records := self.env[model].search(own))
        ]
        if self.activity_ids:
            title = self.env._("Next actions")
            tables.append(table_of("actions", title, self.activity_ids, _ACTIVITIES))
        nothing = self.env._("No dispute, promise, reminder or action.")
        return self._clientfile_sheet(
            self.env._("Follow-up"),
            tables or [Words(self.env._("Follow-up"), [nothing])],
            is_landscape=True,
        )
