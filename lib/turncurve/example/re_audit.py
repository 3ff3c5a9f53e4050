"""The re-audit of children in need open over 9 months: drawn by strata, and read half a year after the first audit."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.audits import answers_on, in_need, programme, second_marks
from turncurve.example.days import number, shift
from turncurve.example.lives import Lives
from turncurve.example.rendering import date_texts
from turncurve.example.workbook import SheetToWrite, write_workbook
from turncurve.methods.sampling import allocate

DRAWN_ON = number(2013, 2, 1)
LONG_OPEN = 275
"""Days that are more than 9 months."""
NEEDS = {True: "abuse or neglect", False: "another need"}
DRAW_SEED = 20130201


def write_re_audit(lives: Lives, folder: Path, *, seed: int) -> None:
    """Write the re-audit's return and the record of its draw.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed; the re-audit has a source of chance of its own.
    """
    settings = programme()["re_audit"]
    name = int.from_bytes(sha256(b"re-audit").digest()[:4], "big")
    rng = np.random.default_rng([seed, name])
    drawn = drawn_files(lives, files=settings["files"], rng=rng)
    children = rng.permutation(drawn["child"].to_numpy())
    found = answers_on(children, shift(DRAWN_ON + rng.integers(10, 45, len(children)), 0), settings, rng=rng)
    twice = set(found["child"].drop_duplicates().iloc[: settings["double_marked"]])
    found = pd.concat([found, second_marks(found, settings["double_marked"], rng=rng)], ignore_index=True)
    own = lives.children["child_id"].to_numpy(dtype=str)
    found = found.sort_values(["audited_on", "child", "auditor"], kind="stable")
    title, day = settings["title"], str(date_texts(np.array([DRAWN_ON]))[0])
    columns = {
        "Programme": np.full(len(found), title), "Drawn on": np.full(len(found), day), "File": own[found["child"]],
        "Auditor": found["auditor"].to_numpy(dtype=str), "Audit date": date_texts(found["audited_on"].to_numpy()),
        "Standard": found["standard"].to_numpy(dtype=str), "Criterion": found["criterion"].to_numpy(dtype=str),
        "Answer": found["answer"].to_numpy(dtype=str),
    }  # fmt: skip
    place = folder / "audits" / "2013-03-31"
    sheet = SheetToWrite("Audit return", columns, heading="SYNTHETIC audit return of Exampleshire, an invented council")
    write_workbook(place / "re_audit_SYNTHETIC.xlsx", [sheet], title=title)
    rows = [
        (title, day, str(own[int(str(each.child))]), each.stratum, each.stratum_files, each.stratum_drawn,
         "Yes" if each.child in twice else "No", DRAW_SEED)
        for each in drawn.itertuples(index=False)
    ]  # fmt: skip
    text = io.StringIO()
    header = ("Programme", "Drawn on", "File", "Stratum", "Files in stratum", "Files drawn", "Read twice", "Seed")
    csv.writer(text, lineterminator="\n").writerows([header, *sorted(rows, key=lambda row: (row[3], row[2]))])
    (place / "re_audit_draw_SYNTHETIC.csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")


def drawn_files(lives: Lives, *, files: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw children in need open over 9 months, half by each need, so that the rarer is not left to chance.

    Parameters
    ----------
    lives : Lives
        What happened.
    files : int
        How many files are drawn.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a file: child, stratum, stratum_files and stratum_drawn.
    """
    cases = in_need(lives.episodes, lives.plans, lives.care, day=DRAWN_ON)
    held = cases[DRAWN_ON - cases["referred_on"] > LONG_OPEN].sort_values("child").drop_duplicates("child")
    strata = held["primary_need"].eq("N1").map(NEEDS)
    sizes = {str(name): int(count) for name, count in strata.value_counts().items()}
    parts = []
    for share in allocate(sizes, files, minimum=files // len(sizes)):
        children = held.loc[strata == share.stratum, "child"].to_numpy()
        taken = np.sort(rng.choice(children, share.drawn, replace=False))
        drawn = pd.DataFrame({"child": taken, "stratum": [share.stratum] * len(taken)})
        parts.append(drawn.assign(stratum_files=share.frame, stratum_drawn=share.drawn))
    return pd.concat(parts, ignore_index=True)
