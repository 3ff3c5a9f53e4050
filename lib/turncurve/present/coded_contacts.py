"""The exhibit of what contacts ask for, and of where they could have gone."""

from __future__ import annotations

from turncurve.analyses.questions.coded_contacts import CodedContacts, Part
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

ASKS, GOES, MADE = "What it asks for", "Could have gone to", "Made by, could have gone elsewhere"
NOTES = (
    (
        "Contacts were drawn at random within each reason, and each reason counts by its size, so that the percentages "
        "are of all contacts of the month and not of the sample. The bounds allow for how few were drawn of how many."
    ),
    "A row under who made them is a percentage of that agency's contacts, and not of all.",
    "Value demand is what the front door is there for. Failure demand comes of what was not done, or not right.",
)
TITLE = "What contacts ask for, and where they could have gone"


@presents(CodedContacts)
def coded_contacts_exhibit(released: Releasable[CodedContacts]) -> Exhibit:
    """Show what a sample says of what contacts ask for and of where they could have gone.

    Parameters
    ----------
    released : Releasable of CodedContacts
        What may be shown.

    Returns
    -------
    Exhibit
        A row a kind of demand, a code, a destination and an agency, each with its bounds.
    """
    answer = released.value
    if answer.reason:
        said = f"What contacts ask for cannot be told, because {answer.reason}."
        source = series_table.source(answer.figures[0]) if answer.figures else ""
        return Exhibit(TITLE, said, source=source)
    named = {each.code: each.words for each in answer.frame}
    rows = [
        *(_row(ASKS, _demand(each), each) for each in answer.demands),
        *(_row(ASKS, f"{each.name}: {named[each.name]}", each) for each in answer.codes),
        *(_row(GOES, each.name, each) for each in answer.destinations),
        *(_row(MADE, each.name, each) for each in answer.agencies),
    ]
    return Exhibit(
        TITLE,
        _sentence(answer),
        columns=(
            Column("About", numeric=False),
            Column("Kind", numeric=False),
            Column("Coded"),
            Column("Of"),
            Column("%"),
            Column("95% low"),
            Column("95% high"),
        ),
        rows=tuple(rows),
        notes=(*NOTES, *_on_days(answer)),
        source=series_table.source(answer.figures[0]),
    )


def _on_days(answer: CodedContacts) -> tuple[str, ...]:
    """Say that the sample speaks for a part of its month alone, where it was drawn before the month's end."""
    sample = answer.sample
    if sample is None or sample.covers == sample.period:
        return ()
    return (f"The sample was drawn {words.within(sample.covers)}, and speaks for those days alone, not for the month.",)


def _demand(part: Part) -> str:
    """Return a kind of demand in words."""
    return "Could not be told" if part.name == "cannot tell" else f"{series_table.capital(part.name)} demand"


def _row(about: str, kind: str, part: Part) -> tuple[str, ...]:
    """Return one row."""
    percents = tuple("–" if each is None else words.number(each, decimals=1) for each in bounds(part))
    return (about, series_table.capital(kind), words.number(part.seen), words.number(part.among), *percents)


def bounds(part: Part) -> tuple[float | None, float | None, float | None]:
    """Return a part's percentage with its bounds.

    Parameters
    ----------
    part : Part
        The part.

    Returns
    -------
    tuple of float or None
        Percentage, low and high; None where it cannot be told.
    """
    share, interval = part.share.share, part.share.interval
    if share is None or not isinstance(interval, Interval):
        return (None if share is None else 100 * share, None, None)
    return 100 * share, 100 * interval.lower, 100 * interval.upper


def told(part: Part) -> str:
    """Write a part's percentage with its bounds.

    Parameters
    ----------
    part : Part
        The part.

    Returns
    -------
    str
        Such as "31% (95% 26 to 37)".
    """
    share, low, high = bounds(part)
    if share is None:
        return "an unknown part"
    text = f"{words.number(share)}%"
    return text if low is None or high is None else f"{text} (95% {words.number(low)} to {words.number(high)})"


def _sentence(answer: CodedContacts) -> str:
    """Say what share is failure demand, and what share could have gone elsewhere and where most."""
    sample = answer.sample
    by_demand = {each.name: each for each in answer.demands}
    value, failure = by_demand["value"], by_demand["failure"]
    size = "" if sample is None else (
        f" of {words.number(sample.contacts)} {words.within(sample.covers)}, from {words.number(answer.coded)} coded "
        f"of {words.number(sample.drawn)} drawn"
    )  # fmt: skip
    said = f"Of all contacts{size}: {told(value)} value demand and {told(failure)} failure demand."
    if not answer.destinations:
        return f"{said} Where they could have gone is not shown, to protect individuals."
    whole, *places = answer.destinations
    most = f"; most to {places[0].name[:1].lower() + places[0].name[1:]}, {told(places[0])}" if places else ""
    return f"{said} {told(whole)} could have gone elsewhere{most}."
