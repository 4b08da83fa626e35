"""Formats with general lines, and analytic ones that say more about them."""


def with_sections(lines):
    """Each line itself, without sections, and a line for each of its sections."""
    if not any(line.analytic for line in lines):
        return lines
    return [part for line in lines for part in _parts_of(line)]


def _parts_of(line):
    yield line._replace(analytic=())
    for part in line.analytic:
        if part.amount:
            debit, credit = max(part.amount, 0), max(-part.amount, 0)
            yield line._replace(debit=debit, credit=credit, analytic=(part,))


def join_sections(rows):
    """Rows of lines, each with the sections of the rows that followed it."""
    last = None
    for row in rows:
        if row["line_type"] == "G":
            if last:
                yield last
            last = row | {"section": "", "sections": []}
        else:
            last["sections"].append(row)
    if last:
        yield last
