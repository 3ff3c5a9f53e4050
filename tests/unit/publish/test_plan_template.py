"""The plan's workbook is filled with what the notice asks, offers lists, and is written over nobody's plan."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from turncurve.errors import TurnCurveError
from turncurve.indicators.registry import INDICATORS
from turncurve.ingest.recognise import recognise
from turncurve.publish.plan_template import LISTS, NOTES, filled_in, how_to_keep, plan_workbook, write_plan_template
from turncurve.reference.formats.specification import load
from turncurve.reference.improvement_notice import notice

PLAN = load("improvement_plan")
TITLES = [table.titles[0] for table in PLAN.tables]


@pytest.fixture(scope="module")
def content():
    return plan_workbook()


@pytest.fixture(scope="module")
def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def xml(content):
    """Return the text of each sheet by its title."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        return {name: book.read(f"xl/worksheets/sheet{n}.xml").decode() for n, name in enumerate(names, start=1)}


def test_there_is_a_sheet_for_each_part_of_the_plan_between_notes_and_lists(sheets):
    assert list(sheets) == [NOTES, *TITLES, LISTS]
    for table in PLAN.tables:
        assert sheets[table.titles[0]][0] == [column.name for column in table.columns]


def test_what_is_written_is_taken_at_the_door_for_a_plan(content):
    taken = recognise(content, file="plan.xlsx")
    assert taken.kind == "improvement_plan"
    assert [match.table.key for match in taken.sheets] == [table.key for table in PLAN.tables]
    assert set(taken.left_alone) == {NOTES, f"{LISTS} (hidden)"}


def test_the_twenty_three_requirements_and_the_occasions_of_the_notice_are_filled_in(sheets):
    wanted = notice().requirements
    assert [row[0] for row in sheets["Requirements"][1:]] == [each.number for each in wanted]
    assert [row[2:4] for row in sheets["Requirements"][1:]] == [[each.shown, each.also] for each in wanted]
    assert [row[4] for row in sheets["Requirements"][1:] if row[4] != ""] == [1, 1]
    assert [row[:3] for row in sheets["Meetings"][1:]] == [
        [each.number, each.occasion, each.month] for each in notice().occasions
    ]


def test_the_notices_day_and_the_plans_day_are_left_to_be_filled_in(sheets):
    ((plan_on, aim_on, _, served_on, *_),) = sheets["Notice"][1:]
    assert plan_on == served_on == ""
    assert aim_on == notice().aim_on


@pytest.mark.parametrize("title", [t for t in TITLES if t not in {"Notice", "Requirements", "Meetings"}])
def test_any_other_sheet_has_no_row_yet(sheets, title):
    assert len(sheets[title]) == 1
    assert filled_in(title.lower()) == []


@pytest.mark.parametrize(("table", "column"), [(t.key, c.name) for t in PLAN.tables for c in t.columns if c.codes])
def test_every_column_of_codes_offers_them_in_a_list(xml, table, column):
    words = PLAN.table(table).column(column)
    offered = ",".join(words.codes).replace("&", "&amp;")
    assert f'<formula1>"{offered}"</formula1>' in xml[PLAN.table(table).titles[0]]


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Objectives", "Requirements"), ("Findings", "Objectives"), ("Measures", "Objectives"),
        ("Milestones", "Objectives"), ("Actions", "Objectives"), ("Promises", "Meetings"),
        ("Disagreements", "Meetings"),
        ("Risks", "Requirements"),
    ],
)  # fmt: skip
def test_numbers_are_chosen_from_the_sheet_that_they_stand_on(xml, title, source):
    assert f"<formula1>'{source}'!$A$2:$A$500</formula1>" in xml[title]


def test_indicators_and_posts_are_chosen_from_the_lists_out_of_sight(xml, sheets):
    assert f"<formula1>{LISTS}!$A$1:$A${len(INDICATORS)}</formula1>" in xml["Measures"]
    assert f"<formula1>{LISTS}!$B$1:$B${len(notice().posts)}</formula1>" in xml["Actions"]
    assert [row[0] for row in sheets[LISTS]] == list(INDICATORS)
    assert [row[1] for row in sheets[LISTS] if row[1]] == list(notice().posts)


@pytest.mark.parametrize("title", TITLES)
def test_headings_are_locked_and_the_cells_below_are_not(xml, title, content):
    assert "<sheetProtection" in xml[title]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", book.read("xl/styles.xml").decode().split("<cellXfs")[1])
    unlocked = {str(n) for n, style in enumerate(styles) if 'locked="0"' in style}
    heads = set(re.findall(r'<c r="[A-Z]+1" s="(\d+)"', xml[title]))
    below = set(re.findall(r'<c r="[A-Z]+(?:[2-9]|\d\d+)" s="(\d+)"', xml[title]))
    columns = set(re.findall(r'<col [^>]*style="(\d+)"', xml[title]))
    assert heads
    assert not heads & unlocked
    assert columns
    assert (below | columns) <= unlocked


def test_a_day_is_a_date_and_likelihood_is_from_one_to_five(xml):
    assert xml["Actions"].count('type="date"') == 4
    assert xml["Risks"].count('type="whole"') == 2
    assert "<formula1>1</formula1><formula2>5</formula2>" in xml["Risks"]


def test_the_notes_say_how_the_plan_is_kept_and_what_goes_into_each_column(sheets):
    words = [row[0] for row in sheets[NOTES]]
    assert tuple(words[: len(how_to_keep())]) == how_to_keep()
    explained = {(row[0], row[1]) for row in sheets[NOTES][len(how_to_keep()) + 2 :]}
    assert explained == {(table.titles[0], column.name) for table in PLAN.tables for column in table.columns}
    assert all(row[3].endswith(".") for row in sheets[NOTES][len(how_to_keep()) + 2 :])


def test_the_same_workbook_comes_out_to_the_byte(content):
    assert plan_workbook() == content


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    path = write_plan_template(tmp_path / "plan.xlsx")
    before = path.read_bytes()
    with pytest.raises(TurnCurveError, match="may hold somebody's plan"):
        write_plan_template(path)
    assert path.read_bytes() == before


def test_a_plan_is_a_workbook(tmp_path):
    with pytest.raises(TurnCurveError, match="kept in a workbook"):
        write_plan_template(tmp_path / "plan.csv")
    assert not list(tmp_path.iterdir())
