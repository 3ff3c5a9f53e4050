"""docs/benchmarks.md is written by the benchmarks: each has its block, and what they compare is compared rightly."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _loaded(name):
    """Return a benchmark as a module."""
    about = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def all_of_them():
    """Return what runs the benchmarks."""
    return _loaded("run_all")


@pytest.fixture(scope="module")
def release():
    """Return the benchmark of a release."""
    return _loaded("release")


@pytest.fixture(scope="module")
def scale():
    """Return the benchmark of what a nation costs."""
    return _loaded("scale")


def test_every_benchmark_has_one_block_and_every_block_a_benchmark(all_of_them):
    text = all_of_them.DOCUMENT.read_text(encoding="utf-8")
    for name in all_of_them.NAMES:
        assert len(all_of_them.block(name).findall(text)) == 1, name
        assert (ROOT / "benchmarks" / f"{name}.py").is_file(), name
    assert text.count("<!-- begin ") == text.count("<!-- end ") == len(all_of_them.NAMES)


def test_only_the_block_of_its_own_is_replaced(all_of_them):
    text = "a\n<!-- begin scale -->\nold\nold\n<!-- end scale -->\nb\n<!-- begin charts -->\nc\n<!-- end charts -->\n"
    found = all_of_them.replaced(text, "scale", "new \\1\n\n")
    assert found == text.replace("old\nold", "new \\1")
    assert all_of_them.replaced(found, "scale", "old\nold") == text


def test_a_document_without_the_block_is_refused(all_of_them):
    with pytest.raises(SystemExit, match="no block scale"):
        all_of_them.replaced("<!-- begin charts -->\n<!-- end charts -->\n", "scale", "new")
    with pytest.raises(SystemExit, match="no benchmark chartz"):
        all_of_them.main(["chartz"])


def test_what_a_benchmark_says_is_written_with_how_it_was_made(all_of_them, tmp_path, monkeypatch):
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks/scale.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.environ['OPENBLAS_NUM_THREADS'])\nsys.exit(1)\n", encoding="utf-8"
    )
    document = tmp_path / "benchmarks.md"
    document.write_text("<!-- begin scale -->\n<!-- end scale -->\n", encoding="utf-8")
    monkeypatch.setattr(all_of_them, "ROOT", tmp_path)
    monkeypatch.setattr(all_of_them, "DOCUMENT", document)
    assert all_of_them.main(["scale", "--", "--councils", "8"]) == 1
    said = document.read_text(encoding="utf-8")
    assert "['--councils', '8'] 1\n\nMade on 20" in said
    assert "python benchmarks/scale.py --councils 8` on " in said
    assert "papermill 2." in said


def test_the_exponent_of_a_power_law_is_found(scale):
    assert scale.exponent([1, 2, 4, 8], [3.0, 6.0, 12.0, 24.0]) == pytest.approx(1)
    assert scale.exponent([10, 100, 1000, 10_000], [1, 10**0.5, 10, 10**1.5]) == pytest.approx(0.5)


@pytest.mark.parametrize("last", [2010, 2012])
def test_a_council_of_fewer_years_has_no_file_of_a_later_one(scale, tmp_path, last):
    council = tmp_path / "example_council_001"
    for year in scale.YEARS:
        for place in (f"cin_census/{year}", f"ssda903/{year}", f"annex_a/{year}-03-31", f"annex_a/{year - 1}-09-30"):
            (council / place).mkdir(parents=True)
        (council / "contact_log").mkdir(exist_ok=True)
        (council / f"contact_log/contact_log_{year}_SYNTHETIC.csv").write_text("SYNTHETIC", encoding="utf-8")
    (council / "example.key").write_text("SYNTHETIC-example_council_001-key", encoding="utf-8")
    name = scale.of_some_years(tmp_path, council.name, last=last)
    held = tmp_path / name
    years = last - 2009
    assert len(list(held.glob("cin_census/*"))) == len(list(held.glob("contact_log/*"))) == years
    assert max(path.name for path in held.glob("annex_a/*")) == f"{last}-03-31"
    assert len(list(held.glob("annex_a/*"))) == 2 * years
    assert name in (held / "example.key").read_text(encoding="utf-8")


def _notebook(path, *cells):
    """Write an executed notebook whose cells show something."""
    held = [
        {
            "cell_type": "code", "source": [source], "metadata": {"tags": tags},
            "outputs": [{"output_type": "display_data", "data": data} for data in shown],
        }
        for source, tags, shown in cells
    ]  # fmt: skip
    path.write_text(json.dumps({"cells": held}), encoding="utf-8")
    return path


def test_cells_that_show_the_same_are_told_from_those_that_do_not(release, tmp_path):
    table, other = {"text/html": ["<table>", "1"], "text/plain": "1"}, {"text/html": "<table>2", "text/plain": "2"}
    plain = _notebook(
        tmp_path / "plain.ipynb", ("council = 1", ["injected-parameters"], []), ("page.a()", [], [table]),
        ("page.b()", [], [other]), ("x = 1", [], []),
    )  # fmt: skip
    cells = ("page.a()", [], [{"text/html": "<table>1"}]), ("page.b()", [], [other]), ("x = 1", [], [])
    same = _notebook(tmp_path / "same.ipynb", *cells)
    wrong = _notebook(tmp_path / "wrong.ipynb", ("page.a()", [], [table]), ("page.b()", [], [table]))
    more = _notebook(tmp_path / "more.ipynb", ("page.a()", [], [table, table]), ("page.c()", [], [table]))
    assert release.differing(plain, same) == (2, [])
    assert release.differing(plain, wrong) == (2, ["page.b()"])
    assert release.differing(plain, more) == (2, ["page.a()", "page.c()"])


def test_a_copy_to_measure_on_holds_nothing_that_was_made_before(release, tmp_path):
    for place in ("data/raw/x", "data/processed/x/staged/2013", "data/processed/x/kept_runs"):
        (tmp_path / "from" / place).mkdir(parents=True)
    (tmp_path / "from/data/processed/x/contacts.parquet").write_bytes(b"PAR1")
    (tmp_path / "to").mkdir()
    to = release.copied(tmp_path / "from", tmp_path / "to")
    assert [path.name for path in (to / "data/processed/x").iterdir()] == ["contacts.parquet"]
    assert (to / "notebooks/03_audit_summary.ipynb").is_file()
    assert (to / "requirements.lock").is_file()


def test_each_way_runs_with_one_thread_one_clock_and_one_seed(release, tmp_path):
    found = release.surroundings(tmp_path)
    assert found["TURNCURVE_ROOT"] == str(tmp_path)
    assert {found[each] for each in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")} == {"1"}
    assert (found["PYTHONHASHSEED"], found["TZ"]) == ("0", "UTC")


def test_cpu_of_every_command_is_counted_and_a_failure_is_told(release, tmp_path):
    one = release.timed(tmp_path, ["-c", "sum(range(3_000_000))"])
    two = release.timed(tmp_path, ["-c", "sum(range(3_000_000))"], ["-c", "import sys; sys.stderr.write('as before')"])
    assert two[0] > 0.5 * one[0] > 0
    assert two[2] == "as before"
    with pytest.raises(SystemExit, match="no such thing"):
        release.timed(tmp_path, ["-c", "import sys; sys.exit('no such thing')"])
