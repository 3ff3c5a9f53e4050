import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from turncurve.disclosure.plan import from_json
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.errors import (
    BusyError,
    DisclosureError,
    PublicationError,
    RefusedInputError,
    StorageError,
    UnknownNameError,
)
from turncurve.indicators.cell import Cell, CellKey
from turncurve.publish import release_work
from turncurve.publish import stage as staging
from turncurve.publish.kernel import Limits
from turncurve.publish.release import release
from turncurve.publish.request import ask
from turncurve.publish.stage import folder_of, stage
from turncurve.reference import project
from turncurve.reference.periods import year_ending
from turncurve.tables import durable
from turncurve.tables.verify import sha256, verify

NO_RECORDS = {
    "status": "no records held",
    "error": "NoRecordsError: no records are held of audits (by the report's date). Put one there",
    "where": "cell 3",
}
USUAL = {"council": "madeshire", "as_at": "2013-03-31", "audiences": ["public", "restricted"]}


def recorded() -> str:
    """Return a recorded table with one small count."""
    cells = [Cell(CellKey("plans", "Madeshire", year_ending(year)), n) for year, n in ((2012, 40), (2013, 3))]
    return RecordedTable("plans", "ab", (RecordedGrain("year", tuple(cells), ()),)).to_json()


@pytest.fixture
def kernels(monkeypatch, run, bundle, basis):
    """Replace kernels: each unit runs at once and shows what it was run with; pages named in `failing` fail."""
    batches: list[list[str]] = []
    failing: set[str] = set()
    not_held: set[str] = set()

    def pretend(units, *, workers, limits, tell, meanwhile):
        meanwhile()
        batches.append([f"{unit.page} {unit.audience}" for unit in units])
        runs = []
        for unit in units:
            planned = from_json(unit.plan.read_text(encoding="utf-8")).profile if unit.plan else "no plan"
            answer = bundle("answer", sentence=f"Shown under {planned}.", rows=[("May", "12")])
            extra = {"recorded": recorded()} if unit.audience == "restricted" else {}
            cells = (("# Has it changed?",), ("a", answer, bundle("more", **extra)), ("b", basis))
            fails = f"{unit.page} {unit.audience}" in failing
            record = {"status": "failed", "error": "KeyError: 'plans'", "where": "cell 3"} if fails else {}
            record = NO_RECORDS if unit.page in not_held else record
            runs.append(run(*cells, one=unit, **record))
            tell(runs[-1])
        return tuple(runs)

    monkeypatch.setattr(staging, "run_all", pretend)
    pretend.batches, pretend.failing, pretend.not_held = batches, failing, not_held
    return pretend


@pytest.fixture
def asked(made):
    """Return a function that asks for a release of made notebooks."""

    def make(*names, **given):
        for name in names or ("01_curve",):
            made.page(name)
        return ask(list(names or ("01_curve",)), **{**USUAL, **given})

    return make


def quiet(_):
    """Tell nobody."""


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_restricted_pages_run_first_and_public_ones_under_one_plan_made_from_all_of_them(asked, kernels):
    (done,) = stage([asked("01_curve", "02_forecast")], tell=quiet)
    assert kernels.batches == [
        ["01_curve restricted", "02_forecast restricted"],
        ["01_curve public", "02_forecast public"],
    ]
    assert done.error is None
    assert "Shown under dfe_now." in (done.folder / "public/01_curve.html").read_text(encoding="utf-8")
    assert "Shown under no plan." in (done.folder / "restricted/01_curve.html").read_text(encoding="utf-8")
    planned = from_json((done.folder / "plan.json").read_text(encoding="utf-8"))
    assert [key.period.end.year for key in planned.too_small] == [2013]


def test_what_is_staged_is_sound_and_names_its_plan(asked, kernels):
    (done,) = stage([asked()], tell=quiet)
    assert verify(done.folder, staged=True).sound
    held = {each: json.loads((done.folder / each / "manifest.json").read_text()) for each in ("public", "restricted")}
    assert len(held["public"]["plan"]) == 64
    assert held["restricted"]["plan"] == ""
    assert [each["status"] for each in json.loads((done.folder / "run_record.json").read_text())] == ["completed"] * 2


def test_public_pages_alone_still_rest_on_a_recording_run_that_is_not_published(asked, kernels):
    (done,) = stage([asked(audiences=["public"])], tell=quiet)
    assert kernels.batches[0] == ["01_curve restricted"]
    assert not (done.folder / "restricted").exists()
    assert (done.folder / "public/index.html").is_file()


