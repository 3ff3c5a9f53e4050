"""The chairs' returns as files: text of one year, a workbook a month of the next, each as it was known then."""

import csv
import io

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from turncurve.example.chair_writer import FOLDER, write_chairs
from turncurve.example.chairs import chaired
from turncurve.example.days import NEVER
from turncurve.example.lives import chance
from turncurve.reference.formats.specification import load

FORMAT = load("chair_return")


@pytest.fixture(scope="module")
def returned(lives):
    return chaired(lives.conferences, lives.reviews, lives.children, rng=chance(2013, "chairs"))


@pytest.fixture(scope="module")
def folder(lives, tmp_path_factory):
    root = tmp_path_factory.mktemp("chairs")
    write_chairs(lives, root, seed=2013)
    return root / FOLDER


def text_rows(folder, key):
    path = folder / "2011-04-01_2012-03-31" / f"{key}_2012-03-31_SYNTHETIC.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def sheet_rows(folder, month, title):
    path = folder / "2012-04-01_2013-03-31" / f"chairs_{month}_SYNTHETIC.xlsx"
    heading, header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(title).to_python()
    assert "SYNTHETIC" in heading[0]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_there_are_three_text_files_and_twelve_workbooks(folder):
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert sum(name.endswith(".csv") for name in names) == len(FORMAT.tables)
    assert sum(name.endswith(".xlsx") for name in names) == 12
    assert all("SYNTHETIC" in name for name in names)


@pytest.mark.parametrize("table", FORMAT.tables, ids=lambda table: table.key)
def test_the_columns_are_those_of_the_template(folder, table):
    expected = [column.name for column in table.columns]
    assert list(text_rows(folder, table.key)[0]) == expected
    assert list(sheet_rows(folder, "2012-11-30", table.titles[0])[0]) == expected


def test_every_conference_is_in_one_file_alone(folder, returned):
    months = [f"{day}" for day in np.arange("2012-05", "2013-05", dtype="datetime64[M]").astype("datetime64[D]") - 1]
    written = len(text_rows(folder, "conferences"))
    written += sum(len(sheet_rows(folder, month, "Conferences")) for month in months)
    assert written == len(returned.conferences)


def test_a_challenge_still_open_then_is_sent_again_in_the_month_in_which_it_is_resolved(folder, returned):
    text = text_rows(folder, "challenges")
    still_open = [row for row in text if not row["Resolved on"]]
    later = returned.challenges
    waiting = later[(later["raised_on"] <= 15430) & (later["resolved_on"] > 15430)]
    assert len(still_open) == len(waiting) > 0
    april = sheet_rows(folder, "2012-04-30", "Challenges")
    resolved = {row["Child ID"] for row in april if row["Resolved on"]}
    assert resolved & {row["Child ID"] for row in still_open}


def test_what_was_not_known_at_the_months_end_is_blank(folder, returned):
    for row in sheet_rows(folder, "2012-12-31", "Challenges"):
        assert row["Resolved on"] == "" or str(row["Resolved on"]) <= "2012-12-31"
    assert (returned.challenges["resolved_on"] == NEVER).sum() == sum(
        row["Resolved on"] == "" for row in sheet_rows(folder, "2013-03-31", "Challenges")
    ) + sum(row["Resolved on"] == "" and str(row["Raised on"]) < "2013-03-01" for row in _never_resolved(folder))


def _never_resolved(folder):
    """Return the challenges that no later file says were resolved, as the files before the last first told them."""
    months = [f"{day}" for day in np.arange("2012-05", "2013-04", dtype="datetime64[M]").astype("datetime64[D]") - 1]
    told, resolved = {}, set()
    for month in [*months, "2013-03-31"]:
        for row in sheet_rows(folder, month, "Challenges"):
            key = (row["Child ID"], str(row["Conference date"]), row["Challenge about"])
            told[key] = row
            if row["Resolved on"]:
                resolved.add(key)
    return [row for key, row in told.items() if key not in resolved]


def test_chairs_are_numbers_and_children_the_examples_own(folder):
    rows = text_rows(folder, "conferences")
    assert {row["Chair"] for row in rows} == {f"SYN-CHAIR-{number}" for number in range(1, 9)}
    assert all(row["Child ID"].startswith("SYN") for row in rows)


def test_the_same_bytes_come_out_each_time(folder, lives, tmp_path):
    write_chairs(lives, tmp_path, seed=2013)
    for path in folder.rglob("*"):
        if path.is_file():
            assert (tmp_path / FOLDER / path.relative_to(folder)).read_bytes() == path.read_bytes()
