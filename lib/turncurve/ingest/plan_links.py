"""Whether the numbers of an improvement plan name rows that there are, and its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from turncurve.ingest.improvement_plan import HEADERS, NUMBERS
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.tables.improvement_board import NONE_YET

REFERENCES: dict[tuple[str, str], tuple[str, ...]] = {
    ("findings", "requirement_id"): ("requirements",),
    ("findings", "objective_id"): ("objectives",),
    ("objectives", "requirement_id"): ("requirements",),
    ("measures", "objective_id"): ("objectives",),
    ("milestones", "objective_id"): ("objectives",),
    ("actions", "objective_id"): ("objectives",),
    ("actions", "corrects"): ("measures", "milestones", "actions"),
    ("evidence", "about_id"): (
        "requirements", "findings", "objectives", "measures", "milestones", "actions", "promises", "risks",
    ),
    ("disagreements", "meeting_id"): ("meetings",),
    ("disagreements", "requirement_id"): ("requirements",),
    ("promises", "meeting_id"): ("meetings",),
    ("promises", "requirement_id"): ("requirements",),
    ("risks", "requirement_id"): ("requirements",),
}  # fmt: skip
"""By sheet and column of a number: the sheets on which the row that it names may stand."""
_ANCHOR = re.compile(r"#[A-Za-z0-9._-]+$")


@dataclass(frozen=True)
class Known:
    """What a link of a plan may lead to.

    Parameters
    ----------
    indicators : frozenset of str or None
        Identifiers of indicators; None where whoever asks does not know them, and they are not checked.
    audits : frozenset of str
        Names of audits.
    pages : frozenset of str
        Names of pages.
    shares : frozenset of str
        Those indicators that are shares, in per cent.
    sections : mapping of str to frozenset of str
        Addresses of each page's sections; of a page that it does not name, any address is believed.
    """

    indicators: frozenset[str] | None = None
    audits: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)


def check(sheets: Mapping[str, Sequence[Offer]], known: Known) -> Iterator[Problem]:
    """Name the rows of one plan whose number stands twice, or that name what there is not.

    Parameters
    ----------
    sheets : mapping of str to sequence of Offer
        By canonical table: what the workbook's sheets offered, numbers in capitals.
    known : Known
        What a link may lead to.

    Yields
    ------
    Problem
        One a sheet, column and fault.
    """
    held = _numbers(sheets)
    counts = pd.Series([number for numbers in held.values() for number in numbers], dtype="str").value_counts()
    twice = frozenset(counts.index[counts > 1])
    for table, column in NUMBERS.items():
        for offer in sheets.get(table, ()):
            yield from _named(offer, column, offer.rows[column].isin(twice), rule="plan_number_twice")
    for (sheet, column), others in REFERENCES.items():
        allowed = {number for other in others for number in held.get(f"improvement_{other}", ())}
        for offer in sheets.get(f"improvement_{sheet}", ()):
            if column in offer.rows:
                values = offer.rows[column]
                yield from _named(offer, column, values.notna() & ~values.isin(allowed), rule="plan_number_unknown")
    yield from _links(sheets, known)


def _numbers(sheets: Mapping[str, Sequence[Offer]]) -> dict[str, list[str]]:
    """Return the numbers on each sheet."""
    return {
        table: [str(number) for offer in sheets.get(table, ()) for number in offer.rows[column]]
        for table, column in NUMBERS.items()
    }


def _links(sheets: Mapping[str, Sequence[Offer]], known: Known) -> Iterator[Problem]:
    """Name the measures without an indicator that there is, and the evidence whose link leads nowhere."""
    for offer in sheets.get("improvement_measures", ()):
        if known.indicators is not None:
            unknown = ~offer.rows["indicator"].isin(known.indicators)
            yield from _named(offer, "indicator", unknown, rule="plan_indicator_unknown")
        yield from _targets(offer, known)
    for offer in sheets.get("improvement_evidence", ()):
        if "link" in offer.rows:
            leads = [
                _leads_somewhere(str(kind), link, known)
                for kind, link in zip(offer.rows["kind"], offer.rows["link"], strict=True)
            ]
            yield from _named(offer, "link", ~pd.Series(leads, dtype="bool"), rule="plan_link_broken")
    for offer in sheets.get("improvement_disagreements", ()):
        again = offer.rows.duplicated(["meeting_id", "requirement_id"])
        yield from _named(offer, "requirement_id", again, rule="plan_number_twice")


def _targets(offer: Offer, known: Known) -> Iterator[Problem]:
    """Name the targets and baselines that no indicator of the kind can have, or 80% written as the fraction 0.8."""
    share = offer.rows["indicator"].isin(known.shares)
    for column in (each for each in ("target", "baseline") if each in offer.rows):
        value = pd.to_numeric(offer.rows[column])
        # A workbook holds 100% as 1; nobody aims for at least one in a hundred.
        whole = (value == 1) & (offer.rows["aim"] == "at least") & (column == "target")
        fraction = share & (((value > 0) & (value < 1)) | whole)
        beyond = (value < 0) | (share & (value > 100))
        yield from _named(offer, column, beyond.fillna(value=False), rule="plan_target_beyond")
        yield from _named(offer, column, fraction.fillna(value=False), rule="plan_target_fraction")


def _leads_somewhere(kind: str, link: object, known: Known) -> bool:
    """Tell whether a link leads to something of its kind; one to a document is believed."""
    if not isinstance(link, str):
        return kind == NONE_YET
    if kind == "indicator":
        return known.indicators is None or link in known.indicators
    if kind == "page":
        page, mark, section = link.partition("#")
        there = known.sections.get(page)
        is_there = not mark or (there is None and _ANCHOR.fullmatch(f"#{section}")) or section in (there or ())
        return page in known.pages and bool(is_there)
    return kind == "document" or (kind == "audit" and link in known.audits)


def _named(offer: Offer, column: str, where: pd.Series[bool], *, rule: str) -> tuple[Problem, ...]:
    """Return the problem of the rows of one sheet where a condition holds."""
    field = HEADERS[offer.table][column]
    rows, mask = offer.rows["row"].to_numpy(), np.asarray(where, dtype=bool)
    return found(offer.place, rows=rows, where=mask, field=field, rule=rule)
