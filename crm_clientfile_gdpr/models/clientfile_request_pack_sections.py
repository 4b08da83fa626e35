from dataclasses import dataclass

from odoo import api, models
from odoo.fields import Domain

from ..tools.access_pack import Section

_SHOWN_MESSAGES = ("comment", "email", "email_outgoing", "sms")


@dataclass(frozen=True)
class Source:
    """Where the rows of a section come from; ``columns``: a key, a path of fields.

    ``free``: keys of texts that may name other people. ``is_provided``: see
    ``tools.access_pack.Section``.
    """

    model: str
    columns: tuple[tuple[str, str], ...]
    order: str = "id"
    free: tuple[str, ...] = ()
    is_provided: bool = False


SOURCES = {
    "identity": Source(
        "res.partner",
        (
            *(("name", "name"), ("number", "ref"), ("email", "email")),
            *(("phone", "phone"), ("street", "street"), ("street2", "street2")),
            *(("zip", "zip"), ("city", "city"), ("country", "country_id.name")),
            *(("language", "lang"), ("vat", "vat"), ("website", "website")),
            *(("company", "parent_name"), ("function", "function")),
            *(("created", "create_date"), ("notes", "comment")),
        ),
        free=("notes",),
        is_provided=True,
    ),
    "contact_points": Source(
        "clientfile.channel",
        (
            *(("medium", "medium"), ("kind", "kind"), ("value", "value")),
            *(("from", "date_from"), ("until", "date_to")),
        ),
        is_provided=True,
    ),
    "orders": Source(
        "sale.order",
        (
            *(("number", "name"), ("date", "date_order"), ("status", "state")),
            *(("reference", "client_order_ref"), ("currency", "currency_id.name")),
            *(("net", "amount_untaxed"), ("total", "amount_total"), ("note", "note")),
        ),
        "date_order, id",
        ("note", "reference"),
        True,
    ),
    "order_lines": Source(
        "sale.order.line",
        (
            *(("order", "order_id.name"), ("text", "name")),
            *(("quantity", "product_uom_qty"), ("price", "price_unit")),
            *(("discount", "discount"), ("net", "price_subtotal")),
        ),
        "order_id, sequence, id",
        ("text",),
        True,
    ),
    "invoices": Source(
        "account.move",
        (
            *(("number", "name"), ("kind", "move_type"), ("date", "invoice_date")),
            *(("due", "invoice_date_due"), ("currency", "currency_id.name")),
            *(("net", "amount_untaxed"), ("total", "amount_total")),
            *(("open", "amount_residual"), ("payment", "payment_state")),
        ),
        "invoice_date, id",
        (),
        True,
    ),
    "invoice_lines": Source(
        "account.move.line",
        (
            *(("invoice", "move_id.name"), ("text", "name"), ("quantity", "quantity")),
            *(("price", "price_unit"), ("net", "price_subtotal")),
        ),
        "move_id, sequence, id",
        ("text",),
        True,
    ),
    "payments": Source(
        "account.payment",
        (
            *(("number", "name"), ("date", "date"), ("direction", "payment_type")),
            *(("amount", "amount"), ("currency", "currency_id.name"), ("memo", "memo")),
        ),
        "date, id",
        ("memo",),
        True,
    ),
    "opportunities": Source(
        "crm.lead",
        (
            *(
                ("title", "name"),
                ("created", "create_date"),
                ("stage", "stage_id.name"),
            ),
            *(("expected", "expected_revenue"), ("notes", "description")),
        ),
        "create_date, id",
        ("title", "notes"),
    ),
    "consents": Source(
        "clientfile.consent",
        (
            *(("date", "date"), ("said", "state"), ("purpose", "purpose_id.name")),
            *(("channel", "channel"), ("how", "source"), ("words", "wording_text")),
        ),
        "date, id",
        (),
        True,
    ),
    "messages": Source(
        "mail.message",
        (
            *(("date", "date"), ("kind", "message_type"), ("subject", "subject")),
            ("text", "body"),
        ),
        "date, id",
        ("subject", "text"),
        True,
    ),
    "activities": Source(
        "mail.activity",
        (
            *(("due", "date_deadline"), ("kind", "activity_type_id.name")),
            *(("summary", "summary"), ("note", "note")),
        ),
        "date_deadline, id",
        ("summary", "note"),
    ),
    "requests": Source(
        "clientfile.request",
        (
            *(("number", "name"), ("right", "kind"), ("received", "date_received")),
            *(("status", "state"), ("message", "message"), ("done", "outcome")),
        ),
        "date_received, id",
        ("message", "done"),
    ),
}


