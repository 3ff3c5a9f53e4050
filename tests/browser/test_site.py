import csv
import io
import json
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from turncurve.tables import verify

LARGEST_PAGE = 400_000
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _made(site):
    """Every test here looks at what was made."""
    assert site.code == 0, site.complained


def audiences_of(notebook):
    """Return whom a notebook says it is for."""
    return json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["turncurve"]["audiences"]


def manifests(site):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(site.reports.rglob("manifest.json"))]


def test_it_says_where_to_look(site):
    assert site.said.splitlines()[-1] == "Open reports/index.html in a browser."
    assert "Traceback" not in site.complained


def test_everything_that_is_asked_for_is_there(site):
    asked = yaml.safe_load((site.root / "reports.yml").read_text(encoding="utf-8"))["releases"]
    for release in asked:
        for audience in release["audiences"]:
            folder = site.reports / release["council"] / str(release["as_at"]) / "1" / audience
            for entry in release["notebooks"]:
                name = entry if isinstance(entry, str) else entry.get("page", entry["notebook"])
                wanted = audience in audiences_of(site.root / "notebooks" / f"{name}.ipynb")
                assert (folder / f"{name}.html").is_file() is wanted
    assert (site.reports / "index.html").is_file()


def test_nothing_was_asked_of_the_network(site, offline):
    assert offline.attempts() == []


def test_every_published_file_is_as_its_manifest_says(site):
    found = verify.verify(site.reports)
    assert found.faults == ()
    assert len(found.folders) == 5
    command = [sys.executable, "-I", "-S", verify.__file__, str(site.reports)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words


def test_every_page_names_its_inputs_versions_and_parameters(site):
    for held in manifests(site):
        assert held["inputs"]
        assert held["tables"]
        assert {"python", "pandas", "turncurve"} <= set(held["versions"])
        assert all(page["parameters"]["audience"] == held["audience"] for page in held["pages"])
        assert len(held["plan"]) == (64 if held["audience"] == "public" else 0)


def test_no_page_is_large(site):
    assert {path.name: path.stat().st_size for path in site.pages if path.stat().st_size > LARGEST_PAGE} == {}


def test_the_word_synthetic_is_on_everything_of_the_invented_council_and_on_nothing_else(site):
    for name, data in site.files().items():
        council = name.partition("/")[0]
        if name.endswith((".html", ".csv")) and council in {"exampleshire", "wiltshire"}:
            assert (b"SYNTHETIC" in data) is (council == "exampleshire"), name


def test_restricted_files_are_marked_and_public_ones_are_not(site):
    for name, data in site.files().items():
        if name.endswith(".html") and "/" in name:  # the lists over all releases name both
            assert (b"OFFICIAL-SENSITIVE" in data) is ("/restricted/" in name), name


def test_every_table_of_a_page_is_a_file_with_the_same_number_of_rows(site):
    for page in site.reports.rglob("[0-9]*.html"):
        html = page.read_text(encoding="utf-8")
        tables = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
        hrefs = re.findall(r'href="(tables/.+?\.csv)"', html)
        counts = [len(list(csv.reader(io.StringIO((page.parent / each).read_text("utf-8-sig"))))) - 1 for each in hrefs]
        assert counts == [table.count("<tr>") for table in tables]


def test_every_folder_leaves_forecasts_and_counts_for_later_releases_and_links_to_them(site):
    folders = [path.parent for path in site.reports.rglob("manifest.json")]
    for folder in folders:
        links = re.findall(r'href="(\w+\.csv)"', (folder / "index.html").read_text(encoding="utf-8"))
        assert {"forecasts.csv", "figures.csv"} <= set(links)
        assert all((folder / each).is_file() for each in links)


def test_the_release_of_2013_rests_on_that_of_2012_and_was_planned_against_it(site):
    for held in manifests(site):
        ours = {name for name in held["inputs"] if name.startswith("reports/")} | set(held["earlier"])
        assert all(name.startswith("reports/exampleshire/2012-03-31/1/") for name in ours)
        later = (held["council"]["name"], held["as_at"]) == ("Exampleshire", "2013-03-31")
        assert later or not ours
        assert bool(held["earlier"]) is (later and held["audience"] == "public")


def test_tables_of_base_cells_are_in_no_file(site):
    assert [name for name, data in site.files().items() if b"vnd.turncurve" in data] == []


def test_made_again_from_the_start_and_elsewhere_every_file_is_the_same_to_the_byte(site, make, tmp_path):
    # A copy: the others of these tests read the first project meanwhile.
    elsewhere = tmp_path / "elsewhere"
    made = shutil.ignore_patterns("staged", "reports", "made.json")
    shutil.copytree(site.root, elsewhere, ignore=made)
    (elsewhere / "reports").mkdir()
    again = make(elsewhere)
    assert again.code == 0, again.complained
    before, after = site.files(), again.files()
    assert set(after) == set(before)
    assert [name for name, data in before.items() if after[name] != data] == []
    assert "Writing the example" not in again.complained
