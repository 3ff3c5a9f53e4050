import json
import subprocess
import sys
from pathlib import Path

import pytest

from turncurve import __main__ as command
from turncurve.errors import StorageError
from turncurve.publish import commands, everything, standing
from turncurve.publish import stage as staging
from turncurve.publish.stage import folder_of
from turncurve.publish.standing import KEPT, Scope, Standing, look, of_everything, of_staged, of_such_names
from turncurve.reference import project
from turncurve.tables import durable

TOLD = {"pages": 2, "words": ["Look at this."], "editions": [["reports/madeshire/2013-03-31/1", "Signed by A. B."]]}
FILES = (
    "reports.yml",
    "requirements.lock",
    "data/raw/madeshire/log.csv",
    "data/raw/published/figures.csv",
    "data/processed/madeshire/plans.parquet",
    "data/processed/madeshire/plans.lineage.json",
    "data/processed/madeshire/staged/2013-03-31/public/index.html",
    "data/processed/published/published_figures.parquet",
    "data/processed/othershire/plans.parquet",
    "reports/lists.json",
    "reports/madeshire/2013-03-31/1/sign_off.json",
    "reports/madeshire/2013-03-31/1/public/index.html",
    "reports/othershire/2013-03-31/1/sign_off.json",
    "showing.py",
)
HEAVY = ("pandas", "numpy", "pyarrow", "papermill", "nbformat", "nbconvert", "matplotlib", "pandera", "yaml", "rich")


@pytest.fixture
def write(made, monkeypatch):
    """Return a function that writes a file of the project, which has some already; nobody edits our own meanwhile."""
    monkeypatch.setattr(standing, "program", lambda: "the program")

    def put(name, text="1"):
        path = made.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    for each in FILES:
        put(each)
    made.page()
    return put


def everything_of(profile="dfe_now"):
    return of_everything(profile)


def staged_of(**asked):
    return of_staged("madeshire", "2013-03-31", **{"notebooks": None, "profile": "dfe_now", **asked})


def noted(scope, *, also=(), during=lambda: None, sound=True):
    """Note a run that came to its end, and return where."""
    one = Standing(scope)
    one.begin()
    during()
    one.note(TOLD, also=also, sound=lambda: sound)
    return scope.note


def stands(scope):
    return Standing(scope).told() == TOLD


@pytest.mark.parametrize("scope", [everything_of, staged_of])
def test_what_was_said_is_said_again_where_nothing_has_changed(write, scope):
    assert Standing(scope()).told() is None
    noted(scope())
    assert stands(scope())


@pytest.mark.parametrize("name", [each for each in FILES if each != "showing.py"])
def test_any_file_that_changes_or_goes_makes_the_work_be_done(write, name):
    noted(everything_of())
    path = write(name, "2")
    assert not stands(everything_of())
    write(name)
    assert stands(everything_of())
    path.unlink()
    assert not stands(everything_of())


@pytest.mark.parametrize(
    "name",
    ["data/raw/new.csv", "data/raw/newshire/new.csv", "notebooks/new.py", "reports/x.html", "data/processed/new.json",
     "data/processed/madeshire/new.json", "data/processed/madeshire/.2013-03-31.part/x"],
)  # fmt: skip
def test_any_new_file_makes_the_work_be_done(write, name):
    noted(everything_of())
    write(name)
    assert not stands(everything_of())


def test_a_new_folder_and_a_file_in_another_place_make_the_work_be_done(write, made):
    noted(everything_of())
    (made.root / "data/raw/newshire").mkdir()
    assert not stands(everything_of())
    (made.root / "data/raw/newshire").rmdir()
    assert stands(everything_of())
    (made.root / FILES[2]).rename(made.root / "data/raw/madeshire/other.csv")
    assert not stands(everything_of())


@pytest.mark.parametrize(
    "name",
    ["data/processed/madeshire/kept_runs/x.json", "data/processed/madeshire.lock", "data/processed/reports_index.lock",
     "notebooks/__pycache__/x.pyc", "data/processed/everything.owner.json"],
)  # fmt: skip
def test_locks_and_what_is_kept_of_earlier_runs_change_nothing(write, name):
    noted(everything_of())
    write(name)
    assert stands(everything_of())


