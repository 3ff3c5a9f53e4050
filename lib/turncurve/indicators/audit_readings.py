"""Indicators of how audits were made: files read by two auditors, and files by the draw that they came from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.audits import files_by_answer
from turncurve.indicators.cases import MEETS, Tables, happened
from turncurve.reference.periods import Period

SCALE = ("met", "partly met", "not met", "not applicable")
BETWEEN = " and "
"""Stands between the two answers of a pair."""


def answers_given_twice(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers that two auditors gave to one question on one file, by whether they agree.

    The first two auditors of a file in a month, or of a draw, are its two readers. A question that one of them left
    blank was not answered twice. "Not applicable" is an answer.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a question on a file, dated by the second answer: agreed, "yes" or "no", and pair, such as "met and
        partly met".
    """
    return happened(tables.once(_given_twice), "audited_on", periods=periods)


def _given_twice(tables: Tables) -> pd.DataFrame:
    """Return the answers that two auditors gave to one question on one file."""
    held = tables.table("audits").sort_values(["audited_on", "auditor_key"], kind="stable")
    month = held["audited_on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    asked = held.assign(reading=held["drawn_on"].fillna(month))
    reading = ["programme", "reading", "file_key", "standard", "criterion"]
    given = asked[asked["answer"].notna()].drop_duplicates([*reading, "auditor_key"])
    of_two = given.groupby(reading, sort=False).cumcount()
    first = given[of_two == 0].set_index(reading)["answer"]
    second = given[of_two == 1].reset_index(drop=True)
    other = first.loc[pd.MultiIndex.from_frame(second[reading])].tolist() if len(second) else list[str]()
    both = list(zip(other, second["answer"].tolist(), strict=True))
    words = {
        "agreed": ["yes" if one == two else "no" for one, two in both],
        "pair": [pair_of(one, two) for one, two in both],
    }
    shown = ["file_key", "audited_on", "programme", "standard", "criterion"]
    return second[shown].assign(**{name: pd.Series(each, dtype="str") for name, each in words.items()})


def answers_agreed(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers that two auditors gave to one question on one file, and whether they were the same.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a question on a file.
    """
    cases = answers_given_twice(tables, periods)
    return cases.assign(**{MEETS: cases["agreed"].eq("yes").astype("boolean")})


def answers_that_differ(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the questions on files that two auditors answered differently, to be moderated.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a question on a file.
    """
    cases = answers_given_twice(tables, periods)
    return cases[cases["agreed"] == "no"].reset_index(drop=True)


def files_by_draw(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files drawn and audited in each period, by draw, question and answer, each file once a question.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file and question, with drawn, the day of the draw as text, and stratum.
    """
    answers = files_by_answer(tables, periods)
    held = answers[answers["drawn_on"].notna() & answers["stratum"].notna()].reset_index(drop=True)
    return held.assign(drawn=held["drawn_on"].dt.strftime("%Y-%m-%d").astype("str"))


def files_by_stratum(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the files drawn and audited in each period, by draw, stratum, question and answer.

    Parameters
    ----------
    tables : Tables
        Canonical tables; audits is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a file and question, with drawn, the day of the draw as text, and stratum.
    """
    return files_by_draw(tables, periods)


def pair_of(one: str, other: str) -> str:
    """Return two answers as one name, whichever came first.

    Parameters
    ----------
    one, other : str
        Answers of the scale.

    Returns
    -------
    str
        In the order of the scale, such as "met and partly met".
    """
    return BETWEEN.join(sorted((one, other), key=SCALE.index))
