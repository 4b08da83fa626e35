"""The rule of most programs: one e-mail, one phone or one name is one customer."""

from collections import defaultdict

from crm_clientfile.tools.duplicate_profile import profile_of

from .labelled import Labelled
from .quality import within


def search(labelled: Labelled) -> set[tuple[int, int]]:
    """Pairs with an equal e-mail or phone, or with equal words in their names."""
    holders = defaultdict(set)
    for number, record in labelled.records.items():
        profile = profile_of(record)
        for value in (*profile.phones, *profile.emails):
            holders["reach", value].add(number)
        if profile.name:
            holders["name", profile.name].add(number)
    return within(holders.values())
