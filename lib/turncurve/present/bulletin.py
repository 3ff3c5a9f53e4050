"""Exhibits for all staff: what was done, and what comes next."""

from __future__ import annotations

from turncurve.analyses.overviews.bulletin import Done, Next, due
from turncurve.disclosure.release import Releasable
from turncurve.present import words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.progress_overall import SOURCE
from turncurve.present.status_marks import NOT_WRITTEN, day


@presents(Done)
def done_exhibit(released: Releasable[Done]) -> Exhibit:
    """Show what was done since the last time.

    Parameters
    ----------
    released : Releasable of Done
        What may be shown.

    Returns
    -------
    Exhibit
        One row an action or milestone, with what came of it.
    """
    part = released.value
    title = f"What we have changed since {day(part.since)}"
    if not part.items:
        return Exhibit(title, "Nothing in the plan was finished.", source=SOURCE)
    told = sum(bool(each.effect) for each in part.items)
    return Exhibit(
        title=title,
        sentence=f"{words.plural(len(part.items), 'thing')} in the plan {_was(len(part.items))} finished. "
        f"Of {told} it is written what came of it.",
        columns=tuple(Column(head, numeric=False) for head in ("What was done", "When", "What came of it")),
        rows=tuple((each.text, day(each.promise.done_on), each.effect or NOT_WRITTEN) for each in part.items),
        source=SOURCE,
    )


@presents(Next)
def next_exhibit(released: Releasable[Next]) -> Exhibit:
    """Show what is due next.

    Parameters
    ----------
    released : Releasable of Next
        What may be shown.

    Returns
    -------
    Exhibit
        One row an action or milestone, the first due first.
    """
    part = released.value
    if not part.items:
        return Exhibit("What comes next", "Nothing in the plan is left to do.", source=SOURCE)
    late = sum((due(each) or part.position.as_at) < part.position.as_at for each in part.items)
    said = (
        f"The next {words.plural(len(part.items), 'thing')} to do" if len(part.items) > 1 else "One thing is left to do"
    )
    return Exhibit(
        title="What comes next",
        sentence=f"{said}{f'; {late} should have been done already' if late else ''}.",
        columns=tuple(Column(head, numeric=False) for head in ("What is to be done", "By when", "Who leads")),
        rows=tuple((each.text, day(due(each)), each.owner or NOT_WRITTEN) for each in part.items),
        source=SOURCE,
    )


def _was(many: int) -> str:
    """Return the verb for a count."""
    return "was" if many == 1 else "were"
