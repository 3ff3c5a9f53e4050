"""What a page rests on, and what its indicators mean, in words that can be followed back."""

import datetime as dt
import hashlib
import subprocess
from importlib.metadata import version

import pytest

from tests.support.made_figures import COUNT, MEAN, definition
from tests.support.shown import column, everything
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.indicators.registry import INDICATORS
from turncurve.present.basis import (
    BY_FOLDER,
    MOST_FILES,
    PACKAGES,
    ROUNDED_TO,
    Basis,
    basis_exhibit,
    basis_of,
    definition_exhibit,
)
from turncurve.tables.council import Council
from turncurve.tables.lineage import Lineage
from turncurve.tables.records import Records

MADESHIRE = Council("Madeshire", "madeshire", synthetic=True)
PLANS = Lineage(
    "cp_plans", 1149, "ab" * 32, {"cin/2013/cin.xml": "cd" * 32}, {"read": 1152, "refused": 3, "merged": 51}
)
FIGURES = Lineage("published_figures", 7, "ef" * 32, {"dfe/2012/adoption.csv": "12" * 32}, {"read": 7, "loaded": 7})


def basis(*read, audience="restricted", plan=None):
    records = Records("madeshire", dt.date(2013, 3, 31))
    records.read_so_far.update({lineage.table: lineage for lineage in read})
    return basis_of(records, council=MADESHIRE, audience=audience, plan=plan)


def test_tables_files_and_rows_are_gathered_in_order():
    found = basis(FIGURES, PLANS)
    assert list(found.tables) == ["cp_plans", "published_figures"]
    assert found.tables["cp_plans"] == "ab" * 32
    assert found.inputs == {"cin/2013/cin.xml": "cd" * 32, "dfe/2012/adoption.csv": "12" * 32}
    assert found.counts["cp_plans"] == {"read": 1152, "refused": 3, "merged": 51}


def test_the_page_names_its_parameters_and_that_it_is_synthetic():
    found = basis(PLANS)
    assert (found.council, found.as_at, found.audience) == ("Madeshire (SYNTHETIC)", "2013-03-31", "restricted")
    assert "council Madeshire (SYNTHETIC), as at 2013-03-31, audience restricted." in basis_exhibit(found).notes[0]


def test_versions_are_those_that_are_installed():
    versions = basis().versions
    assert set(versions) == {"python", *PACKAGES}
    assert versions["pandas"] == version("pandas")


@pytest.mark.parametrize(
    ("audience", "plan", "said"),
    [
        ("restricted", None, "every count is shown: restricted"),
        ("public", None, f"{profile('dfe_now').words}. Each table by itself, for exploring"),
        ("public", make_plan([]), f"{profile('dfe_now').words}. One plan for the whole release"),
        ("public", make_plan([], profile="nhs5"), f"{profile('nhs5').words}. One plan for the whole release"),
    ],
)
def test_what_disclosure_control_did_is_said(audience, plan, said):
    found = basis(PLANS, audience=audience, plan=plan)
    assert found.disclosure == said
    assert f"Disclosure control: {said}." in basis_exhibit(found).notes[1]


@pytest.mark.parametrize("name", PROFILES)
def test_a_page_shown_while_exploring_names_the_rule_that_was_chosen_for_it(name):
    found = basis_of(
        Records("madeshire", dt.date(2013, 3, 31)), council=MADESHIRE, audience="public", plan=None, rule=name
    )
    assert found.disclosure.startswith(f"{profile(name).title} ({name}; ")


def test_a_board_is_told_every_row():
    exhibit = basis_exhibit(basis(PLANS))
    assert exhibit.rows == (
        ("Table cp_plans", "1,152 read, 3 refused, 51 merged", "ab" * 8),
        ("File cin/2013/cin.xml", "", "cd" * 8),
    )


