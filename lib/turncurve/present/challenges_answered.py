"""The exhibit of challenges: raised and resolved month by month, and still open at the end of each."""

from __future__ import annotations

from turncurve.analyses.questions.challenges_answered import DAYS, OPEN, RAISED, TOO_LONG, ChallengesAnswered
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture
from turncurve.reference.periods import Period

RESOLVED_ONLY = (
    "The days are of challenges resolved in the month: settling old ones raises them, and those still open are not in "
    "them. Read them beside the number open."
)
OWN_LINE = "The line of 20 working days is this project's own; a local procedure for disagreement sets its own."


@presents(ChallengesAnswered)
def challenges_answered_exhibit(released: Releasable[ChallengesAnswered]) -> Exhibit:
    """Show what became of challenges.

    Parameters
    ----------
    released : Releasable of ChallengesAnswered
        What may be shown.

    Returns
    -------
    Exhibit
        A line of those raised and one of those open, and a table with the days that they took.
    """
    answer = released.value
    x = tuple(month.end for month in answer.months)
    lines = tuple(
        Line(x, tuple(_value(answer, name, month) for month in answer.months), label=label, rank=rank)
        for rank, (name, label) in enumerate(((OPEN, "Open at the month's end"), (RAISED, "Raised in the month")))
    )
    return Exhibit(
        title="Challenges: raised, resolved and still open",
        sentence=_sentence(answer),
        columns=(
            Column("Month", numeric=False),
            Column("Raised"),
            Column("Resolved"),
            Column("Days to resolve, on average"),
            Column("Open at the end"),
            Column("of them for more than 20 working days"),
        ),
        rows=tuple(_row(answer, month) for month in answer.months),
        picture=Picture(lines, unit="Challenges"),
        notes=(RESOLVED_ONLY, OWN_LINE),
        source=series_table.source(answer.figures[0]),
    )


def _value(answer: ChallengesAnswered, name: str, month: Period) -> float | None:
    """Return a month's count; None where it is not known."""
    found = answer.of(name).get(month)
    return None if found is None or found.numerator is None else float(found.numerator)


def _sentence(answer: ChallengesAnswered) -> str:
    """Say what was raised in the last month, how soon challenges were resolved, and how many are open."""
    last = answer.months[-1]
    raised, open_now, long = (_value(answer, name, last) for name in (RAISED, OPEN, TOO_LONG))
    days = answer.of(DAYS).get(last)
    said = f"{series_table.capital(words.within(last))}, chairs raised {_many(raised, 'challenge')}"
    if days is not None and days.denominator:
        took = words.number((days.numerator or 0) / days.denominator)
        said += f", and the {words.number(days.denominator)} resolved had taken {took} days on average"
    if open_now is None:
        return f"{said}."
    waiting = "" if not open_now else f", {_many(long)} of them for more than 20 working days"
    return f"{said}. At the end of it {_many(open_now)} {'was' if open_now == 1 else 'were'} open{waiting}."


def _many(count: float | None, noun: str = "") -> str:
    """Return a count, with its noun where there is one."""
    if count is None:
        return "a number that is hidden"
    return words.plural(count, noun) if noun else ("none" if not count else words.number(count))


def _row(answer: ChallengesAnswered, month: Period) -> tuple[str, ...]:
    """Return one month's row."""
    raised, days, still, long = (answer.of(name).get(month) for name in (RAISED, DAYS, OPEN, TOO_LONG))
    took = None if days is None else answer.figures[1].value(days)
    counts = [(raised, "numerator"), (days, "denominator"), (still, "numerator"), (long, "numerator")]
    one, two, four, five = (_shown(found, part) for found, part in counts)
    return (month.label, one, two, words.shown(took, status=days.status if days else ""), four, five)


def _shown(found: Measurement | None, part: str) -> str:
    """Return one count of a measurement as text; a dash where there is none."""
    return "–" if found is None else words.shown(getattr(found, part), status=found.status)
