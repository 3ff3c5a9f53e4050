"""What employers of social workers are held to, and the scheme by which cases are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import yaml

from turncurve.errors import RefusedInputError

COMPLEXITIES = ("standard", "complex")


@dataclass(frozen=True)
class Target:
    """How many points a full-time worker of some experience may hold.

    Parameters
    ----------
    experience : str
        The experience, in a reader's words.
    from_months : int
        Whole months since qualifying from which it holds.
    points : float
        Points that one full-time worker may hold.
    """

    experience: str
    from_months: int
    points: float


@dataclass(frozen=True)
class WorkloadScheme:
    """How cases are weighed, and what a worker may hold.

    Parameters
    ----------
    points : mapping of str to mapping of str to float
        By type of case, then by complexity: points of one case.
    targets : tuple of Target
        In order of experience, from the newly qualified.
    source : str
        Who set it.
    """

    points: Mapping[str, Mapping[str, float]]
    targets: tuple[Target, ...]
    source: str


@dataclass(frozen=True)
class Supervision:
    """How often supervision is due, and what it is for.

    Parameters
    ----------
    functions : mapping of str to str
        By column of the table supervisions: the function's name.
    weekly_for_weeks : int
        Weeks from a newly qualified worker's first day in which it is due every week.
    fortnightly_for_months : int
        Months from that day in which it is due every fortnight; monthly after that, and for everyone else.
    source : str
        The standard.
    """

    functions: Mapping[str, str]
    weekly_for_weeks: int
    fortnightly_for_months: int
    source: str


def workload_scheme() -> WorkloadScheme:
    """Return the workload scheme.

    Returns
    -------
    WorkloadScheme
        As the file beside this module states it, checked.
    """
    return scheme_of(_held()["workload_scheme"])


def scheme_of(words: Mapping[str, Any]) -> WorkloadScheme:
    """Check a workload scheme as a file states it.

    Parameters
    ----------
    words : mapping of str to object
        Entries `points`, `targets` and `source`.

    Returns
    -------
    WorkloadScheme
        The scheme.

    Raises
    ------
    RefusedInputError
        If a case has no points for a complexity or fewer for a complex one, if no target holds from the first month,
        or if targets are not in order or fall with experience.
    """
    points = {kind: {name: float(each[name]) for name in COMPLEXITIES} for kind, each in words["points"].items()}
    targets = tuple(Target(each["experience"], each["from_months"], float(each["points"])) for each in words["targets"])
    for kind, each in points.items():
        if not 0 < each["standard"] <= each["complex"]:
            raise RefusedInputError(
                "a complex case must weigh at least as much as a standard one, and each more than nothing",
                where=f"workload scheme, points, {kind}",
                remedy="Mend the points",
            )
    later = [(one.from_months < two.from_months and one.points <= two.points) for one, two in pairwise(targets)]
    if not targets or targets[0].from_months != 0 or targets[0].points <= 0 or not all(later):
        raise RefusedInputError(
            "targets must start at 0 months, follow one another, and not fall with experience",
            where="workload scheme, targets",
            remedy="Put them in order of experience",
        )
    frozen = {kind: MappingProxyType(each) for kind, each in points.items()}
    return WorkloadScheme(MappingProxyType(frozen), targets, str(words["source"]))


def supervision() -> Supervision:
    """Return how often supervision is due, and its four functions.

    Returns
    -------
    Supervision
        As the standard states it.
    """
    held = _held()["supervision"]
    return Supervision(
        MappingProxyType(held["functions"]), held["weekly_for_weeks"], held["fortnightly_for_months"], held["source"]
    )


def employer_standards() -> Mapping[str, str]:
    """Return the titles of the eight employer standards.

    Returns
    -------
    mapping of str to str
        By number, "1" to "8".
    """
    titles: dict[str, str] = _held()["employer_standards"]["titles"]
    return MappingProxyType(titles)


def induction_weeks() -> int:
    """Return the weeks from the first day within which induction should be complete.

    Returns
    -------
    int
        Weeks.
    """
    weeks: int = _held()["induction"]["weeks"]
    return weeks


def newly_qualified_months() -> int:
    """Return the months after qualifying in which a worker is newly qualified.

    Returns
    -------
    int
        Months.
    """
    months: int = _held()["newly_qualified"]["months"]
    return months


def fewest_respondents() -> int:
    """Return how many people must have answered for a group's answers to be shown by themselves.

    Returns
    -------
    int
        People.
    """
    fewest: int = _held()["survey"]["fewest_respondents"]
    return fewest


@cache
def _held() -> dict[str, Any]:
    """Return the file's entries."""
    path = resources.files("turncurve.reference") / "workforce.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held
