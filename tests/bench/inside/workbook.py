"""Writes the customer file to analyse, and the same cells with XlsxWriter alone."""

import tempfile
import time

import xlsxwriter

from odoo import SUPERUSER_ID

from .memory import peak_megabytes

AT_ONCE = 1000
FORMATS = {
    "text": "@",
    "integer": "#,##0",
    "amount": "#,##0.00",
    "percent": "0.0%",
    "date": "dd/mm/yyyy",
    "boolean": "General",
}
FORMULA = '=IF(AB2>0,AA2/AB2-1,"")'


def prepare(env, count: int):
    """An export of so many customers, of the administrator."""
    env = env(user=env.ref("base.user_admin"), su=False)
    group = env.ref("crm_clientfile.crm_clientfile_group_administrator")
    env.user.sudo().group_ids += group
    values = {"purpose": "analyse", "name": "Customers"}
    export = env["clientfile.export"].create(values)
    domain = export._get_partner_domain()
    ids = export._get_partners().search(domain, limit=count).ids
    if len(ids) < export._get_partners().search_count(domain):
        export.write({"scope": "selection", "partner_ids": ids})
    env.cr.commit()
    return export


def export(env, count: int) -> dict:
    """Seconds of all steps of the job and of its longest, memory in megabytes."""
    document = prepare(env, count)
    jobs = env(user=SUPERUSER_ID)["clientfile.job"]
    while jobs._run_next():
        env.invalidate_all()  # what the installation has left to do
    before = peak_megabytes()
    started = time.perf_counter()
    document.action_export()
    env.cr.commit()
    steps = []
    while document.job_state in ("pending", "running"):
        begun = time.perf_counter()
        jobs._run_next()
        env.invalidate_all()
        steps.append(time.perf_counter() - begun)
    if document.job_state != "done":
        raise RuntimeError(f"{document.job_message}\n{document.job_id.traceback}")
    return {
        "seconds": time.perf_counter() - started,
        "longest": max(steps),
        "rows": document.row_count,
        "columns": len(document._get_keys()),
        "before": before,
        "peak": peak_megabytes(),
    }


def alone(env, count: int) -> dict:
    """Seconds that XlsxWriter takes for the same cells; reading them is not counted."""
    document = prepare(env, count)
    keys = document._get_keys()
    columns, read = document._get_columns(keys), document._get_reader(keys)
    domain = document._get_partner_domain()
    ids = document._get_partners().search(domain, order="complete_name, id").ids
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        taken = 0
        book = xlsxwriter.Workbook(file.name, {"constant_memory": True})
        formats = [book.add_format({"num_format": FORMATS[c.kind]}) for c in columns]
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [column.title for column in columns])
        for start in range(0, len(ids), AT_ONCE):
            rows = read(ids[start : start + AT_ONCE])
            begun = time.perf_counter()
            for at, row in enumerate(rows, start + 1):
                for place, value in enumerate(row):
                    if columns[place].formula:
                        sheet.write_formula(at, place, FORMULA, formats[place], value)
                    else:
                        sheet.write(at, place, value, formats[place])
            taken += time.perf_counter() - begun
        begun = time.perf_counter()
        book.close()
        taken += time.perf_counter() - begun
    return {"seconds": taken, "rows": len(ids), "peak": peak_megabytes()}
