"""The feed has one entry an edition, the latest date first, and says the same of the same releases."""

import json

import pytest
from lxml import etree

from turncurve.publish.feed import feed

ATOM = "{http://www.w3.org/2005/Atom}"


def edition(reports, council, as_at, number, *, synthetic=True, reason=""):
    folder = reports / council / as_at / str(number)
    (folder / "public").mkdir(parents=True)
    about = {"council": {"name": council.title(), "synthetic": synthetic}}
    (folder / "public/manifest.json").write_text(json.dumps(about), encoding="utf-8")
    signed = {"manifests": {"public": "ab"}, "signed_by": f"Signed by the chair of {council}", "reason": reason}
    (folder / "sign_off.json").write_text(json.dumps(signed), encoding="utf-8")


@pytest.fixture
def reports(tmp_path):
    edition(tmp_path, "exampleshire", "2012-03-31", 1)
    edition(tmp_path, "exampleshire", "2013-03-31", 1)
    edition(tmp_path, "exampleshire", "2013-03-31", 2, reason="Two plans were counted twice")
    edition(tmp_path, "otherton", "2012-09-30", 1, synthetic=False)
    return tmp_path


def entries(reports):
    return etree.fromstring(feed(reports)).findall(f"{ATOM}entry")


def test_every_edition_is_there_the_latest_first(reports):
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(reports)]
    assert titles == [
        "Exampleshire (SYNTHETIC), as at 2013-03-31, edition 2",
        "Exampleshire (SYNTHETIC), as at 2013-03-31, edition 1",
        "Otherton, as at 2012-09-30, edition 1",
        "Exampleshire (SYNTHETIC), as at 2012-03-31, edition 1",
    ]


def test_an_entry_leads_to_its_pages_and_says_why_there_is_a_new_edition(reports):
    first = entries(reports)[0]
    assert first.find(f"{ATOM}link").get("href") == "exampleshire/2013-03-31/2/public/index.html"
    assert first.findtext(f"{ATOM}summary").endswith("Two plans were counted twice.")
    assert first.findtext(f"{ATOM}updated") == "2013-03-31T00:00:00Z"


def test_an_entry_for_two_audiences_has_one_page_of_its_own_the_public_one(reports):
    folder = reports / "exampleshire/2013-03-31/2"
    (folder / "restricted").mkdir()
    signed = json.loads((folder / "sign_off.json").read_text(encoding="utf-8"))
    signed["manifests"]["restricted"] = "cd"
    (folder / "sign_off.json").write_text(json.dumps(signed), encoding="utf-8")
    links = [(link.get("rel"), link.get("title")) for link in entries(reports)[0].findall(f"{ATOM}link")]
    assert links == [("alternate", "public"), ("related", "restricted")]


def test_addresses_are_each_their_own(reports):
    held = [entry.findtext(f"{ATOM}id") for entry in entries(reports)]
    assert len(set(held)) == len(held) == 4


def test_nothing_released_is_an_empty_feed(tmp_path):
    assert entries(tmp_path) == []


def test_it_is_the_same_to_the_byte(reports):
    assert feed(reports) == feed(reports)
