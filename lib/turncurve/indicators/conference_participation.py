"""Indicators of who took part in conferences: partner agencies and their reports, the child, and the parents."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.indicators.chaired import SHOWN, WHICH, chaired
from turncurve.reference.periods import Period

TOOK_PART = ("attended", "views given")
NOT_ASKED = ("too young", "not appropriate")


def agencies_attending(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the invitations of partner agencies in each period, and whether somebody came.

    Parameters
    ----------
    tables : Tables
        Canonical tables; conference_agencies and chaired_conferences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an agency invited to a conference about one child; not known where it is not said whether it came.
    """
    return _invited(tables, periods, "attended")


def agencies_reporting(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the invitations of partner agencies in each period, and whether a written report had been received.

    Parameters
    ----------
    tables : Tables
        Canonical tables; conference_agencies and chaired_conferences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an agency invited to a conference about one child; not known where it is not said whether it reported.
    """
    return _invited(tables, periods, "reported")


def children_taking_part(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences in each period about a child old enough, and whether the child took part in any way.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child; not known where the chair did not answer.
    """
    return _taking_part(tables, periods, "child_took_part")


def parents_taking_part(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences in each period to which parents could be asked, and whether they took part in any way.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child; not known where the chair did not answer.
    """
    return _taking_part(tables, periods, "parents_took_part")


def _invited(tables: Tables, periods: Sequence[Period], answer: str) -> pd.DataFrame:
    """Find the agencies invited in each period, with the answer to one question about each."""
    return happened(tables.once(_asked_to_come, answer), "held_on", periods=periods)


def _asked_to_come(tables: Tables, answer: str) -> pd.DataFrame:
    """Return the agencies invited, with the answer to one question about each and who chaired."""
    held = tables.table("conference_agencies")
    invited = held[held["invited"].fillna(value=False).astype(bool)]
    chairs = chaired(tables)[[*WHICH, "chair", "chair_key"]]
    cases = invited[[*WHICH, "agency", answer]].merge(chairs, on=WHICH, how="left")
    return cases.rename(columns={answer: MEETS})


def _taking_part(tables: Tables, periods: Sequence[Period], who: str) -> pd.DataFrame:
    """Find the conferences in each period at which somebody could take part, and whether they did."""
    held = chaired(tables)
    asked = held[~held[who].isin(NOT_ASKED)]
    meets = whether(asked[who].isin(TOOK_PART), known=asked[who].notna())
    return happened(asked[SHOWN].assign(**{MEETS: meets}), "held_on", periods=periods)
