import json
import logging
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from turncurve.publish import kept_runs
from turncurve.publish.batch import run_all
from turncurve.publish.executed import collect
from turncurve.publish.kept_runs import FOLDER, NOTHING_CHANGED, KeptRuns, run_what_changed
from turncurve.publish.kernel import Limits

LIMITS = Limits(start=60, cell=60, notebook=120)
HELD = "data/processed/madeshire"


@pytest.fixture
def files(made, monkeypatch):
    """Return a function that writes a file of the council; whoever edits our package meanwhile changes nothing."""
    monkeypatch.setattr(kept_runs, "program", lambda: "the program")

    def write(name, text="1"):
        path = made.root / HELD / name
        path.write_text(text, encoding="utf-8")
        return path

    for name in ("plans.parquet", "plans.lineage.json", "chairs.parquet", "chairs.lineage.json", "story.json"):
        write(name)
    return write


@pytest.fixture
def ended(made, run, unit, basis, files):
    """Return a function that gives the run of a notebook which read some files."""
    path = made.page()

    def make(read=(f"{HELD}/plans.parquet",), **given):
        one = unit(path, **given)
        return replace(run(["showing.rest()", basis], one=one), read=tuple(read))

    return make


def kept(ended, **given):
    """Keep a run, and return its unit."""
    made = ended(**given)
    standing = KeptRuns()
    assert isinstance(standing.find(made.unit), str)
    standing.keep(made)
    return made.unit


def why(unit):
    """Return why a unit is to be run; that nothing has changed where it is not."""
    found = KeptRuns().find(unit)
    return found if isinstance(found, str) else found.why


def test_a_result_stands_where_nothing_that_it_rests_on_has_changed(ended):
    before = ended()
    found = KeptRuns().find(kept(ended))
    assert (found.unit, found.kept, found.why, found.completed) == (before.unit, True, NOTHING_CHANGED, True)
    assert json.dumps(collect(found).notebook) == json.dumps(collect(before).notebook)
    assert collect(found).basis == collect(before).basis


def test_the_first_time_there_is_nothing_to_stand(ended):
    assert why(ended().unit) == "no result of an earlier run is kept"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("plans.parquet", "2", "the table plans has changed"),
        ("plans.lineage.json", "2", "the table plans has changed"),
        ("plans.parquet", None, "the table plans has changed"),
        ("chairs.parquet", "2", NOTHING_CHANGED),
        ("chairs.lineage.json", "2", NOTHING_CHANGED),
        ("workers.parquet", "1", NOTHING_CHANGED),
        ("story.json", "2", NOTHING_CHANGED),
        ("another.json", "1", "the list of the council's files has changed"),
        ("story.json", None, "the list of the council's files has changed"),
        ("read_from.txt", "1", NOTHING_CHANGED),
        ("x.lock", "1", NOTHING_CHANGED),
    ],
)
def test_one_table_changed_and_only_what_read_it_is_run_again(ended, files, name, text, said):
    unit = kept(ended)
    files(name, text or "")
    if text is None:
        (Path(files(name))).unlink()
    assert why(unit) == said


def test_a_table_that_was_not_there_and_now_is(ended, files):
    unit = kept(ended, read=(f"{HELD}/workers.parquet",))
    assert why(unit) == NOTHING_CHANGED
    files("workers.parquet")
    assert why(unit) == "the table workers has changed"


def test_a_folder_that_was_listed_and_has_another_file_now(ended, files):
    unit = kept(ended, read=(f"{HELD}/",))
    files("plans.parquet", "2")
    assert why(unit) == NOTHING_CHANGED
    files("workers.parquet")
    assert why(unit) == "madeshire has changed"


def test_other_parameters_another_notebook_and_other_code_are_run(ended, made, unit, monkeypatch):
    one = kept(ended)
    assert why(unit(one.notebook, months=6)) == "its parameters changed"
    one.notebook.write_text(one.notebook.read_text() + " ", encoding="utf-8")
    assert why(one) == "the notebook changed"
    monkeypatch.setattr(kept_runs, "program", lambda: "other")
    assert why(one) == "the notebook and our code or the environment changed"


def test_another_suppression_plan_is_another_page(ended, tmp_path):
    plan = tmp_path / "plan.json"
    plan.write_text("1", encoding="utf-8")
    made = ended()
    one = replace(made.unit, plan=plan)
    standing = KeptRuns()
    standing.find(one)
    standing.keep(replace(made, unit=one))
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("1", encoding="utf-8")
    assert why(replace(one, plan=elsewhere)) == NOTHING_CHANGED
    plan.write_text("2", encoding="utf-8")
    assert why(one) == why(replace(one, plan=None)) == "the suppression plan changed"


def test_the_two_audiences_and_dates_do_not_stand_for_one_another(ended, unit):
    one = kept(ended)
    for given in ({"audience": "restricted"}, {"as_at": "2012-03-31"}):
        assert why(unit(one.notebook, **given)) == "no result of an earlier run is kept"


def test_what_our_own_releases_said_counts_as_far_as_a_report_may_know_it(ended, files, monkeypatch):
    told = {"sha": "a"}
    monkeypatch.setattr(kept_runs, "_cut", lambda table, unit: f"{table} {unit.audience} {told['sha']}")
    unit = kept(ended, read=(f"{HELD}/released_figures.parquet",))
    files("released_figures.parquet", "this report's own")
    assert why(unit) == NOTHING_CHANGED
    told["sha"] = "b"
    assert why(unit) == "the table released_figures has changed"


