"""Which children's files an audit could draw on a day, and what each one is."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from turncurve.indicators.cases import Tables, open_on
from turncurve.reference.periods import at

LONG_MONTHS = 9
ABUSE_OR_NEGLECT = "N1"


def open_cases(tables: Tables, day: dt.date) -> pd.DataFrame:
    """List the cases open at the end of a day, each child once.

    A child in care is looked after; one who has a child protection plan and is not in care is a child protection plan;
    any other with an open referral that was not closed at once is a child in need.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals, cp_plans and care_episodes are read.
    day : datetime.date
        The day.

    Returns
    -------
    DataFrame
        One row a child, in order of pseudonym: child_key; kind; opened_on, when the child's present need was referred,
        or the plan or care began where no referral is open; months, the whole months that it has been open for more
        than; length, "open over 9 months" or "open up to 9 months"; team; and need, "abuse or neglect", "another need"
        or "need not stated".
    """
    periods = (at(day),)
    referred = tables.table("referrals")
    worked = referred[~referred["no_further_action"].fillna(value=False).astype(bool)]
    spells = [
        _spells(open_on(worked, "referred_on", ended="closed_on", periods=periods), "referred_on", "children in need"),
        _spells(
            open_on(tables.table("cp_plans"), "started_on", ended="ended_on", periods=periods),
            "started_on",
            "child protection plans",
        ),
        _spells(
            open_on(tables.table("care_episodes"), "started_on", ended="ended_on", periods=periods),
            "started_on",
            "looked after",
        ),
    ]
    found = pd.concat(spells, ignore_index=True)
    by_child = found.sort_values(["child_key", "rank", "opened_on"], kind="stable").groupby("child_key", sort=True)
    opened = by_child["opened_on"].first()  # of the referral, where there is one
    cases = pd.DataFrame({
        "kind": by_child["kind"].last(), "opened_on": opened, "team": by_child["team"].first(),
        "need": by_child["primary_need"].first(),
    }).reset_index()  # fmt: skip
    months = _whole_months(cases["opened_on"], day)
    length = months.ge(LONG_MONTHS).map({True: "open over 9 months", False: "open up to 9 months"})
    need = cases["need"].map(_need_in_words)
    team = cases["team"].fillna("no team stated")
    return cases.assign(months=months, length=length, need=need.astype("str"), team=team.astype("str"))


def records_end(tables: Tables) -> dt.date | None:
    """Find the last day of which the records tell anything: a referral, plan or period of care that began or ended.

    Parameters
    ----------
    tables : Tables
        Canonical tables, not cut to a day; referrals, cp_plans and care_episodes are read.

    Returns
    -------
    datetime.date or None
        None where there is no record.
    """
    days = pd.concat([
        tables.table(name)[column]
        for name, columns in (
            ("referrals", ("referred_on", "closed_on")),
            ("cp_plans", ("started_on", "ended_on")),
            ("care_episodes", ("started_on", "ended_on")),
        )
        for column in columns
    ]).dropna()  # fmt: skip
    return None if days.empty else days.max().date()


def _spells(rows: pd.DataFrame, began: str, kind: str) -> pd.DataFrame:
    """Return open spells of one kind, with what a referral alone states."""
    rank = ("children in need", "child protection plans", "looked after").index(kind)
    stated = {
        name: rows[name] if name in rows else pd.Series(None, index=rows.index, dtype="str")
        for name in ("team", "primary_need")
    }
    return pd.DataFrame(
        {"child_key": rows["child_key"], "opened_on": rows[began], "kind": kind, "rank": rank, **stated}
    )


def _whole_months(opened_on: pd.Series[pd.Timestamp], day: dt.date) -> pd.Series[int]:
    """Return the most whole months after each date that end before a day."""
    months = (day.year - opened_on.dt.year) * 12 + day.month - opened_on.dt.month
    return (months - (opened_on.dt.day >= day.day)).astype("int64")


def _need_in_words(code: object) -> str:
    """Return a primary need as a stratum is named by."""
    if not isinstance(code, str):
        return "need not stated"
    return "abuse or neglect" if code.startswith(ABUSE_OR_NEGLECT) else "another need"
