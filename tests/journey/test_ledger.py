"""Two releases of Exampleshire, a year apart: the second is held against what the first forecast.

The pages are made, planned, laid out, signed and read back as `turncurve reports` does it; only the kernels are
replaced by this process.
"""

import csv
import datetime as dt
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from turncurve.analyses import ledger
from turncurve.disclosure.attack import found_out, refuse_leaks
from turncurve.disclosure.plan import from_json
from turncurve.errors import RefusedInputError
from turncurve.indicators.cell import Cell, parse
from turncurve.ingest.releases import read_releases
from turncurve.present import page as pages
from turncurve.publish import stage as staging
from turncurve.publish.release import Released, release
from turncurve.publish.request import ask
from turncurve.publish.run import Run, Unit
from turncurve.publish.stage import Staged, stage
from turncurve.tables.records import Records

ROOT = Path(__file__).resolve().parents[2]
INDICATOR = "repeat_child_protection_plans"
CELLS = (
    (
        'council: str = "exampleshire"  # the council\n'
        'as_at: str = "2013-03-31"  # the date of the report\n'
        'audience: str = "public"  # public or restricted\n'
    ),
    (
        "from turncurve.analyses import ledger\n"
        "from turncurve.analyses.questions import if_nothing_changes, the_curve_so_far\n"
        "from turncurve.present import Page\n"
        "page = Page(council, as_at, audience)\n"
    ),
    f'page.chart(the_curve_so_far.history(page.records, "{INDICATOR}"))',
    f'page.table(the_curve_so_far.history(page.records, "{INDICATOR}", grain="year"))',
    f'page.chart(if_nothing_changes.projection(page.records, "{INDICATOR}"))',
    f'held = ledger.issued(page.records, "{INDICATOR}")',
    "page.basis()",
)
FIRST, SECOND = "2012-03-31", "2013-03-31"


@dataclass(frozen=True)
class Editions:
    """A project in which two releases have been made, one after the other."""

    root: Path
    first: Released
    second: Released

    def rows(self, edition: Released, audience: str, file: str) -> list[dict[str, str]]:
        """Return the rows of a file that a release left for later ones."""
        text = (edition.folder / audience / file).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def counts(self, edition: Released, audience: str) -> dict[str, str]:
        """Return the counts that an audience was shown, blank where hidden, by address."""
        return {row["cell"]: row["value"] for row in self.rows(edition, audience, "figures.csv")}


def write_notebook(folder: Path) -> None:
    """Write a notebook that shows a curve and where it goes, and reads what was forecast before."""
    cells = [nbformat.v4.new_code_cell(text, metadata={}) for text in CELLS]
    cells[0].metadata["tags"] = ["parameters"]
    title = nbformat.v4.new_markdown_cell("# Where does it go?\n\nFor those who ask.")
    about = {"turncurve": {"audiences": ["public", "restricted"]}}
    notebook = nbformat.v4.new_notebook(cells=[title, *cells], metadata=about)
    folder.mkdir()
    nbformat.write(notebook, folder / "01_curve.ipynb")


def run_here(unit: Unit) -> Run:
    """Run a notebook's cells in this process, and keep what each shows."""
    notebook = nbformat.read(unit.notebook, as_version=4)
    space: dict = {}
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patched:
        if unit.plan is None:
            patched.delenv(pages.PLAN_VARIABLE, raising=False)
        else:
            patched.setenv(pages.PLAN_VARIABLE, str(unit.plan))
        shown: list[list[dict]] = []
        patched.setattr(pages, "_display", lambda bundle: shown[-1].append(bundle))
        for cell in cells:
            shown.append([])
            exec(cell.source, space)  # noqa: S102 - the cells above
            if "parameters" in cell.metadata.get("tags", []):
                space |= dict(unit.parameters)
            cell.outputs = [nbformat.v4.new_output("display_data", data=bundle) for bundle in shown[-1]]
    return Run(unit, "completed", cells=len(cells), cells_run=len(cells), seconds=0.0, notebook=notebook)


