"""Write the children in need census: one XML file a year, with the histories of plans, reviews and conferences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import NEVER, Numbers, shift, year_bounds
from turncurve.example.lives import Lives
from turncurve.example.needs import TRACKS
from turncurve.example.rendering import Texts, columns_in, date_texts, known_by
from turncurve.example.targets import YEARS
from turncurve.reference.formats.specification import TableFormat, load

LAYOUT_YEAR = 2017
"""The earliest layout that is published: younger than the example's years, as README.txt says."""
AUTHORITY_NUMBER = "999"
GENDERS = {"M": "1", "F": "2", "U": "0"}
FACTORS = {
    "N1": ("16A", "3B"), "N2": ("5A", "6A"), "N3": ("4B", "6B"), "N4": ("3B", "4B"), "N5": ("17A", "1B"),
    "N6": ("14A", "10A"), "N7": ("20", "20"), "N8": ("9A", "10A"), "N9": ("20", "20"), "N0": ("21", "21"),
}  # fmt: skip
DISABILITIES = ("LD", "AUT", "BEH", "MOB", "COMM", "DDA")


def write_cin_census(lives: Lives, folder: Path) -> None:
    """Write every year's census.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    """
    for year in YEARS:
        place = folder / "cin_census" / str(year)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"CIN_{year}.xml").write_bytes(census(lives, year).encode("utf-8"))


def census(lives: Lives, year: int) -> str:
    """Return one year's census as XML.

    Parameters
    ----------
    lives : Lives
        What happened.
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    str
        The file's text.
    """
    first, last = year_bounds(year)
    episodes = lives.episodes.reset_index(names="episode")
    episodes = episodes[(episodes["referred_on"] <= last) & (episodes["closed_on"] >= first)]
    details = _together(episodes["child"], _details(lives, episodes, year))
    children = lives.children.loc[list(details)].sort_values("child_id")
    pairs = zip(children.index, _identity(children, year), strict=True)
    body = "".join(f"<Child>{identity}{details[child]}</Child>\n" for child, identity in pairs)
    return f"{_header(year, council=lives.council)}{body}</Children>\n</Message>\n"


def _header(year: int, *, council: str) -> str:
    """Return the file's beginning, with the word SYNTHETIC."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<!-- SYNTHETIC: {council} is an invented council and every child in this file is invented. -->\n"
        "<Message>\n<Header><CollectionDetails><Collection>CIN</Collection>"
        f"<Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>"
        f"<Source><SourceLevel>L</SourceLevel><LEA>{AUTHORITY_NUMBER}</LEA><SoftwareCode>SYNTHETIC</SoftwareCode>"
        f"<Release>SYNTHETIC</Release><SerialNo>001</SerialNo><DateTime>{year}-05-01T09:00:00</DateTime></Source>"
        "</Header>\n<Children>\n"
    )


def _elements(table: TableFormat, values: Mapping[str, Texts], *, names: Sequence[str] = ()) -> Texts:
    """Return the elements of each row in the layout's order, blank ones left out, nested as their paths say."""
    count = len(next(iter(values.values())))
    result = np.full(count, "", dtype="U1")
    outer, inner = "", np.full(count, "", dtype="U1")
    for column in columns_in(table, LAYOUT_YEAR):
        if column.name not in values or (names and column.name not in names):
            continue
        *above, own = (column.path or column.name).split("/")
        text = np.asarray(values[column.name], dtype=str)
        element = _wrapped(own, text)
        for each in reversed(above[1:]):
            element = _wrapped(each, element)
        if (above[0] if above else "") != outer:
            result, inner = np.strings.add(result, _wrapped(outer, inner)), np.full(count, "", dtype="U1")
            outer = above[0] if above else ""
        inner = np.strings.add(inner, element)
    return np.strings.add(result, _wrapped(outer, inner))


