"""Everything that reports.yml asks for, made once for all tests here, and looked at in a real browser."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
LONGEST = 1_500
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Site:
    """A project of its own in which everything has been made."""

    root: Path
    code: int
    said: str
    complained: str

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def pages(self) -> list[Path]:
        return sorted(self.reports.rglob("*.html"))

    def files(self) -> dict[str, bytes]:
        """Return what is in reports."""
        held = (path for path in self.reports.rglob("*") if path.is_file())
        return {path.relative_to(self.reports).as_posix(): path.read_bytes() for path in held}


@pytest.fixture(scope="session")
def make(offline) -> Callable[[Path], Site]:
    """Return a function that makes everything in a project, as a user would, with no network but loopback."""

    def run(root: Path) -> Site:
        command = [sys.executable, "-m", "turncurve", "reports"]
        surroundings = {**offline.environment, "TURNCURVE_ROOT": str(root), "HOME": str(root / "home")}
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=root, env=surroundings, capture_output=True, text=True, check=False, timeout=LONGEST
        )
        return Site(root, done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def site(root, make, tmp_path_factory, worker_id) -> Site:
    """Return a project in which everything has been made, one for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    with FileLock(f"{folder}.lock"):
        kept = folder / "made.json"
        if not kept.is_file():
            _new_project(root, folder)
            planted = [sys.executable, "-m", "tests.support.canaries"]
            within = {**os.environ, "TURNCURVE_ROOT": str(folder)}
            subprocess.run(planted, cwd=root, env=within, check=True, timeout=LONGEST)  # noqa: S603 - our own words
            made = make(folder)
            kept.write_text(json.dumps([made.code, made.said, made.complained]), encoding="utf-8")
        code, said, complained = json.loads(kept.read_text(encoding="utf-8"))
    return Site(folder, code, said, complained)


@pytest.fixture(scope="session")
def seen(site, tmp_path_factory) -> dict[str, dict]:
    """Return what a browser found on every page, by its place below reports."""
    return look_at(site.pages, below=site.reports, folder=tmp_path_factory.mktemp("seen"))


@pytest.fixture(scope="session")
def look() -> Callable[..., dict[str, dict]]:
    """Return what opens pages in a browser."""
    return look_at


@pytest.fixture(scope="session")
def use() -> Callable[..., dict]:
    """Return what uses one page as a reader would, and says what came of it."""

    def act(html: str, *, folder: Path) -> dict:
        node, browser = _tools()
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [node, str(HERE / "behave.mjs"), browser, str(page), str(pdf)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603 - our own words
        return {**json.loads(done.stdout), "pdf": pdf}

    return act


def _tools() -> tuple[str, str]:
    """Return Node.js and Chromium; skip, saying why, where they or the page tools are absent."""
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    node = shutil.which("node")
    if not browser:
        pytest.skip("Chromium is not installed: no page is opened in a real browser")
    if not node or not (HERE / "node_modules").is_dir():
        pytest.skip("the page tools are not installed: run `npm ci --prefix tests/browser`")
    return node, browser


def look_at(pages: list[Path], *, below: Path, folder: Path) -> dict[str, dict]:
    """Open pages in headless Chromium; skip, saying why, where it or its tools are absent."""
    node, browser = _tools()
    out = folder / "seen.json"
    with out.open("w", encoding="utf-8") as file:
        command = [node, str(HERE / "inspect.mjs"), browser, *map(str, pages)]
        subprocess.run(command, stdout=file, check=True, timeout=LONGEST)  # noqa: S603 - our own words
    found = json.loads(out.read_text(encoding="utf-8"))
    return {Path(each["path"]).relative_to(below).as_posix(): each for each in found}


def _new_project(root: Path, folder: Path) -> None:
    """Lay out a project with what is committed: public figures, notebooks and the list of releases."""
    for name in ("data/processed", "reports", "home"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(root / "data/raw/published", folder / "data/raw/published")
    shutil.copytree(root / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name in ("data/raw/README.md", "reports.yml", "requirements.lock"):
        shutil.copy(root / name, folder / name)