def test_the_public_is_told_rows_of_children_rounded_so_that_no_hidden_count_follows():
    found = basis(PLANS, FIGURES, audience="public")
    assert found.counts == {
        "cp_plans": {"read": 1200, "refused": 0, "merged": 100},
        "published_figures": {"read": 7, "loaded": 7},
    }
    exhibit = basis_exhibit(found)
    assert [row[1] for row in exhibit.rows[:2]] == ["1,200 read, under 50 refused, 100 merged", "7 read, 7 loaded"]
    text = everything(exhibit)
    assert "1,152" not in text
    assert "1152" not in text
    assert f"to the nearest {ROUNDED_TO}" in text
    assert "nearest" not in everything(basis_exhibit(basis(PLANS)))


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        ((PLANS,), "1 input file read into 1 table as they stood on 2013-03-31; nothing dated later was used."),
        ((PLANS, FIGURES), "2 input files read into 2 tables as they stood on 2013-03-31;"),
        ((), "No table was read."),
    ],
)
def test_how_much_was_read_is_said(read, sentence):
    assert basis_exhibit(basis(*read)).sentence.startswith(sentence)


def test_one_file_read_into_two_tables_is_one_file():
    other = Lineage("cp_reviews", 5, "99" * 32, dict(PLANS.sources), {"read": 5})
    assert basis_exhibit(basis(PLANS, other)).sentence.startswith("1 input file read into 2 tables")


def test_a_basis_is_plain_data():
    assert isinstance(basis(PLANS), Basis)
    assert basis(PLANS) == basis(PLANS)


# Definitions.


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_of_the_registry_is_explained_in_full(indicator):
    words = INDICATORS[indicator].definition
    exhibit = definition_exhibit(words)
    assert exhibit.title == f"Definition: {words.title}"
    assert exhibit.sentence == words.counts
    parts = column(exhibit, "Part")
    assert {"Numerator", "Unit", "Which way is better", "Why it matters", "Rests on", "Owner"} <= set(parts)
    assert ("Denominator" in parts) == bool(words.denominator)
    assert all(text for row in exhibit.rows for text in row)
    assert everything(exhibit)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"polarity": "lower is better"}, "Lower is better."),
        ({"polarity": "higher is better"}, "Higher is better."),
        ({"polarity": "neither"}, "Neither way is simply better."),
        ({"polarity": "a band"}, "Neither high nor low is simply good."),
        (
            {"polarity": "a band", "band": (10.0, 15.0)},
            "Neither high nor low is simply good; 10.0 to 15.0 percent has been held to be sound.",
        ),
    ],
)
def test_which_way_is_better_is_a_sentence(changes, said):
    exhibit = definition_exhibit(definition(**changes))
    assert dict(exhibit.rows)["Which way is better"] == said


@pytest.mark.parametrize(("words", "denominator"), [(COUNT, None), (MEAN, "Children adopted")])
def test_a_part_without_words_is_left_out(words, denominator):
    assert dict(definition_exhibit(definition(words)).rows).get("Denominator") == denominator


@pytest.mark.parametrize(("counterpart", "said"), [("", "none"), ("DfE table A", "DfE table A")])
def test_an_official_counterpart_is_named_or_said_to_be_none(counterpart, said):
    exhibit = definition_exhibit(definition(published_counterpart=counterpart))
    assert dict(exhibit.rows)["Official counterpart"] == said


def test_of_many_input_files_each_folder_stands_with_a_hash_that_sha256sum_gives(tmp_path):
    names = [f"{folder}/{number:03d}.csv" for folder in ("north", "south") for number in range(MOST_FILES // 2)]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    sources = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    few = basis_exhibit(basis(Lineage("cp_plans", 1, "ab" * 32, sources, {"read": 1})))
    assert len(few.rows) == 1 + MOST_FILES
    assert BY_FOLDER not in few.notes
    sources["last/file.csv"] = "12" * 32
    many = basis_exhibit(basis(Lineage("cp_plans", 1, "ab" * 32, sources, {"read": 1})))
    assert [row[:2] for row in many.rows[1:]] == [
        ("Folder last", "1 file"), ("Folder north", "100 files"), ("Folder south", "100 files"),
    ]  # fmt: skip
    lines = subprocess.run("sha256sum north/*", shell=True, cwd=tmp_path, capture_output=True, check=True).stdout  # noqa: S602, S607 - the reader's own command
    assert many.rows[2][2] == hashlib.sha256(lines).hexdigest()[:16]
    assert BY_FOLDER in many.notes
