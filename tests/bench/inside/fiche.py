"""Opens forms of customers as the web client does."""

import statistics
import time

from lxml import etree

_CUSTOMERS = """
    SELECT DISTINCT commercial_partner_id FROM account_move
     WHERE state = 'posted' AND move_type = 'out_invoice'
  ORDER BY 1 LIMIT %s
"""
_FORM = "base.view_partner_form"
_PAGE = "crm_clientfile.res_partner_view_form_figures_page"


def open_forms(env, count: int) -> dict:
    """Times and numbers of queries of opening ``count`` customers."""
    env = env(user=env.ref("base.user_admin"), su=False)
    specification = read_form(env, _FORM)
    env.cr.execute(_CUSTOMERS, [count])
    ids = [partner_id for (partner_id,) in env.cr.fetchall()]
    for partner_id in ids[:5]:
        open_one(env, partner_id, specification)
    taken = [open_one(env, partner_id, specification) for partner_id in ids]
    times = sorted(seconds for seconds, _queries in taken)
    queries = [number for _seconds, number in taken]
    page = read_form(env, _PAGE)
    pages = [open_one(env, partner_id, page)[0] for partner_id in ids if page]
    return {
        "median": statistics.median(times),
        "p90": times[int(0.9 * len(times))],
        "queries": statistics.mean(queries),
        "fewest": min(queries),
        "most": max(queries),
        "page": statistics.median(pages or [0]),
    }


def open_one(env, partner_id: int, specification: dict) -> tuple[float, int]:
    env.invalidate_all()
    before = env.cr.sql_log_count
    started = time.perf_counter()
    env["res.partner"].browse(partner_id).web_read(specification)
    return time.perf_counter() - started, env.cr.sql_log_count - before


def read_form(env, xml_id: str) -> dict:
    """What the web client asks for to show the form; nothing where there is none."""
    view = env.ref(xml_id, raise_if_not_found=False)
    if not view:
        return {}
    arch = env["res.partner"].get_view(view.id, "form")["arch"]
    return fields_of(env, etree.fromstring(arch), "res.partner")


def fields_of(env, node, model: str) -> dict:
    wanted = {}
    for field in node.iter("field"):
        inside = [parent for parent in field.iterancestors() if parent.tag == "field"]
        name = field.get("name")
        if inside or name not in env[model]._fields:
            continue
        told = wanted.setdefault(name, {})
        if comodel := env[model]._fields[name].comodel_name:
            told["fields"] = {"display_name": {}}
            for view in field.xpath("./list|./kanban"):
                root = etree.fromstring(etree.tostring(view))
                told["fields"] |= fields_of(env, root, comodel)
    return wanted
