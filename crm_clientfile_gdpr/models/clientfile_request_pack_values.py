from odoo import api, models
from odoo.tools import SQL, html2plaintext

from ..tools.third_parties import Mask, name_candidates


class ClientfileRequestPack(models.Model):
    """How values are written in the copy, and what is hidden of other people."""

    _inherit = "clientfile.request.pack"

    @api.model
    def _get_pack_titles(self):
        return {
            "identity": self.env._("Identity"),
            "contact_points": self.env._("Ways to reach you"),
            "orders": self.env._("Orders and quotations"),
            "order_lines": self.env._("Lines of orders"),
            "invoices": self.env._("Invoices"),
            "invoice_lines": self.env._("Lines of invoices"),
            "payments": self.env._("Payments"),
            "opportunities": self.env._("Opportunities"),
            "consents": self.env._("Consents and oppositions"),
            "messages": self.env._("Messages and notes"),
            "activities": self.env._("Planned activities"),
            "requests": self.env._("Your requests"),
        }

    @api.model
    def _get_column_title(self, model, path):
        name, _dot, _rest = path.partition(".")
        return model._fields[name]._description_string(self.env)

    @api.model
    def _get_labels(self, model, source):
        """Names of the choices of selection fields, by path."""
        return {
            path: dict(model._fields[path]._description_selection(self.env))
            for _key, path in source.columns
            if path in model._fields and model._fields[path].type == "selection"
        }

    @api.model
    def _get_value(self, record, path, labels):
        value = record.mapped(path)[:1]
        value = value[0] if value else None
        if path in labels:
            return labels[path].get(value)
        if record._fields[path.partition(".")[0]].type == "html":
            value = html2plaintext(value or "").strip()
        return value

    def _hide_others(self, sections, sources):
        """Take other people out of the texts that may name them."""
        free = [
            (row, key)
            for section in sections
            for row in section.rows
            for key in sources[section.name].free
            if row[key]
        ]
        mask = self._get_mask("\n".join(row[key] for row, key in free))
        for row, key in free:
            row[key] = mask.apply(row[key])

    def _get_mask(self, text):
        """What hides those whom ``text`` names; the person's own addresses stay."""
        people = self._get_people()
        channels = self.env["clientfile.channel"].search(
            [("partner_id", "in", people.ids)]
        )
        emails = {*people.mapped("email_normalized"), *channels.mapped("value")}
        phones = {
            *people.mapped("phone_sanitized"),
            *channels.mapped("value_normalized"),
        }
        return Mask(
            emails={email.lower() for email in emails if email},
            phones={phone for phone in phones if phone},
            others=(
                *self._get_other_names(people),
                *self._find_names(text, people),
            ),
            region=self.company_id.country_id.code or "FR",
            person=self.env._("[another person]"),
            address=self.env._("[address]"),
            number=self.env._("[number]"),
        )

    def _get_other_names(self, people):
        """Names of colleagues, of who wrote or was written to, of other contacts."""
        users = self.env["res.users"].with_context(active_test=False)
        messages = self.env["mail.message"].search(self._get_message_domain(people))
        family = people.parent_id | people.child_ids
        others = (
            users.search([("share", "=", False)]).partner_id
            | messages.author_id
            | messages.partner_ids
            | family.filtered(lambda one: not one.is_company)
            | people.parent_id.child_ids.filtered(lambda one: not one.is_company)
        )
        own = {name.casefold() for name in people.mapped("name") if name}
        names = (others - people).mapped("name")
        return tuple(name for name in names if name and name.casefold() not in own)

    @api.model
    def _find_names(self, text, people):
        """Names of people of the file, of two words or more, that occur in ``text``."""
        candidates = name_candidates(text)
        if not candidates:
            return []
        self.env["res.partner"].flush_model(["name", "is_company"])
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT name FROM res_partner WHERE lower(name) = ANY(%s)"
                " AND NOT COALESCE(is_company, FALSE) AND id <> ALL(%s)",
                list(candidates),
                people.ids,
            )
        )
        own = {name.casefold() for name in people.mapped("name") if name}
        return [name for (name,) in rows if name.casefold() not in own]

    def _add_authors(self, columns, rows, messages):
        """Who wrote, as a function: others' names are not the person's data."""
        people = self._get_people()
        you, staff = self.env._("You"), self.env._("Our staff")
        another = self.env._("Another person")
        for row, message in zip(rows, messages, strict=True):
            author = message.author_id
            is_staff = not author or author.user_ids.filtered(lambda one: not one.share)
            row["author"] = (
                you if author in people and author else staff if is_staff else another
            )
        return (*columns, ("author", self.env._("Written by"))), rows
