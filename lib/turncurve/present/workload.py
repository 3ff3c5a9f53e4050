"""Exhibits of workload: who holds more than they may, how it is spread, and cases that nobody holds."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.workload import LoadByTeam, LoadSpread, Workload
from turncurve.analyses.workforce_figures import of, on, only
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.indicators.workload import LOADS
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Line, Picture
from turncurve.reference.workforce import WorkloadScheme

NONE_HELD = "No list of workers with their caseloads is on record, so workload cannot be measured here."
PER_FULL_TIME = (
    "Cases a full-time worker: cases held, over the full-time equivalents of those who hold any, agency workers too."
)
TITLE, SPREAD_TITLE, TEAM_TITLE = "Workload against the scheme", "How work is spread", "Load by team"


@presents(Workload)
def workload_exhibit(released: Releasable[Workload]) -> Exhibit:
    """Show the share of workers over target, cases per worker and cases without one.

    Parameters
    ----------
    released : Releasable of Workload
        What may be shown.

    Returns
    -------
    Exhibit
        A line over the quarters, one row a date.
    """
    answer = released.value
    if not answer.dates:
        return Exhibit(TITLE, NONE_HELD, answer=NONE_HELD)
    over = answer.figures[0]
    waiting = of(answer.figures, "cases_without_a_worker")
    line = Line(answer.dates, tuple(map(over.value, over.measurements)), label="Workers over target")
    return Exhibit(
        title=TITLE,
        sentence=_sentence(answer),
        answer=_answer(answer),
        columns=(
            Column("Date", numeric=False),
            Column("Workers over target"),
            Column("Cases a full-time worker"),
            Column("Cases without a worker"),
        ),
        rows=tuple(
            (
                f"{day.day} {day:%B %Y}",
                _share(over, day),
                words.shown(answer.cases_a_full_time_worker(day), decimals=1, status="hidden"),
                _share(waiting, day),
            )
            for day in answer.dates
        ),
        picture=Picture((line,), unit="Percent of social workers who hold cases", top=100),
        notes=(*_scheme_notes(answer.scheme), PER_FULL_TIME),
        source=series_table.source(over),
    )


@presents(LoadSpread)
def spread_exhibit(released: Releasable[LoadSpread]) -> Exhibit:
    """Show how many workers carry how much, and those over target by experience.

    Parameters
    ----------
    released : Releasable of LoadSpread
        What may be shown.

    Returns
    -------
    Exhibit
        A bar a band of load; a table of bands, then of experience.
    """
    figures = released.value.figures
    if not figures or not figures[0].measurements:
        return Exhibit(SPREAD_TITLE, NONE_HELD)
    loads, experience, everyone = figures
    counts = {dict(each.breakdown)["load band"]: each for each in loads.measurements}
    bars = Bars(LOADS, (("Social workers", tuple(_value(loads, counts.get(each)) for each in LOADS)),))
    bands = tuple((each, _count(counts.get(each)), "–") for each in LOADS)
    order = [each.experience for each in released.value.scheme.targets]
    held = {dict(each.breakdown)["experience"]: each for each in experience.measurements}
    people = tuple(
        (name[:1].upper() + name[1:], words.shown(each.denominator, status=each.status), _ratio(experience, each))
        for name in order
        if (each := held.get(name)) is not None
    )
    day = loads.measurements[0].period
    return Exhibit(
        title=SPREAD_TITLE,
        sentence=_spread_sentence(loads, bars, day.label),
        columns=(Column("Load, or experience", numeric=False), Column("Social workers"), Column("Over target")),
        rows=(*bands, *people, _everyone(everyone)),
        picture=Picture((bars,), unit="Social workers who hold cases"),
        notes=_scheme_notes(released.value.scheme),
        source=series_table.source(loads),
    )


@presents(LoadByTeam)
def team_exhibit(released: Releasable[LoadByTeam]) -> Exhibit:
    """Show each team's average load, and that of a year before.

    Parameters
    ----------
    released : Releasable of LoadByTeam
        What may be shown.

    Returns
    -------
    Exhibit
        A bar a team; one row a team and one column a date.
    """
    figures = released.value.figures[0] if released.value.figures else None
    if figures is None or not figures.measurements:
        return Exhibit(TEAM_TITLE, NONE_HELD)
    teams = sorted({dict(each.breakdown)["team"] for each in figures.measurements})
    dates = sorted({each.period for each in figures.measurements})
    of_team = {team: {e.period: e for e in only(figures, "team", team).measurements} for team in teams}
    last = tuple(figures.value(of_team[team][dates[-1]]) for team in teams)
    bars = Bars(tuple(teams), (("Percent of target", tuple(None if v is None else round(v, 0) for v in last)),))
    known = [(value, team) for value, team in zip(last, teams, strict=True) if value is not None]
    said = "no team's load may be shown"
    if known:
        high, low = max(known), min(known)
        said = f"highest {high[1]}, {words.number(high[0])}% of target"
        said += f"; lowest {low[1]}, {words.number(low[0])}%" if len(known) > 1 else ""
    heads = [(Column(f"{each.label}: percent of target"), Column("Workers")) for each in dates]
    return Exhibit(
        title=TEAM_TITLE,
        sentence=f"On {dates[-1].label}: {said}.",
        columns=(Column("Team", numeric=False), *(column for pair in heads for column in pair)),
        rows=tuple(
            (team, *(text for each in dates for text in _mean(figures, of_team[team].get(each)))) for team in teams
        ),
        picture=Picture((bars,), unit="Average of weighted cases in percent of target"),
        notes=(
            "A worker's load is the weight of the cases held, in percent of what the scheme lets that worker hold.",
        ),
        source=series_table.source(figures),
    )


def _scheme_notes(scheme: WorkloadScheme) -> tuple[str, ...]:
    """Say how cases are weighed and what each may hold."""
    weights = words.listed(
        [f"{kind} {points['standard']:g} ({points['complex']:g})" for kind, points in scheme.points.items()]
    )
    targets = words.listed([f"{each.experience} {each.points:g}" for each in scheme.targets])
    return (
        f"Points of a case (of a complex one): {weights}. Points that a full-time worker may hold: {targets}.",
        f"{scheme.source}. There is no national scheme: a council states its own in workload_scheme.yml.",
    )


def _everyone(figures: Figures) -> tuple[str, str, str]:
    """Return the row of all who hold cases."""
    (found,) = figures.measurements
    return "All who hold cases", words.shown(found.denominator, status=found.status), _ratio(figures, found)


def _share(figures: Figures | None, day: dt.date) -> str:
    """Return a share on a day with its counts."""
    found = on(figures, day)
    return "–" if figures is None or found is None else _ratio(figures, found)


def _ratio(figures: Figures, found: Measurement) -> str:
    """Return a share with its counts, or why there is none."""
    if figures.value(found) is None:
        return words.shown(None, status=found.status)
    return words.ratio(figures, found)


def _count(found: Measurement | None) -> str:
    """Return a count as text; none counted is none."""
    return words.number(0) if found is None else words.shown(found.numerator, status=found.status)


def _value(figures: Figures, found: Measurement | None) -> float | None:
    """Return a bar's length."""
    return 0.0 if found is None else figures.value(found)


