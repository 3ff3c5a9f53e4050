"""The children in need census: XML streamed child by child into one sheet an element."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest.recipe import Recipe
from turncurve.ingest.sheet import Sheet
from turncurve.ingest.xml_stream import (
    STRAY,
    Names,
    day_of,
    elements,
    foreign_items,
    leaves,
    name_of,
    stray_table,
)
from turncurve.reference.formats.specification import ColumnFormat, TableFormat, load

CHILD = "LAchildID"
BORN = ("PersonBirthDate", "ExpectedPersonBirthDate")
# What a row of each table takes over from the elements that it stands in.
INHERITED: dict[str, tuple[str, ...]] = {
    "referrals": (CHILD, *BORN),
    "assessments": (CHILD, *BORN),
    "section_47": (CHILD, *BORN),
    "child_protection_plans": (CHILD, *BORN),
    "reviews": (CHILD, "CPPstartDate"),
}

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "referrals": (
        Recipe(
            table="referrals",
            fields={
                "child_key": CHILD,
                "referred_on": "CINreferralDate",
                "source": "ReferralSource",
                "no_further_action": "ReferralNFA",
                "primary_need": "PrimaryNeedCode",
                "closed_on": "CINclosureDate",
                "closure_reason": "ReasonForClosure",
            },
            required=("child_key", "referred_on"),
            order=(("referred_on", "closed_on"),),
            born=BORN,
            coded=(("source", "referred_on"), ("closure_reason", "closed_on")),
        ),
        Recipe(
            table="conferences",
            fields={"child_key": CHILD, "held_on": "DateOfInitialCPC"},
            required=("child_key", "held_on"),
            offered_where="held_on",
        ),
    ),
    "assessments": (
        Recipe(
            table="assessments",
            fields={
                "child_key": CHILD,
                "started_on": "AssessmentActualStartDate",
                "completed_on": "AssessmentAuthorisationDate",
            },
            required=("child_key", "started_on"),
            order=(("started_on", "completed_on"),),
            born=BORN,
        ),
    ),
    "section_47": (
        Recipe(
            table="strategy_discussions",
            fields={
                "child_key": CHILD,
                "held_on": "S47ActualStartDate",
                "conference_not_needed": "ICPCnotRequired",
            },
            required=("child_key", "held_on"),
            born=BORN,
        ),
        Recipe(
            table="conferences",
            fields={
                "child_key": CHILD,
                "held_on": "DateOfInitialCPC",
                "strategy_discussion_on": "S47ActualStartDate",
            },
            required=("child_key", "held_on"),
            order=(("strategy_discussion_on", "held_on"),),
            offered_where="held_on",
        ),
    ),
    "child_protection_plans": (
        Recipe(
            table="cp_plans",
            fields={
                "child_key": CHILD,
                "started_on": "CPPstartDate",
                "ended_on": "CPPendDate",
                "initial_category": "InitialCategoryOfAbuse",
                "latest_category": "LatestCategoryOfAbuse",
                "previous_plans": "NumberOfPreviousCPP",
            },
            required=("child_key", "started_on"),
            order=(("started_on", "ended_on"),),
            age=("age_at_start", "started_on"),
            born=BORN,
        ),
    ),
    "reviews": (
        Recipe(
            table="cp_reviews",
            fields={"child_key": CHILD, "plan_started_on": "CPPstartDate", "reviewed_on": "CPPreviewDate"},
            required=("child_key", "reviewed_on", "plan_started_on"),
            order=(("plan_started_on", "reviewed_on"),),
        ),
    ),
}

# Where the rows of each table stand below a child.
_STANDS = {
    ("CINdetails",): "referrals",
    ("CINdetails", "Assessments"): "assessments",
    ("CINdetails", "Section47"): "section_47",
    ("CINdetails", "ChildProtectionPlans"): "child_protection_plans",
    ("CINdetails", "ChildProtectionPlans", "Reviews"): "reviews",
}
_ELEMENTS = ("Child", "Header", "Children", "ChildIdentifiers", *{name for path in _STANDS for name in path})


@dataclass(frozen=True)
class Census:
    """One census file.

    Parameters
    ----------
    reference_date : datetime.date or None
        The 31 March that it was taken at; None where its header states none.
    sheets : mapping of str to Sheet
        By our name of the table.
    is_of_another_year : bool
        Whether its header states a year that is not that of the date.
    """

    reference_date: dt.date | None
    sheets: Mapping[str, Sheet]
    is_of_another_year: bool = False


def read(content: bytes, *, file: str) -> Census:
    """Read a census file; entities are not resolved and nothing is fetched.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    Census
        The rows of each element that a canonical table is made from.

    Raises
    ------
    RefusedInputError
        If the XML is damaged or cut short, defines entities, or holds no child.
    """
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in RECIPES}
    header: dict[str, str] = {}
    for element in elements(content, ("Child", "Header"), file=file, rest=True):
        name = name_of(element, _known())
        if name == "Header":
            header = {name_of(each, _known()): (each.text or "").strip() for each in element.iter()}
        elif name == "Child":
            _take(element, (), rows=rows, shared=_identity(element))
        else:
            _take_strays(element, rows)
    if not rows["referrals"]:
        raise RefusedInputError(
            "the census holds no child in need", where=file, remedy="Export it again and check that it has children"
        )
    stood_on, year = _iso_date(header.get("ReferenceDate", "")), header.get("Year", "")
    return Census(
        stood_on,
        {name: _sheet(name, held) for name, held in rows.items()},
        is_of_another_year=stood_on is not None and year.isdecimal() and int(year) != stood_on.year,
    )


def table_for(name: str) -> TableFormat:
    """Return a table of the census with the columns that its rows take over from the elements around them.

    Parameters
    ----------
    name : str
        Our name of the table.

    Returns
    -------
    TableFormat
        Its own columns and those inherited.
    """
    standard = load("cin_census")
    own = standard.table(name)
    every: dict[str, ColumnFormat] = {column.name: column for table in standard.tables for column in table.columns}
    inherited = tuple(every[each] for each in INHERITED[name])
    return TableFormat(own.key, own.titles, (*inherited, *own.columns), own.element)


@cache
def _known() -> Names:
    """Return the names of the census's elements, whatever their capitals."""
    columns = (column.name for table in load("cin_census").tables for column in table.columns)
    return Names((*_ELEMENTS, *columns))


