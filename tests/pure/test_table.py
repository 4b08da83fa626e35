import pytest

from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.table import Limits, find_header, name_columns
from crm_clientfile.formats.table_reader import open_table


def read(text, **limits):
    return open_table(text.encode(), limits=Limits(**limits))


def codes(notices):
    return [notice.code for notice in notices]


def test_rows_keep_the_number_a_person_sees():
    table = read("Nom;Ville\nDurand;Lyon\n\n ; \nPetit;Metz\n")
    assert [row.number for row in table.rows()] == [2, 5]


def test_reading_starts_again_where_it_stopped():
    table = read("Nom;Ville\nDurand;Lyon\n\nPetit;Metz\nRoux;Nice\n")
    assert [row.cells[0] for row in table.rows(1)] == ["Petit", "Roux"]
    assert list(table.rows(3)) == []


def test_two_readings_do_not_disturb_each_other():
    table = read("Nom;Ville\nDurand;Lyon\nPetit;Metz\n")
    first, second = table.rows(), table.rows()
    assert next(first) == next(second)
    assert next(first).cells == next(second).cells == ("Petit", "Metz")


def test_short_row_is_padded():
    (row,) = read("Nom;Ville;Pays\nDurand\n").rows()
    assert row.cells == ("Durand", None, None)
    assert not row.refused


def test_blank_cells_right_of_the_table_do_not_matter():
    (row,) = read("Nom;Ville\nDurand;Lyon;; ;\n").rows()
    assert row == (2, ("Durand", "Lyon"), ())


def test_filled_cells_right_of_the_table_refuse_the_row():
    rows = list(read("Nom;Ville\na;b\nc;d\nDurand;3;rue Haute\n").rows())
    assert [row.refused for row in rows] == [False, False, True]
    assert rows[2].notices[0].message == (
        "1 filled cells stand right of the last column."
    )


def test_columns_without_title_are_kept_when_rows_use_them():
    table = read("Nom;Ville\nDurand;Lyon;FR\nPetit;Metz;FR\n")
    assert table.header == ("Nom", "Ville", "Column 3")
    assert [row.cells[2] for row in table.rows()] == ["FR", "FR"]


def test_too_long_cell_refuses_its_row_only():
    rows = list(read("Nom;Note\nDurand;abcdef\nPetit;ok\n", max_cell_length=5).rows())
    assert rows[0].cells == (None, None)
    assert codes(rows[0].notices) == ["cell_too_long", "cell_too_long"]
    assert [row.refused for row in rows] == [True, False]


def test_duplicate_titles_get_a_number_and_a_notice():
    table = read("Phone;Phone;Phone (2);Phone\n1;2;3;4\n")
    assert table.header == ("Phone", "Phone (2)", "Phone (2) (2)", "Phone (3)")
    assert codes(table.notices) == ["duplicate_header"] * 3


def test_unnamed_columns_are_no_duplicates():
    assert name_columns(["Column 2", None]) == (("Column 2", "Column 2 (2)"), [])
    assert name_columns([2024, None])[0] == ("2024", "Column 2")


def test_titles_above_the_table_are_left_out_and_told():
    table = read("Liste des clients\n\nNom;Ville\nDurand;Lyon\n")
    assert table.header == ("Nom", "Ville")
    assert table.notices[0].message.startswith("The first 2 rows")


@pytest.mark.parametrize(
    ("counts", "position"),
    [([12, 5, 5], 0), ([2, 12, 3], 1), ([1, 2, 2], 1), ([1, 1], 0), ([3, 6, 6], 0)],
)
def test_header_is_the_first_row_that_fills_the_table(counts, position):
    assert find_header(counts) == position


def test_single_column_needs_no_separator():
    table = read("E-mail\na@exemple.fr\nb@exemple.fr\n")
    assert table.header == ("E-mail",)
    assert [row.cells for row in table.rows()] == [("a@exemple.fr",), ("b@exemple.fr",)]


@pytest.mark.parametrize("content", ["", "\n\n", " ; ;\n", "\ufeff"])
def test_file_without_cells_is_empty(content):
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    assert caught.value.code == "empty_file"


def test_header_alone_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        read("Nom;Ville\n;\n")
    assert caught.value.code == "header_only"


def test_too_many_columns_are_refused():
    with pytest.raises(UnreadableFile) as caught:
        read(";".join(f"c{at}" for at in range(501)) + "\n" + "x;" * 501)
    assert caught.value.code == "too_many_columns"
    assert caught.value.params == {"columns": 501, "limit": 500}


def test_too_many_rows_are_refused_after_the_last_allowed():
    rows = read("Nom;Ville\na;b\nc;d\ne;f\n", max_rows=2).rows()
    assert len([next(rows), next(rows)]) == 2
    with pytest.raises(UnreadableFile) as caught:
        next(rows)
    assert caught.value.code == "too_many_rows"


def test_table_closes_with_its_block():
    with read("Nom;Ville\nDurand;Lyon\n") as table:
        assert (table.format, table.name, table.sheet) == ("csv", "", None)
