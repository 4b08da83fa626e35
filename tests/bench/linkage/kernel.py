"""The product's pure layer over a file in memory: what a search in Odoo does."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from crm_clientfile.tools.duplicate_chance import (
    SAMPLE,
    Chance,
    measure_doubles,
    measure_shares,
)
from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_groups import star_groups
from crm_clientfile.tools.duplicate_keys import CAPS, block_keys
from crm_clientfile.tools.duplicate_names import Rarity
from crm_clientfile.tools.duplicate_profile import Comparable, Profile, profile_of
from crm_clientfile.tools.duplicate_score import Model, Verdict
from crm_clientfile.tools.keys import Reachable, keys_of

from .labelled import Labelled
from .quality import within

FEWEST = 3
FOUND = ("certain", "strong", "review")
SHARED = (
    *("name", "trade_name", "city", "country_code", "vat", "company_registry"),
    *("siren", "phones", "emails", "is_company"),
)


@dataclass(frozen=True)
class Found:
    """Verdicts on the pairs that are worth showing, and what it took."""

    verdicts: dict[tuple[int, int], Verdict]
    candidates: frozenset[tuple[int, int]]
    model: Model
    seconds: float

    def pairs(self, *bands: str) -> set[tuple[int, int]]:
        return {
            pair for pair, verdict in self.verdicts.items() if verdict.band in bands
        }

    def grouped(self) -> set[tuple[int, int]]:
        """Pairs inside the groups that the product shows, others by themselves."""
        scored = [(*pair, verdict.bits) for pair, verdict in self.verdicts.items()]
        groups = defaultdict(set)
        for member, centre in star_groups(scored).items():
            groups[centre].add(member)
        return within(groups.values())


def search(labelled: Labelled) -> Found:
    """Find the doubles of the file, as the product does with its first search."""
    started = time.perf_counter()
    profiles, holders, counts = _read(labelled.records)
    rarity = Rarity(
        {word: count for word, count in counts.items() if count >= FEWEST},
        len(profiles),
    )
    candidates = frozenset(_pair_up(holders))
    model = _measure(profiles, candidates, rarity)
    verdicts = _judge(profiles, candidates, rarity, model)
    seconds = time.perf_counter() - started
    return Found(verdicts, candidates, model, seconds)


def keys(record: Comparable, profile: Profile) -> list[str]:
    """The keys by which a record is compared with others."""
    shared = {name: getattr(record, name) for name in SHARED}
    found = keys_of(Reachable(**shared)) | block_keys(profile)
    return [key for key in found if key.partition(":")[0] in CAPS]


def _read(records):
    profiles, holders, counts = {}, defaultdict(list), Counter()
    for number, record in records.items():
        profile = profiles[number] = profile_of(record)
        counts.update({*profile.name, *profile.trade_name})
        for key in keys(record, profile):
            holders[key].append(number)
    return profiles, holders, counts


def _pair_up(holders):
    for key, numbers in holders.items():
        if len(numbers) <= CAPS[key.partition(":")[0]]:
            yield from combinations(numbers, 2)


def _measure(profiles, candidates, rarity):
    sample = sorted(profiles)[:: max(len(profiles) // SAMPLE, 1)]
    shares = measure_shares([profiles[number] for number in sample], rarity)
    model = Model(Chance(len(profiles), 1.0, shares))
    counted, odds = set(sample), []
    for one, other in candidates:
        if times := (one in counted) + (other in counted):
            bits = model.odds(compare(profiles[one], profiles[other], rarity))
            odds += [bits] * times if bits is not None else []
    doubles = measure_doubles(odds, len(sample))
    return Model(Chance(len(profiles), doubles, shares))


def _judge(profiles, candidates, rarity, model):
    known, verdicts = {}, {}
    for one, other in candidates:
        both = profiles[one], profiles[other]
        pattern = compare(*both, rarity, model.hopeless)
        if pattern is None:
            continue
        if pattern not in known:
            known[pattern] = model.score(pattern)
        if known[pattern].band in FOUND:
            verdicts[one, other] = known[pattern]
    return verdicts