def test_a_report_knows_nothing_where_nothing_was_released(ended):
    assert kept_runs._cut("released_figures", ended().unit) == ""
    assert kept_runs._by_release("released_figures")
    assert kept_runs._by_release("issued_forecasts")
    assert not kept_runs._by_release("cp_plans")
    assert not kept_runs._by_release("council")


def test_force_runs_everything(ended):
    unit = kept(ended)
    assert KeptRuns(force=True).find(unit) == "it was asked for"


@pytest.mark.parametrize("damage", ["", "{}", "no such hash\n{}", None])
def test_what_is_not_what_was_written_is_never_used(ended, made, damage):
    unit = kept(ended)
    (path,) = (made.root / HELD / FOLDER).iterdir()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("showing.rest", "showing.lies") if damage is None else damage, encoding="utf-8")
    assert why(unit) == "no result of an earlier run is kept"


@pytest.mark.parametrize("given", [{"status": "failed"}, {"cells_run": 0}, {"read": None}])
def test_what_did_not_come_to_its_end_or_was_not_watched_is_not_kept(ended, made, given):
    standing = KeptRuns()
    one = ended()
    standing.find(one.unit)
    standing.keep(replace(one, **given))
    assert not (made.root / HELD / FOLDER).exists()


def test_what_is_kept_has_no_times_and_only_its_owner_reads_it(ended, made):
    one = ended()
    one.notebook.metadata["papermill"] = {"start_time": "now"}
    one.notebook.cells[0].metadata["papermill"] = {"duration": 1.5}
    standing = KeptRuns()
    standing.find(one.unit)
    standing.keep(one)
    (path,) = (made.root / HELD / FOLDER).iterdir()
    assert "papermill" not in path.read_text(encoding="utf-8")
    assert one.notebook.cells[0].id not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    assert one.notebook.metadata["papermill"] == {"start_time": "now"}


def test_where_there_is_no_room_a_result_is_only_not_kept(ended, files, caplog):
    files(FOLDER, "a file where the folder would be")
    with caplog.at_level(logging.WARNING):
        unit = kept(ended)
    assert "A result could not be kept, so it will be worked out again" in caplog.text
    assert why(unit) == "no result of an earlier run is kept"


def test_public_figures_that_change_while_notebooks_run_make_the_result_stale(ended, made):
    folder = made.root / "data/processed/published"
    folder.mkdir()
    table = folder / "published_figures.parquet"
    table.write_text("before", encoding="utf-8")
    standing = KeptRuns()
    one = ended(read=("data/processed/published/published_figures.parquet",))
    standing.find(one.unit)
    table.write_text("changed by another run", encoding="utf-8")
    standing.keep(one)
    assert why(one.unit) == "the table published_figures has changed"


def test_real_notebooks_run_once_and_again_only_where_what_they_read_changed(made, unit, files):
    one = made.notebook("01_plans", f"open('{HELD}/story.json').read(), open('runs.txt', 'a').write('1')")
    two = made.notebook("02_others", "open('runs.txt', 'a').write('2')")
    units = [unit(one), unit(two)]
    told = []

    def go(force=False):
        told.clear()
        standing = KeptRuns(force=force)
        found = run_what_changed(units, kept=standing, run=run_all, tell=told.append, limits=LIMITS, workers=1)
        return [each.kept for each in found], [each.completed for each in found]

    assert go() == ([False, False], [True, True])
    assert {each.why for each in told} == {"no result of an earlier run is kept"}
    assert go() == ([True, True], [True, True])
    assert [each.unit for each in told] == units
    files("story.json", "2")
    assert go() == ([False, True], [True, True])
    assert {each.unit.page: each.why for each in told} == {
        "01_plans": "story.json has changed",
        "02_others": NOTHING_CHANGED,
    }
    assert (made.root / "runs.txt").read_text(encoding="utf-8") == "121"
    assert go(force=True)[0] == [False, False]


def test_what_stands_keeps_its_place_among_what_is_run(ended, made, unit):
    stands = kept(ended)
    new = unit(made.notebook("02_new", "council"))
    asked = []

    def run(units, **given):
        asked.append((list(units), given))
        given["meanwhile"]()
        runs = tuple(replace(ended(), unit=each) for each in units)
        for each in runs:
            given["tell"](each)
        return runs

    taken = []
    found = run_what_changed([new, stands], kept=KeptRuns(), run=run, tell=None, take=taken.append, workers=3)
    assert [each.unit for each in taken] == [stands, new]
    assert [each.unit for each in found] == [new, stands]
    assert [each.kept for each in found] == [False, True]
    assert asked[0][0] == [new]
    assert asked[0][1]["workers"] == 3
    assert nbformat.validate(found[1].notebook) is None


def test_a_page_of_several_councils_is_run_again_where_there_is_another_or_one_has_changed(ended, made):
    def council(name, text="1"):
        folder = made.root / "data/processed" / name
        folder.mkdir(exist_ok=True)
        for each in ("council.json", "contacts.parquet", "contacts.lineage.json"):
            (folder / each).write_text(text, encoding="utf-8")

    council("one_a")
    council("one_b")
    names = "data/processed/one_*/council.json"
    unit = kept(ended, read=(names, "data/processed/one_a/contacts.parquet", "data/processed/"))
    assert why(unit) == NOTHING_CHANGED
    (made.root / "data/processed/everything.stands.json").write_text("1", encoding="utf-8")
    council("two_a")
    council("one_b", "2")
    assert why(unit) == NOTHING_CHANGED
    council("one_c")
    assert why(unit) == "the list of councils has changed"
    (made.root / "data/processed/one_c/council.json").unlink()
    assert why(unit) == NOTHING_CHANGED
    council("one_a", "2")
    assert why(unit) == "the table contacts has changed"
