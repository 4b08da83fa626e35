import time
from itertools import islice

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.table_reader import open_table
from ..tools.columns import layout_fingerprint, recognise
from ..tools.import_cells import json_cell
from ..tools.import_plan import ImportColumn, PlanOptions, RowPlanner
from ..tools.import_words import CHOICES, choice_key
from .clientfile_import_column import TARGETS
from .clientfile_import_lookup import country_codes, language_codes
from .clientfile_import_values import FIELDS

SAMPLE_ROWS = 2000
PREVIEWED_ROWS = 10
SMALL = 500
COUNTING_SECONDS = 3
REMEMBERED = (
    "update_mode",
    "invalid_mode",
    "company_kind",
    "create_tags",
    "create_sources",
    "create_companies",
    "country_id",
    "phone_country_id",
)


class ClientfileImport(models.Model):
    """The file itself: its encoding, its columns, its first rows."""

    _inherit = "clientfile.import"

    format = fields.Selection([("csv", "CSV"), ("xlsx", "XLSX")], readonly=True)
    encoding = fields.Char(readonly=True, copy=False)
    delimiter = fields.Char(readonly=True, copy=False)
    sheet = fields.Char(
        copy=False, help="The sheet to read, where the workbook has several."
    )
    sheets = fields.Json(readonly=True, copy=False)
    notices = fields.Text("About the File", readonly=True, copy=False)
    header = fields.Json(readonly=True, copy=False)
    samples = fields.Json(readonly=True, copy=False)
    row_count = fields.Integer(
        "Rows", readonly=True, copy=False, help="0 where counting took too long."
    )
    layout_id = fields.Many2one(
        "clientfile.import.layout", readonly=True, copy=False, ondelete="set null"
    )
    preview = fields.Html(
        "First Rows as They Will Be Stored", compute="_compute_preview", sanitize=False
    )

    @api.depends("samples", "column_ids.target", "company_kind", "invalid_mode")
    @api.depends("country_id", "phone_country_id")
    def _compute_preview(self):
        for document in self:
            document.preview = document.samples and document._render_preview()

    def action_read(self):
        """Look at the file: its writing, its columns, what they mean."""
        self.ensure_one()
        self._check_state("draft", "mapped", "tested")
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        self._clear_rows()
        with self._open_table() as table:
            samples = list(islice(table.rows(), SAMPLE_ROWS))
            self.write(self._prepare_file_values(table, samples))
        self._recall_layout()
        return True

    def action_other_file(self):
        """Start again with another file, or a corrected one."""
        self.ensure_one()
        self._check_state("draft", "mapped", "tested")
        self._clear_rows()
        self.column_ids.unlink()
        self.write({"state": "draft", "file": False, "filename": False, "sheet": False})
        return True

    def _open_table(self):
        """The table, from the file store if possible: a large file fills no memory."""
        attachment = self._get_attachment()
        source = attachment.raw
        if attachment.store_fname:
            source = attachment._full_path(attachment.store_fname)
        with self.env["clientfile.message"]._refusing(UserError):
            return open_table(source, self.filename or "", sheet=self.sheet or None)

    def _get_attachment(self):
        # sudo: the file of a field is an attachment that only its record gives away
        attachments = self.env["ir.attachment"].sudo()
        return attachments.search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "=", self.id),
            ],
            limit=1,
        )

    def _prepare_file_values(self, table, samples):
        sentence = self.env["clientfile.message"]._sentence
        self.column_ids.unlink()
        return {
            "state": "mapped",
            "checksum": self._get_attachment().checksum,
            "format": table.format,
            "encoding": table.encoding,
            "delimiter": self._name_delimiter(table.delimiter),
            "sheet": table.sheet,
            "sheets": list(table.sheets),
            "notices": "\n".join(sentence(notice) for notice in table.notices),
            "header": list(table.header),
            "samples": [
                [row.number, [json_cell(cell) for cell in row.cells]]
                for row in samples[:PREVIEWED_ROWS]
            ],
            "row_count": self._count_rows(table),
            "column_ids": [
                fields.Command.create(vals)
                for vals in self._prepare_column_values(table.header, samples)
            ],
        }

    def _prepare_column_values(self, header, samples):
        columns = self.env["clientfile.import.column"]
        rows = [row.cells for row in samples]
        targets = recognise(header, rows)
        for position, title in enumerate(header):
            vals = columns._prepare_values(
                position, title, [row[position] for row in rows]
            )
            yield {**vals, "target": targets.get(position)}

    def _name_delimiter(self, delimiter):
        names = {
            ",": self.env._("Comma"),
            ";": self.env._("Semicolon"),
            "\t": self.env._("Tab"),
            "|": self.env._("Vertical bar"),
        }
        return names.get(delimiter, delimiter)

    def _count_rows(self, table):
        deadline = time.monotonic() + COUNTING_SECONDS
        with self.env["clientfile.message"]._refusing(UserError):
            for count, _row in enumerate(table.rows(), start=1):
                if count % 100 == 0 and time.monotonic() > deadline:
                    return 0
        return count

    def _is_small(self):
        return 0 < self.row_count <= SMALL

    def _recall_layout(self):
        """Take over the choices made last time for these titles."""
        layout = self.env["clientfile.import.layout"]._find(
            layout_fingerprint(self.header)
        )
        self.layout_id = layout
        if not layout:
            return
        known = {*dict(TARGETS), False}
        for column, (_title, target) in zip(
            self.column_ids, layout.mapping, strict=True
        ):
            column.target = target if target in known else False
        options = layout.options or {}
        self.write({name: options[name] for name in REMEMBERED if name in options})

    def _remember_layout(self):
        options = {
            name: self[name].id if name.endswith("_id") else self[name]
            for name in REMEMBERED
        }
        self.layout_id = self.env["clientfile.import.layout"]._remember(
            layout_fingerprint(self.header),
            self.filename,
            [[column.name, column.target] for column in self.column_ids],
            options,
        )

    def _check_columns(self):
        targets = set(self.column_ids.mapped("target"))
        names = {
            "name",
            "last_name",
            "first_name",
            "parent_name",
            "ref",
            "siret",
            "vat",
        }
        if targets.isdisjoint(names | {"email", "siren", "be_enterprise"}):
            raise UserError(
                self.env._(
                    "No column tells who the customers are. Say which one holds "
                    "their names."
                )
            )
        birth_date = self.env["res.partner"]._fields["clientfile_birth_date"]
        if "birth_date" in targets and not self.env.user.has_groups(birth_date.groups):
            raise UserError(
                self.env._(
                    "You may not see birth dates, so you cannot import them. Leave "
                    "that column out."
                )
            )

    def _get_columns(self):
        """The columns that go somewhere, for ``tools/import_plan``."""
        return [
            ImportColumn(column.position, column.name, column.target)
            for column in self.column_ids
            if column.target
        ]

    def _get_plan_options(self):
        today = fields.Date.context_today(self)
        return PlanOptions(
            country=self.country_id.code or "",
            phone_country=self.phone_country_id.code or "",
            year=today.year,
            today=today,
            leave_out=self.invalid_mode == "leave_out",
            is_company=self.company_kind == "company",
            countries=country_codes(self.env),
            languages=language_codes(self.env),
            labels=self._get_choice_labels(),
        )

    def _get_choice_labels(self):
        """The choices of the record as the user reads them: our exports hold these."""
        partners = self.env["res.partner"]
        return {
            target: {
                choice_key(label): key
                for key, label in partners._fields[
                    FIELDS[target]
                ]._description_selection(self.env)
            }
            for target in CHOICES
        }

    def _render_preview(self):
        planner = RowPlanner(self._get_columns(), self._get_plan_options())
        entries = [
            (number, entry)
            for number, cells in self.samples
            for entry in planner.plan(cells)
        ]
        names = [name for name, _label in TARGETS]
        used = {name for _number, entry in entries for name in entry.values}
        if any(entry.channels for _number, entry in entries):
            used.add("phone_2")
        return self.env["ir.qweb"]._render(
            "crm_clientfile.clientfile_import_preview",
            {
                "labels": self._get_target_labels(),
                "names": sorted(used, key=names.index),
                "rows": [self._prepare_preview_row(*pair) for pair in entries],
            },
        )

    def _prepare_preview_row(self, number, entry):
        values = {name: self._show_value(value) for name, value in entry.values.items()}
        if entry.channels:
            values["phone_2"] = ", ".join(one["value"] for one in entry.channels)
        return {
            "number": number,
            "values": values,
            "remarks": self._said(entry.remarks),
            "refusals": self._said(entry.refusals),
        }

    def _show_value(self, value):
        if isinstance(value, bool):
            return self.env._("yes") if value else self.env._("no")
        return ", ".join(value) if isinstance(value, list) else str(value)

    def _said(self, pairs):
        """What is said about cells, each sentence after the title of its column."""
        sentence = self.env["clientfile.message"]._sentence
        return [
            f"{title}: {sentence(said)}" if title else sentence(said)
            for title, said in pairs
        ]

    def _get_target_labels(self):
        target = self.env["clientfile.import.column"]._fields["target"]
        return dict(target._description_selection(self.env))
