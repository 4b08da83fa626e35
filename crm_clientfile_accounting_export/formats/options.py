"""What a person may choose about a format."""

from typing import NamedTuple


class Option(NamedTuple):
    """A choice, with the variant that most sources agree on as default.

    ``choices`` are ``(value, label)`` pairs. Without them the default tells the kind:
    a boolean, a whole number or a text.
    """

    code: str
    label: str
    default: bool | int | str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """``selection``, ``boolean``, ``integer`` or ``text``.

        >>> Option("zip", "Compress", True).kind
        'boolean'
        """
        if self.choices:
            return "selection"
        names = {bool: "boolean", int: "integer", str: "text"}
        return names[type(self.default)]

    def check(self, value):
        """``value`` if it is one of this option, or ``ValueError``.

        >>> Option("sign", "Sign", ".", ((".", "dot"), (",", "comma"))).check(",")
        ','
        """
        known = [choice for choice, _label in self.choices]
        if type(value) is not type(self.default) or known and value not in known:
            raise ValueError(f"{self.label}: {value!r} is not possible.")
        return value


def settle(options: tuple[Option, ...], chosen: dict) -> dict:
    """The value of every option; one that the format does not have is refused."""
    unknown = sorted(set(chosen) - {option.code for option in options})
    if unknown:
        raise ValueError(f"This format has no option {', '.join(unknown)}.")
    return {
        option.code: option.check(chosen.get(option.code, option.default))
        for option in options
    }
