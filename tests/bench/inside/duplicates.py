"""Searches for duplicates in a database, and times what they are made of."""

import csv
import random
import re
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.bench.inside import jobs, memory
from tests.bench.inside.finding import percentile
from tests.bench.linkage import synthetic
from tests.bench.linkage.damage import Comparable, damaged
from tests.bench.linkage.evidence import Profile, is_more_than_a_name
from tests.bench.linkage.splink import COLUMNS, to_row

PHASES = {
    "reading all keys": ("clientfile.match.key", "_gather"),
    "counting common keys": ("clientfile.match.frequency", "_rebuild"),
    "measuring the file": ("clientfile.duplicate.finder", "_measure"),
    "pairing up": ("clientfile.match.key", "_note_pairs"),
    "candidates": ("clientfile.match.key", "_find_candidates_of_batch"),
    "profiles": ("clientfile.match.profile", "_load"),
    "rarity of words": ("clientfile.match.frequency", "_get_rarity"),
    "comparing": ("clientfile.duplicate.finder", "_judge"),
    "queue": ("clientfile.duplicate", "_record"),
    "groups": ("clientfile.duplicate", "_regroup"),
}
SHOWN = 5


def scan(env, is_full: bool) -> dict:
    """One search to its end: seconds by phase, pairs compared and found, memory."""
    scans = env["clientfile.duplicate.scan"].with_user(env.ref("base.user_admin"))
    with stopwatch(env) as taken:
        started = time.perf_counter()
        found = scans._enqueue_new(is_full).with_user(env.user)
        jobs.finish(found.job_id)
        seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "phases": taken["seconds"],
        "compared": taken["compared"],
        "found": found.pair_count,
        "examined": found.examined_count,
        "memory": memory.peak_megabytes(),
        "chance": env["clientfile.duplicate.scan"]._get_chance().to_json(),
    }


@contextmanager
def stopwatch(env):
    """Adds up how long the methods of ``PHASES`` take, each without inner ones."""
    taken = {"seconds": dict.fromkeys(PHASES, 0.0), "compared": 0}
    running = []
    with ExitStack() as stack:
        for phase, (model, name) in PHASES.items():
            timed = _timed(type(env[model]), name, phase, taken, running)
            stack.enter_context(patch.object(type(env[model]), name, timed))
        yield taken


def _timed(owner, name, phase, taken, running):
    genuine = getattr(owner, name)

    def timed(records, *arguments, **named):
        started = time.perf_counter()
        running.append(0.0)
        found = genuine(records, *arguments, **named)
        seconds = time.perf_counter() - started
        taken["seconds"][phase] += seconds - running.pop()
        if running:
            running[-1] += seconds
        if phase == "candidates":
            taken["compared"] += sum(map(len, found.values()))
        return found

    return timed


