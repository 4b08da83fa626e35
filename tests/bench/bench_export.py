"""Entries for accounting software, beside COPY and the host's own FEC wizard.

A company with one fiscal year of invoices, taxes and reconciled payments, of that many
entry lines, exports them to each format: first the check, as a job; then the files
alone, read from the books and written; then the export, as a job, which asks the books
what is wrong, writes and keeps the files, reads a FEC back and checks it as a whole,
marks each entry with its content and freezes the names of a FEC. Beside it PostgreSQL's
own `COPY … TO` of the columns of a FEC in the same order, to nowhere, and Odoo's FEC
wizard, which checks nothing and has the file in memory. Each runs in a process of its
own, which tells how much memory it took; a tenth of the year tells whether memory is
flat.
"""

from ground.report import Table, ratio, seconds

from tests.bench import entries

SIZE = 100_000
ADDON = "crm_clientfile_accounting_export"
FEC = "fec"
EXCHANGE = "fec_exchange"
# A month and a few days: as many days as a tenth of a year has.
TENTH = "02-06"
FORMATS = (
    *(FEC, EXCHANGE, "text_layout", "ximport", "rimport", "sage_pnm", "sage_tagged"),
    *("ebp", "ebp_open_line", "quadra", "cegid_tra", "coala", "winbooks_act"),
    *("winbooks_web", "bob50", "isacompta", "exact_globe"),
)


def add_options(parser) -> None:
    parser.add_argument(
        "--formats", nargs="+", metavar="CODE", help="formats of an export; all of them"
    )


def describe_options(options) -> str:
    return f" --formats {' '.join(options.formats)}" if options.formats else ""


def measure(bench, size: int) -> list[Table]:
    database = bench.with_addon(bench.host(), "export", ADDON)
    patterns = bench.call("Writing documents", database, "exporting.prepare")
    with bench.databases.connect(database) as connection:
        entries.fill(connection.cursor(), size, patterns)
        connection.commit()
    bench.databases.tidy(database)
    year = {"year": entries.YEAR}
    plain = bench.call("COPY, the host's", database, "exporting.baselines", **year)
    told = {
        code: bench.call(code, database, "exporting.export", code=code, **year)
        for code in bench.options.formats or FORMATS
    }
    few = bench.call(
        "A tenth", database, "exporting.export", code=EXCHANGE, until=TENTH, **year
    )
    return [speed(plain, told), memory(plain, few, told)]


def speed(plain: dict, told: dict) -> Table:
    lines = max(one["lines"] for one in told.values())
    table = Table(
        f"Exports of {lines:,} entry lines",
        ("", "lines", "files", "beside COPY", "check job", "export job", "beside host"),
        note=f"COPY takes {seconds(plain['copy'])}, the host's wizard"
        f" {seconds(plain['host'])}. A format with fewer lines is compared with as"
        " large a part of COPY.",
    )
    for one in told.values():
        share = one["lines"] / lines
        table.add(
            one["label"],
            f"{one['lines']:,}",
            seconds(one["files"]),
            ratio(one["files"], plain["copy"] * share),
            seconds(one["check"]),
            seconds(one["job"]),
            ratio(one["job"], plain["host"] * share),
        )
    return table


def memory(plain: dict, few: dict, told: dict) -> Table:
    table = Table(
        "Peak memory of the process",
        ("", "lines", "file", "before", "peak"),
        note=f"The host's wizard: {plain['peak']:.0f} MB.",
    )
    for one in (few, *told.values()):
        table.add(
            one["label"],
            f"{one['lines']:,}",
            f"{one['megabytes']:.0f} MB",
            f"{one['before']:.0f} MB",
            f"{one['peak']:.0f} MB",
        )
    return table
