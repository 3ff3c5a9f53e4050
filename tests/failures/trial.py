"""One trial: a fault at a step of the journey from files to a release, then what is left, then the same run again.

A server process loads the program once and forks for each run, so that a trial costs what the run costs. The forked
process is killed for real; only where recorded kernels are asked for are the notebooks not run again.
"""

import contextlib
import importlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from tests.failures import faults, small_project
from tests.failures.small_project import AS_AT, COUNCIL, PAGE, tree

ROOT = Path(__file__).resolve().parents[2]
LEFT_OVER = (".part", ".next", ".former", ".owner.json")


@dataclass(frozen=True)
class Fault:
    """A fault: which kind, at which step of which commands, with real kernels or recorded ones."""

    kind: str = "none"
    at: int = 0
    commands: tuple[str, ...] = ("ingest", "publish", "release")
    real: bool = False
    limit: int = 0  # bytes that one file may have
    words: str = ""  # of the step, where it has no number


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative for a signal), what it said, and the steps that it took."""

    code: int
    said: str
    steps: tuple[str, ...] = field(repr=False)


class Journey:
    """Runs of one small project, each on a copy of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds = 0.0  # of processor time that the runs took, without their kernels
        words = [sys.executable, "-m", "tests.failures.trial", str(folder)]
        surroundings = {**os.environ, "PYTHONWARNINGS": "default"}
        self._server = subprocess.Popen(  # noqa: S603 - our own words
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=surroundings
        )
        try:
            self._prepare()
        except BaseException:
            self._server.kill()
            self.close()
            raise

    def _prepare(self) -> None:
        """Make the project, its earlier report and its later extract, and run it once without a fault."""
        self.base = self.folder / "base"
        small_project.make(self.base)
        for command in ("ingest", "publish", "release"):
            self._expect_well(self.run(self.base, Fault(commands=(command,), real=True)))
        small_project.receive_more(self.base)
        self.undisturbed = self.folder / "undisturbed"
        shutil.copytree(self.base, self.undisturbed)
        ended = self.run(self.undisturbed, Fault(real=True))
        self._expect_well(ended)
        self.steps = ended.steps
        self.earlier = tree(self.base / "reports" / COUNCIL / AS_AT / "1")
        self.wanted = {name: tree(self.undisturbed / name) for name in ("reports", "data/processed")}
        self.before = {name: tree(self.base / name) for name in ("reports", "data/processed")}

    def close(self) -> None:
        """End the server."""
        self._server.stdin.close()
        self._server.wait(60)
        self._server.stdout.close()

    def copy(self) -> Path:
        """Return a copy of the project whose later extract has not been read in yet."""
        root = Path(tempfile.mkdtemp(prefix="t", dir=self.folder))
        shutil.copytree(self.base, root, dirs_exist_ok=True)
        return root

    def begin(self, root: Path, fault: Fault) -> int:
        """Begin a run, and return its process's number."""
        (root / "said.txt").write_text("", encoding="utf-8")
        (root / "steps.txt").write_text("", encoding="utf-8")
        self._ask({"root": str(root), "fault": asdict(fault)})
        return int(self._server.stdout.readline())

    def ended(self, root: Path) -> Ended:
        """Wait until the run that was begun has ended."""
        code, seconds = self._server.stdout.readline().split()
        self.seconds += float(seconds)
        steps = (root / "steps.txt").read_text(encoding="utf-8").splitlines()
        return Ended(int(code), (root / "said.txt").read_text(encoding="utf-8"), tuple(steps))

    def run(self, root: Path, fault: Fault) -> Ended:
        """Run the commands on a project, with a fault."""
        self.begin(root, fault)
        return self.ended(root)

    def faults_found(self, root: Path) -> list[str]:
        """Return what is wrong in a project after a fault: nothing may be, whatever happened."""
        wrong = []
        if tree(root / "reports" / COUNCIL / AS_AT / "1") != self.earlier:
            wrong.append("the earlier report is not intact")
        for edition in sorted((root / "reports" / COUNCIL / AS_AT).glob("[0-9]*")):
            known = self.undisturbed / "reports" / COUNCIL / AS_AT / edition.name
            if not known.is_dir() or tree(edition) != tree(known):
                wrong.append(f"edition {edition.name} is not one that an undisturbed run publishes")
        for name in ("index.html", "search.html", "feed.xml"):
            found = tree(root / "reports").get(name)
            if found not in {self.before["reports"].get(name), self.wanted["reports"].get(name)}:
                wrong.append(f"reports/{name} is neither the old nor the new one")
        if _tables(root) not in (_tables(self.base), _tables(self.undisturbed), "refused"):
            wrong.append("some tables are old and some new")
        alive = surviving(root)
        if alive:
            wrong.append(f"processes are left: {alive}")
        return wrong

    def faults_after_rerun(self, root: Path, *, real: bool = False) -> list[str]:
        """Run the same commands again without a fault, and return in what the result differs from the undisturbed."""
        again = self.run(root, Fault(real=real))
        if again.code:
            return [f"the rerun ended with {again.code}: {again.said}"]
        wrong = []
        for name, wanted in self.wanted.items():
            found = tree(root / name)
            wrong += [f"{name}/{each} differs after the rerun" for each in _differing(found, wanted)]
        wrong += [f"{path.name} is left over" for path in sorted(root.rglob("*")) if path.name.endswith(LEFT_OVER)]
        return wrong + [f"{path.name} is left over" for path in sorted((root / "tmp").glob("turncurve-*"))]

    def _expect_well(self, ended: Ended) -> None:
        if ended.code:
            raise AssertionError(ended.said)

    def _ask(self, words: dict) -> None:
        self._server.stdin.write(json.dumps(words) + "\n")
        self._server.stdin.flush()


