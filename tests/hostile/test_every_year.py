"""The returns of every year from 2017 to 2026 are read in every format, and codes of other years are named.

The code sets are those of the standards of each year, written here anew.
"""

import datetime as dt

import pytest

from tests.hostile.corpus.case import RIGHTLY_READ, Case, Reads, judged
from tests.hostile.corpus.makers import (
    binary_book,
    book,
    census,
    child,
    joined,
    looked_after,
    looked_after_child,
    old_book,
    open_document,
)
from turncurve.ingest import codes
from turncurve.reference.formats.specification import load

YEARS = range(2017, 2027)
FORMATS = ("csv", "xlsx", "xls", "xlsb", "ods", "xml")
HEADER = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC")
ALWAYS = ["A3", "A4", "A5", "A6", "K1", "K2", "P1", "P3", "R1", "R2", "R3", "R5", "S1", *(f"T{n}" for n in range(5)),
          *(f"U{n}" for n in range(1, 7)), "Z1"]  # fmt: skip
ENDED = [
    *("X1", "E11", "E12", "E2", "E3", "E4A", "E4B", "E13", "E41", "E5", "E6", "E7", "E9"),
    *("E14", "E15", "E16", "E17", "E8"),
]


def placements(year):
    """Return the codes of placement of one return."""
    if year <= 2024:
        return [*ALWAYS, "H5", "P2"]
    return [*ALWAYS, "K3", *(["Z11", "Z12", "Z13", "Z14"] if year >= 2026 else [])]


def reasons(year):
    """Return the codes of why an episode ended, of one return."""
    return [*ENDED, *(["E43", "E44"] if year <= 2018 else ["E45", "E46", "E47", "E48"])]


def sheet(rows, way, title="episodes"):
    """Return rows in one of the formats."""
    if way == "csv":
        return joined(*rows)
    if way == "xml":
        names = [name.replace("PLACE_PROVIDER", "PLP").replace("PLACE", "PL").replace("PLP", "PLACE_PROVIDER")
                 for name in rows[0]]  # fmt: skip
        return looked_after(
            *(looked_after_child(dict(zip(names[1:], row[1:], strict=True)), who=row[0]) for row in rows[1:])
        )
    return {"xlsx": book, "xls": old_book, "xlsb": binary_book, "ods": open_document}[way](*rows, title=title)


def episodes(year):
    """Return the rows of one return: each code of its year in turn, and what must be read."""
    starts = dt.date(year - 1, 6, 1)
    ends = dt.date(year - 1, 9, 1)
    places, why = placements(year), reasons(year)
    rows, wants = [HEADER], []
    for number in range(max(len(places), len(why))):
        who = f"C{number}"
        place, because = places[number % len(places)], why[number % len(why)]
        rows.append((who, f"{starts:%d/%m/%Y}", "S", "C2", "N1", place, "PR1", f"{ends:%d/%m/%Y}", because))
        wants.append((who, starts.isoformat(), "C2", ends.isoformat()))
    return rows, wants


@pytest.mark.parametrize("way", FORMATS)
@pytest.mark.parametrize("year", YEARS)
def test_a_looked_after_return_of_any_year_is_read_in_any_format_without_a_fault(year, way, tmp_path):
    rows, wants = episodes(year)
    file = f"ssda903/{year - 1}-{year % 100}/episodes.{way}"
    case = Case("years", "903", {file: lambda: sheet(rows, way)}, Reads({"care_episodes": wants}))
    verdict, what = judged(case, tmp_path)
    assert verdict == RIGHTLY_READ, what


def other_years(year):
    """Return by field the codes that the return of a year did not have, though another year's did."""
    places = {code for each in YEARS for code in placements(each)} - set(placements(year))
    return sorted(places), sorted({code for each in YEARS for code in reasons(each)} - set(reasons(year)))


@pytest.mark.parametrize("year", YEARS)
def test_codes_of_other_years_are_read_and_named(year, tmp_path):
    places, why = other_years(year)
    starts, ends = dt.date(year - 1, 6, 1), dt.date(year - 1, 9, 1)
    own = [*((code, "E8", "PLACE") for code in places), *(("U1", code, "REC") for code in why)]
    dates = (f"{starts:%d/%m/%Y}", "S", "C2", "N1"), f"{ends:%d/%m/%Y}"
    rows = [(f"C{n}", *dates[0], place, "PR1", dates[1], because) for n, (place, because, _) in enumerate(own)]
    wants = [(f"C{n}", starts.isoformat(), "C2", ends.isoformat()) for n in range(len(own))]
    faults = [(n, field, "code_of_another_year") for n, (_, _, field) in enumerate(own, 2)]
    file = f"ssda903/{year - 1}-{year % 100}/episodes.csv"
    case = Case("years", "903", {file: lambda: joined(HEADER, *rows)}, Reads({"care_episodes": wants}, faults))
    verdict, what = judged(case, tmp_path)
    assert verdict == RIGHTLY_READ, what


