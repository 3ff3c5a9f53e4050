"""Exampleshire's raw files read in plain Python by rules of their own, so that a count can be made twice.

Nothing of the program is used here: openpyxl, lxml and csv alone.
"""

import csv
import datetime as dt
import re
from functools import cached_property
from pathlib import Path

import openpyxl
from lxml import etree

NOBODY = "SYN999999"
HOLIDAYS = {
    dt.date.fromisoformat(day)
    for day in [
        "2010-01-01",
        "2010-04-02",
        "2010-04-05",
        "2010-05-03",
        "2010-05-31",
        "2010-08-30",
        "2010-12-27",
        "2010-12-28",
        "2011-01-03",
        "2011-04-22",
        "2011-04-25",
        "2011-04-29",
        "2011-05-02",
        "2011-05-30",
        "2011-08-29",
        "2011-12-26",
        "2011-12-27",
        "2012-01-02",
        "2012-04-06",
        "2012-04-09",
        "2012-05-07",
        "2012-06-04",
        "2012-06-05",
        "2012-08-27",
        "2012-12-25",
        "2012-12-26",
        "2013-01-01",
        "2013-03-29",
    ]
}


def day_of(cell) -> dt.date | None:
    """Return the date in a cell, however this edition writes dates; nothing where there is none."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, (int, float)):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(cell))
    text = str(cell or "").strip().partition(" ")[0]
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, shape).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; 28 February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def working_days(start: dt.date, end: dt.date) -> int:
    """Count the working days after one date up to another, by walking."""
    walked = (start + dt.timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in walked)


class ExampleshireFiles:
    """The raw files of Exampleshire, read when asked for."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._books = {}

    def sheet(self, file: str, title: str) -> list[tuple]:
        """Return every row of a sheet, as its cells."""
        book = openpyxl.load_workbook(self.folder / file, read_only=True)
        rows = list(book[title].iter_rows(values_only=True))
        book.close()
        return rows

    def annex_a(self, number: int, *, since: str = "2011-09-30") -> list[tuple]:
        """Return the rows of a list of each edition from one on that name a child who exists, child first."""
        editions = sorted(path.parent.name for path in self.folder.glob("annex_a/*/*.xlsx"))
        return [row for edition in editions if edition >= since for row in self._list(edition, number)]

    def _list(self, edition: str, number: int) -> list[tuple]:
        """Return a list's rows of one edition; below the header every list has its columns in one order."""
        if edition not in self._books:
            file = self.folder / f"annex_a/{edition}/annex_a_SYNTHETIC.xlsx"
            self._books[edition] = openpyxl.load_workbook(file, read_only=True)
        book = self._books[edition]
        title = next(name for name in book.sheetnames if name.replace("_", " ") == f"List {number}")
        rows = [(str(row[0] or "").strip().upper(), *row[1:]) for row in book[title].iter_rows(values_only=True)]
        return [row for row in rows if re.fullmatch(r"SYN\d{6}", row[0]) and row[0] != NOBODY]

    @cached_property
    def plans(self) -> dict[tuple[str, dt.date], dict]:
        """Return the plans of all censuses by child and start: the latest census says whether one has ended."""
        found = {}
        for child, plan in self._census("ChildProtectionPlans"):
            started = dt.date.fromisoformat(plan.findtext("CPPstartDate"))
            ended = plan.findtext("CPPendDate")
            found[child, started] = {
                "ended": dt.date.fromisoformat(ended) if ended else None,
                "before": int(plan.findtext("NumberOfPreviousCPP")),
                "reviews": sorted(dt.date.fromisoformat(each.text) for each in plan.iter("CPPreviewDate")),
            }
        return found

    @cached_property
    def enquiries(self) -> dict[tuple[str, dt.date], dt.date | None]:
        """Return the section 47 enquiries of all censuses by child and start, with the conference held."""
        found = {}
        for child, each in self._census("Section47"):
            held = each.findtext("DateOfInitialCPC")
            found[child, dt.date.fromisoformat(each.findtext("S47ActualStartDate"))] = (
                dt.date.fromisoformat(held) if held else None
            )
        return found

    def _census(self, tag: str):
        """Yield each element of a name, with its child's number, from the earliest census to the latest."""
        for path in sorted(self.folder.glob("cin_census/*/*.xml")):
            for child in etree.parse(path).getroot().iter("Child"):
                for each in child.iter(tag):
                    yield child.findtext("ChildIdentifiers/LAchildID"), each

    @cached_property
    def contacts(self) -> list[dict]:
        """Return the rows of all contact logs that have a day and no more cells than the header."""
        found = []
        for path in sorted(self.folder.glob("contact_log/*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = [row | {"day": day_of(row["Received"])} for row in csv.DictReader(file)]
            found += [row for row in rows if row["day"] and None not in row]
        return found

    def ssda903(self, year: int, table: str) -> list[dict]:
        """Return the rows of one table of one year's return of looked after children."""
        with (self.folder / f"ssda903/{year}/{table}_SYNTHETIC.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def tracker(self) -> list[dict]:
        """Return the rows of the adoption tracker, dates as dates."""
        rows = self.sheet("adoption_tracker/2013-03-31/adoption_tracker_SYNTHETIC.xlsx", "Adoption tracker")
        top = next(place for place, row in enumerate(rows) if row[0] == "Extract date")
        found = [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]
        dated = (
            "Entered care",
            "Decision",
            "Placement order",
            "Matched",
            "Placed",
            "Adopted",
            "Foster placement start",
        )
        return [row | {name: day_of(row[name]) for name in dated} for row in found]
