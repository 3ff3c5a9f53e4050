"""The exhibit of whether the target was met: a fact about counts, beside what they can and cannot tell."""

from __future__ import annotations

from turncurve.analyses.questions.was_the_target_met import NO_TARGET, TargetMet
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Exhibit, presents
from turncurve.present.picture import Line, Picture, Rule

APART = (
    "Whether a target was met is a fact about what was counted. Whether the service has really changed is another "
    "question: a target can be met by chance, and a real change can fall short of one."
)


@presents(TargetMet)
def target_exhibit(released: Releasable[TargetMet]) -> Exhibit:
    """Say whether the target was met, and how far chance could have moved the value.

    Parameters
    ----------
    released : Releasable of TargetMet
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence, the curve with the target's level, and a table of the years.
    """
    found = released.value
    figures, target = found.figures[0], found.target
    x = tuple(each.period.end for each in figures.measurements)
    line = Line(x, tuple(figures.value(each) for each in figures.measurements), label=figures.definition.title)
    level = (Rule(target.value, _aimed(found)),) if target else ()
    bounded = not found.reason and not isinstance(found.interval, NoInterval)
    return Exhibit(
        title=f"{figures.definition.title}: the target",
        sentence=_sentence(found),
        answer=_answer(found),
        columns=series_table.columns(figures.definition),
        rows=tuple(series_table.row(figures, each) for each in figures.measurements),
        picture=Picture((*level, line), unit=series_table.unit(figures.definition)) if target else None,
        notes=(*((APART,) if target else ()), *((words.WHY_AN_INTERVAL,) if bounded else ()), *_set_by(found)),
        source=series_table.source(figures),
    )


def _answer(found: TargetMet) -> str:
    """Say in one line how the counts stand to the target."""
    return {
        "met": "The target was met.",
        "not met": "The target was not met.",
        "not yet due": "The target is not yet due.",
        "cannot say": "There is no target to judge." if found.reason == NO_TARGET else "It cannot be said.",
    }[found.standing]


def _sentence(found: TargetMet) -> str:
    """Say the value beside the target, and what chance could have made of it."""
    figures, judged = found.figures[0], found.judged
    title = figures.definition.title
    if found.target is None:
        return f"{title}: {NO_TARGET} in the council's story."
    by = found.target.by
    aimed = f"{title}: the target is {_aimed(found)} by {by.day} {by:%B %Y}"
    if found.reason or judged is None:
        return f"{aimed}. Whether it was met cannot be said, because {found.reason}."
    value = f"{words.ratio(figures, judged)} {words.within(judged.period)}"
    if found.standing == "not yet due":
        side = "already" if found.on_the_right_side else "not yet"
        return f"{aimed}. The latest value is {value}, {side} where it is wanted.{_chance(found)}"
    side = "as wanted" if found.on_the_right_side else "on the other side of it"
    return f"{aimed}. The value was {value}, {side}.{_chance(found)}"


def _aimed(found: TargetMet) -> str:
    """Write what is aimed at."""
    target, definition = found.target, found.figures[0].definition
    if target is None:
        return ""
    whole = float(target.value).is_integer() and definition.decimals == 0
    level = words.amount(target.value, definition) if whole or definition.decimals else f"{target.value:g}"
    return f"{found.aim} {level}" if found.aim else level


def _chance(found: TargetMet) -> str:
    """Say whether the same service could by chance have come out on the other side."""
    bounds = found.interval
    if isinstance(bounds, NoInterval):
        return ""
    definition = found.figures[0].definition
    low, high = (words.amount(end, definition) for end in (bounds.lower, bounds.upper))
    if found.chance_could_undo:
        return f" By chance alone the same service could have come to anything from {low} to {high}, on either side."
    return f" Chance alone would have made it anything from {low} to {high}, all on the same side of the target."


def _set_by(found: TargetMet) -> tuple[str, ...]:
    """Say who set the target."""
    return (f"Set by: {found.target.set_by}.",) if found.target and found.target.set_by else ()
