"""The written rule for evidence: what it says of a claim, how strong it is, and what a claim's evidence comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from turncurve.analyses.evidence_held import Evidence
from turncurve.analyses.measure_status import FEWEST_CASES
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.tables.peer_review import Cited

FEW_CASES = 10
"""Fewer cases than this are weak evidence; fewer than `FEWEST_CASES` fair at best."""
HALF = 0.5
"""Where a smaller share of those asked answered, their answers are weak evidence."""
LOOSELY = "it bears on the claim loosely"
Basis = Literal["all cases", "drawn at random", "chosen", "answers", "document"]
Says = Literal["supports", "contradicts", "cannot tell", "nothing"]
Strength = Literal["strong", "fair", "weak", "none"]
STRENGTHS: tuple[Strength, ...] = ("none", "weak", "fair", "strong")
Verdict = Literal["borne out", "contested", "not borne out", "weak evidence only", "not shown", "no claim"]


@dataclass(frozen=True)
class Reading:
    """What one piece of evidence shows on the report's date.

    Parameters
    ----------
    basis : {"all cases", "drawn at random", "chosen", "answers", "document"}
        What was looked at: all cases that there are, files drawn at random, files chosen, people asked, or a document.
    value : float or None
        In the unit of the evidence; None where there is none.
    bounds : Interval or NoInterval or None
        For a sample: bounds in the same unit; None where everything was counted.
    numerator, denominator : int or None
        The counts behind it.
    until : datetime.date or None
        The last day that it tells of.
    answered : float or None
        Of people asked, the share who answered; None where that is not known, or nobody was asked.
    by_year : bool
        Whether it comes once a year alone.
    why_not : str
        Why there is no value, as a clause.
    """

    basis: Basis
    value: float | None = None
    bounds: Interval | NoInterval | None = None
    numerator: int | None = None
    denominator: int | None = None
    until: dt.date | None = None
    answered: float | None = None
    by_year: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class Weighed:
    """One piece of evidence, weighed.

    Parameters
    ----------
    cited : Cited
        The evidence as the claim cites it.
    reading : Reading
        What it shows.
    says : {"supports", "contradicts", "cannot tell", "nothing"}
        What it says of the claim.
    strength : {"strong", "fair", "weak", "none"}
        How strong it is.
    is_stale : bool
        Whether it is too old to say how things stand.
    because : tuple of str
        What weakens it, one clause each.
    """

    cited: Cited
    reading: Reading
    says: Says
    strength: Strength
    is_stale: bool
    because: tuple[str, ...] = ()


def weigh(cited: Cited, reading: Reading, *, as_at: dt.date) -> Weighed:
    """Weigh one piece of evidence by the written rule.

    Parameters
    ----------
    cited : Cited
        The evidence as the claim cites it, with the value that would bear the claim out.
    reading : Reading
        What it shows.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    Weighed
        What it says, how strong it is, and what weakens it.
    """
    says = _says(cited, reading)
    if says == "nothing":
        return Weighed(cited, reading, says, "none", is_stale=False, because=(reading.why_not,) * bool(reading.why_not))
    strength, because = _strength(reading)
    if cited.relates == "loosely" and strength == "strong":
        strength = "fair"
    if cited.relates == "loosely":
        because = (*because, LOOSELY)
    stale = Evidence(reading.until, by_year=reading.by_year).is_stale(as_at)
    if stale:
        strength = STRENGTHS[max(1, STRENGTHS.index(strength) - 1)]
        because = (*because, "it is stale")
    return Weighed(cited, reading, says, strength, stale, because)


def verdict(claim: str, evidence: Sequence[Weighed]) -> Verdict:
    """Say what the evidence for and against a claim comes to.

    Parameters
    ----------
    claim : str
        The claim; empty where there is none.
    evidence : sequence of Weighed
        What is cited for it.

    Returns
    -------
    {"borne out", "contested", "not borne out", "weak evidence only", "not shown", "no claim"}
        Contested where some supports it and some contradicts it; but weak support alone, such as the council's own
        document, does not contest what fair or strong evidence says against a claim. Weak evidence decides nothing.
    """
    if not claim:
        return "no claim"
    said = {each.says for each in evidence} & {"supports", "contradicts"}
    if not said:
        return "not shown"
    if len(said) > 1:
        against, support = (
            [each for each in evidence if each.says == side and each.strength != "weak"]
            for side in ("contradicts", "supports")
        )
        return "not borne out" if against and not support else "contested"
    if all(each.strength == "weak" for each in evidence if each.says in said):
        return "weak evidence only"
    return "borne out" if "supports" in said else "not borne out"


def _says(cited: Cited, reading: Reading) -> Says:
    """Say what a reading says of the claim that cites it."""
    if reading.basis == "document":
        return "cannot tell" if cited.shows == "neither" else cited.shows
    if reading.value is None:
        return "nothing"
    if cited.aim is None or cited.value is None:
        return "cannot tell"
    ends = reading.bounds if isinstance(reading.bounds, Interval) else None
    low, high = (ends.lower, ends.upper) if ends else (reading.value, reading.value)
    if cited.aim == "at least":
        return "supports" if low >= cited.value else "contradicts" if high < cited.value else "cannot tell"
    return "supports" if high <= cited.value else "contradicts" if low > cited.value else "cannot tell"


def _strength(reading: Reading) -> tuple[Strength, tuple[str, ...]]:
    """Say how strong a reading is by itself, and what weakens it."""
    if reading.basis == "document":
        return "weak", ("it is the council's own document",)
    if reading.basis == "chosen":
        return "weak", ("it speaks for the files read alone",)
    cases = reading.denominator
    if cases is not None and cases < FEW_CASES:
        return "weak", (f"it rests on fewer than {FEW_CASES} cases",)
    if reading.basis == "answers":
        if reading.answered is None:
            return "weak", ("it is not known how many were asked",)
        return ("fair", ()) if reading.answered >= HALF else ("weak", ("fewer than half of those asked answered",))
    if cases is not None and cases < FEWEST_CASES:
        return "fair", (f"it rests on fewer than {FEWEST_CASES} cases",)
    return "strong", ()
