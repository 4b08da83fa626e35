from odoo import api, models

from .clientfile_match_key import KEY_FIELDS

# What a customer of whom there is something to tell has at least one of.
_TRACES = ("invoice_ids", "sale_order_ids", "child_ids", "clientfile_dispute_ids")
# What the form tells of a customer from its documents and histories.
HISTORY = frozenset(
    {
        "clientfile_alerts",
        "clientfile_aside_date",
        "clientfile_checked_by_id",
        "clientfile_checked_date",
        "clientfile_closed_date",
        "clientfile_delivery_count",
        "clientfile_delivery_days_measured",
        "clientfile_dispute_ids",
        "clientfile_establishment_count",
        "clientfile_has_loyalty",
        "clientfile_is_vip",
        "clientfile_last_contact_date",
        "clientfile_merged_ids",
        "clientfile_merged_into_id",
        "clientfile_number_alias_ids",
        "clientfile_number_is_locked",
        "clientfile_number_is_shared",
        "clientfile_open_dispute_count",
        "clientfile_promise_ids",
        "clientfile_reminder_pause_ids",
        "clientfile_status",
        "clientfile_status_change_id",
        "clientfile_status_date_to",
        "clientfile_status_reason",
    }
)
# What it tells of names and numbers, and which of these a form may begin with.
OF_IDENTITY = frozenset(
    {
        "clientfile_age",
        "clientfile_check_reasons",
        "clientfile_double_is_confirmed",
        "clientfile_doubles",
        "clientfile_doubtful",
        "clientfile_has_clash",
        "clientfile_ignored_doubles",
    }
)
_IDENTITY = KEY_FIELDS - {"company_id", "country_id", "is_company"}


class ResPartner(models.Model):
    """Who was just created has nothing yet: no question is asked about it."""

    _inherit = "res.partner"

    def onchange(self, values, field_names, fields_spec):
        """Who is being entered has no history; a contact has that of its company."""
        is_first = not self and not field_names
        if not is_first or self.env.context.get("default_parent_id"):
            return super().onchange(values, field_names, fields_spec)
        untold = HISTORY | OF_IDENTITY if self._clientfile_is_blank() else HISTORY
        empty = untold & fields_spec.keys() & self._clientfile_names_bare_now()
        asked = {name: fields_spec[name] for name in fields_spec if name not in empty}
        done = super().onchange(values, field_names, asked)
        for name in empty:
            # Lists are given as commands: none where nothing changed.
            if not self._fields[name].type.endswith("2many"):
                value = self._fields[name].falsy_value
                done["value"][name] = False if value in (None, "") else value
        return done

    @api.model
    def _clientfile_is_blank(self):
        """Whether a new form begins without a name and numbers."""
        known = self.env["ir.default"]._get_model_defaults(self._name)
        given = {name.removeprefix("default_") for name in self.env.context}
        return _IDENTITY.isdisjoint({*known, *given})

    def _clientfile_maybe_with(self, fname):
        """Those of ``self`` of whom it is not known that the list ``fname`` is empty.

        The ORM knows it of the records it has just created.
        """
        known = self._fields[fname]._get_cache(self.env)
        return self.filtered(lambda partner: known.get(partner.id) != ())

    def _clientfile_maybe_with_any(self, fnames):
        """Those of ``self`` of whom it is not known that all these lists are empty."""
        maybe = self.browse()
        for fname in fnames:
            maybe |= (self - maybe)._clientfile_maybe_with(fname)
        return maybe

    def _clientfile_without_history(self):
        """Those created in this transaction of whom nothing is told but what they are.

        Contacts are none of them: they have the history of their company.
        """
        created = self._fields["create_date"]._get_cache(self.env)
        now = self.env.cr.now()
        new = self.filtered(lambda partner: created.get(partner.id) == now)
        new -= new._clientfile_maybe_with_any(
            (*_TRACES, "clientfile_merged_ids", "clientfile_status_change_ids")
        )
        return new.filtered(lambda partner: partner.commercial_partner_id == partner)

    def _clientfile_maybe_known(self):
        """Those of ``self`` who may have documents, disputes, figures."""
        return self._clientfile_maybe_with_any(_TRACES)
