"""What data protection asks of a large file: contact, retention, look-up, seals.

In a database of that many persons, each with an e-mail, a telephone and one consent:
"may I contact?" is asked about all of them on the four channels, beside counting those
who are on no list of Odoo's for e-mails and calls; a retention policy looks at all of
them in its dry run; one person is looked up by e-mail, telephone and name, by keys and
links, beside Odoo's own look-up; all consents are sealed and checked.
"""

from ground.report import Table, ratio, seconds

SIZE = 100_000


def measure(bench, size: int) -> list[Table]:
    database = bench.with_addon(bench.host(), "gdpr", "crm_clientfile_gdpr")
    bench.call("Making persons", database, "protecting.make", size=size)
    bench.databases.tidy(database)
    asked = bench.call("Asking", database, "protecting.contact")
    run = bench.call("Dry run", database, "protecting.retention")
    found = bench.call("Looking up", database, "protecting.look_up")
    sealed = bench.call("Sealing", database, "protecting.seal")
    table = Table(
        f"Data protection of {size:,} persons",
        ("", "time", "statements", "time beside Odoo's"),
        note=f"Look-up: {found['plan']}. Peak of memory while checking the seals: "
        f"{sealed['megabytes']:.0f} MB, {sealed['before']:.0f} MB before.",
    )
    for title, row in (
        (f"may I contact, {asked['count']:,} persons × 4 channels", asked),
        ("the first 10,000 of them", asked["few"]),
        (f"retention, dry run in {run['batches']} batches", run),
        ("look-up of one person", found),
        ("consents sealed", sealed["seal"]),
        ("seals checked", sealed["check"]),
    ):
        beside = ratio(row["time"], row["plain"]) if row.get("plain") else ""
        table.add(title, seconds(row["time"]), str(row["statements"]), beside)
    return [table]
