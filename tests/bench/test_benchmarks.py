"""Benchmarks can be listed, and what they print can be kept in the documentation."""

import csv

import pytest
from ground import bench
from ground.console import GroundError
from ground.report import Table, overhead, ratio, replace_block, seconds
from stdnum.fr import siret

from tests.bench import bench_import, customers, dirty


@pytest.mark.parametrize("name", bench.names())
def test_benchmark_says_what_it_measures(name):
    module = bench.load(name)
    title, _newline, told = module.__doc__.partition("\n")
    assert len(title) <= 80
    assert told.strip()
    assert module.SIZE > 0
    assert callable(module.measure)


def test_list_names_all_benchmarks(capsys):
    bench.main(["--list"])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [
        *(
            "create",
            "duplicates",
            "export",
            "fiche",
            "find",
            "gdpr",
            "import",
            "install",
        ),
        *("ledger", "metrics", "portfolio", "segments", "workbook"),
    ]


def test_table_is_markdown():
    table = Table("Speed", ("", "ours"), note="In one run.")
    table.add("reading", "2 s")
    lines = ["**Speed**", "", "|  | ours |", "| --- | ---: |", "| reading | 2 s |"]
    assert table.markdown() == "\n".join([*lines, "", "In one run."])


def test_times_are_written_with_their_unit():
    assert [seconds(value) for value in (1234.5, 0.25, 0.0071)] == [
        "1,234.5 s",
        "250 ms",
        "7.1 ms",
    ]
    assert (ratio(1, 4), overhead(1.1, 1.0)) == ("0.25", "+10 %")


def test_block_of_a_benchmark_is_replaced_and_the_rest_kept():
    text = replace_block("# Benchmarks\n", "find", "old")
    text = replace_block(text, "import", "other")
    text = replace_block(text, "find", "new")
    assert "old" not in text
    assert text.startswith(
        "# Benchmarks\n\n<!-- find -->\n\nnew\n\n<!-- end of find -->"
    )
    assert text.endswith("<!-- import -->\n\nother\n\n<!-- end of import -->\n")


def test_customers_are_the_same_each_time_and_their_numbers_valid():
    made = list(customers.make(300))
    assert made == list(customers.make(300))
    assert made[100:] == list(customers.make(200, start=100))
    assert len({customer.siren for customer in made}) == 300
    assert all(siret.is_valid(customer.siret) for customer in made)


def test_dirty_file_has_its_faults(tmp_path):
    path = tmp_path / "customers.csv"
    dirty.write(path, 2000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert len(header) == 20
    assert len(rows) == 2000
    numbers = [row[0] for row in rows]
    assert 30 <= 2000 - len(set(numbers)) <= 90
    short = [row for row in rows if len(row[4].replace(" ", "")) < 14]
    assert all(len(row[4]) < 14 for row in short)
    assert 200 <= len(short) <= 800
    assert any("E+" in row[13] for row in rows)


def test_dirty_file_loses_no_more_zeros_than_real_numbers_have():
    sirets = [customer.siret for customer in customers.make(2000)]
    lost = {14 - len(siret.lstrip("0")) for siret in sirets}
    assert lost == {0, 1, 2}


def test_measure_with_many_refused_rows_fails():
    bench_import.check_refused({"created": 95, "refused": 5})
    with pytest.raises(GroundError, match="6 of 100 rows are refused, more than 5%"):
        bench_import.check_refused({"to_create": 94, "refused": 6})
