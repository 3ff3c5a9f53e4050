"""Indicators of grades: how good auditors judged the practice on files to be, and how far two of them agree."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import Tables, happened
from turncurve.reference.periods import Period
from turncurve.tables.audit_grades import GRADES

BETWEEN = " and "
"""Stands between the two grades of a pair."""
_READING = ["programme", "reading", "file_key"]


def files_by_grade(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files graded in each period, each once in a draw, or in a month where none is named.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audit_grades is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file; where two auditors graded one, the first grade stands for it.
    """
    first = _given(tables).drop_duplicates(_READING).drop(columns="reading")
    return happened(first.reset_index(drop=True), "graded_on", periods=periods)


def grades_given_twice(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files that two auditors graded in each period, by the two grades.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audit_grades is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file, dated by the second grade: pair, such as "good and adequate".
    """
    given = _given(tables)
    of_two = given.groupby(_READING, sort=False).cumcount()
    first = given[of_two == 0].set_index(_READING)["grade"]
    second = given[of_two == 1].reset_index(drop=True)
    other = first.loc[pd.MultiIndex.from_frame(second[_READING])].tolist() if len(second) else list[str]()
    pairs = [pair_of(one, two) for one, two in zip(other, second["grade"].tolist(), strict=True)]
    cases = second[["file_key", "graded_on", "programme"]].assign(pair=pd.Series(pairs, dtype="str"))
    return happened(cases, "graded_on", periods=periods)


def pair_of(one: str, other: str) -> str:
    """Return two grades as one name, whichever came first.

    Parameters
    ----------
    one, other : str
        Grades.

    Returns
    -------
    str
        The better first, such as "good and adequate".
    """
    return BETWEEN.join(sorted((one, other), key=GRADES.index))


def _given(tables: Tables) -> pd.DataFrame:
    """Return the grades that were given, one an auditor, file and draw, in order of time."""
    held = tables.table("audit_grades").sort_values(["graded_on", "auditor_key"], kind="stable")
    month = held["graded_on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    asked = held.assign(reading=held["drawn_on"].fillna(month))
    return asked[asked["grade"].notna()].drop_duplicates([*_READING, "auditor_key"]).reset_index(drop=True)
