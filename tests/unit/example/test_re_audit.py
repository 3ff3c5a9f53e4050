"""The re-audit: drawn by need from children in need open over 9 months, and read in the weeks after."""

import csv
from importlib import resources

import numpy as np
import pytest
import yaml

from turncurve.example.audits import AUDITORS, in_need, programme
from turncurve.example.re_audit import DRAWN_ON, drawn_files, write_re_audit
from turncurve.ingest import workbook


@pytest.fixture(scope="module")
def _written(tmp_path_factory):
    return tmp_path_factory.mktemp("re_audit")


@pytest.fixture
def written(lives, _written):
    if not (_written / "audits").is_dir():
        write_re_audit(lives, _written, seed=2013)
    return _written / "audits" / "2013-03-31"


@pytest.fixture
def draw(written):
    with (written / "re_audit_draw_SYNTHETIC.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def answers(written):
    (sheet,) = workbook.read((written / "re_audit_SYNTHETIC.xlsx").read_bytes(), file="re_audit.xlsx")
    rows = sheet.cells.to_numpy().tolist()
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]


def test_half_of_the_files_are_drawn_by_each_need(draw):
    assert len(draw) == len({row["File"] for row in draw}) == 40
    strata = {row["Stratum"]: (int(row["Files in stratum"]), int(row["Files drawn"])) for row in draw}
    assert {name: drawn for name, (_, drawn) in strata.items()} == {"abuse or neglect": 20, "another need": 20}
    assert len({files for files, _ in strata.values()}) == 2


def test_every_file_drawn_has_been_open_for_more_than_nine_months(lives):
    found = drawn_files(lives, files=40, rng=np.random.default_rng(1))
    cases = in_need(lives.episodes, lives.plans, lives.care, day=DRAWN_ON)
    long_open = cases[DRAWN_ON - cases["referred_on"] > 275]
    assert set(found["child"]) <= set(long_open["child"])
    assert found.drop_duplicates("stratum")["stratum_files"].sum() == long_open["child"].nunique()


def test_every_question_is_answered_on_every_file_and_some_files_twice(draw, answers):
    asked = sum(len(each["criteria"]) for each in programme()["standards"])
    twice = {row["File"] for row in draw if row["Read twice"] == "Yes"}
    assert len(twice) == 8
    assert len(answers) == 48 * asked
    by_file = {file: {row["Auditor"] for row in answers if row["File"] == file} for file in twice}
    assert {len(each) for each in by_file.values()} == {2}
    assert {row["Auditor"] for row in answers} <= set(AUDITORS)
    assert {row["File"] for row in answers} == {row["File"] for row in draw}


def test_the_same_seed_writes_the_same_bytes(lives, written, tmp_path):
    write_re_audit(lives, tmp_path, seed=2013)
    for path in written.iterdir():
        assert (tmp_path / "audits" / "2013-03-31" / path.name).read_bytes() == path.read_bytes()


def own_file(name):
    text = (resources.files("turncurve.example") / "council_files.yml").read_text(encoding="utf-8")
    return yaml.safe_load(yaml.safe_load(text)[name])


def test_the_councils_programme_asks_what_the_example_answers():
    held = own_file("audit_programme.yml")
    (asked,) = held["question_sets"]
    own = [(each["standard"], words) for each in asked["standards"] for words in each["criteria"]]
    assert own == [(each["standard"], words) for each in programme()["standards"] for words in each["criteria"]]
    titles = {programme()[one]["title"] for one in ("monthly", "re_audit")}
    assert {each["name"] for each in held["programmes"]} == titles


def test_the_councils_four_actions_follow_the_facts():
    held = own_file("audit_actions.yml")
    assert len(held["actions"]) == len(programme()["single"]["found"]["actions"]) == 4
    assert {each["audit"] for each in held["findings"]} == {programme()["single"]["title"]}
