"""Charts of the tables of a workbook, all of one look."""

from .workbook_style import MUTED, PALETTE

_FONT = {"name": "Calibri", "size": 9, "color": MUTED}
_GRID = {"visible": True, "line": {"color": "#DDE3EA", "width": 0.5}}


def add_chart(target, chart, place, size):
    """A chart of the columns of a table, for its caller to insert.

    ``place`` says where the table stands, ``size`` width and height in pixels.
    """
    drawn = target.add_chart({"type": chart.kind})
    last = place.last
    if chart.first:
        last = min(last, place.first + chart.first - 1)
    for index, key in enumerate(chart.series):
        drawn.add_series(_series_of(chart, place, last, key, index))
    drawn.set_title({"name": chart.title, "name_font": {"size": 11, "bold": True}})
    drawn.set_size(size)
    drawn.set_chartarea({"border": {"none": True}})
    if chart.kind == "doughnut":
        drawn.set_legend({"position": "right", "font": _FONT})
    else:
        _draw_axes(drawn, chart, place)
    return drawn


def _series_of(chart, place, last, key, index):
    column = place.columns[key]
    categories = place.columns[chart.categories]
    series = {
        "name": [place.sheet, place.first - 1, column],
        "categories": [place.sheet, place.first, categories, last, categories],
        "values": [place.sheet, place.first, column, last, column],
    }
    colour = PALETTE[index % len(PALETTE)]
    if chart.kind == "doughnut":
        count = last - place.first + 1
        series["points"] = [
            {"fill": {"color": PALETTE[at % len(PALETTE)]}} for at in range(count)
        ]
        series["data_labels"] = {"percentage": True, "font": {"color": "#FFFFFF"}}
    elif chart.kind == "line":
        series["line"] = {"color": colour, "width": 2.25}
    else:
        series["fill"] = {"color": colour}
        series["gap"] = 60
    return series


def _draw_axes(drawn, chart, place):
    plain = {"num_font": _FONT, "line": {"color": "#BCC6D0"}}
    categories = {**plain, "major_gridlines": {"visible": False}}
    values = {**plain, "major_gridlines": _GRID, "num_format": "#,##0"}
    if not place.has_negative and chart.kind != "line":
        values["min"] = 0
    if chart.kind == "bar":
        # The first row of the table on top, the amounts below all of them.
        categories["reverse"] = True
        values["label_position"] = "high"
    across, upright = (
        (values, categories) if chart.kind == "bar" else (categories, values)
    )
    drawn.set_x_axis(across)
    drawn.set_y_axis(upright)
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom", "font": _FONT})
    else:
        drawn.set_legend({"none": True})
