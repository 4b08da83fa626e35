"""How well pairs were found."""

from dataclasses import dataclass

from .labelled import Labelled


@dataclass(frozen=True)
class Quality:
    """Shares of one."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def cells(self) -> tuple[str, str, str]:
        return tuple(f"{value:.3f}" for value in (self.precision, self.recall, self.f1))


def judge(pairs, labelled: Labelled) -> Quality:
    """Precision and recall of ``pairs``, among all that are truly one customer."""
    pairs = set(pairs)
    right = sum(map(labelled.is_same, pairs))
    return Quality(
        right / len(pairs) if pairs else 0.0, right / max(labelled.pair_count, 1)
    )


def joined(pairs) -> set[tuple[int, int]]:
    """All pairs that are connected through others: what transitive closure makes."""
    group = {}
    for one, other in pairs:
        mine, theirs = group.setdefault(one, {one}), group.setdefault(other, {other})
        if mine is not theirs:
            mine |= theirs
            group.update(dict.fromkeys(theirs, mine))
    return within(group.values())


def within(groups) -> set[tuple[int, int]]:
    """The pairs inside each of the groups."""
    found = set()
    for members in {id(group): sorted(group) for group in groups}.values():
        for place, one in enumerate(members):
            found.update((one, other) for other in members[place + 1 :])
    return found
