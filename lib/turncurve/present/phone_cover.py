"""The exhibit of the phones: how many people must answer, hour by hour."""

from __future__ import annotations

from turncurve.analyses.questions.phone_cover import HourOfCalls, PhoneCover
from turncurve.disclosure.release import Releasable
from turncurve.methods.telephone_queue import TelephoneQueue
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

TITLE = "Who must answer the phones"
NONE_HELD = "How many must answer cannot be told, because no contact log of a whole year with times of day is held."
_HEADS = (
    "Hour from",
    "Calls on a working day",
    "People busy all hour",
    "People needed",
    "Callers who wait %",
    "Average wait, seconds",
    "Callers who wait with one fewer %",
)
_NOTES = (
    "Worked out by Erlang's formula: calls come and last by chance, those that wait are not lost, nobody hangs up.",
    "The minutes that a call takes are a parameter of the page; put the council's own there.",
    "It is for an ordinary working day; calls that nobody answered are in no log, so there were more.",
)


@presents(PhoneCover)
def phone_cover_exhibit(released: Releasable[PhoneCover]) -> Exhibit:
    """Show how many people must answer the phones.

    Parameters
    ----------
    released : Releasable of PhoneCover
        What may be shown.

    Returns
    -------
    Exhibit
        One row an hour.
    """
    found = released.value
    hours = found.hours
    if not hours:
        return Exhibit(TITLE, NONE_HELD)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found, hours),
        columns=tuple(Column(name, numeric=place > 0) for place, name in enumerate(_HEADS)),
        rows=tuple(map(_row, hours)),
        notes=_NOTES,
        source=series_table.source(found.figures[0]),
        as_given=True,
    )


def _sentence(found: PhoneCover, hours: tuple[HourOfCalls, ...]) -> str:
    """Say how many are needed in the busiest hour, and what one fewer would do."""
    busiest = max(hours, key=lambda each: each.calls)
    aim = found.aim
    said = (
        f"In the busiest hour, from {busiest.hour}, {words.number(busiest.calls, decimals=1)} calls come on an "
        f"ordinary working day: {words.plural(busiest.needed.answering, 'person', many='people')} must answer, so that "
        f"{words.number(aim.share)}% of callers are answered within {words.number(aim.within)} seconds, where a call "
        f"takes {words.number(aim.minutes_a_call, decimals=1)} minutes"
    )
    if busiest.one_fewer is None:
        return f"{said}."
    return f"{said}. With one fewer {_waiting(busiest.one_fewer)}% of callers would wait."


def _waiting(queue: TelephoneQueue) -> str:
    """Write the share of callers who wait."""
    return words.number(100 * queue.waiting_share, decimals=1)


def _row(each: HourOfCalls) -> tuple[str, ...]:
    """Return one hour's row."""
    needed = each.needed
    return (
        each.hour,
        words.number(each.calls, decimals=1),
        words.number(needed.offered, decimals=1),
        words.number(needed.answering),
        _waiting(needed),
        words.number(3600 * needed.mean_wait),
        "–" if each.one_fewer is None else _waiting(each.one_fewer),
    )
