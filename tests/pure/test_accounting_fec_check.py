"""The check of a FEC finds what the official tool finds, and what it does not."""

import random
from dataclasses import replace
from datetime import date

import pytest
from accounting_entries import CONTEXT, golden_books
from accounting_golden import golden_files
from accounting_random import random_entries

from crm_clientfile_accounting_export.formats import Books, Tally, all_formats
from crm_clientfile_accounting_export.formats.fec_block import split_texts
from crm_clientfile_accounting_export.formats.fec_check import FecCheck
from crm_clientfile_accounting_export.formats.fec_findings import MESSAGES

NAME = "404833048FEC20261231.txt"
HEADER = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\t"
    "CompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\t"
    "EcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"
)
TITLES = HEADER.split("\t")
CLIENT = (
    "VE\tVentes\tF1\t20260115\t411000\tClients\tDUP\tDupont\tF1\t20260115\tFacture\t"
    "1200,00\t0,00\t\t\t20260115\t\t"
)
SERVICE = (
    "VE\tVentes\tF1\t20260115\t706000\tPrestations\t\t\tF1\t20260115\tFacture\t"
    "0,00\t1200,00\t\t\t20260115\t\t"
)


def changed(line, **cells):
    """The line with other cells, by title."""
    values = line.split("\t")
    for title, value in cells.items():
        values[TITLES.index(title)] = value
    return "\t".join(values)


def entry(**cells):
    """Both lines with other cells."""
    return [changed(CLIENT, **cells), changed(SERVICE, **cells)]


def check(lines, name=NAME, context=CONTEXT, encoding="iso8859-15", **options):
    done = FecCheck(context, name, **options)
    data = "\r\n".join([HEADER, *lines, ""]).encode(encoding)
    return done, list(done.run([data]))


def codes(lines, **options):
    return [one.code for one in check(lines, **options)[1]]


def test_sound_file_has_no_finding():
    done, found = check([CLIENT, SERVICE])
    assert found == []
    assert (done.lines, done.entries, done.totals) == (2, 1, (120000, 120000))


@pytest.mark.parametrize("code", ["fec", "fec_exchange"])
def test_golden_file_has_only_its_open_letter(code):
    ((name, data),) = golden_files(code).items()
    done = FecCheck(CONTEXT, name, is_legal=code == "fec")
    assert [one.code for one in done.run([data])] == ["unbalanced_letter"]


def test_random_entries_written_by_us_have_no_error():
    made = all_formats()["fec"](CONTEXT)
    entries = random_entries(random.Random(11), 300, made)
    by_date = [
        replace(one, validation_date=None, number=number, journal="VE")
        for number, one in enumerate(sorted(entries, key=lambda e: e.date), 1)
    ]
    tally = Tally()
    (file,) = made.files(Books(by_date), tally)
    done = FecCheck(CONTEXT, file.name)
    assert [one for one in done.run(file.chunks) if one.level == "error"] == []
    assert (done.lines, done.entries) == (tally.lines, tally.entries)
    assert done.totals == (tally.debit * 100, tally.credit * 100)


