"""Which council a report is about, and whether it is invented."""

import pandas as pd
import pytest

from turncurve.errors import UnknownNameError
from turncurve.tables import store
from turncurve.tables.council import Council, identify, keep


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return tmp_path


def publish(project, *areas):
    row = {
        "measure": "referrals",
        "area_code": "E06000054",
        "period_start": pd.Timestamp("2012-04-01"),
        "period_end": pd.Timestamp("2013-03-31"),
        "numerator": 4405,
        "denominator": None,
        "value": 4405.0,
        "status": "published",
        "published_on": pd.Timestamp("2024-10-31"),
        "source": "Made",
    }
    table = pd.DataFrame([{**row, "area": area} for area in areas])
    table = table.astype({"numerator": "Int64", "denominator": "Int64", "value": "Float64"})
    for name in ("period_start", "period_end", "published_on"):
        table[name] = table[name].astype("datetime64[us]")
    columns = list(store.empty("published_figures").columns)
    store.write("published_figures", table[columns], folder=project / "data/processed/published", sources={}, counts={})


def test_a_council_is_known_by_what_its_ingest_kept(project):
    kept = Council("Exampleshire", "exampleshire", synthetic=True, follows="Wiltshire", neighbours=("A", "B"))
    keep(kept, folder=project / "data/processed/exampleshire")
    assert identify("Exampleshire") == kept
    assert identify("exampleshire") == kept


def test_an_invented_council_says_so_wherever_it_is_named():
    assert Council("Exampleshire", "exampleshire", synthetic=True).label == "Exampleshire (SYNTHETIC)"
    assert Council("Wiltshire", "wiltshire").label == "Wiltshire"


def test_an_area_with_published_figures_alone_is_known_without_records(project):
    publish(project, "Wiltshire", "Bath and North East Somerset")
    found = identify("bath_and_north_east_somerset")
    assert found.name == "Bath and North East Somerset"
    assert not found.records
    assert not found.synthetic


def test_a_councils_own_records_come_before_published_figures_of_the_same_name(project):
    publish(project, "Wiltshire")
    keep(Council("Wiltshire", "wiltshire"), folder=project / "data/processed/wiltshire")
    assert identify("Wiltshire").records


def test_an_unknown_council_is_refused_with_what_to_do(project):
    publish(project, "Wiltshire")
    with pytest.raises(UnknownNameError, match=r"'Wiltshier' is not known.*data/raw"):
        identify("Wiltshier")
