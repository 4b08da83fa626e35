"""What cannot be written is named before and refused while writing, in every format."""

import hashlib
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from accounting_entries import BAKERY, CONTEXT, SERVICES, golden_books, sale
from accounting_golden import golden_files
from accounting_random import random_entries

from crm_clientfile_accounting_export.formats import (
    Analytic,
    Books,
    Context,
    Entry,
    Line,
    Refused,
    Tally,
    Unreadable,
    all_formats,
)

FORMATS = all_formats()
everywhere = pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)


def invoice(amount="120", **line):
    """A sound invoice; ``line`` changes its second line."""
    second = Line(**SERVICES, credit=Decimal(amount), label="Prestation")
    return Entry(
        1,
        "FAC/2026/00001",
        date(2026, 1, 15),
        "VE",
        (
            Line(**BAKERY, debit=Decimal(amount), label="Facture"),
            second._replace(**line),
        ),
        "Ventes",
        "sale",
        "customer_invoice",
    )


def problems(kind, *entries, context=CONTEXT, **chosen):
    made = kind(context, **chosen)
    return [one for one in made.problems(Books(entries)) if one.level == "error"]


def refusal(kind, *entries, **chosen):
    """The problem at which writing stops."""
    with pytest.raises(Refused) as caught:
        list(kind(CONTEXT, **chosen).write(entries))
    return caught.value.problem


@everywhere
def test_sound_invoice_is_written(kind):
    assert problems(kind, invoice()) == []
    assert list(kind(CONTEXT).write([invoice()]))


HOPELESS = {
    "unbalanced": invoice(credit=Decimal("119.99")),
    "not_rounded": invoice("120.005"),
    "too_large": invoice("1" + "0" * 16),
    "bad_character": invoice(account="70é\t6"),
    "missing": invoice(account=""),
}


@everywhere
@pytest.mark.parametrize("code", HOPELESS)
def test_hopeless_entry_is_named_and_refused_alike(kind, code):
    found = problems(kind, HOPELESS[code])
    assert code in [one.code for one in found]
    assert {one.document for one in found} == {"FAC/2026/00001"}
    assert refusal(kind, HOPELESS[code]).code in [one.code for one in found]
    assert all(one.message for one in found)


@everywhere
def test_letters_of_another_script_are_refused_or_kept(kind):
    entry = invoice(label="東京", account_label="東京")
    made = kind(CONTEXT)
    if problems(kind, entry):
        problem = refusal(kind, entry)
        assert (problem.code, problem.value) == ("bad_character", "東京")
        assert problem.params["character"] == "東"
    else:
        data = b"".join(made.write([entry]))
        assert b"?" not in data


@everywhere
def test_no_question_mark_ever_stands_for_a_letter(kind):
    made = kind(CONTEXT)
    for entries in (golden_books(made.kinds).entries, [invoice(label="Ελ 5 € 🎉 œ Ї")]):
        if not problems(kind, *entries):
            data = b"".join(made.write(entries))
            assert "?" not in repr(list(made.read(data)))


@everywhere
def test_code_longer_than_the_format_allows_is_named(kind):
    made = kind(CONTEXT)
    width = made.widths.get("account") or made.widths.get("posting_account")
    if width:
        entry = invoice(account="7" * (width + 1))
        (problem, *_others) = problems(kind, entry)
        assert problem.code == "too_long"
        assert problem.params == {"width": width}
        assert problem.value == "7" * (width + 1)


@everywhere
def test_one_refused_entry_stops_the_file_and_its_digest(kind):
    tally = Tally()
    made = kind(CONTEXT)
    books = Books([invoice(), replace(HOPELESS["unbalanced"], number=2)])
    with pytest.raises(Refused):
        for file in made.files(books, tally):
            list(file.chunks)
    assert tally.digests == {}


@everywhere
def test_refused_entry_among_sound_ones_is_the_one_named(kind):
    bad = replace(HOPELESS["bad_character"], number=3, name="FAC/2026/00003")
    sound = [replace(invoice(), number=1), replace(invoice(), number=2)]
    worse = replace(HOPELESS["missing"], number=4, name="FAC/2026/00004")
    assert refusal(kind, *sound, bad, worse).document == "FAC/2026/00003"
    found = problems(kind, *sound, bad, worse)
    assert [one.document for one in found][:1] == ["FAC/2026/00003"]
    assert "FAC/2026/00004" in [one.document for one in found]


@everywhere
def test_error_of_the_reader_of_entries_goes_through(kind):
    def broken():
        yield invoice()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        list(kind(CONTEXT).write(broken()))