def _wrapped(name: str, content: Texts) -> Texts:
    """Return contents within an element; blank where there is none."""
    if not name:
        return content
    return np.where(content == "", "", np.strings.add(np.strings.add(f"<{name}>", content), f"</{name}>"))


def _identity(children: pd.DataFrame, year: int) -> Texts:
    """Return each child's identifiers and characteristics; an unborn child has an expected date of birth only."""
    last = year_bounds(year)[1]
    born = children["born_on"].to_numpy()
    unborn = born > last
    number = children["child_id"].str[-1].astype(int).to_numpy()
    values = {
        "LAchildID": children["child_id"].to_numpy(dtype=str),
        "PersonBirthDate": date_texts(known_by(born, last), "iso"),
        "ExpectedPersonBirthDate": np.where(unborn, date_texts(children["expected_on"].to_numpy(), "iso"), ""),
        "GenderCurrent": np.where(unborn, GENDERS["U"], children["gender"].map(GENDERS).to_numpy(dtype=str)),
        "Ethnicity": children["ethnicity"].to_numpy(dtype=str),
        "Disability": np.where(children["disabled"], np.array(DISABILITIES)[number % len(DISABILITIES)], "NONE"),
    }
    return _elements(load("cin_census").table("children"), values)


def _together(keys: Iterable[float], texts: Iterable[str]) -> dict[float, str]:
    """Put the texts of each key one after another."""
    found: dict[float, str] = {}
    for key, text in zip(keys, texts, strict=True):
        found[key] = found.get(key, "") + text
    return found


def _details(lives: Lives, episodes: pd.DataFrame, year: int) -> list[str]:
    """Return the CINdetails of each episode of need."""
    table = load("cin_census").table("referrals")
    last = year_bounds(year)[1]
    closed = episodes["closed_on"].to_numpy()
    values = {
        "CINreferralDate": date_texts(episodes["referred_on"].to_numpy(), "iso"),
        "ReferralSource": episodes["source"].to_numpy(dtype=str),
        "PrimaryNeedCode": episodes["primary_need"].to_numpy(dtype=str),
        "CINclosureDate": date_texts(known_by(closed, last), "iso"),
        "ReasonForClosure": np.where(closed <= last, episodes["closed_because"].to_numpy(dtype=str), ""),
        "DateOfInitialCPC": _transfers(lives, episodes, year),
        "ReferralNFA": np.where(episodes["track"] == TRACKS[0], "1", "0"),
    }
    before = _elements(table, values, names=[name for name in values if name != "ReferralNFA"])
    nfa = _elements(table, values, names=["ReferralNFA"])
    assessed, asked, planned = (_together(*part(lives, episodes, year)) for part in (_assessments, _section_47, _plans))
    return [
        f"<CINdetails>{opening}{assessed.get(key, '')}{asked.get(key, '')}{ending}{planned.get(key, '')}</CINdetails>"
        for key, opening, ending in zip(episodes["episode"].tolist(), before.tolist(), nfa.tolist(), strict=True)
    ]


