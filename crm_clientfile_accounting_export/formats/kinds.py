"""The kinds of fields: each makes the writer and the reader of one field."""

import re
import string

from .amounts import read_amount, read_cents, write_amount, write_cents
from .days import read_day, write_day
from .encodings import is_unicode, sizer
from .field import Codec, Dialect, Field, Memo, pad, refuse_longer
from .problem import BadValue
from .references import CUTS
from .text import (
    cut_start,
    fit_code,
    fit_text,
    is_formula_like,
    plain_pattern,
    protect,
    unprotect,
)

_NO_DIGITS = re.compile("[^0-9]+")
_ALPHANUMERIC = frozenset(string.ascii_letters + string.digits)


def make_codec(spec: Field, dialect: Dialect) -> Codec:
    """The two directions of ``spec``, with its blank value, padding and quotes."""
    plain = KINDS[spec.kind](spec, dialect)
    is_text = dialect.quotes_all or spec.kind in ("text", "reference")
    quote = dialect.quote if is_text and dialect.delimiter else ""
    is_padded = spec.is_padded or not dialect.delimiter
    write = _filled(plain.write, spec)
    write = _quoted(write, quote) if quote else write

    def read(text):
        if is_padded and spec.fill == " ":
            text = text.strip(" ")
        return plain.read("" if text == spec.blank else text)

    return Codec(Memo(_padded(write, spec) if is_padded else write), read)


def _filled(write, spec):
    """``write`` with what stands for nothing."""
    if not spec.required and not spec.blank:
        return write

    def filled(value):
        text = write(value)
        if not text and spec.required:
            raise BadValue("missing", "")
        return text or spec.blank

    return filled


def _quoted(write, quote):
    return lambda value: f"{quote}{write(value)}{quote}"


def _padded(write, spec):
    adjust = str.rjust if spec.align == ">" else str.ljust
    width, fill = spec.width, spec.fill
    return lambda value: adjust(write(value), width, fill)


def constant_of(spec: Field, dialect: Dialect) -> str:
    """What stands in a place that has no value."""
    is_padded = spec.is_padded or not dialect.delimiter
    quote = dialect.quote if dialect.quotes_all else ""
    return pad(spec.blank, spec) if is_padded else f"{quote}{spec.blank}{quote}"


def _text_codec(spec, dialect, cut=cut_start):
    """Texts are fitted and cut; in delimited files no spreadsheet may run them."""
    encoding, width = dialect.encoding, spec.width
    is_plain = plain_pattern(encoding, dialect.delimiter + dialect.forbidden).fullmatch
    size = sizer(encoding)
    # So many characters surely fit.
    most = (width // 4 if is_unicode(encoding) else width) or 10**9
    replaced = _replaced(dialect)
    is_table = dialect.delimiter and dialect.is_table
    shield, bare = (protect, unprotect) if is_table else (str, str)

    def write(value):
        text = value
        is_as_it_is = is_plain(text)
        if not is_as_it_is:
            text = fit_text(text, encoding)
            is_as_it_is = is_plain(text)
        if is_as_it_is and len(text) <= most:
            return text
        if not is_as_it_is:
            text = " ".join(text.translate(replaced).split())
        if not width:
            return shield(text)
        safe = shield(cut(text, width, encoding))
        if size(safe) > width:
            safe = shield(cut(text, width - 1, encoding))
        return safe

    return Codec(write, bare)


def _replaced(dialect):
    """What a delimiter and a quotation mark become inside a text."""
    replaced = dict.fromkeys(dialect.delimiter + dialect.forbidden, " ")
    if dialect.quote:
        replaced[dialect.quote] = "'"
    elif dialect.delimiter:
        # Spreadsheets and lax readers take a mark as the start of a quoted field.
        replaced['"'] = "'"
    return str.maketrans(replaced)


def _reference_codec(spec, dialect):
    return _text_codec(spec, dialect, CUTS[dialect.reference])


def _digits_codec(spec, _dialect):
    """The digits of a reference, the last ones where they are too many."""

    def write(value):
        found = _NO_DIGITS.sub("", value)
        if not found:
            raise BadValue("no_digits", value)
        return found[-spec.width :] if spec.width else found

    return Codec(write, str)


def _code_codec(spec, dialect):
    forbidden = {*dialect.delimiter, *dialect.quote, *dialect.forbidden}
    forbidden |= {'"'} if dialect.delimiter else set()
    is_table = dialect.delimiter and dialect.is_table
    is_plain = _plain_code(forbidden, spec.width).fullmatch

    def write(value):
        if is_plain(value):
            return value
        text = fit_code(value, dialect.encoding)
        if not forbidden.isdisjoint(text):
            found = next(one for one in text if one in forbidden)
            raise BadValue("bad_character", value, character=found)
        if is_table and is_formula_like(text):
            raise BadValue("bad_character", value, character=text[0])
        return refuse_longer(text, spec, "too_long", value)

    return Codec(write, str)


def _plain_code(forbidden, width):
    """Codes that are written as they are, most of them."""
    allowed = "".join(sorted(_ALPHANUMERIC - forbidden))
    return re.compile(f"[{allowed}]{{1,{width or ''}}}")


def _upper_code_codec(spec, dialect):
    """A code that the software keeps in capitals, so that another one is another."""
    code = _code_codec(spec, dialect)

    def write(value):
        if value != value.upper():
            small = next(one for one in value if one != one.upper())
            raise BadValue("bad_character", value, character=small)
        return code.write(value)

    return Codec(write, str)


def _day_codec(spec, dialect):
    pattern = spec.day or dialect.day

    def write(value):
        return write_day(value, pattern) if value else ""

    return Codec(write, lambda text: read_day(text, pattern))


def _amount_codec(spec, dialect):
    decimal, places = dialect.decimal, spec.places
    most = spec.width or 10**9

    def write(value):
        text = write_amount(value, decimal, places)
        if len(text) > most:
            refuse_longer(text, spec, "too_large", value)
        return text

    return Codec(write, lambda text: read_amount(text, dialect.decimal))


def _optional_amount_codec(spec, dialect):
    amount = _amount_codec(spec, dialect)
    return Codec(lambda value: amount.write(value) if value else "", amount.read)


def _cents_codec(spec, _dialect):
    def write(value):
        return refuse_longer(write_cents(value), spec, "too_large", value)

    return Codec(write, read_cents)


def _number_codec(spec, _dialect):
    def write(value):
        return refuse_longer(str(value), spec, "too_large", value)

    return Codec(write, lambda text: int(text or 0))


def _choice_codec(spec, _dialect):
    written = {text: value for value, text in reversed(spec.choices.items())}

    def write(value):
        if value not in spec.choices:
            raise BadValue("unknown_value", value)
        return spec.choices[value]

    def read(text):
        if text not in written:
            raise ValueError(f"“{text}” is none of {', '.join(written)}.")
        return written[text]

    return Codec(write, read)


KINDS = {
    "text": _text_codec,
    "reference": _reference_codec,
    "digits": _digits_codec,
    "code": _code_codec,
    "upper_code": _upper_code_codec,
    "day": _day_codec,
    "amount": _amount_codec,
    "optional_amount": _optional_amount_codec,
    "cents": _cents_codec,
    "number": _number_codec,
    "choice": _choice_codec,
}