def of_census(year, *, source, closure):
    """Return a census of one child: referred and closed in its year."""
    referred, closed = f"{year - 1}-05-01", f"{year - 1}-09-01"
    details = (
        f"<ReferralSource>{source}</ReferralSource><CINclosureDate>{closed}</CINclosureDate>"
        f"<ReasonForClosure>{closure}</ReasonForClosure>"
    )
    return census(child(details).replace("2011-05-01", referred), year=str(year))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("source", "closure", "since"), [("1A", "RC8", 2017), ("5D", "RC8", 2023), ("1A", "RC9", 2023)]
)
def test_a_census_of_any_year_is_read_and_its_codes_of_later_years_are_named(year, source, closure, since, tmp_path):
    field = "ReferralSource" if source == "5D" else "ReasonForClosure"
    faults = [(1, field, "code_of_another_year")] if year < since else []
    wants = {"referrals": [("A1", f"{year - 1}-05-01", source, None)]}
    files = {f"cin_census/{year}/census.xml": lambda: of_census(year, source=source, closure=closure)}
    verdict, what = judged(Case("years", "census", files, Reads(wants, faults)), tmp_path)
    assert verdict == RIGHTLY_READ, what


CARE_LEAVERS = ("Child Unique ID", "Date of Birth", "Eligibility Category", "LA In Touch")
LATER = ("Latest Pathway Plan Review Date", "Latest Date of Contact", "Allocated Personal Advisor")
PLANS = (
    "Child Unique ID",
    "Date of Birth",
    "Child Protection Plan Start Date",
    "Child Protection Plan End Date",
    "Initial Category of Abuse",
    "Number of Previous Child Protection Plans",
)
PLAN = ("A1", "01/02/2010", "15/05/2016", "16/08/2016", "b) Physical abuse", "0")
VARIANTS = {
    "row 1": [PLANS, PLAN],
    "row 2": [("List 7: Child protection",), PLANS, PLAN],
    "columns renamed": [
        ("Child ID", "DOB", "CP plan start date", "CP plan end date", "Initial category", "Previous plans"),
        PLAN,
    ],
    "columns turned": [PLANS[::-1], PLAN[::-1]],
}


@pytest.mark.parametrize("way", ["xlsx", "xls", "xlsb", "ods", "csv"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_an_annex_a_of_any_variant_is_read_in_any_format(variant, way, tmp_path):
    files = {f"annex_a/2016-09-30/list_7.{way}": lambda: sheet(VARIANTS[variant], way, title="List_7")}
    wants = Reads({"cp_plans": [("A1", "2016-05-15", "2016-08-16", "PHY", 0)]})
    verdict, what = judged(Case("years", variant, files, wants), tmp_path)
    assert verdict == RIGHTLY_READ, what


@pytest.mark.parametrize("columns", [CARE_LEAVERS, (*CARE_LEAVERS, *LATER)])
def test_the_list_of_care_leavers_is_known_with_and_without_its_later_columns(columns, tmp_path):
    files = {
        "annex_a/2022-09-30/annex_a.xlsx": lambda: book(
            PLANS,
            PLAN,
            title="List_7",
            sheets={"List_9": [columns, ("A1", "01/02/2004", *[None] * (len(columns) - 2))]},
        )
    }
    verdict, what = judged(
        Case("years", "list 9", files, Reads({"cp_plans": [("A1", "2016-05-15", "2016-08-16", "PHY", 0)]})), tmp_path
    )
    assert verdict == RIGHTLY_READ, what


@pytest.mark.parametrize("year", YEARS)
def test_every_code_of_every_year_is_in_the_list_of_its_field(year):
    table = load("ssda903").table("episodes")
    for field, own in (("PLACE", placements(year)), ("REC", reasons(year))):
        assert [codes.code_for(code, table.column(field)) for code in own] == own
