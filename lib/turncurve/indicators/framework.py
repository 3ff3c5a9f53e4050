"""Where an indicator stands: its theme in the framework of June 2012, and which question about a service it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from turncurve.indicators.registry import INDICATORS, indicator_of
from turncurve.reference.own_words import own_words

Asks = Literal["How much was done?", "How well was it done?", "Is anyone better off?"]
QUESTIONS: tuple[Asks, ...] = ("How much was done?", "How well was it done?", "Is anyone better off?")


@dataclass(frozen=True)
class Framework:
    """The framework's themes, and what stands where.

    Parameters
    ----------
    source : str
        Where the themes were published.
    themes : mapping of str to str
        Title of each theme, in the framework's order; adoption, which it leaves out, is last.
    topics : mapping of str to str
        Theme of each topic of indicators.
    indicators : mapping of str to str
        Theme of the indicators that stand elsewhere than their topic.
    better_off : frozenset of str
        Indicators that tell whether anybody is better off.
    """

    source: str
    themes: Mapping[str, str]
    topics: Mapping[str, str]
    indicators: Mapping[str, str]
    better_off: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where one indicator stands.

    Parameters
    ----------
    theme : str
        Title of its theme.
    asks : str
        The question of Outcomes Based Accountability that it answers.
    """

    theme: str
    asks: Asks


@cache
def framework() -> Framework:
    """Return the framework.

    Returns
    -------
    Framework
        As `framework.yml` holds it.

    References
    ----------
    Department for Education, The children's safeguarding performance information framework, June 2012. Friedman, M.,
    Trying Hard Is Not Good Enough, 2005, for the three questions.
    """
    held = own_words((resources.files("turncurve.indicators") / "framework.yml").read_text(encoding="utf-8"))
    themes, topics, own = (MappingProxyType(held[name]) for name in ("themes", "topics", "indicators"))
    return Framework(held["source"], themes, topics, own, frozenset(held["better_off"]))


def place_of(indicator: str) -> Place:
    """Return where an indicator stands.

    Parameters
    ----------
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Place
        Its theme and its question: better off where it is listed so, how much for any other count, else how well.
    """
    held, found = framework(), indicator_of(indicator)
    topic = found.cases.__module__.rpartition(".")[2]
    theme = held.themes[held.indicators.get(indicator, held.topics[topic])]
    if indicator in held.better_off:
        return Place(theme, "Is anyone better off?")
    return Place(theme, "How much was done?" if found.definition.kind == "count" else "How well was it done?")


def in_order() -> tuple[str, ...]:
    """Return every indicator, theme by theme and question by question.

    Returns
    -------
    tuple of str
        Identifiers: by the framework's themes, then the three questions, then the order of the registry.
    """
    themes = tuple(framework().themes.values())
    places = {name: place_of(name) for name in INDICATORS}
    return tuple(
        sorted(places, key=lambda name: (themes.index(places[name].theme), QUESTIONS.index(places[name].asks)))
    )
