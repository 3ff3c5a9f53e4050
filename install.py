"""Make the project's environment: `python install.py`, then nothing else to install.

Runs with the standard library alone, on Linux, macOS and Windows, without administrator rights. It makes `.venv`
beside this file from `requirements.lock` (every package with its hash), then adds our own package in editable form.
`python install.py --lab` adds JupyterLab; `--wheels FOLDER` installs from a folder of wheels, with no network.
"""

from __future__ import annotations

import argparse
import hashlib
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


def main() -> None:
    """Make or refresh the environment; do nothing where it is already up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", action="store_true", help="add JupyterLab")
    parser.add_argument("--wheels", type=Path, help="install from this folder of wheels, with no network")
    options = parser.parse_args()
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Install a later one and try again."
        )
    locks = [ROOT / "requirements.lock"] + ([ROOT / "requirements-lab.lock"] if options.lab else [])
    stamp = ENVIRONMENT / ("made-from-lab.txt" if options.lab else "made-from.txt")
    wanted = fingerprint(locks)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and environment_python().is_file():
        return
    offline = ["--no-index", "--find-links", str(options.wheels.resolve())] if options.wheels else []
    if not environment_python().is_file():
        venv.create(ENVIRONMENT, with_pip=True)
    run("pip", "install", "--quiet", "--disable-pip-version-check", *offline, "uv")
    for lock in locks:
        run("uv", "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes", *offline, "-r", str(lock))
    run("uv", "pip", "install", "--quiet", "--no-deps", *offline, "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
