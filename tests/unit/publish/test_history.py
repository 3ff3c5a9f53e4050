"""What releases have told the public: each count once, the latest where they differ, none that a board alone saw."""

import json

import pytest

from tests.support.made_release import release, sha256
from turncurve.errors import UnknownNameError
from turncurve.indicators.cell import CellKey
from turncurve.ingest.releases import read_releases
from turncurve.publish.history import all_public, latest_plan
from turncurve.reference.periods import year_ending

A, B, C = (str(CellKey("plans", "Madeshire", year_ending(year))) for year in (2010, 2011, 2012))
NAME = "reports/madeshire/{}/{}/public/figures.csv"


@pytest.fixture
def told(made):
    """Return a function that signs releases and reads them back: date, edition and what each audience saw."""

    def make(*releases, **more):
        for day, edition, public, restricted in releases:
            release(made.root, day, edition=edition, counts={"public": public, "restricted": restricted}, more=more)
        read_releases("madeshire")
        return made.root

    return make


def counts(earlier) -> dict[str, int | None]:
    return {str(cell.key): cell.value for cell in earlier.cells}


def test_before_any_release_nothing_is_public(told):
    told()
    found = all_public("madeshire")
    assert (dict(found.sources), found.cells) == ({}, ())
    assert latest_plan("madeshire", "2013-03-31") is None


def test_what_a_board_alone_saw_is_not_public(told):
    told(("2012-03-31", 1, {A: 12, B: None}, {A: 12, B: 3, C: 4}))
    found = all_public("Madeshire")
    assert counts(found) == {A: 12, B: None}
    assert list(found.sources) == [NAME.format("2012-03-31", 1)]


def test_a_count_that_any_release_showed_is_known_and_the_latest_stands(told):
    told(
        ("2012-03-31", 1, {A: 12, B: None, C: None}, {}),
        ("2012-03-31", 2, {A: 13, B: 30}, {}),
        ("2011-03-31", 1, {A: 11, C: None}, {}),
    )
    assert counts(all_public("madeshire")) == {A: 13, B: 30, C: None}
    assert len(all_public("madeshire").sources) == 3


def test_the_plan_of_the_latest_edition_comes_with_what_was_public_when_it_was_made(told):
    root = told(("2011-03-31", 1, {A: 11}, {}))
    earlier = {NAME.format("2011-03-31", 1): sha256((root / NAME.format("2011-03-31", 1)).read_bytes())}
    told(("2012-03-31", 1, {A: 12}, {}), plan="first", earlier=earlier)
    told(("2012-03-31", 2, {A: 14}, {}), plan="second", earlier=earlier)
    found = latest_plan("madeshire", "2012-03-31")
    assert found.plan == "second"
    assert dict(found.earlier.sources) == earlier
    assert counts(found.earlier) == {A: 11}
    assert counts(all_public("madeshire")) == {A: 14}


@pytest.mark.parametrize(
    "more", [{"plan": "first"}, {"plan": "first", "earlier": {NAME.format("2011-03-31", 1): "ab"}}]
)
def test_where_it_is_not_known_what_was_public_then_the_plan_is_made_anew(told, more):
    told(("2012-03-31", 1, {A: 12}, {}), **more)
    assert latest_plan("madeshire", "2012-03-31") is None


def test_a_release_for_a_board_alone_has_no_plan_and_tells_the_public_nothing(made):
    folder = release(made.root, "2012-03-31", counts={"restricted": {A: 3}}, more={"plan": "", "earlier": {}})
    read_releases("madeshire")
    assert json.loads((folder / "restricted/manifest.json").read_text(encoding="utf-8"))["plan"] == ""
    assert latest_plan("madeshire", "2012-03-31") is None
    assert all_public("madeshire").cells == ()


def told_by(made, **rules):
    """Release one count under one rule after another, a year apart, and return what is known of it."""
    for year, (rule, shown) in enumerate(rules.items(), start=2010):
        release(made.root, f"{year}-03-31", counts={"public": {A: shown}}, more={"profile": rule})
    read_releases("madeshire")
    (found,) = all_public("madeshire").cells
    return found


@pytest.mark.parametrize(
    ("rules", "least", "most"),
    [
        ({"seven_round_five": 10}, 8, 12),
        ({"seven_round_five": None}, 1, None),
        ({"dfe_2012": None}, 0, None),
        ({"seven_round_five": 10, "dfe_now": 11}, 11, 11),
        ({"dfe_now": 7, "seven_round_five": None}, 7, 7),
        ({"dfe_2012": None, "nhs5": None}, 1, None),
    ],
)
def test_each_release_tells_by_the_rule_that_its_manifest_names(made, rules, least, most):
    found = told_by(made, **rules)
    assert (found.least, found.most) == (least, most)


def test_a_release_from_before_rules_could_be_chosen_was_made_by_the_usual_one(told):
    told(("2012-03-31", 1, {A: 12, B: None}, {}))
    first, second = all_public("madeshire").cells
    assert (first.value, second.hidden_by) == (12, ("dfe_now",))


def test_a_release_made_by_a_rule_of_a_later_version_stops_what_cannot_read_it(made):
    with pytest.raises(UnknownNameError, match=r"not known \(reports/madeshire/2010-03-31/1/public/manifest.json\)"):
        told_by(made, tens=10)
