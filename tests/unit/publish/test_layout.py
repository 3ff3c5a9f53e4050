import html
import json

import nbformat
import pytest

from turncurve.disclosure.rule import profile
from turncurve.errors import DisclosureError
from turncurve.publish import layout
from turncurve.publish.executed import collect
from turncurve.publish.laid_page import lay
from turncurve.publish.request import ask
from turncurve.publish.scan import texts
from turncurve.tables.verify import verify


@pytest.fixture
def release(made, run, bundle, basis, unit):
    """Return a release asked for, and what its one notebook showed."""
    path = made.page()
    asked = ask(["01"], council="madeshire", as_at="2013-03-31", audiences=["restricted"])
    one = unit(path, audience="restricted")
    table = bundle("curve", rows=[("May", "1,446")], recorded="base cells")
    shown = collect(run(("# Has it changed?",), ("page.table(a)", table), ("page.basis()", basis), one=one))
    return asked, lay(shown, request=asked)


def test_a_folder_holds_each_page_its_notebook_its_tables_an_index_and_a_manifest(release):
    asked, page = release
    files = layout.contents(asked, [page], plan="")
    assert sorted(files) == [
        "01_curve.html",
        "01_curve.ipynb",
        "01_curve.xlsx",
        "figures.csv",
        "figures.csv-metadata.json",
        "forecasts.csv",
        "forecasts.csv-metadata.json",
        "index.html",
        "manifest.json",
        "ro-crate-metadata.json",
        "tables/01_curve/curve.csv",
        "tables/01_curve/curve.csv-metadata.json",
    ]


def test_a_folder_as_written_is_sound(release, tmp_path):
    asked, page = release
    layout.write(tmp_path / "out", layout.contents(asked, [page], plan=""))
    found = verify(tmp_path / "out", staged=True)
    assert (found.files, found.faults) == (11, ())


def test_what_was_recorded_for_the_plan_is_in_no_file(release):
    asked, page = release
    assert all(b"base cells" not in data for data in layout.contents(asked, [page], plan="").values())


def test_the_manifest_and_the_index_name_what_is_left_for_later_releases(release):
    asked, page = release
    files = layout.contents(asked, [page], plan="")
    assert {"forecasts.csv", "figures.csv"} <= set(json.loads(files["manifest.json"])["files"])
    assert b'href="forecasts.csv"' in files["index.html"]
    assert b'href="figures.csv"' in files["index.html"]


def test_the_same_release_is_the_same_bytes(release):
    asked, page = release
    assert layout.contents(asked, [page], plan="ab") == layout.contents(asked, [page], plan="ab")


def test_the_manifest_names_the_plan_and_the_question(release):
    asked, page = release
    held = json.loads(layout.contents(asked, [page], plan="ab")["manifest.json"])
    assert (held["plan"], held["pages"][0]["question"]) == ("ab", "Has it changed?")
    assert held["pages"][0]["answer"] == "It rose."


def test_our_own_record_of_what_ran_names_each_unit(run):
    (held,) = json.loads(layout.run_record([run(("a",), ("b",), cells_run=1, status="failed")]))
    assert held == {
        "unit": "01_curve, madeshire, 2013-03-31, public",
        "status": "failed",
        "cells": 2,
        "cells_run": 1,
        "seconds": 1.0,
    }


def test_a_failed_notebook_is_kept_beside_what_is_staged(made, run):
    layout.keep_failed(run(("council",), status="failed"))
    (kept,) = (made.root / "data/processed/madeshire/staged/failed").iterdir()
    assert kept.name == "01_curve.2013-03-31.public.ipynb"
    assert nbformat.read(kept, as_version=4).cells[0].source == "council"


def test_where_no_kernel_started_there_is_nothing_to_keep(made, run):
    nothing = run(status="kernel did not start")
    layout.keep_failed(type(nothing)(**{**vars(nothing), "notebook": None}))
    assert not (made.root / "data/processed/madeshire/staged").exists()


def test_a_project_with_its_lock_lists_the_components(release, made):
    (made.root / "requirements.lock").write_text(f"pandas==3.1.0 --hash=sha256:{'a' * 64}\n", encoding="utf-8")
    asked, page = release
    files = layout.contents(asked, [page], plan="")
    assert b"pkg:pypi/pandas@3.1.0" in files["components.cdx.json"]
    assert b"components.cdx.json" in files["index.html"]


def test_what_looks_like_a_persons_identifier_stops_the_release(made, run, bundle, basis, unit):
    asked = ask(["01"], council="madeshire", as_at="2013-03-31", audiences=["public"]) if made.page() else None
    table = bundle("curve", rows=[("someone@example.org", "1,446")])
    shown = collect(run(("# Q?",), ("page.table(a)", table), ("page.basis()", basis), one=unit(made.page())))
    page = lay(shown, request=asked)
    with pytest.raises(DisclosureError, match="looks like an email address"):
        layout.contents(asked, [page], plan="")


def test_a_run_that_came_to_its_end_clears_away_the_failure_before_it(made, run):
    failed = run(("a",), status="failed", error="KeyError")
    layout.keep_failed(failed)
    folder = made.root / "data/processed/madeshire/staged/failed"
    assert len(list(folder.iterdir())) == 1
    layout.forget_failed(run(("a",)))
    assert list(folder.iterdir()) == []
    layout.forget_failed(run(("a",)))


@pytest.mark.parametrize(("audience", "name"), [("public", "nhs5"), ("public", "dfe_now"), ("restricted", "nhs5")])
def test_manifest_workbook_and_descriptions_name_the_rule_in_words(made, run, bundle, basis, unit, audience, name):
    made.page()
    asked = ask(["01"], council="madeshire", as_at="2013-03-31", audiences=[audience], profile=name)
    table = bundle("curve", rows=[("May", "1,446")])
    one = unit(asked.asked[0].source.path, audience=audience)
    shown = collect(run(("# Has it changed?",), ("page.table(a)", table), ("page.basis()", basis), one=one))
    page = lay(shown, request=asked)
    files = layout.contents(asked, [page], plan="")
    said = profile(name).words if audience == "public" else "every count is shown: restricted"
    held = json.loads(files["manifest.json"])
    assert (held["profile"], held["rule"]) == (name if audience == "public" else "", said)
    assert f"Disclosure control: {said}." in html.unescape(files["index.html"].decode())
    parts = dict(texts("01_curve.xlsx", files["01_curve.xlsx"]))
    assert any(f"Disclosure control: {said}." in html.unescape(text) for text in parts.values())
    described = json.loads(files["tables/01_curve/curve.csv-metadata.json"])
    assert described["dc:accessRights"] == (said if audience == "public" else "Every count is shown")


def test_descriptions_of_csv_files_are_named_in_the_crate_by_their_own_type(release):
    asked, page = release
    crate = json.loads(layout.contents(asked, [page], plan="")["ro-crate-metadata.json"])
    kinds = {each["@id"]: each.get("encodingFormat") for each in crate["@graph"]}
    assert (
        kinds["figures.csv-metadata.json"]
        == kinds["tables/01_curve/curve.csv-metadata.json"]
        == "application/csvm+json"
    )
    assert kinds["figures.csv"] == "text/csv"
