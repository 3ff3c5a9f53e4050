import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.support.made_release import forecast
from tests.support.made_release import release as released
from turncurve import __main__ as command
from turncurve.errors import TurnCurveError
from turncurve.example import council, nation
from turncurve.ingest import pipeline, published
from turncurve.publish import commands, doctor, everything, local
from turncurve.publish import release as releasing
from turncurve.publish.doctor import Finding
from turncurve.publish.release import Released
from turncurve.publish.rerun import Rerun

COMMANDS = (
    "reports",
    "example",
    "ingest",
    "check",
    "worklist",
    "template",
    "publish",
    "release",
    "verify",
    "print",
    "doctor",
)
HEAVY = ("pandas", "numpy", "pyarrow", "papermill", "nbconvert", "matplotlib", "pandera", "rich")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return an empty project, which the commands take for their own."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "README.md").write_text("Here is the project.", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def replaced(monkeypatch, module, name, result=None):
    """Replace a function by one that notes how it was called."""
    calls = []

    def pretend(*given, **named):
        calls.append((given, named))
        return result

    monkeypatch.setattr(module, name, pretend)
    return calls


def test_help_names_every_command_and_imports_nothing_heavy():
    code = (
        "import sys; from turncurve.__main__ import main; main(['--help']);"
        f"sys.exit(', '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (0, "")
    assert all(each in done.stdout for each in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_in_a_sentence(name, capsys):
    assert command.main([name, "--help"]) == 0
    assert ". " in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "code"), [(["nonsense"], 2), (["publish"], 2), (["reports", "--jobs", "0"], 2), (["--help"], 0)]
)
def test_a_mistyped_command_is_told_as_that(words, code, capsys):
    assert command.main(words) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_problem_that_the_user_can_mend_is_one_sentence_without_a_traceback(monkeypatch, capsys):
    def stop(*_, **__):
        raise TurnCurveError("the workbook is empty", where="a.xlsx", remedy="Send another")

    monkeypatch.setattr(releasing, "release", stop)
    assert command.main(["release", "madeshire", "--as-at", "2013-03-31"]) == 1
    said = capsys.readouterr()
    assert said.err == "turncurve: the workbook is empty (a.xlsx). Send another.\n"
    assert said.out == ""


def test_debug_shows_where_it_arose(monkeypatch):
    def stop(*_, **__):
        raise TurnCurveError("the workbook is empty")

    monkeypatch.setattr(releasing, "release", stop)
    with pytest.raises(TurnCurveError):
        command.main(["--debug", "release", "madeshire", "--as-at", "2013-03-31"])


