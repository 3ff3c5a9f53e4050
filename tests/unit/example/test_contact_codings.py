"""Exampleshire's coded sample: as large as it says, coded by its frame, with the faults that it lists."""

import csv

import numpy as np
import pytest

from turncurve.example.contact_codings import CODES, FOLDER, OF_EACH, coded, sampled, write_contact_codings


def read(path):
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def drawn(lives):
    return sampled(lives, seed=2013)


def test_forty_contacts_are_drawn_of_each_reason_from_those_of_the_month(drawn, lives):
    assert dict(drawn["stratum"].value_counts()) == dict.fromkeys(CODES, OF_EACH)
    days = lives.contacts["received_on"].to_numpy()
    first, last = (
        np.datetime64(each).astype("datetime64[D]").astype(np.int64) for each in ("2013-01-01", "2013-01-31")
    )
    month = lives.contacts[(days >= first) & (days <= last)]
    for reason, size in drawn.drop_duplicates("stratum")[["stratum", "stratum_contacts"]].itertuples(index=False):
        assert size == (month["reason"] == reason).sum()
    assert drawn["reference"].is_unique
    assert drawn["reference"].str.startswith("SYN").all()


def test_every_contact_is_coded_once_or_by_two_coders(drawn):
    codings = coded(drawn, seed=2013)
    per_contact = codings.groupby("reference")["coder"].agg(["size", "nunique"])
    assert set(per_contact.index) == set(drawn["reference"])
    assert (per_contact["size"] == per_contact["nunique"]).all()
    assert 40 <= (per_contact["size"] == 2).sum() <= 100
    assert per_contact["size"].max() == 2


def test_the_same_seed_gives_the_same_sample_and_another_another(drawn, lives):
    assert sampled(lives, seed=2013).equals(drawn)
    assert not sampled(lives, seed=2014)["reference"].equals(drawn["reference"])


def test_the_files_hold_the_sample_and_the_faults_that_are_listed(drawn, lives, tmp_path):
    faults = write_contact_codings(lives, tmp_path, seed=2013)
    rows = read(tmp_path / FOLDER / "contact_codings_SYNTHETIC.csv")
    draw = read(tmp_path / FOLDER / "contact_draw_SYNTHETIC.csv")
    assert len(draw) == 1 + len(drawn)
    assert [each.kind for each in faults] == ["not_in_sample", "outside_frame", "coded_twice", "coded_twice"]
    assert rows[faults[0].row - 1][0] == "SYNK999999"
    assert rows[faults[1].row - 1][3] == "Z9"
    assert {rows[each.row - 1][2] for each in faults[2:]} == {"SYNC4"}
    assert len(rows) == faults[-1].row