@everywhere
def test_same_books_give_the_same_bytes(kind):
    code = kind.code
    assert golden_files(code) == golden_files(code)


@everywhere
def test_tally_has_the_digest_and_size_of_each_file(kind):
    tally = Tally()
    for file in kind(CONTEXT).files(golden_books(kind.kinds), tally):
        data = b"".join(file.chunks)
        assert tally.digests[file.name] == hashlib.sha256(data).hexdigest()
        assert tally.sizes[file.name] == len(data)


@everywhere
def test_company_without_a_name_or_year_can_export(kind):
    made = kind(Context())
    data = b"".join(made.write([invoice()]))
    assert list(made.read(data)) == [made.normalise(invoice())]


@everywhere
def test_unknown_option_is_refused(kind):
    with pytest.raises(ValueError, match="no option colour"):
        kind(CONTEXT, colour="blue")


@everywhere
def test_every_format_says_what_it_is(kind):
    assert kind.label and kind.software and kind.source and kind.checked
    assert kind.confidence in ("certain", "probable", "guess")
    assert kind.experimental == (kind.confidence == "guess")
    assert len({option.code for option in kind.options}) == len(kind.options)


@everywhere
def test_damaged_file_is_unreadable_and_nothing_worse(kind):
    chance = random.Random(kind.code)
    made = kind(CONTEXT)
    whole = b"".join(made.write(random_entries(chance, 5, made)))
    for _try in range(30):
        data = bytearray(whole)
        for _change in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.choice(b'\r\n\t;,|"# X9\xe9\x00')
        try:
            list(made.read(bytes(data[: chance.choice((None, chance.randrange(99)))])))
        except Unreadable as error:
            assert str(error)


def test_entry_of_zero_is_a_warning_and_left_out():
    entry = replace(invoice("0"), name="FAC/2026/00002")
    made = FORMATS["ebp"](CONTEXT)
    (problem,) = made.problems(Books([entry]))
    assert (problem.code, problem.level) == ("zero_entry", "warning")
    tally = Tally()
    assert b"".join(made.write([entry], tally)) == b""
    assert (tally.entries, tally.lines, tally.left_out) == (0, 0, 2)
    assert made.normalise(entry) is None


def test_entry_of_zero_stays_in_the_legal_file():
    made = FORMATS["fec"](CONTEXT)
    assert list(made.problems(Books([invoice("0")]))) == []
    assert (
        b"".join(made.write([invoice("0")])).count(b"FAC/2026/00001\t20260115\t") == 4
    )


def test_references_that_become_the_same_are_named():
    first, second = invoice(), replace(invoice(), number=2, name="AFAC/2026/00001")
    (problem,) = problems(FORMATS["ximport"], first, second, reference="end")
    assert (problem.code, problem.number, problem.field) == ("cut_clash", 2, "piece")
    assert problem.params["other"] == "FAC/2026/00001"
    assert problems(FORMATS["ximport"], first, second) == []


def test_same_reference_in_another_journal_is_another_document():
    second = replace(invoice(), number=2, name="AFAC/2026/00001", journal="V2")
    assert problems(FORMATS["ximport"], invoice(), second, reference="end") == []


def test_two_digits_of_a_year_are_of_this_century():
    entry = replace(invoice(), date=date(1999, 12, 31))
    assert [one.code for one in problems(FORMATS["sage_pnm"], entry)] == ["bad_date"]


def test_fifth_digit_is_the_last_of_an_entry_number():
    entry = replace(invoice(), number=100_000)
    found = problems(FORMATS["ximport"], entry)
    assert [(one.code, one.field) for one in found] == [("too_large", "number")]


def test_third_party_twice_is_named_with_the_first():
    books = golden_books()
    twice = replace(books.third_parties[0], name="Autre")
    made = FORMATS["quadra"](CONTEXT)
    (problem,) = made.problems(
        replace(books, third_parties=[*books.third_parties, twice])
    )
    assert (problem.code, problem.document) == ("duplicate", "BOULA")
    assert problem.params == {"other": "Boulangerie Été"}


def test_third_party_that_does_not_fit_stops_the_file():
    books = golden_books()
    long = replace(books.third_parties[0], code="BOULANGERIE")
    books = replace(books, third_parties=[long])
    made = FORMATS["quadra"](CONTEXT)
    assert [one.code for one in made.problems(books)] == ["too_long"]
    with pytest.raises(Refused):
        for file in made.files(golden_books().__class__([], [long]), Tally()):
            list(file.chunks)


