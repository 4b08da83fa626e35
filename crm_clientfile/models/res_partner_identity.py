from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.dates import age_on, birth_range_for_age
from ..tools.errors import InvalidValue

_BIRTH_DATE_GROUP = "crm_clientfile.crm_clientfile_group_birth_date"
_OLDEST = 150
_AGES = {
    ">=": lambda age: (age, _OLDEST),
    ">": lambda age: (age + 1, _OLDEST),
    "<=": lambda age: (0, age),
    "<": lambda age: (0, age - 1),
}


class ResPartner(models.Model):
    """Who the customer is: a person or a company. Its numbers are in a file apart."""

    _inherit = "res.partner"

    clientfile_reference = fields.Char(
        "File Reference",
        copy=False,
        index="btree_not_null",
        help="Where the paper file is, or the number in the former software.",
    )
    clientfile_civility = fields.Selection(
        [
            ("mrs", "Mrs"),
            ("mr", "Mr"),
            ("doctor", "Doctor"),
            ("professor", "Professor"),
            ("counsel", "Counsel"),
        ],
        "Civility",
        help="How letters address this person. Counsel: lawyers and notaries.",
    )
    clientfile_sex = fields.Selection(
        [("female", "Female"), ("male", "Male"), ("other", "Other")], "Sex"
    )
    clientfile_birth_date = fields.Date(
        "Birth Date", copy=False, groups=_BIRTH_DATE_GROUP
    )
    clientfile_age = fields.Integer(
        "Age",
        compute="_compute_clientfile_age",
        search="_search_clientfile_age",
        groups=_BIRTH_DATE_GROUP,
        help="In whole years, today.",
    )
    clientfile_trade_name = fields.Char(
        "Trade Name",
        help="The name on the sign, where it differs from the company's name.",
    )
    clientfile_legal_form_id = fields.Many2one(
        "clientfile.legal.form",
        "Legal Form",
        ondelete="restrict",
        index="btree_not_null",
    )
    clientfile_employee_count = fields.Integer(
        "Number of Employees", help="How many people the company employs."
    )
    clientfile_turnover = fields.Monetary(
        "Own Turnover",
        currency_field="currency_id",
        help="What the company sells in a year, to all its customers.",
    )

    _clientfile_employee_count_positive = models.Constraint(
        "CHECK (clientfile_employee_count >= 0)",
        "A company cannot employ fewer than zero people. Correct the number.",
    )

    @api.depends("clientfile_birth_date")
    def _compute_clientfile_age(self):
        today = fields.Date.context_today(self)
        for partner in self:
            birth = partner.clientfile_birth_date
            partner.clientfile_age = birth and age_on(birth, today)

    @api.model
    def _search_clientfile_age(self, operator, value):
        if operator in _AGES:
            return self._get_clientfile_age_domain(*_AGES[operator](int(value)))
        if operator == "in":
            return Domain.OR(
                Domain("clientfile_birth_date", "=", False)
                if age is False
                else self._get_clientfile_age_domain(int(age), int(age))
                for age in value
            )
        return NotImplemented

    @api.model
    def _get_clientfile_age_domain(self, low, high):
        today = fields.Date.context_today(self)
        try:
            first, last = birth_range_for_age(max(low, 0), high, today)
        except InvalidValue:
            return Domain.FALSE
        return Domain("clientfile_birth_date", ">=", first) & Domain(
            "clientfile_birth_date", "<=", last
        )

    @api.constrains("clientfile_birth_date")
    def _check_clientfile_birth_date(self):
        today = fields.Date.context_today(self)
        for partner in self:
            if (partner.clientfile_birth_date or today) > today:
                raise ValidationError(
                    self.env._(
                        "The birth date of %(customer)s is in the future. Correct it.",
                        customer=partner.display_name,
                    )
                )

    @api.onchange("clientfile_civility")
    def _onchange_clientfile_civility(self):
        sex = {"mrs": "female", "mr": "male"}.get(self.clientfile_civility)
        self.clientfile_sex = self.clientfile_sex or sex