LINE_CASES = [
    ("blank_line", [CLIENT, "", SERVICE]),
    ("field_count", [CLIENT, SERVICE, CLIENT + "\t"]),
    ("quoted", [CLIENT, changed(SERVICE, EcritureLib='"Facture"')]),
    ("control_character", [CLIENT, changed(SERVICE, EcritureLib="a\x0bb")]),
    ("missing", entry(PieceRef="")),
    ("missing", [CLIENT, changed(SERVICE, EcritureLib="")]),
    ("missing", [CLIENT, changed(SERVICE, CompteLib="")]),
    ("missing", entry(ValidDate="")),
    ("missing", entry(EcritureNum="")),
    ("bad_date", entry(EcritureDate="20260231")),
    ("bad_date", entry(PieceDate="15/01/2026")),
    ("bad_date", [changed(CLIENT, EcritureLet="A", DateLet="2026013"), SERVICE]),
    ("bad_amount", [changed(CLIENT, Debit="1200.00"), changed(SERVICE, Credit="")]),
    ("bad_amount", [changed(CLIENT, Debit="1 200,00"), changed(SERVICE, Credit="")]),
    ("too_fine", [changed(CLIENT, Debit="1200,001"), SERVICE]),
    ("two_sides", [changed(CLIENT, Credit="1,00"), changed(SERVICE, Debit="1,00")]),
    ("zero_line", [CLIENT, SERVICE, changed(SERVICE, Credit="0,00")]),
    ("negative_amount", [changed(CLIENT, Debit="0,00", Credit="-1200,00"), SERVICE]),
    ("placeholder", entry(PieceRef="-")),
    ("placeholder", entry(EcritureLib="/")),
    ("account_plan", [CLIENT, changed(SERVICE, CompteNum="7A6")]),
    ("outside_period", entry(EcritureDate="20251231")),
    ("unbalanced_entry", [CLIENT, changed(SERVICE, Credit="1199,99")]),
    ("scattered_entry", [*entry(), *entry(EcritureNum="F2"), *entry()]),
    ("entry_dates", [CLIENT, changed(SERVICE, EcritureDate="20260116")]),
    ("not_in_order", [*entry(ValidDate="20260116"), *entry(EcritureNum="F2")]),
    ("number_gap", [*entry(), *entry(EcritureNum="F3")]),
    ("number_without_digits", entry(EcritureNum="AN")),
    ("currency_without_amount", [changed(CLIENT, Idevise="USD"), SERVICE]),
    ("amount_without_currency", [changed(CLIENT, Montantdevise="5,00"), SERVICE]),
    ("bad_currency", [changed(CLIENT, Montantdevise="5,0", Idevise="dollar"), SERVICE]),
    ("currency_sign", [changed(CLIENT, Montantdevise="-5,0", Idevise="USD"), SERVICE]),
    ("letter_without_date", [changed(CLIENT, EcritureLet="AA"), SERVICE]),
    ("date_without_letter", [changed(CLIENT, DateLet="20260131"), SERVICE]),
    ("auxiliary_without_label", [changed(CLIENT, CompAuxLib=""), SERVICE]),
    ("label_without_auxiliary", [CLIENT, changed(SERVICE, CompAuxLib="Dupont")]),
    ("label_varies", [*entry(), *entry(EcritureNum="F2", JournalLib="Ventes FR")]),
    ("label_varies", [*entry(), changed(CLIENT, CompAuxLib="Dupond"), SERVICE]),
]


@pytest.mark.parametrize(("code", "lines"), LINE_CASES)
def test_each_defect_of_lines_is_found(code, lines):
    assert code in codes(lines)


FILE_CASES = [
    ("bad_name", {"name": "FEC.csv"}),
    ("name_siren", {"name": "732829320FEC20261231.txt"}),
    ("name_closing", {"name": "404833048FEC20251231.txt"}),
    ("bad_siren", {"context": replace(CONTEXT, siren="404833049")}),
    ("utf8", {"encoding": "utf-8"}),
    ("bom", {"encoding": "utf-8-sig"}),
    ("bad_charset", {"encoding": "cp1252"}),
]


@pytest.mark.parametrize(("code", "options"), FILE_CASES)
def test_each_defect_of_the_file_is_found(code, options):
    lines = entry(EcritureLib="Été d’avant" if code == "bad_charset" else "Été")
    assert code in codes(lines, **options)


def test_two_encodings_in_one_file_are_found():
    done = FecCheck(CONTEXT, NAME)
    lines = [HEADER.encode(), changed(CLIENT, EcritureLib="Été").encode()]
    lines.append(changed(SERVICE, EcritureLib="Été").encode("latin-1"))
    found = [one.code for one in done.run([b"\n".join(lines)])]
    assert found == ["utf8", "mixed_charset"]


@pytest.mark.parametrize(
    "header", ["", HEADER.lower(), HEADER.replace("\t", ";"), HEADER.rsplit("\t", 1)[0]]
)
def test_other_header_stops_the_check(header):
    done = FecCheck(CONTEXT, NAME)
    found = [one.code for one in done.run([f"{header}\n{CLIENT}\n".encode()])]
    assert found == ["bad_header"]


def test_header_alone_is_no_file():
    assert codes([]) == ["no_entry"]


def test_bar_separates_as_well_as_tabulation():
    done = FecCheck(CONTEXT, NAME)
    data = "\n".join([HEADER, CLIENT, SERVICE]).replace("\t", "|").encode()
    assert list(done.run([data])) == []


def test_journal_and_file_out_of_balance_are_told_with_amounts():
    _done, found = check([CLIENT, changed(SERVICE, Credit="1000,00")])
    told = [(one.code, one.value, one.params["credit"]) for one in found]
    assert told == [
        ("unbalanced_entry", "F1", "1000.00"),
        ("unbalanced_journal", "VE", "1000.00"),
        ("unbalanced_file", "", "1000.00"),
    ]