def test_a_file_that_the_system_refuses_is_a_sentence(monkeypatch, capsys):
    def stop(*_, **__):
        raise PermissionError(13, "Permission denied", "reports/index.html")

    monkeypatch.setattr(releasing, "release", stop)
    assert command.main(["release", "madeshire", "--as-at", "2013-03-31"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(
        "turncurve: a file may not be written or moved, or is open in another program (reports/index"
    )
    assert said.endswith("or ask for the right to write there, then give the same command again.\n")


def test_a_machine_without_memory_left_is_a_sentence(monkeypatch, capsys):
    def stop(*_, **__):
        raise MemoryError

    monkeypatch.setattr(releasing, "release", stop)
    assert command.main(["release", "madeshire", "--as-at", "2013-03-31"]) == 1
    assert capsys.readouterr().err.startswith("turncurve: this machine ran out of memory. End other programs")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such order")
@pytest.mark.parametrize("order", ["SIGTERM", "SIGHUP"])
def test_an_order_to_end_is_taken_as_ctrl_c(order):
    number = getattr(signal, order)
    before = signal.getsignal(number)
    try:
        command._stop_when_told()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    finally:
        signal.signal(number, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such order")
def test_who_asked_not_to_be_ended_with_the_session_is_not():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        command._stop_when_told()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_command_that_was_stopped_ends_with_130_and_no_traceback(monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(releasing, "release", stop)
    assert command.main(["release", "madeshire", "--as-at", "2013-03-31"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_folder_that_is_being_made_is_no_council(project):
    for name in ("madeshire", ".madeshire.part"):
        (project / "data" / "raw" / name).mkdir(parents=True)
    assert command._received() == ["madeshire"]


def test_an_unknown_council_exits_with_one_in_a_process_of_its_own(project):
    words = ["publish", "--council", "nowhere", "--as-at", "2013-03-31", "01"]
    done = subprocess.run([sys.executable, "-m", "turncurve", *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 1
    assert done.stderr.startswith("turncurve: ")
    assert "Traceback" not in done.stderr


def test_reports_says_what_was_made_and_where_to_look(project, monkeypatch, capsys):
    editions = tuple(
        Released(project / "reports" / name / "2013-03-31" / "1", "Signed by A. Person", new=new)
        for name, new in (("one", True), ("two", False))
    )
    calls = replaced(monkeypatch, everything, "make_everything", (project / "reports" / "index.html", editions))
    assert command.main(["reports", "--jobs", "3", "--profile", "nhs5"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"New edition: {Path('reports/one/2013-03-31/1')}. Signed by A. Person.",
        f"Unchanged: {Path('reports/two/2013-03-31/1')}. Signed by A. Person.",
        f"Open {Path('reports/index.html')} in a browser.",
    ]
    assert (calls[0][1]["workers"], calls[0][1]["profile"], calls[0][1]["force"]) == (3, "nhs5", False)
    assert command.main(["reports", "--force"]) == 0
    assert calls[1][1]["force"] is True


def test_ingest_reads_every_council_received_and_says_what_became_of_the_rows(project, monkeypatch, capsys):
    for name in ("published", "b", "a"):
        (project / "data" / "raw" / name).mkdir()
    totals = pd.DataFrame({"read": [1200], "loaded": [1100], "merged": [60], "refused": [40]}, index=["cp_plans"])
    left = (SimpleNamespace(file="notes.docx", sentence="It is of no kind that is read here."),)
    report = SimpleNamespace(totals=lambda: totals, left_alone=left, folder=project / "data" / "processed")
    replaced(monkeypatch, published, "load_published", SimpleNamespace(figures=3637))
    calls = replaced(monkeypatch, pipeline, "ingest", report)
    assert command.main(["ingest"]) == 0
    assert [given for given, _ in calls] == [("a",), ("b",)]
    assert capsys.readouterr().out.splitlines()[:4] == [
        "Read 3,637 published figures.",
        "cp_plans: 1,200 rows read, 1,100 kept, 60 merged, 40 refused.",
        "Not read: notes.docx. It is of no kind that is read here.",
        f"See problems.html, mapping.csv and reconciliation.csv in {Path('data/processed')}.",
    ]


def test_ingest_reads_back_what_each_council_has_released(project, monkeypatch, capsys):
    counts = {"public": {"plans|a": 12, "plans|b": None}}
    released(project, "2012-03-31", counts=counts, issued={"public": [forecast(12)]})
    replaced(monkeypatch, published, "load_published", SimpleNamespace(figures=3637))
    assert command.main(["ingest"]) == 0
    said = "Read back what madeshire has released: 1 signed editions, 3 rows of forecasts, 2 counts."
    assert capsys.readouterr().out.splitlines() == ["Read 3,637 published figures.", said]
    assert (project / "data" / "processed" / "madeshire" / "issued_forecasts.parquet").is_file()


def test_a_release_that_was_changed_stops_ingest_in_a_sentence(project, monkeypatch, capsys):
    folder = released(project, "2012-03-31", issued={"public": [forecast(12)]})
    (folder / "public" / "forecasts.csv").write_text("changed", encoding="utf-8")
    replaced(monkeypatch, published, "load_published", SimpleNamespace(figures=3637))
    assert command.main(["ingest"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(
        "turncurve: a release was changed after it was signed (reports/madeshire/2012-03-31/1/public"
    )
    assert "turncurve verify" in said


def test_example_says_that_what_it_wrote_is_synthetic(project, monkeypatch, capsys):
    made = SimpleNamespace(files=("a", "b"), size=46_777_015, folder=project / "data" / "raw" / "exampleshire")
    calls = replaced(monkeypatch, council, "write", made)
    assert command.main(["example"]) == 0
    assert calls[0][0] == (made.folder,)
    assert capsys.readouterr().out == f"Wrote 2 SYNTHETIC files, 47 MB, to {Path('data/raw/exampleshire')}.\n"


def test_example_writes_so_many_councils_and_tells_of_each(project, monkeypatch, capsys):
    made = SimpleNamespace(files=("a",) * 90, size=30_000_000, folder=project / "data" / "raw")
    calls = replaced(monkeypatch, nation, "write_nation", made)
    assert command.main(["example", "--councils", "2", "--jobs", "1"]) == 0
    (given, named) = calls[0]
    assert (given, named["workers"]) == ((project / "data" / "raw", 2), 1)
    named["tell"]("Wrote one.")
    said = capsys.readouterr()
    assert said.out == f"Wrote 90 SYNTHETIC files, 30 MB, to {Path('data/raw')}.\n"
    assert said.err == "Wrote one.\n"


def test_more_councils_than_there_are_is_a_mistyped_command(project, capsys):
    assert command.main(["example", "--councils", "153"]) == 2
    assert "less than or equal to 152" in capsys.readouterr().err


def test_publish_passes_on_what_was_typed(project, monkeypatch, capsys):
    calls = replaced(monkeypatch, commands, "publish_pages", project / "staged")
    words = ["01", "02", "--council", "a", "--as-at", "2013-03-31", "--audience", "public", "-p", "x=1", "-p", "y=2"]
    assert command.main(["publish", *words]) == 0
    given, named = calls[0]
    assert given == (["01", "02"],)
    assert {name: named[name] for name in ("council", "as_at", "audiences", "given", "workers")} == {
        "council": "a",
        "as_at": "2013-03-31",
        "audiences": ["public"],
        "given": ["x=1", "y=2"],
        "workers": 2,
    }
    assert named["profile"] == "dfe_now"
    assert capsys.readouterr().out == "Staged in staged. Read the pages, then run `turncurve release`.\n"
    assert command.main(["publish", *words, "--profile", "seven_round_five"]) == 0
    assert (calls[1][1]["profile"], calls[1][1]["force"]) == ("seven_round_five", False)
    assert command.main(["publish", *words, "--force"]) == 0
    assert calls[2][1]["force"] is True


@pytest.mark.parametrize(("new", "word"), [(True, "Released"), (False, "Already released")])
def test_release_says_what_it_did(project, monkeypatch, capsys, new, word):
    calls = replaced(monkeypatch, releasing, "release", Released(project / "reports" / "1", "Signed by A", new=new))
    words = ["release", "a", "--as-at", "2013-03-31", "--signed-by", "A", "--reason", "Mended"]
    assert command.main(words) == 0
    assert calls == [(("a", "2013-03-31"), {"signed_by": "A", "reason": "Mended"})]
    assert capsys.readouterr().out == f"{word}: {Path('reports/1')}. Signed by A.\n"


def test_a_release_by_another_rule_than_the_one_named_is_refused_in_a_sentence(project, capsys):
    public = project / "data/processed/a/staged/2013-03-31/public"
    public.mkdir(parents=True)
    (public / "manifest.json").write_text('{"profile": "nhs5"}', encoding="utf-8")
    assert command.main(["release", "a", "--as-at", "2013-03-31", "--profile", "dfe_now"]) == 1
    assert "the staged pages were made by the rule nhs5, not by dfe_now" in capsys.readouterr().err
    assert command.main(["release", "a", "--as-at", "2013-03-31", "--profile", "dfe"]) == 1
    assert "Choose one of: dfe_2012, dfe_now, nhs5, seven_round_five." in capsys.readouterr().err


def test_verify_ends_with_one_where_a_folder_is_not_sound(project, capsys):
    assert command.main(["verify", str(project)]) == 1
    assert "there is no manifest.json here" in capsys.readouterr().out


def test_check_counts_what_differs(monkeypatch, capsys):
    replaced(monkeypatch, local, "compared", [("same: a", True), ("DIFFERS: b", False), ("not compared: c", None)])
    assert command.main(["check", "a"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 published figures differ from the records."


def test_worklist_says_where_the_list_is_and_to_keep_it_there(project, monkeypatch, capsys):
    replaced(monkeypatch, local, "write_worklist", (project / "worklists" / "a.csv", 62))
    assert command.main(["worklist", "a", "--council", "b", "--as-at", "2013-03-31"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"62 rows in {Path('worklists/a.csv')}.")
    assert "never published" in said


@pytest.mark.parametrize(("well", "code"), [(True, 0), (False, 1)])
def test_doctor_ends_with_one_where_something_needed_is_missing(monkeypatch, capsys, well, code):
    findings = (Finding("Room.", well), Finding("Chromium.", well=False, needed=False))
    replaced(monkeypatch, doctor, "examine", findings)
    assert command.main(["doctor"]) == code
    assert capsys.readouterr().out.splitlines() == [f"{'ok' if well else 'mend'}: Room.", "note: Chromium."]


def test_printing_what_is_no_release_is_one_sentence(tmp_path, capsys):
    assert command.main(["print", str(tmp_path)]) == 1
    assert "not a folder of released pages" in capsys.readouterr().err


@pytest.mark.parametrize(("differing", "code"), [((), 0), (("public/index.html",), 1)])
def test_making_again_says_what_differs(monkeypatch, tmp_path, capsys, differing, code):
    found = Rerun(12, differing, ("cp_plans",) if differing else ())
    monkeypatch.setattr("turncurve.tables.verify.main", lambda words: 0)
    monkeypatch.setattr("turncurve.publish.rerun.rerun", lambda edition, *, tell: found)
    assert command.main(["verify", str(tmp_path), "--rerun"]) == code
    said = capsys.readouterr().out
    assert ("12 files are the same" in said) == (not differing)
    assert all(name in said for name in (*differing, *found.inputs))
