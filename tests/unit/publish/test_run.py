import datetime as dt
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from turncurve.publish import run as running
from turncurve.publish.batch import run_all
from turncurve.publish.kernel import Limits
from turncurve.publish.run import run_one

LIMITS = Limits(start=60, cell=60, notebook=120)


def test_a_unit_is_a_plain_value_that_can_be_sent_anywhere(unit):
    made = unit(audience="restricted")
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes
    assert (made.council, made.audience, made.as_at) == ("madeshire", "restricted", dt.date(2013, 3, 31))
    assert made.label == "01_curve, madeshire, 2013-03-31, restricted"


def test_a_notebook_runs_to_its_end_with_its_parameters_in_surroundings_of_its_own(made, unit):
    path = made.notebook(
        "01_curve",
        "import os, pathlib\n(council, months, as_at, audience)",
        "(os.environ['PYTHONHASHSEED'], os.environ['SOURCE_DATE_EPOCH'], os.environ['MPLBACKEND'])",
        "os.environ.get('TURNCURVE_PLAN'), str(pathlib.Path.cwd()) == os.environ['TURNCURVE_ROOT']",
        "## Words",
        "",
    )
    found = run_one(unit(path, months=6), limits=LIMITS)
    shown = [each.data["text/plain"] for cell in found.notebook.cells for each in cell.get("outputs", [])]
    assert shown == ["('madeshire', 6, '2013-03-31', 'public')", "('0', '1364688000', 'agg')", "(None, True)"]
    assert found.completed
    assert (found.cells, found.cells_run, found.error) == (5, 5, "")


def test_every_cell_shows_what_plain_papermill_shows(made, unit):
    path = made.notebook(
        "01_curve",
        "import warnings\nimport pandas as pd\nfrom IPython.display import Markdown, display",
        "(council, months, as_at, audience)",
        "pd.DataFrame({'children': [3, 5]}, index=['a', 'b'])",
        "display(Markdown('**so**')); print('said'); warnings.warn('beware', stacklevel=1); {1, 2, 3}",
        "pd.Series(pd.date_range('2013-03-31', periods=2)).sample(2, random_state=1)",
        "'%.3f' % sum(0.1 for _ in range(7))",
    )
    asked = unit(path, months=6)
    ours = run_one(asked, limits=LIMITS)
    plain = running.papermill.execute_notebook(
        str(path), None, parameters=dict(asked.parameters), kernel_name="python3", language="python", progress_bar=False
    )
    assert ours.completed
    assert [_shown(cell) for cell in ours.notebook.cells] == [_shown(cell) for cell in plain.cells]
    assert sum(bool(_shown(cell)[1]) for cell in plain.cells) == 5


def _shown(cell):
    """Return a cell's source and all that it shows, but for where its process kept the code that a warning names."""
    outputs = [dict(each) for each in cell.get("outputs", [])]
    for each in outputs:
        if each.get("name") == "stderr":
            each["text"] = each["text"].split(": ", 1)[1]
    return cell.source, outputs


def test_one_that_fails_stops_no_other_and_says_in_which_cell_and_why(made, unit):
    bad = made.notebook("01_bad", "## Words", "x = 1", "def f():\n    raise ValueError('first\\nlast words')\nf()", "x")
    good = made.notebook("02_good", "council")
    told = []
    runs = run_all([unit(bad), unit(good)], workers=2, limits=LIMITS, tell=told.append)
    assert [each.unit.page for each in runs] == ["01_bad", "02_good"]
    assert sorted(each.unit.page for each in told) == ["01_bad", "02_good"]
    assert [each.completed for each in runs] == [False, True]
    failed = runs[0]
    assert (failed.status, failed.where, failed.error) == ("failed", "01_bad.ipynb, cell 5", "last words")
    assert (failed.cells, failed.cells_run) == (5, 3)


@pytest.mark.parametrize(
    ("ends", "status", "why"),
    [
        ("os._exit(3)", "kernel died", "its process ended by itself with code 3"),
        ("os.kill(os.getpid(), 11)", "kernel died", "its process crashed (SIGSEGV): a fault in a compiled library"),
        (
            "os.kill(os.getpid(), 9)",
            "kernel died",
            "ended from outside (SIGKILL): by somebody, or by the system for want",
        ),
        ("raise MemoryError('12 GB')", "ran out of memory", "12 GB"),
        (
            "from turncurve.errors import NoRecordsError\nraise NoRecordsError('none held')",
            "no records held",
            "none held",
        ),
    ],
)
def test_a_kernel_that_dies_is_told_as_that_and_never_as_completed(made, unit, ends, status, why):
    found = run_one(unit(made.notebook("01_dead", f"import os\n{ends}", "council")), limits=LIMITS)
    assert (found.status, found.where, found.completed) == (status, "01_dead.ipynb, cell 3", False)
    assert why in found.error
    assert found.cells_run == 2


