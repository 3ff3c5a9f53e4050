"""A small made council, and a page that keeps what it shows."""

import pandas as pd
import pytest

from turncurve.present import Page
from turncurve.tables import store
from turncurve.tables.council import Council, keep


class Shown(list):
    """What a page has shown, in order: bundles of representations."""

    @property
    def html(self):
        return "\n".join(bundle["text/html"] for bundle in self)

    def of(self, kind):
        return [bundle[name] for bundle in self for name in bundle if name == f"application/vnd.turncurve.{kind}+json"]


@pytest.fixture
def made_council(tmp_path, monkeypatch):
    """Keep a made council: twelve plans started in each quarter of four years, two of each twelve repeat plans."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    monkeypatch.delenv("TURNCURVE_PLAN", raising=False)
    folder = tmp_path / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    starts = pd.date_range("2009-04-01", "2013-03-01", freq="MS") + pd.Timedelta(days=14)
    months = starts.repeat(24)
    count = len(months)
    plans = pd.DataFrame(
        {
            "child_key": pd.Series([f"child-{number:05d}" for number in range(count)], dtype="str"),
            "started_on": pd.Series(months).astype("datetime64[us]"),
            "ended_on": pd.Series([pd.NaT] * count, dtype="datetime64[us]"),
            "initial_category": pd.Series(["NEG"] * count, dtype="str"),
            "latest_category": pd.Series(["NEG"] * count, dtype="str"),
            "previous_plans": pd.array([1 if number % 8 == 0 else 0 for number in range(count)], dtype="Int64"),
            "age_at_start": pd.array([5] * count, dtype="Int64"),
            "edition": pd.Series([f"cin_census/{day.year + (day.month > 3)}" for day in months], dtype="str"),
        }
    )
    store.write("cp_plans", plans, folder=folder, sources={"cin.xml": "ab" * 32}, counts={"rows_read": count})
    return tmp_path


@pytest.fixture
def page_for(made_council):
    """Return a maker of pages of the made council that keep what they show."""

    def make(audience, **changes):
        shown = Shown()
        given = {"council": "madeshire", "as_at": "2013-03-31", **changes}
        return Page(given["council"], given["as_at"], audience, show=shown.append), shown

    return make
