"""Contacts of one council or of many are counted by a command, as pandas counts them."""

import csv
import json

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.publish.contact_counts import SENSITIVE, write_contact_counts

DAYS = pd.to_datetime(["2012-03-31 23:59", "2012-04-01 00:00", "2012-04-15 09:00"])
ROUTES = ["phone", None, "phone"]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project with the stored contacts of two councils, one of which is invented, and one without any."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "README.md").touch()
    for place, name in enumerate(("Oneshire", "Twoshire", "Noneshire")):
        folder = tmp_path / "data" / "processed" / name.lower()
        folder.mkdir(parents=True)
        kept = {"name": name, "folder": name.lower(), "neighbours": [], "synthetic": place == 1}
        (folder / "council.json").write_text(json.dumps(kept), encoding="utf-8")
        rows = [{"received_at": day, "route": route} for day, route in zip(DAYS[place:], ROUTES, strict=False)]
        if place < 2:
            canonical("contacts", rows, edition=f"{name}/2012").to_parquet(folder / "contacts.parquet")
    return tmp_path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_council_s_contacts_are_counted_by_month_and_route(root):
    done = write_contact_counts("Oneshire", to=root / "counts.csv", by=("route",))
    assert (done.councils, done.contacts, done.rows) == (1, 3, 3)
    told = [(each["from"], each["route"], each["contacts"], each["referrals"]) for each in rows_of(done.path)]
    assert told == [
        ("2012-03-01", "phone", "1", "0"), ("2012-04-01", "not stated", "1", "0"), ("2012-04-01", "phone", "1", "0"),
    ]  # fmt: skip
    assert {(each["Council"], each["Audience"]) for each in rows_of(done.path)} == {("Oneshire", SENSITIVE)}


@pytest.mark.parametrize(("star", "councils", "contacts"), [("*", 2, 5), ("one*", 1, 3)])
def test_a_star_stands_for_every_council_whose_contacts_are_stored(root, star, councils, contacts):
    done = write_contact_counts(star, to=root / "counts.csv", grain="year")
    assert (done.councils, done.contacts) == (councils, contacts)


def test_where_one_of_several_councils_is_invented_every_row_says_so(root):
    done = write_contact_counts("*", to=root / "counts.csv")
    assert {each["Council"] for each in rows_of(done.path)} == {"2 councils (SYNTHETIC)"}


@pytest.mark.parametrize("council", ["noneshire", "x*"])
def test_a_council_without_contacts_is_named(root, council):
    with pytest.raises(UnknownNameError, match="no contacts are stored of"):
        write_contact_counts(council, to=root / "counts.csv")


def test_a_file_that_is_there_is_left(root):
    (root / "counts.csv").write_text("ours", encoding="utf-8")
    with pytest.raises(TurnCurveError, match="there already"):
        write_contact_counts("*", to=root / "counts.csv")
    assert (root / "counts.csv").read_text(encoding="utf-8") == "ours"