def test_gap_of_several_numbers_is_one_finding():
    _done, found = check([*entry(EcritureNum="F01"), *entry(EcritureNum="F05")])
    assert [one.value for one in found] == ["F02 - F04"]


def test_sequence_of_the_file_has_no_gap_in_its_journals():
    bank = {"JournalCode": "BQ", "JournalLib": "Banque"}
    lines = [*entry(EcritureNum="1"), *entry(EcritureNum="2", **bank)]
    assert codes([*lines, *entry(EcritureNum="3")]) == []
    assert codes([*lines, *entry(EcritureNum="4")]) == ["number_gap"]


def test_same_bare_numbers_in_two_journals_are_two_sequences():
    bank = {"JournalCode": "BQ", "JournalLib": "Banque"}
    lines = [*entry(EcritureNum="1"), *entry(EcritureNum="1", **bank)]
    assert codes([*lines, *entry(EcritureNum="2")]) == []


def test_lettering_that_cancels_out_is_sound():
    letter = {"EcritureLet": "AA", "DateLet": "20260131"}
    paid = changed(CLIENT, EcritureNum="F2", Debit="0,00", Credit="1200,00", **letter)
    bank = changed(SERVICE, EcritureNum="F2", Debit="1200,00", Credit="0,00")
    assert codes([changed(CLIENT, **letter), SERVICE, paid, bank]) == []
    assert codes([changed(CLIENT, **letter), SERVICE]) == ["unbalanced_letter"]


def test_file_for_exchange_may_have_any_name_and_period():
    lines = entry(EcritureDate="20251231")
    assert codes(lines, name="x.txt", is_legal=False) == []


def test_findings_beyond_the_limit_are_counted_only():
    lines = [SERVICE.replace("1200,00", "0,00")] * 250
    done, found = check([CLIENT, SERVICE, *lines], most=10)
    assert len(found) == 10
    assert done.counts == {"zero_line": 250}


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_any_line_end_ends_a_line_across_chunks(end):
    data = end.join([b"a", b"b", b"c"]) + end
    chunks = [data[at : at + 1] for at in range(len(data))]
    assert b"\n".join(split_texts(chunks)) == b"a\nb\nc"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_kind_of_finding_is_tried_here(code):
    tried = {code for code, _case in [*LINE_CASES, *FILE_CASES]}
    elsewhere = {
        "bad_header",
        "mixed_charset",
        "no_entry",
        "unbalanced_file",
        "unbalanced_journal",
        "unbalanced_letter",
    }
    assert code in tried | elsewhere


def test_each_finding_reads_as_a_sentence():
    _done, found = check([CLIENT, changed(SERVICE, EcritureLib="", Credit="x")])
    assert [one.message for one in found][:2] == [
        "Line 3: EcritureLib is empty.",
        "Line 3: Credit “x” is no amount with a comma.",
    ]


def test_hostile_bytes_never_stop_the_check():
    seeded = random.Random(5)
    whole = golden_files("fec")[NAME]
    for _try in range(300):
        data = bytearray(whole)
        for _change in range(seeded.randint(1, 30)):
            data[seeded.randrange(len(data))] = seeded.randrange(256)
        for finding in FecCheck(CONTEXT, NAME).run([bytes(data)]):
            assert finding.message


def test_findings_do_not_depend_on_how_lines_come():
    seeded = random.Random(7)
    whole = golden_files("fec")[NAME]
    for _try in range(60):
        data = bytearray(whole)
        for _change in range(seeded.randint(0, 4)):
            data[seeded.randrange(len(data))] = seeded.choice(
                b'\r\n\t"\x00\x85\xa4\xe9-,'
            )
        found = []
        for size in (97, 1000, len(data)):
            chunks = (data[at : at + size] for at in range(0, len(data), size))
            done = FecCheck(CONTEXT, NAME)
            told = [(one.code, one.line, one.value) for one in done.run(chunks)]
            found.append((sorted(told), done.lines, done.entries, done.totals))
        assert found[0] == found[1] == found[2]


def test_year_is_asked_of_no_file_without_one():
    context = replace(CONTEXT, year_from=None, year_to=date(2026, 12, 31))
    assert codes(entry(EcritureDate="20251231"), context=context) == []


def test_books_without_entries_make_a_header():
    made = all_formats()["fec"](CONTEXT)
    data = b"".join(made.write(replace(golden_books(), entries=[]).entries))
    assert data == f"{HEADER}\r\n".encode()
