"""What part of the ledger a search can be about, read from its conditions.

The ledger is a union of many tables. PostgreSQL looks each of them up by index only
when customers and days stand in it as literals, so they are taken out of the domain.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime

BRANCHES = 32
SETS = {"entity_id": "entities", "partner_id": "partners", "kind": "kinds", "id": "ids"}


@dataclass(frozen=True)
class Scope:
    """What may match at most; ``None`` is no limit. Days are inclusive."""

    entities: frozenset | None = None
    partners: frozenset | None = None
    kinds: frozenset | None = None
    ids: frozenset | None = None
    date_from: date | None = None
    date_to: date | None = None

    @property
    def is_narrow(self):
        """Whether it names customers, entries, or a day to start from."""
        limits = (self.entities, self.partners, self.ids, self.date_from)
        return any(limit is not None for limit in limits)

    def both(self, other):
        """What matches both."""
        return Scope(
            *(
                _both(getattr(self, name), getattr(other, name), set.intersection)
                for name in SETS.values()
            ),
            _both(self.date_from, other.date_from, max),
            _both(self.date_to, other.date_to, min),
        )

    def either(self, other):
        """What matches one of them, or more than that."""
        return Scope(
            *(
                _either(getattr(self, name), getattr(other, name), set.union)
                for name in SETS.values()
            ),
            _either(self.date_from, other.date_from, min),
            _either(self.date_to, other.date_to, max),
        )


EVERYTHING = Scope()


def read_scope(domain):
    """The ``Scope`` of a domain in prefix notation, its operators normalised.

    >>> scope = read_scope(["&", ("entity_id", "in", [7]), ("kind", "in", ["order"])])
    >>> sorted(scope.entities), sorted(scope.kinds)
    ([7], ['order'])
    >>> either = read_scope(["|", ("entity_id", "in", [7]), ("kind", "in", ["order"])])
    >>> either == EVERYTHING, either.is_narrow
    (True, False)
    """
    tokens = list(domain)
    scopes = []
    for token in reversed(tokens):
        if token == "!":
            scopes[-1] = EVERYTHING
        elif token == "&":
            scopes.append(scopes.pop().both(scopes.pop()))
        elif token == "|":
            scopes.append(scopes.pop().either(scopes.pop()))
        else:
            scopes.append(_of_condition(token))
    whole = EVERYTHING
    for scope in scopes:
        whole = whole.both(scope)
    return whole


def encode_id(branch, document_id):
    """The id of an entry: its branch and its document.

    >>> encode_id(3, 10), split_ids([323, 322, 355])
    (323, {3: (10, 11), 2: (10,)})
    """
    return document_id * BRANCHES + branch


def decode_id(entry_id):
    """Branch and document of an entry.

    >>> decode_id(323)
    (3, 10)
    """
    return entry_id % BRANCHES, entry_id // BRANCHES


def split_ids(entry_ids):
    """Ids of the documents of these entries, by branch."""
    found = {}
    for entry_id in entry_ids:
        branch, document_id = decode_id(entry_id)
        found.setdefault(branch, []).append(document_id)
    return {branch: tuple(ids) for branch, ids in found.items()}


def _of_condition(condition):
    if isinstance(condition, bool) or len(condition) != 3:
        return EVERYTHING
    field, operator, value = condition
    if field in SETS:
        return _of_set(SETS[field], operator, value)
    if field == "date":
        return _of_days(operator, value)
    return EVERYTHING


def _of_set(name, operator, value):
    if operator == "=" and not isinstance(value, bool):
        return replace(EVERYTHING, **{name: frozenset([value])})
    if operator == "in" and isinstance(value, (list, tuple, Set)):
        return replace(EVERYTHING, **{name: frozenset(value)})
    return EVERYTHING


def _of_days(operator, value):
    if operator == "in" and isinstance(value, (list, tuple, Set)):
        days = [_day(one) for one in value]
        if days and all(days):
            return Scope(date_from=min(days), date_to=max(days))
        return EVERYTHING
    day = _day(value)
    if operator == "=" and day:
        return Scope(date_from=day, date_to=day)
    if operator in (">", ">="):
        return Scope(date_from=day)
    if operator in ("<", "<="):
        return Scope(date_to=day)
    return EVERYTHING


def _day(value):
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _both(one, other, join):
    if one is None or other is None:
        return other if one is None else one
    return _join(one, other, join)


def _either(one, other, join):
    return None if one is None or other is None else _join(one, other, join)


def _join(one, other, join):
    if isinstance(one, frozenset):
        return frozenset(join(set(one), set(other)))
    return join(one, other)
