import asyncio
import importlib.metadata
import json
import os
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from tests.support.processes import gone
from turncurve.publish import kernel, warm_kernels, warm_parent, warm_process
from turncurve.publish import run as running
from turncurve.publish.batch import run_all
from turncurve.publish.executed import collect
from turncurve.publish.kernel import Limits
from turncurve.publish.run import run_one
from turncurve.publish.warm_kernels import WarmKernels

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kernels are forked on Linux alone")
LIMITS = Limits(start=60, cell=60, notebook=120)
PARENT = "import os, psutil\npsutil.Process(os.getppid()).cmdline()[2]"
# What a notebook must find as in a process that has just been started, and how it would spoil it for the next.
FRESH = """
import os, random, sys, warnings, numpy, matplotlib, pandas
fresh = ("spoilt" not in matplotlib.rcParams["font.family"], pandas.get_option("display.max_rows"))
fresh = (*fresh, "spoilt" in os.environ,
         any(f[1] and f[1].pattern == "spoilt" for f in warnings.filters), hasattr(numpy, "spoilt"))
matplotlib.rcParams["font.family"] = "spoilt"
pandas.set_option("display.max_rows", 1)
os.environ["spoilt"] = "1"
warnings.filterwarnings("ignore", message="spoilt")
numpy.spoilt = True
fresh
"""
CHANCE = "import random, numpy\n(random.random(), float(numpy.random.rand()), os.getpid())"
KILLED = """
import os, subprocess, sys, threading
from pathlib import Path
from turncurve.publish import warm_kernels
from turncurve.publish.kernel import Limits
from turncurve.publish.run import Unit, run_one

path = Path(sys.argv[1])
values = {"council": "madeshire", "as_at": "2013-03-31", "audience": "public"}
unit = Unit(path, path.stem, tuple(values.items()))
threading.Thread(target=run_one, args=[unit], kwargs={"limits": Limits()}, daemon=True).start()
threading.Event().wait(300)
"""


@pytest.fixture
def plainly(monkeypatch):
    """Return a function that makes kernels plain from now on."""
    return lambda: monkeypatch.setenv(warm_parent.PLAIN_VARIABLE, "1")


def shown(run):
    """Return what every cell showed, as it came from the kernel."""
    return [[dict(output) for output in cell.get("outputs", [])] for cell in run.notebook.cells]


def test_jupyter_finds_what_starts_the_kernels_by_its_entry_point():
    entry = KernelProvisionerFactory.provisioners[warm_kernels.PROVISIONER]
    assert entry.load() is WarmKernels
    declared = importlib.metadata.entry_points(group=KernelProvisionerFactory.GROUP_NAME)
    named = {each.name: each.value for each in declared}
    assert named[warm_kernels.PROVISIONER] == entry.value


@linux
def test_a_kernel_is_forked_from_a_process_that_has_the_libraries(made, unit):
    found = run_one(unit(made.notebook("01_parent", PARENT)), limits=LIMITS)
    assert found.completed
    assert shown(found)[-1][0]["data"]["text/plain"] == repr(warm_process.__name__)


@linux
def test_every_cell_shows_to_the_byte_what_a_plain_kernel_shows(made, unit, plainly):
    cells = [
        "import showing, warnings, sys",
        "import pandas, numpy, matplotlib\nnumpy.random.seed(1)\npandas.DataFrame({'a': numpy.random.rand(3)})",
        "from matplotlib.figure import Figure\nimport io\ndrawn = io.StringIO()",
        "figure = Figure(layout='constrained')\nfigure.add_subplot().plot([1, 2], label='Å');",
        "matplotlib.rcParams['svg.hashsalt'] = 'a'\nfigure.savefig(drawn, format='svg')\ndrawn.getvalue()",
        "print('out')\nprint('err', file=sys.stderr)",
        "__import__('inspect').getfile(lambda: 0), sys.argv[0].rpartition('/')[2], __name__, sorted(vars())",
        "hash('a'), os.environ['TZ'] if 'os' in vars() else '', sys.path[0], sys.flags.hash_randomization",
        'showing.show("answer", "Answer", f"In {council} {months} months.", rows=[("April", "1")])',
        "showing.rest()",
    ]
    path = made.notebook("01_all", *cells)
    warm = run_one(unit(path), limits=LIMITS)
    plainly()
    plain = run_one(unit(path), limits=LIMITS)
    assert (warm.error, plain.error) == ("", "")
    assert len(shown(warm)) == len(cells) + 3
    assert shown(warm) == shown(plain)


@linux
def test_what_is_published_is_the_same_in_every_mode(made, unit, plainly):
    path = made.page()
    warm = collect(run_one(unit(path), limits=LIMITS))
    plainly()
    plain = collect(run_one(unit(path), limits=LIMITS))
    assert json.dumps(warm.notebook) == json.dumps(plain.notebook)
    assert (warm.exhibits, warm.basis) == (plain.exhibits, plain.basis)


