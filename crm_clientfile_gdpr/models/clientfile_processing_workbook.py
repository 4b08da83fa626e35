import io

from odoo import api, fields, models

from odoo.addons.crm_clientfile.formats.workbook_blocks import Book, Sheet, Table
from odoo.addons.crm_clientfile.formats.workbook_sheets import write_book
from odoo.addons.crm_clientfile.formats.workbook_style import (
    ColumnSpec,
    clean_sheet_name,
)


class ClientfileProcessing(models.Model):
    """The register as a workbook: a row for each activity, each processor."""

    _inherit = "clientfile.processing"

    @api.model
    def _get_workbook(self):
        """The bytes of the workbook, in the language of the user."""
        file = io.BytesIO()
        write_book(file, self._prepare_book())
        return file.getvalue()

    @api.model
    def _get_workbook_filename(self):
        return self.env._("Register of processing %s", fields.Date.context_today(self))

    @api.model
    def _prepare_book(self):
        return Book(
            title=self._get_workbook_filename(),
            sheets=(self._prepare_register(), self._prepare_processors()),
            created=fields.Datetime.now(),
            header=self.env.company.name,
        )

    @api.model
    def _prepare_register(self):
        activities = self.search([("active", "=", True)])
        titles = [
            (key, title) for key, title, _text, _must in self.new()._get_headings()
        ]
        rows = [
            (
                activity.name,
                *(text or "" for _key, _title, text, _must in activity._get_headings()),
                activity.missing or "",
            )
            for activity in activities
        ]
        columns = [
            ("activity", self.env._("Activity")),
            *titles,
            ("missing", self.env._("Still missing")),
        ]
        return self._prepare_sheet(self.env._("Register"), "register", columns, rows)

    @api.model
    def _prepare_processors(self):
        processors = self.env["clientfile.processor"]
        processors = processors.search([("active", "=", True)])
        columns = [
            ("processor", self.env._("Processor")),
            ("service", self.env._("What it does for us")),
            ("contract", self.env._("Contract of")),
            ("end", self.env._("Contract ends on")),
            ("countries", self.env._("Countries of the data")),
            ("sub", self.env._("Sub-processors")),
            ("missing", self.env._("Still missing")),
        ]
        rows = [
            (
                one.display_name,
                one.service,
                str(one.contract_date or ""),
                str(one.contract_end or ""),
                ", ".join(one.country_ids.mapped("name")),
                one.sub_processors or "",
                one.missing or "",
            )
            for one in processors
        ]
        name = self.env._("Processors")
        return self._prepare_sheet(name, "processors", columns, rows)

    @api.model
    def _prepare_sheet(self, name, key, columns, rows):
        specs = tuple(ColumnSpec(key, title, width=34) for key, title in columns)
        table = Table(name=key, title=name, columns=specs, rows=rows)
        return Sheet(
            name=clean_sheet_name(name),
            title=name,
            blocks=(table,),
            subtitle=self.env.company.name,
            is_landscape=True,
            repeated=key,
        )