def test_another_program_another_commit_and_another_wish_make_the_work_be_done(write, monkeypatch):
    noted(everything_of())
    noted(staged_of())
    assert not stands(everything_of("nhs5"))
    assert not stands(staged_of(profile="nhs5"))
    for name, other in (("program", lambda: "another"), ("code", lambda root: {"commit": "another"})):
        with monkeypatch.context() as changed:
            changed.setattr(standing, name, other)
            assert not stands(everything_of())
            assert not stands(staged_of())
    assert stands(everything_of())


@pytest.mark.parametrize(
    ("name", "still"),
    [
        ("data/processed/madeshire/plans.parquet", False),
        ("data/processed/madeshire/staged/2013-03-31/public/index.html", False),
        ("data/processed/published/published_figures.parquet", False),
        ("notebooks/01_curve.ipynb", False),
        ("reports/madeshire/2013-03-31/1/public/index.html", False),
        ("data/processed/othershire/plans.parquet", True),
        ("reports/othershire/2013-03-31/1/sign_off.json", True),
        ("data/raw/madeshire/log.csv", True),
    ],
)
def test_pages_staged_rest_on_their_own_council_and_the_public_figures(write, name, still):
    noted(staged_of())
    write(name, "2")
    assert stands(staged_of()) is still


@pytest.mark.parametrize("name", ["showing.py", "elsewhere/words.txt", "data/processed/othershire/plans.parquet"])
def test_what_a_notebook_read_elsewhere_counts_too(write, tmp_path, name):
    path = write(name)
    for also in (name, str(path)):
        noted(staged_of(), also=[also])
        assert stands(staged_of())
        write(name, "2")
        assert not stands(staged_of())
        path.unlink()
        assert not stands(staged_of())
        write(name)
        assert stands(staged_of())


def test_a_folder_that_a_notebook_listed_counts_by_its_names(write):
    noted(staged_of(), also=["data/raw/othershire/"])
    assert stands(staged_of())
    path = write("data/raw/othershire/a.csv")
    assert not stands(staged_of())
    noted(staged_of(), also=["data/raw/othershire/"])
    path.write_text("2", encoding="utf-8")
    assert stands(staged_of())


@pytest.mark.parametrize(
    "name", ["data/raw/madeshire/log.csv", "notebooks/01_curve.ipynb", "data/processed/madeshire/plans.parquet"]
)
def test_nothing_is_noted_of_a_run_while_which_something_changed(write, name):
    assert not noted(everything_of(), during=lambda: write(name, "2")).exists()


def test_what_a_run_itself_writes_may_change_meanwhile(write):
    def run():
        write("data/processed/madeshire/staged/2013-03-31/public/index.html", "2")
        write("data/processed/madeshire/issued_forecasts.parquet")
        write("data/processed/madeshire/released_figures.lineage.json", "2")
        write("reports/madeshire/2013-03-31/2/public/index.html")

    noted(everything_of(), during=run)
    assert stands(everything_of())


def test_nothing_is_noted_of_what_is_not_sound_or_was_made_by_two_programs(write, monkeypatch):
    assert not noted(everything_of(), sound=False).exists()
    programs = iter(("one", "two", "two"))
    monkeypatch.setattr(standing, "program", lambda: next(programs))
    assert not noted(everything_of()).exists()


def test_nothing_is_noted_of_a_run_that_never_began_or_of_what_cannot_be_read(write, made):
    one = Standing(everything_of())
    one.note(TOLD, sound=lambda: True)
    assert not everything_of().note.exists()
    (made.root / "data/raw/loop").symlink_to(made.root / "data/raw", target_is_directory=True)
    assert look([made.root / "data"]) is None
    assert not noted(everything_of()).exists()


def test_a_folder_that_is_elsewhere_is_looked_into(write, made, tmp_path_factory):
    drive = tmp_path_factory.mktemp("drive")
    (drive / "log.csv").write_text("1", encoding="utf-8")
    (made.root / "data/raw/farshire").symlink_to(drive, target_is_directory=True)
    noted(everything_of())
    assert stands(everything_of())
    (drive / "log.csv").write_text("2", encoding="utf-8")
    assert not stands(everything_of())


