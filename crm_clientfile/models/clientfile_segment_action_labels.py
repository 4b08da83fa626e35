import io

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, file_path

from ..formats.labels import SHEETS, LabelWriter, UnprintableLabel

# Odoo's own: Latin, Greek and Cyrillic letters, under the SIL Open Font License.
FONT = "web/static/fonts/sign/NotoSans-Reg.ttf"
MOST_LABELS = 50_000


class ClientfileSegmentAction(models.Model):
    """What is chosen for labels."""

    _inherit = "clientfile.segment.action"

    label_format = fields.Selection(
        [
            ("l7160", "Avery L7160: 3 × 7 labels of 63.5 × 38.1 mm"),
            ("l7163", "Avery L7163: 2 × 7 labels of 99.1 × 38.1 mm"),
        ],
        "Sheet",
        default="l7160",
    )
    first_label = fields.Integer(
        default=1,
        help="Where the first sheet has been begun: from left to right, row by row.",
    )


class ClientfileSegmentActionLabels(models.AbstractModel):
    """Postal addresses on sheets of labels, one PDF."""

    _name = "clientfile.segment.action.labels"
    _inherit = "clientfile.segment.action.kind"
    _description = "Postal Labels"

    _channel = "post"

    @api.model
    def _check(self, action):
        action._check_manager()
        sheet = SHEETS.get(action.label_format)
        if not sheet:
            raise UserError(self.env._("Choose the sheet of labels."))
        if not 1 <= action.first_label <= sheet.per_page:
            raise UserError(
                self.env._(
                    "A sheet has %(count)s labels: the first one is a number from 1 to "
                    "%(count)s.",
                    count=sheet.per_page,
                )
            )

    @api.model
    def _check_listed(self, action):
        if action.waiting_count > MOST_LABELS:
            raise UserError(
                self.env._(
                    "One file holds %(limit)s labels, and these are %(count)s. Print "
                    "them in several parts, by conditions.",
                    limit=MOST_LABELS,
                    count=action.waiting_count,
                )
            )

    @api.model
    def _do(self, action, lines):
        """Note the label of each customer; the PDF is made of them in the end."""
        writer = self._get_writer(action)
        refused = lines.browse()
        for line in lines:
            # The rights of who prints apply to the address.
            customer = self.env["res.partner"].browse(line.partner_id.id)
            address = customer._get_clientfile_label_lines(action.company_id)
            if reason := self._find_reason(writer, address):
                refused |= line._refuse(reason)
            else:
                line.write({"state": "done", "address": address})
        return refused

    @api.model
    def _find_reason(self, writer, address):
        if not address:
            return "address"
        try:
            writer.fit(address)
        except UnprintableLabel as error:
            return error.code
        return None

    @api.model
    def _conclude(self, action, job):
        """One file of all labels; the copies of addresses are not kept."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT address FROM clientfile_segment_action_line"
                " WHERE action_id = %s AND state = 'done' ORDER BY id",
                action.id,
            )
        )
        if rows:
            file = io.BytesIO()
            addresses = (address for (address,) in rows)
            self._get_writer(action).write_pdf(file, addresses, action.first_label)
            name = self._get_filename(action)
            job._set_result(name, file.getvalue(), "application/pdf")
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_segment_action_line SET address = NULL"
                " WHERE action_id = %s AND address IS NOT NULL",
                action.id,
            )
        )
        action.line_ids.invalidate_model(["address"])

    @api.model
    def _get_writer(self, action):
        return LabelWriter(SHEETS[action.label_format], file_path(FONT))

    @api.model
    def _get_filename(self, action):
        return f"{action.name}.pdf".replace("/", "-")
