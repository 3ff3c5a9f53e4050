"""How many files are drawn, from which strata, and the same again from the same seed."""

import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.sampling import sample_size
from turncurve.publish.audit_draw import draw, frame_of
from turncurve.tables.audit_programme import Programme

LONG, SHORT = "open over 9 months", "open up to 9 months"
GROUPS = {
    ("children in need", LONG, "North"): 50, ("children in need", SHORT, "North"): 150,
    ("children in need", LONG, "South"): 40, ("children in need", SHORT, "South"): 160,
    ("child protection plans", LONG, "North"): 20, ("child protection plans", SHORT, "South"): 80,
}  # fmt: skip
ROWS = [
    {"child_key": f"{kind[:8]}-{length[5:9]}-{team}-{n:03d}", "kind": kind, "length": length, "team": team,
     "need": "another need", "months": 12 if length == LONG else 3}
    for (kind, length, team), count in GROUPS.items()
    for n in range(count)
]  # fmt: skip
CASES = pd.DataFrame(ROWS)


def programme(**words):
    held = {"cases": ("children in need", "child protection plans"), "files": 30, **words}
    return Programme(name="Monthly", scope="s", frequency="monthly", question_sets=(), **held)


def drawn_by(found, column):
    who = CASES.set_index("child_key").loc[found.files["child_key"], column]
    return who.value_counts().to_dict()


def test_as_many_files_are_drawn_as_are_asked_for_each_once():
    found = draw(CASES, programme(), seed=1)
    assert len(found.files) == found.files["child_key"].nunique() == 30
    assert set(found.files["stratum"]) == {"no groups"}
    assert (found.files["stratum_files"] == 500).all()


def test_the_same_frame_and_seed_draw_the_same_in_whatever_order_the_frame_stands():
    shuffled = CASES.sample(frac=1, random_state=3)
    one, two = (draw(each, programme(strata=("team",), double_marked=20.0), seed=4) for each in (CASES, shuffled))
    pd.testing.assert_frame_equal(one.files, two.files)
    assert set(draw(CASES, programme(), seed=5).files["child_key"]) != set(one.files["child_key"])


def test_groups_have_their_least_share_however_few_they_are():
    found = draw(CASES, programme(at_least=(("child protection plans", 50.0), (LONG, 40.0))), seed=1)
    assert drawn_by(found, "kind")["child protection plans"] >= 15
    assert drawn_by(found, "length")[LONG] >= 12
    assert found.strata == ("kind of case", "length open")


def test_a_share_of_all_takes_every_such_file():
    few = CASES[(CASES["kind"] == "children in need") | (CASES["length"] == LONG)].head(440)
    found = draw(few, programme(files=60, at_least=(("child protection plans", 50.0),)), seed=1)
    assert drawn_by(found, "kind")["child protection plans"] == 20


def test_strata_are_given_up_from_the_last_where_they_would_leave_one_file_each():
    found = draw(CASES, programme(files=8, strata=("length open", "team", "kind of case")), seed=1)
    assert found.strata == ("length open", "team")
    assert found.given_up == ("kind of case",)
    assert (found.files.drop_duplicates("stratum")["stratum_drawn"] >= 2).all()


def test_strata_add_up_to_the_frame_and_to_the_files_drawn():
    found = draw(CASES, programme(files=60, strata=("team", "kind of case")), seed=1)
    strata = found.files.drop_duplicates("stratum")
    assert strata["stratum_files"].sum() == found.frame == 500
    assert strata["stratum_drawn"].sum() == len(found.files) == 60


def test_the_number_follows_from_the_precision_wanted_and_the_population():
    found = draw(CASES, programme(files=None, margin=10.0, expected=50.0), seed=1)
    assert len(found.files) == sample_size(500, margin=0.1, expected=0.5).size == 81


def test_a_share_of_the_files_drawn_is_read_twice():
    assert draw(CASES, programme(double_marked=20.0), seed=1).files["read_twice"].sum() == 6
    assert draw(CASES, programme(double_marked=0.0), seed=1).files["read_twice"].sum() == 0
    assert draw(CASES, programme(double_marked=1.0), seed=1).files["read_twice"].sum() == 1


def test_more_files_than_there_are_take_all():
    found = draw(CASES.head(7), programme(), seed=1)
    assert len(found.files) == 7
    assert (found.files["stratum_files"] == found.files["stratum_drawn"]).all()


def test_shares_that_do_not_fit_are_refused():
    shares = (("children in need", 90.0), ("child protection plans", 90.0))
    with pytest.raises(TurnCurveError, match="more files than are drawn"):
        draw(CASES, programme(at_least=shares), seed=1)


def test_the_frame_holds_the_cases_of_the_programme_alone():
    assert len(frame_of(CASES, programme(cases=("children in need",)))) == 400
    assert len(frame_of(CASES, programme(open_over_months=9))) == 110
    with pytest.raises(TurnCurveError, match="no case that the audit reads"):
        frame_of(CASES, programme(cases=("looked after",)))
