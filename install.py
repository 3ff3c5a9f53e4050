"""Make the project's environment: `python install.py`, then nothing else to install.

Runs with the standard library alone, on Linux, macOS and Windows, without administrator rights. It makes `.venv`
beside this file from `requirements.lock` (every package with its hash), then adds our own package in editable form.
`python install.py --lab` adds JupyterLab. For a machine without a network: `--fill FOLDER` on one that has it fetches
every wheel into a folder and installs nothing; `--wheels FOLDER` on the other installs from that folder alone. Both
machines must be of one kind (such as Windows on Intel) with one version of Python, because wheels are made for those.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)


def environment_python() -> Path:
    """Return the interpreter of the project's own environment."""
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return ENVIRONMENT / folder / ("python.exe" if sys.platform == "win32" else "python")


def fingerprint(locks: list[Path]) -> str:
    """Return what the environment must have been made from to be left as it is."""
    parts = [path.read_bytes() for path in [*locks, ROOT / "pyproject.toml"]]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *parts])).hexdigest()


def run(*words: str) -> None:
    """Run one command of the environment's interpreter, or stop with its exit code."""
    done = subprocess.run([str(environment_python()), "-m", *words], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def fill(folder: Path, locks: list[Path]) -> None:
    """Fetch every wheel that the locks name, and the installer's own, into a folder; stop where one cannot be had."""
    folder.mkdir(parents=True, exist_ok=True)
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    wanted = [["--require-hashes", "-r", str(lock)] for lock in locks] + [["uv"]]
    for words in wanted:
        done = subprocess.run([*fetch, "--only-binary", ":all:", "--dest", str(folder), *words], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(f"Not every wheel could be fetched into {folder}: see above, mend it, and run this again.")
    wheels = sorted(folder.glob("*.whl"))
    size = sum(path.stat().st_size for path in wheels) / 1e6
    version = ".".join(map(str, sys.version_info[:2]))
    sys.stdout.write(
        f"{len(wheels)} wheels, {size:.0f} MB, in {folder}. Take the folder and the project to the other machine, "
        f"which must be a {platform.system()} {platform.machine()} with Python {version}, and run there: "
        "python install.py --wheels FOLDER\n"
    )


def offline_words(wheels: Path | None) -> list[str]:
    """Return what keeps an installation to a folder of wheels; stop where there is no such folder, or it holds none."""
    if wheels is None:
        return []
    if not any(wheels.glob("*.whl")):
        sys.exit(f"There are no wheels in {wheels}. Fill it where there is a network: python install.py --fill FOLDER")
    return ["--no-index", "--find-links", str(wheels.resolve())]


def main() -> None:
    """Make or refresh the environment; do nothing where it is already up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", action="store_true", help="add JupyterLab")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--wheels", type=Path, help="install from this folder of wheels, with no network")
    where.add_argument("--fill", type=Path, help="fetch the wheels into this folder, and install nothing")
    options = parser.parse_args()
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Install a later one and try again."
        )
    locks = [ROOT / "requirements.lock"] + ([ROOT / "requirements-lab.lock"] if options.lab else [])
    if options.fill:
        fill(options.fill, locks)
        return
    stamp = ENVIRONMENT / ("made-from-lab.txt" if options.lab else "made-from.txt")
    wanted = fingerprint(locks)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and environment_python().is_file():
        return
    offline = offline_words(options.wheels)
    if not environment_python().is_file():
        venv.create(ENVIRONMENT, with_pip=True)
    run("pip", "install", "--quiet", "--disable-pip-version-check", *offline, "uv")
    for lock in locks:
        run("uv", "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes", *offline, "-r", str(lock))
    run("uv", "pip", "install", "--quiet", "--no-deps", *offline, "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
