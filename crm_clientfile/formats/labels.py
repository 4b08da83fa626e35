"""Sheets of adhesive address labels, as PDF, to the tenth of a millimetre.

Sizes are those that Avery gives for its A4 sheets; what lies between the labels and
around them is the same on both sides. Print at 100 %, without fitting to the page.
"""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_PAGE_WIDTH, _PAGE_HEIGHT = 210.0, 297.0
_PADDING = 4.0
_LARGEST, _LEGIBLE, _SMALLEST, _STEP = 11.0, 8.0, 5.0, 0.5
_LEADING = 1.2
# From the middle of a line of letters to the line they stand on.
_MIDDLE = 0.35


class UnprintableLabel(ValueError):  # noqa: N818 - named for what the person is told
    """An address that does not go on a label: ``code`` is ``letters`` or ``long``."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels; millimetres.

    >>> L7160.place(1)
    (0, 7.21, 15.15)
    >>> L7160.place(22)
    (1, 7.21, 15.15)
    """

    columns: int
    rows: int
    width: float
    height: float
    gap: float

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def margin(self) -> float:
        taken = self.columns * self.width + (self.columns - 1) * self.gap
        return (_PAGE_WIDTH - taken) / 2

    @property
    def top(self) -> float:
        return (_PAGE_HEIGHT - self.rows * self.height) / 2

    def place(self, number: int) -> tuple[int, float, float]:
        """Page (from 0), left and top edge of the label ``number`` (from 1)."""
        page, rest = divmod(number - 1, self.per_page)
        row, column = divmod(rest, self.columns)
        left = self.margin + column * (self.width + self.gap)
        return page, round(left, 3), round(self.top + row * self.height, 3)


L7160 = LabelSheet(columns=3, rows=7, width=63.5, height=38.1, gap=2.54)
L7163 = LabelSheet(columns=2, rows=7, width=99.1, height=38.1, gap=2.5)
SHEETS = {"l7160": L7160, "l7163": L7163}


class LabelWriter:
    """Writes addresses on one kind of sheet, in one font.

    :param sheet: a :class:`LabelSheet`
    :param font: path of a TrueType font
    """

    def __init__(self, sheet, font):
        self.sheet = sheet
        self.face = TTFont("clientfile-labels", font)
        pdfmetrics.registerFont(self.face)

    def fit(self, lines):
        """Size and lines with which an address fits on a label, as large as can be.

        Lines are written smaller before they are broken at spaces, and broken before
        they become hard to read. Nothing is ever cut: :class:`UnprintableLabel` where
        it cannot be read any more.
        """
        self._check_letters(lines)
        for size in _sizes(_LARGEST, _LEGIBLE):
            if self._are_narrow(lines, size) and self._is_low(lines, size):
                return size, list(lines)
        for size in _sizes(_LARGEST, _SMALLEST):
            broken = self._break_lines(lines, size)
            if broken and self._is_low(broken, size):
                return size, broken
        raise UnprintableLabel("long")

    def write_pdf(self, file, addresses, first=1):
        """Write addresses (tuples of lines), from the label ``first`` on."""
        canvas = Canvas(file, (_PAGE_WIDTH * mm, _PAGE_HEIGHT * mm), invariant=True)
        current = 0
        for number, lines in enumerate(addresses, start=first):
            page, left, top = self.sheet.place(number)
            if page > current:
                canvas.showPage()
                current = page
            self._draw(canvas, left, top, lines)
        canvas.save()

    @property
    def _room(self):
        """Width and height for letters, in points."""
        width = (self.sheet.width - 2 * _PADDING) * mm
        return width, (self.sheet.height - 2 * _PADDING) * mm

    def _check_letters(self, lines):
        known = self.face.face.charToGlyph
        if any(ord(letter) not in known for line in lines for letter in line):
            raise UnprintableLabel("letters")

    def _are_narrow(self, texts, size):
        return all(self._measure(text, size) <= self._room[0] for text in texts)

    def _is_low(self, lines, size):
        return len(lines) * size * _LEADING <= self._room[1]

    def _break_lines(self, lines, size):
        """Lines of words that fit; nothing where a word alone does not."""
        broken = []
        for line in lines:
            words = line.split()
            if not self._are_narrow(words, size):
                return None
            broken.extend(self._fill(words, size))
        return broken

    def _fill(self, words, size):
        line = ""
        for word in words:
            longer = f"{line} {word}".strip()
            if line and not self._are_narrow([longer], size):
                yield line
                longer = word
            line = longer
        if line:
            yield line

    def _measure(self, text, size):
        return self.face.stringWidth(text, size)

    def _draw(self, canvas, left, top, lines):
        size, lines = self.fit(lines)
        step = size * _LEADING
        middle = (_PAGE_HEIGHT - top - self.sheet.height / 2) * mm
        line_y = middle + (len(lines) - 1) * step / 2 - _MIDDLE * size
        canvas.setFont(self.face.fontName, size)
        for line in lines:
            canvas.drawString((left + _PADDING) * mm, line_y, line)
            line_y -= step


def _sizes(largest, smallest):
    size = largest
    while size >= smallest:
        yield size
        size -= _STEP
