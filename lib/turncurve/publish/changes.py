"""What has changed since the last release, figure by figure: counts that were revised, hidden since, or shown first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.rule import profile as rule_named
from turncurve.disclosure.told import told
from turncurve.indicators.cell import CellKey, parse
from turncurve.indicators.registry import INDICATORS
from turncurve.ingest.releases import RELEASED
from turncurve.publish import listing, look
from turncurve.publish.history import PUBLIC, rule_of
from turncurve.publish.request import Request
from turncurve.publish.table_changes import Difference, differences
from turncurve.reference import project
from turncurve.tables import store
from turncurve.tables.council import Council

PAGE = "what_changed.html"
HIDDEN = "c"
Rules = tuple[RuleProfile, RuleProfile]


@dataclass(frozen=True)
class Revision:
    """One count that two releases give differently.

    Parameters
    ----------
    key : CellKey
        Its address.
    before, now : int or None
        As the earlier and this release show it; None where hidden.
    """

    key: CellKey
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Changes:
    """What two releases of one council for one audience show differently.

    Parameters
    ----------
    since : datetime.date
        The date of the earlier release.
    revised : tuple of Revision
        Counts of the same thing that differ, in order of address.
    same, first, gone : int
        Counts that are the same in both; that are shown for the first time; that are not shown any more.
    rules : tuple of two RuleProfile, optional
        The rules that the earlier and this release were made by; none where every count is shown.
    """

    since: dt.date
    revised: tuple[Revision, ...]
    same: int
    first: int
    gone: int
    rules: Rules | None = None


def compare(
    before: Mapping[str, int | None], now: Mapping[str, int | None], *, since: dt.date, rules: Rules | None = None
) -> Changes:
    """Compare the counts that two releases show.

    Parameters
    ----------
    before, now : mapping of str to int or None
        Counts by address as text; None where hidden.
    since : datetime.date
        The date of the earlier release.
    rules : tuple of two RuleProfile, optional
        The rules that the two were made by: counts that differ in their rounding alone have not been revised.

    Returns
    -------
    Changes
        Every count of both is in one of its parts.
    """
    both = sorted(before.keys() & now.keys())
    revised = tuple(
        Revision(parse(cell), before[cell], now[cell])
        for cell in both
        if before[cell] != now[cell] and not _rounded_alike(cell, before[cell], now[cell], rules=rules)
    )
    return Changes(
        since=since,
        revised=revised,
        same=len(both) - len(revised),
        first=len(now.keys() - before.keys()),
        gone=len(before.keys() - now.keys()),
        rules=rules,
    )


def files(
    request: Request,
    *,
    audience: str,
    now: Mapping[str, int | None],
    made: Mapping[str, bytes] | None = None,
    tables: Sequence[tuple[str, str]] = (),
) -> dict[str, bytes]:
    """Return the page that compares a release with the one before it.

    Parameters
    ----------
    request : Request
        The release.
    audience : str
        Whom it is for.
    now : mapping of str to int or None
        The counts that it shows, by address.
    made : mapping of str to bytes, optional
        Its other files by path.
    tables : sequence of tuple of two str, optional
        Title and path of each table of its pages.

    Returns
    -------
    dict of str to bytes
        The page by its path; nothing where there is no earlier release for this audience.
    """
    rows = store.read(RELEASED, folder=project.processed_folder(request.council))
    rows = rows[(rows["audience"] == audience) & (rows["released_as_at"] < str(request.date))]
    if rows.empty:
        return {}
    last = rows["released_as_at"].max()
    held = rows[rows["released_as_at"] == last]
    held = held[held["edition_number"] == held["edition_number"].max()]
    values = [None if pd.isna(value) else int(value) for value in held["value"]]
    before = dict(zip(held["cell"], values, strict=True))
    latest = project.reports_folder(request.council) / str(last.date()) / str(held["edition_number"].max()) / audience
    rules = (rule_of(latest), rule_named(request.profile)) if audience == PUBLIC else None
    found = compare(before, now, since=last.date(), rules=rules)
    others = differences(
        latest,
        made or {},
        tables=[(title, path) for title, path in tables if path.startswith("tables/")],
        hidden={rule.symbol for rule in rules or ()},
        counted={(str(each.before), str(each.now)) for each in found.revised},
    )
    html = page(found, council=request.identity, as_at=request.date, audience=audience, others=others)
    return {PAGE: html.encode()}


def page(
    changes: Changes, *, council: Council, as_at: dt.date, audience: str, others: Sequence[Difference] = ()
) -> str:
    """Return the page that says what has changed.

    Parameters
    ----------
    changes : Changes
        What two releases show differently.
    council : Council
        Whose releases they are.
    as_at : datetime.date
        The date of the later one.
    audience : str
        Whom it is for.
    others : sequence of Difference, optional
        Figures of tables that differ, as they are shown.

    Returns
    -------
    str
        HTML that stands alone.
    """
    subject = look.standing(council, as_at)
    rows = tuple(
        (
            *_words(each.key),
            _count(each.before, changes.rules and changes.rules[0]),
            _count(each.now, changes.rules and changes.rules[1]),
            _kind(each.before, each.now),
        )
        for each in changes.revised
    )
    return listing.render(
        look.Look(
            title=look.title("What has changed", subject),
            owner=council.label,
            marks=look.marks(council, audience=audience),
            up=look.Link("All pages of this release", "index.html"),
            foot=(f"{subject}. {look.AUDIENCE_WORDS[audience]}.",),
            style=look.style([subject, look.AUDIENCE_WORDS[audience]]),
        ),
        heading="What has changed since the last release",
        lines=(
            _sentence(changes),
            "A count is compared with the count at the same address: the same thing and time.",
            _others_sentence(others),
            *_other_rule(changes.rules),
        ),
        table=listing.Table(
            "Counts revised", ("Measure", "Period", "Of", "Before", "Now", "What happened"), rows, numeric=(3, 4)
        ),
        further=listing.Table(
            "Other figures revised: percentages, averages and forecasts",
            ("Table", "Row", "Column", "Before", "Now"),
            tuple((each.table, each.row, each.column, each.before, each.now) for each in others),
            numeric=(3, 4),
        ),
    )


def _sentence(changes: Changes) -> str:
    """Say how many counts changed, and how many did not."""
    since = f"{changes.since.day} {changes.since:%B %Y}"
    revised = (
        f"{len(changes.revised):,} of the {changes.same + len(changes.revised):,} counts shown then and now differ"
    )
    shown = f"{changes.first:,} are shown for the first time and {changes.gone:,} are not shown any more"
    return f"Since the release as at {since}, {revised}; {shown}."


def _others_sentence(others: Sequence[Difference]) -> str:
    """Say how many figures of tables differ, and what is held against what."""
    return (
        f"Of percentages, averages and forecasts, {len(others):,} differ: each figure of a table is compared with the "
        "one in the same table, row and column, where these name their time."
    )


def _words(key: CellKey) -> tuple[str, str, str]:
    """Return an address in a reader's words: measure, period, and of which part."""
    titles = (each.definition.title for each in INDICATORS.values() if each.definition.base == key.measure)
    measure = next(titles, key.measure.replace("_", " "))
    return measure, key.period.label, ", ".join(f"{name}: {category}" for name, category in key.breakdown) or "all"


def _count(value: int | None, rule: RuleProfile | None = None) -> str:
    """Return a count as shown."""
    if value is None:
        return HIDDEN if rule is None else rule.symbol
    return f"{value:,}"


def _rounded_alike(cell: str, before: int | None, now: int | None, *, rules: Rules | None) -> bool:
    """Tell whether two numbers can be of one count, that rules round differently."""
    if rules is None or before is None or now is None:
        return False
    one, other = (told(parse(cell), shown, rule=rule) for shown, rule in zip((before, now), rules, strict=True))
    return max(one.least, other.least) <= min(one.most or 0, other.most or 0)


def _other_rule(rules: Rules | None) -> tuple[str, ...]:
    """Say that the earlier release was made by another rule, where it was."""
    if rules is None or rules[0] == rules[1]:
        return ()
    return (f"The earlier release was made by another rule: {rules[0].words}. This one: {rules[1].words}.",)


def _kind(before: int | None, now: int | None) -> str:
    """Say what happened to a count."""
    if before is None:
        return "shown now"
    return "hidden now" if now is None else "revised"
