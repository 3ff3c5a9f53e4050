"""The exhibit of what made up the change of a share between two years."""

from __future__ import annotations

from turncurve.analyses.questions.why_it_changed import WhyItChanged
from turncurve.analyses.share_split import Part
from turncurve.analyses.two_periods import Step
from turncurve.disclosure.release import Releasable
from turncurve.present import change_words, series_table, words
from turncurve.present.change_words import Nouns, nouns_of
from turncurve.present.exhibit import Column, Exhibit, presents


@presents(WhyItChanged)
def why_it_changed_exhibit(released: Releasable[WhyItChanged]) -> Exhibit:
    """Say what made up the change of a share between two years.

    Parameters
    ----------
    released : Releasable of WhyItChanged
        What may be shown.

    Returns
    -------
    Exhibit
        The counts of both years with what each makes up of the change; or why nothing can be split.
    """
    why = released.value
    figures = why.figures[0]
    title = f"{figures.definition.title}: what the change is made of"
    if why.step is None:
        return Exhibit(
            title,
            f"{figures.definition.title}: the change cannot be split, because {why.reason}.",
            answer="The change cannot be split.",
            source=series_table.source(figures),
        )
    return Exhibit(
        title,
        _sentence(why, why.step),
        columns=(
            Column("What is counted", numeric=False),
            Column(series_table.capital(why.step.before.period.label)),
            Column(series_table.capital(why.step.latest.period.label)),
            Column("Percentage points of the change"),
        ),
        rows=_rows(why, why.step),
        notes=_notes(why),
        source=series_table.source(figures),
        answer=_answer(why, why.step),
    )


def _change(why: WhyItChanged, step: Step) -> float:
    """Return the change of the share in percentage points."""
    return (why.figures[0].value(step.latest) or 0.0) - (why.figures[0].value(step.before) or 0.0)


def _answer(why: WhyItChanged, step: Step) -> str:
    """Say in one line where the change comes from."""
    change, nouns = _change(why, step), nouns_of(why.figures[0].definition)
    counted, others = why.parts
    if abs(change) < change_words.SMALLEST:
        return "The share is the same."
    way = change_words.rise_or_fall(change)
    if counted.effect * change <= 0:
        instead = f"not of {'fewer' if change < 0 else 'more'} {nouns.counted}"
        return f"The {way} comes of {_more(others)} {nouns.others}, {instead}."
    if others.effect * change <= 0:
        return f"The {way} comes of {_more(counted)} {nouns.counted}."
    first, second = sorted(((counted, nouns.counted), (others, nouns.others)), key=lambda pair: -abs(pair[0].effect))
    return f"Most of the {way} comes of {_more(first[0])} {first[1]}, the rest of {_more(second[0])} {second[1]}."


def _more(part: Part) -> str:
    """Say whether there were more or fewer."""
    return "more" if part.latest > part.before else "fewer"


def _sentence(why: WhyItChanged, step: Step) -> str:
    """Say what both years' counts are, what each makes up of the change, and what that does not say."""
    figures, change = why.figures[0], _change(why, step)
    first, second = (f"{words.ratio(figures, each)} {words.within(each.period)}" for each in (step.before, step.latest))
    said = f"{figures.definition.title}: {first}, and {second}."
    if abs(change) < change_words.SMALLEST:
        return f"{said} The share is the same, to one decimal. {_rider(why)}"
    way, size = change_words.rise_or_fall(change), words.number(abs(change), decimals=1)
    nouns = nouns_of(figures.definition)
    parts = " and ".join(_because(part, nouns) for part in sorted(why.parts, key=lambda part: -abs(part.effect)))
    return f"{said} Of the {way} of {size} points, {parts}.{_further(why, nouns)} {_rider(why)}"


def _because(part: Part, nouns: Nouns) -> str:
    """Say what one part makes up, and why."""
    noun = nouns.counted if part.factor == "counted" else nouns.others
    return f"{change_words.points(part.effect)} are because {change_words.more_or_fewer(part, noun)} {nouns.verb}"


def _further(why: WhyItChanged, nouns: Nouns) -> str:
    """Say how returns are split into those who could return and how often they did."""
    if not why.returns:
        return ""
    named = [f"{_factor(part, nouns)} {change_words.points(part.effect)}" for part in why.returns]
    return f" Split further: {'; '.join(named)}."


def _factor(part: Part, nouns: Nouns) -> str:
    """Say of a factor of returns how it changed, leading to what it makes up."""
    if part.factor == "could return":
        return f"{change_words.more_or_fewer(part, 'children who could return within two years')} make"
    if part.factor == "how often":
        per_hundred = (words.number(100 * each, decimals=1) for each in (part.latest, part.before))
        latest, before = per_hundred
        return f"their returning {latest} times for each hundred of them, after {before}, makes"
    noun = "returns after more than two years" if part.factor == "older returns" else nouns.others
    return f"{change_words.more_or_fewer(part, noun)} make"


def _rider(why: WhyItChanged) -> str:
    """Say what a split does not say."""
    if why.is_within_chance:
        return (
            "This splits the counts; it does not say that the change is more than chance: the whole of it is "
            "within what chance makes."
        )
    return "This splits the counts; it does not say what caused them."


def _rows(why: WhyItChanged, step: Step) -> tuple[tuple[str, ...], ...]:
    """Return the parts, the share, and the parts of the returns where they are known."""
    figures, nouns = why.figures[0], nouns_of(why.figures[0].definition)
    names = {"counted": series_table.capital(nouns.counted), "others": series_table.capital(nouns.others)}
    rows: list[tuple[str, ...]] = [
        (names[part.factor], *_counts(part), change_words.signed(part.effect)) for part in why.parts
    ]
    values = (words.amount(figures.value(each) or 0.0, figures.definition) for each in (step.before, step.latest))
    rows.append(("The share", *values, change_words.signed(_change(why, step))))
    further = {
        "could return": "Split further: children who could return within two years, on average",
        "how often": "Split further: returns within two years, for each hundred of them",
        "older returns": "Split further: returns after more than two years",
        "others": f"Split further: {nouns.others}",
    }
    rows += [(further[part.factor], *_counts(part), change_words.signed(part.effect)) for part in why.returns]
    return tuple(rows)


def _counts(part: Part) -> tuple[str, str]:
    """Return a factor in both years, as text."""
    times, decimals = (100.0, 1) if part.factor == "how often" else (1.0, 0)
    before, latest = (words.number(times * each, decimals=decimals) for each in (part.before, part.latest))
    return before, latest


def _notes(why: WhyItChanged) -> tuple[str, ...]:
    """Say how the change of the count splits, how the method shares effects out, and what is not known."""
    notes = []
    if why.count is not None:
        many, nouns = why.count, nouns_of(why.figures[0].definition)
        way = "more" if many.change > 0 else "fewer" if many.change < 0 else "as many"
        size = f"{words.number(abs(many.change))} {way}" if many.change else way
        notes.append(
            f"There were {size} {nouns.counted}: the change of all that {nouns.verb} makes "
            f"{change_words.signed(many.of_size)} of them, that of the share {change_words.signed(many.of_share)}."
        )
    notes.append(
        "Each effect is what its own change alone would have done, averaged over the others as they were before and "
        "after (Das Gupta), so that the effects add up to the change."
    )
    if why.inputs is not None and why.inputs.reason:
        notes.append(f"Returns are not split further, because {why.inputs.reason}.")
    if why.returns:
        notes.append(
            "Children who could return are those off a plan for less than two years, the mean of the first and the "
            "last day of the year; some of them have moved away."
        )
    return (*notes, *series_table.unknown_note(why.figures[0]))