def test_restricted_pages_alone_need_no_plan(asked, kernels):
    (done,) = stage([asked(audiences=["restricted"])], tell=quiet)
    assert kernels.batches == [["01_curve restricted"], []]
    assert not (done.folder / "plan.json").exists()


def test_a_page_that_cannot_be_recorded_is_not_published(made, kernels):
    made.notebook("01_curve", "1", audiences=("public",))
    (done,) = stage([ask(["01"], **{**USUAL, "audiences": ["public"]})], tell=quiet)
    assert isinstance(done.error, UnknownNameError)
    assert not done.folder.exists()


@pytest.mark.parametrize("fails", ["02_forecast restricted", "01_curve public"])
def test_one_failed_notebook_stops_its_release_and_leaves_the_earlier_pages(asked, kernels, made, fails):
    request = asked("01_curve", "02_forecast")
    (before,) = stage([request], tell=quiet)
    earlier = files(before.folder)
    kernels.failing.add(fails)
    (after,) = stage([request], tell=quiet)
    assert isinstance(after.error, PublicationError)
    assert "the notebook failed: KeyError: 'plans' (cell 3)" in str(after.error)
    assert files(after.folder) == earlier
    assert [path.name for path in (after.folder.parent / "failed").iterdir()] == [
        f"{fails.split()[0]}.2013-03-31.{fails.split()[1]}.ipynb"
    ]


def test_one_failed_release_stops_no_other(asked, kernels, made):
    made.council("Othershire")
    kernels.failing.add("02_forecast restricted")
    bad, good = stage([asked("02_forecast"), asked("01_curve", council="othershire")], tell=quiet)
    assert bad.error is not None
    assert good.error is None
    assert (good.folder / "public/index.html").is_file()


def test_a_plan_that_cannot_be_made_stops_the_release(asked, kernels, monkeypatch):
    def refuse(*_, **__):
        raise DisclosureError("tables contradict one another")

    monkeypatch.setattr(staging, "plan_for", refuse)
    (done,) = stage([asked()], tell=quiet)
    assert str(done.error) == "tables contradict one another."
    assert not done.folder.exists()


def test_two_runs_lay_out_the_same_bytes(asked, kernels):
    request = asked()
    first = files(stage([request], tell=quiet)[0].folder)
    assert files(stage([request], tell=quiet)[0].folder) == first


def test_a_page_that_is_no_longer_asked_for_is_gone(asked, kernels):
    stage([asked("01_curve", "02_forecast")], tell=quiet)
    (done,) = stage([asked("01_curve")], tell=quiet)
    assert not (done.folder / "public/02_forecast.html").exists()


def test_another_run_of_the_same_release_is_waited_for(asked, kernels):
    request = asked()
    target = folder_of("madeshire", "2013-03-31")
    target.parent.mkdir(parents=True)
    with FileLock(f"{target}.lock"), pytest.raises(PublicationError, match="another run is making this release"):
        stage([request], tell=quiet)


def test_nothing_half_made_is_left_behind(asked, kernels):
    kernels.failing.add("01_curve public")
    (done,) = stage([asked()], tell=quiet)
    left = {path.name for path in done.folder.parent.iterdir()}
    assert left <= {"failed", "2013-03-31.lock"}


def test_a_real_release_runs_in_real_kernels(asked):
    told = []
    (done,) = stage([asked()], limits=Limits(), tell=told.append)
    assert done.error is None
    assert [run.unit.audience for run in told] == ["restricted", "public"]
    html = (done.folder / "public/01_curve.html").read_text(encoding="utf-8")
    assert 'In madeshire <data value="12">12</data> months were shown to the public.' in html
    assert "In madeshire 12 months were shown to the public." in re.sub(r"</?data[^>]*>", "", html)
    assert (done.folder / "public/tables/01_curve/curve.csv").read_text(encoding="utf-8-sig").startswith("Month,Plans")
    assert verify(done.folder, staged=True).sound


def test_a_release_of_a_council_whose_earlier_release_was_changed_is_not_made(asked, kernels, made):
    made.council("Othershire")
    stage([asked()], tell=quiet)
    index = release("madeshire", "2013-03-31").folder / "public" / "index.html"
    index.write_text("changed", encoding="utf-8")
    kernels.batches.clear()
    bad, good = stage([asked(as_at="2014-03-31"), asked(council="othershire")], tell=quiet)
    assert isinstance(bad.error, RefusedInputError)
    assert "changed after it was signed (reports/madeshire/2013-03-31/1/public/index.html" in str(bad.error)
    assert good.error is None
    assert kernels.batches == [["01_curve restricted"], ["01_curve public"]]


