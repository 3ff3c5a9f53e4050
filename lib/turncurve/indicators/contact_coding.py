"""Indicators of contacts that were drawn and coded: what they asked for, and where they could have gone."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened
from turncurve.reference.periods import Period

NOWHERE = "nowhere else"
BETWEEN = " and "
"""Stands between the two codes of a pair."""
KINDS_OF_SOURCE = {
    "1": "family, children and neighbours", "2": "schools and education", "3": "health", "4": "housing",
    "5": "councils", "6": "police", "7": "courts and probation", "8": "another agency or charity", "9": "anonymous",
}  # fmt: skip
NOT_KNOWN = "not known"


def contacts_coded_by_code(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts drawn in each period and coded, with what each asked for.

    The coder whose pseudonym comes first stands for a contact that was coded twice.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contact_draws and contact_codings are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact coded: stratum, code, could_go_to, made_by and elsewhere, "yes" or "no".
    """
    draws = tables.table("contact_draws")[["contact_key", "drawn_on", "stratum", "source"]]
    codings = tables.table("contact_codings").sort_values(["drawn_on", "contact_key", "coder_key"], kind="stable")
    first = codings.drop_duplicates(["drawn_on", "contact_key"])[["contact_key", "drawn_on", "code", "could_go_to"]]
    held = first.merge(draws, on=["contact_key", "drawn_on"], how="inner")
    where = held["could_go_to"].astype("str").fillna(NOWHERE)
    elsewhere = where.ne(NOWHERE).map({True: "yes", False: "no"}).astype("str")
    kinds = held["source"].astype("str").fillna("").map(_kind_of).astype("str")
    shown = held[["contact_key", "drawn_on", "stratum", "code"]]
    cases = shown.assign(could_go_to=where.astype("str"), made_by=kinds, elsewhere=elsewhere)
    return happened(cases, "drawn_on", periods=periods)


def contacts_coded_by_destination(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts drawn in each period and coded, with where each could have gone.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contact_draws and contact_codings are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact coded.
    """
    return contacts_coded_by_code(tables, periods)


def contacts_coded_by_agency(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts drawn in each period and coded, with who made each and whether it could have gone elsewhere.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contact_draws and contact_codings are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact coded.
    """
    return contacts_coded_by_code(tables, periods)


def contacts_coded_twice(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts drawn in each period that two coders coded, and the pair of codes that they gave.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contact_draws and contact_codings are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact coded twice: pair, such as "F1 and V2", in alphabetical order.
    """
    held = tables.table("contact_codings").sort_values(["drawn_on", "contact_key", "coder_key"], kind="stable")
    place = held.groupby(["drawn_on", "contact_key"], sort=False).cumcount()
    keys = ["drawn_on", "contact_key"]
    both = held[place == 0].merge(held[place == 1][[*keys, "code"]], on=keys, suffixes=("", "_again"))
    pairs = [BETWEEN.join(sorted(each)) for each in zip(both["code"], both["code_again"], strict=True)]
    cases = both[["contact_key", "drawn_on"]].assign(pair=pd.Series(pairs, index=both.index, dtype="str"))
    return happened(cases, "drawn_on", periods=periods)


def contacts_coded_alike(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts drawn in each period that two coders coded, and whether they coded them alike.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contact_draws and contact_codings are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact coded twice.
    """
    cases = contacts_coded_twice(tables, periods)
    alike = [one == other for one, _, other in (each.partition(BETWEEN) for each in cases["pair"])]
    return cases.assign(**{MEETS: pd.Series(alike, index=cases.index, dtype="boolean")})


def _kind_of(code: str) -> str:
    """Return the kind of agency or person that a source's code names."""
    return NOT_KNOWN if code == "10" else KINDS_OF_SOURCE.get(code[:1], NOT_KNOWN)
