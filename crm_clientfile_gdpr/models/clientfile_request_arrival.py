from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext
from odoo.tools.mail import email_split_tuples

from .clientfile_request import AGENT, SEQUENCE_CODE

# A public form that sends e-mails is not to be made a weapon.
MOST_BY_EMAIL = 3
MOST_BY_HOUR = 100
UNCONFIRMED_DAYS = 30
LONGEST_MESSAGE = 10_000
_ARRIVAL = frozenset(
    ("kind", "channel", "company_id", "partner_id", "person_name", "person_email")
    + ("person_phone", "message", "lang", "date_received", "identity", "user_id")
)


class ClientfileRequest(models.Model):
    """How requests come in: one door for the page, e-mail, the desk and the portal."""

    _inherit = "clientfile.request"

    @api.model
    def _receive(self, values):
        """Take a request in and do at once what cannot wait; the request.

        ``values``: kind, channel, and where they are known company_id, partner_id,
        person_name, person_email, person_phone, message, lang, date_received. What
        comes from the public page waits for the confirmation of its e-mail.
        """
        self._check_receiver()
        # sudo: requests are made here alone, with their number and receipt
        request = self.sudo().create(self._prepare_arrival_values(values))
        if request.state == "unconfirmed":
            request._send_confirmation()
        else:
            request._take_in()
        return request.with_env(self.env)

    def _take_in(self):
        """A person is behind it: find the record, apply what applies at once."""
        for request in self:
            request.partner_id = request.partner_id or request._find_person()
            if request.kind == "objection":
                request._oppose()
            if request.channel != "hand":
                request._acknowledge()

    @api.model
    def _check_receiver(self):
        if not self.env.su and not self.env.user.has_group(AGENT):
            raise UserError(
                self.env._("Agents of data protection note the requests of persons.")
            )

    @api.model
    def _prepare_arrival_values(self, values):
        company = self.env["res.company"].browse(values.get("company_id") or [])
        company = (company or self.env.company).root_id
        partner = self.env["res.partner"].browse(values.get("partner_id") or [])
        # sudo: who is responsible is set by the company, whoever the agent is
        responsible = company.sudo().clientfile_request_user_id
        today = fields.Date.context_today(self)
        received = fields.Date.to_date(values.get("date_received")) or today
        if received > today:
            raise UserError(
                self.env._("It was received in the past. Correct the date.")
            )
        numbers = self.env["ir.sequence"].sudo()  # sudo: the number of the register
        return {
            "user_id": responsible.id or (not self.env.su and self.env.uid),
            "person_name": partner.name,
            "person_email": partner.email,
            **{name: values[name] for name in _ARRIVAL & {*values} if values[name]},
            "lang": self._get_lang(values.get("lang") or partner.lang),
            "company_id": company.id,
            "date_received": received,
            "name": numbers.with_company(company).next_by_code(SEQUENCE_CODE),
            "state": "unconfirmed" if values.get("channel") == "page" else "new",
        }

    @api.model
    def _get_lang(self, code):
        """The language to write in: that of the person where it is installed."""
        return code if code in dict(self._get_languages()) else self.env.lang

    def _find_person(self):
        """The only record with the e-mail given; nobody where there are several."""
        self.ensure_one()
        if not self.person_email_normalized:
            return self.env["res.partner"]
        found = self.env["res.partner"].search(self._get_person_domain(), limit=2)
        return found if len(found) == 1 else found.browse()

    def _get_person_domain(self):
        """Those who are reached at the e-mail given."""
        companies = self.env["res.company"].search(
            [("id", "child_of", self.company_id.id)]
        )
        return Domain("email_normalized", "=", self.person_email_normalized) & Domain(
            "company_id", "in", [False, *companies.ids]
        )

    def _oppose(self):
        """The right to object to prospecting is absolute, and applies at once."""
        people = self.partner_id
        if not people and self.person_email_normalized:
            people = self.env["res.partner"].search(self._get_person_domain())
        if not people:
            self._list_address()
        consents = self.env["clientfile.consent"].with_company(self.company_id)
        source = "web" if self.channel in ("page", "portal") else "message"
        for partner in people.with_env(consents.env):
            if not partner._is_clientfile_opposed_to_all():
                note = self.env._("Request %s", self.name)
                said = {"state": "opposed", "source": source}
                consents._record(partner, [said], {"reference": note})

    def _list_address(self):
        """Whoever is not known yet is not contacted either, once a file brings it."""
        if self.person_email_normalized:
            self.env["clientfile.opposition"]._list(
                [f"e:{self.person_email_normalized}"],
                fields.Datetime.now(),
                company=self.company_id,
            )

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """An e-mail to the address for requests becomes a request."""
        sender = (email_split_tuples(msg_dict.get("email_from") or "") or [("", "")])[0]
        text = html2plaintext(msg_dict.get("body") or "").strip()
        subject = msg_dict.get("subject") or ""
        company = self.env["res.company"].browse(
            (custom_values or {}).get("company_id")
        )
        # sudo: whoever writes to the address may ask
        request = self.sudo()._receive(
            {
                **(custom_values or {}),
                "kind": (custom_values or {}).get("kind") or "access",
                "channel": "email",
                "person_name": sender[0] or sender[1],
                "person_email": sender[1],
                "message": f"{subject}\n\n{text}".strip()[:LONGEST_MESSAGE],
                "lang": company.partner_id.lang or self.env.lang,
            }
        )
        return request.with_env(self.env)

    @api.model
    def _receive_from_page(self, values):
        """What somebody typed on the public page; false when there is too much of it.

        Nothing is told about whether the person is known, nor about the limit of one
        address: further requests of it are silently left at that.
        """
        # sudo: a visitor has no rights of his own
        requests = self.sudo()
        since = fields.Datetime.now() - timedelta(hours=1)
        lately = Domain("channel", "=", "page") & Domain("create_date", ">=", since)
        if requests.search_count(lately, limit=MOST_BY_HOUR) >= MOST_BY_HOUR:
            return False
        email = email_normalize(values["person_email"])
        same = lately & Domain("person_email_normalized", "=", email)
        if requests.search_count(same, limit=MOST_BY_EMAIL) < MOST_BY_EMAIL:
            requests._receive({**values, "channel": "page"})
        return True

    def _confirm(self):
        """The person followed the link of the e-mail and pressed the button."""
        self._hold()
        today = fields.Date.context_today(self)
        confirmed = {"identity": "link", "date_identity": today}
        if self.state == "unconfirmed":
            self.write({**confirmed, "state": "new"})
            self._take_in()
        else:
            self.write({**confirmed, "state": "new"})
            self.partner_id = self.partner_id or self._find_person()
        self._message_log(body=self.env._("The person confirmed by the signed link."))

    @api.autovacuum
    def _gc_unconfirmed(self):
        """What nobody confirmed is forgotten: it may be anybody's e-mail."""
        limit = fields.Datetime.now() - timedelta(days=UNCONFIRMED_DAYS)
        domain = [("state", "=", "unconfirmed"), ("create_date", "<", limit)]
        self.search(domain, limit=1000).unlink()
