"""Exports a year of entries to accounting software, and what one has otherwise."""

import os
import time
from pathlib import Path

from odoo.addons.crm_clientfile_accounting_export.formats import Tally

from . import jobs, patterns
from .memory import peak_megabytes

SIRET = "98765432400019"
COPY = """
    COPY (
        SELECT journal.code, journal.name ->> 'en_US', move.name,
               to_char(move.date, 'YYYYMMDD'), account.code_store ->> '{company}',
               account.name ->> 'en_US',
               CASE WHEN account.account_type IN (
                   'asset_receivable', 'liability_payable') THEN partner.ref END,
               CASE WHEN account.account_type IN (
                   'asset_receivable', 'liability_payable') THEN partner.name END,
               COALESCE(move.ref, move.name), to_char(move.invoice_date, 'YYYYMMDD'),
               line.name, line.debit, line.credit, line.matching_number,
               to_char(reconciled.create_date, 'YYYYMMDD'),
               to_char(move.date, 'YYYYMMDD'), line.amount_currency, currency.name
          FROM account_move_line AS line
          JOIN account_move AS move ON move.id = line.move_id
          JOIN account_journal AS journal ON journal.id = move.journal_id
          JOIN account_account AS account ON account.id = line.account_id
     LEFT JOIN res_partner AS partner ON partner.id = line.partner_id
     LEFT JOIN res_currency AS currency ON currency.id = line.currency_id
     LEFT JOIN account_full_reconcile AS reconciled
            ON reconciled.id = line.full_reconcile_id
         WHERE move.state = 'posted' AND move.company_id = {company}
           AND move.date BETWEEN '{year}-01-01' AND '{year}-12-31'
      ORDER BY move.date, journal.id, move.sequence_prefix, move.sequence_number,
               move.id, line.id
    ) TO STDOUT
"""


def prepare(env) -> dict:
    """Documents to copy, of a company whose SIREN is valid."""
    env.company.company_registry = SIRET
    made = patterns.make(env)
    while env["clientfile.job"]._run_next():
        env.invalidate_all()  # what the installation has left to do
    return made


def baselines(env, year: int) -> dict:
    """Seconds of ``COPY`` of the columns of a FEC, and of the host's own wizard."""
    copies = [_copy(env, year) for _round in range(2)]
    return {"copy": min(copies), "host": _host(env, year), "peak": peak_megabytes()}


def _copy(env, year):
    statement = COPY.format(company=env.company.id, year=year)
    with Path(os.devnull).open("wb") as nowhere:
        started = time.perf_counter()
        env.cr._obj.copy_expert(statement, nowhere)
        return time.perf_counter() - started


def _host(env, year):
    wizard = env["l10n_fr.fec.export.wizard"].create(
        {
            "date_from": f"{year}-01-01",
            "date_to": f"{year}-12-31",
            "test_file": True,
            "export_type": "official",
        }
    )
    started = time.perf_counter()
    wizard.generate_fec()
    return time.perf_counter() - started


def export(env, code: str, year: int, until: str = "12-31") -> dict:
    """What an export to a format takes: the files alone, and the whole of both jobs."""
    document = _make(env, code, year, until)
    before = peak_megabytes()
    checked = _time(document.action_check, document)
    if document.state != "checked":
        problems = document.problem_ids.mapped("name")[:3]
        raise RuntimeError(f"{code}: {document.state}, {problems}")
    files = _write_for_nothing(document)
    exported = _time(document.action_export, document)
    if document.state != "done":
        raise RuntimeError(f"{code}: {document.problem_ids.mapped('name')[:3]}")
    return {
        "label": dict(document.target_id._get_formats())[code],
        "lines": document.line_count,
        "check": checked,
        "files": files,
        "job": exported,
        "megabytes": sum(document.file_ids.mapped("size")) / 1e6,
        "found": len(document.problem_ids),
        "before": before,
        "peak": peak_megabytes(),
    }


def _make(env, code, year, until):
    env = env(user=env.ref("base.user_admin"), su=False)
    target = env["clientfile.accounting.target"].create(
        {"name": code, "format_code": code, "with_experimental": True}
    )
    target.action_propose_journals()
    kinds = target._get_kind().kinds
    values = {
        "target_id": target.id,
        "date_from": f"{year}-01-01",
        "date_to": f"{year}-{until}",
        "with_payments": "customer_payment" in kinds,
        "with_miscellaneous": "other" in kinds,
    }
    document = env["clientfile.accounting.export"].create(values)
    env.cr.commit()
    return document


def _time(action, document):
    started = time.perf_counter()
    action()
    document.env.cr.commit()
    if document.is_busy:
        jobs.finish(document.job_id.sudo())
        document.env.cr.commit()
    document.env.invalidate_all()
    return time.perf_counter() - started


def _write_for_nothing(document):
    """Seconds to read the books and write the files, which nobody keeps."""
    made = document.target_id._make_format(document._get_context())
    started = time.perf_counter()
    books = document._get_books(document._get_opening(), document._list_moves())
    for file in made.files(books, Tally()):
        for _chunk in file.chunks:
            continue
    return time.perf_counter() - started
