"""The exhibit of the way of a case through the front door: the map as a picture, and its table."""

from __future__ import annotations

from turncurve.analyses.questions.process_map import MoveSeen, ProcessMap, StepSeen
from turncurve.analyses.workforce_figures import of
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.flow_layers import Flow
from turncurve.present.picture import Picture
from turncurve.tables.case_events import ACTIVITIES

TITLE = "The way of a case through the front door"
NONE_HELD = "No map can be drawn, because no event log is held; `turncurve template events` writes an empty one."
AN_HOUR, A_DAY = 60.0, 24 * 60.0
_HEADS = ("Step, or move from one to the next", "Times", "Done before on the case %", "Changed hands %",
          "On average took, or waited", "In the middle waited")  # fmt: skip
_NOTES = (
    "Arrows that are dashed are work done again or sent back; the thicker an arrow, the more cases took it.",
    "Times are those of the clock, with nights and weekends; an assessment takes the days that it is open.",
    "Steps are known by team or role, and nobody is named.",
)


@presents(ProcessMap)
def process_map_exhibit(released: Releasable[ProcessMap]) -> Exhibit:
    """Show the map of the front door.

    Parameters
    ----------
    released : Releasable of ProcessMap
        What may be shown.

    Returns
    -------
    Exhibit
        A picture of steps and moves; the table has a row for each.
    """
    found = released.value
    if found.period is None:
        return Exhibit(TITLE, NONE_HELD)
    told = bool(found.middles)
    columns = tuple(Column(name, numeric=place > 0) for place, name in enumerate(_HEADS))
    rows = (*map(_step, found.steps), *map(_move, found.moves))
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        columns=columns if told else columns[:-1],
        rows=rows if told else tuple(row[:-1] for row in rows),
        picture=Picture((_flow(found),), unit=""),
        notes=_NOTES,
        source=series_table.source(found.figures[0]),
        as_given=True,
    )


def lasting(minutes: float | None) -> str:
    """Write a length of time in the unit that a reader would choose.

    Parameters
    ----------
    minutes : float or None
        Minutes; None where they may not be shown.

    Returns
    -------
    str
        Minutes below an hour, hours below two days, else days.
    """
    if minutes is None:
        return words.shown(None, status="hidden")
    if minutes < AN_HOUR:
        return f"{words.number(minutes)} min"
    if minutes < 2 * A_DAY:
        return f"{words.number(minutes / AN_HOUR, decimals=1)} hours"
    return f"{words.number(minutes / A_DAY, decimals=1)} days"


def _sentence(found: ProcessMap) -> str:
    """Say how much is done again and sent back, and where a case waits longest."""
    parts = []
    for name, said in (
        ("cases_with_a_step_done_again", "had a step done more than once"),
        ("cases_that_went_back", "went back to an earlier step"),
    ):
        held = of(found.figures, name)
        for each in held.measurements if held else ():
            value = held.value(each) if held else None
            if held and value is not None:
                parts.append(f"{words.ratio(held, each)} {said}")
    whole = f"Of the cases that came {_between(found)}, {words.listed(parts)}." if parts else ""
    waits = [each for each in found.moves if each.minutes is not None]
    if waits:
        longest = max(waits, key=lambda each: each.minutes or 0.0)
        whole += (
            f" They waited longest from {longest.before} to {longest.after}: {lasting(longest.minutes)} on average."
        )
    loops = [" to ".join((*loop, loop[0])) for loop in found.loops]
    whole += f" Cases came round again from {words.listed(loops)}." if loops else ""
    return whole.strip() or "Neither steps nor moves may be shown."


def _between(found: ProcessMap) -> str:
    """Write the days that the map is of."""
    if found.period is None:
        return ""
    first, last = found.period.start, found.period.end
    return f"between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}"


def _step(each: StepSeen) -> tuple[str, ...]:
    """Return a step's row."""
    again = words.shown(each.again, decimals=1, status="hidden")
    times = words.shown(each.times, status="hidden")
    return (series_table.capital(each.name), times, again, "–", lasting(each.minutes), "–")


def _move(each: MoveSeen) -> tuple[str, ...]:
    """Return a move's row."""
    name = f"{series_table.capital(each.before)} → {each.after}" + (" (back)" if each.goes_back else "")
    over = words.shown(each.handed_over, decimals=1, status="hidden")
    middle = "–" if each.middle is None else lasting(each.middle)
    return (name, words.shown(each.times, status="hidden"), "–", over, lasting(each.minutes), middle)


def _flow(found: ProcessMap) -> Flow:
    """Return the picture's map; what may not be shown is neither drawn nor counted."""
    place = {each.name: number for number, each in enumerate(found.steps)}
    steps = tuple((series_table.capital(each.name), words.shown(each.times, status="hidden")) for each in found.steps)
    shown = [each for each in found.moves if each.times and {each.before, each.after} <= set(place)]
    most = max((each.times or 0 for each in shown), default=1)
    ordered = sorted(shown, key=lambda each: (ACTIVITIES.index(each.before), ACTIVITIES.index(each.after)))
    return Flow(
        steps,
        tuple(
            (place[each.before], place[each.after], (each.times or 0) / most, words.number(each.times or 0))
            for each in ordered
        ),
    )
