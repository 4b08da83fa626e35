"""Calculates the formulas of our workbooks anew: the few functions that they use."""

import math
import re

from openpyxl import load_workbook

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = r"(?:(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!)?"
_CELL = r"\$?([A-Z]{1,3})\$?(\d+)"
_REFERENCE = re.compile(rf"{_SHEET}{_CELL}(?::{_CELL})?(?!\()")
_OPERATOR = re.compile(r"(?<![<>=])=(?!=)")


class Number(float):
    """A number by which one may divide, even when it is zero."""

    def __truediv__(self, other):
        return Number(float(self) / other) if other else Number(math.nan)

    def __sub__(self, other):
        return Number(float(self) - other)


class Calculator:
    """The formulas of a workbook beside what they show when it is opened."""

    def __init__(self, file):
        self._book = load_workbook(file)
        file.seek(0)
        self._shown = load_workbook(file, data_only=True)

    def differences(self):
        """Cells whose formula gives another value: sheet, cell, value, shown value."""
        found = []
        for sheet, cell in self._formulas():
            value = self.calculate(sheet, cell.value)
            shown = self._shown[sheet][cell.coordinate].value
            if not _is_equal(value, shown):
                found.append((sheet, cell.coordinate, value, shown))
        return found

    def count(self):
        """How many formulas there are."""
        return sum(1 for _formula in self._formulas())

    def calculate(self, sheet, formula):
        """The value of a formula of a sheet."""
        texts = []

        def keep(found):
            texts.append(found[0][1:-1].replace('""', '"'))
            return f"\x00{len(texts) - 1}\x00"

        code = _TEXT.sub(keep, formula[1:])
        code = _REFERENCE.sub(lambda found: self._refer(sheet, found), code)
        code = _OPERATOR.sub("==", code).replace("&", "+")
        code = re.sub(r"\x00(\d+)\x00", lambda found: repr(texts[int(found[1])]), code)
        names = {**FUNCTIONS, "CELL": self._cell, "RANGE": self._range}
        return eval(code, names)  # noqa: S307 - the formulas are our own

    def _formulas(self):
        for sheet in self._book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield sheet.title, cell

    def _refer(self, sheet, found):
        quoted, plain, column, row, last_column, last_row = found.groups()
        name = (quoted or plain or sheet).replace("''", "'")
        if last_column:
            return f"RANGE({name!r}, '{column}{row}:{last_column}{last_row}')"
        return f"CELL({name!r}, '{column}{row}')"

    def _cell(self, sheet, name):
        cell = self._book[sheet][name]
        value = cell.value
        if cell.data_type == "f":
            value = self.calculate(sheet, value)
        return Number(value or 0) if not isinstance(value, str) else value

    def _range(self, sheet, area):
        cells = [cell for row in self._book[sheet][area] for cell in row]
        return [
            self.calculate(sheet, cell.value) if cell.data_type == "f" else cell.value
            for cell in cells
        ]


def _is_equal(value, shown):
    if isinstance(value, float | int) and isinstance(shown, float | int):
        return math.isclose(value, shown, abs_tol=0.005)
    return (value or None) == (shown or None)


def _fits(value, condition):
    if condition == ">0":
        return isinstance(value, float | int) and value > 0
    wanted = condition.removeprefix("=")
    pattern = re.sub(r"~([*?~])", lambda found: f"\x00{ord(found[1])}\x00", wanted)
    pattern = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    pattern = re.sub("\x00(\\d+)\x00", lambda at: re.escape(chr(int(at[1]))), pattern)
    return re.fullmatch(pattern, str(value or ""), re.IGNORECASE | re.DOTALL)


def _add(values):
    numbers = (value for value in values if isinstance(value, float | int))
    return Number(sum(numbers))


def _sum_if(amounts, *conditions):
    return _add(amounts[at] for at in _found(conditions))


def _found(conditions):
    ranges, wanted = conditions[::2], conditions[1::2]
    for at, values in enumerate(zip(*ranges, strict=True)):
        if all(map(_fits, values, wanted)):
            yield at


FUNCTIONS = {
    "SUM": _add,
    "ROWS": lambda values: Number(len(values)),
    "COUNTIF": lambda values, condition: sum(
        1 for value in values if _fits(value, condition)
    ),
    "COUNTIFS": lambda *conditions: sum(1 for _at in _found(conditions)),
    "SUMIFS": _sum_if,
    "IF": lambda condition, yes, no: yes if condition else no,
}
