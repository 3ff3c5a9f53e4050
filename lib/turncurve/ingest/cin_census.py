"""The children in need census: XML streamed child by child into one sheet an element."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest.recipe import Recipe
from turncurve.ingest.sheet import Sheet
from turncurve.ingest.xml_stream import elements, leaves, name_of
from turncurve.reference.formats.specification import ColumnFormat, TableFormat, load

CHILD = "LAchildID"
BORN = ("PersonBirthDate", "ExpectedPersonBirthDate")
# What a row of each table takes over from the elements that it stands in.
INHERITED: dict[str, tuple[str, ...]] = {
    "referrals": (CHILD,),
    "assessments": (CHILD,),
    "section_47": (CHILD,),
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


@dataclass(frozen=True)
class Census:
    """One census file.

    Parameters
    ----------
    reference_date : datetime.date or None
        The 31 March that it was taken at; None where its header states none.
    sheets : mapping of str to Sheet
        By our name of the table.
    """

    reference_date: dt.date | None
    sheets: Mapping[str, Sheet]


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
    for element in elements(content, ("Child", "Header"), file=file):
        if name_of(element) == "Header":
            header = {name_of(each): (each.text or "").strip() for each in element.iter()}
        else:
            _take_child(element, rows)
    if not rows["referrals"]:
        raise RefusedInputError(
            "the census holds no child in need", where=file, remedy="Export it again and check that it has children"
        )
    return Census(_iso_date(header.get("ReferenceDate", "")), {name: _sheet(name, held) for name, held in rows.items()})


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


def _take_child(child: etree._Element, rows: dict[str, list[dict[str, str]]]) -> None:
    """Add the rows that one child gives to each table."""
    identity: dict[str, str] = {}
    for part in child:
        if name_of(part) == "ChildIdentifiers":
            identity = leaves(part)
    for part in child:
        if name_of(part) == "CINdetails":
            rows["referrals"].append(leaves(part) | {CHILD: identity.get(CHILD, "")})
            for element in part:
                _take_event(element, identity, rows)


def _take_event(element: etree._Element, identity: dict[str, str], rows: dict[str, list[dict[str, str]]]) -> None:
    """Add the rows that one assessment, enquiry or plan gives."""
    name = {"Assessments": "assessments", "Section47": "section_47", "ChildProtectionPlans": "child_protection_plans"}
    table = name.get(name_of(element))
    if table is None:
        return
    own = leaves(element)
    rows[table].append(own | {each: identity[each] for each in (CHILD, *BORN) if each in identity})
    for reviews in element:
        if name_of(reviews) == "Reviews":
            shared = {CHILD: identity.get(CHILD, ""), "CPPstartDate": own.get("CPPstartDate", "")}
            rows["reviews"] += [
                shared | {"CPPreviewDate": each.text or ""} for each in reviews if name_of(each) == "CPPreviewDate"
            ]


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
        broken=np.zeros(len(held), dtype=bool),
    )


def _iso_date(text: str) -> dt.date | None:
    """Return a date in ISO form, or None where the text is not one."""
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
