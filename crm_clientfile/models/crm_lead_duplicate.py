from markupsafe import Markup

from odoo import SUPERUSER_ID, models

from .clientfile_match_key import KEY_FIELDS

_LIKELY = ("certain", "strong")


class CrmLead(models.Model):
    """A lead knows whom it may be about: before its customer is created, and after."""

    _inherit = "crm.lead"

    def _create_customer(self, with_parent=None):
        partner = super()._create_customer(with_parent=with_parent)
        created = partner | (partner.parent_id - (with_parent or partner.browse()))
        for customer in created:
            doubles = customer._get_clientfile_readable_doubles()
            self._log_clientfile_doubles(customer._get_html_link(), doubles)
        return partner

    def _get_clientfile_likely_customers(self):
        """Pairs of the lead's customer, as if created, and those it probably is."""
        partner = self.env["res.partner"].new(self._prepare_clientfile_compared())
        found = self.env["clientfile.duplicate.finder"]._find_for(partner)
        return [
            pair
            for pair in found
            if pair.verdict.kind == "double" and pair.verdict.band in _LIKELY
        ]

    def _prepare_clientfile_compared(self):
        """What of the customer to create is compared: its company, or its person."""
        name = self.partner_name or self.contact_name or self.email_from or ""
        values = self._prepare_customer_values(name, bool(self.partner_name))
        return {name: values[name] for name in values if name in KEY_FIELDS}

    def _log_clientfile_likely_customers(self):
        """A note of whom the lead is probably about, for those who work on it."""
        # As the system: a visitor may have written it, who reads no customer.
        leads = self.with_user(SUPERUSER_ID)
        for lead in leads.filtered(lambda lead: not lead.partner_id):
            lang = lead._get_clientfile_reader_lang()
            name = lead.partner_name or lead.contact_name or lead.email_from or ""
            doubles = lead._get_clientfile_likely_doubles()
            lead.with_context(lang=lang)._log_clientfile_doubles(name, doubles)

    def _get_clientfile_likely_doubles(self):
        """The customers that the lead is probably about, of its own company."""
        found = self._get_clientfile_likely_customers()
        company = self.company_id or self.env.company
        return self.partner_id.browse(pair.other_id for pair in found).filtered_domain(
            [("company_id", "in", [False, company.id])]
        )

    def _get_clientfile_reader_lang(self):
        """The language of who works on the lead, which a visitor may not share."""
        company = self.company_id or self.env.company
        readers = self.user_id.partner_id, self.team_id.user_id.partner_id
        langs = (reader.lang for reader in (*readers, company.partner_id))
        return next(filter(None, langs), self.env.lang)

    def _log_clientfile_doubles(self, customer, doubles):
        if doubles:
            names = Markup(", ").join(double._get_html_link() for double in doubles)
            self._message_log(
                body=self.env._(
                    "%(customer)s may exist already: %(doubles)s",
                    customer=customer,
                    doubles=names,
                )
            )
