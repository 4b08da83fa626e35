"""Looks customers up as a person would, by two searches in turns."""

import json
import random
import statistics
import time
import unicodedata
from itertools import cycle

from odoo.tools import SQL

LIMIT = 80
NEEDED = ("name", "ref", "city", "phone_sanitized", "email", "company_registry", "vat")


def compare(env, count: int) -> dict:
    """Times and hits of both searches by kind of query, and plans of ours.

    :param count: how many queries, spread over the kinds
    """
    env = env(user=env.ref("base.user_admin"), su=False)
    queries = make_queries(env, count)
    for search in SEARCHES.values():
        search(env, "warm")
    taken = [measure(env, query, turn) for turn, query in enumerate(queries)]
    kinds = {kind: summary(taken, kind) for kind in WRITERS}
    kinds["all"] = summary(taken)
    examples = {kind: text for kind, text, _partner in reversed(queries)}
    return {
        "partners": env["res.partner"].search_count([]),
        "kinds": kinds,
        "plans": {kind: plan(env, examples[kind]) for kind in WRITERS},
        "example": [examples["name"], explain(env, examples["name"])],
    }


def make_queries(env, count: int) -> list[tuple]:
    """Kind, text and wanted partner; the same for the same database."""
    chance = random.Random(1)  # noqa: S311
    partners = pick_partners(env, chance, count)
    return [
        (kind, WRITERS[kind](partner), partner.id)
        for kind, partner in zip(cycle(WRITERS), partners, strict=False)
    ]


def pick_partners(env, chance, count: int):
    """French companies of which everything is known."""
    domain = [(name, "!=", False) for name in NEEDED]
    domain += [("is_company", "=", True), ("country_id.code", "=", "FR")]
    ids = env["res.partner"].search(domain, order="id").ids
    return env["res.partner"].browse(chance.sample(ids, min(count, len(ids))))


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def typed_name(partner) -> str:
    """The first words of the name; the last of them is cut short if it is long."""
    *words, last = plain(partner.name).split()[:3]
    return " ".join([*words, last[:-2] if len(last) > 5 else last])


def typed_phone(partner) -> str:
    """Written otherwise than stored: with or without spaces, national or not."""
    national = "0" + partner.phone_sanitized[3:]
    if " " in partner.phone:
        return national
    return " ".join(national[at : at + 2] for at in range(0, 10, 2))


def typed_siret(partner) -> str:
    digits = partner.company_registry
    return f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"


WRITERS = {
    "number": lambda partner: partner.ref,
    "name": typed_name,
    "name and town": lambda partner: f"{typed_name(partner)} {plain(partner.city)}",
    "phone": typed_phone,
    "e-mail": lambda partner: partner.email,
    "SIRET": typed_siret,
    "VAT": lambda partner: partner.vat,
}


def quick_find(env, text: str) -> list[int]:
    return env["res.partner"].search([("clientfile_find", "=", text)], limit=LIMIT).ids


def name_search(env, text: str) -> list[int]:
    return [id_ for id_, _name in env["res.partner"].name_search(text, limit=LIMIT)]


SEARCHES = {"ours": quick_find, "host": name_search}


def measure(env, query: tuple, turn: int) -> dict:
    kind, text, wanted = query
    taken = {"kind": kind}
    sides = list(SEARCHES) if turn % 2 else list(reversed(SEARCHES))
    for side in sides:
        env.invalidate_all()
        started = time.perf_counter()
        ids = SEARCHES[side](env, text)
        seconds = time.perf_counter() - started
        taken[side] = {"seconds": seconds, "found": wanted in ids}
    return taken


def summary(taken: list[dict], kind: str = "") -> dict:
    """Percentiles and hits of the queries of one kind, or of all."""
    chosen = [one for one in taken if not kind or one["kind"] == kind]
    return {
        side: {
            "p50": statistics.median(one[side]["seconds"] for one in chosen),
            "p99": percentile([one[side]["seconds"] for one in chosen], 0.99),
            "found": sum(one[side]["found"] for one in chosen),
            "count": len(chosen),
        }
        for side in SEARCHES
    }


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def select(env, text: str):
    partners = env["res.partner"]
    return partners._search([("clientfile_find", "=", text)], limit=LIMIT).select()


def explain(env, text: str) -> str:
    rows = env.execute_query(SQL("EXPLAIN (ANALYZE, COSTS OFF) %s", select(env, text)))
    return "\n".join(line for (line,) in rows)


def plan(env, text: str) -> dict:
    """Indexes used, and tables of some size that were read from end to end."""
    query = SQL("EXPLAIN (FORMAT JSON) %s", select(env, text))
    ((found,),) = env.execute_query(query)
    found = json.loads(found) if isinstance(found, str) else found
    nodes = list(walk(found[0]["Plan"]))
    indexes = {node["Index Name"] for node in nodes if "Index Name" in node}
    scans = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}
    return {"indexes": sorted(indexes), "scans": sorted(scans)}


def walk(node: dict):
    yield node
    for inner in node.get("Plans", ()):
        yield from walk(inner)