def test_a_public_folder_names_what_was_public_when_its_plan_was_made_and_a_restricted_one_nothing(asked, kernels):
    stage([asked()], tell=quiet)
    first = release("madeshire", "2013-03-31")
    (done,) = stage([asked(as_at="2014-03-31")], tell=quiet)
    held = {each: json.loads((done.folder / each / "manifest.json").read_text()) for each in ("public", "restricted")}
    assert held["restricted"]["earlier"] == {}
    assert held["public"]["earlier"] == {
        "reports/madeshire/2013-03-31/1/public/figures.csv": sha256(first.folder / "public" / "figures.csv")
    }


def test_a_page_for_the_board_alone_changes_nothing_of_what_the_public_sees(made, asked, kernels):
    (before,) = stage([asked("01_curve")], tell=quiet)
    public, plan = files(before.folder / "public"), (before.folder / "plan.json").read_bytes()
    made.notebook("02_chairs", "1", audiences=("restricted",))
    (after,) = stage([ask(["01_curve", "02_chairs"], **USUAL)], tell=quiet)
    assert after.error is None
    assert kernels.batches[2:] == [["01_curve restricted", "02_chairs restricted"], ["01_curve public"]]
    assert files(after.folder / "public") == public
    assert (after.folder / "plan.json").read_bytes() == plan
    assert (after.folder / "restricted/02_chairs.html").is_file()
    assert "02_chairs" in (after.folder / "restricted/index.html").read_text(encoding="utf-8")


def test_pages_taken_from_their_place_by_a_run_that_was_killed_are_put_back(asked, kernels):
    request = asked()
    (before,) = stage([request], tell=quiet)
    earlier = files(before.folder)
    before.folder.rename(before.folder.with_name(".2013-03-31.former"))
    staging.restore(before.folder)
    assert files(before.folder) == earlier
    before.folder.with_name(".2013-03-31.former").mkdir()
    staging.restore(before.folder)
    assert files(before.folder) == earlier
    assert not before.folder.with_name(".2013-03-31.former").exists()


def test_where_the_new_pages_cannot_be_put_in_place_the_former_stay(asked, kernels, monkeypatch):
    request = asked()
    (before,) = stage([request], tell=quiet)
    earlier = files(before.folder)
    inner = durable.move

    def refuse(source, target, **given):
        if source.name.endswith(".part") and target == before.folder:
            raise StorageError("a file is open in another program", where=str(target))
        inner(source, target, **given)

    monkeypatch.setattr(durable, "move", refuse)
    (after,) = stage([request], tell=quiet)
    assert isinstance(after.error, StorageError)
    assert files(after.folder) == earlier


def test_public_figures_read_in_anew_while_pages_are_made_stop_the_release(asked, kernels, made, monkeypatch):
    versions = iter(["before", "after"])
    monkeypatch.setattr(staging, "_public_figures", lambda: next(versions))
    (done,) = stage([asked()], tell=quiet)
    assert str(done.error) == (
        "another run has read in public figures while the pages were made (madeshire, 2013-03-31). "
        "Give the same command again."
    )
    assert not done.folder.exists()


def test_another_run_on_the_councils_tables_is_respected(asked, kernels):
    request = asked()
    place = project.processed_folder("madeshire")
    with FileLock(f"{place}.lock"), pytest.raises(BusyError, match=r"at work on this council's tables \(madeshire"):
        stage([request], tell=quiet)
    assert kernels.batches == []


def test_a_disk_too_full_to_keep_a_failed_notebook_hides_nothing(asked, kernels, monkeypatch, caplog):
    def full(_):
        raise OSError(28, "No space left on device")

    kernels.failing.add("01_curve public")
    monkeypatch.setattr(staging.layout, "keep_failed", full)
    (done,) = stage([asked()], tell=quiet)
    assert "the notebook failed: KeyError: 'plans'" in str(done.error)
    assert "could not be kept: the disk is full" in caplog.text


def test_a_disk_too_full_for_the_pages_stops_one_release_and_no_other(asked, kernels, made, monkeypatch):
    made.council("Othershire")
    inner = staging.layout.write

    def write(folder, held):
        if "othershire" in folder.parts:
            raise OSError(28, "No space left on device")
        inner(folder, held)

    monkeypatch.setattr(staging.layout, "write", write)
    good, bad = stage([asked(), asked(council="othershire")], tell=quiet)
    assert good.error is None
    assert str(bad.error).startswith("the disk is full (")
    assert not bad.folder.exists()


