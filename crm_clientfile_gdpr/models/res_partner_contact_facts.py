from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.consent_state import ANSWERS
from ..tools.contact_rules import (
    CALLS_BY_CONSENT,
    CHANNELS,
    Answer,
    needs_call_consent,
    rules_for,
)

_ENTITY = """
    EXISTS (SELECT FROM res_partner AS entity
             WHERE entity.id = %(person)s.commercial_partner_id AND %(fact)s)
"""
# A firm, or somebody with the numbers of one.
_CONSUMER = """
    NOT COALESCE(entity.is_company, FALSE)
    AND COALESCE(entity.vat, '') IN ('', '/')
    AND COALESCE(entity.company_registry, '') = ''
"""
_CONTRACT = """
    entity.clientfile_contract_start <= %(day)s
    AND COALESCE(entity.clientfile_contract_end, 'infinity') >= %(day)s
"""
_REGULATED = """
    COALESCE((SELECT country.code FROM res_country AS country
               WHERE country.id = COALESCE(
                     %(person)s.country_id,
                     (SELECT entity.country_id FROM res_partner AS entity
                       WHERE entity.id = %(person)s.commercial_partner_id),
                     %(country)s::int)), '') = ANY(%(codes)s)
"""
_CONSENT = """
    (SELECT said.state FROM clientfile_consent AS said
      WHERE said.partner_id = %(person)s.id AND said.company_id = %(company)s
        AND said.state = ANY(%(answers)s) AND said.date <= %(moment)s
        AND (said.purpose_id IS NULL OR said.purpose_id = %(purpose)s)
        AND (said.channel IS NULL OR said.channel = %(channel)s)
   ORDER BY said.date DESC, array_position(%(answers)s, said.state::text) DESC
      LIMIT 1)
"""
# An opposition that nothing as wide has lifted since.
_STANDING = """
    said.state = 'opposed' AND said.company_id = %(company)s
    AND said.date <= %(moment)s
    AND (said.purpose_id IS NULL OR said.purpose_id = %(purpose)s)
    AND (said.channel IS NULL OR said.channel = %(channel)s)
    AND NOT EXISTS (
        SELECT FROM clientfile_consent AS lift
         WHERE lift.partner_id = said.partner_id
           AND lift.company_id = said.company_id AND lift.state = 'lifted'
           AND lift.date > said.date AND lift.date <= %(moment)s
           AND (lift.purpose_id IS NULL OR lift.purpose_id = said.purpose_id)
           AND (lift.channel IS NULL OR lift.channel = said.channel))
"""
_OPPOSED = """
    (EXISTS (SELECT FROM clientfile_consent AS said
              WHERE said.partner_id = %(person)s.id AND %(standing)s)
     OR EXISTS (SELECT FROM clientfile_consent AS said
                 WHERE said.partner_id = %(person)s.commercial_partner_id
                   AND %(standing)s))
"""
_SHARED = """
    EXISTS (SELECT FROM clientfile_consent AS said
              JOIN res_partner AS other ON other.id = said.partner_id
             WHERE other.%(address)s = %(person)s.%(address)s AND %(standing)s)
"""
_OPPOSED_EMAILS = """
    SELECT DISTINCT person.email_normalized
      FROM clientfile_consent AS said
      JOIN res_partner AS person ON person.id = said.partner_id
     WHERE person.email_normalized IS NOT NULL AND %(standing)s
"""
_LISTED = """
    EXISTS (SELECT FROM %(table)s AS listed
             WHERE listed.active AND listed.%(value)s = %(person)s.%(address)s)
"""
_LISTS = {
    "email": ("mail_blacklist", "email", "email_normalized"),
    "sms": ("phone_blacklist", "number", "phone_sanitized"),
    "phone": ("phone_blacklist", "number", "phone_sanitized"),
}
_READ = (
    *("is_company", "vat", "company_registry", "country_id", "commercial_partner_id"),
    *("email_normalized", "phone_sanitized", "clientfile_is_client"),
    *("clientfile_contract_start", "clientfile_contract_end"),
    "clientfile_restricted",
)


