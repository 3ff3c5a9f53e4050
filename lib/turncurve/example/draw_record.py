"""The record of a draw of files, as `turncurve audit-sample` writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.rendering import date_texts

HEADER = ("Programme", "Drawn on", "File", "Stratum", "Files in stratum", "Files drawn", "Read twice", "Seed")


def write_draw(
    path: Path, drawn: pd.DataFrame, *, own: npt.NDArray[np.str_], twice: Collection[int], title: str, day: int
) -> None:
    """Write which files were drawn, from which groups, and which of them two auditors read.

    Parameters
    ----------
    path : pathlib.Path
        The file to write.
    drawn : DataFrame
        One row a file: child, stratum, stratum_files and stratum_drawn.
    own : array of str
        The council's own number of each child, by number.
    twice : collection of int
        The children whose files are read twice.
    title : str
        The audit's name.
    day : int
        Day number of the draw, from which its seed follows.
    """
    on = str(date_texts(np.array([day]))[0])
    seed = np.datetime64(day, "D").item().strftime("%Y%m%d")
    rows = [
        (title, on, str(own[int(str(each.child))]), each.stratum, each.stratum_files, each.stratum_drawn,
         "Yes" if each.child in twice else "No", seed)
        for each in drawn.itertuples(index=False)
    ]  # fmt: skip
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *sorted(rows, key=lambda row: (row[3], row[2]))])
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