def test_a_failure_is_forgotten_when_the_notebook_comes_to_its_end(asked, kernels):
    request = asked()
    kernels.failing.add("01_curve public")
    (first,) = stage([request], tell=quiet)
    kernels.failing.clear()
    (second,) = stage([request], tell=quiet)
    assert (first.error is None, second.error is None) == (False, True)
    assert list((second.folder.parent / "failed").iterdir()) == []


def test_pages_that_give_two_numbers_for_one_thing_are_not_laid_out(asked, kernels, monkeypatch):
    inner = release_work.executed.collect
    address = "plans|Madeshire|2012-04-01|2013-03-31"

    def collect(run):
        return replace(inner(run), stated=((address, len(run.unit.page)),))

    monkeypatch.setattr(release_work.executed, "collect", collect)
    (done,) = stage([asked("01_curve", "02_forecast")], tell=quiet)
    assert "two different numbers for the same thing: plans, Madeshire, year to March 2013" in str(done.error)
    assert not done.folder.exists()
    (done,) = stage([asked("01_curve", "02_other")], tell=quiet)
    assert done.error is None


def test_whoever_is_to_sign_is_warned_of_what_no_plan_can_mend(asked, kernels, monkeypatch, caplog):
    monkeypatch.setattr(staging, "told_of", lambda *_, **__: ("2 counts differ by so few.",))
    stage([asked()], tell=quiet)
    assert [each for each in caplog.messages if "before this is signed: 2 counts differ by so few." in each]
    caplog.clear()
    monkeypatch.setattr(staging, "told_of", lambda *_, **__: ())
    stage([asked()], tell=quiet)
    assert not [each for each in caplog.messages if "before this is signed" in each]


def test_a_notebook_that_no_records_are_held_for_is_left_out_where_what_is_held_was_asked_for(asked, kernels, caplog):
    kernels.not_held.add("03_audit")
    (done,) = stage([asked("01_curve", "03_audit", what_is_held=True)], tell=quiet)
    assert done.error is None
    assert kernels.batches == [["01_curve restricted", "03_audit restricted"], ["01_curve public"]]
    assert verify(done.folder, staged=True).sound
    assert not list(done.folder.rglob("03_audit*"))
    assert ([run.unit.page for run in done.runs], [run.unit.page for run in done.left_out]) == (
        ["01_curve", "01_curve"],
        ["03_audit"],
    )
    said = "madeshire, 2013-03-31: no page 03_audit, because no records are held of audits."
    assert said in done.warnings
    assert said in caplog.messages


def test_a_notebook_that_was_named_stops_its_release_where_no_records_are_held_for_it(asked, kernels):
    kernels.not_held.add("03_audit")
    (done,) = stage([asked("01_curve", "03_audit")], tell=quiet)
    assert str(done.error).startswith("the notebook failed: NoRecordsError: no records are held of audits")
    assert not done.folder.exists()


def test_a_council_without_any_records_has_no_release_and_is_told_so(asked, kernels):
    kernels.not_held |= {"01_curve", "03_audit"}
    (done,) = stage([asked("01_curve", "03_audit", what_is_held=True)], tell=quiet)
    assert str(done.error).startswith("no records are held for any page of the audience ")
    assert not done.folder.exists()


def test_a_council_with_records_for_the_board_alone_has_a_release_of_those_pages(made, kernels, caplog):
    made.page("01_curve")
    made.notebook("02_chairs", "1", audiences=("restricted",))
    kernels.not_held.add("01_curve")
    (done,) = stage([ask(["01_curve", "02_chairs"], what_is_held=True, **USUAL)], tell=quiet)
    assert done.error is None
    assert verify(done.folder, staged=True).sound
    assert sorted(each.parent.name for each in done.folder.rglob("02_chairs.html")) == ["restricted"]
    assert not (done.folder / "public").exists()
    assert "madeshire, 2013-03-31: no public page at all, because no records are held for any." in caplog.messages
    assert not (release("madeshire", "2013-03-31").folder / "public").exists()


def test_while_a_page_compares_councils_no_other_run_changes_their_tables(made, kernels, monkeypatch):
    made.council("Othershire", synthetic=True)
    made.council("Together", synthetic=True, compares="*shire")
    made.page("01_curve")
    held, real = [], staging.held.tables
    monkeypatch.setattr(
        staging.held, "tables", lambda folder, **given: held.append(folder.name) or real(folder, **given)
    )
    (staged,) = stage([ask(["01_curve"], council="together", as_at="2013-03-31", audiences=["restricted"])])
    assert staged.error is None
    assert held[:3] == ["madeshire", "othershire", "together"]  # before anything is read
