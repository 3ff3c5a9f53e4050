"""Signed releases read back: the latest forecasts of each date, every count shown, and nothing changed since."""

import datetime as dt
import json
import shutil

import pandas as pd
import pytest

from tests.support.made_release import forecast, release, sha256, sign
from turncurve.analyses import ledger
from turncurve.errors import RefusedInputError
from turncurve.ingest.releases import read_releases, signed_folders
from turncurve.tables import lineage, store
from turncurve.tables.records import Records


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project of its own."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return tmp_path


def stored(root, table="issued_forecasts") -> pd.DataFrame:
    return store.read(table, folder=root / "data/processed/madeshire")


def medians(rows: pd.DataFrame) -> list[tuple[str, int, str, float]]:
    """Return when, in which edition, to whom and which middle value was forecast."""
    middle = rows[rows["quantile"] == 0.5]
    about = zip(middle["issued_as_at"], middle["edition_number"], middle["audience"], middle["value"], strict=True)
    return [(day.date().isoformat(), int(number), audience, float(value)) for day, number, audience, value in about]


def test_a_council_without_any_release_has_empty_tables(root):
    found = read_releases("madeshire")
    assert (found.editions, found.forecasts, found.figures) == (0, 0, 0)
    records = Records("madeshire", dt.date(2013, 3, 31))
    assert records.table("issued_forecasts").empty
    assert records.table("released_figures").empty
    assert records.read_so_far == {}


def test_what_was_forecast_and_shown_is_read_back_with_when_and_to_whom(root):
    counts = {"public": {"plans|a": None, "plans|b": 12}, "restricted": {"plans|a": 3, "plans|b": 12}}
    release(root, "2012-03-31", counts=counts, issued={"public": [forecast(12)], "restricted": [forecast(15)]})
    found = read_releases("Madeshire")
    assert (found.editions, found.forecasts, found.figures) == (1, 6, 4)
    assert medians(stored(root)) == [("2012-03-31", 1, "public", 12.0), ("2012-03-31", 1, "restricted", 15.0)]
    held = stored(root, "released_figures")
    assert held["value"].isna().tolist() == [True, False, False, False]
    assert held.loc[held["audience"] == "public", "value"].dropna().tolist() == [12]
    assert held["released_as_at"].unique().tolist() == [pd.Timestamp("2012-03-31")]


def test_of_each_date_the_latest_editions_forecasts_stand_and_every_editions_counts(root):
    for day, edition in (("2011-03-31", 1), ("2012-03-31", 2), ("2012-03-31", 10), ("2012-03-31", 9)):
        release(root, day, edition=edition, counts={"public": {"a": edition}}, issued={"public": [forecast(edition)]})
    read_releases("madeshire")
    assert medians(stored(root)) == [("2011-03-31", 1, "public", 1.0), ("2012-03-31", 10, "public", 10.0)]
    assert stored(root, "released_figures")["value"].tolist() == [1, 2, 9, 10]


def test_the_tables_name_the_files_that_they_were_made_from(root):
    folder = release(root, "2012-03-31", issued={"public": [forecast(12)]})
    read_releases("madeshire")
    made = lineage.known("issued_forecasts", folder=root / "data/processed/madeshire")
    name = "reports/madeshire/2012-03-31/1/public/forecasts.csv"
    assert made.sources == {name: sha256((folder / "public/forecasts.csv").read_bytes())}


def test_reading_again_stores_the_same_bytes(root):
    release(root, "2012-03-31", counts={"public": {"a": 7}}, issued={"public": [forecast(12)]})
    kept = []
    for _ in range(2):
        read_releases("madeshire")
        folder = root / "data/processed/madeshire"
        kept.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert kept[0] == kept[1]
    assert len(kept[0]) == 4


def test_releases_that_are_gone_are_forgotten(root):
    folder = release(root, "2012-03-31", counts={"public": {"a": 7}}, issued={"public": [forecast(12)]})
    read_releases("madeshire")
    shutil.rmtree(folder.parent)
    read_releases("madeshire")
    assert list((root / "data/processed/madeshire").iterdir()) == []


def test_what_else_lies_among_the_reports_is_passed_over(root):
    release(root, "2012-03-31", issued={"public": [forecast(12)]})
    (root / "reports/madeshire/notes").mkdir()
    (root / "reports/madeshire/2012-03-31/.2.part").mkdir()
    (root / "reports/madeshire/2012-03-31/old").mkdir()
    (root / "reports/madeshire/read me.txt").write_text("x", encoding="utf-8")
    assert [(each.edition, each.audience) for each in signed_folders("madeshire")] == [(1, "public")]


