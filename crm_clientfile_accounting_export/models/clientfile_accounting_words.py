from odoo import api, models

from .clientfile_accounting_terms import FIELDS, MESSAGES, TERMS


class ClientfileAccountingWords(models.AbstractModel):
    """The words of the formats and of the checks in the language of who reads them."""

    _name = "clientfile.accounting.words"
    _description = "Words of Accounting Exports"

    @api.model
    def _say(self, text, **params):
        """``text`` translated: a term, or English as the formats have it."""
        said = self.env._(TERMS[text]) if text in TERMS else text
        said = said if isinstance(said, str) else self.env._(said)
        return said % params if params else said

    @api.model
    def _explain(self, problem):
        """The sentence of a ``Problem`` of a format."""
        details = dict(problem.details)
        if problem.field in FIELDS:
            details["field"] = self.env._(FIELDS[problem.field])
        return self.env._(MESSAGES[problem.code]) % details
