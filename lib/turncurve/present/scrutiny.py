"""Exhibits for elected members, in plain words: how things stand, what got better or worse, and what to ask."""

from __future__ import annotations

from turncurve.analyses.overviews.measure_standing import MeasureStanding
from turncurve.analyses.overviews.progress_report import NO_REQUIREMENT, Progress
from turncurve.analyses.overviews.scrutiny import BetterOrWorse, InShort, Movement, Question, Questions
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Measurement
from turncurve.indicators.registry import definition
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.plain_words import plain_exhibit
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import day, marked
from turncurve.reference.periods import MONTHS_IN

BY_CHANCE = (
    "Some numbers go up and down from year to year by luck alone. We say better or worse only where luck is not likely "
    "to be the cause. Where it may be, we say that we cannot tell."
)
BY_RULE = "These questions follow from the plan and the numbers by a written rule. Nobody chose them."
LATELY = (
    "Some last three months stand out from the same number before. That is another test than that of the year. It may "
    "be a first sign, and it may not last."
)
ASK = {
    "not agreed": "A later date has been set, and the Board has not agreed to it. Why not, and who did?",
    "no reason given": "This is late, and the plan does not say why. What is the reason?",
    "nothing planned": "The plan holds no step still to come that would change this. What will be done?",
    "behind": "What has been done about it so far, and has that helped?",
    "short of time": "Is there still time to do this, and what would help most?",
    "not known": "When will we know? What is needed to find out?",
    "not shown": "What would show us that this is being done?",
    "to keep": "This has been done. What will keep it so?",
}


@presents(InShort)
def in_short_exhibit(released: Releasable[InShort]) -> Exhibit:
    """Say how things stand.

    Parameters
    ----------
    released : Releasable of InShort
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence, with how many of the notice's demands go well.
    """
    part = released.value
    title = "How things stand"
    if not part.position.requirements:
        return Exhibit(title, f"{NO_REQUIREMENT}.", missing=part.plan.gaps)
    total = len(part.position.requirements)
    return Exhibit(
        title=title,
        answer=f"{len(part.well)} of {total} things that the council must do are going well.",
        sentence=f"{_count(len(part.badly))} not going as planned. Of {len(part.unknown)} we cannot yet tell.",
        source=f"{SOURCE}, plan of {day(part.plan.plan_on)}",
    )


@presents(BetterOrWorse)
def better_or_worse_exhibit(released: Releasable[BetterOrWorse]) -> Exhibit:
    """Show what has got better and worse, or what may only have moved by luck.

    Parameters
    ----------
    released : Releasable of BetterOrWorse
        What may be shown.

    Returns
    -------
    Exhibit
        One row a measure, with its value now and a year ago.
    """
    part = released.value
    moved = part.which == "moved"
    heads = ("What we count", "Year before", "Last year", "Goal", "What we can say", "Where it stands")
    shown = Exhibit(
        title="What has got better, and what has got worse" if moved else "Where we cannot tell",
        sentence=_moved(part) if moved else f"Of {words.plural(len(part.shown), 'thing')} luck may be the cause.",
        columns=tuple(Column(head, numeric=False) for head in heads) if part.shown else (),
        rows=tuple(_measure(each) for each in part.shown),
        notes=(BY_CHANCE, LATELY) if moved else (BY_CHANCE,),
        source="; ".join(dict.fromkeys(each.source.title for each in part.figures)) or SOURCE,
    )
    return plain_exhibit(shown)


@presents(Questions)
def questions_exhibit(released: Releasable[Questions]) -> Exhibit:
    """Show what to ask.

    Parameters
    ----------
    released : Releasable of Questions
        What may be shown.

    Returns
    -------
    Exhibit
        One question a requirement.
    """
    part = released.value
    shown, many = part.asked[: part.most], len(part.asked)
    some = f"{len(shown)} of {words.plural(many, 'question')}" if len(shown) < many else words.plural(many, "question")
    found = Exhibit(
        title="Questions to ask",
        sentence=f"Here {'is' if some.startswith('1 ') else 'are'} {some} to ask the council, the most pressing first.",
        columns=tuple(Column(head, numeric=False) for head in ("About", "What we see", "Ask")),
        rows=tuple(_asked(each, part) for each in shown),
        notes=(BY_RULE,),
        source=SOURCE,
    )
    return plain_exhibit(found)


def _count(many: int) -> str:
    """Say how many things, with the verb."""
    return "1 is" if many == 1 else f"{words.number(many)} are"


def _moved(part: BetterOrWorse) -> str:
    """Name what got better and worse over a year by its numbers, and how many demands have another status since."""
    said = []
    for way in ("better", "worse"):
        titles = [definition(each.standing.item.indicator).title for each in part.movements if each.way == way]
        many = words.plural(len(titles), "number") if titles else "no number"
        named = ": " + "; ".join(titles) if titles else ""
        said.append(f"{many} got {way}{named}.")
    told = f"Over a year, {said[0]} {said[1][0].upper()}{said[1][1:]}"
    unsure = len(part.moved("cannot tell"))
    return " ".join(filter(None, (told, f"Of {unsure} we cannot tell.", _demands(part), _stood_out(part))))


def _demands(part: BetterOrWorse) -> str:
    """Say how many of the things asked for stand better or worse than last time: work done too, and no number."""
    if part.before is None:
        return ""
    ways = [sum(each.is_better is way for each in part.changed) for way in (True, False)]
    better, worse = (words.number(many) if many else "none" for many in ways)
    return f"Of the things that the council must do, {better} got better and {worse} got worse since {day(part.since)}."


def _stood_out(part: BetterOrWorse) -> str:
    """Name what stands out in the last three months: another test than that of the year."""
    named = [f"{definition(each.standing.item.indicator).title} ({each.lately})" for each in part.stood_out]
    return f"By another test, the last three months stand out: {'; '.join(named)}." if named else ""


def _measure(movement: Movement) -> tuple[str, ...]:
    """Return one measure's row."""
    standing = movement.standing
    known, aim = definition(standing.item.indicator), standing.item.target
    lately = "" if movement.lately == "cannot tell" else f"; last three months {movement.lately}"
    return (
        known.title,
        _value(standing, standing.before),
        _value(standing, standing.latest),
        "none set" if aim is None else f"{standing.item.aim} {words.amount(aim, known)}",
        f"{movement.way if movement.way == 'cannot tell' else f'{movement.way} in a year'}{lately}",
        marked(standing.judgement.status),
    )


def _value(standing: MeasureStanding, measurement: Measurement | None) -> str:
    """Write a value without its counts, which the progress report gives; its period where that is no year."""
    if standing.figures is None or measurement is None:
        return "–"
    value = standing.figures.value(measurement)
    if value is None:
        return words.shown(None, status=measurement.status)
    shown = words.amount(value, definition(standing.item.indicator))
    a_year = measurement.period.is_one_date or measurement.period.months == MONTHS_IN["year"]
    return shown if a_year else f"{shown}, {measurement.period.label}"


def _asked(question: Question, part: Progress) -> tuple[str, ...]:
    """Return one question's row."""
    judged, short = question.about.judgement, question.shortfall
    seen = marked(judged.status)
    if short is not None:
        late = f", by {day(short.first_date)}" if short.first_date and short.first_date <= part.position.as_at else ""
        why = f" The plan says why: {short.why.rstrip('.')}." if short.why else ""
        seen = f"{seen}: {short.what}{late}.{why}"
    return (f"{question.about.item.id} {question.about.item.text}", seen, ASK[question.doubt])
