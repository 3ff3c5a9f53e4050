"""What a council says lies behind a curve and will turn it, and what it has not said yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from turncurve.analyses import series
from turncurve.analyses.headlines import written_of
from turncurve.analyses.story_gaps import Part, gaps
from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.tables.council import identify
from turncurve.tables.records import Records
from turncurve.tables.story import Cause, Story

YEARS_CITED = 2
_NAME = re.compile(r"[a-z][a-z0-9_]+")
_OPENS = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(?:[:;,.]|$)")
"""An identifier that is a plain word, such as "contacts", is one only where the evidence begins with it alone."""


@dataclass(frozen=True)
class Told:
    """One part of a council's own words on a curve; the causes rest on the figures that they cite, the rest on none.

    Parameters
    ----------
    part : str
        outcome, quadrant, future, causes, partners, options, actions or agenda.
    story : Story
        All that the council has written of the curve.
    figures : tuple of Figures
        The last years of each indicator that a cause cites as its evidence; none for the other parts.
    ours_to_tell : bool
        False where only published figures are held of the council: nobody else may tell its story.
    """

    part: Part
    story: Story
    figures: tuple[Figures, ...] = ()
    ours_to_tell: bool = True

    def over(self, figures: tuple[Figures, ...]) -> Told:
        """Return the same words beside other figures.

        Parameters
        ----------
        figures : tuple of Figures
            Figures of the same indicators, in the same order.

        Returns
        -------
        Told
            The same words; evidence is stated from those figures alone.
        """
        return replace(self, figures=figures)

    @property
    def missing(self) -> tuple[str, ...]:
        """What this part still lacks, one sentence each; a page that lacks anything is a draft."""
        return gaps(self.story, self.part) if self.ours_to_tell else ()


def part_of(records: Records, indicator: str, part: Part) -> Told:
    """Return one part of what a council has written of a curve.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    part : {"outcome", "quadrant", "future", "causes", "partners", "options", "actions", "agenda"}
        The part.

    Returns
    -------
    Told
        The council's words, and what they lack.
    """
    story = written_of(records, registry.definition(indicator).id)
    ours = identify(records.council).records
    names = sorted({name for cause in story.causes for name in cited(cause)}) if ours and part == "causes" else []
    measured = (_last_years(records, name) for name in names)
    return Told(part, story, tuple(each for each in measured if each is not None), ours_to_tell=ours)


def cited(cause: Cause) -> tuple[str, ...]:
    """Return the indicators that a cause names as its evidence.

    Parameters
    ----------
    cause : Cause
        A cause; only one whose evidence is a figure cites indicators.

    Returns
    -------
    tuple of str
        Identifiers of the registry, in the order in which they stand; empty where it names none.
    """
    if cause.evidence_kind != "figure":
        return ()
    first = _OPENS.match(cause.evidence)
    named = [first[1]] if first else []
    named += [name for name in _NAME.findall(cause.evidence) if "_" in name]
    return tuple(dict.fromkeys(name for name in named if name in registry.INDICATORS))


def _last_years(records: Records, indicator: str) -> Figures | None:
    """Return the last years of an indicator cited; None where the council's records cannot give it."""
    try:
        held = series.measured(records, indicator, grain="year")
    except TurnCurveError:
        return None
    return replace(held, measurements=held.measurements[-YEARS_CITED:])
