"""Codings that cannot stand: each is named by row, counted, and in no share."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from turncurve.ingest.contact_coding_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES
from turncurve.ingest.recipe import Offer
from turncurve.tables.initial_access import DemandCode, InitialAccess

DAY = pd.Timestamp("2013-01-31")
FRAME = InitialAccess(
    coding_frame=(DemandCode("V1", "A new concern", "value"), DemandCode("F1", "Asks again", "failure")),
    could_go_to=("Housing",),
)
DRAWN = ("one", "two", "three")


def place(name):
    return Place(f"contact_coding/{name}.csv", "", "contact_coding", name, "contact_coding/2013-01-31", None)


def offered(*rows, drawn=DRAWN, size=50, name="codings"):
    """Offer a draw, and codings by contact, coder, code and destination, in the rows from 2 on."""
    draw = pd.DataFrame({
        "contact_key": list(drawn), "drawn_on": DAY, "stratum": "calls",
        "stratum_contacts": pd.array([size] * len(drawn), "Int64"),
        "stratum_drawn": pd.array([3] * len(drawn), "Int64"),
        "row": range(2, 2 + len(drawn)),
    })  # fmt: skip
    frame = pd.DataFrame(rows, columns=["contact_key", "coder_key", "code", "could_go_to"], dtype="str")
    frame = frame.assign(drawn_on=DAY, row=range(2, 2 + len(rows)))
    return {
        "contact_draws": [Offer("contact_draws", place("draw"), draw, len(draw), 0)],
        "contact_codings": [Offer("contact_codings", place(name), frame, len(frame), 0)],
    }


def said(checked):
    """Return rule, field and rows of each problem."""
    return [(each.rule, each.field, each.rows) for each in checked.problems]


def left(checked, number=0):
    """Return the rows of an offer that are left, and how many were refused."""
    offer = checked.offers["contact_codings"][number]
    return offer.rows["row"].tolist(), offer.refused


def test_codings_as_they_should_be_are_left_as_they_are():
    checked = check(
        offered(("one", "a", "V1", None), ("one", "b", "F1", "Housing"), ("two", "a", "F1", None)), frame=FRAME
    )
    assert said(checked) == []
    assert left(checked) == ([2, 3, 4], 0)


def test_a_code_or_a_destination_outside_the_frame_is_refused_by_row():
    checked = check(
        offered(("one", "a", "Z9", None), ("two", "a", "V1", "The moon"), ("three", "a", "V1", None)), frame=FRAME
    )
    assert said(checked) == [
        ("outside_frame", "Demand code", (2,)), ("outside_frame", "Could have gone to", (3,)),
    ]  # fmt: skip
    assert left(checked) == ([4], 2)


def test_capitals_and_spaces_do_not_put_a_word_outside_the_frame():
    checked = check(offered(("one", "a", " f1", "housing ")), frame=FRAME)
    (row,) = checked.offers["contact_codings"][0].rows.itertuples()
    assert (row.code, row.could_go_to) == ("F1", "Housing")
    assert said(checked) == []


def test_without_a_frame_no_code_is_outside_it():
    assert said(check(offered(("one", "a", "Z9", "Anywhere")), frame=InitialAccess())) == []


def test_a_contact_that_was_not_drawn_is_refused_and_so_is_one_of_another_draw():
    offers = offered(("four", "a", "V1", None), ("one", "a", "V1", None))
    assert said(check(offers, frame=FRAME)) == [("not_in_sample", "Contact reference", (2,))]
    (coding,) = offers["contact_codings"]
    later = coding.rows.assign(drawn_on=pd.Timestamp("2013-02-28"))
    offers["contact_codings"] = [Offer("contact_codings", coding.place, later, 2, 0)]
    assert left(check(offers, frame=FRAME)) == ([], 2)


def test_without_a_record_of_the_draw_nothing_was_drawn():
    offers = offered(("one", "a", "V1", None))
    assert left(check({"contact_codings": offers["contact_codings"]}, frame=FRAME)) == ([], 1)


def test_two_codings_by_one_coder_are_both_refused_and_never_averaged():
    checked = check(offered(("one", "a", "V1", None), ("one", "a", "F1", None), ("one", "b", "V1", None)), frame=FRAME)
    assert said(checked) == [("coded_twice", "Coder", (2, 3))]
    assert left(checked) == ([4], 2)


def test_one_code_with_two_destinations_is_two_codings():
    checked = check(offered(("one", "a", "F1", None), ("one", "a", "F1", "Housing")), frame=FRAME)
    assert said(checked) == [("coded_twice", "Coder", (2, 3))]


def test_a_row_that_repeats_another_counts_once():
    checked = check(offered(("one", "a", "V1", None), ("one", "a", "V1", None)), frame=FRAME)
    assert said(checked) == [("copied_row", "", (3,))]
    assert left(checked) == ([2], 1)


def test_codings_of_several_files_are_held_against_one_another():
    one, other = offered(("one", "a", "V1", None)), offered(("one", "a", "F1", None), name="again")
    offers = {**one, "contact_codings": [*one["contact_codings"], *other["contact_codings"]]}
    checked = check(offers, frame=FRAME)
    assert [left(checked, number) for number in (0, 1)] == [([], 1), ([], 1)]
    assert [each.file for each in checked.problems] == ["contact_coding/codings.csv", "contact_coding/again.csv"]


def test_more_drawn_than_there_were_is_refused():
    checked = check(offered(size=2), frame=FRAME)
    assert said(checked) == [("more_than_all", "Contacts drawn", (2, 3, 4))]
    assert checked.offers["contact_draws"][0].rows.empty


def test_other_tables_are_passed_on_and_nothing_is_asked_of_them():
    assert check({"referrals": []}, frame=FRAME).offers == {"referrals": []}


@pytest.mark.parametrize("rule", ["not_in_sample", "outside_frame", "coded_twice"])
def test_each_rule_says_what_is_wrong_in_a_sentence(rule):
    assert SENTENCES[rule].endswith(("refused", "used"))


def in_rows(offers, **columns):
    """Offer a draw whose rows say something else."""
    (draw,) = offers["contact_draws"]
    rows = draw.rows.assign(**{name: pd.array(values, "Int64") for name, values in columns.items()})
    return replace(draw, rows=rows)


@pytest.mark.parametrize(
    ("columns", "field"),
    [({"stratum_drawn": [3, 4, 3]}, "Contacts drawn"), ({"stratum_contacts": [50, 50, 40]}, "Contacts in stratum")],
)
def test_a_draw_that_contradicts_itself_is_refused_whole_and_its_codings_with_it(columns, field):
    offers = offered(("one", "a", "V1", None))
    checked = check(offers | {"contact_draws": [in_rows(offers, **columns)]}, frame=FRAME)
    assert said(checked) == [
        ("draw_differs", field, (2, 3, 4)),
        ("not_in_sample", "Contact reference", (2,)),
    ]
    assert checked.offers["contact_draws"][0].refused == 3


def test_a_draw_of_another_day_stands_beside_one_that_contradicts_itself():
    offers = offered(("one", "a", "V1", None))
    other = in_rows(offers, stratum_drawn=[3, 4, 3])
    other = replace(other, rows=other.rows.assign(drawn_on=pd.Timestamp("2012-12-31")))
    checked = check(offers | {"contact_draws": [*offers["contact_draws"], other]}, frame=FRAME)
    assert [each.refused for each in checked.offers["contact_draws"]] == [0, 3]
    assert left(checked) == ([2], 0)


def test_a_draw_sent_again_in_a_later_extract_is_held_against_itself_alone():
    offers = offered(("one", "a", "V1", None))
    first = in_rows(offers, stratum_drawn=[3, 4, 3])
    (draw,) = offers["contact_draws"]
    second = replace(
        draw, place=replace(draw.place, file="contact_coding/later.csv", extracted_on=dt.date(2013, 2, 28))
    )
    assert said(check(offers | {"contact_draws": [second, first]}, frame=FRAME)) == []