def _mean(figures: Figures, found: Measurement | None) -> tuple[str, str]:
    """Return a team's average and its workers as texts."""
    if found is None:
        return "–", "–"
    return (
        words.shown(figures.value(found), status=found.status),
        words.shown(found.denominator, status=found.status),
    )


def _sentence(answer: Workload) -> str:
    """Say how many are over target, how many cases each holds, and how many cases nobody holds."""
    over, last = answer.figures[0], answer.dates[-1]
    said = [f"workers over target {_share(over, last)}"] if over.value(over.measurements[-1]) is not None else []
    cases = answer.cases_a_full_time_worker(last)
    if cases is not None:
        said.append(f"cases a full-time worker {words.number(cases, decimals=1)}")
    waiting = of(answer.figures, "cases_without_a_worker")
    found = on(waiting, last)
    if waiting is not None and found is not None and waiting.value(found) is not None:
        said.append(f"cases without a worker {_share(waiting, last)}")
    year = last.replace(year=last.year - 1) if (last.month, last.day) != (2, 29) else last
    before = on(over, year)
    earlier = (
        ""
        if before is None or over.value(before) is None
        else f" A year before, {_share(over, year)} were over target."
    )
    return f"On {last.day} {last:%B %Y}: {words.listed(said) or 'no figure may be shown'}.{earlier}"


def _answer(answer: Workload) -> str:
    """Say in one line how many social workers hold more than they may."""
    over = answer.figures[0].measurements[-1]
    if over.status != "measured":
        return "How many social workers hold more than they may cannot be shown."
    top, below = words.number(over.numerator or 0), words.number(over.denominator or 0)
    return f"{top} of {below} social workers who hold cases hold more than the workload scheme lets them."


def _spread_sentence(loads: Figures, bars: Bars, day: str) -> str:
    """Say how many carry far too much, and how many have room."""
    lengths = dict(zip(bars.names, bars.parts[0][1], strict=True))
    said = [
        f"{words.plural(lengths[name] or 0, 'social worker')} {name[:1].lower()}{name[1:]}"
        for name in LOADS
        if lengths[name] is not None
    ]
    return f"On {day}: {words.listed(said) or 'no count may be shown'}."
