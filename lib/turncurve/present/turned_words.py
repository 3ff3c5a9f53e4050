"""What the verdict "has it turned?" says in words: the answer, and what it rests on."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.analyses.two_periods import Step
from turncurve.methods.turn_result import Verdict
from turncurve.present import series_table, words

MUCH = 0.1
"""A denominator that grew or shrank by less than this part does not need saying."""
_PARTS = {0.25: "a quarter", 1 / 3: "a third", 0.5: "a half"}
_LENGTHS = {"month": "month", "quarter": "quarter", "year": "year", "three_years": "three years"}


def answer(turned: Turned) -> str:
    """Say the verdict in one plain sentence, and a second where a condition of the rule was waived.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        What a minister may repeat.
    """
    verdict = turned.verdict.verdict
    if verdict is Verdict.CANNOT_TELL_YET:
        return "We cannot tell yet whether the curve has really changed."
    if verdict is Verdict.NO_CHANGE_FOUND:
        effect = part(turned.test.effect)
        return f"No real change has been found, and one of {effect} or more would have shown itself."
    said = "has really" if verdict in {Verdict.RISEN, Verdict.FALLEN} else "has"
    return " ".join(part for part in (f"It {said} {verdict}: {_levels(turned)}.", waived(turned)) if part)


def waived(turned: Turned) -> str:
    """Say that the condition of the frozen forecast was waived, where there was no forecast to apply it with.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        One sentence; empty where there was a forecast, or no verdict rests on its lack.
    """
    held = turned.held_against
    if held is None or held.forecast.known or turned.stretch.reason or turned.read.definition.window == "point":
        return ""
    return "No forecast could be made at that baseline, so that the condition of the frozen forecast was waived."


def basis(turned: Turned) -> str:
    """Say what was counted, why the verdict is what it is, what it is held against, when one could tell and how surely.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        Sentences.
    """
    reason = _reason(turned)
    told = turned.verdict.verdict is not Verdict.CANNOT_TELL_YET
    why = f"{series_table.capital(reason)}." if told else f"Nobody can tell yet, because {reason}."
    return " ".join(part for part in (counted(turned), why, against(turned), when(turned), _promised(turned)) if part)


def _promised(turned: Turned) -> str:
    """Say how many looks have been made and how likely a false alarm is over all of them; nothing without a look."""
    planned, made = len(turned.test.looks), len(turned.verdict.looks)
    if turned.baseline.end is None or turned.stretch.reason:
        return ""
    front = turned.allowances.headlines
    together = len(front) > 1 and turned.read.definition.id in front
    level = f"{100 * (turned.allowances.level if together else turned.test.false_alarm):.3g}"
    all_of_them = f", for all {len(front)} headlines together" if together else ""
    have = "has" if made == 1 else "have"
    return (
        f"{made} of {planned} planned looks {have} been made; were nothing to change, the rule allows itself a "
        f"false alarm at any of them in at most {level} of 100 cases{all_of_them}."
    )


def _reason(turned: Turned) -> str:
    """Return the rule's reason with its periods and its origin called by their names."""
    reason = turned.verdict.reason
    if turned.stretch.reason:
        return reason
    named = reason.replace("period", length(turned)).replace("the origin", "the baseline's end")
    found = turned.verdict.found_after
    if found is None:
        return named
    return f"{named}, with figures to {_end(turned.end_after(found - len(turned.stretch.after)))}"


def counted(turned: Turned) -> str:
    """Say what was counted in the latest period and at the baseline's end, above and below the line.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        A sentence or two.
    """
    figures, step = turned.read, turned.step
    title = figures.definition.title
    if step is None:
        known = [each for each in figures.measurements if figures.value(each) is not None]
        if not known:
            return f"{title}: no value can be shown for any period."
        return f"{title}: {words.ratio(figures, known[-1])} {words.within(known[-1].period)}."
    latest, before = (f"{words.ratio(figures, e)} {words.within(e.period)}" for e in (step.latest, step.before))
    return " ".join(
        part for part in (f"{title}: {latest}, after {before}.", _counts_against_share(turned, step)) if part
    )


def against(turned: Turned) -> str:
    """Say which frozen forecast the curve is held against.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        One sentence; empty where there is no baseline.
    """
    held = turned.held_against
    if held is None:
        return ""
    end = turned.stretch.before.measurements[-1].period
    if not held.forecast.known:
        return (
            f"It is held against the past up to {_end(end.end)} alone, a baseline chosen afterwards: "
            f"{held.forecast.reason}."
        )
    if held.issue is None:
        return (
            f"It is held against a forecast worked out again from the figures to {_end(end.end)} alone; it was not "
            "issued then, and the baseline was chosen afterwards."
        )
    day = held.issue.issued_as_at
    return (
        f"It is held against the forecast frozen in the {held.issue.audience} report of {_day(day)}, edition "
        f"{held.issue.edition}."
    )


