"""An invented council whose phones ring twenty times from nine and twice from ten on every working day of a year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.reference.working_days import is_working_day
from turncurve.tables import store
from turncurve.tables.council import Council, keep

FROM_NINE, FROM_TEN = 20, 2


def keep_phoned_council(root: Path, *, first: str = "2012-04-01") -> Path:
    """Keep the council's contacts from a day to the end of March 2013."""
    folder = root / "data" / "processed" / "phoneshire"
    keep(Council("Phoneshire", "phoneshire", synthetic=True), folder=folder)
    days = pd.date_range(first, "2013-03-31")
    working = days[is_working_day(days.to_numpy(dtype="datetime64[D]"))]
    rows = [
        {"received_at": day + pd.Timedelta(hours=hour, minutes=minute), "route": "phone"}
        for day in working
        for hour, many in ((9, FROM_NINE), (10, FROM_TEN))
        for minute in range(many)
    ]
    rows += [{"received_at": "2012-12-03 17:10", "route": "phone"}] * 7
    held = canonical("contacts", rows, edition=f"contact_log/{first}_2013-03-31")
    store.write("contacts", held, folder=folder, sources={"log.csv": "cd" * 32}, counts={"read": len(held)})
    return folder