def change(env, count: int) -> None:
    """Other phones for ``count`` customers spread over the file."""
    partners = env["res.partner"].search([("phone", "!=", False)], order="id")
    chosen = partners[:: max(len(partners) // count, 1)][:count]
    for number, partner in enumerate(chosen):
        partner.phone = f"+33 4 77 {number // 10_000:02} {number // 100 % 100:02}"
        partner.phone += f" {number % 100:02}"
        if number % 1000 == 999:
            env.cr.commit()
    env.cr.commit()


def enter(env, count: int) -> dict:
    """Customers typed as others would type them, and customers who are new."""
    chance = random.Random(1)  # noqa: S311
    ids = env["res.partner"].search([("parent_id", "=", False)], order="id").ids
    partners = env["res.partner"].browse(chance.sample(ids, min(count, len(ids))))
    typed = [(damaged(chance, to_comparable(one)), one.id) for one in partners]
    for record, _id in typed[:20]:
        look_up(env, record)
    known = [(*look_up(env, record), id_) for record, id_ in typed]
    told = [tells_more_than_the_name(env, record, id_) for record, id_ in typed]
    new = synthetic.make(31, count).records.values()
    unknown = [look_up(env, record) for record in new]
    times = [seconds for seconds, *_rest in known + unknown]
    inner = [seconds for _all, seconds, *_rest in known + unknown]
    return {
        "count": len(times),
        "p50": percentile(times, 0.5),
        "p99": percentile(times, 0.99),
        "sql_p50": percentile(inner, 0.5),
        "sql_p99": percentile(inner, 0.99),
        "in_top": sum(id_ in ids[:SHOWN] for *_times, ids, id_ in known) / len(known),
        "nameless": 1 - sum(told) / len(told),
        "in_top_of_others": sum(
            id_ in ids[:SHOWN]
            for (*_times, ids, id_), is_told in zip(known, told, strict=True)
            if is_told
        )
        / max(sum(told), 1),
        "first": sum(ids[:1] == [id_] for *_times, ids, id_ in known) / len(known),
        "others": sum(any(one != id_ for one in ids) for *_times, ids, id_ in known)
        / len(known),
        "alerts": sum(bool(ids) for *_times, ids in unknown) / len(unknown),
    }


def look_up(env, record) -> tuple[float, float, list[int]]:
    """Seconds of all, seconds of finding the candidates, and the ids found."""
    env.invalidate_all()
    partner = env["res.partner"].new(to_values(env, record))
    keys, inner = type(env["clientfile.match.key"]), [0.0]
    genuine = keys._find_candidates_widely

    def timed(records, *arguments):
        started = time.perf_counter()
        found = genuine(records, *arguments)
        inner[0] = time.perf_counter() - started
        return found

    with patch.object(keys, "_find_candidates_widely", timed):
        started = time.perf_counter()
        found = env["clientfile.duplicate.finder"]._find_to_show(partner)
        seconds = time.perf_counter() - started
    return seconds, inner[0], [pair.other_id for pair in found]


def tells_more_than_the_name(env, record, id_) -> bool:
    """Whether anything but the name says that ``record`` is the customer ``id_``."""
    partner = env["res.partner"].new(to_values(env, record))
    _keys, text = env["clientfile.match.key"]._get_keys_and_profile(partner.sudo())
    stored = env["clientfile.match.profile"]._load([id_])
    return is_more_than_a_name(Profile.loads(text), stored[id_])


def to_comparable(partner) -> Comparable:
    return Comparable(
        partner.name or "",
        is_company=partner.is_company,
        street=partner.street or "",
        zip=partner.zip or "",
        city=partner.city or "",
        country_code=partner.country_id.code or "",
        vat=partner.vat or "",
        company_registry=partner.company_registry or "",
        phones=(_dialled(partner),) if partner.phone else (),
        emails=(partner.email,) if partner.email else (),
    )


def _dialled(partner) -> str:
    """A French number as it is dialled at home: so ``damaged`` expects them."""
    if partner.country_id.code != "FR":
        return partner.phone
    digits = "".join(filter(str.isdigit, partner.phone.replace("(0)", "")))
    return re.sub(r"^(00)?33(?=\d{9}$)", "0", digits)


def to_values(env, record) -> dict:
    country = env["res.country"].search([("code", "=", record.country_code)], limit=1)
    return {
        "name": record.name,
        "is_company": record.is_company,
        "street": record.street,
        "zip": record.zip,
        "city": record.city,
        "country_id": country.id,
        "vat": record.vat,
        "company_registry": record.company_registry,
        "phone": (*record.phones, "")[0],
        "email": (*record.emails, "")[0],
    }


def export(env, path: str) -> float:
    """Write what Splink is given; seconds of reading the profiles and writing them."""
    started = time.perf_counter()
    profiles = env["clientfile.match.profile"]
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        last = 0
        while ids := profiles.search(
            [("partner_id", ">", last)], order="partner_id", limit=20_000
        ).mapped("partner_id"):
            last = ids[-1]
            for id_, profile in profiles._load(ids).items():
                writer.writerow({"unique_id": id_, **to_row(profile, ("", ""))})
            env.invalidate_all()
    return time.perf_counter() - started
