import csv
import io

import pytest

from crm_clientfile.formats.csv_reader import (
    LONGEST_RECORD,
    guess_delimiter,
    take_sample,
)
from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.safe_cell import safe_csv_cell
from crm_clientfile.formats.table_reader import open_table


def read(text, encoding="utf-8"):
    return open_table(text.encode(encoding))


def cells(table):
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter):
    table = read(f"Nom{delimiter}Ville\nDurand{delimiter}Lyon\n")
    assert (table.delimiter, cells(table)) == (delimiter, [("Durand", "Lyon")])


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["Nom;CA", "Durand;1,5", "Petit;2,5"], ";"),
        (["Nom;Adresse", "Durand;3, rue Haute, cour", "Petit;4, rue B, lot"], ";"),
        (["Liste, au 1er mars", "", "Nom;Adresse;Ville", "a;1, rue;b"], ";"),
        (['"a;b","c;d"', '"e;f","g;h"'], ","),
        (["Nom|Note", "a|x;y;z", "b|x;y;z"], "|"),
        (["Nom", "Durand; Fils", "Petit, Roux"], "\t"),
        (["Nom", "a;b,c\td|e"], ";"),
        ([], ";"),
    ],
)
def test_delimiter_makes_the_most_consistent_table(lines, delimiter):
    assert guess_delimiter([line + "\n" for line in lines]) == delimiter


def test_delimiter_no_row_can_be_cut_by_is_no_candidate():
    lines = ["Nom;Ville\n", "Durand;Lyon\n", '"' + "x" * (LONGEST_RECORD - 2), "y" * 9]
    assert guess_delimiter(lines) == ";"


def test_declared_delimiter_counts_more_than_looks():
    table = read("sep=|\nNom;x|Ville;y\nDurand;1|Lyon;2\n")
    assert (table.delimiter, table.header) == ("|", ("Nom;x", "Ville;y"))
    assert next(table.rows()).number == 2


def test_quotes_keep_delimiters_and_line_breaks():
    table = read('Nom;Adresse\n"Durand; ""Fils""";"3 rue\nHaute"\nPetit;Metz\n')
    rows = list(table.rows())
    assert rows[0].cells == ('Durand; "Fils"', "3 rue\nHaute")
    assert [row.number for row in rows] == [2, 3]


def test_quotation_without_end_names_its_row():
    with pytest.raises(UnreadableFile) as caught:
        cells(read('Nom;Ville\nDurand;Lyon\n"Petit;Metz\nRoux;Nice\n'))
    assert (caught.value.code, caught.value.params) == ("open_quote", {"row": 3})


def test_endless_quotation_is_refused_before_it_fills_the_memory():
    text = 'Nom;Ville\nDurand;Lyon\n"Petit;Metz\n' + "Roux;Nice\n" * 20_000
    with pytest.raises(UnreadableFile) as caught:
        cells(read(text))
    assert (caught.value.code, caught.value.params) == ("open_quote", {"row": 3})


def test_row_longer_than_any_is_refused_alone():
    table = read(f"Nom;Ville\nDurand;{'x' * LONGEST_RECORD}\nPetit;Metz\n")
    rows = list(table.rows())
    assert [(row.number, row.refused) for row in rows] == [(2, True), (3, False)]
    assert rows[0].notices[0].code == "row_too_long"


def test_sample_of_long_lines_is_bounded():
    lines = iter(["x;y" * LONGEST_RECORD] * 10)
    assert len(take_sample(lines)) == 5
    assert len(list(lines)) == 5


@pytest.mark.parametrize("start", ["", "Nom;Ville\nDurand;Lyon\n"])
def test_row_of_a_million_cells_is_refused(start):
    with pytest.raises(UnreadableFile) as caught:
        cells(read(start + "x;" * 1_000_000 + "\n"))
    assert caught.value.code == "too_many_cells"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(end):
    table = read(end.join(["Nom;Ville", "Durand;Lyon", "Petit;Metz"]))
    assert cells(table) == [("Durand", "Lyon"), ("Petit", "Metz")]


def test_cyrillic_in_cp1251_is_read():
    table = read("Назва;Місто\nТОВ Ромашка;Київ\nФОП Шевченко;Львів\n", "cp1251")
    assert table.encoding == "cp1251"
    assert cells(table)[0] == ("ТОВ Ромашка", "Київ")


def test_utf_16_is_read():
    table = read("Nom\tVille\nÉtienne\tLiège\n", "utf-16")
    assert (table.encoding, table.delimiter) == ("utf-16-le", "\t")
    assert cells(table) == [("Étienne", "Liège")]


def test_notices_tell_what_was_repaired():
    data = "Nom;Ville\nÉté;Lyon\n".encode() + "Société;M\x00etz\n".encode("cp1252")
    table = open_table(data)
    assert [notice.code for notice in table.notices] == ["mixed_encoding", "nul_bytes"]
    assert cells(table) == [("Été", "Lyon"), ("Société", "Metz")]


def test_dates_and_numbers_stay_text():
    table = read("Nom;Date;CA\nDurand;03/04/2024;1 234,50\n")
    assert cells(table) == [("Durand", "03/04/2024", "1 234,50")]


def test_formulas_stay_text():
    assert cells(read("Nom;Ville\n=1+1;@SUM(A1)\n")) == [("=1+1", "@SUM(A1)")]


def test_our_protected_cells_come_back_unchanged():
    hostile = ["=1+1", "+1-555", "@x", "'=2", "\tx", "'s-Gravenhage", "plain"]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([["Nom"] * 2, *([safe_csv_cell(text), "x"] for text in hostile)])
    assert [row[0] for row in cells(read(file.getvalue()))] == hostile


def test_same_bytes_read_the_same_from_a_path(tmp_path):
    path = tmp_path / "clients.csv"
    path.write_bytes("Nom;Ville\nÉté;Lyon\n".encode())
    with open_table(path, filename="clients.csv") as table:
        assert table.name == "clients.csv"
        assert cells(table) == [("Été", "Lyon")]
