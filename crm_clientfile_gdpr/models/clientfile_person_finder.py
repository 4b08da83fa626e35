from dataclasses import dataclass, field

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_clientfile.tools.emails import normalise_email, split_emails
from odoo.addons.crm_clientfile.tools.errors import InvalidValue
from odoo.addons.crm_clientfile.tools.names import person_words
from odoo.addons.crm_clientfile.tools.phones import parse_phone
from odoo.addons.crm_clientfile.tools.text import compact, fold_code

from ..tools.identity import KINDS, Identity

# From the surest reason to the least: the first one is told.
WHYS = [
    ("person", "The record of the person"),
    ("link", "Names the record of the person"),
    ("attached", "Belongs to a record that was found"),
    ("email", "Same e-mail"),
    ("phone", "Same telephone"),
    ("iban", "Same bank account"),
    ("number", "Same number"),
    ("shared", "Same e-mail or telephone, shared with somebody else"),
    ("name", "Same name"),
]
SURE = ("person", "link", "attached", "email", "phone", "iban", "number")
_RANK = {why: rank for rank, (why, _name) in enumerate(WHYS)}
_SHORTEST_NUMBER = 5
_SHORTEST_PLACE = 7
_BY_KEY = """
    SELECT partner_id, array_agg(DISTINCT key) FROM clientfile_match_key
     WHERE key = ANY(%s) GROUP BY partner_id
"""
_BY_NAME = """
    SELECT partner_id FROM clientfile_match_key WHERE key = ANY(%s)
  GROUP BY partner_id HAVING COUNT(DISTINCT key) = %s
"""
_FORMER = """
    SELECT field.name, value.old_value_char FROM mail_tracking_value AS value
      JOIN mail_message AS message ON message.id = value.mail_message_id
      JOIN ir_model_fields AS field ON field.id = value.field_id
     WHERE message.model = 'res.partner' AND message.res_id = ANY(%s)
       AND field.name IN ('name', 'email', 'phone') AND value.old_value_char <> ''
"""


@dataclass
class Found:
    """Why a record was found, and in which of its fields."""

    whys: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    @property
    def why(self):
        return min(self.whys, key=_RANK.get)


class ClientfilePersonFinder(models.AbstractModel):
    """Finds what a database knows about a person.

    Every method reads all companies and all records: whoever calls it shows nobody
    more than he may open.
    """

    _name = "clientfile.person.finder"
    _description = "Search for a Person"

    @api.model
    def _find(self, identity, partner_ids=(), with_texts=True):
        """``{(model, id): Found}`` of a person.

        ``partner_ids``: the records known to be the person. A constant number of
        statements: one for all keys, one for all links, one for each model with texts.
        """
        found, shared = self._find_linked(identity, partner_ids)
        if with_texts:
            self._add_texts(found, identity, shared)
        self._add_attached(found)
        return found

    @api.model
    def _find_linked(self, identity, partner_ids=()):
        """What keys and links tell, at once; and the keys that others share."""
        self.env.flush_all()
        found = {}
        shared = self._add_partners(found, identity, partner_ids)
        self._add_links(found, partner_ids)
        self._add_messages(found, partner_ids)
        return found, shared

    @api.model
    def _get_persons(self, partners):
        """These records, those merged into them and their own further addresses."""
        # sudo: a person is erased in all its records, whoever may open them
        partners = partners.sudo().with_context(active_test=False)
        entities = partners.browse(partners._clientfile_entity_ids())
        addresses = entities.child_ids.filtered(
            lambda child: not child.is_company and child.type != "contact"
        )
        return entities | addresses

    @api.model
    def _get_identity(self, persons):
        """What these records of one person are told apart by, former values included.

        A company's VAT and registry number are no numbers of a person.
        """
        typed = {kind: [] for kind in KINDS}
        for person in persons:
            typed["names"] += [person.name, person.clientfile_trade_name]
            typed["emails"] += [person.email, *person.user_ids.mapped("login")]
            typed["phones"] += [person.phone]
            typed["ibans"] += person.bank_ids.mapped("acc_number")
            typed["numbers"] += [person.ref, person.vat, person.company_registry]
            typed["numbers"] += person.clientfile_number_alias_ids.mapped("number")
            typed["places"] += [person.street, person.street2]
            for channel in person.clientfile_channel_ids:
                is_mail = channel.medium == "email"
                typed["emails" if is_mail else "phones"] += [channel.value]
        for name, value in self.env.execute_query(SQL(_FORMER, persons.ids)):
            typed[f"{name}s"].append(value)
        return self._read_identity(**typed)

    @api.model
    def _read_identity(self, **typed):
        """What was typed or stored as an :class:`Identity`; the invalid is left out.

        Lists of texts: names, emails, phones, ibans, numbers, places.
        """
        names, emails, phones, ibans, numbers, places = (
            typed.get(kind, ()) for kind in KINDS
        )
        country = self.env.company.country_id.code or "FR"
        return Identity(
            self._distinct(" ".join(name.split()) for name in names if name),
            self._distinct(self._read_emails(emails)),
            self._distinct(self._read_phones(phones, country)),
            self._distinct(compact(iban) for iban in ibans if iban),
            self._distinct(
                number.strip()
                for number in filter(None, numbers)
                if len(compact(number)) >= _SHORTEST_NUMBER
            ),
            self._distinct(
                place for place in places if place and len(place) > _SHORTEST_PLACE
            ),
        )

    def _distinct(self, values):
        return tuple(dict.fromkeys(value for value in values if value))

    def _read_emails(self, values):
        for value in values:
            for email in split_emails(value or ""):
                try:
                    yield normalise_email(email)
                except InvalidValue:
                    continue

    def _read_phones(self, values, country):
        for value in values:
            try:
                yield parse_phone(value or "", country).e164
            except InvalidValue:
                continue

    def _add(self, found, model, record_id, why, *names):
        one = found.setdefault((model, record_id), Found())
        one.whys.add(why)
        one.fields.update(names)

    def _add_partners(self, found, identity, partner_ids):
        """The person and all who have one of its keys; keys that others share."""
        for partner_id in partner_ids:
            self._add(found, "res.partner", partner_id, "person")
        shared = set()
        kinds = {"e": "email", "p": "phone", "r": "number", "i": "number"}
        rows = self.env.execute_query(self._get_key_query(identity))
        for partner_id, keys in rows:
            if partner_id not in partner_ids:
                shared.update(keys)
                for key in keys:
                    self._add(found, "res.partner", partner_id, kinds[key[0]])
        for name in identity.names:
            for partner_id in self._find_by_name(name):
                self._add(found, "res.partner", partner_id, "name")
        return shared if partner_ids else set()

    @api.model
    def _get_key_query(self, identity):
        """SELECT of partner and keys, by the index of the keys."""
        keys = [f"e:{email}" for email in identity.emails]
        keys += [f"p:{phone}" for phone in identity.phones]
        keys += [f"r:{fold_code(number)}" for number in identity.numbers]
        keys += [f"i:{compact(number)}" for number in identity.numbers]
        return SQL(_BY_KEY, keys)

    def _find_by_name(self, name):
        keys = [f"n:{word}" for word in dict.fromkeys(person_words(name))]
        rows = keys and self.env.execute_query(SQL(_BY_NAME, keys, len(keys)))
        return [partner_id for (partner_id,) in rows]
