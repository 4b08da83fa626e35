import dataclasses

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..formats import Context
from ..formats.days import PATTERNS
from ..formats.layout_presets import PRESETS
from ..formats.layout_values import Layout
from ..formats.text_layout import layout_errors, sample_of
from ..tools.sample_entries import SAMPLE
from .clientfile_accounting_terms import LAYOUT_MESSAGES

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|", "none": ""}
QUOTES = {"none": "", "double": '"'}
DECIMALS = {"comma": ",", "dot": "."}
NEWLINES = {"crlf": "\r\n", "lf": "\n"}
# Fields of ours by the attribute of ``Layout`` that they give, and how.
CODED = {
    "delimiter": DELIMITERS,
    "quote": QUOTES,
    "decimal": DECIMALS,
    "newline": NEWLINES,
}
FLAGS = ("has_titles", "is_zero_blank")
TEXTS = (
    "encoding",
    "day",
    "analytic",
    "reference",
    "extension",
    "customer_prefix",
    "supplier_prefix",
)
PLAIN = (*FLAGS, *TEXTS)


class ClientfileExportLayout(models.Model):
    """Columns that a person chooses, for software that no other format serves."""

    _name = "clientfile.export.layout"
    _description = "Layout of an Accounting File"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    preset = fields.Selection(
        selection="_get_presets",
        string="Begin with",
        help="Takes over the columns and settings of a layout known from practice.",
    )
    delimiter = fields.Selection(
        [
            ("semicolon", "Semicolon"),
            ("comma", "Comma"),
            ("tab", "Tabulation"),
            ("bar", "Vertical bar"),
            ("none", "None: columns of fixed width"),
        ],
        required=True,
        default="semicolon",
    )
    quote = fields.Selection(
        [("none", "None"), ("double", "Around texts")],
        "Quotation Marks",
        required=True,
        default="none",
    )
    encoding = fields.Selection(
        [
            ("cp1252", "Windows (cp1252)"),
            ("iso8859-15", "ISO 8859-15"),
            ("cp850", "DOS (cp850)"),
            ("ascii", "ASCII, without accents"),
            ("utf-8", "UTF-8"),
        ],
        required=True,
        default="cp1252",
    )
    newline = fields.Selection(
        [("crlf", "Windows (CR LF)"), ("lf", "Unix (LF)")],
        "End of Line",
        required=True,
        default="crlf",
    )
    decimal = fields.Selection(
        [("comma", "Comma"), ("dot", "Dot")],
        "Decimal Sign",
        required=True,
        default="comma",
    )
    day = fields.Selection(
        [(pattern, pattern) for pattern in PATTERNS],
        "Dates",
        required=True,
        default="JJ/MM/AAAA",
    )
    has_titles = fields.Boolean("First Line with Titles")
    analytic = fields.Selection(
        [
            ("none", "Left out"),
            ("column", "In a column"),
            ("lines", "On lines of their own (type A)"),
        ],
        "Analytic Sections",
        required=True,
        default="none",
    )
    is_zero_blank = fields.Boolean("Zero Left Empty")
    reference = fields.Selection(
        [
            ("short", "Separators and zeros go first"),
            ("end", "The end is kept"),
        ],
        "Long References",
        required=True,
        default="short",
    )
    extension = fields.Char(required=True, default="txt")
    customer_prefix = fields.Char("Prefix of Customers", required=True, default="411")
    supplier_prefix = fields.Char("Prefix of Suppliers", required=True, default="401")
    column_ids = fields.One2many(
        "clientfile.export.layout.column", "layout_id", "Columns", copy=True
    )
    sample = fields.Text(compute="_compute_sample")
    problem = fields.Text(compute="_compute_sample")

    @api.model
    def _get_presets(self):
        words = self.env["clientfile.accounting.words"]
        return [(code, words._say(one.name)) for code, one in PRESETS.items()]

    @api.depends(
        *CODED,
        *PLAIN,
        "column_ids.value",
        "column_ids.title",
        "column_ids.width",
        "column_ids.align",
        "column_ids.fill",
        "column_ids.constant",
        "column_ids.is_padded",
        "column_ids.sequence",
    )
    @api.depends_context("lang")
    def _compute_sample(self):
        """A sale, its payment and a purchase as this layout writes them."""
        for layout in self:
            shown = sample_of(layout._get_layout(), Context(), SAMPLE)
            layout.sample = shown.text
            layout.problem = "\n".join(map(layout._explain, shown.errors))

    @api.onchange("preset")
    def _onchange_preset(self):
        if self.preset:
            values = self._prepare_preset_values(PRESETS[self.preset])
            name = self.name or values["name"]
            self.update({**values, "name": name})

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("preset") and "column_ids" not in vals:
                preset = self._prepare_preset_values(PRESETS[vals["preset"]])
                vals.update({**preset, **vals})
        return super().create(vals_list)

    @api.constrains("column_ids", *CODED, *PLAIN)
    def _check_layout(self):
        for layout in self:
            errors = list(layout_errors(layout._get_layout()))
            if errors:
                raise ValidationError("\n".join(map(layout._explain, errors)))

    def _prepare_preset_values(self, preset):
        """Values of a layout as one known from practice has them."""
        words = self.env["clientfile.accounting.words"]
        values = {name: getattr(preset, name) for name in PLAIN}
        for name, codes in CODED.items():
            code_of = {text: code for code, text in codes.items()}
            values[name] = code_of[getattr(preset, name)]
        columns = [
            Command.create({**dataclasses.asdict(column), "sequence": place})
            for place, column in enumerate(preset.columns, start=1)
        ]
        return {
            **values,
            "name": words._say(preset.name),
            "column_ids": [Command.clear(), *columns],
        }

    def _get_layout(self):
        """The layout as a value of the pure layer."""
        self.ensure_one()
        columns = self.column_ids.sorted(lambda one: (one.sequence, one._origin.id))
        return Layout(
            self.name or "",
            tuple(column._get_column() for column in columns),
            **{name: codes[self[name]] for name, codes in CODED.items()},
            **{name: self[name] or "" for name in TEXTS},
            **{name: self[name] for name in FLAGS},
        )

    def _explain(self, error):
        code, column = error
        words = self.env["clientfile.accounting.words"]
        label = dict(self.column_ids._fields["value"]._description_selection(self.env))
        said = words._say(LAYOUT_MESSAGES[code])
        return said % label.get(column, column) if "%s" in said else said
