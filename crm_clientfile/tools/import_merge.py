"""What a row changes on a customer who is known already.

Values are the host's, by the names of its fields. Nothing that a row leaves empty is
cleared; what is already there, in whatever writing, is no change.
"""

from dataclasses import dataclass, field

from .import_cells import show_lines
from .text import clean, compact
from .web_links import web_key

KEPT = frozenset(("ref", "parent_id", "is_company", "type"))
"""What an import never changes on a known customer once it is set."""

_LISTS = frozenset(("category_id", "clientfile_contact_role_ids"))
# Zero is a value where another field says that it was given.
_GIVEN_BY = {"clientfile_delivery_charge": "clientfile_has_delivery_charge"}
_COMPARED = {
    "website": web_key,
    "vat": compact,
    "company_registry": compact,
    "clientfile_siren": compact,
    **dict.fromkeys(
        (
            *("clientfile_preferences", "clientfile_delivery_terms"),
            "clientfile_delivery_instructions",
        ),
        show_lines,
    ),
}


@dataclass(frozen=True)
class Wanted:
    """What a row says of a customer.

    ``reach`` is the key (E.164, bare address) of the ``phone`` and ``email`` among
    ``values``; fields in ``soft`` only fill what is empty; ``channels`` are further
    ways to reach and ``notes`` lines for the internal notes.
    """

    values: dict
    reach: dict = field(default_factory=dict)
    channels: tuple = ()
    notes: tuple = ()
    soft: frozenset = frozenset()


@dataclass
class Known:
    """What is known of a customer; ``reach_keys`` as ``channel_key`` writes them."""

    values: dict
    reach_keys: set = field(default_factory=set)
    notes: set = field(default_factory=set)

    def absorb(self, update):
        """Take over an update, so that a next row of the same customer sees it."""
        self.values.update(update.values)
        self.reach_keys.update(map(channel_key, update.channels), update.reach_keys)
        self.notes.update(update.notes)


@dataclass(frozen=True)
class Update:
    """What is to be written on a known customer; empty when a row says nothing new."""

    values: dict
    channels: tuple = ()
    notes: tuple = ()
    reach_keys: tuple = ()

    def __bool__(self):
        return bool(self.values or self.channels or self.notes)


def find_update(known: Known, wanted: Wanted, overwrite: bool) -> Update:
    """What ``wanted`` adds to ``known``, or also replaces if ``overwrite``.

    A further phone or e-mail is kept as a way to reach, not lost.

    >>> known = Known({"name": "A", "city": ""})
    >>> find_update(known, Wanted({"name": "B", "city": "Lyon"}), False).values
    {'city': 'Lyon'}
    >>> find_update(known, Wanted({"name": "B", "city": "Lyon"}), True).values
    {'name': 'B', 'city': 'Lyon'}
    """
    changes = {}
    for name, value in wanted.values.items():
        replaces = overwrite and name not in wanted.soft and name not in KEPT
        change = _find_change(known, name, value, wanted.reach.get(name), replaces)
        if change is not None:
            changes[name] = change
    kept = [
        {"medium": name, "kind": "other", "value": wanted.values[name], "key": key}
        for name, key in wanted.reach.items()
        if name not in changes
    ]
    reach = [_reach_key(name, key) for name, key in wanted.reach.items()]
    channels = _without_known([*kept, *wanted.channels], known.reach_keys)
    notes = tuple(line for line in wanted.notes if clean(line) not in known.notes)
    return Update(changes, channels, notes, tuple(reach))


def new_known(wanted: Wanted) -> Known:
    """What will be known of a customer who is created as ``wanted``."""
    keys = {_reach_key(name, key) for name, key in wanted.reach.items()}
    keys.update(map(channel_key, wanted.channels))
    return Known(dict(wanted.values), keys, set(wanted.notes))


def channel_key(channel) -> str:
    """What tells the ways to reach one customer apart.

    >>> channel_key({"medium": "phone", "kind": "fax", "key": "+33123456789"})
    'p:+33123456789'
    """
    return _reach_key(channel["medium"], channel["key"])


def _reach_key(medium, key):
    return f"{medium[0]}:{key}"


def _find_change(known, name, value, reach_key, replaces):
    """The new value of a field, or ``None`` for no change."""
    current = known.values.get(name)
    if name in _LISTS:
        missing = [one for one in value if one not in (current or ())]
        return [*(current or ()), *missing] if missing else None
    if reach_key and _reach_key(name, reach_key) in known.reach_keys:
        return None
    if not current and not known.values.get(_GIVEN_BY.get(name)):
        return value or None
    return value if replaces and not _is_same(name, current, value) else None


def _is_same(name, current, value):
    compare = _COMPARED.get(name)
    return compare(current) == compare(value) if compare and value else current == value


def _without_known(channels, known_keys):
    found = {}
    for channel in channels:
        key = channel_key(channel)
        if key not in known_keys:
            found.setdefault(key, channel)
    return tuple(found.values())
