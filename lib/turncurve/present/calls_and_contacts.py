"""The exhibit of what calls are about, each share with its base."""

from __future__ import annotations

from turncurve.analyses.questions.calls_and_contacts import Bulletin, CallsAndContacts, OwnShare, PublishedShare
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

CONCERN, CALLS = "reporting a concern", "phone"
TWO_BASES = (
    "A share of calls is not a share of contacts: other routes bring other things. The last column is of all contacts, "
    "by every route."
)
ROUNDED = (
    "The published percentages are whole numbers, so each can stand for half a point more or less; what it makes of "
    "all contacts is given as the lowest and the highest that it can stand for."
)


@presents(CallsAndContacts)
def calls_and_contacts_exhibit(released: Releasable[CallsAndContacts]) -> Exhibit:
    """Show reasons for contact by route, with both bases, beside what was published.

    Parameters
    ----------
    released : Releasable of CallsAndContacts
        What may be shown.

    Returns
    -------
    Exhibit
        A row a route and reason; then a row for each share published.
    """
    answer = released.value
    published = answer.bulletin
    rows = [_own(each) for each in answer.shares]
    if published is not None:
        rows += [_published(each, published) for each in published.shares]
    sources = [series_table.source(answer.figures[0]), *([published.source] if published else [])]
    return Exhibit(
        title="What contacts are about, by route",
        sentence=_sentence(answer),
        columns=(
            Column("Whose", numeric=False),
            Column("Route", numeric=False),
            Column("Reason", numeric=False),
            Column("Contacts"),
            Column("% of the route's"),
            Column("% of all contacts"),
        ),
        rows=tuple(rows),
        notes=(TWO_BASES, *((ROUNDED, _volumes(published)) if published else ())),
        source="; ".join(sources),
        answer=_answer(answer),
    )


def _own(each: OwnShare) -> tuple[str, ...]:
    """Return the row of one share of the council's own log."""
    shares = (words.shown(part, decimals=1, status="hidden") for part in (each.of_route, each.of_all))
    return ("Own log", each.route, each.reason, words.shown(each.count, status="hidden"), *shares)


def _published(each: PublishedShare, bulletin: Bulletin) -> tuple[str, ...]:
    """Return the row of one published share."""
    low, high = (words.number(end, decimals=1) for end in each.of_all)
    reason = each.reason
    return (f"{bulletin.area}, published", each.route, reason, "–", words.number(each.of_route), f"{low} to {high}")


def _volumes(bulletin: Bulletin) -> str:
    """Say how many contacts were published, by route."""
    routes = words.listed([f"{words.number(count)} by {route}" for route, count in bulletin.routes])
    return f"{bulletin.area} published {words.number(bulletin.total)} contacts in an average month: {routes}."


def _concern(answer: CallsAndContacts) -> OwnShare | None:
    """Return the calls that report a concern, where they may be shown."""
    found = [each for each in answer.shares if (each.route, each.reason) == (CALLS, CONCERN)]
    return next((each for each in found if each.of_route is not None and each.of_all is not None), None)


def _answer(answer: CallsAndContacts) -> str:
    """Say in one line how few calls report a concern."""
    own = _concern(answer)
    if own is None:
        return ""
    return f"{words.number(own.of_route or 0.0)}% of calls report a concern: {_of_all(own)}% of all contacts."


def _sentence(answer: CallsAndContacts) -> str:
    """Say what share concerns by phone are of calls and of contacts, and what was published."""
    own, period, total = _concern(answer), answer.period, answer.total
    said = "How many calls report a concern is not known, or may not be shown."
    if own is not None and period is not None and total is not None:
        said = (
            f"{series_table.capital(words.within(period))} {words.number(own.count or 0)} calls reported a concern: "
            f"{words.number(own.of_route or 0.0, decimals=1)}% of calls, and {_of_all(own)}% of all "
            f"{words.number(total)} contacts."
        )
    theirs = [] if answer.bulletin is None else list(answer.bulletin.shares)
    of_calls = [each for each in theirs if each.route == CALLS]
    concern = next((each for each in of_calls if each.reason == CONCERN), None)
    if answer.bulletin is None or concern is None:
        return said
    parts = words.listed([f"{words.number(each.of_route)}% {each.reason}" for each in of_calls])
    low, high = (words.number(end, decimals=1) for end in concern.of_all)
    return (
        f"{said} {answer.bulletin.area} published what its calls were about: {parts}. So concerns by phone were {low}% "
        f"to {high}% of all its contacts."
    )


def _of_all(own: OwnShare) -> str:
    """Return the percentage of all contacts, as shown."""
    return words.number(own.of_all or 0.0, decimals=1)
