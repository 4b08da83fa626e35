import io

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ..formats.workbook_blocks import Book, Pairs, Sheet
from ..formats.workbook_sheets import write_book
from ..formats.workbook_style import clean_sheet_name

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """The record of a customer as a workbook: what its reader sees, and no more."""

    _inherit = "res.partner"

    def action_clientfile_workbook(self):
        """Download the record of this customer as a workbook."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/clientfile/record/{self.id}.xlsx?company={self.env.company.id}",
            "target": "download",
        }

    def _get_clientfile_workbook(self):
        """The bytes of the workbook, for the current user, in his language."""
        self.ensure_one()
        if not self.env.user.has_group(_USERS):
            raise AccessError(
                self.env._("Only users of the customer file write its records.")
            )
        self.check_access("read")
        file = io.BytesIO()
        write_book(file, self._prepare_clientfile_workbook())
        return file.getvalue()

    def _prepare_clientfile_workbook(self):
        today = fields.Date.context_today(self)
        currency = self.env.company.currency_id
        return Book(
            title=self._get_clientfile_record_filename(),
            sheets=tuple(self._get_clientfile_workbook_sheets()),
            created=fields.Datetime.now(),
            header=f"{self.env.company.name}, {format_date(self.env, today)}",
            currency_format=f"#,##0.{'0' * currency.decimal_places}".rstrip("."),
        )

    def _get_clientfile_workbook_sheets(self):
        """The sheets in their order."""
        self.ensure_one()
        return [
            self._get_clientfile_identity_sheet(),
            self._get_clientfile_terms_sheet(),
            *self._get_clientfile_figures_sheets(),
            self._get_clientfile_ledger_sheet(),
            self._get_clientfile_follow_up_sheet(),
            self._get_clientfile_contacts_sheet(),
        ]

    def _clientfile_sheet(self, name, blocks, **options):
        """A sheet about this customer; blocks that say nothing are left out."""
        told = [block for block in blocks if block]
        return Sheet(
            name=clean_sheet_name(name),
            title=" · ".join(filter(None, (self.complete_name, self.ref))),
            blocks=tuple(b for b in told if not isinstance(b, Pairs) or b.pairs),
            subtitle=self.env._("Amounts in %s", self.env.company.currency_id.name),
            **options,
        )
