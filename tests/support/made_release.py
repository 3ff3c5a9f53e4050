"""Signed releases written by hand: the files that later reports read, with their manifest and sign-off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import month
from turncurve.tables.issued import Issued
from turncurve.tables.released import figures_file, forecasts_file
from turncurve.tables.verify import sealed

LABEL = "Madeshire (SYNTHETIC)"


def forecast(value: float, *, indicator: str = "plans_started", scenario: str = "do nothing") -> Issued:
    """Return a forecast of one month with three quantiles about a value."""
    row = ((value - 1, value, value + 1),)
    return Issued(
        indicator,
        scenario,
        "month",
        (month(2013, 4),),
        FrozenForecast("March 2013", "by hand", (0.1, 0.5, 0.9), row, row),
    )


def release(
    root: Path,
    as_at: str,
    *,
    edition: int = 1,
    counts: Mapping[str, Mapping[str, int | None]] | None = None,
    issued: Mapping[str, Iterable[Issued]] | None = None,
    council: str = "madeshire",
    more: Mapping[str, object] | None = None,
) -> Path:
    """Write a signed edition with a folder for each audience, and return it."""
    counts, issued = dict(counts or {}), dict(issued or {})
    folder = root / "reports" / council / as_at / str(edition)
    manifests = {}
    for audience in sorted({*counts, *issued}):
        files = {
            "index.html": b"<p>",
            "forecasts.csv": forecasts_file(issued.get(audience, ()), label=LABEL, audience=audience),
            "figures.csv": figures_file(counts.get(audience, {}), label=LABEL, audience=audience),
        }
        manifest = {
            "council": {"folder": council},
            "as_at": as_at,
            "audience": audience,
            "files": {name: {"sha256": sha256(data)} for name, data in files.items()},
            **(more or {}),
        }
        files["manifest.json"] = json.dumps(manifest).encode()
        for name, data in files.items():
            (folder / audience).mkdir(parents=True, exist_ok=True)
            (folder / audience / name).write_bytes(data)
        manifests[audience] = sha256(files["manifest.json"])
    sign(folder, manifests, edition=edition)
    return folder


def sign(folder: Path, manifests: Mapping[str, str], *, edition: int) -> None:
    """Write an edition's sign-off."""
    signed = {"edition": edition, "manifests": dict(manifests), "signed_by": "Signed by hand"}
    (folder / "sign_off.json").write_bytes(sealed(signed))


def sha256(data: bytes) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(data).hexdigest()
