from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formats import all_formats

YES, NO = "yes", "no"


class ClientfileAccountingOption(models.Model):
    """An option of the format of a target: what it may be is told by the format."""

    _name = "clientfile.accounting.option"
    _description = "Option of an Accounting Format"
    _order = "target_id, sequence, id"

    target_id = fields.Many2one(
        "clientfile.accounting.target", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    code = fields.Char(required=True)
    label = fields.Char("Option", compute="_compute_about")
    kind = fields.Char(compute="_compute_about")
    allowed = fields.Json(compute="_compute_about")
    choice = fields.Selection(
        selection="_get_choices",
        compute="_compute_value",
        store=True,
        readonly=False,
    )
    text = fields.Char("Value", compute="_compute_value", store=True, readonly=False)

    _one_each = models.UniqueIndex("(target_id, code)")

    @api.model
    def _get_choices(self):
        """Every choice of every format; the view shows those of the option alone."""
        words = self.env["clientfile.accounting.words"]
        choices = {YES: self.env._("Yes"), NO: self.env._("No")}
        for kind in all_formats().values():
            for option in kind.options:
                for value, label in option.choices:
                    choices[f"{kind.code}:{option.code}:{value}"] = words._say(label)
        return list(choices.items())

    def _find(self):
        """The option as the format declares it, if it still does."""
        options = self.target_id._get_kind().options if self.target_id else ()
        return next((one for one in options if one.code == self.code), None)

    @api.depends("code", "target_id.format_code")
    @api.depends_context("lang")
    def _compute_about(self):
        words = self.env["clientfile.accounting.words"]
        for line in self:
            option = line._find()
            line.label = words._say(option.label) if option else line.code
            line.kind = option.kind if option else "text"
            line.allowed = line._get_allowed(option)

    def _get_allowed(self, option):
        if option and option.kind == "boolean":
            return [YES, NO]
        return [self._key(value) for value, _label in option.choices] if option else []

    @api.depends("code")
    def _compute_value(self):
        """The default of the format."""
        for line in self:
            option = line._find()
            if option and not line.choice and not line.text:
                line._set_value(option, option.default)

    def _set_value(self, option, value):
        if option.kind == "boolean":
            self.choice = YES if value else NO
        elif option.kind == "selection":
            self.choice = self._key(value)
        else:
            self.text = str(value)

    def _key(self, value):
        return f"{self.target_id.format_code}:{self.code}:{value}"

    def _get_value(self):
        """The value as the format takes it."""
        option = self._find()
        if option.kind == "boolean":
            return self.choice == YES
        if option.kind == "selection":
            _format, is_chosen, value = (self.choice or "").partition(f":{self.code}:")
            return value if is_chosen else option.default
        return int(self.text or 0) if option.kind == "integer" else self.text or ""

    @api.constrains("choice", "text")
    def _check_value(self):
        for line in self:
            option = line._find()
            try:
                if line.choice and line.choice not in line.allowed:
                    raise ValueError(line.choice)
                option.check(line._get_value())
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is no value of the option “%(option)s”.",
                        value=line.text or line.choice,
                        option=line.label,
                    )
                ) from error