def test_a_release_from_before_there_was_a_ledger_is_read_as_having_said_nothing(root):
    folder = release(root, "2012-03-31", issued={"public": [forecast(12)]})
    path = folder / "public/manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    for name in ("forecasts.csv", "figures.csv"):
        del held["files"][name]
        (folder / "public" / name).unlink()
    path.write_text(json.dumps(held), encoding="utf-8")
    sign(folder, {"public": sha256(path.read_bytes())}, edition=1)
    assert read_releases("madeshire").forecasts == 0


@pytest.fixture
def signed(root):
    """Return a signed release and what is stored of it."""
    folder = release(root, "2012-03-31", counts={"public": {"a": 7}, "restricted": {"a": 7}})
    release(root, "2011-03-31", issued={"public": [forecast(12)]})
    read_releases("madeshire")
    return folder


@pytest.mark.parametrize("edition", ["2012-03-31", "2011-03-31"])
@pytest.mark.parametrize("file", ["forecasts.csv", "figures.csv", "index.html", "manifest.json"])
def test_a_file_that_was_changed_after_signing_is_refused_by_name_and_nothing_stored_changes(
    signed, root, edition, file
):
    path = root / f"reports/madeshire/{edition}/1/public/{file}"
    path.write_bytes(path.read_bytes() + b" ")
    before = stored(root)
    with pytest.raises(RefusedInputError) as caught:
        read_releases("madeshire")
    assert f"changed after it was signed (reports/madeshire/{edition}/1/public/{file}: changed since" in str(
        caught.value
    )
    assert str(root) not in str(caught.value)
    pd.testing.assert_frame_equal(stored(root), before)


def test_a_forecast_changed_together_with_its_manifest_is_refused(signed, root):
    folder = root / "reports/madeshire/2011-03-31/1/public"
    data = (folder / "forecasts.csv").read_bytes().replace(b"12.0", b"19.0")
    held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    held["files"]["forecasts.csv"]["sha256"] = sha256(data)
    (folder / "forecasts.csv").write_bytes(data)
    (folder / "manifest.json").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"2011-03-31/1/public/manifest.json: changed since it was signed off"):
        read_releases("madeshire")


def test_a_file_that_is_missing_or_was_added_is_refused(signed):
    (signed / "public/more.csv").write_text("a", encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"public/more.csv: not in the manifest"):
        read_releases("madeshire")
    (signed / "public/more.csv").unlink()
    (signed / "public/figures.csv").unlink()
    with pytest.raises(RefusedInputError, match=r"public/figures.csv: missing"):
        read_releases("madeshire")


@pytest.mark.parametrize("text", [None, "", "[]", '{"edition": 1}'])
def test_a_release_whose_sign_off_is_gone_or_damaged_is_refused(signed, text):
    path = signed / "sign_off.json"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"no sign-off|not a sign-off"):
        read_releases("madeshire")


@pytest.mark.parametrize("place", ["2010-03-31/1", "2012-03-31/2"])
def test_a_release_copied_to_another_date_or_edition_is_refused(signed, root, place):
    shutil.copytree(signed, root / "reports/madeshire" / place)
    with pytest.raises(
        RefusedInputError, match=rf"not in the place that it was signed for \(reports/madeshire/{place}"
    ):
        read_releases("madeshire")


def test_a_release_copied_to_another_council_is_refused(signed, root):
    shutil.copytree(root / "reports/madeshire", root / "reports/othershire")
    with pytest.raises(RefusedInputError, match="not in the place"):
        read_releases("othershire")


def test_a_signed_file_that_no_release_can_hold_is_a_sentence(root):
    folder = release(root, "2012-03-31", issued={"public": [forecast(12)]})
    data = (folder / "public/forecasts.csv").read_bytes().replace(b",month,", b",fortnight,")
    (folder / "public/forecasts.csv").write_bytes(data)
    path = folder / "public/manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    held["files"]["forecasts.csv"]["sha256"] = sha256(data)
    path.write_text(json.dumps(held), encoding="utf-8")
    sign(folder, {"public": sha256(path.read_bytes())}, edition=1)
    with pytest.raises(RefusedInputError, match=r"releases hold what no forecasts.csv can \(columns: grain\)"):
        read_releases("madeshire")


@pytest.mark.parametrize(
    ("day", "seen"), [("2011-03-31", []), ("2012-03-31", [1]), ("2012-04-01", [1, 2]), ("2013-03-31", [1, 2])]
)
def test_a_report_sees_the_forecasts_of_earlier_dates_alone(root, day, seen):
    for number, date in enumerate(("2011-03-31", "2012-03-31", "2013-03-31"), start=1):
        release(root, date, issued={"public": [forecast(number)]})
    read_releases("madeshire")
    records = Records("madeshire", dt.date.fromisoformat(day), audience="public")
    assert [each.forecast.quantile(1, 0.5) for each in ledger.issued(records, "plans_started")] == seen