@linux
def test_an_error_is_told_as_by_a_plain_kernel(made, unit, plainly):
    path = made.notebook("01_bad", "import math", "def f():\n    return math.sqrt(-1)", "f()")
    warm = run_one(unit(path), limits=LIMITS)
    plainly()
    plain = run_one(unit(path), limits=LIMITS)
    assert (warm.status, warm.error, warm.where) == (plain.status, plain.error, plain.where)
    assert warm.where == "01_bad.ipynb, cell 5"
    assert shown(warm) == shown(plain)


@linux
def test_nothing_that_one_notebook_does_is_seen_by_the_next(made, unit):
    units = [unit(made.notebook(name, FRESH, CHANCE)) for name in ("01_one", "02_two", "03_three")]
    runs = run_all(units, workers=1, limits=LIMITS)
    assert [each.error for each in runs] == ["", "", ""]
    fresh = [shown(each)[-2][0]["data"]["text/plain"] for each in runs]
    assert fresh == ["(True, 60, False, False, False)"] * 3
    assert len({shown(each)[-1][0]["data"]["text/plain"] for each in runs}) == 3


@linux
def test_what_an_analyst_changes_in_our_package_is_in_the_next_kernel(made, unit, monkeypatch, parents):
    package = made.root / "ours" / "turncurve"
    package.mkdir(parents=True)
    real = [str(path) for path in __import__("turncurve").__path__]
    (package / "__init__.py").write_text(f"__path__ += {real!r}", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent), prepend=os.pathsep)
    path = made.notebook("01_edited", "from turncurve.being_edited import words\nwords")
    said = []
    for words in ("before", "after it was edited"):
        (package / "being_edited.py").write_text(f"words = {words!r}", encoding="utf-8")
        said.append(shown(run_one(unit(path), limits=LIMITS))[-1][0]["data"]["text/plain"])
    assert said == ["'before'", "'after it was edited'"]
    assert len(parents) == 1


@linux
def test_a_dead_parent_is_replaced_and_the_notebook_run_again(made, unit, parents, caplog):
    path = made.notebook(
        "01_orphan",
        "from pathlib import Path\nimport os, signal\nfirst = not Path('seen').exists()\nPath('seen').touch()",
        "os.kill(os.getppid() if first else os.getpid(), signal.SIGKILL if first else 0)",
        "import threading\nthreading.Event().wait(300 if first else 0)",
        "'done'",
    )
    found = run_one(unit(path), limits=LIMITS)
    assert (found.status, found.error) == ("completed", "")
    assert [each.alive for each in parents.values()] == [True]
    assert "is run again: the process that its kernel was forked from was ended" in caplog.text


@linux
def test_a_notebook_whose_parent_dies_again_is_told_and_not_run_a_third_time(made, unit, parents):
    path = made.notebook(
        "01_orphan",
        "import os, signal, threading\nopen('seen', 'a').write('x')",
        "os.kill(os.getppid(), signal.SIGKILL)\nthreading.Event().wait(300)",
    )
    found = run_one(unit(path), limits=LIMITS)
    assert (found.status, found.completed) == ("kernel died", False)
    assert (made.root / "seen").read_text() == "xx"


@linux
def test_no_kernel_and_no_parent_outlive_a_run_that_is_killed(made, tmp_path):
    alive = made.root / "alive"
    path = made.notebook(
        "01_slow",
        f"import os\nopen({str(alive)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}\\n')",
        "sum(range(10**12))",
    )
    words = [sys.executable, "-c", KILLED, str(path)]
    process = subprocess.Popen(words, env={**os.environ, "TURNCURVE_ROOT": str(made.root)})  # noqa: S603 - our own
    until = time.monotonic() + 60
    while not (alive.is_file() and alive.read_text().endswith("\n")) and time.monotonic() < until:
        assert process.poll() is None
    process.kill()
    process.wait()
    numbers = [int(each) for each in alive.read_text().split()]
    assert [gone(each) for each in numbers] == [True, True]


@linux
@pytest.mark.parametrize("ready", [False, None])
def test_where_the_parent_is_not_fit_a_plain_kernel_is_started(made, unit, monkeypatch, ready):
    class Unfit:
        def __init__(self):
            self.ready = Future()
            self.ready.set_result(ready is None)

        def fork(self, words, **_):
            answer = Future()
            answer.set_result(None)
            return answer

    monkeypatch.setattr(warm_kernels, "parent_for", lambda _: Unfit())
    found = run_one(unit(made.notebook("01_parent", "import os\nos.getppid()")), limits=LIMITS)
    assert shown(found)[-1][0]["data"]["text/plain"] == str(os.getpid())


def test_a_kernel_of_another_program_is_never_forked(monkeypatch):
    monkeypatch.setattr(warm_kernels, "parent_for", lambda _: pytest.fail("it must not be asked for"))
    assert asyncio.run(warm_kernels._forked(["R", "--slave"], {}, ".")) is None


def test_the_engine_asks_for_warm_kernels():
    with kernel._manager(kernel.KERNEL) as (manager, _):
        named = manager.kernel_spec.metadata["kernel_provisioner"]["provisioner_name"]
    assert named == warm_kernels.PROVISIONER
    assert running.ENGINE == "turncurve"
    assert Path(warm_process.__file__).is_file()