def make(as_at: str) -> Staged:
    """Stage a release of both audiences."""
    request = ask(["01"], council="exampleshire", as_at=as_at, audiences=["public", "restricted"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(staging, "run_all", lambda units, **_: tuple(run_here(unit) for unit in units))
        (staged,) = stage([request])
    return staged


@pytest.fixture(scope="module")
def _editions(_made, tmp_path_factory) -> Editions:
    """Make and sign both releases in a copy of the project."""
    root = tmp_path_factory.mktemp("ledger")
    shutil.copytree(_made.root / "data/processed", root / "data/processed")
    write_notebook(root / "notebooks")
    (root / "data/raw").mkdir()
    shutil.copy(ROOT / "data/raw/README.md", root / "data/raw")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(root))
        released = []
        for day in (FIRST, SECOND):
            staged = make(day)
            assert staged.error is None, staged.error
            released.append(release("exampleshire", day))
    return Editions(root, *released)


@pytest.fixture
def editions(_editions, monkeypatch) -> Editions:
    """Return the project of both releases, which is taken for the program's own while a test runs."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(_editions.root))
    return _editions


def records(as_at: str, audience: str = "restricted") -> Records:
    return Records("exampleshire", dt.date.fromisoformat(as_at), audience=audience)


def forecast_of(rows: list[dict[str, str]]) -> dict[tuple[str, ...], float]:
    """Return a forecast's quantiles by period."""
    keys = ("indicator", "scenario", "grain", "period_start", "period_end", "periods", "quantile")
    return {tuple(row[key] for key in keys): float(row["value"]) for row in rows}


def test_the_second_release_sees_the_forecast_of_the_first_and_not_its_own(editions):
    seen = ledger.issued(records(SECOND), INDICATOR)
    assert {each.issued_as_at.isoformat() for each in seen} == {FIRST}
    first = forecast_of(editions.rows(editions.first, "restricted", "forecasts.csv"))
    second = forecast_of(editions.rows(editions.second, "restricted", "forecasts.csv"))
    assert not set(first.values()) <= set(second.values())
    for issue in seen:
        for ahead, period in enumerate(issue.periods, start=1):
            held = (INDICATOR, "do nothing", issue.grain, period.start.isoformat(), period.end.isoformat(), "1", "0.5")
            assert issue.forecast.quantile(ahead, 0.5) == first[held]


def test_the_first_release_sees_none(editions):
    assert ledger.issued(records(FIRST), INDICATOR) == ()
    assert records(FIRST).table("released_figures").empty


def test_a_year_later_both_are_seen_and_outcomes_are_held_against_the_first(editions):
    days = [each.issued_as_at.isoformat() for each in ledger.issued(records("2014-03-31"), INDICATOR)]
    assert set(days) == {FIRST, SECOND}


def test_the_page_of_the_second_release_names_the_first_among_its_sources_and_never_itself(editions):
    for audience in ("public", "restricted"):
        held = json.loads((editions.second.folder / audience / "manifest.json").read_text(encoding="utf-8"))
        ours = [name for name in held["inputs"] if name.startswith("reports/")]
        assert all(f"/{FIRST}/1/" in name for name in ours)
        assert any("/restricted/" in name for name in ours) is (audience == "restricted")
        first = json.loads((editions.first.folder / audience / "manifest.json").read_text(encoding="utf-8"))
        assert not [name for name in first["inputs"] if name.startswith("reports/")]


@pytest.mark.parametrize("edition", ["first", "second"])
def test_no_restricted_figure_is_in_a_public_file(editions, edition):
    made = getattr(editions, edition)
    public, restricted = editions.counts(made, "public"), editions.counts(made, "restricted")
    staged = editions.root / "data/processed/exampleshire/staged" / made.folder.parent.name
    plan = from_json((staged / "plan.json").read_text(encoding="utf-8"))
    hidden = {str(key) for key in plan.hidden}
    assert {cell for cell in public if cell in hidden and public[cell]} == set()
    assert {value for value in public.values() if value and 1 <= int(value) <= 5} == set()
    both = {cell for cell in public if public[cell] and cell in restricted}
    assert both
    assert [cell for cell in both if public[cell] != restricted[cell]] == []
    assert any(value and 1 <= int(value) <= 5 for value in restricted.values())


def test_the_public_forecast_rests_on_public_figures_and_so_is_not_the_boards(editions):
    public, restricted = (
        forecast_of(editions.rows(editions.second, audience, "forecasts.csv")) for audience in ("public", "restricted")
    )
    assert public
    assert set(public.items()) & set(restricted.items()) == set()


def test_what_the_first_hid_cannot_be_worked_out_from_both(editions):
    before = editions.counts(editions.first, "public")
    told = [Cell(parse(cell), int(value) if value else None) for cell, value in before.items()]
    truth = editions.counts(editions.first, "restricted")
    kept = {str(each.key) for each in told if each.value is None}
    assert kept
    now = editions.counts(editions.second, "public")
    assert {cell for cell in kept if now.get(cell)} == set()
    shown = [Cell(parse(cell), int(value)) for cell, value in now.items() if value]
    small = [Cell(parse(cell), int(truth[cell])) for cell in sorted(kept & set(truth))]
    found = found_out([*shown, *small], hidden=[each.key for each in small], earlier=told)
    refuse_leaks(found)
    assert {str(each.key) for each in found if not each.safe} == set()


def test_made_again_with_nothing_changed_there_is_no_new_edition(editions):
    for day in (FIRST, SECOND):
        assert make(day).error is None
        assert not release("exampleshire", day, reason="Rebuilt").new


def test_a_forecast_that_is_changed_after_signing_stops_the_next_report(editions):
    path = editions.first.folder / "restricted" / "forecasts.csv"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept.replace(b",0.5,", b",0.50,", 1))
        with pytest.raises(
            RefusedInputError, match=r"changed after it was signed .*2012-03-31/1/restricted/forecasts.csv"
        ):
            read_releases("exampleshire")
        staged = make(SECOND)
        assert isinstance(staged.error, RefusedInputError)
    finally:
        path.write_bytes(kept)
    assert read_releases("exampleshire").editions == 2
    assert os.environ["TURNCURVE_ROOT"] == str(editions.root)
