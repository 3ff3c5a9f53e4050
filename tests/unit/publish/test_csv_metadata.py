"""What is said of a CSV file is true of it: its columns, their types, and all that stands in place of a number."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.rule import PROFILES, profile
from turncurve.publish import csv_files
from turncurve.publish.csv_metadata import SUFFIX, About, Words, licences, metadata, unit_of
from turncurve.publish.executed import Executed, Exhibit
from turncurve.publish.ledger import files as ledger_files
from turncurve.publish.scan import find
from turncurve.tables.council import Council

MADESHIRE = Council("Madeshire", "madeshire", synthetic=True)
ABOUT = About(MADESHIRE, dt.date(2013, 3, 31), "public", profile("dfe_now"))
_TYPES = {"integer": r"[-+]?\d+", "decimal": r"[-+]?\d+(\.\d+)?", "double": r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?"}


def check_true_of(described: dict, data: bytes) -> None:
    """Hold a description against its file, by the standard's own rules and not by our code."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    columns = described["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == header
    names = [column["name"] for column in columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_]*", name) for name in names)
    meant = {note["mark"] for note in described["notes"] if "mark" in note} | {""}
    for place, column in enumerate(columns):
        null = column.get("null", [""])
        assert set(null) <= meant
        assert all(
            row[place] in null or re.fullmatch(_TYPES[column["datatype"]], row[place])
            for row in rows
            if column["datatype"] != "string"
        )


@pytest.fixture
def table(unit):
    """Return a function that makes a page with one table; its file, and what is said of it."""

    def make(*rows, columns=(("Month", False), ("Plans", True)), about=ABOUT, **words):
        exhibit = Exhibit("curve", "Plans by month", "It rose.", columns, rows, **words)
        made = csv_files.files(Executed(unit(), None, (exhibit,)), label=about.council.label, about=about)
        path = "tables/01_curve/curve.csv"
        assert sorted(made) == [path, f"{path}{SUFFIX}"]
        return made[path], json.loads(made[f"{path}{SUFFIX}"])

    return make


def column(described: dict, title: str) -> dict:
    (found,) = [each for each in described["tableSchema"]["columns"] if each["titles"] == title]
    return found


def test_it_lies_beside_the_file_and_names_it_as_the_standard_asks(table):
    data, described = table(("April 2012", "12"))
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert described["url"] == "curve.csv"
    check_true_of(described, data)


def test_it_says_whose_figures_they_are_for_whom_by_which_rule_and_that_they_are_invented(table):
    _, described = table(("April 2012", "12"), notes=("Bear this in mind.",), source="Plans of Madeshire.")
    assert described["dc:title"] == "Plans by month"
    assert described["dc:description"] == "It rose."
    assert described["dc:publisher"] == "Madeshire (SYNTHETIC)"
    assert described["dc:provenance"].startswith("SYNTHETIC")
    assert described["dc:source"] == "Plans of Madeshire."
    assert (described["dc:date"], described["dc:audience"]) == ("2013-03-31", "public")
    assert "Published by the council named" in described["dc:rights"]
    assert described["dc:accessRights"] == profile("dfe_now").words
    assert {"note": "Bear this in mind."} in described["notes"]


@pytest.mark.parametrize("name", PROFILES)
def test_the_rule_s_own_mark_is_told_with_its_meaning(table, name):
    rule = profile(name)
    about = About(MADESHIRE, ABOUT.as_at, "public", rule)
    data, described = table(("April 2012", rule.symbol), ("May 2012", "1,446"), ("June 2012", "–"), about=about)
    assert column(described, "Plans")["datatype"] == "integer"
    assert rule.symbol in column(described, "Plans")["null"]
    (meaning,) = [note["meaning"] for note in described["notes"] if note.get("mark") == rule.symbol]
    assert meaning == f"not shown: {rule.title} ({name})"
    check_true_of(described, data)


