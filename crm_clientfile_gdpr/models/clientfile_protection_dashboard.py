from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

_ADDON = "crm_clientfile_gdpr.crm_clientfile_gdpr_group"
_GROUPS = (f"{_ADDON}_agent", f"{_ADDON}_auditor")
_UNTOLD = (
    Domain("state", "=", "open")
    & Domain("authority_decision", "!=", "not")
    & Domain("date_notified", "=", False)
)


class ClientfileProtectionDashboard(models.AbstractModel):
    """Data protection at a glance: numbers, each with the list that it opens.

    Who may not read a list has no number of it.
    """

    _name = "clientfile.protection.dashboard"
    _description = "Dashboard of Data Protection"

    @api.model
    @api.readonly
    def get_dashboard(self):
        """All that the dashboard shows: a dictionary of cards and open breaches."""
        self._check_user()
        return {"cards": self._get_cards(), "breaches": self._get_breaches()}

    @api.model
    def _check_user(self):
        if not any(self.env.user.has_group(group) for group in _GROUPS):
            raise AccessError(self.env._("Only who protects data sees this dashboard."))

    @api.model
    def _get_cards(self):
        """Dictionaries, in the order in which they are shown."""
        return [
            {
                "key": key,
                "label": label,
                "hint": hint,
                "value": self.env[model].search_count(domain),
                "model": model,
                "domain": self._get_plain(domain),
                "is_alarm": is_alarm,
            }
            for key, label, hint, model, domain, is_alarm in self._get_numbers()
            if model in self.env and self.env[model].has_access("read")
        ]

    @api.model
    def _get_numbers(self):
        """Key, label, hint, model, domain of each number, and whether it is bad."""
        return [
            *self._get_request_numbers(),
            *self._get_breach_numbers(),
            *self._get_retention_numbers(),
            *self._get_register_numbers(),
            *self._get_seal_numbers(),
        ]

    @api.model
    def _get_request_numbers(self):
        """Requests of persons, where they are kept."""
        if "clientfile.request" not in self.env:
            return []
        requests = self.env["clientfile.request"]
        is_open, late = requests._get_open_domain(), requests._get_late_domain()
        return [
            (
                "requests",
                self.env._("Open Requests"),
                self.env._("persons wait for an answer"),
                "clientfile.request",
                is_open,
                False,
            ),
            (
                "requests_late",
                self.env._("Overdue Requests"),
                self.env._("should have been answered"),
                "clientfile.request",
                late,
                True,
            ),
        ]

    @api.model
    def _get_breach_numbers(self):
        is_late = _UNTOLD & Domain("deadline", "<", fields.Datetime.now())
        untold = Domain("state", "in", ("pending", "letter")) & Domain(
            "breach_id.persons_decision", "=", "inform"
        )
        return [
            (
                "breaches",
                self.env._("Open Breaches"),
                self.env._("not closed yet"),
                "clientfile.breach",
                Domain("state", "=", "open"),
                False,
            ),
            (
                "breaches_untold",
                self.env._("Authority to Be Told"),
                self.env._("the 72 hours run"),
                "clientfile.breach",
                _UNTOLD,
                True,
            ),
            (
                "breaches_late",
                self.env._("Authority Told Late"),
                self.env._("the 72 hours are over"),
                "clientfile.breach",
                is_late,
                True,
            ),
            (
                "breach_persons",
                self.env._("Persons to Be Told"),
                self.env._("of a breach that concerns them"),
                "clientfile.breach.person",
                untold,
                True,
            ),
        ]

    @api.model
    def _get_retention_numbers(self):
        return [
            (
                "retention",
                self.env._("Retention Due"),
                self.env._("found by a dry run, or warned"),
                "clientfile.retention.line",
                Domain("state", "in", ("found", "warned")),
                False,
            ),
            (
                "retention_refused",
                self.env._("Retention Refused"),
                self.env._("something is open with the person"),
                "clientfile.retention.line",
                Domain("state", "=", "refused"),
                True,
            ),
            (
                "archive",
                self.env._("In the Archive"),
                self.env._("persons whose data is kept apart"),
                "clientfile.archive",
                Domain("state", "=", "kept"),
                False,
            ),
        ]

    @api.model
    def _get_register_numbers(self):
        processors = self.env["clientfile.processor"]
        return [
            (
                "contracts",
                self.env._("Contracts Ending"),
                self.env._("of processors, within 60 days or before"),
                "clientfile.processor",
                Domain(processors._get_ending_domain()),
                True,
            ),
            (
                "texts",
                self.env._("Texts to Check"),
                self.env._("with words that do not belong there"),
                "clientfile.guard.finding",
                Domain("state", "=", "open"),
                True,
            ),
        ]

    @api.model
    def _get_seal_numbers(self):
        return [
            (
                "unsealed",
                self.env._("Consents Not Sealed"),
                self.env._("sealed within minutes"),
                "clientfile.consent",
                Domain("seal", "=", False),
                False,
            ),
            (
                "broken",
                self.env._("Broken Seals"),
                self.env._("checks that found a fault"),
                "clientfile.consent.check",
                Domain("state", "=", "broken"),
                True,
            ),
        ]

    @api.model
    def _get_breaches(self):
        """Open breaches that the authority waits for, the most urgent first."""
        breaches = self.env["clientfile.breach"].search(
            _UNTOLD, order="deadline, id", limit=10
        )
        return [
            {
                "id": breach.id,
                "name": breach.name,
                "remaining": breach.remaining,
                "clock": breach.clock,
            }
            for breach in breaches
        ]

    @api.model
    def _get_plain(self, domain):
        """A domain as lists and values that JSON knows."""
        return [
            part
            if isinstance(part, str)
            else [part[0], part[1], self._get_plain_value(part[2])]
            for part in domain
        ]

    @api.model
    def _get_plain_value(self, value):
        if isinstance(value, Domain):
            return self._get_plain(value)
        if hasattr(value, "isoformat"):
            return fields.Datetime.to_string(value)
        return list(value) if isinstance(value, set | tuple | frozenset) else value