class ResPartner(models.Model):
    """The facts that ``tools.contact_rules`` asks for, and its answers, as SQL.

    The table of rules is turned into one expression over a partner: the same for one
    person and for a million, inside any search.
    """

    _inherit = "res.partner"

    @api.model
    def _clientfile_contact_answers(self, purposes, moment=None):
        """``{partner id: {(purpose id, channel): Answer}}``, in one statement."""
        cases = {
            (purpose.id, channel): self._get_clientfile_reason_sql(
                "person", channel, purpose, moment
            )
            for purpose in purposes
            for channel in CHANNELS
        }
        if not self.ids or not cases:
            return {}
        rows = self.env.execute_query(
            SQL(
                "SELECT person.id, %s FROM res_partner AS person"
                " WHERE person.id = ANY(%s)",
                SQL(", ").join(cases.values()),
                self.ids,
            )
        )
        return {
            row[0]: {
                key: Answer(reason.startswith("+"), reason[1:])
                for key, reason in zip(cases, row[1:], strict=True)
            }
            for row in rows
        }

    @api.model
    def _get_clientfile_reason_sql(self, alias, channel, purpose, moment=None):
        """The reason of the answer about ``alias``, with + or - before it."""
        self._flush_clientfile_facts()
        facts = self._get_clientfile_facts(alias, channel, purpose, moment)
        rules = rules_for(channel=channel, purpose=purpose.kind)
        return self._get_clientfile_case_sql(rules, facts)

    @api.model
    def _get_clientfile_case_sql(self, rules, facts):
        """The reason of the first of ``rules`` that fits, with + or - before it."""
        cases = []
        for rule in rules:
            needs = [
                self._get_clientfile_need_sql(facts[fact], values)
                for fact, values in rule.needs.items()
            ]
            reason = ("+" if rule.may else "-") + rule.reason
            condition = SQL(" AND ").join(needs) if needs else SQL("TRUE")
            cases.append(SQL("WHEN %s THEN %s", condition, reason))
        return SQL("CASE %s END", SQL(" ").join(cases))

    @api.model
    def _get_clientfile_opposed_emails(self, purpose):
        """The addresses of all who opposed being written to for ``purpose``."""
        if not purpose or purpose.kind == "contract":
            return []
        self._flush_clientfile_facts()
        asked = self._prepare_clientfile_question("email", purpose)
        standing = SQL(_STANDING, **asked)
        rows = self.env.execute_query(SQL(_OPPOSED_EMAILS, standing=standing))
        return [email for (email,) in rows]

    @api.model
    def _get_clientfile_need_sql(self, fact, values):
        if values == (True,):
            return fact
        if values == (False,):
            return SQL("NOT %s", fact)
        return SQL("%s = ANY(%s)", fact, list(values))

    @api.model
    def _get_clientfile_facts(self, alias, channel, purpose, moment):
        """SQL of each fact of ``contact_rules.Situation``, over ``alias``.

        ``moment``: None is now.
        """
        person = SQL.identifier(alias)
        day = fields.Datetime.context_timestamp(
            self, moment or fields.Datetime.now()
        ).date()
        asked = self._prepare_clientfile_question(channel, purpose, moment)
        standing = SQL(_STANDING, **asked)
        return {
            "is_restricted": SQL("COALESCE(%s.clientfile_restricted, FALSE)", person),
            "consent": SQL(_CONSENT, person=person, answers=list(ANSWERS), **asked),
            "is_opposed": SQL(_OPPOSED, person=person, standing=standing),
            "is_shared_opposed": self._get_clientfile_shared_sql(
                person, channel, standing
            ),
            "is_listed": self._get_clientfile_listed_sql(person, channel),
            "is_consumer": self._get_clientfile_entity_sql(person, SQL(_CONSUMER)),
            "is_client": self._get_clientfile_entity_sql(
                person, SQL("entity.clientfile_is_client")
            ),
            "has_contract": self._get_clientfile_entity_sql(
                person, SQL(_CONTRACT, day=day)
            ),
            "is_call_by_consent": self._get_clientfile_regulated_sql(person, day),
        }

    @api.model
    def _prepare_clientfile_question(self, channel, purpose, moment=None):
        """What the facts are asked about; ``moment`` None is now.

        Nothing is noted as to come: now, all counts that was said, also where the clock
        of the server was put back since.
        """
        return {
            "company": self.env.company.root_id.id,
            "purpose": purpose.id,
            "channel": channel,
            "moment": moment or "infinity",
        }

    @api.model
    def _get_clientfile_entity_sql(self, person, fact):
        return SQL(_ENTITY, person=person, fact=fact)

    @api.model
    def _get_clientfile_shared_sql(self, person, channel, standing):
        if channel not in ("email", "sms"):
            return SQL("FALSE")
        address = SQL.identifier(_LISTS[channel][2])
        return SQL(_SHARED, person=person, address=address, standing=standing)

    @api.model
    def _get_clientfile_listed_sql(self, person, channel):
        if channel not in _LISTS:
            return SQL("FALSE")
        table, value, address = map(SQL.identifier, _LISTS[channel])
        return SQL(_LISTED, table=table, value=value, person=person, address=address)

    @api.model
    def _get_clientfile_regulated_sql(self, person, day):
        codes = [code for code in CALLS_BY_CONSENT if needs_call_consent(code, day)]
        return SQL(
            _REGULATED,
            person=person,
            country=self.env.company.country_id.id or None,
            codes=codes,
        )

    @api.model
    def _flush_clientfile_facts(self):
        self.flush_model(_READ)
        self.env["clientfile.consent"].flush_model()
        for table in ("mail.blacklist", "phone.blacklist"):
            self.env[table].flush_model()
