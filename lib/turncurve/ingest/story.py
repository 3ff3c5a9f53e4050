"""Reading what a council has written of its curves: `turning_the_curve.yml` in its raw folder.

What contradicts itself is refused, with its place. What is not written yet is left empty: the page is then marked DRAFT
and says what is missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import MISSING, fields
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from turncurve.ingest import yaml_file
from turncurve.tables.explanation import period_named
from turncurve.tables.story import DATES, PARTS, WORDS, Option, Scenario, Story, Target

FILE = "turning_the_curve.yml"
SCORES = frozenset({"leverage", "feasibility", "specificity", "values"})
FLAGS = frozenset({"acceptable", "off_the_wall"})
LISTS = frozenset({"causes", "data_development", "research"})
LEAST = {"change": -100.0, "value": 0.0}
MOST_CHANGE = 1000.0


def read(raw: Path) -> tuple[Story, ...]:
    """Read a council's stories.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Story
        One an indicator, or several written on different days, in the file's order; none where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, holds a word that no story has, or contradicts itself.
    """
    path = raw / FILE
    if not path.is_file():
        return ()
    held = yaml_file.read(path, days=False) or {}  # so that a day is refused in its place
    if not isinstance(held, dict):
        _refuse("the file does not begin with the name of an indicator", FILE)
    return tuple(story for indicator, words in held.items() for story in _stories(str(indicator), words))


def _stories(indicator: str, words: object) -> tuple[Story, ...]:
    """Return one indicator's stories: one, or a list of them, each with the day on which it was written."""
    if not isinstance(words, list):
        return (_story(indicator, words, where=indicator),)
    found = tuple(
        _story(indicator, each, where=f"{indicator}, number {number}") for number, each in enumerate(words, start=1)
    )
    days = [each.written_on for each in found]
    if None in days or len(days) != len(set(days)):
        _refuse("of several stories each has a written_on of its own", indicator)
    return found


def _story(indicator: str, words: object, *, where: str) -> Story:
    """Return one story of an indicator, checked."""
    held = _mapping(words, where)
    plain = {name: value for name, value in held.items() if name not in {*PARTS, "target"}}
    parts = {
        name: tuple(_part(kind, each, f"{where}, {name}, number {number}") for number, each in _numbered(held, name))
        for name, kind in PARTS.items()
    }
    target = None if held.get("target") is None else _part(Target, held["target"], f"{where}, target")
    story = Story(**{**_values(Story, plain, where=where), "indicator": indicator, "target": target, **parts})
    _check(story)
    return story


def _part(kind: type[Any], words: object, where: str) -> Any:  # noqa: ANN401 - one of the parts
    """Return a target, or one cause, partner, option, scenario or action, checked word by word."""
    return kind(**_values(kind, _mapping(words, where), where=where))


def _numbered(held: dict[str, object], name: str) -> Iterable[tuple[int, object]]:
    """Return the entries of a list with their numbers, refusing what is not a list."""
    entries = held.get(name) or []
    if not isinstance(entries, list):
        _refuse(f"{name} is not a list", name)
    return enumerate(entries, start=1)


def _values(kind: type[Any], words: dict[str, object], *, where: str) -> dict[str, Any]:
    """Return an entry's values, each checked by its name."""
    known = {each.name: each for each in fields(kind)}
    unknown = sorted(set(words) - set(known))
    if unknown:
        _refuse(f"no story has the word {unknown[0]!r} here", where)
    for name, each in known.items():
        needed = each.default is MISSING and each.default_factory is MISSING and name != "indicator"
        if needed and (words.get(name) in (None, [], {}) or not str(words[name]).strip()):
            _refuse(f"{name} is not given", where)
    return {name: _value(kind, name, value, where=where) for name, value in words.items() if value is not None}


def _value(kind: type[Any], name: str, value: object, *, where: str) -> Any:  # noqa: ANN401 - by its name
    """Return one value in the form that a story keeps, or refuse it."""
    place = f"{where}, {name}"
    if name in DATES:
        return _date(value, place)
    if name in SCORES or name == "rank":
        return _whole(value, place, most=5 if name in SCORES else 99)
    if name in FLAGS:
        return _flag(value, place)
    if name in LEAST:
        return _number(value, place, least=LEAST[name])
    if name in LISTS:
        return tuple(str(each).strip() for each in (value if isinstance(value, list) else [value]))
    if isinstance(value, bool | list | dict):
        _refuse("words are wanted; put yes and no in quotes, which are true and false otherwise", place)
    text = str(value).strip()
    allowed = _allowed(kind, name)
    if allowed and text not in allowed:
        _refuse(f"{text!r} is not one of: {', '.join(allowed)}", place)
    return text


