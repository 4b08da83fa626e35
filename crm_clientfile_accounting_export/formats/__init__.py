"""Files of accounting software: entries in, bytes out, and the reverse. No Odoo.

Values are those of ``entry``: ``Entry`` with its ``Line``s, ``ThirdParty``,
``Account``, ``Context`` (company, period, the moment of the export) and ``Books`` (the
three streams of one export). Amounts are ``Decimal``, exact at the cent.

A format is a subclass of ``base.Format``, found by its code::

    kind = all_formats()["fec"]             # a class: label, options, confidence
    made = kind(context, separator="|")     # with the options of one export
    for problem in made.problems(books):    # everything to repair, at once
        problem.code, problem.document, problem.message
    tally = Tally()
    for file in made.files(books, tally):   # streams; raises Refused
        for chunk in file.chunks: ...
    tally.lines, tally.debit, tally.digests[file.name]
    list(made.read(data)) == [made.normalise(entry) for entry in entries]

``problems`` and ``files`` each read the books once: give them a fresh stream. Nothing
but some hundred lines is held in memory. ``made.widths`` tells how long a code may be.
``Option.kind`` is ``selection``, ``boolean``, ``integer`` or ``text``.

Another addon adds a format with ``register`` and one entry in the selection.
"""

from . import fec, text_layout
from . import ximport, rimport, sage_pnm, sage_tagged
from . import ebp, ebp_open_line
from . import quadra, cegid_tra, coala
from . import winbooks_act, winbooks_web, bob50, isacompta, exact_globe
from .base import File, Format
from .entry import Account, Analytic, Books, Context, Entry, Line, ThirdParty
from .options import Option
from .problem import MESSAGES, Problem, Refused, Unreadable
from .registry import all_formats, register
from .tally import Tally
