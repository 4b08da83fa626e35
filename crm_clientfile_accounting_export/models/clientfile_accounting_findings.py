"""The problems of one check while they are found."""

from ..formats.problem import WARNING
from .clientfile_accounting_sentences import FINDINGS, WARNINGS

MOST = 2000
LONGEST_PREFIX = 7
# Values that many entries share: told once, with how often they come.
_SHARED = {
    "journal": "account.journal",
    "account": "account.account",
    "third_party": "res.partner",
    "posting_account": "account.account",
    "typed_account": "account.account",
}


class Findings:
    """Rows of ``clientfile.accounting.problem``, repeated ones told once."""

    def __init__(self, export):
        self._export = export
        self._words = export.env["clientfile.accounting.words"]
        self._values = {}

    @property
    def is_full(self):
        return len(self._values) >= MOST

    @property
    def is_blocked(self):
        return any(values["is_blocking"] for values in self._values.values())

    def add(self, kind, **params):
        """Something about the export as a whole."""
        sentence = self._words._say(FINDINGS[kind], **params)
        self._keep((kind,), sentence, kind not in WARNINGS)

    def add_record(self, kind, model, record_id, **params):
        """Something about one record, which a button opens."""
        # sudo: the accountant of the books may read whom they name
        record = self._export.env[model].sudo().browse(record_id)
        sentence = self._words._say(FINDINGS[kind], name=record.display_name, **params)
        self._keep((kind, record_id), sentence, kind not in WARNINGS, model, record_id)

    def add_rows(self, kind, model, rows):
        """One problem for each record, or one for all of them when it only warns."""
        if kind not in WARNINGS:
            for (record_id,) in rows:
                self.add_record(kind, model, record_id)
        elif rows:
            ids = [record_id for (record_id,) in rows]
            sentence = self._words._say(FINDINGS[kind], count=len(ids))
            self._keep((kind,), sentence, False, model, ids[0], ids)
            self._values[(kind,)]["count"] = len(ids)

    def add_problem(self, problem, move_id):
        """What a format found; about the entry unless other entries share the value."""
        model = _SHARED.get(problem.field)
        if model:
            key = (problem.code, problem.field, problem.value)
            if key in self._values:
                self._values[key]["count"] += 1
                return
            model, record_id = self._find_shared(model, problem.field, problem.value)
        else:
            key = (problem.code, problem.document, problem.field, problem.value)
        if not model or not record_id:
            model, record_id = "account.move" if move_id else False, move_id
        sentence = self._words._explain(problem)
        self._keep(key, sentence, problem.level != WARNING, model, record_id)

    def add_fec(self, finding):
        """What the check of the written file found; it stops nothing."""
        sentence = self._words._explain_fec(finding)
        key = ("fec", finding.code, finding.line, finding.field, finding.value)
        self._keep(key, sentence, False)

    def prepare_values(self):
        return list(self._values.values())

    def _keep(self, key, name, is_blocking, model=False, record_id=False, ids=None):
        values = {
            "export_id": self._export.id,
            "name": name,
            "is_blocking": is_blocking,
            "res_model": model,
            "res_id": record_id,
            "res_ids": ids,
        }
        self._values.setdefault(key, {**values, "count": 1})

    def _find_shared(self, model, field, value):
        """Model and id of the journal, account or customer that the file calls so."""
        if model == "res.partner" or field in ("posting_account", "typed_account"):
            partner = self._find_partner(value)
            if partner:
                return "res.partner", partner.id
        return model, self._find_mapped(model, value) or self._find_ours(model, value)

    def _find_partner(self, value):
        """The third party of that code, or of that code behind a prefix."""
        parties = self._export.env["clientfile.export.party"].search(
            [
                ("target_id", "=", self._export.target_id.id),
                ("code", "in", [value[start:] for start in range(LONGEST_PREFIX)]),
            ]
        )
        return parties.sorted(lambda one: -len(one.code))[:1].partner_id

    def _find_mapped(self, model, value):
        name = "journal_id" if model == "account.journal" else "account_id"
        mappings = self._export.env["clientfile.export.mapping"]
        domain = [
            ("target_id", "=", self._export.target_id.id),
            (name, "!=", False),
            ("code", "=", value),
        ]
        return mappings.search(domain, limit=1)[name].id

    def _find_ours(self, model, value):
        company = self._export.company_id
        records = self._export.env[model].with_company(company)
        domain = records._check_company_domain(company)
        return records.search([*domain, ("code", "=", value)], limit=1).id