def _allowed(kind: type[Any], name: str) -> tuple[str, ...]:
    """Return the words that a value may be; none where it is free text, as an action's cost is."""
    if kind is Option and name == "evidence":
        return WORDS["strength"]
    return () if name == "cost" and kind is not Option else WORDS.get(name, ())


def _date(value: object, place: str) -> dt.date:
    """Return a date, refusing any other form."""
    wrong = "the date is not a day written as YYYY-MM-DD"
    if not isinstance(value, str) or len(value) != len("2013-03-31"):
        _refuse(wrong, place)
    try:
        return dt.date.fromisoformat(value)
    except ValueError as problem:
        _refuse(wrong, place, cause=problem)


def _whole(value: object, place: str, *, most: int) -> int:
    """Return a whole number from 1 to the most allowed."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        _refuse(f"a whole number from 1 to {most} is wanted", place)
    return value


def _number(value: object, place: str, *, least: float) -> float:
    """Return a number that is no less than it can be."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < least:
        _refuse(f"a number of {least:g} or more is wanted, without a sign for percent", place)
    return float(value)


def _flag(value: object, place: str) -> bool:
    """Return a plain true or false."""
    if not isinstance(value, bool):
        _refuse("true or false is wanted", place)
    return value


def _mapping(words: object, where: str) -> dict[str, object]:
    """Return an entry's words, refusing what has none."""
    if words is None:
        return {}
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    # YAML takes the word on, without quotes, for true.
    return {"on" if name is True else str(name): value for name, value in words.items()}


def _check(story: Story) -> None:
    """Refuse a story that names one thing twice, or a thing that it does not hold."""
    for name in ("causes", "options", "scenarios", "actions"):
        seen: set[str] = set()
        for each in getattr(story, name):
            if each.id in seen:
                _refuse(f"{each.id!r} is there twice", f"{story.indicator}, {name}")
            seen.add(each.id)
    ranks = [cause.rank for cause in story.causes if cause.rank is not None]
    if len(ranks) != len(set(ranks)):
        _refuse("two causes have one rank", f"{story.indicator}, causes")
    causes, options = ({each.id for each in held} for held in (story.causes, story.options))
    pointing: tuple[Any, ...] = (*story.partners, *story.options)
    for each in pointing:
        _known(each.causes, causes, f"{story.indicator}, {_named(each)}", "cause")
    for action in story.actions:
        _known((action.option,) if action.option else (), options, f"{story.indicator}, action {action.id}", "option")
    _check_chart(story)
    for scenario in story.scenarios:
        place = f"{story.indicator}, scenario {scenario.id}"
        _known((scenario.option,) if scenario.option else (), options, place, "option")
        _check_scenario(scenario, place)


def _check_chart(story: Story) -> None:
    """Refuse two rebases on one day, and an explanation of what is no period."""
    days = [each.on for each in story.rebases]
    if len(days) != len(set(days)):
        _refuse("limits start anew twice on one day", f"{story.indicator}, rebases")
    for number, each in enumerate(story.explanations, start=1):
        if period_named(each.period) is None:
            _refuse(
                f"{each.period!r} is no period, such as May 2012, April to June 2012 or year to March 2013",
                f"{story.indicator}, explanations, number {number}, period",
            )


def _check_scenario(scenario: Scenario, place: str) -> None:
    """Refuse a scenario that changes nothing or leaves nothing, or that is complete before it begins."""
    change = scenario.change
    if change is not None and (change == 0 or not LEAST["change"] < change <= MOST_CHANGE):
        _refuse(f"a change of {change:g} percent is no change that can be drawn", place)
    if scenario.begins and scenario.full_by and scenario.full_by < scenario.begins:
        _refuse("the change is complete before it begins", place)


def _named(part: Any) -> str:  # noqa: ANN401 - a partner or an option
    """Return what an entry is called in a message."""
    return f"option {part.id}" if isinstance(part, Option) else f"partner {part.name}"


def _known(names: Iterable[str], held: set[str], where: str, what: str) -> None:
    """Refuse a name of something that the story does not hold."""
    for name in names:
        if name not in held:
            _refuse(f"there is no {what} {name!r}", where)


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
