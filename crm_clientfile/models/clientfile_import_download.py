import base64
import io

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..formats.workbook import (
    ColumnNote,
    ColumnSpec,
    TemplateLabels,
    write_table,
    write_template,
)
from ..tools.download import download_action
from ..tools.import_cells import correctable_cell

REFUSED_BATCH = 1000
_EXAMPLES = {
    "name": "Boulangerie Dupont",
    "is_company": True,
    "ref": "C00042",
    "siret": "73282932000074",
    "vat": "FR44732829320",
    "street": "12, rue de la Paix",
    "zip": "75002",
    "city": "Paris",
    "phone": "01 42 68 53 00",
    "mobile": "06 12 34 56 78",
    "email": "contact@exemple.fr",
    "website": "www.exemple.fr",
    "last_name": "Dupont",
    "first_name": "Anne",
    "client_since": "2021-03-15",
    "is_client": True,
}
_KINDS = {"is_company": "boolean", "is_client": "boolean", "is_prospect": "boolean"}


class ClientfileImport(models.Model):
    """Files to take away: the template to fill in, the rows to correct."""

    _inherit = "clientfile.import"

    download_file = fields.Binary(attachment=True, readonly=True, copy=False)
    download_name = fields.Char(readonly=True, copy=False)

    def action_download_refused(self):
        """The refused rows as they were, with the reason: correct and import again."""
        self.ensure_one()
        if not self.refused_count:
            raise UserError(self.env._("No row was refused."))
        file = io.BytesIO()
        write_table(
            file,
            self.env._("Refused rows"),
            self._get_refused_columns(),
            self._iter_refused_rows(),
            created=fields.Datetime.now(),
        )
        return self._download(self._get_refused_filename(), file)

    def action_download_template(self):
        """A workbook to fill in, with an example and explanations."""
        self.ensure_one()
        file = io.BytesIO()
        notes = self._get_template_notes()
        labels = self._get_target_labels()
        columns = [
            ColumnSpec(name, labels[name], _KINDS.get(name, "text")) for name in notes
        ]
        write_template(
            file,
            columns,
            _EXAMPLES,
            notes,
            created=fields.Datetime.now(),
            labels=self._get_template_labels(),
        )
        return self._download(self.env._("Customers to import") + ".xlsx", file)

    def _download(self, filename, file):
        self.download_file = base64.b64encode(file.getvalue())
        self.download_name = filename
        return download_action(self._name, self.id, "download_file", filename)

    def _get_refused_filename(self):
        base = (self.filename or "").rpartition(".")[0] or self.name
        return self.env._("%s - refused rows.xlsx", base.replace("/", "-"))

    def _get_refused_columns(self):
        """The columns of the source in their order, after the number and the reason."""
        added = [
            ColumnSpec("number", self.env._("Row number"), "integer"),
            ColumnSpec("reason", self.env._("Reason for refusal"), width=60),
        ]
        source = [
            ColumnSpec(f"column_{position}", title)
            for position, title in enumerate(self.header)
        ]
        return [*added, *source]

    def _iter_refused_rows(self):
        """Number, reason and cells of each row of the file with a refused part."""
        number = 0
        query = """
            SELECT line.number,
                   string_agg(line.reason, E'\\n' ORDER BY line.rank)
                       FILTER (WHERE line.state = 'refused'),
                   (array_agg(line.raw) FILTER (WHERE line.part = 'main'))[1]
              FROM clientfile_import_row AS line
             WHERE line.import_id = %s AND line.number > %s
             GROUP BY line.number
            HAVING bool_or(line.state = 'refused')
             ORDER BY line.number
             LIMIT %s
        """
        while rows := self.env.execute_query(
            SQL(query, self.id, number, REFUSED_BATCH)
        ):
            for number, reason, raw in rows:  # noqa: B007 - the next query starts there
                yield [number, reason, *map(correctable_cell, raw)]

    def _get_template_labels(self):
        return TemplateLabels(
            sheet=self.env._("To fill in"),
            guide=self.env._("Explanations"),
            column=self.env._("Column"),
            explanation=self.env._("What to write"),
            allowed=self.env._("Allowed values"),
            example=self.env._("Example"),
        )

    def _get_template_notes(self):
        """The columns of the template in their order, each with its explanation."""
        partner = self.env["res.partner"]
        yes_no = (self.env._("yes"), self.env._("no"))
        civility = partner._fields["clientfile_civility"]
        civilities = dict(civility._description_selection(self.env)).values()
        return {
            "name": ColumnNote(
                self.env._("Name of the company, or full name of the person."),
                required=True,
            ),
            "is_company": ColumnNote(
                self.env._("Whether this is a company; otherwise a person."), yes_no
            ),
            "civility": ColumnNote(self.env._("Of the person."), tuple(civilities)),
            "last_name": ColumnNote(
                self.env._("Of the person; beside the name of a company, its contact.")
            ),
            "first_name": ColumnNote(self.env._("Of the same person.")),
            "function": ColumnNote(self.env._("What the person does.")),
            "parent_name": ColumnNote(
                self.env._("The company a person works for, or a site belongs to.")
            ),
            "ref": ColumnNote(
                self.env._("Your number for the customer; it recognises known ones.")
            ),
            "siret": ColumnNote(self.env._("14 digits; spaces do not matter.")),
            "vat": ColumnNote(self.env._("With its country prefix.")),
            "street": ColumnNote(self.env._("Number and street.")),
            "street2": ColumnNote(self.env._("Building, floor…")),
            "zip": ColumnNote(self.env._("With its leading zero.")),
            "city": ColumnNote(""),
            "country": ColumnNote(self.env._("Name or two-letter code.")),
            "phone": ColumnNote(self.env._("In any writing.")),
            "mobile": ColumnNote(self.env._("In any writing.")),
            "email": ColumnNote(self.env._("Several are separated by semicolons.")),
            "website": ColumnNote(""),
            "is_prospect": ColumnNote("", yes_no),
            "is_client": ColumnNote("", yes_no),
            "client_since": ColumnNote(self.env._("Day, month and year.")),
            "salesperson": ColumnNote(self.env._("Name, login or e-mail of the user.")),
            "tags": ColumnNote(self.env._("Separated by commas.")),
            "comment": ColumnNote(self.env._("Internal notes.")),
        }
