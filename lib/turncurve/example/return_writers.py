"""Write the project's own templates: the adoption tracker and the audit returns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from turncurve.example.audits import programme
from turncurve.example.days import LAST_DAY, NEVER
from turncurve.example.lives import Lives
from turncurve.example.rendering import coded, date_texts, known_by
from turncurve.example.ssda903_writer import plan_changed_reasons
from turncurve.example.workbook import BLANK, SheetToWrite, write_workbook
from turncurve.reference.formats.specification import load

TRACKER_DATES = ("Date of birth", "Entered care", "Decision", "Placement order", "Matched", "Placed", "Adopted",
                 "Plan changed", "Foster placement start")  # fmt: skip


def write_adoption_tracker(lives: Lives, folder: Path) -> None:
    """Write the tracker of every child on a route to adoption, as it stood on the last day.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    """
    table = load("adoption_tracker").table("tracker")
    rows = lives.routes.sort_values(["entered_on", "child"])
    who = lives.children.loc[rows["child"]]
    foster = rows["foster"].to_numpy()
    changed = known_by(rows["changed_on"].to_numpy(), LAST_DAY)
    values = {
        "Extract date": np.full(len(rows), LAST_DAY),
        "Child ID": who["child_id"].to_numpy(dtype=str),
        "Sibling group": sibling_groups(lives, rows["route"].to_numpy()),
        "Date of birth": who["born_on"].to_numpy(),
        "Entered care": rows["entered_on"].to_numpy(),
        "Decision": rows["decided_on"].to_numpy(),
        "Placement order": rows["order_on"].to_numpy(),
        "Matched": rows["matched_on"].to_numpy(),
        "Placed": rows["placed_on"].to_numpy(),
        "Adopted": rows["adopted_on"].to_numpy(),
        "Plan changed": changed,
        "Reason": np.where(changed < NEVER, coded(table.column("Reason"), plan_changed_reasons(rows)), ""),
        "Foster carer adoption": coded(table.column("Foster carer adoption"), np.where(foster, "yes", "no")),
        "Foster placement start": np.where(foster, foster_placements(lives, rows["child"].to_numpy()), NEVER),
    }
    columns = {column.name: values[column.name] for column in table.columns}
    heading = f"SYNTHETIC adoption tracker of {lives.council}, an invented council"
    sheet = SheetToWrite("Adoption tracker", columns, dates=("Extract date", *TRACKER_DATES), heading=heading)
    path = folder / "adoption_tracker" / "2013-03-31" / "adoption_tracker_SYNTHETIC.xlsx"
    write_workbook(path, [sheet], title=f"adoption tracker of {lives.council}", council=lives.council)


def sibling_groups(lives: Lives, route: np.ndarray) -> np.ndarray:
    """Return a label for brothers and sisters to be placed together, blank for a child alone.

    Parameters
    ----------
    lives : Lives
        What happened.
    route : array of int
        Each child's route.

    Returns
    -------
    array of str
        Labels such as SYNF012.
    """
    size = lives.routes.groupby("route").size()
    labels = np.array([f"SYNF{each:03d}" for each in range(int(size.index.max()) + 1)])
    return np.where(size.loc[route].to_numpy() > 1, labels[route], "")


def foster_placements(lives: Lives, child: np.ndarray) -> np.ndarray:
    """Return when each child's placement before the one for adoption began.

    Parameters
    ----------
    lives : Lives
        What happened.
    child : array of int
        Children by number.

    Returns
    -------
    array of int
        Day numbers; NEVER where the child was not placed for adoption.
    """
    rows = lives.care_episodes.sort_values(["period", "started_on"])
    moved = rows["started_because"].isin(["S", "P", "B"]) & ~rows["placement"].isin(["A4", "A5", "A6"])
    begun = rows[moved].groupby("child")["started_on"].max()
    return begun.reindex(child).fillna(NEVER).astype(np.int64).to_numpy()


def write_audits(lives: Lives, folder: Path) -> None:
    """Write the returns of the two audits, and what the first found.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    """
    held = programme()
    for title, edition, name in (
        (held["single"]["title"], "2012-09-30", "child_in_need_audit_SYNTHETIC.xlsx"),
        (held["monthly"]["title"], "2013-03-31", "monthly_audit_SYNTHETIC.xlsx"),
    ):
        path = folder / "audits" / edition / name
        write_workbook(path, [_answers(lives, title)], title=title)
    found = {
        "note": "SYNTHETIC: Exampleshire is invented; what was found follows a published bulletin",
        **held["single"]["found"],
    }
    text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=110)
    (folder / "audits" / "2012-09-30" / "README_findings_SYNTHETIC.yml").write_text(
        text, encoding="utf-8", newline="\n"
    )


def _answers(lives: Lives, title: str) -> SheetToWrite:
    """Return one audit's answers as a sheet: dates as text, files by the child's number."""
    table = load("audit_return").table("answers")
    rows = lives.audits[lives.audits["programme"] == title]
    rows = rows.sort_values(["audited_on", "child", "auditor"], kind="stable")
    values = {
        "Programme": rows["programme"].to_numpy(dtype=str),
        "Audit date": date_texts(rows["audited_on"].to_numpy()),
        "File": lives.children["child_id"].to_numpy(dtype=str)[rows["child"]],
        "Auditor": rows["auditor"].to_numpy(dtype=str),
        "Standard": rows["standard"].to_numpy(dtype=str),
        "Criterion": rows["criterion"].to_numpy(dtype=str),
        "Answer": rows["answer"].to_numpy(dtype=str),
        "How chosen": rows["selection"].to_numpy(dtype=str),
        "Population": np.where(rows["population"] > 0, rows["population"], BLANK),
        "Drawn on": np.full(len(rows), ""),
    }
    columns = {column.name: values[column.name] for column in table.columns}
    return SheetToWrite("Audit return", columns, heading="SYNTHETIC audit return of Exampleshire, an invented council")
