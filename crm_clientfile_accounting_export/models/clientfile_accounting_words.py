from odoo import api, models

from .clientfile_accounting_terms import FEC_MESSAGES, FIELDS, MESSAGES, TERMS


class ClientfileAccountingWords(models.AbstractModel):
    """The words of the formats and of the checks in the language of who reads them."""

    _name = "clientfile.accounting.words"
    _description = "Words of Accounting Exports"

    @api.model
    def _say(self, text, **params):
        """``text`` translated: a term, or English as the formats have it."""
        if isinstance(text, str) and text not in TERMS:
            said = text
        else:
            said = self.env._(TERMS[text] if isinstance(text, str) else text)
        return said % params if params else said

    @api.model
    def _explain(self, problem):
        """The sentence of a ``Problem`` of a format."""
        details = dict(problem.details)
        if problem.field in FIELDS:
            details["field"] = self.env._(FIELDS[problem.field])
        said = self.env._(MESSAGES[problem.code])
        return said % details

    @api.model
    def _explain_fec(self, finding):
        """The sentence of a ``Finding`` of the check of a FEC."""
        said = self.env._(FEC_MESSAGES[finding.code])
        return said % finding.details
