"""What each column of an export holds, read a batch of customers at a time.

Columns have the names that ``tools/columns.py`` knows, so that an export can be
corrected and imported again.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from odoo import fields
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ..tools.identifiers import SIRENE_COUNTRIES

SEPARATOR = "; "
_REGISTRY_FIELDS = ("company_registry", "country_id", "company_id")


@dataclass(frozen=True)
class Content:
    """A column: the partner's fields it needs, how a cell is read from them.

    ``read`` gets the batch and one partner; ``kind`` is that of ``ColumnSpec``.
    """

    fields: tuple[str, ...]
    read: Callable
    kind: str = "text"
    width: float | None = None


class Batch:
    """Some customers and what their columns need beside their own fields."""

    def __init__(self, partners):
        self.partners = partners
        self.env = partners.env
        self._labels = {}
        self._ways = None
        self._readable_parents = None

    def label(self, name, value):
        """The name of a choice in the language of the reader."""
        if name not in self._labels:
            field = self.partners._fields[name]
            self._labels[name] = dict(field._description_selection(self.env))
        return self._labels[name].get(value)

    def ways(self, partner, medium, *kinds):
        """The further ways to reach a partner that still work; of any kind, if none."""
        if self._ways is None:
            self._ways = self._fetch_ways()
        found = self._ways.get((partner.id, medium), ())
        return SEPARATOR.join(
            value for kind, value in found if not kinds or kind in kinds
        )

    def parent(self, partner):
        """The company of a contact, if its reader may see it."""
        if self._readable_parents is None:
            self._readable_parents = self.partners.parent_id._filtered_access("read")
        return partner.parent_id & self._readable_parents

    def _fetch_ways(self):
        today = fields.Date.context_today(self.partners)
        domain = Domain("partner_id", "in", self.partners.ids)
        domain &= Domain("validity", "=", "working")
        domain &= Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        channels = self.env["clientfile.channel"].search_fetch(
            domain, ["partner_id", "medium", "kind", "value"]
        )
        found = defaultdict(list)
        for channel in channels:
            key = (channel.partner_id.id, channel.medium)
            found[key].append((channel.kind, channel.value))
        return found


def _plain(name, kind="text", width=None):
    return Content((name,), lambda _batch, partner: partner[name], kind, width)


def _number(name, kind="integer"):
    # The host reads as zero what was never filled in.
    return Content((name,), lambda _batch, partner: partner[name] or None, kind)


def _choice(name):
    def read(batch, partner):
        return batch.label(name, partner[name])

    return Content((name,), read, width=16)


def _linked(name):
    # sudo: whoever sees a record sees the names of what it refers to, as in its form
    return Content((name,), lambda _batch, partner: partner[name].sudo().name)


def _listed(name):
    def read(_batch, partner):
        # sudo: as above
        return ", ".join(partner[name].sudo().mapped("name"))

    return Content((name,), read)


def _read_former_numbers(_batch, partner):
    # sudo: whoever sees a record sees the numbers it had, as in its form
    numbers = partner.clientfile_number_alias_ids.sudo().mapped("number")
    return SEPARATOR.join(numbers)


def _shown(name):
    # sudo: as above
    return Content((name,), lambda _batch, partner: partner[name].sudo().display_name)


def _ways(medium, *kinds):
    def read(batch, partner):
        return batch.ways(partner, medium, *kinds)

    return Content(("clientfile_channel_ids",), read)


def _registry(belongs):
    """The registration number of the countries for which ``belongs`` is true."""

    def read(_batch, partner):
        number = partner.company_registry
        return number and belongs(partner._clientfile_country_code()) and number

    return Content(_REGISTRY_FIELDS, read, width=18)


def _read_discount(_batch, partner):
    # As cells that show a percentage hold it.
    return partner.clientfile_discount / 100 or None


def _read_delivery_charge(_batch, partner):
    # An agreed charge of zero is one.
    if partner.clientfile_has_delivery_charge:
        return partner.clientfile_delivery_charge
    return None


def _read_creation(_batch, partner):
    return fields.Datetime.context_timestamp(partner, partner.create_date).date()


def _read_notes(_batch, partner):
    return html2plaintext(partner.comment or "").strip()


_LANDLINES = ("landline", "switchboard", "work", "personal", "billing", "other")
_phones, _profiles = partial(_ways, "phone"), partial(_ways, "social")

CONTENTS = {
    "ref": _plain("ref", width=16),
    "former_numbers": Content(
        ("clientfile_number_alias_ids",), _read_former_numbers, width=16
    ),
    "name": _plain("name", width=34),
    "is_company": _plain("is_company", "boolean"),
    "civility": _choice("clientfile_civility"),
    "sex": _choice("clientfile_sex"),
    "birth_date": _plain("clientfile_birth_date", "date"),
    "age": _number("clientfile_age"),
    "function": _plain("function"),
    "parent_name": _linked("parent_id"),
    "parent_ref": Content(
        ("parent_id",), lambda batch, partner: batch.parent(partner).ref, width=16
    ),
    "contact_role": _listed("clientfile_contact_role_ids"),
    "address_type": _choice("type"),
    "trade_name": _plain("clientfile_trade_name"),
    "legal_form": _linked("clientfile_legal_form_id"),
    "siren": _plain("clientfile_siren", width=12),
    "siret": _registry(lambda country: country in SIRENE_COUNTRIES),
    "be_enterprise": _registry(lambda country: country == "BE"),
    "company_registry": _registry(
        lambda country: country != "BE" and country not in SIRENE_COUNTRIES
    ),
    "vat": _plain("vat", width=18),
    "vat_group": _plain("clientfile_is_vat_group_member", "boolean"),
    "ape": _plain("clientfile_ape", width=10),
    "employee_count": _number("clientfile_employee_count"),
    "turnover": _number("clientfile_turnover", "amount"),
    "industry": _linked("industry_id"),
    "is_prospect": _plain("clientfile_is_prospect", "boolean"),
    "is_client": _plain("clientfile_is_client", "boolean"),
    "is_supplier": _plain("clientfile_is_supplier", "boolean"),
    "client_since": _plain("clientfile_client_since", "date"),
    "file_reference": _plain("clientfile_reference", width=16),
    "street": _plain("street", width=32),
    "street2": _plain("street2"),
    "zip": _plain("zip", width=10),
    "city": _plain("city"),
    "state": _linked("state_id"),
    "country": _linked("country_id"),
    "phone": _plain("phone", width=20),
    "mobile": _phones("mobile"),
    "phone_2": _phones(*_LANDLINES),
    "fax": _phones("fax"),
    "email": _plain("email", width=32),
    "email_2": _ways("email"),
    "website": _plain("website"),
    "linkedin": _profiles("linkedin"),
    "facebook": _profiles("facebook"),
    "instagram": _profiles("instagram"),
    "x_twitter": _profiles("x"),
    "whatsapp": _profiles("whatsapp"),
    "preferred_channel": _choice("clientfile_preferred_channel"),
    "lang": _choice("lang"),
    "salesperson": _linked("user_id"),
    "territory": _linked("clientfile_territory_id"),
    "tags": _listed("category_id"),
    "status": _choice("clientfile_status"),
    "vip": _plain("clientfile_is_vip", "boolean"),
    "first_contact_date": _plain("clientfile_first_contact_date", "date"),
    "last_contact": _plain("clientfile_last_contact_date", "date"),
    "next_action": _plain("activity_date_deadline", "date"),
    "source": _linked("clientfile_source_id"),
    "campaign": _shown("clientfile_campaign_id"),
    "project": _plain("clientfile_project"),
    "budget": _number("clientfile_budget", "amount"),
    "preferences": _plain("clientfile_preferences", width=32),
    "payment_term": _linked("property_payment_term_id"),
    "payment_method": _shown("property_inbound_payment_method_line_id"),
    "pricelist": _linked("specific_property_product_pricelist"),
    "discount": Content(("clientfile_discount",), _read_discount, "percent"),
    "discount_reason": _plain("clientfile_discount_reason", width=32),
    "carrier": _linked("property_delivery_carrier_id"),
    "delivery_days": _number("clientfile_delivery_days"),
    "delivery_terms": _plain("clientfile_delivery_terms", width=32),
    "delivery_instructions": _plain("clientfile_delivery_instructions", width=32),
    "delivery_charge": Content(
        ("clientfile_has_delivery_charge", "clientfile_delivery_charge"),
        _read_delivery_charge,
        "amount",
    ),
    "terms_inherited": _plain("clientfile_terms_inherited", "boolean"),
    "checked_date": _plain("clientfile_checked_date", "date"),
    "checked_by": _linked("clientfile_checked_by_id"),
    "closed_date": _plain("clientfile_closed_date", "date"),
    "created": Content(("create_date",), _read_creation, "date"),
    "doubtful": _plain("clientfile_doubtful", width=32),
    "comment": Content(("comment",), _read_notes, width=40),
}
FULL = tuple(key for key in CONTENTS if key != "doubtful")
SHORT = (
    *("ref", "name", "is_company", "parent_name", "function"),
    *("street", "street2", "zip", "city", "country"),
    *("phone", "mobile", "email", "website"),
    *("is_prospect", "is_client", "is_supplier", "client_since"),
    *("salesperson", "territory", "tags"),
)
SETS = {"short": SHORT, "full": FULL}


def available_keys(env):
    """The columns whose fields the user may read, in their usual order."""
    partners = env["res.partner"]
    return [
        key
        for key, content in CONTENTS.items()
        if all(
            partners._has_field_access(partners._fields[name], "read")
            for name in content.fields
        )
    ]


def read_rows(env, partner_ids, keys):
    """A row of cells for each of the partners that still exist, in their order."""
    contents = [CONTENTS[key] for key in keys]
    names = {name for content in contents for name in content.fields}
    partners = env["res.partner"].with_context(active_test=False)
    found = partners.search_fetch([("id", "in", partner_ids)], names)
    batch = Batch(partners.browse(partner_ids) & found)
    return [
        [content.read(batch, partner) for content in contents]
        for partner in batch.partners
    ]