DAMAGES = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_text("", encoding="utf-8"),
    "cut": lambda path: path.write_text(path.read_text()[:-20], encoding="utf-8"),
    "changed": lambda path: path.write_text(path.read_text().replace("Look", "Listen"), encoding="utf-8"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "another kind": lambda path: path.write_text(f"{standing._sha(b'[]')}\n[]\n", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_note_that_is_not_what_was_written_is_none(write, damage):
    DAMAGES[damage](noted(everything_of()))
    assert Standing(everything_of()).told() is None


def test_only_its_owner_reads_a_note_and_where_there_is_no_room_it_is_only_not_written(write, monkeypatch, caplog):
    assert noted(everything_of()).stat().st_mode & 0o077 == 0
    everything_of().note.unlink()

    def full(*_, **__):
        raise StorageError("the disk is full")

    monkeypatch.setattr(durable, "write", full)
    assert not noted(everything_of()).exists()
    assert "the disk is full" in caplog.text


def test_what_is_looked_at_is_each_file_once_by_its_hash(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_bytes(b"x")
    found = look([tmp_path, tmp_path / "none"])
    assert {Path(path).name: len(sha) for path, sha in found.items()} == {
        tmp_path.name: 0,
        "a": 0,
        "x.txt": 64,
        "none": 6,
    }


def test_the_notes_of_two_dates_are_two(made):
    assert of_staged("madeshire", "2012-03-31").note != of_staged("madeshire", "2013-03-31").note
    assert isinstance(of_staged("no such place", "nonsense/../.."), Scope)
    assert of_staged("madeshire", "x/../../y").note.parent == project.processed_folder("madeshire") / KEPT


LISTED = """
releases:
  - {council: madeshire, as_at: 2013-03-31, audiences: [public, restricted], notebooks: [01_curve]}
"""
PUBLISH = ["publish", "--council", "madeshire", "--as-at", "2013-03-31"]


@pytest.fixture
def batches(made, monkeypatch, run, bundle, basis):
    """Replace kernels and reading in, and note each batch that is run."""
    ran: list[list[str]] = []
    made.page()
    (made.root / "reports.yml").write_text(LISTED, encoding="utf-8")
    (made.root / "data/raw/published").mkdir()

    def pretend(units, *, workers, limits, tell, meanwhile):
        meanwhile()
        ran.append([f"{unit.page} {unit.audience}" for unit in units])
        runs = [run(("# Has it changed?",), ("a", bundle("answer")), ("b", basis), one=unit, read=()) for unit in units]
        for each in runs:
            tell(each)
        return tuple(runs)

    monkeypatch.setattr(staging, "run_all", pretend)
    monkeypatch.setattr(everything, "load_published", lambda: None)
    return ran


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_that_stand_are_not_laid_out_again_and_it_says_why(batches, made, monkeypatch, capsys):
    assert command.main(PUBLISH) == 0
    staged = files(folder_of("madeshire", "2013-03-31"))
    before = capsys.readouterr().out
    monkeypatch.setattr(commands, "stage", lambda *_, **__: pytest.fail("it was laid out again"))
    assert command.main(PUBLISH) == 0
    said = capsys.readouterr()
    assert said.out == before
    assert said.err.splitlines()[0] == (
        "  01_curve, madeshire, 2013-03-31, restricted: as before, nothing that it rests on has changed"
    )
    assert files(folder_of("madeshire", "2013-03-31")) == staged


@pytest.mark.parametrize("name", ["public/01_curve.html", "public/manifest.json", "restricted/index.html", "plan.json"])
def test_a_staged_file_that_was_changed_is_made_again(batches, made, name):
    assert command.main(PUBLISH) == 0
    folder = folder_of("madeshire", "2013-03-31")
    staged = files(folder)
    assert name in staged
    (folder / name).write_text("changed", encoding="utf-8")
    assert command.main(PUBLISH) == 0
    assert {**files(folder), "run_record.json": b""} == {**staged, "run_record.json": b""}
    (folder / name).unlink()
    assert command.main(PUBLISH) == 0
    assert sorted(files(folder)) == sorted(staged)


def test_force_does_the_work_whatever_stands(batches):
    assert command.main(PUBLISH) == 0
    ran = len(batches)
    assert command.main(PUBLISH) == 0
    assert len(batches) == ran
    assert command.main([*PUBLISH, "--force"]) == 0
    assert batches[ran:] == batches[:ran]
    assert command.main(["reports"]) == 0
    ran = len(batches)
    assert command.main(["reports", "--force"]) == 0
    assert len(batches) > ran


def released(made):
    return files(made.root / "reports")


def test_everything_that_stands_is_left_and_the_same_is_said(batches, made, monkeypatch, capsys):
    assert command.main(["reports"]) == 0
    assert capsys.readouterr().out.startswith("New edition: ")
    assert command.main(["reports"]) == 0
    before = (capsys.readouterr().out, released(made))
    monkeypatch.setattr(everything, "make_everything", lambda **_: pytest.fail("it was made again"))
    assert command.main(["reports"]) == 0
    said = capsys.readouterr()
    assert (said.out, released(made)) == before
    assert said.out.startswith("Unchanged: ")
    assert said.err == "Nothing has changed: 2 pages stand as they were made.\n"


@pytest.mark.parametrize("name", ["public/01_curve.html", "public/manifest.json", "sign_off.json"])
def test_a_released_file_that_was_changed_is_found_though_all_stood(batches, made, capsys, name):
    assert command.main(["reports"]) == 0
    assert command.main(["reports"]) == 0
    (made.root / "reports/madeshire/2013-03-31/1" / name).write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert command.main(["reports"]) == 1
    assert "was changed" in capsys.readouterr().err
    assert command.main(["reports"]) == 1


def test_a_released_file_changed_while_everything_is_made_is_not_taken_for_what_was_signed(batches, made, monkeypatch):
    assert command.main(["reports"]) == 0
    (made.root / "data/processed/everything.stands.json").unlink()
    tampered = made.root / "reports/madeshire/2013-03-31/1/public/01_curve.html"
    index = everything.rebuild_index

    def change():
        tampered.write_text("forged", encoding="utf-8")
        return index()

    monkeypatch.setattr(everything, "rebuild_index", change)
    assert command.main(["reports"]) == 0
    assert not (made.root / "data/processed/everything.stands.json").exists()
    assert command.main(["reports"]) == 1


def test_deleting_every_note_and_cache_changes_no_released_byte(batches, made):
    assert command.main(["reports"]) == 0
    before = released(made)
    for path in (made.root / "data/processed").rglob("*.json"):
        if path.parent.name == KEPT or path.name.endswith(standing.NOTE):
            path.unlink()
    assert command.main(["reports"]) == 0
    assert released(made) == before


def test_a_list_or_an_index_that_was_changed_is_mended_or_told(batches, made):
    assert command.main(["reports"]) == 0
    index = (made.root / "reports/index.html").read_bytes()
    (made.root / "reports/index.html").write_text("changed", encoding="utf-8")
    assert command.main(["reports"]) == 0
    assert (made.root / "reports/index.html").read_bytes() == index
    (made.root / "reports/lists.json").write_text("{}", encoding="utf-8")
    assert command.main(["reports"]) == 1


@pytest.mark.parametrize("words", [PUBLISH, ["reports"]])
def test_where_all_stands_nothing_heavy_is_imported(batches, made, words):
    assert command.main(words) == 0
    code = (
        f"import sys; from turncurve.__main__ import main; done = main({words!r});"
        f"sys.stdout.write(json.dumps([done, [each for each in {HEAVY} if each in sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", f"import json; {code}"], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
    assert "stand" in done.stderr or "as before" in done.stderr


def test_a_path_with_stars_stands_for_the_files_of_such_names(write):
    write("data/processed/madeshire/council.json")
    write("data/processed/othershire/council.json")
    processed = project.root() / "data/processed"
    assert of_such_names(processed / "*shire/council.json") == ["madeshire/council.json", "othershire/council.json"]
    assert of_such_names(processed / "other*/council.json") == ["othershire/council.json"]
    assert of_such_names(processed / "b*/council.json") == []


def test_what_compares_councils_does_not_stand_where_there_is_another(write):
    first = Standing(staged_of())
    first.begin()
    first.note(TOLD, also=["data/processed/*shire/council.json"], sound=lambda: True)
    assert Standing(staged_of()).told() == TOLD
    write("data/processed/elseshire/plans.parquet")
    assert Standing(staged_of()).told() == TOLD
    write("data/processed/elseshire/council.json")
    assert Standing(staged_of()).told() is None