def test_a_board_is_shown_every_count_and_no_mark_hides_one(table):
    about = About(Council("Realshire", "realshire"), ABOUT.as_at, "restricted")
    _, described = table(("April 2012", "3"), about=about)
    assert described["dc:accessRights"] == "Every count is shown"
    assert [note["mark"] for note in described["notes"]] == ["–", "not yet"]
    assert "dc:provenance" not in described
    assert described["dc:rights"].startswith("OFFICIAL-SENSITIVE")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("12", "1,446"), "integer"),
        (("12.5", "1"), "decimal"),
        (("+0.5", "-3"), "decimal"),
        (("–", "c"), "integer"),
        (("not yet", "7"), "integer"),
        (("608 (recalled)", "7"), "string"),
        (("62% (18 of 29)",), "string"),
        (("=1+1", "7"), "string"),
    ],
)
def test_a_column_is_of_the_narrowest_type_that_all_its_numbers_have(table, values, kind):
    data, described = table(*((f"Month {place}", value) for place, value in enumerate(values)))
    assert column(described, "Plans")["datatype"] == kind
    assert column(described, "Month") == {"name": "month", "titles": "Month", "datatype": "string"}
    check_true_of(described, data)


def test_columns_of_one_heading_or_of_none_in_letters_have_names_of_their_own(table):
    columns = (("80%", True), ("80 %", True), ("–", True), ("=1+1", False))
    data, described = table(("1", "2", "3", "=1+1"), columns=columns)
    names = [each["name"] for each in described["tableSchema"]["columns"]]
    assert names == ["80", "80_2", "column_3", "1_1", "council", "audience"]
    check_true_of(described, data)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Middle (days)", "days"),
        ("Percent", "percent"),
        ("Met, percent", "percent"),
        ("Year to March 2012, %", "percent"),
        ("Percentage points", "percentage points"),
        ("95% low", ""),
        ("Plans that began", ""),
        ("(days) of", ""),
    ],
)
def test_the_unit_is_what_the_heading_states(heading, unit):
    assert unit_of(heading) == unit


def test_the_unit_stands_with_its_column(table):
    _, described = table(("April", "12"), columns=(("Month", False), ("Middle (days)", True)))
    assert column(described, "Middle (days)")["schema:unitText"] == "days"
    assert "schema:unitText" not in column(described, "Month")


def test_the_counts_and_forecasts_that_later_releases_read_are_described_too(unit):
    page = Executed(unit(), None, stated=(("plans|a", 12), ("plans|b", None)))
    made = ledger_files([page], label="Madeshire (SYNTHETIC)", about=ABOUT)
    assert sorted(made) == ["figures.csv", f"figures.csv{SUFFIX}", "forecasts.csv", f"forecasts.csv{SUFFIX}"]
    for name in ("figures.csv", "forecasts.csv"):
        described = json.loads(made[f"{name}{SUFFIX}"])
        check_true_of(described, made[name])
    (value,) = [each for each in described_columns(made, "figures.csv") if each["name"] == "value"]
    assert (value["datatype"], value["null"]) == ("integer", [""])


def described_columns(made: dict[str, bytes], name: str) -> list[dict]:
    return json.loads(made[f"{name}{SUFFIX}"])["tableSchema"]["columns"]


cells = st.one_of(
    st.text(max_size=12), st.integers(-(10**6), 10**6).map("{:,}".format), st.sampled_from(["c", "–", "not yet", "1.5"])
)


@given(st.data())
def test_whatever_words_reach_a_table_what_is_said_of_it_is_true(data):
    width = data.draw(st.integers(1, 4))
    header = data.draw(st.lists(st.text(min_size=1, max_size=8), min_size=width, max_size=width))
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *rows])
    held = text.getvalue().encode("utf-8-sig", errors="replace")
    words = Words("Title", "Says.", tuple(header))
    ((path, described),) = metadata("tables/x/t.csv", held, words=words, about=ABOUT).items()
    assert path == f"tables/x/t.csv{SUFFIX}"
    check_true_of(json.loads(described), held)


def test_an_identifier_in_what_is_said_of_a_table_is_found_by_the_scanner(unit):
    exhibit = Exhibit("a", "A", "Ring 0117 496 0123.", (("Month", False),), (("April",),))
    made = csv_files.files(Executed(unit(), None, (exhibit,)), label="Madeshire", about=ABOUT)
    assert [each.place for each in find(made)] == [f"tables/01_curve/a.csv{SUFFIX}"]


def test_the_licence_of_each_published_source_is_named_once(made):
    folder = made.root / "data/raw/published/office/2012"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text("publisher: The Office\nlicence: Open Licence\n", encoding="utf-8")
    names = ["office/2012/a.csv", "office/2012/b.csv", "madeshire/cin.xml"]
    assert licences(names) == ("The Office: Open Licence.",)