def when(turned: Turned) -> str:
    """Say when one could tell at the earliest, as far as that can be said.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        A sentence or two; empty where the verdict has been told.
    """
    if turned.verdict.verdict is not Verdict.CANNOT_TELL_YET:
        return ""
    effect, by = part(turned.test.effect), turned.tellable_by
    sure = _times(turned.test.power)
    if by is not None and not turned.beyond_the_plan:
        return f"The earliest at which a change of {effect} could be told, {sure}, is {_end(by)}."
    later = f"before {_end(by)}" if by is not None else f"however long one waits, {_limit(turned)}"
    said = [f"A change of {effect} could not be told {later}."] if turned.verdict.tellable_effect else []
    if turned.verdict.tellable_effect is not None and turned.next_look is not None:
        last = turned.end_after(turned.test.looks[-1] - len(turned.stretch.after))
        said.append(_tellable(turned.verdict.tellable_effect, sure=sure, by=_end(last)))
    if turned.next_look is not None:
        said.append(f"The rule looks next once {_end(turned.next_look)} is past.")
    return " ".join(said)


def _limit(turned: Turned) -> str:
    """Say what keeps a change from being told: a past that tells little, or what is assumed of one that never moved."""
    past = turned.stretch.before
    values = {past.value(each) for each in past.measurements}
    if len(past.measurements) > 1 and len(values) == 1:
        return "because every value so far is the same and such figures are assumed to vary by more than chance"
    return "with so short or unsteady a past"


def _levels(turned: Turned) -> str:
    """Set the level since the baseline beside what would have come had all gone on as before."""
    definition = turned.read.definition
    since, usual = turned.level_since or 0.0, turned.level_expected or 0.0
    end = turned.stretch.before.measurements[-1].period.end
    return (
        f"{words.amount(since, definition)} on average since {_end(end)}, where about "
        f"{words.amount(usual, definition)} was to be expected"
    )


def _tellable(effect: float, *, sure: str, by: str) -> str:
    """Say which change could be told by the last planned look."""
    if effect >= 1:
        return f"Not even one as large as the level itself could be, {sure}, by {by}."
    return f"One of {100 * effect:.0f}% could be, {sure}, by {by}."


def _counts_against_share(turned: Turned, step: Step) -> str:
    """Say that the counts went another way than the share, or that the denominator alone moved much; else nothing."""
    figures, growth, one, two = turned.read, step.denominator_growth, step.before, step.latest
    if growth is None or figures.definition.kind != "proportion":
        return ""
    way = (figures.value(two) or 0.0) - (figures.value(one) or 0.0)
    out_of = f"out of {_size(growth)} ({_one_after(two.denominator, one.denominator)})"
    if step.more and way * step.more < 0:
        more = "more of them, not fewer" if step.more > 0 else "fewer of them, not more"
        return f"That is {more} ({_one_after(two.numerator, one.numerator)}), {out_of}."
    if way and not step.more:
        return f"That is as many of them as before, {out_of}."
    if abs(growth) < MUCH:
        return ""
    size = f"{part(abs(growth), about=True)} {'larger' if growth > 0 else 'smaller'}"
    return f"The total that this is a share of is {size} ({_one_after(two.denominator, one.denominator)})."


def _one_after(latest: int | None, before: int | None) -> str:
    """Write two counts, the latest first."""
    return f"{words.number(latest or 0)} after {words.number(before or 0)}"


def _size(growth: float) -> str:
    """Write how much larger or smaller a denominator is."""
    if abs(growth) < 0.005:
        return "as many"
    return f"{part(abs(growth), about=True)} {'more' if growth > 0 else 'fewer'}"


def part(value: float, *, about: bool = False) -> str:
    """Write a part as one speaks of it.

    Parameters
    ----------
    value : float
        A part of 1.
    about : bool
        Whether one that is nearly a quarter, a third or a half may be called so.

    Returns
    -------
    str
        "a quarter"; in percent where it has no name of its own.
    """
    near = 0.02 if about else 1e-9
    named = [name for part, name in _PARTS.items() if abs(part - value) <= near]
    return named[0] if named else f"{100 * value:.0f}%"


def _times(power: float) -> str:
    """Write how surely, as one speaks of it."""
    return "four times in five" if abs(power - 0.8) < 1e-9 else f"{100 * power:.0f} times in 100"


def length(turned: Turned) -> str:
    """Write the length of the periods that a verdict is read from.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        "quarter", "year"; "period" where they are of several lengths.
    """
    return _LENGTHS.get(turned.read.grain() or "", "period")


def _end(day: dt.date | None) -> str:
    """Write the month that a period ends in."""
    return f"{day:%B %Y}" if day else "then"


def _day(day: dt.date) -> str:
    """Write a date."""
    return f"{day.day} {day:%B %Y}"
