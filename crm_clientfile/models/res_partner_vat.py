from odoo import api, models

_ANSWERS = "clientfile_vat_answers"


def examined_once():
    """Context in which each VAT number is examined once."""
    return {_ANSWERS: {}}


class ResPartner(models.Model):
    """VAT numbers are examined once in a batch.

    The host asks three times for each customer created: on writing the number, on
    writing the country, for the electronic address; each time with a query. The answers
    of a batch are in the context, so that they end with it.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        if _ANSWERS in self.env.context or not any(map(_has_vat, vals_list)):
            return super().create(vals_list)
        partners = super(ResPartner, self.with_context(**examined_once()))
        return partners.create(vals_list).with_env(self.env)

    @api.model
    def _run_vat_checks(self, country, vat, partner_name="", validation="error"):
        """A refusal names the partner: it is not remembered."""
        answers = self.env.context.get(_ANSWERS)
        if answers is None or not country or not vat:
            return super()._run_vat_checks(country, vat, partner_name, validation)
        if self.env.context.get("no_vat_validation"):
            validation = False
        asked = (country.id, vat, validation)
        if asked not in answers:
            answer = super()._run_vat_checks(country, vat, partner_name, validation)
            answers[asked] = answer
            if answer[1] == country.code:
                # Found valid by the rules of the country: written in the same way.
                answers.setdefault((country.id, vat, False), answer)
        return answers[asked]


def _has_vat(vals):
    return bool(vals.get("vat"))
