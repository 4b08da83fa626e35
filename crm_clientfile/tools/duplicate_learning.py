"""Weights brought nearer to what reviewers decided, judged on decisions kept apart.

Shipped weights are moved as little as explains the decisions (a logistic fit, pulled
to where it started): some hundred decisions are too few to start from nothing, and
those who were shown to a reviewer are no sample of all pairs.
"""

from dataclasses import dataclass
from math import exp

from .duplicate_compare import Pattern
from .duplicate_score import CODES, STRONG, Model

FEWEST_DECISIONS = 300
_HELD_OUT = 3
_ROUNDS = 200
_STEP = 4.0
_PULL = 0.02
_FURTHEST = 6


@dataclass(frozen=True)
class Quality:
    """How decisions were foretold: shares of one."""

    precision: float
    recall: float

    @property
    def f1(self):
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Learned:
    """Bits to move each weight by, and what is foretold of held-out decisions."""

    moved: dict
    before: Quality
    after: Quality

    @property
    def is_better(self):
        return self.after.f1 > self.before.f1


def learn(model: Model, decisions: list[tuple[Pattern, bool]]) -> Learned:
    """Fit weights to two thirds of ``decisions`` (pattern, same), judge on the rest."""
    held_out = decisions[::_HELD_OUT]
    known = [one for place, one in enumerate(decisions) if place % _HELD_OUT]
    moved = _fit(model, known)
    learned = Model(model.chance, moved)
    return Learned(moved, measure(model, held_out), measure(learned, held_out))


def measure(model: Model, decisions) -> Quality:
    """What share of those called doubles are some, and what share of all is found."""
    called = [(model.score(one).bits >= STRONG, same) for one, same in decisions]
    right = sum(is_called and same for is_called, same in called)
    return Quality(
        right / max(sum(is_called for is_called, _same in called), 1),
        right / max(sum(same for _is_called, same in called), 1),
    )


def _fit(model, decisions):
    shift = {name: [0.0] * len(levels) for name, levels in model.weights.items()}
    count = max(len(decisions), 1)
    cases = [
        (_levels(pattern), model.total(pattern), same) for pattern, same in decisions
    ]
    for _round in range(_ROUNDS):
        slope = {name: [0.0] * len(levels) for name, levels in shift.items()}
        for levels, total, same in cases:
            bits = total + sum(shift[name][level] for name, level in levels)
            error = same - 1 / (1 + exp(-max(min(bits * 0.69, 50), -50)))
            for name, level in levels:
                slope[name][level] += error
        for name, values in shift.items():
            for level, value in enumerate(values):
                step = _STEP * (slope[name][level] / count - _PULL * value / 10)
                values[level] = max(-_FURTHEST, min(_FURTHEST, value + step))
    return {name: _added(model, name, values) for name, values in shift.items()}


def _levels(pattern):
    """The known levels of the fields that have weights."""
    found = ((name, getattr(pattern, name)) for name in CODES)
    return [(name, level) for name, level in found if level]


def _added(model, name, values):
    """Beside what was learnt before."""
    before = model.learnt.get(name, [0] * len(values))
    return [a + round(b) for a, b in zip(before, values, strict=True)]
