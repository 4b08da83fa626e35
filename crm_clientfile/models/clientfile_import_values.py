"""What an import wants a customer to be, in the host's fields."""

from markupsafe import Markup

from ..tools.column_titles_relation import RELATION_FIELDS
from ..tools.import_match import place_of
from ..tools.import_merge import Wanted
from ..tools.import_remarks import Remark

FIELDS = {
    "name": "name",
    "is_company": "is_company",
    "ref": "ref",
    "file_reference": "clientfile_reference",
    "civility": "clientfile_civility",
    "sex": "clientfile_sex",
    "birth_date": "clientfile_birth_date",
    "function": "function",
    "trade_name": "clientfile_trade_name",
    "siren": "clientfile_siren",
    "company_registry": "company_registry",
    "vat": "vat",
    "ape": "clientfile_ape",
    "employee_count": "clientfile_employee_count",
    "turnover": "clientfile_turnover",
    "is_prospect": "clientfile_is_prospect",
    "is_client": "clientfile_is_client",
    "is_supplier": "clientfile_is_supplier",
    "client_since": "clientfile_client_since",
    "street": "street",
    "street2": "street2",
    "zip": "zip",
    "city": "city",
    "phone": "phone",
    "email": "email",
    "website": "website",
    "preferred_channel": "clientfile_preferred_channel",
    "lang": "lang",
    "address_type": "type",
    "first_contact_date": "clientfile_first_contact_date",
    "project": "clientfile_project",
    "budget": "clientfile_budget",
    "preferences": "clientfile_preferences",
    "discount": "clientfile_discount",
    "discount_reason": "clientfile_discount_reason",
    "delivery_days": "clientfile_delivery_days",
    "delivery_terms": "clientfile_delivery_terms",
    "delivery_instructions": "clientfile_delivery_instructions",
    "delivery_charge": "clientfile_delivery_charge",
    "checked_date": "clientfile_checked_date",
    "closed_date": "clientfile_closed_date",
}
REFERENCES = {
    "industry": "industry_id",
    "salesperson": "user_id",
    "source": "clientfile_source_id",
    "campaign": "clientfile_campaign_id",
    "territory": "clientfile_territory_id",
    "payment_term": "property_payment_term_id",
    "payment_method": "property_inbound_payment_method_line_id",
    # The host's other field also shows the pricelist that nobody has chosen.
    "pricelist": "specific_property_product_pricelist",
    "carrier": "property_delivery_carrier_id",
}
LEGAL_FORM = "clientfile_legal_form_id"
LISTS = {"tags": "category_id", "contact_role": "clientfile_contact_role_ids"}
ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
ROLES = ("is_prospect", "is_client", "is_supplier")
PLACES = {"country": "country_id", "state": "state_id"}
HOST_NAMES = {**FIELDS, **REFERENCES, "legal_form": LEGAL_FORM, **LISTS, **PLACES}
# Few files tell something of these: else they are not even read.
RELATION = frozenset(field.name for field in RELATION_FIELDS)


def compared_fields(targets):
    """The host's fields to compare, for columns that go to these targets."""
    names = [
        host_name
        for name, host_name in HOST_NAMES.items()
        if name not in RELATION or name in targets
    ]
    if "delivery_charge" in targets:
        names.append("clientfile_has_delivery_charge")
    return [*names, "parent_id"]


def as_html(lines):
    """Lines of notes as the host's internal notes hold them."""
    return Markup("<p>%s</p>") % Markup("<br/>").join(lines)