def test_a_kernel_that_the_system_ended_for_want_of_memory_is_told_as_that(made, unit, monkeypatch):
    counted = iter([7, 8])
    monkeypatch.setattr(running.ending, "kills_for_memory", lambda: next(counted))
    found = run_one(unit(made.notebook("01_large", "import os\nos.kill(os.getpid(), 9)")), limits=LIMITS)
    assert found.status == "ran out of memory"
    assert found.error.startswith("the system ended its process because memory ran out")


def test_no_folder_for_the_kernels_files_is_a_kernel_that_did_not_start(made, unit, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device", "folder")

    monkeypatch.setattr(running.papermill, "execute_notebook", full)
    found = run_one(unit(made.page()), limits=LIMITS)
    assert (found.status, found.completed) == ("kernel did not start", False)
    assert "No space left on device" in found.error


def test_ctrl_c_waits_for_no_notebook_and_leaves_no_kernel(made, unit):
    """The first run that ends stands for Ctrl-C; the others would take five minutes each."""
    quick = made.notebook("01_quick", "council")
    slow = made.notebook("02_slow", "import threading\nthreading.Event().wait(300)")

    def stop(_):
        raise KeyboardInterrupt

    before = {child.pid for child in psutil.Process().children()}
    with pytest.raises(KeyboardInterrupt):
        run_all([unit(quick), unit(slow), unit(slow)], workers=2, limits=LIMITS, tell=stop)
    left = [child for child in psutil.Process().children() if child.pid not in before]
    assert [child for child in left if child.status() != psutil.STATUS_ZOMBIE] == []


def test_what_a_killed_run_left_of_its_kernels_is_cleared_away(made, unit, monkeypatch, tmp_path_factory):
    place = tmp_path_factory.mktemp("system")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (place / f"turncurve-{int(dead.stdout)}-abc").mkdir()
    (place / f"turncurve-{os.getpid()}-abc").mkdir()
    (place / "turncurve-print-abc").mkdir()
    run_all([unit(made.notebook("01_quick", "council"))], limits=LIMITS)
    assert sorted(path.name for path in place.iterdir()) == [f"turncurve-{os.getpid()}-abc", "turncurve-print-abc"]


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(start=60, cell=1, notebook=120), "the cell took more than 1 seconds"),
        (Limits(start=60, cell=60, notebook=0.5), "the whole notebook took more than 0.5 seconds"),
    ],
)
def test_what_takes_too_long_is_stopped_and_says_which_limit_it_met(made, unit, limits, words):
    path = made.notebook("01_slow", "import threading\nthreading.Event().wait(300)")
    found = run_one(unit(path), limits=limits)
    assert (found.status, found.error, found.completed) == ("timed out", words, False)


def test_a_kernel_that_does_not_start_is_told_as_that(made, unit, monkeypatch):
    def refuse(*_, **__):
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(running.papermill, "execute_notebook", refuse)
    found = run_one(unit(made.page()), limits=LIMITS)
    assert found.status == "kernel did not start"
    assert found.error == "Kernel died before replying to kernel_info"
    assert (found.notebook, found.cells, found.completed) == (None, 0, False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("KeyError: 'plans'", "KeyError: 'plans'"),
        ("ValueError: first\n\n  last  \n\n", "last"),
        ("\x1b[31mError\x1b[0m: red", "Error: red"),
        ("", "no reason was given"),
    ],
)
def test_the_last_line_of_an_error_is_what_is_told(text, line):
    assert running.last_line(text) == line


def test_a_run_of_nothing_is_nothing():
    assert run_all([]) == ()


def test_the_authors_file_is_left_as_it_was(made, unit):
    path: Path = made.notebook("01_curve", "council")
    before = path.read_bytes()
    run_one(unit(path), limits=LIMITS)
    assert path.read_bytes() == before


def test_nothing_is_saved_while_a_notebook_runs(made, unit, monkeypatch):
    given = {}

    def execute(source, target, **named):
        given.update(named, target=target)
        return papermill_executes(source, target, **named)

    papermill_executes = running.papermill.execute_notebook
    monkeypatch.setattr(running.papermill, "execute_notebook", execute)
    before = sorted(path for path in made.root.rglob("*") if path.is_file())
    assert run_one(unit(made.notebook("01_curve", "council", "audience")), limits=LIMITS).completed
    written = sorted(path for path in made.root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert written == sorted([*before, made.root / "notebooks/01_curve.ipynb"])
    assert (given["target"], given["request_save_on_cell_execute"]) == (None, False)
