import base64
from datetime import datetime, time

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from odoo.addons.crm_clientfile.formats.errors import UnreadableFile
from odoo.addons.crm_clientfile.formats.table_reader import open_table
from odoo.addons.crm_clientfile.tools.dates import parse_date
from odoo.addons.crm_clientfile.tools.errors import InvalidValue

from ..tools.consent_rows import RowFault, find_columns, fold, read_row
from ..tools.seal_chain import text_digest

MOST_ROWS = 20_000
MOST_TOLD = 200


class ClientfileConsentImport(models.TransientModel):
    """Consents from a CSV or XLSX file: tried first, then added, all or none."""

    _name = "clientfile.consent.import"
    _description = "Import of Consents"

    file = fields.Binary(required=True)
    filename = fields.Char()
    source = fields.Char(
        "Where They Come from",
        required=True,
        help="Kept as evidence with each row, e.g. the program and who exported it.",
    )
    is_checked = fields.Boolean(readonly=True)
    accepted_count = fields.Integer("Rows to Add", readonly=True)
    refused_count = fields.Integer("Rows Refused", readonly=True)
    refused = fields.Text("Why Refused", readonly=True)

    def action_check(self):
        """Say what would be added and what is refused; nothing is added."""
        self.ensure_one()
        accepted, refused = self._read_file()
        told = [f"{number}: {reason}" for number, reason in refused[:MOST_TOLD]]
        self.write(
            {
                "is_checked": True,
                "accepted_count": len(accepted),
                "refused_count": len(refused),
                "refused": "\n".join(told),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import consents"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_import(self):
        """Add what the file holds now; what is refused stays out."""
        self.ensure_one()
        accepted, _refused = self._read_file()
        if not accepted:
            raise UserError(self.env._("No row of this file can be added."))
        consents = self.env["clientfile.consent"]._import(accepted)
        domain = [("id", "in", consents.ids)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported Consents"),
            "res_model": "clientfile.consent",
            "view_mode": "list,form",
            "domain": domain,
        }

    def _read_file(self):
        """Rows to add, and pairs of a row number and why it is refused."""
        read, refused = [], []
        try:
            with open_table(base64.b64decode(self.file), self.filename or "") as table:
                columns = find_columns(table.header)
                for row in table.rows():
                    self._read_line(row, columns, read, refused)
        except UnreadableFile as error:
            raise UserError(str(error)) from error
        except RowFault as error:
            raise UserError(self._explain(error)) from error
        accepted = self._resolve(read, refused)
        return accepted, sorted(refused)

    def _read_line(self, row, columns, read, refused):
        if len(read) >= MOST_ROWS:
            raise UserError(
                self.env._("At most %s rows at a time: split the file.", MOST_ROWS)
            )
        try:
            values = read_row(row.cells, columns)
            values["date"] = self._read_date(values["date"])
            read.append((row.number, values))
        except RowFault as error:
            refused.append((row.number, self._explain(error)))

    def _read_date(self, value):
        try:
            moment = datetime.combine(parse_date(value), time())
        except InvalidValue as error:
            raise RowFault("date", str(value or "")) from error
        if moment > fields.Datetime.now():
            raise RowFault("future", str(value))
        return moment

    def _resolve(self, read, refused):
        """People, purposes and words of all rows, in a few queries."""
        people = self._find_people([values for _number, values in read])
        purposes = self._find_purposes()
        wordings = self._find_wordings()
        known = self._find_known({one for ids in people.values() for one in ids})
        accepted = []
        for number, values in read:
            try:
                row = self._get_row(number, values, people, purposes, wordings)
                self._check_new(row, known)
                accepted.append(row)
            except RowFault as error:
                refused.append((number, self._explain(error)))
        return accepted

    def _find_people(self, rows):
        """Ids of the people with each number and each address."""
        numbers = {one["number"] for one in rows if one["number"]}
        emails = {email_normalize(one["email"]) for one in rows if one["email"]}
        partners = self.env["res.partner"].search_fetch(
            ["|", ("ref", "in", [*numbers]), ("email_normalized", "in", [*emails])],
            ["ref", "email_normalized"],
        )
        found = {}
        for partner in partners:
            found.setdefault(("number", partner.ref), set()).add(partner.id)
            found.setdefault(("email", partner.email_normalized), set()).add(partner.id)
        return found

    def _find_purposes(self):
        """Commercial purposes by their name, in every language."""
        purposes = self.env["clientfile.purpose"].search([("kind", "!=", "contract")])
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        return {
            fold(purpose.with_context(lang=lang).name): purpose.id
            for lang in langs
            for purpose in purposes
        }

    def _find_wordings(self):
        """Words by purpose and by their exact text, or version where it is one."""
        wordings = self.env["clientfile.wording"].with_context(active_test=False)
        found = {}
        for one in wordings.search([("purpose_id.kind", "!=", "contract")]):
            found[one.purpose_id.id, one.digest] = one.id
            version = (one.purpose_id.id, str(one.version))
            found[version] = "several" if version in found else one.id
        return found

    def _find_known(self, partner_ids):
        # sudo: whether a row was imported before, whatever it says
        rows = self.env["clientfile.consent"].sudo()
        rows = rows.search(
            [("partner_id", "in", [*partner_ids]), ("source", "=", "imported")]
        )
        return {
            (one.partner_id.id, one.purpose_id.id, one.channel, one.state, one.date)
            for one in rows
        }

    def _get_row(self, number, values, people, purposes, wordings):
        purpose_id = purposes.get(fold(values["purpose"]))
        if values["purpose"] and not purpose_id:
            raise RowFault("purpose", values["purpose"])
        said = {
            "state": values["state"],
            "purpose_id": purpose_id or False,
            "channel": values["channel"] or False,
            "date": values["date"],
            "wording_id": self._get_wording(values, purpose_id, wordings),
        }
        place = self.env._("File %(file)s, row %(row)s", file=self.filename, row=number)
        note = "\n".join(one for one in (self.source, values["source"], place) if one)
        evidence = {"note": note, "reference": values["email"] or values["number"]}
        partner_id = self._get_person(values, people)
        return {"partner_id": partner_id, "said": said, "evidence": evidence}

    def _get_person(self, values, people):
        """The only person whom number and address, as far as given, both name."""
        by_number = people.get(("number", values["number"]), set())
        by_email = people.get(("email", email_normalize(values["email"])), set())
        if values["number"] and values["email"]:
            found = by_number & by_email
        else:
            found = by_number if values["number"] else by_email
        if len(found) == 1:
            return next(iter(found))
        raise RowFault(
            "several" if found else "unknown", values["number"] or values["email"]
        )

    def _get_wording(self, values, purpose_id, wordings):
        text = values["wording"]
        by_text = wordings.get((purpose_id, text_digest(text)))
        found = by_text or wordings.get((purpose_id, text))
        if found == "several" or (not found and (text or values["state"] == "given")):
            raise RowFault("wording", text[:60])
        return found or False

    def _check_new(self, row, known):
        said = row["said"]
        key = (row["partner_id"], said["purpose_id"], said["channel"])
        key = (*key, said["state"], said["date"])
        if key in known:
            raise RowFault("again")
        known.add(key)

    def _explain(self, fault):
        reasons = {
            "columns": self.env._("Columns are missing: %s.", fault.value),
            "state": self.env._("“%s” is no answer.", fault.value),
            "channel": self.env._("“%s” is no channel.", fault.value),
            "precise": self.env._("A consent names its purpose and its channel."),
            "person": self.env._("Neither customer number nor e-mail."),
            "date": self.env._("“%s” is no date.", fault.value),
            "future": self.env._("%s is to come.", fault.value),
            "purpose": self.env._("There is no purpose “%s”.", fault.value),
            "unknown": self.env._("Nobody is known by “%s”.", fault.value),
            "several": self.env._("Several people are known by “%s”.", fault.value),
            "wording": self.env._(
                "“%s” is no wording of this purpose: add it to the wordings first.",
                fault.value,
            ),
            "again": self.env._("Recorded already."),
        }
        return reasons[fault.code]
