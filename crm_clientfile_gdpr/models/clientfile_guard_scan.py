from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, format_datetime

from ..tools.seal_chain import text_digest
from .clientfile_erasure import DPO

BATCH = 2_000


@dataclass(frozen=True)
class Source:
    """Where free texts are: a field of a model, and SQL of whom they are about.

    ``partner`` and ``company`` are SQL over the alias ``line``; ``where`` limits rows.
    """

    model: str
    field: str
    partner: str
    company: str = "NULL::int"
    where: str = "TRUE"


SOURCES = (
    Source("res.partner", "comment", "line.id", "line.company_id"),
    Source("clientfile.dispute", "description", "line.partner_id", "line.company_id"),
    Source("clientfile.dispute", "outcome_note", "line.partner_id", "line.company_id"),
    Source(
        "mail.activity",
        "note",
        "CASE WHEN line.res_model = 'res.partner' THEN line.res_id END",
    ),
    Source(
        "mail.message",
        "body",
        "CASE WHEN line.model = 'res.partner' THEN line.res_id END",
        where="line.model IN ('res.partner', 'clientfile.dispute')"
        " AND line.message_type = 'comment'",
    ),
)
_TEXTS = """
    SELECT line.id, line.%(field)s::text, person.id, %(company)s
      FROM %(table)s AS line
 LEFT JOIN res_partner AS person ON person.id = %(partner)s
     WHERE line.id > %(after)s AND line.%(field)s IS NOT NULL AND %(where)s
  ORDER BY line.id LIMIT %(limit)s
"""
_KEEP = """
    INSERT INTO clientfile_guard_finding AS known
           (res_model, res_id, field_name, partner_id, company_id, words, kinds,
            digest, date, state)
    SELECT %(model)s, found.*, %(now)s, 'open'
      FROM UNNEST(%(ids)s::int[], %(fields)s::text[], %(partners)s::int[],
                  %(companies)s::int[], %(words)s::text[], %(kinds)s::text[],
                  %(digests)s::text[]) AS found
        ON CONFLICT (res_model, res_id, field_name) DO UPDATE
       SET words = EXCLUDED.words, kinds = EXCLUDED.kinds, digest = EXCLUDED.digest,
           date = EXCLUDED.date, state = 'open', reason = NULL
     WHERE known.digest <> EXCLUDED.digest
"""
_FORGET = """
    DELETE FROM clientfile_guard_finding AS known
     WHERE known.state = 'open' AND known.res_model = %(model)s
       AND known.field_name = %(field)s AND known.res_id > %(after)s
       AND known.res_id <= %(until)s AND NOT known.res_id = ANY(%(ids)s)
"""


class ClientfileGuardScan(models.Model):
    """A look through all free texts, for words that do not belong there."""

    _name = "clientfile.guard.scan"
    _description = "Look Through Free Texts"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    date = fields.Datetime("Started on", readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", "By", readonly=True, default=lambda self: self.env.user
    )
    read_count = fields.Integer("Texts Read", readonly=True)
    found_count = fields.Integer("Texts Found", readonly=True)

    @api.depends("date")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for scan in self:
            moment = scan.date and format_datetime(self.env, scan.date)
            scan.display_name = self.env._("Free texts on %s", moment or "")

    @api.model
    def action_scan(self):
        """Look through all texts, in the background."""
        scan = self._make()
        # sudo: as above
        scan.sudo()._enqueue_job(self.env._("Free texts"), queue=self._name)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": scan.id,
            "views": [(False, "form")],
        }

    def action_open_findings(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile_gdpr.clientfile_guard_finding_action"
        )

    @api.model
    def _make(self):
        self._check_officer()
        # sudo: looks are made here alone, after this look at rights
        return self.sudo().create({}).sudo(False)

    def _check_officer(self):
        if not self.env.user.has_group(DPO):
            raise AccessError(
                self.env._("The data protection officer looks through free texts.")
            )

    @api.model
    def _get_sources(self):
        """Where free texts are looked for."""
        return SOURCES

    def _job_step(self, job):
        """Read some more texts of one source."""
        self._check_officer()
        number, after = job.cursor or (0, 0)
        sources = self._get_sources()
        source = sources[number]
        rows = self._read_texts(source, after)
        found = self._judge(source, rows)
        until = rows[-1][0] if len(rows) == BATCH else 2**31 - 1
        self._keep(source, found, after, until)
        # sudo: as above
        self.sudo().write(
            {
                "read_count": self.read_count + len(rows),
                "found_count": self.found_count + len(found),
            }
        )
        is_last = len(rows) < BATCH
        cursor = [number + 1, 0] if is_last else [number, until]
        job._advance(done=len(rows), cursor=cursor)
        return cursor[0] == len(sources)

    def _read_texts(self, source, after):
        model = self.env[source.model]
        model.flush_model()
        return self.env.execute_query(
            SQL(
                _TEXTS,
                table=SQL.identifier(model._table),
                field=SQL.identifier(source.field),
                partner=SQL(source.partner),
                company=SQL(source.company),
                where=SQL(source.where),
                after=after,
                limit=BATCH,
            )
        )

    def _judge(self, source, rows):
        """Rows of what is found: id, field, partner, company, words, kinds, digest."""
        words = self.env["clientfile.guard.word"]
        found = []
        for row_id, text, partner_id, company_id in rows:
            if hits := words._find(text):
                found.append(
                    (
                        row_id,
                        source.field,
                        partner_id,
                        company_id,
                        ", ".join(dict.fromkeys(hit.word for hit in hits)),
                        " ".join(sorted({hit.kind for hit in hits})),
                        text_digest(text),
                    )
                )
        return found

    def _keep(self, source, found, after, until):
        names = ("ids", "fields", "partners", "companies", "words", "kinds", "digests")
        columns = map(list, zip(*found, strict=True)) if found else [[]] * len(names)
        lists = dict(zip(names, columns, strict=True))
        findings = self.env["clientfile.guard.finding"]
        findings.flush_model()
        model, now = source.model, fields.Datetime.now()
        # Texts that were changed need no look any more.
        self.env.cr.execute(
            SQL(
                _FORGET,
                model=model,
                field=source.field,
                after=after,
                until=until,
                ids=lists["ids"],
            )
        )
        if found:
            self.env.cr.execute(SQL(_KEEP, model=model, now=now, **lists))
        findings.invalidate_model()
