"""Exampleshire, simulated once and written once for all the tests of this folder."""

import csv
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from turncurve.example import ExampleSummary
from turncurve.example.lives import Lives, live

YEARS = (2010, 2011, 2012, 2013)


@pytest.fixture
def rng() -> np.random.Generator:
    """Return a seeded source of chance."""
    return np.random.default_rng(7)


@pytest.fixture(scope="session")
def lives() -> Lives:
    """Return what happened in Exampleshire."""
    return live(2013)


@pytest.fixture(scope="session")
def other_lives() -> Lives:
    """Return what happened in another Exampleshire, of another seed."""
    return live(7)


@pytest.fixture(scope="session", params=["lives", "other_lives"])
def any_lives(request: pytest.FixtureRequest) -> Lives:
    """Return what happened in Exampleshire and in another."""
    found: Lives = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def summary(written_example: ExampleSummary) -> ExampleSummary:
    """Return what was written of Exampleshire."""
    return written_example


@pytest.fixture(scope="session")
def written(summary: ExampleSummary) -> Path:
    """Return the folder in which Exampleshire was written."""
    return summary.folder


@pytest.fixture(scope="session")
def censuses(written: Path) -> dict[int, etree._Element]:
    """Return each census file's root element, by year."""
    return {year: etree.parse(written / f"cin_census/{year}/CIN_{year}.xml").getroot() for year in YEARS}


@pytest.fixture(scope="session")
def returns(written: Path) -> dict[tuple[int, str], list[dict[str, str]]]:
    """Return each file of the looked after return as rows, by year and table."""
    found = {}
    for path in sorted((written / "ssda903").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[int(path.parent.name), path.name.removesuffix("_SYNTHETIC.csv")] = list(csv.DictReader(file))
    return found


@pytest.fixture(scope="session")
def logs(written: Path) -> dict[int, list[dict[str, str]]]:
    """Return each year's contact log as rows, the faulty ones among them."""
    found = {}
    for year in YEARS:
        with (written / f"contact_log/contact_log_{year}_SYNTHETIC.csv").open(encoding="utf-8-sig", newline="") as file:
            found[year] = list(csv.DictReader(file))
    return found


@pytest.fixture(scope="session")
def last_annex(written: Path) -> dict[str, list[list[object]]]:
    """Return the sheets of the edition of March 2013, by name, as rows of cells."""
    return _sheets(written / "annex_a/2013-03-31/annex_a_SYNTHETIC.xlsx")


@pytest.fixture(scope="session")
def first_annex(written: Path) -> dict[str, list[list[object]]]:
    """Return the sheets of the edition of September 2009, by name, as rows of cells."""
    return _sheets(written / "annex_a/2009-09-30/annex_a_SYNTHETIC.xlsx")


def _sheets(path: Path) -> dict[str, list[list[object]]]:
    """Read a workbook."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
