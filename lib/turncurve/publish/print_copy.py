"""Print copies of released pages, as PDF, where Chromium is there to make them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from turncurve.errors import PublicationError, TurnCurveError
from turncurve.tables import durable
from turncurve.tables.verify import MANIFEST

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
LONGEST = 120
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def print_copies(folder: Path, *, to: Path, browsers: Sequence[str] = BROWSERS) -> tuple[Path, ...]:
    """Print every page of one audience's folder.

    A PDF says when it was made, so it is never the same to the byte: print copies are no part of a release.

    Parameters
    ----------
    folder : pathlib.Path
        One audience's folder of a release.
    to : pathlib.Path
        Where the copies go; made where absent.
    browsers : sequence of str
        Names that the browser may have.

    Returns
    -------
    tuple of pathlib.Path
        One file a page, in the order of their names.

    Raises
    ------
    TurnCurveError
        If there is no Chromium.
    PublicationError
        If the folder holds no release, or a page could not be printed.
    """
    if not (folder / MANIFEST).is_file():
        raise PublicationError(
            "this is not a folder of released pages",
            where=str(folder),
            remedy="Name the folder that manifest.json is in",
        )
    browser = next((found for name in browsers if (found := shutil.which(name))), None)
    if browser is None:
        raise TurnCurveError(
            "Chromium is not installed, so no PDF can be made",
            remedy="Install Chromium, or print the page from any browser: it is laid out for A4",
        )
    to.mkdir(parents=True, exist_ok=True)
    pages = sorted(path for path in folder.glob("*.html") if path.name != "index.html")
    return tuple(_printed(page, to / f"{page.stem}.pdf", browser=browser) for page in pages)


def _printed(page: Path, target: Path, *, browser: str) -> Path:
    """Print one page, all of it or nothing."""
    with tempfile.TemporaryDirectory(prefix="turncurve-print-") as name:
        made = Path(name) / target.name
        command = [
            browser,
            *_QUIET,
            f"--user-data-dir={name}/profile",
            f"--print-to-pdf={made}",
            page.resolve().as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603 - our own words
        except subprocess.TimeoutExpired:
            made.unlink(missing_ok=True)
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise PublicationError("the page could not be printed", where=page.name, remedy="Print it from any browser")
        durable.write(target, made.read_bytes())
    return target
