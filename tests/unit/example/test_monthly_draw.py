"""The files drawn for the monthly audit of March 2013: by how long cases are open, team and need."""

from importlib import resources

import numpy as np
import pytest
import yaml

from turncurve.example.audits import in_need, programme
from turncurve.example.monthly_draw import DRAWN_ON, LEAST_A_GROUP, OPEN_SINCE, monthly_draw


@pytest.fixture
def cases(lives):
    return in_need(lives.episodes, lives.plans, lives.care, day=DRAWN_ON).drop_duplicates("child").set_index("child")


def drawn(lives, seed):
    return monthly_draw(
        lives.episodes, lives.plans, lives.care, children=lives.children, rng=np.random.default_rng(seed)
    )


def test_as_many_files_are_drawn_as_the_margin_wants_of_1819(lives):
    """Cochran: 1.96 squared by a quarter, over the margin squared, is 61.5; of 1,819 files that is 59.5."""
    endless = 1.959964**2 * 0.25 / 0.125**2
    assert np.ceil(endless / (1 + (endless - 1) / 1819)) == 60
    assert len(lives.monthly_draw) == 60
    assert lives.monthly_draw.drop_duplicates("stratum")["stratum_files"].sum() == 1819


def test_four_files_in_ten_are_of_cases_open_for_over_nine_months(any_lives):
    own = any_lives.monthly_draw
    share = own["stratum"].str.startswith("open over 9 months").mean()
    assert 0.4 <= share < 0.45


def test_every_group_gives_two_files_and_those_that_it_says(any_lives):
    own = any_lives.monthly_draw
    given = own.groupby("stratum").size()
    stated = own.drop_duplicates("stratum").set_index("stratum")["stratum_drawn"]
    assert (given == stated.reindex(given.index)).all()
    assert (given >= LEAST_A_GROUP).all()
    assert not own["child"].duplicated().any()


def test_a_group_says_what_its_cases_are(lives, cases):
    for row in lives.monthly_draw.itertuples(index=False):
        case = cases.loc[row.child]
        length, team, need = row.stratum.split(", ")
        assert (length == "open over 9 months") == (case["referred_on"] < OPEN_SINCE)
        assert (need == "abuse or neglect") == (case["primary_need"] == "N1")
        assert (team == "Referral and Assessment") == (DRAWN_ON - case["referred_on"] < 45)


def test_another_source_of_chance_draws_other_files_from_the_same_groups(lives):
    one, other = drawn(lives, 1), drawn(lives, 2)
    assert set(one["child"]) != set(other["child"])
    assert one["stratum"].tolist() == other["stratum"].tolist()
    assert one.equals(drawn(lives, 1))


def test_the_councils_programme_asks_for_what_the_example_draws():
    text = (resources.files("turncurve.example") / "council_files.yml").read_text(encoding="utf-8")
    held = yaml.safe_load(yaml.safe_load(text)["audit_programme.yml"])
    own = next(each for each in held["programmes"] if each["name"] == programme()["monthly"]["title"])
    assert own["margin"] == programme()["monthly"]["margin"]
    assert own["at_least"] == {"open over 9 months": programme()["monthly"]["long_open_at_least"]}
    assert own["strata"] == ["team", "need"]
