"""Splink 4 (DuckDB) over a normalised file: prints what it took, writes the pairs.

Run by the environment that has Splink: ``splink_peer.py INPUT.csv PAIRS.csv``. Empty
columns are left out; all other settings are the same for every file.
"""

import json
import os
import resource
import sys
import tempfile
import time

import duckdb
import pandas
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLD = 0.9
RECALL = 0.7
PAIRS = 1_000_000
EM_RULES = (("name",), ("street", "house"), ("phone",), ("birth",), ("email",))


def comparisons(columns):
    made = {
        "number": cl.LevenshteinAtThresholds("number", 1),
        "birth": cl.DateOfBirthComparison("birth", input_is_string=True),
        "email": cl.EmailComparison("email"),
        "phone": cl.LevenshteinAtThresholds("phone", 1),
        "zip": cl.LevenshteinAtThresholds("zip", [1, 2]),
        "city": cl.JaroWinklerAtThresholds("city", [0.9, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "street": cl.JaroWinklerAtThresholds("street", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "house": cl.LevenshteinAtThresholds("house", 1),
    }
    return [name_comparison(columns)] + [
        made[column] for column in made if column in columns
    ]


def name_comparison(columns):
    if "given" in columns:
        return cl.ForenameSurnameComparison("given", "surname")
    return cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(
        term_frequency_adjustments=True
    )


def blocking(columns):
    """Rules of which those are used whose columns are there."""
    rules = (
        *(("number",), ("email",), ("phone",), ("name",), ("given", "surname")),
        *(
            ("surname", "zip"),
            ("given", "zip"),
            ("house", "street", "zip"),
            ("name", "zip"),
        ),
        *(("surname", "birth"), ("given", "birth"), ("birth", "city")),
        *(("surname", "city"), ("given", "city"), ("zip", "substr(name, 1, 4)")),
        *(("city", "substr(name, 1, 5)"), ("street", "house", "substr(name, 1, 3)")),
    )
    return [
        block_on(*rule)
        for rule in rules
        if all(part in columns or "(" in part for part in rule)
    ]


def certain(columns):
    rules = (("number",), ("email",), ("name", "zip"), ("name", "street"))
    rules += (("name", "birth"), ("name", "phone"))
    return [block_on(*rule) for rule in rules if set(rule) <= columns]


def train(linker, columns):
    linker.training.estimate_probability_two_random_records_match(
        certain(columns), recall=RECALL
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    for rule in EM_RULES:
        if set(rule) <= columns:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*rule)
            )


def database(folder):
    """DuckDB with half of the machine's memory; what needs more goes to the disk."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{memory // 2**20}MiB'")
    connection.execute(f"SET temp_directory = '{folder}'")
    return connection


def link(frame, connection):
    """How many pairs were compared, and those that are likely."""
    columns = {name for name in frame.columns if frame[name].notna().any()}
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons(columns),
        blocking_rules_to_generate_predictions=blocking(columns),
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(frame, settings, api, set_up_basic_logging=False)
    train(linker, columns)
    table = linker.inference.predict(threshold_match_probability=0.0).physical_name
    compared = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
    likely = connection.execute(
        f"SELECT unique_id_l, unique_id_r, match_probability FROM {table}"  # noqa: S608
        f" WHERE match_probability >= {THRESHOLD}"
    )
    return compared, likely.df()


def main(source, target):
    frame = pandas.read_csv(source, dtype=str, keep_default_na=False)
    frame = frame.replace("", None)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        compared, likely = link(frame, database(folder))
    taken = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    likely.to_csv(target, index=False)
    told = {"seconds": taken, "compared": compared, "memory": peak / 1024}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