def surviving(root: Path, *, within: float = 20.0) -> list[str]:
    """Return the kernels of a project that go on living, with a moment for the system to end them."""
    until = time.monotonic() + within
    while True:
        found = [each for each in map(_command, psutil.process_iter()) if str(root / "tmp") in each]
        if not found or time.monotonic() > until:
            return found


def _command(process: psutil.Process) -> str:
    """Return a process's command line; nothing where it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _tables(root: Path) -> dict[str, str] | str:
    """Return the council's stored tables as a reader finds them, or that it is refused."""
    folder = root / "data/processed" / COUNCIL
    if (folder.parent / f".{COUNCIL}.next").is_dir():
        return "refused"
    kept = {
        path.name: path for path in folder.iterdir() if path.is_file() and path.suffix in {".parquet", ".json", ".csv"}
    }
    read_back = {"released_figures", "issued_forecasts"}  # made anew from the releases whenever pages are made
    return {name: tree(path.parent)[name] for name, path in sorted(kept.items()) if name.split(".")[0] not in read_back}


def _differing(found: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """Return the paths whose files differ."""
    return sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))


def _serve(folder: Path) -> None:
    """Fork for each request: first tell the process's number, then its exit code."""
    _load()
    for line in sys.stdin:
        asked = json.loads(line)
        number = os.fork()
        if number == 0:
            _child(
                Path(asked["root"]), Fault(**{**asked["fault"], "commands": tuple(asked["fault"]["commands"])}), folder
            )
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        _, status, used = os.wait4(number, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime:.3f}\n")
        sys.stdout.flush()
        _load_what_it_used(Path(asked["root"]))


def _load_what_it_used(root: Path) -> None:
    """Import once, before the next fork, what a run imported as it went along."""
    used = root / "modules.txt"
    names = used.read_text(encoding="utf-8").split() if used.is_file() else []
    for name in names:
        if name not in sys.modules and "." in name:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def _load() -> None:
    """Import everything once, so that no run has to."""
    for name in ("ingest.pipeline", "publish.commands", "publish.everything"):
        importlib.import_module(f"turncurve.{name}")
    from turncurve.publish import kept_runs

    program = kept_runs.program()  # as it was loaded here, whatever somebody edits meanwhile
    kept_runs.program = lambda: program


def _child(root: Path, fault: Fault, folder: Path) -> None:
    """Run the commands in this process, then end it."""
    said = (root / "said.txt").open("a", encoding="utf-8", buffering=1)
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    code = 3
    try:
        code = _MADE_READY.get(fault.kind, _run_at)(root, fault, folder)
    finally:
        faults.limit_files(None)
        (root / "modules.txt").write_text("\n".join(sorted(sys.modules)), encoding="utf-8")
        if "turncurve.publish.warm_parent" in sys.modules:  # as the end of a command does; what follows skips that
            sys.modules["turncurve.publish.warm_parent"].close_all()
        os._exit(code)


