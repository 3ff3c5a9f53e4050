"""Indicators of adopters: families who applied, were approved, and wait for a match."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, open_on, whether
from turncurve.reference.periods import Period
from turncurve.reference.timescales import timescale

REFUSED = "3"
"""Why an adopter left whose application was refused."""


def adopter_families_applied(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the families who applied to adopt in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adopters is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a family.
    """
    return happened(_families(tables), "began_on", periods=periods)


def adopter_families_approved(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the families who were approved to adopt in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adopters is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a family.
    """
    return happened(_not_refused(tables), "approved_on", periods=periods)


def adopter_families_approved_in_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the families approved in each period, and whether within the time allowed for their way of assessment.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adopters is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a family.
    """
    approved = adopter_families_approved(tables, periods)
    whole = approved["began_on"] + pd.DateOffset(months=timescale("adopter_approval").limit)
    second = approved["stage_two_began_on"] + pd.DateOffset(months=timescale("adopter_stage_two").limit)
    in_time = approved["approved_on"] <= second.fillna(whole)
    return approved.assign(**{MEETS: whether(in_time, known=np.ones(len(approved), dtype=bool))})


def adopter_families_waiting(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the approved families who waited for a match at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adopters is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a family and date.
    """
    families = _not_refused(tables)
    waited_until = families[["matched_on", "left_on"]].min(axis=1)
    return open_on(families.assign(waited_until=waited_until), "approved_on", ended="waited_until", periods=periods)


def _families(tables: Tables) -> pd.DataFrame:
    """Return one row a family and application: the two of a couple count once."""
    rows = tables.table("adopters").sort_values(["began_on", "adopter_key"], kind="stable")
    family = rows["family_key"].fillna(rows["adopter_key"])
    once = rows.assign(family_key=family).drop_duplicates(["family_key", "began_on"])
    return once.drop(columns=["adopter_key", "children_placed"]).reset_index(drop=True)


def _not_refused(tables: Tables) -> pd.DataFrame:
    """Return the families but those refused, whose assessment ended without an approval."""
    families = _families(tables)
    return families[(families["left_because"] != REFUSED).fillna(value=True).astype(bool)].reset_index(drop=True)
