"""Reconciliations become letters where the file has no room for their numbers."""

from datetime import date
from decimal import Decimal

import pytest

from crm_clientfile_accounting_export.formats import Entry, Line, all_formats
from crm_clientfile_accounting_export.formats.problem import Refused

LETTERED = ("quadra", "sage_tagged")


def entry(number, *letters):
    lines = [
        Line(
            *("411000", "Clients"),
            debit=Decimal(10),
            label="Facture",
            third_party="DUPONT",
            third_party_kind="customer",
            letter=letter,
        )
        for letter in letters
    ]
    lines.append(Line("706000", "Ventes", credit=Decimal(10 * len(letters)), label="V"))
    return Entry(number, f"FAC/{number}", date(2026, 1, 15), "VE", tuple(lines))


def written(made, *entries):
    read = made.read(b"".join(made.write(entries)))
    return [[line.letter for line in one.lines if line.letter] for one in read]


@pytest.mark.parametrize("code", LETTERED)
def test_numbers_become_letters_of_the_account(code):
    made = all_formats()[code](letter=True)
    found = written(made, entry(1, "81234", "99"), entry(2, "81234"))
    assert found == [["A", "B"], ["A"]]


@pytest.mark.parametrize("code", LETTERED)
def test_letters_are_the_same_when_written_again(code):
    entries = [entry(1, "5", "6"), entry(2, "7")]
    made = [all_formats()[code](letter=True) for _number in range(2)]
    assert written(made[0], *entries) == written(made[1], *entries)


def test_more_letters_than_fit_are_refused():
    made = all_formats()["quadra"](letter=True)
    many = entry(1, *(str(number) for number in range(1, 704)))
    with pytest.raises(Refused, match="AAA"):
        written(made, many)


@pytest.mark.parametrize("code", LETTERED)
def test_letters_stay_out_unless_asked_for(code):
    assert written(all_formats()[code](), entry(1, "8")) == [[]]