@cache
def _items() -> Mapping[str, frozenset[str]]:
    """Return by table the items that make a row of it."""
    standard = load("cin_census")
    return {
        name: frozenset(column.name for column in standard.table(name).columns if not column.path) for name in RECIPES
    }


def _identity(child: etree._Element) -> dict[str, str]:
    """Return what identifies a child."""
    held: dict[str, str] = {}
    for part in child:
        if name_of(part, _known()) == "ChildIdentifiers":
            held = leaves(part, _known())
    return {each: held[each] for each in (CHILD, *BORN) if each in held}


def _take(
    element: etree._Element, path: tuple[str, ...], *, rows: dict[str, list[dict[str, str]]], shared: Mapping[str, str]
) -> None:
    """Add the rows that an element at a place below its child gives, and those of the elements within."""
    own, table = leaves(element, _known()), _STANDS.get(path)
    around = {each: shared[each] for each in INHERITED.get(table or "", ()) if each in shared}
    if table == "reviews":
        dates = (day_of((each.text or "").strip()) for each in element if name_of(each, _known()) == "CPPreviewDate")
        rows[table] += [around | {"CPPreviewDate": date} for date in dates]
    elif table is not None:
        rows[table].append(own | around)
    else:
        _take_stray(own, rows=rows, shared=shared)
    begun = {each: own[each] for each in ("CPPstartDate",) if table == "child_protection_plans" and each in own}
    names = _known()
    for each in element:
        place = (*path, names[each.tag])
        if len(each) or place in _STANDS:
            _take(each, place, rows=rows, shared={**shared, **begun})


def _take_stray(own: Mapping[str, str], *, rows: dict[str, list[dict[str, str]]], shared: Mapping[str, str]) -> None:
    """Add the items of an element that is none of the census's, so that they are counted and named."""
    meant = stray_table(own, _items()) if own else None
    if meant is not None:
        rows[meant].append({**shared, **own, STRAY: "yes"})


def _take_strays(root: etree._Element, rows: dict[str, list[dict[str, str]]]) -> None:
    """Add the items of elements that stand in no child."""
    for element in root.iter():
        own = leaves(element, _known()) if len(element) else {}
        if own:
            _take_stray(own, rows=rows, shared={})


def _sheet(name: str, held: list[dict[str, str]]) -> Sheet:
    """Lay the rows of one element out as a sheet; a row's number is its place among the elements of its name."""
    columns = [column.name for column in table_for(name).columns if not column.path or column.name in INHERITED[name]]
    texts = {each: pd.Series([row.get(each) or None for row in held], dtype="str").str.strip() for each in columns}
    cells = pd.DataFrame({each: column.where(column != "") for each, column in texts.items()}, dtype="str")
    return Sheet(
        cells=cells,
        kinds={},
        rows=np.arange(1, len(held) + 1),
        headers={each: each for each in columns if cells[each].notna().any()},
        broken=np.array([STRAY in row for row in held], dtype=bool),
        broken_by="out_of_place",
        foreign=foreign_items(held, own=columns, every=frozenset().union(*_items().values())),
    )


def _iso_date(text: str) -> dt.date | None:
    """Return a date in ISO form, or None where the text is not one."""
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
