"""Units run by a real cluster of processes on this machine; what is published is what one machine publishes."""

import logging
import shutil
import socket
import sys
import tempfile
import threading
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.failures.small_project import tree
from tests.failures.trial import surviving
from tests.support.made_cluster import BEGUN, LONGEST, MadeCluster, Steps
from tests.unit.publish.conftest import MadeProject
from turncurve import __main__ as command
from turncurve.errors import PublicationError
from turncurve.publish import cluster as clusters
from turncurve.publish.cluster import Cluster, chosen
from turncurve.publish.commands import publish_pages
from turncurve.publish.workers import lost

RELEASE = {"council": "madeshire", "as_at": "2013-03-31", "audiences": [], "given": []}
PAGES = ("01_one", "02_two")
ANSWER = 'showing.show("answer", "Answer", f"Of {council}, for the {audience}.", rows=[("May 2012", "c")])'


@pytest.fixture
def alone(monkeypatch):
    """Return a function that says what the command says where the library is not installed, or is."""
    monkeypatch.setattr(clusters, "REACH", 1.0)
    return lambda address: command.main([
        "publish", "--council", "madeshire", "--as-at", "2013-03-31", "--cluster", address,
    ])  # fmt: skip


def test_without_the_library_the_command_says_how_to_have_it(made, alone, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert alone("local") == 1
    said = capsys.readouterr().err
    assert "turncurve: running on a cluster needs a package that is not installed here (--cluster)." in said
    assert "turncurve[cluster]" in said


def test_without_a_cluster_the_number_of_jobs_is_what_is_used():
    with chosen("", jobs=3) as workers:
        assert workers == 3


def test_a_scheduler_that_cannot_be_reached_is_a_sentence_and_nothing_is_staged(made, alone, capsys):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    made.page()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert alone(f"tcp://127.0.0.1:{port}") == 1
    said = capsys.readouterr().err
    assert said.startswith("turncurve: the cluster's scheduler cannot be reached: ")
    assert "Traceback" not in said
    assert not (made.root / "data/processed/madeshire/staged").exists()


@pytest.mark.parametrize("address", ["nowhere", "10.0.0.5:8786", "nonsense://10.0.0.5"])
def test_what_is_no_address_is_told_as_that(made, alone, capsys, address):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    assert alone(address) == 1
    assert ("no address of a scheduler" in (said := capsys.readouterr().err)) or ("cannot be reached" in said)


class Client:
    """A connection that says what the test has it say."""

    loop = None
    status = "running"

    def __init__(self, *, workers=(), answers=None):
        self.scheduler = SimpleNamespace(identity=None)
        self.workers, self.answers = list(workers), answers or {}

    def get_executor(self, **_):
        return SimpleNamespace(submit=lambda *_: None, shutdown=lambda wait: self.workers.append("stopped"))

    def sync(self, *_, **__):
        if not self.workers:
            raise OSError("the scheduler is gone")
        return {"workers": {name: {"nthreads": 2} for name in self.workers}}

    def wait_for_workers(self, *_, timeout):
        if not self.workers:
            raise TimeoutError

    def run(self, *_, on_error):
        return self.answers


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (Client(), "no worker has joined the cluster within 120 seconds"),
        (
            Client(workers="a", answers={"a": "", "b": "the worker on x has another version"}),
            "1 of 2 workers cannot be",
        ),
        (Client(workers="a", answers={"a": ModuleNotFoundError("turncurve")}), "a worker has not the package"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_refused_before_anything_is_made(client, words):
    with pytest.raises(PublicationError, match=words):
        clusters._require_workers(client, named="tcp://x")


def test_a_batch_whose_workers_stay_away_for_long_is_given_up(made, monkeypatch):
    client = Client(workers="ab")
    found = Cluster(client, force=False)
    assert (found.side_by_side, found.gone()) == (4, "")
    client.workers = []
    assert found.gone() == ""
    monkeypatch.setattr(clusters, "JOIN", -1.0)
    assert found.gone().startswith("no worker of the cluster has been there for ")
    assert found.side_by_side == 1
    client.status = "closed"
    assert found.gone() == "the cluster's scheduler is gone"
    found.stop()
    assert client.workers == ["stopped"]


def test_what_the_library_tells_of_a_connection_that_breaks_is_told_by_us_alone(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    levels = {name: logging.getLogger(name).level for name in ("distributed.client", "tornado.application")}
    try:
        with ExitStack() as opened:
            clusters._reachable("tcp://127.0.0.1:1", opened, jobs=1)
        loud = [name for name in levels if logging.getLogger(name).isEnabledFor(logging.ERROR)]
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    assert loud == []


@pytest.mark.parametrize(("late", "status"), [(0, "completed"), (2, "completed"), (9, "was lost")])
def test_a_result_that_a_shared_drive_shows_late_is_waited_for_a_while(made, unit, run, monkeypatch, late, status):
    looked = []

    def taken_up(sent, *, unit, kept):
        looked.append(unit)
        return sent if len(looked) > late else lost(unit, "nothing is kept")

    monkeypatch.setattr(clusters, "taken_up", taken_up)
    monkeypatch.setattr(clusters, "_WAITS", (0.0, 0.0, 0.0))
    future = Future()
    future.set_result(run(("a",)))
    found = Cluster(Client(workers="a"), force=False)
    assert (found.result(unit(), future).status, len(looked)) == (status, min(late, 3) + 1)
    gone = Future()
    gone.set_exception(OSError("x"))
    assert found.result(unit(), gone).error == "OSError: x"


@pytest.fixture(scope="module")
def project():
    """Return a project of two pages whose kernels tell how far they have come; sockets need a short path."""
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes in folders")
    root = Path(tempfile.mkdtemp(prefix="tc-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        patch.setattr(logging.getLogger("distributed"), "level", logging.CRITICAL)
        made = MadeProject(root)
        for page in PAGES:
            made.notebook(page, "import showing", BEGUN, ANSWER, "showing.rest()")
        steps = Steps(root)
        one_machine = tree(publish_pages([], workers=2, tell=lambda _: None, **RELEASE))
        yield SimpleNamespace(root=root, steps=steps, wanted=one_machine, pages=2 * len(PAGES))
        steps.close()
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def cluster(project):
    """Return a scheduler with one worker in the project."""
    started = MadeCluster(project.root, workers=1)
    yield started
    started.close()
    assert surviving(project.root) == []


@pytest.fixture
def publish(project, cluster):
    """Return a function that publishes on the cluster from nothing, and what each unit came to."""
    held = project.root / "data/processed/madeshire"

    def go(*, kept=False, force=False):
        shutil.rmtree(held / "staged", ignore_errors=True)
        if not kept:
            shutil.rmtree(held / "kept_runs", ignore_errors=True)
        told = []
        with chosen(cluster.address, jobs=2, force=force) as workers:
            folder = publish_pages([], workers=workers, tell=told.append, force=force, **RELEASE)
        return tree(folder), told

    return go


def test_a_cluster_publishes_the_bytes_of_one_machine_and_never_what_stands_again(project, publish):
    project.steps.forget()
    found, told = publish()
    assert found == project.wanted
    assert [each.kept for each in told] == [False] * project.pages
    assert project.steps.wait(project.pages) == project.pages
    found, told = publish(kept=True)
    assert (found, {each.kept for each in told}) == (project.wanted, {True})


def test_a_batch_of_another_version_is_refused_and_nothing_is_staged(project, publish, monkeypatch):
    monkeypatch.setattr(clusters, "program", lambda: "another")
    with pytest.raises(PublicationError, match=r"1 of 1 workers cannot be used: the worker on .* has another version"):
        publish()
    assert not (project.root / "data/processed/madeshire/staged").exists()


def _killing(project, cluster, kind, after):
    """Kill a part of the cluster once notebooks have come so far."""

    project.steps.forget()

    def kill():
        project.steps.wait(after)
        cluster.kill(kind)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_a_worker_that_is_killed_costs_time_alone(project, cluster, publish):
    """One that joins late runs what it had; nobody is told of any of it."""
    cluster.workers.append(cluster.join())
    thread = _killing(project, cluster, "worker", after=2)
    found, told = publish()
    thread.join(LONGEST)
    assert cluster.workers[0].wait(LONGEST) == -9
    assert found == project.wanted
    assert len(told) == project.pages


def test_a_scheduler_that_is_killed_is_told_and_a_run_on_one_machine_completes(project, cluster, publish):
    thread = _killing(project, cluster, "scheduler", after=2)
    with pytest.raises(PublicationError) as problem:
        publish()
    thread.join(LONGEST)
    assert "was lost" in str(problem.value)
    assert not (project.root / "data/processed/madeshire/staged/2013-03-31").exists()
    told = []
    assert tree(publish_pages([], workers=2, tell=told.append, **RELEASE)) == project.wanted


def test_workers_on_this_machine_are_a_cluster_too(made, monkeypatch):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    made.page()
    told = []
    given = {"workers": 1, "tell": told.append, **RELEASE}
    here = tree(publish_pages([], **given))
    shutil.rmtree(made.root / "data/processed/madeshire")
    made.council("Madeshire", synthetic=True)
    with chosen("local", jobs=1) as workers:
        assert tree(publish_pages([], **{**given, "workers": workers})) == here
