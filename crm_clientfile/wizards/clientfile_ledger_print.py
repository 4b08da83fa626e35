import base64
import io
from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..formats.workbook import ColumnSpec, write_table
from ..report.ledger_branches_documents import ReceivableBranch
from ..tools.download import download_action
from ..tools.ledger_account import AccountLine, build_sections

_USERS = "crm_clientfile.crm_clientfile_group_user"
_COLUMNS = (
    *(("date", "date"), ("kind", "text"), ("name", "text"), ("summary", "text")),
    *(("partner_id", "text"), ("status", "text"), ("date_due", "date")),
    *(("currency_id", "text"), ("debit", "amount"), ("credit", "amount")),
    *(("balance", "amount"), ("company_amount", "amount")),
    *(("company_balance", "amount"), ("amount", "amount"), ("quantity", "amount")),
    ("user_id", "text"),
)
# Where a zero says something.
_COUNTED = ("balance", "company_amount", "company_balance")


class ClientfileLedgerPrint(models.TransientModel):
    """Prints statements of account of customers for a period, or writes workbooks.

    A statement is one of the current company, with its branches. What it shows are the
    entries that its printer may read; it is refused when they are not all of them.
    """

    _name = "clientfile.ledger.print"
    _description = "Statement of Account"

    partner_ids = fields.Many2many(
        "res.partner",
        "clientfile_ledger_print_partner_rel",
        "print_id",
        "partner_id",
        "Account of",
        required=True,
        default=lambda self: self._get_chosen_partners(),
        context={"active_test": False},
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date("From", help="Empty: from the first entry on.")
    date_to = fields.Date(
        "Until", required=True, default=fields.Date.context_today, help="The last day."
    )
    has_events = fields.Boolean(
        "With Events",
        default=True,
        help="In the workbook: also quotations, orders, exchanges and the like.",
    )
    may_print = fields.Boolean(compute="_compute_may_print")
    workbook_file = fields.Binary(attachment=True, readonly=True)

    @api.model
    def _get_chosen_partners(self):
        """Those chosen in the list of customers."""
        if self.env.context.get("active_model") != "res.partner":
            return []
        return self.env.context.get("active_ids", [])

    @api.depends_context("uid")
    def _compute_may_print(self):
        self.may_print = self._may_print()

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for one in self:
            if one.date_from and one.date_from > one.date_to:
                raise ValidationError(
                    self.env._("The first day must not be after the last one.")
                )

    def action_print(self):
        self.ensure_one()
        self._check_may_print()
        report = self.env.ref("crm_clientfile.clientfile_ledger_print_report")
        return report.report_action(self, config=False)

    def action_export(self):
        self.ensure_one()
        file = io.BytesIO()
        columns = self._get_workbook_columns()
        write_table(
            file,
            self.env._("History"),
            columns,
            self._iter_rows([column.key for column in columns]),
            created=fields.Datetime.now(),
            title=", ".join(self._get_entities().mapped("display_name")),
            subtitle=self._get_period_label(),
        )
        self.workbook_file = base64.b64encode(file.getvalue())
        filename = self._get_filename() + ".xlsx"
        return download_action(self._name, self.id, "workbook_file", filename)

    @api.model
    def _may_print(self):
        readers = ("account.group_account_invoice", "account.group_account_readonly")
        return any(self.env.user.has_group(group) for group in readers)

    def _check_may_print(self):
        if not self._may_print():
            raise UserError(
                self.env._("Only those who read invoices print statements of account.")
            )

    def _get_entities(self):
        """The customers whose account it is, survivors of merges included."""
        entries = self.env["clientfile.ledger.entry"]
        return entries._get_entities(self.partner_ids)

    def _get_filename(self):
        names = self._get_entities().mapped("name")
        parts = (
            self.env._("Statement of account"),
            names[0] if len(names) == 1 else "",
        )
        return " - ".join(part.replace("/", "-") for part in parts if part)

    def _get_period_label(self):
        until = format_date(self.env, self.date_to)
        if not self.date_from:
            return self.env._("Until %(date_to)s", date_to=until)
        return self.env._(
            "From %(date_from)s to %(date_to)s",
            date_from=format_date(self.env, self.date_from),
            date_to=until,
        )

    def _get_domain(self, entities):
        """The entries of the period, of the company and its branches."""
        domain = Domain("entity_id", "in", entities.ids)
        domain &= Domain("date", "<=", self.date_to)
        domain &= Domain("company_id", "in", [False, *self._get_companies().ids])
        if self.date_from:
            domain &= Domain("date", ">=", self.date_from)
        return domain

    def _get_companies(self):
        # sudo: branches belong to their company, whoever may work in them
        return (
            self.env["res.company"]
            .sudo()
            .search([("id", "child_of", self.company_id.root_id.ids)])
        )

    def _get_account_domain(self, entities):
        kinds = list(ReceivableBranch.kinds)
        return self._get_domain(entities) & Domain("kind", "in", kinds)

    def _prepare_statement(self, entity):
        """What is printed for a customer, in its language."""
        in_language = self.with_context(lang=entity.lang)
        return {
            "print": self,
            "partner": entity,
            "company": self.company_id,
            "period": in_language._get_period_label(),
            "sections": in_language._get_sections(entity),
        }

    def _get_sections(self, entity):
        """The account of a customer: a section for each currency."""
        self._check_may_print()
        balances = self._get_balances(entity)
        lines = self._get_lines(entity)
        sections = build_sections(
            {currency: opening for currency, (opening, _) in balances.items()},
            lines,
            fields.Date.context_today(self),
        )
        self._check_closings(entity, balances, sections)
        return sections

    def _check_closings(self, entity, balances, sections):
        """A statement that left an entry out would be a wrong one."""
        shown = {section.currency: section.closing for section in sections}
        for currency, (_opening, closing) in balances.items():
            if shown.get(currency, 0) != closing:
                raise UserError(
                    self.env._(
                        "Some entries of %(customer)s are out of your reach: those of "
                        "branches, perhaps. Choose all branches of the company above.",
                        customer=entity.display_name,
                    )
                )

    def _get_balances(self, entity):
        """Opening and closing balance of the company, by currency."""
        entries = self.env["clientfile.ledger.entry"]
        root_id = self.company_id.root_id.id
        currencies = self.env["res.currency"]
        return {
            currencies.browse(row["currency_id"]): (
                _to_decimal(row["opening"]),
                _to_decimal(row["closing"]),
            )
            for row in entries._get_balances(entity, self.date_from, self.date_to)
            if row["company_id"] == root_id
        }

    def _get_lines(self, entity):
        """The lines of the account that the user reads, by currency, as booked."""
        domain = self._get_account_domain(entity) & Domain("is_booked", "=", True)
        entries = self.env["clientfile.ledger.entry"].search(
            domain, order="date, moment, id"
        )
        lines = defaultdict(list)
        for entry in entries:
            lines[entry.currency_id].append(self._prepare_line(entry))
        return lines

    @api.model
    def _prepare_line(self, entry):
        kinds = dict(entry._fields["kind"]._description_selection(self.env))
        return AccountLine(
            date=entry.date,
            document=entry.name or "",
            label=" · ".join(filter(None, (kinds[entry.kind], entry.label))),
            debit=_to_decimal(entry.debit),
            credit=_to_decimal(entry.credit),
            date_due=entry.date_due or None,
            residual=_to_decimal(entry.residual),
            kind=entry.kind,
            status=entry.status,
        )

    def _get_workbook_columns(self):
        """The columns of the workbook that the user may see."""
        entries = self.env["clientfile.ledger.entry"]
        return [
            ColumnSpec(name, entries._fields[name]._description_string(self.env), kind)
            for name, kind in _COLUMNS
            if entries._has_field_access(entries._fields[name], "read")
        ]

    def _iter_rows(self, names):
        """The entries of the period, oldest first, as cells."""
        entities = self._get_entities()
        domain = self._get_domain(entities)
        if not self.has_events:
            domain = self._get_account_domain(entities)
        entries = self.env["clientfile.ledger.entry"].search(
            domain, order="entity_id, date, moment, id"
        )
        labels = {
            name: dict(entries._fields[name]._description_selection(self.env))
            for name in ("kind", "status")
        }
        for entry in entries:
            yield [self._to_cell(entry, name, labels) for name in names]

    @api.model
    def _to_cell(self, entry, name, labels):
        value = entry[name]
        if name in labels:
            return labels[name].get(value)
        if entry._fields[name].type == "many2one":
            return value.sudo().display_name  # sudo: as lists name what they link to
        is_counted = entry.is_booked and name in _COUNTED
        return value if value or is_counted else None


def _to_decimal(amount):
    return Decimal(str(amount or 0)).quantize(Decimal("0.000001")).normalize() + 0
