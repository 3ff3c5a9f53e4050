"""Improvement plans held against themselves: each workbook is one edition, used whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from turncurve.ingest.checked import Checked, Offers
from turncurve.ingest.improvement_plan import FORMAT, HEADERS, NUMBERS
from turncurve.ingest.plan_links import REFERENCES, Known
from turncurve.ingest.plan_links import check as check_links
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.reference.formats.specification import load
from turncurve.tables.column import words_of
from turncurve.tables.improvement_board import MONTH
from turncurve.tables.posts import names_a_person
from turncurve.tables.registry import model_of

NOTICE, MEETINGS = "improvement_notice", "improvement_meetings"
DAY = HEADERS[NOTICE]["plan_on"]
_ROLES = ("owner", "signed_off_by", "chair")
_NEEDS = (
    ("lost_on", "met_on", "plan_lost_unmet"),
    ("approved_on", "revised_due_on", "plan_approved_nothing"),
)
MOST = 5
"""The highest likelihood or impact of a risk; the lowest is 1."""
_MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y")
_RATED = ("likelihood", "impact")
_DATE = re.compile(rf"({MONTH})-\d\d.*")

Sheets = Mapping[str, Sequence[Offer]]


def check(offers: Offers, *, known: Known) -> Checked:
    """Hold each improvement plan against itself, and give its rows the day on which it stood.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.
    known : Known
        What a link may lead to, besides the audits that are among the offers.

    Returns
    -------
    Checked
        As offered, where there is no plan. No row of a plan is refused alone: `plan_refusal` refuses the plan.
    """
    audits = (str(name) for offer in offers.get("audits", ()) for name in offer.rows["programme"].unique())
    known = replace(known, audits=known.audits | frozenset(audits))
    held = {table: list(given) for table, given in offers.items() if table not in HEADERS}
    problems: list[Problem] = []
    days: dict[pd.Timestamp, str] = {}
    for file, sheets in _by_file(offers).items():
        day, wrong = _day_of(file, sheets)
        problems += [*wrong, *_absent(file, sheets)]
        if day is None:
            continue
        if day in days:
            problems += _named(sheets[NOTICE][0], "plan_on", np.ones(1, dtype=bool), rule="plan_day_twice")
        days[day] = file
        own = {table: [_tidied(offer, day) for offer in given] for table, given in sheets.items()}
        problems += [*check_links(own, known), *_wrong_cells(own, day)]
        for table, given in own.items():
            held[table] = [*held.get(table, []), *given]
    return Checked(held, tuple(problems))


def _by_file(offers: Offers) -> dict[str, dict[str, list[Offer]]]:
    """Group the sheets of plans by workbook."""
    files: dict[str, dict[str, list[Offer]]] = {}
    for table in (each for each in HEADERS if each in offers):
        for offer in offers[table]:
            files.setdefault(offer.place.file, {}).setdefault(table, []).append(offer)
    return files


def _day_of(file: str, sheets: Sheets) -> tuple[pd.Timestamp | None, tuple[Problem, ...]]:
    """Return the day on which a plan stood, and what is wrong with the sheet that says so."""
    notices = [offer for offer in sheets.get(NOTICE, ()) if len(offer.rows)]
    if not notices:
        return None, (Problem(file, "Notice", (1,), DAY, "plan_undated", FORMAT),)
    first = notices[0]
    later = np.arange(len(first.rows)) > 0
    problems = [*_named(first, "plan_on", later, rule="plan_undated")]
    for other in notices[1:]:
        problems += _named(other, "plan_on", np.ones(len(other.rows), dtype=bool), rule="plan_undated")
    return pd.Timestamp(first.rows["plan_on"].iloc[0]), tuple(problems)


def _absent(file: str, sheets: Sheets) -> Iterator[Problem]:
    """Name the sheets that a plan has and the workbook has not, or has without a column that it needs."""
    for table in load(FORMAT).tables:
        if f"improvement_{table.key}" not in sheets and f"improvement_{table.key}" != NOTICE:
            yield Problem(file, table.titles[0], (1,), "", "plan_sheet_missing", FORMAT)


def _tidied(offer: Offer, day: pd.Timestamp) -> Offer:
    """Return one sheet with the plan's day, its numbers in capitals, and its months as 2012-09."""
    name = offer.table.removeprefix("improvement_")
    numbers = {NUMBERS.get(offer.table, "")} | {column for sheet, column in REFERENCES if sheet == name}
    tidied = {column: offer.rows[column].str.upper() for column in numbers if column in offer.rows}
    if offer.table == MEETINGS:
        tidied["month"] = offer.rows["month"].map(_month, na_action="ignore").astype("str")
    rows = offer.rows.assign(plan_on=day, **tidied)
    return replace(offer, rows=rows, place=replace(offer.place, extracted_on=day.date()))


def _month(text: str) -> str:
    """Return a month as 2012-09, however it is written; as it stands where it is none."""
    dated = _DATE.fullmatch(text)
    if dated:
        return dated.group(1)
    for form in _MONTHS:
        moment = pd.to_datetime(text, format=form, errors="coerce")
        if pd.notna(moment):
            return f"{moment:%Y-%m}"
    return text


def _wrong_cells(sheets: Sheets, day: pd.Timestamp) -> Iterator[Problem]:
    """Name the cells that cannot be so: what is said to have happened later, months, and persons for posts."""
    for table, given in sheets.items():
        words = words_of(model_of(table))
        past = [name for name, each in words.items() if each["dtype"].startswith("datetime") and not each["ahead"]]
        for offer in given:
            for column in (each for each in past if each in offer.rows and each != "plan_on"):
                later = (offer.rows[column] > day).to_numpy(dtype=bool)
                yield from _named(offer, column, later, rule="plan_not_happened")
            for column in (each for each in _ROLES if each in offer.rows):
                person = offer.rows[column].fillna("").map(names_a_person).to_numpy(dtype=bool)
                yield from _named(offer, column, person, rule="plan_person")
            for column in (each for each in _RATED if each in offer.rows):
                rated = pd.to_numeric(offer.rows[column]).between(1, MOST).to_numpy(dtype=bool, na_value=False)
                yield from _named(offer, column, ~rated, rule="plan_rating")
            yield from _alone(offer)
    for offer in sheets.get(MEETINGS, ()):
        months = offer.rows["month"]
        wrong = ~months.str.fullmatch(MONTH).fillna(value=False)
        if "held_on" in offer.rows:
            days = offer.rows["held_on"]
            wrong |= days.notna() & (days.dt.strftime("%Y-%m") != months)
        yield from _named(offer, "month", wrong.to_numpy(dtype=bool), rule="plan_month")


def _alone(offer: Offer) -> Iterator[Problem]:
    """Name the cells that say nothing without another: lost but never met, agreed but to no date, its own cure."""
    rows = offer.rows
    for column, other, rule in _NEEDS:
        if column in rows and other in rows:
            alone = rows[column].notna() & rows[other].isna()
            yield from _named(offer, column, alone.to_numpy(dtype=bool), rule=rule)
    if "corrects" in rows:
        own = (rows["corrects"] == rows["action_id"]).fillna(value=False)
        yield from _named(offer, "corrects", own.to_numpy(dtype=bool), rule="plan_corrects_itself")


def _named(offer: Offer, column: str, where: np.ndarray, *, rule: str) -> tuple[Problem, ...]:
    """Return the problem of the rows of one sheet where a condition holds."""
    rows = offer.rows["row"].to_numpy()
    return found(offer.place, rows=rows, where=where, field=HEADERS[offer.table][column], rule=rule)