class WantedValues:
    """Turns planned rows into ``Wanted`` values of the host.

    ``missing`` tells what to do with a tag or a source that does not exist: called
    with its kind and name, it gives what stands for it, or ``None`` to refuse it.
    """

    def __init__(self, document, lookups, missing):
        self._document = document
        self._lookups = lookups
        self._missing = missing
        self._leaves_out = document.invalid_mode == "leave_out"
        self._country = document.country_id.code
        self._labels = document._get_target_labels()

    def build(self, row):
        """``(wanted, remarks, refusals)`` of a row; the last two as ``import_row``."""
        plan = row.plan
        values = {
            FIELDS[name]: value
            for name, value in plan["values"].items()
            if name in FIELDS
        }
        if not row.parent_row_id:
            values.pop("type", None)
        said, left, remarks = [], [], []
        if "delivery_charge" in plan["values"]:
            values["clientfile_has_delivery_charge"] = True
        self._add_references(values, plan["values"], said, remarks)
        self._add_legal_form(values, plan["values"], said, left)
        self._add_lists(values, plan["values"], said)
        soft = {HOST_NAMES.get(name, name) for name in plan["soft"]}
        soft |= self._add_options(values, row)
        if self._leaves_out:
            said, left = [], left + said
        remarks += [(t, Remark("left_out", {"reason": r})) for t, r in left]
        notes = list(plan["notes"])
        notes += [f"{title}: {remark.params['value']}" for title, remark in left]
        wanted = Wanted(
            values,
            plan["reach"],
            tuple(plan["channels"]),
            tuple(notes),
            frozenset(soft),
        )
        return wanted, remarks, said

    def _add_references(self, values, planned, said, remarks):
        country_id = self._lookups.country_id(planned.get("country"))
        if country_id:
            values["country_id"] = country_id
        if state := planned.get("state"):
            found = self._lookups.find("state", state, country_id)
            self._add(values, "state_id", found, ("state", state), said)
        for name, field in REFERENCES.items():
            if text := planned.get(name):
                found = self._lookups.find(name, text)
                if not found and (found := self._missing(name, text)):
                    params = {"kind": self._labels[name], "value": text}
                    remarks.append((None, Remark("created_with_import", params)))
                self._add(values, field, found, (name, text), said)

    def _add_legal_form(self, values, planned, said, left):
        """The form by the law of the row's country; where none is known, left out."""
        text = planned.get("legal_form")
        if not text:
            return
        forms = self._lookups.legal_forms
        country = planned.get("country") or self._country
        found = forms.find(text, country)
        refused = said if forms.knows(country) else left
        self._add(values, LEGAL_FORM, found, ("legal_form", text), refused)

    def _add(self, values, field, found, origin, said):
        if found:
            values[field] = found
        else:
            said.append(self._not_found(*origin))

    def _not_found(self, name, text):
        label = self._labels[name]
        return (label, Remark("not_found", {"kind": label, "value": text}))

    def _add_lists(self, values, planned, said):
        for name, field in LISTS.items():
            for text in planned.get(name, ()):
                found = self._lookups.find(name, text) or self._missing(name, text)
                if found:
                    values.setdefault(field, []).append(found)
                else:
                    said.append(self._not_found(name, text))

    def _add_options(self, values, row):
        """What was chosen for all rows; the file's own values have precedence."""
        document, soft = self._document, set()
        if row.part == "contact" or row.is_contact:
            return soft
        for name in ROLES:
            if document[name]:
                soft.add(FIELDS[name])
                values.setdefault(FIELDS[name], True)
        if document.salesperson_id and "user_id" not in values:
            soft.add("user_id")
            values["user_id"] = document.salesperson_id.id
        tags = values.get("category_id", [])
        tags += [tag_id for tag_id in document.tag_ids.ids if tag_id not in tags]
        if tags:
            values["category_id"] = tags
        return soft


def settle_address(values, parent_values):
    """Leave a contact the address of its company, unless it has another one.

    The host copies addresses between a company and its contacts in both directions: a
    contact with an address of its own must be of another type.
    """
    place = _place(values)
    if not any(place) or place == _place(parent_values):
        for name in ADDRESS:
            values.pop(name, None)
    else:
        values.setdefault("type", "other")


def _place(values):
    return place_of(*(values.get(name) or "" for name in ("street", "zip", "city")))
