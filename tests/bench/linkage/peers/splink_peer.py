"""Splink 4 (DuckDB) over a normalised file: prints what it took, writes the pairs.

Run by the environment that has Splink: ``splink_peer.py INPUT.csv PAIRS.csv``. Empty
columns are left out; a rule that would compare far too many pairs is tightened, as
Splink's guide advises. All else is the same for every file. Counting the pairs of each
rule, which is done once for a file, is no part of the time.
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
from splink.blocking_analysis import (
    count_comparisons_from_blocking_rule,
    cumulative_comparisons_to_be_scored_from_blocking_rules_data,
)

THRESHOLD = 0.9
RECALL = 0.7
PAIRS = 1_000_000
# Of one rule, where each pair counts twice. The small files never have as many.
MOST_PAIRS = 20_000_000
EM_RULES = (("name",), ("street", "house"), ("phone",), ("birth",), ("email",))
TIGHTER = {
    ("street", "house"): ("street", "house", "zip"),
    ("zip", "substr(name, 1, 4)"): ("zip", "house", "substr(name, 1, 4)"),
    ("city", "substr(name, 1, 5)"): ("city", "house", "substr(name, 1, 5)"),
}
DEDUPE = {"link_type": "dedupe_only"}


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
        rule for rule in rules if all(part in columns or "(" in part for part in rule)
    ]


def certain(columns):
    rules = (("number",), ("email",), ("name", "zip"), ("name", "street"))
    rules += (("name", "birth"), ("name", "phone"))
    return [block_on(*rule) for rule in rules if set(rule) <= columns]


class Rules:
    """The rules that a file bears: for training and for finding pairs.

    ``replaced`` tells of each rule that found too many what is used in its place.
    """

    def __init__(self, frame, columns, connection):
        self.frame, self.api = frame, DuckDBAPI(connection=connection)
        self.replaced = {}
        training = (rule for rule in EM_RULES if set(rule) <= columns)
        self.training = list(self._bearable(training))
        self.finding = list(self._bearable(blocking(columns)))

    def _bearable(self, rules):
        for rule in rules:
            chosen = rule if self._is_bearable(rule) else TIGHTER.get(rule)
            if chosen != rule:
                self.replaced[" + ".join(rule)] = " + ".join(chosen or ())
            if chosen and (chosen == rule or self._is_bearable(chosen)):
                yield block_on(*chosen)

    def _is_bearable(self, rule):
        told = count_comparisons_from_blocking_rule(
            table_or_tables=self.frame,
            blocking_rule=block_on(*rule),
            db_api=self.api,
            compute_post_filter_count=False,
            **DEDUPE,
        )
        counted = told["number_of_comparisons_generated_pre_filter_conditions"]
        return counted <= MOST_PAIRS

    def count_compared(self):
        """Pairs that the rules find together, each once."""
        counted = cumulative_comparisons_to_be_scored_from_blocking_rules_data(
            table_or_tables=self.frame,
            blocking_rules=self.finding,
            db_api=self.api,
            **DEDUPE,
        )
        return int(counted["cumulative_rows"].max())


def train(linker, columns, rules):
    linker.training.estimate_probability_two_random_records_match(
        certain(columns), recall=RECALL
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def database(folder):
    """DuckDB with a third of the machine's memory; what needs more goes to the disk."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 3
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{memory // 2**20}MiB'")
    connection.execute(f"SET temp_directory = '{folder}'")
    return connection


def link(frame, columns, rules, connection):
    """The pairs that are likely."""
    settings = SettingsCreator(
        comparisons=comparisons(columns),
        blocking_rules_to_generate_predictions=rules.finding,
        retain_matching_columns=False,
        **DEDUPE,
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(frame, settings, api, set_up_basic_logging=False)
    train(linker, columns, rules.training)
    found = linker.inference.predict(threshold_match_probability=THRESHOLD)
    columns = "unique_id_l, unique_id_r, match_probability"
    query = f"SELECT {columns} FROM {found.physical_name}"  # noqa: S608
    return connection.execute(query).df()


def measure(frame, folder):
    """The likely pairs, and what it took to find them."""
    columns = {name for name in frame.columns if frame[name].notna().any()}
    rules = Rules(frame, columns, database(folder))
    started = time.perf_counter()
    likely = link(frame, columns, rules, database(folder))
    taken = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return likely, {
        "seconds": taken,
        "memory": peak / 1024,
        "compared": rules.count_compared(),
        "replaced": rules.replaced,
    }


def main(source, target):
    frame = pandas.read_csv(source, dtype=str, keep_default_na=False)
    frame = frame.replace("", None)
    with tempfile.TemporaryDirectory() as folder:
        likely, told = measure(frame, folder)
    likely.to_csv(target, index=False)
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