def _run_at(root: Path, fault: Fault, folder: Path) -> int:
    """Run the commands where the project is."""
    os.environ["TURNCURVE_ROOT"] = str(root)
    os.chdir(root)
    faults.own_temporary_folder(root / "tmp")
    return _commands(root, fault, folder)


def _run_on_small_disk(root: Path, fault: Fault, folder: Path) -> int:
    """Run the commands on a disk with so many bytes of room, and bring home what is left there."""
    faults.own_mounts()
    disk = root / "disk"
    faults.mount_disk(disk)
    for name in ("data", "reports", "notebooks"):
        shutil.copytree(root / name, disk / name)
    shutil.copy(root / "showing.py", disk)
    faults.leave_room(disk, fault.at)
    code = _run_at(disk, fault, folder)
    os.chdir(root)
    for name in ("data", "reports"):
        shutil.rmtree(root / name)
        shutil.copytree(disk / name, root / name)
    shutil.copy(disk / "steps.txt", root)
    return code


def _run_read_only(root: Path, fault: Fault, folder: Path) -> int:
    """Run the commands where reports can only be read."""
    faults.own_mounts()
    faults.mount_read_only(root / "reports")
    return _run_at(root, fault, folder)


def _run_twice(root: Path, fault: Fault, folder: Path) -> int:
    """Run the commands in two processes at once: 0 where one came to its end and the other too, or was told."""
    number = os.fork()
    code = _run_at(root, fault, folder)
    if number == 0:
        os._exit(code)
    other = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return 0 if sorted((code, other)) in ([0, 0], [0, 1]) else 4


_MADE_READY = {"small disk": _run_on_small_disk, "read-only": _run_read_only, "twice": _run_twice}


def _commands(root: Path, fault: Fault, folder: Path) -> int:
    """Give the commands one after the other; the first that fails ends it, as in a script."""
    from turncurve import __main__ as command

    command._stop_when_told()
    steps = faults.Steps(root, log=root / "steps.txt")
    if fault.limit:
        faults.limit_files(fault.limit, killed=fault.kind == "kill")
    faults.count_cells(steps)
    _recorded_kernels(folder, real=fault.real, steps=steps)
    steps.watch(faults.act_of("none" if fault.limit else fault.kind, fault.at, words=fault.words))
    given = {
        "ingest": lambda: _ingest(),
        "publish": lambda: command.main(["publish", "--council", COUNCIL, "--as-at", AS_AT, PAGE]),
        "release": lambda: command.main(["release", COUNCIL, "--as-at", AS_AT, "--reason", "A child was missing"]),
    }
    return next((code for name in fault.commands if (code := given[name]())), 0)


def _ingest() -> int:
    """Read the council's files in, with what goes wrong told as the command tells it."""
    from turncurve import __main__ as command
    from turncurve.ingest.pipeline import ingest

    try:
        ingest(COUNCIL)
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        sys.stderr.write(f"turncurve: {command._sentence(problem)}\n")
        return 1
    return 0


def _recorded_kernels(folder: Path, *, real: bool, steps: faults.Steps) -> None:
    """Keep what real kernels showed; where they are not asked for, show it again instead of running them."""
    from turncurve.publish import run_folders, stage

    inner = stage.run_all

    def run_all(units, **given):
        run_folders.clear_left_over()
        runs = inner(units, **given) if real else tuple(_again(folder, unit, steps, given["tell"]) for unit in units)
        for run in runs if real else ():
            if run.completed:
                _kept(folder, run.unit).write_bytes(pickle.dumps(run))
        return runs

    stage.run_all = run_all


def _again(folder: Path, unit, steps: faults.Steps, tell):
    """Return what a real kernel showed of a unit, with a step for each of its cells, and tell of it."""
    from dataclasses import replace

    for cell in range(small_project.CELLS):
        steps.take("cell", str(cell))
    run = replace(pickle.loads(_kept(folder, unit).read_bytes()), unit=unit)  # noqa: S301 - our own bytes
    tell(run)
    return run


def _kept(folder: Path, unit) -> Path:
    """Return where what a kernel showed is kept."""
    return folder / f"{unit.page}.{unit.audience}.pickle"


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