class ClientfileRequestPack(models.Model):
    """What is in the copy: a module adds to ``_clientfile_access_pack_sections``."""

    _inherit = "clientfile.request.pack"

    def _clientfile_access_pack_sections(self):
        """The sections of the copy (``tools.access_pack.Section``), in their order."""
        self.ensure_one()
        sources = self._get_pack_sources()
        domains = self._get_pack_domains()
        sections = [
            self._get_section(name, source, domains[name])
            for name, source in sources.items()
            if self.kind == "access" or source.is_provided
        ]
        self._hide_others(sections, sources)
        return sections

    @api.model
    def _get_pack_sources(self):
        return SOURCES

    def _get_people(self):
        """The person's records: its own, its addresses, those merged into it."""
        person = self.request_id.partner_id
        people = person.with_context(active_test=False)
        addresses = people.child_ids.filtered(
            lambda one: one.type in ("delivery", "invoice") and not one.is_company
        )
        merged = people.search([("clientfile_merged_into_id", "=", person.id)])
        return people | addresses | merged

    def _get_pack_domains(self):
        """What of each model is about the person, in the company and its branches."""
        people = self._get_people()
        of_person = Domain("partner_id", "in", people.ids)
        own_company = self._get_company_domain()
        records = Domain("res_id", "in", people.ids)
        invoice = (
            Domain("move_type", "in", ("out_invoice", "out_refund", "out_receipt"))
            & Domain("state", "=", "posted")
            & own_company
        )
        lines = Domain("display_type", "=", "product") & Domain(
            "move_id", "any", invoice
        )
        return {
            "identity": Domain("id", "in", people.ids),
            "contact_points": of_person,
            "orders": of_person & own_company,
            "order_lines": Domain("order_id", "any", of_person & own_company)
            & Domain("display_type", "=", False),
            "invoices": of_person & invoice,
            "invoice_lines": of_person & lines,
            "payments": of_person & own_company,
            "opportunities": of_person & self._get_company_domain(is_shared=True),
            "consents": of_person & Domain("company_id", "=", self.company_id.id),
            "messages": self._get_message_domain(people),
            "activities": Domain("res_model", "=", "res.partner") & records,
            "requests": of_person & Domain("company_id", "=", self.company_id.id),
        }

    def _get_company_domain(self, is_shared=False):
        branches = self.env["res.company"].search(
            [("id", "child_of", self.company_id.id)]
        )
        shared = [False] if is_shared else []
        return Domain("company_id", "in", [*shared, *branches.ids])

    def _get_message_domain(self, people):
        """All that was written to, by or on the person; portable: by the person."""
        written = Domain("author_id", "in", people.ids)
        about = (
            Domain("model", "=", "res.partner") & Domain("res_id", "in", people.ids)
        ) | Domain("partner_ids", "in", people.ids)
        is_all = self.kind == "access"
        kinds = Domain("message_type", "in", _SHOWN_MESSAGES)
        return kinds & (written | about if is_all else written)

    def _get_section(self, name, source, domain):
        model = self.env[source.model].with_context(active_test=False)
        records = model.search(domain, order=source.order)
        labels = self._get_labels(model, source)
        columns = tuple(
            (key, self._get_column_title(model, path)) for key, path in source.columns
        )
        rows = [
            {key: self._get_value(record, path, labels) for key, path in source.columns}
            for record in records
        ]
        if name == "messages":
            columns, rows = self._add_authors(columns, rows, records)
        title = self._get_pack_titles().get(name, name)
        return Section(name, title, columns, rows, source.is_provided)
