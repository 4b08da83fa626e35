from contextlib import suppress

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.emails import normalise_email, split_emails
from ..tools.errors import InvalidValue
from ..tools.identifiers import (
    SIRENE_COUNTRIES,
    check_ape,
    check_coherence,
    check_registry,
    check_siren,
    check_vat,
    format_be,
    format_siret,
    siren_of,
)
from ..tools.phones import parse_phone

_IDENTIFIERS = ("company_registry", "clientfile_siren", "clientfile_ape", "vat")
_RULES = {
    "company_registry": check_registry,
    "clientfile_siren": lambda text, _country: check_siren(text),
    "clientfile_ape": lambda text, _country: check_ape(text),
}


class ResPartner(models.Model):
    """The numbers that registers give a company: stored compact, checked if changed."""

    _inherit = "res.partner"

    clientfile_siren = fields.Char(
        "SIREN",
        index="btree_not_null",
        help="Nine digits that identify a French company. Filled from its SIRET or "
        "its VAT number.",
    )
    clientfile_registry = fields.Char(
        "Registry Number",
        compute="_compute_clientfile_registry",
        inverse="_inverse_clientfile_registry",
        exportable=False,
        help="SIRET in France, enterprise number in Belgium. It may be typed with or "
        "without spaces and dots.",
    )
    clientfile_is_french = fields.Boolean(
        compute="_compute_clientfile_is_french", exportable=False
    )
    clientfile_is_vat_group_member = fields.Boolean(
        "Member of a VAT Group",
        help="The VAT number is that of a group (article 256 C of the French tax "
        "code): it does not hold this company's SIREN.",
    )
    clientfile_ape = fields.Char(
        "APE Code",
        index="btree_not_null",
        help="Main activity in INSEE's nomenclature (NAF), such as 62.01Z.",
    )
    clientfile_doubtful = fields.Text(
        "Doubtful Values",
        compute="_compute_clientfile_doubtful",
        search="_search_clientfile_doubtful",
        help="Stored numbers, phones and e-mails that are not valid.",
    )

    @api.depends("company_registry", "country_id", "company_id")
    def _compute_clientfile_registry(self):
        for partner in self:
            partner.clientfile_registry = partner._clientfile_format_registry()

    def _inverse_clientfile_registry(self):
        for partner in self:
            partner.company_registry = partner.clientfile_registry

    @api.depends("country_id", "company_id")
    def _compute_clientfile_is_french(self):
        """Whether the company is in SIRENE; the user's country if its is unknown."""
        for partner in self:
            country = partner._clientfile_country_code()
            partner.clientfile_is_french = country in SIRENE_COUNTRIES

    @api.depends(
        "phone", "email", "vat", "company_registry", "clientfile_siren", "country_id"
    )
    def _compute_clientfile_doubtful(self):
        for partner in self:
            doubts = partner._get_clientfile_doubts()
            partner.clientfile_doubtful = "\n".join(doubts) or False

    @api.model
    def _search_clientfile_doubtful(self, operator, value):
        """Only whether there is a doubt can be searched: the keys tell which."""
        if operator != "in" or set(value) != {False}:
            return NotImplemented
        # sudo: the keys are read for partners the user may see anyway
        keys = self.env["clientfile.match.key"].sudo()
        doubtful = keys._search([("key", "=like", "x:%")])
        return Domain("id", "not in", doubtful.subselect("partner_id"))

    @api.constrains("company_registry")
    def _check_clientfile_registry(self):
        self._clientfile_check("company_registry")

    @api.constrains("clientfile_siren")
    def _check_clientfile_siren(self):
        self._clientfile_check("clientfile_siren")

    @api.constrains("clientfile_ape")
    def _check_clientfile_ape(self):
        self._clientfile_check("clientfile_ape")

    @api.constrains(
        "company_registry",
        "clientfile_siren",
        "vat",
        "clientfile_is_vat_group_member",
    )
    def _check_clientfile_coherence(self):
        self._clientfile_refuse_invalid(type(self)._clientfile_require_coherence)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._clientfile_tidied(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._clientfile_tidied(vals))

    # A contact repeats the numbers and the country of its company: a doubtful number
    # among them must not prevent its creation.
    def _commercial_sync_from_company(self):
        contacts = self.with_context(no_vat_validation=True)
        return super(ResPartner, contacts)._commercial_sync_from_company()

    def _update_address(self, vals):
        contacts = self.with_context(no_vat_validation=True)
        return super(ResPartner, contacts)._update_address(vals)

    @api.onchange("clientfile_registry", "company_registry", "vat")
    def _onchange_clientfile_siren(self):
        changed = {"company_registry": self.clientfile_registry, "vat": self.vat}
        siren = self._clientfile_siren_in(changed, self._clientfile_country_code())
        if siren and siren != self.clientfile_siren:
            self.clientfile_siren = siren

    def _get_company_registry_labels(self):
        labels = super()._get_company_registry_labels()
        french = dict.fromkeys(SIRENE_COUNTRIES, self.env._("SIRET"))
        return {**labels, **french, "BE": self.env._("Enterprise Number")}

    def _clientfile_tidied(self, vals):
        """``vals`` with identifiers as they are stored, without unchanged ones.

        What is not valid stays as written: if it is new, a constraint refuses it; what
        was stored before is left alone.
        """
        is_verbatim = self.env.context.get("clientfile_verbatim")
        if is_verbatim or not any(name in vals for name in _IDENTIFIERS):
            return vals
        country = self._clientfile_vals_country(vals)
        tidied = dict(vals)
        for name, rule in _RULES.items():
            if vals.get(name):
                with suppress(InvalidValue):
                    tidied[name] = rule(vals[name], country)
        for name in self._clientfile_unchanged(tidied):
            del tidied[name]
        has_source = "company_registry" in tidied or "vat" in tidied
        if has_source and "clientfile_siren" not in vals:
            siren = self._clientfile_siren_in(tidied, country)
            tidied.update({"clientfile_siren": siren} if siren else {})
        return tidied

    def _clientfile_unchanged(self, vals):
        """Names of the identifiers in ``vals`` that all partners have already."""
        return [
            name
            for name in _IDENTIFIERS
            if name in vals
            and self
            and all((partner[name] or "") == (vals[name] or "") for partner in self)
        ]

    def _clientfile_vals_country(self, vals):
        if vals.get("country_id"):
            return self.env["res.country"].browse(vals["country_id"]).code
        if self:
            return self[0]._clientfile_country_code()
        return self.env.company.country_id.code

    def _clientfile_siren_in(self, vals, country):
        """The SIREN in the SIRET or the VAT number that ``vals`` leave the partner."""
        stored = self[:1]
        known = {
            name: vals[name] if name in vals else stored and stored[name]
            for name in ("company_registry", "vat", "clientfile_is_vat_group_member")
        }
        return siren_of(
            siret=country in SIRENE_COUNTRIES and known["company_registry"],
            vat=not known["clientfile_is_vat_group_member"] and known["vat"],
        )

    def _clientfile_require_coherence(self):
        is_french = self._clientfile_country_code() in SIRENE_COUNTRIES
        check_coherence(
            siren=self.clientfile_siren,
            siret=is_french and self.company_registry,
            vat=not self.clientfile_is_vat_group_member and self.vat,
        )

    def _clientfile_check(self, name):
        rule = _RULES[name]
        self.filtered(name)._clientfile_refuse_invalid(
            lambda partner: rule(partner[name], partner._clientfile_country_code())
        )

    def _clientfile_refuse_invalid(self, require):
        """Refuse what ``require`` refuses of those whose identifiers are their own."""
        # Other addons' data and demonstration files are not ours to refuse.
        context = self.env.context
        if context.get("no_vat_validation") or context.get("install_mode"):
            return
        with self.env["clientfile.message"]._refusing():
            for partner in self:
                try:
                    require(partner)
                except InvalidValue:
                    if partner._clientfile_entities():
                        raise

    def _clientfile_format_registry(self):
        country = self._clientfile_country_code()
        if not self.company_registry or country not in {*SIRENE_COUNTRIES, "BE"}:
            return self.company_registry
        written = format_be if country == "BE" else format_siret
        return written(self.company_registry)

    def _get_clientfile_doubts(self):
        """A sentence for each stored value that is not valid."""
        doubts = []
        for rule, *values in self._get_clientfile_rules():
            try:
                rule(*values)
            except InvalidValue as error:
                doubts.append(self.env["clientfile.message"]._sentence(error))
        return doubts

    def _get_clientfile_rules(self):
        """What must hold for the stored values, as the match keys see them."""
        country = self._clientfile_country_code()
        rules = [(parse_phone, self.phone, country)] if self.phone else []
        if self.email:
            emails = split_emails(self.email) or (self.email,)
            rules += [(normalise_email, email) for email in emails]
        if self.is_company or not self.parent_id:
            rules += [(check_vat, self.vat, country)] if self.vat else []
            rules += [
                (_RULES[name], self[name], country)
                for name in ("company_registry", "clientfile_siren")
                if self[name]
            ]
        return rules
