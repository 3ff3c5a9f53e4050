"""What the example's files count up to: the totals that the simulation keeps exactly."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

YEARS = (2010, 2011, 2012, 2013)
"""Reporting years, each ending on 31 March, that the files cover."""


@cache
def targets() -> dict[str, Any]:
    """Return the totals that the example keeps, by subject.

    Returns
    -------
    dict
        As `targets.yml` states them.
    """
    path = resources.files("turncurve.example") / "targets.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def of_year(subject: str, year: int) -> int:
    """Return one total of one reporting year.

    Parameters
    ----------
    subject : str
        What is counted, such as "referrals".
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    int
        The count.
    """
    return int(targets()["years"][year][subject])


def shape_of_year(subject: str, year: int) -> list[int]:
    """Return how a year's count is spread over its months, from April.

    Parameters
    ----------
    subject : str
        What is counted: "referrals", "plans" or "contacts".
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    list of int
        Twelve weights; the counts themselves where a published year is followed month by month.
    """
    months: dict[str, list[int]] = targets()["months"]
    return months.get(f"{subject}_{year}", months[subject])