def _episode_of(rows: pd.DataFrame, day: str, episodes: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the episode of need that each row of a child belongs to: the latest that began by its day."""
    order = rows.reset_index(names="place").sort_values([day, "child"])
    begun = episodes[["episode", "child", "referred_on"]].sort_values("referred_on")
    found = pd.merge_asof(order, begun, left_on=day, right_on="referred_on", by="child")
    return found.set_index("place")["episode"].reindex(rows.index).to_numpy(dtype=float)


def _transfers(lives: Lives, episodes: pd.DataFrame, year: int) -> Texts:
    """Return the date of a conference held without a strategy discussion, for families that moved in."""
    first, last = year_bounds(year)
    held = lives.conferences
    held = held[held["transfer"] & held["held_on"].between(first, last)]
    held = held.assign(episode=_episode_of(held, "held_on", episodes)).drop_duplicates("episode")
    dates = pd.Series(date_texts(held["held_on"].to_numpy(), "iso"), index=held["episode"])
    return dates.reindex(episodes["episode"]).fillna("").to_numpy(dtype=str)


def _assessments(lives: Lives, episodes: pd.DataFrame, year: int) -> tuple[list[float], list[str]]:
    """Return the assessments under way in the year."""
    start, last = year_bounds(year)
    rows = lives.assessments
    under_way = (rows["started_on"] <= last) & (rows["completed_on"] >= start)
    rows = rows[under_way & rows["episode"].isin(episodes["episode"])]
    need = lives.episodes["primary_need"].to_numpy()[rows["episode"]]
    done = known_by(rows["completed_on"].to_numpy(), last)
    first, second = (pd.Series(need).map({code: each[at] for code, each in FACTORS.items()}) for at in (0, 1))
    factor = np.where(rows["kind"] == "core", second, first)
    values = {
        "AssessmentActualStartDate": date_texts(rows["started_on"].to_numpy(), "iso"),
        "AssessmentAuthorisationDate": date_texts(done, "iso"),
        "AssessmentFactors": np.where(done == NEVER, "", factor),
    }
    xml = _wrapped("Assessments", _elements(load("cin_census").table("assessments"), values))
    return rows["episode"].tolist(), xml.tolist()


def _section_47(lives: Lives, episodes: pd.DataFrame, year: int) -> tuple[list[float], list[str]]:
    """Return the enquiries begun in the year, or whose conference was held in it."""
    first, last = year_bounds(year)
    rows = lives.enquiries
    rows = rows[(rows["held_on"] <= last) & ((rows["held_on"] >= first) | rows["conference_on"].between(first, last))]
    held = rows["held_on"].to_numpy()
    conference = known_by(rows["conference_on"].to_numpy(), last)
    not_needed = rows["not_needed"].to_numpy()
    values = {
        "S47ActualStartDate": date_texts(held, "iso"),
        "InitialCPCtarget": np.where(not_needed, "", date_texts(_target(held), "iso")),
        "DateOfInitialCPC": date_texts(conference, "iso"),
        "ICPCnotRequired": np.where(not_needed, "1", "0"),
    }
    xml = _wrapped("Section47", _elements(load("cin_census").table("section_47"), values))
    return _episode_of(rows, "held_on", episodes).tolist(), xml.tolist()


def _target(held: Numbers) -> Numbers:
    """Return the day by which the conference was due: the fifteenth working day."""
    return shift(held, 15)


def _plans(lives: Lives, episodes: pd.DataFrame, year: int) -> tuple[list[float], list[str]]:
    """Return the plans open at some time in the year, with all their reviews by its end."""
    first, last = year_bounds(year)
    rows = lives.plans
    rows = rows[(rows["started_on"] <= last) & (rows["ends_on"] >= first)]
    table = load("cin_census").table("child_protection_plans")
    values = {
        "CPPstartDate": date_texts(rows["started_on"].to_numpy(), "iso"),
        "CPPendDate": date_texts(known_by(rows["ends_on"].to_numpy(), last), "iso"),
        "InitialCategoryOfAbuse": rows["initial_category"].to_numpy(dtype=str),
        "LatestCategoryOfAbuse": rows["latest_category"].to_numpy(dtype=str),
        "NumberOfPreviousCPP": rows["previous_plans"].astype(str).to_numpy(dtype=str),
    }
    held = lives.reviews[lives.reviews["reviewed_on"] <= last]
    dated = _wrapped("CPPreviewDate", date_texts(held["reviewed_on"].to_numpy(), "iso"))
    reviewed = _together(held["plan"].tolist(), dated.tolist())
    wrapped = [f"<Reviews>{reviewed[each]}</Reviews>" if each in reviewed else "" for each in rows.index]
    pairs = zip(_elements(table, values).tolist(), wrapped, strict=True)
    xml = [f"<ChildProtectionPlans>{opening}{reviews}</ChildProtectionPlans>" for opening, reviews in pairs]
    return _episode_of(rows, "started_on", episodes).tolist(), xml
