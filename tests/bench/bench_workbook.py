"""Writing the customer file with figures, beside XlsxWriter alone.

On a database of that many partners with their documents and figures, an administrator
has the whole customer file written to analyse: all columns, a summary that calculates,
charts; with its background job, every step committed. Beside it the same cells, read
before, are written with XlsxWriter alone: one `write` a cell, in constant memory, with
a format for each column. Each runs in a process of its own, which also tells how
much memory it took; a tenth of the customers tells whether memory is flat.
"""

from ground.report import Table, ratio, seconds

from tests.bench.scale import stored

SIZE = 100_000
FEWER = 10


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size)
    database = bench.with_addon(filled, "workbook")
    bench.call("Making figures", database, "figures.refresh")
    bench.databases.tidy(database)
    few, whole = (
        bench.call(f"Writing {count:,}", database, "workbook.export", count=count)
        for count in (size // FEWER, size)
    )
    alone = bench.call("XlsxWriter alone", database, "workbook.alone", count=size)
    table = Table(
        f"A workbook of {whole['rows']:,} customers, {whole['columns']} columns",
        ("", "customers", "time", "customers a second", "peak memory"),
        note=f"{ratio(whole['seconds'], alone['seconds'])} times as long as XlsxWriter "
        f"alone. Before the first row a process holds {whole['before']:.0f} MB. The"
        f" longest step of the job took {seconds(whole['longest'])}.",
    )
    for title, told in (
        ("a tenth", few),
        ("all", whole),
        ("XlsxWriter alone", alone),
    ):
        rate = f"{told['rows'] / told['seconds']:,.0f}"
        memory = f"{told['peak']:.0f} MB"
        table.add(title, f"{told['rows']:,}", seconds(told["seconds"]), rate, memory)
    return [table]
