"""A nation of invented councils: named as invented, of the published spread of sizes, and the same each time."""

import hashlib
import sys
import zipfile

import numpy as np
import pytest
import yaml

from turncurve.errors import TurnCurveError
from turncurve.example import council, nation
from turncurve.example.nation import FOLDER, MOST, council_size, write_council, write_example, write_nation
from turncurve.example.sized import Size
from turncurve.ingest import council as reading
from turncurve.reference import project

SMALLEST = 18
PUBLISHED_ENGLAND = 593_470
"""Referrals in England in the year to March 2013, as published."""


def _hashes(folder):
    """Return the hash of each file by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write the smallest council and return what was written."""
    return write_council(SMALLEST, folder=tmp_path_factory.mktemp("raw"))


def test_there_are_as_many_sizes_as_councils_and_together_they_make_a_nation():
    sizes = [council_size(number) for number in range(1, MOST + 1)]
    assert len({each.name for each in sizes}) == MOST
    assert sum(each.referrals for each in sizes) == pytest.approx(PUBLISHED_ENGLAND, rel=0.05)
    assert min(sizes, key=lambda each: each.referrals).name == f"Example Council {SMALLEST:03d}"


def test_the_spread_of_sizes_is_the_published_one():
    referrals = sorted(council_size(number).referrals for number in range(1, MOST + 1))
    assert np.quantile(referrals, [0.25, 0.5, 0.75]) == pytest.approx([1961, 3009, 4711], rel=0.03)
    assert referrals[0] >= 300
    assert referrals[-1] <= 11_993


def test_a_few_councils_are_spread_over_the_sizes_as_all_are():
    middle = np.median([council_size(number).referrals for number in range(1, 17)])
    assert middle == pytest.approx(3009, rel=0.2)


def test_councils_differ_by_as_much_as_is_stated():
    stated = yaml.safe_load((nation.resources.files("turncurve.example") / "nation.yml").read_text(encoding="utf-8"))
    for history, spread in stated["differences"].items():
        drawn = [council_size(number).readiness[history] for number in range(1, MOST + 1)]
        assert np.std(drawn) == pytest.approx(spread, rel=0.2), history
        assert abs(np.mean(drawn)) < 3 * spread / MOST**0.5, history


@pytest.mark.parametrize("number", [0, -1, MOST + 1])
def test_a_council_that_there_is_not_is_refused_in_a_sentence(tmp_path, number):
    with pytest.raises(TurnCurveError, match=f"Ask for 1 to {MOST}"):
        write_nation(tmp_path, number)
    assert not list(tmp_path.iterdir())


def test_every_file_says_that_it_is_synthetic_and_none_names_exampleshire_as_its_council(written):
    for name in written.files:
        path = written.folder / name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                said = book.read("docProps/core.xml").decode() + book.read("docProps/app.xml").decode()
                said += book.read("xl/sharedStrings.xml").decode()
        else:
            said = path.read_text(encoding="utf-8-sig")
        assert "SYNTHETIC" in name or "SYNTHETIC" in said, name
        assert "Exampleshire" not in said or name == "README.txt", name


def test_the_files_are_those_that_every_council_has(written):
    top = {name.split("/")[0] for name in written.files}
    assert top == {
        "council.yml", "example.key", "README.txt", "faults.yml", "annex_a", "cin_census", "ssda903", "contact_log",
        "adoption_tracker", "turning_the_curve.yml",
    }  # fmt: skip
    assert written.size < 6_000_000


def test_what_it_says_of_its_curve_is_what_exampleshire_says_under_its_own_name(written):
    theirs = yaml.safe_load(
        (nation.resources.files("turncurve.example") / "council_files.yml").read_text(encoding="utf-8")
    )
    said = (written.folder / nation.STORY).read_text(encoding="utf-8")
    assert f"Children in Example Council {SMALLEST:03d} who" in said
    assert said.replace(f"Example Council {SMALLEST:03d}", "Exampleshire") == theirs[nation.STORY]


def test_its_settings_and_key_are_taken_as_an_invented_councils(written):
    found = reading.read(written.folder, council=written.folder.name)
    assert (found.name, found.synthetic) == (f"Example Council {SMALLEST:03d}", True)
    assert project.slug(found.name) == found.folder == written.folder.name
    assert reading.key_of(written.folder, found).secret.startswith(b"SYNTHETIC-example_council_018-")


def test_another_run_writes_the_same_bytes(tmp_path, written):
    again = write_council(SMALLEST, folder=tmp_path)
    assert _hashes(again.folder) == _hashes(written.folder)


@pytest.mark.skipif(sys.platform != "linux", reason="the sizes are changed for processes that are forked alone")
def test_councils_written_by_two_processes_are_told_of_in_order_and_summed_up(tmp_path, monkeypatch):
    monkeypatch.setattr(nation, "council_size", lambda number: Size(f"Small {number}", 300, {}))
    said = []
    made = write_nation(tmp_path, 2, workers=2, tell=said.append)
    assert [name for name in made.files if name.endswith("council.yml")] == [
        "example_councils/council.yml", "example_council_001/council.yml", "example_council_002/council.yml",
    ]  # fmt: skip
    assert made.size == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert [words[words.index("(") :] for words in said] == ["(1 of 2).", "(2 of 2)."]
    assert "name: Small 2" in (tmp_path / "example_council_002/council.yml").read_text(encoding="utf-8")
    together = reading.read(tmp_path / "example_councils", council="example_councils")
    assert (together.label, together.compares) == ("Example Councils (SYNTHETIC)", "example_council_*")
    assert "SYNTHETIC" in (tmp_path / "example_councils/README.txt").read_text(encoding="utf-8")


def test_a_councils_own_files_are_never_written_over(tmp_path):
    own = tmp_path / FOLDER.format(2)
    own.mkdir()
    (own / "children.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(TurnCurveError, match="not the example's"):
        write_nation(tmp_path, 2)
    assert [path.name for path in tmp_path.iterdir()] == [own.name]  # nothing was begun
    with pytest.raises(TurnCurveError, match="not the example's"):
        write_council(2, folder=tmp_path)


def test_without_a_number_the_example_is_exampleshire_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(council, "write", lambda folder: folder)
    assert write_example(tmp_path) == tmp_path
    monkeypatch.setattr(project, "raw_folder", lambda name: tmp_path / name)
    assert write_example(None) == tmp_path / "exampleshire"


def test_with_a_number_the_councils_go_below_data_raw(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "published_folder", lambda: tmp_path / "data/raw/published")
    monkeypatch.setattr(nation, "write_nation", lambda folder, councils, **named: (folder, councils, named["workers"]))
    assert write_example(None, councils=3, workers=2) == (tmp_path / "data/raw", 3, 2)
    assert write_example(tmp_path, councils=1) == (tmp_path, 1, 1)
