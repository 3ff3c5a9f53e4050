"""Which indicators a council puts at the front, and how many false alarms to expect over all of them."""

from __future__ import annotations

from turncurve.indicators import registry
from turncurve.indicators.definition import Definition
from turncurve.methods.verdict_family import Allowances
from turncurve.tables.council import identify
from turncurve.tables.records import Records
from turncurve.tables.story import Story, all_told


def story_of(records: Records, indicator: str) -> Story:
    """Return what a council has written of one curve.

    Parameters
    ----------
    records : Records
        The council's records.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Story
        Empty where nothing is written, and where only published figures are held of a council: nobody else may tell
        its story.
    """
    return written_of(records, indicator) if identify(records.council).records else Story(indicator)


def written_of(records: Records, indicator: str) -> Story:
    """Return what is written of one curve, whoever may tell it.

    Parameters
    ----------
    records : Records
        The council's records.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Story
        Empty where nothing is written.
    """
    return records.once(_stories).get(indicator, Story(indicator))


def headlines(records: Records) -> tuple[str, ...]:
    """Return the indicators that a council has a story of.

    Parameters
    ----------
    records : Records
        The council's records.

    Returns
    -------
    tuple of str
        Their identifiers, in the registry's order; empty where the council has written nothing yet.
    """
    if not identify(records.council).records:
        return ()
    return tuple(name for name in registry.INDICATORS if written_of(records, name) != Story(name))


def allowances(records: Records) -> Allowances:
    """Share out the allowance for false alarms among a council's indicators, before any of them is looked at.

    Parameters
    ----------
    records : Records
        The council's records.

    Returns
    -------
    Allowances
        The headlines that the rule can read share one; the registry's other curves have one each.
    """
    readable = [name for name, known in registry.INDICATORS.items() if can_be_read(known.definition)]
    front = tuple(name for name in headlines(records) if name in readable)
    return Allowances(front, others=len(readable) - len(front))


def can_be_read(definition: Definition) -> bool:
    """Tell whether the rule can ever give a verdict on an indicator.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    bool
        False for one broken down into categories, and for a mean or anything else over pooled years.
    """
    return not definition.by and definition.kind != "mean" and definition.window != "three years pooled"


def _stories(records: Records) -> dict[str, Story]:
    """Return all that a council has written of its curves by the report's date."""
    return all_told(records.council, as_at=records.as_at)
