"""Other people's names, addresses and numbers are taken out of a person's data.

GDPR, article 15(4): a copy must not adversely affect the rights of others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import phonenumbers

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_SHORTEST_NAME = 3
# So many of those whom a document names are told.
LONGEST_LIST = 10
_WORD = re.compile(r"[^\W\d_][\w.'’-]*[^\W_]|[^\W\d_]\.?")
_BETWEEN = re.compile(r"[,;:!?()\[\]<>\n\r\"«»]+")


@dataclass(frozen=True)
class Mask:
    """What stays because it is the person's own, and what the others are called.

    ``emails`` in lower case, ``phones`` in E.164. ``others`` are the names of other
    people; the longer one wins where names contain each other.

    >>> mask = Mask(emails={"a@b.fr"}, others=("Léa Roux",), person="[somebody]")
    >>> mask.apply("Léa ROUX (lea@x.fr) wrote to a@b.fr")
    '[somebody] ([address]) wrote to a@b.fr'
    """

    emails: Iterable[str] = ()
    phones: Iterable[str] = ()
    others: Iterable[str] = ()
    region: str = "FR"
    person: str = "[another person]"
    address: str = "[address]"
    number: str = "[number]"
    _pattern: re.Pattern | None = field(init=False, repr=False, default=None)

    def __post_init__(self):
        object.__setattr__(self, "_pattern", names_pattern(self.others))

    def apply(self, text: str) -> str:
        """``text`` with only the person's own ways to be reached in it."""
        text = _EMAIL.sub(self._hide_email, text or "")
        if self._pattern:
            text = self._pattern.sub(self.person, text)
        return self._hide_phones(text)

    def find(self, text: str) -> list[str]:
        """What ``apply`` would hide, each once, in the order of kinds.

        >>> Mask(others=("Léa Roux",)).find("LÉA Roux, lea@x.fr, 01 42 68 53 00")
        ['lea@x.fr', 'LÉA Roux', '01 42 68 53 00']
        """
        text = text or ""
        emails = [one[0] for one in _EMAIL.finditer(text)]
        found = [one for one in emails if one.rstrip(".").lower() not in self.emails]
        if self._pattern:
            found += [" ".join(one[0].split()) for one in self._pattern.finditer(text)]
        found += [
            one.raw_string
            for one in phonenumbers.PhoneNumberMatcher(text, self.region)
            if _e164(one.number) not in self.phones
        ]
        return list(dict.fromkeys(found))

    def _hide_email(self, found):
        is_own = found[0].rstrip(".").lower() in self.emails
        return found[0] if is_own else self.address

    def _hide_phones(self, text):
        matches = list(phonenumbers.PhoneNumberMatcher(text, self.region))
        for match in reversed(matches):
            if _e164(match.number) not in self.phones:
                text = text[: match.start] + self.number + text[match.end :]
        return text


def names_pattern(names: Iterable[str]) -> re.Pattern | None:
    """Any of ``names`` as whole words; None for no names.

    >>> bool(names_pattern(["Roux"]).search("Leroux")), names_pattern([""])
    (False, None)
    """
    words = {" ".join((name or "").split()) for name in names}
    long = sorted((one for one in words if len(one) >= _SHORTEST_NAME), key=len)
    if not long:
        return None
    parts = (re.escape(one).replace(r"\ ", r"\s+") for one in reversed(long))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def name_candidates(text: str, longest: int = 4) -> set[str]:
    """What may be a name of two to four words, in lower case, to be looked up.

    >>> sorted(name_candidates("Ask Léa Roux."))
    ['ask léa', 'ask léa roux', 'léa roux']
    """
    found = set()
    for line in _BETWEEN.split(text or ""):
        words = _WORD.findall(line.lower())
        for start in range(len(words)):
            for size in range(2, longest + 1):
                if start + size <= len(words):
                    found.add(" ".join(words[start : start + size]))
    return found


def _e164(number):
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
