"""One line for each third party or account, in formats that carry them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter

from .entry import CUSTOMER, Account, ThirdParty
from .field import Dialect
from .problem import BadValue, Problem
from .record import NO_LINE, Record

THIRD_PARTY_VALUES = {
    field.name: attrgetter(field.name) for field in fields(ThirdParty)
}
ACCOUNT_VALUES = {field.name: attrgetter(field.name) for field in fields(Account)}


class Card(Record):
    """A record of the values of one object."""

    def __init__(self, specs, dialect: Dialect, values: dict):
        super().__init__(specs, dialect, values, frozenset(values))

    def texts_of(self, ones: Sequence) -> list[str]:
        """The line of each; ``BadValue`` at a value that does not fit."""
        return self.texts(ones, [NO_LINE] * len(ones))

    def problems(self, cards: Iterable) -> Iterator[Problem]:
        """Every value that ``text`` would refuse, and every code that comes twice."""
        seen = {}
        for one in cards:
            yield from self._refused(one)
            key = (one.code, getattr(one, "kind", ""))
            other = seen.setdefault(key, one)
            if other is not one:
                name = getattr(other, "name", None) or other.label
                params = {"other": name}
                yield Problem("duplicate", one.code, 0, "code", one.code, params)

    def _refused(self, one):
        for name, write in self.writers():
            try:
                write(one)
            except BadValue as bad:
                yield Problem(bad.code, one.code, 0, name, bad.value, bad.params)


def third_party_values(prefixes: dict[str, str]) -> dict:
    """The values of a third party; ``posting_account`` as lines have it."""

    def posting_account(one):
        return one.third_party_account or prefixes.get(one.kind, "") + one.code

    return THIRD_PARTY_VALUES | {
        "posting_account": posting_account,
        "is_customer": lambda one: one.kind == CUSTOMER,
        "address": lambda one: " ".join(filter(None, (one.street, one.street2))),
    }
