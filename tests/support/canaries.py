"""Exampleshire with words in every corner that no page may show, to be searched for in all that leaves it."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from turncurve.example import write
from turncurve.publish.everything import EXAMPLE, read_in

MANY = 50
TOKENS = tuple(f"QXCANARY{number:02d}ZQ" for number in range(MANY))
# What no canonical table holds: postcodes, school and provider numbers, and columns that no standard has.
CORNERS = {
    "ssda903/2013/header_SYNTHETIC.csv": ("UPN", 8),
    "ssda903/2013/episodes_SYNTHETIC.csv": ("HOME_POST", 12),
    "ssda903/2012/episodes_SYNTHETIC.csv": ("PL_POST", 10),
    "ssda903/2011/episodes_SYNTHETIC.csv": ("URN", 8),
    "contact_log/contact_log_2013_SYNTHETIC.csv": ("Notes", 10),
}


def plant(raw: Path) -> None:
    """Write tokens into corners of the example's files, and into words that go beside them."""
    left = list(TOKENS)
    for name, (column, many) in CORNERS.items():
        tokens, left = left[:many], left[many:]
        _into_column(raw / name, column, tokens)
    (raw / "README.txt").write_text(
        f"{(raw / 'README.txt').read_text(encoding='utf-8')}\n{left[0]}\n", encoding="utf-8"
    )
    story = raw / "turning_the_curve.yml"
    story.write_text(f"# {left[1]}\n{story.read_text(encoding='utf-8')}", encoding="utf-8")


def _into_column(path: Path, column: str, tokens: list[str]) -> None:
    """Write tokens into one column, a row each, and leave every other cell as it was."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if column not in rows[0]:
        rows = [[*row, column if place == 0 else ""] for place, row in enumerate(rows)]
    place = rows[0].index(column)
    for row, token in zip(rows[1:], tokens, strict=False):
        row[place] = token
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _written(folder: Path) -> None:
    """Write the example, then plant."""
    write(folder)
    plant(folder)


if __name__ == "__main__":
    read_in([EXAMPLE], write_example=_written, say=lambda sentence: sys.stdout.write(f"{sentence}\n"))