def test_sections_that_do_not_add_up_are_named():
    entry = invoice(analytic=(Analytic("A", Decimal("-100")),))
    found = problems(FORMATS["sage_tagged"], entry, analytic=True)
    assert [(one.code, one.value) for one in found] == [("analytic_unbalanced", "-100")]
    assert problems(FORMATS["sage_tagged"], entry) == []


@pytest.mark.parametrize("code", ["ximport", "quadra", "ebp", "cegid_tra"])
def test_section_without_a_place_is_a_warning(code):
    parts = (Analytic("A", Decimal("-120")), Analytic("B", Decimal("-120"), plan=2))
    made = FORMATS[code](CONTEXT, analytic=True)
    (problem,) = made.problems(Books([invoice(analytic=parts)]))
    assert (problem.code, problem.value, problem.level) == (
        "analytic_lost",
        "B",
        "warning",
    )
    found = list(made.read(b"".join(made.write([invoice(analytic=parts)]))))
    assert [one.section for one in found[0].lines[1].analytic] == ["A"]


def test_sage_keeps_third_parties_in_capitals():
    entry = invoice()
    small = entry.lines[0]._replace(third_party="Boula")
    entry = replace(entry, lines=(small, entry.lines[1]))
    (problem,) = problems(FORMATS["sage_tagged"], entry)
    assert (problem.code, problem.params) == ("bad_character", {"character": "o"})


def test_divided_line_keeps_its_amount_and_its_currency():
    parts = tuple(Analytic(name, Decimal("-33.33")) for name in "ABC")
    foreign = {"currency": "USD", "amount_currency": Decimal("-100")}
    entry = invoice("99.99", analytic=parts, **foreign)
    lines = FORMATS["ximport"](CONTEXT).lines_of(entry)[1:]
    assert [line.credit for line in lines] == [Decimal("33.33")] * 3
    assert [line.amount_currency for line in lines] == [
        Decimal("-33.33"),
        Decimal("-33.33"),
        Decimal("-33.34"),
    ]


def test_what_is_not_distributed_keeps_a_line_without_section():
    entry = invoice(analytic=(Analytic("A", Decimal("-50")),))
    lines = FORMATS["ximport"](CONTEXT).lines_of(entry)[1:]
    sections = [(line.credit, [one.section for one in line.analytic]) for line in lines]
    assert sections == [(Decimal(50), ["A"]), (Decimal(70), [])]


def test_lines_of_one_account_become_one_where_asked():
    entry = sale()
    more = entry.lines[1]._replace(credit=Decimal("0.01"), label="Autre")
    less = entry.lines[0]._replace(debit=Decimal("0.01"))
    entry = replace(entry, lines=(*entry.lines, more, less))
    lines = FORMATS["ebp"](CONTEXT, merge=True).lines_of(entry)
    assert [line.credit for line in lines if line.account == "706000"] == [
        Decimal("1000.01")
    ]
    assert sum(line.debit for line in lines) == Decimal("1305.51")


@pytest.mark.parametrize("code", ["bob50", "exact_globe"])
def test_document_needs_one_third_party(code):
    kind = FORMATS[code]
    second = {**BAKERY, "third_party": "AUTRE", "label": "x"}
    two = invoice(**second)
    none = replace(
        two, lines=(two.lines[0]._replace(third_party=""), invoice().lines[1])
    )
    assert [one.code for one in problems(kind, two)] == ["third_parties"]
    assert [one.code for one in problems(kind, none)] == ["third_parties"]
    assert refusal(kind, two).value == "2"


@pytest.mark.parametrize("code", ["bob50", "exact_globe"])
def test_payment_has_no_place_among_documents(code):
    payment = replace(invoice(), kind="customer_payment")
    assert refusal(FORMATS[code], payment).code == "not_carried"


def test_legal_file_asks_for_siren_year_and_period():
    context = replace(CONTEXT, siren="404833049", year_from=None)
    found = problems(FORMATS["fec"], invoice(), context=context)
    assert [one.code for one in found] == ["bad_siren", "no_year"]
    late = replace(invoice(), date=date(2027, 1, 1))
    assert [one.code for one in problems(FORMATS["fec"], late)] == ["outside_period"]
    assert problems(FORMATS["fec_exchange"], late) == []


def test_legal_file_is_named_by_siren_and_closing_date():
    assert FORMATS["fec"](CONTEXT).file_name() == "404833048FEC20261231.txt"
    name = FORMATS["fec_exchange"](CONTEXT).file_name()
    assert name == "FEC_partiel_404833048_20260101_20260331.txt"
