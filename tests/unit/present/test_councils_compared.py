"""Councils among one another on the page: in order of name, never ranked, and of whom nobody can tell."""

import pytest

from tests.support.made_figures import SHARE, definition
from tests.support.shown import column, everything, restricted
from turncurve.analyses.questions.councils_compared import AllMeasures, CouncilsCompared, EachCouncil
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.councils_compared import (
    HOW_TO_READ,
    MOST_LISTED,
    NO_LEAGUE,
    NOT_LISTED,
    NOTHING,
    RESTRICTED,
    ROUGH,
)
from turncurve.present.funnel_layers import Places
from turncurve.reference.periods import year_ending

YEAR = year_ending(2013)
ALIKE = [(30, 100), (28, 100), (33, 100), (29, 100), (31, 100), (27, 100), (34, 100), (30, 100)]


def figures(*counts, **changes):
    held = []
    for number, each in enumerate(counts, 1):
        above, below = each or (None, None)
        status = "not available" if each is None else "measured" if below else "no cases"
        place = Measurement(f"Council {number:02d}", YEAR, above, below, status)
        held.append(Figures(definition(SHARE, **changes), (place,), Source("cin census" if each else "")))
    return tuple(held)


def among(*counts):
    return CouncilsCompared(figures(*counts))


def drawn(exhibit):
    return [each for each in exhibit.picture.layers if isinstance(each, Places)]


def test_where_all_lie_inside_none_can_be_told_apart():
    exhibit = restricted(among(*ALIKE))
    assert exhibit.sentence == (
        "In the year to March 2013, 8 councils together: 30.3% (242 of 800). Of 8 with 20 cases or more, all lie "
        "inside the limits: none can be told apart."
    )
    assert set(column(exhibit, "Where")) == {"inside"}
    assert [(each.label, len(each.x)) for each in drawn(exhibit)] == [("Councils", 8)]


def test_each_council_has_its_counts_its_limits_its_source_and_the_window_is_said():
    exhibit = restricted(among(*ALIKE))
    assert [each.name for each in exhibit.columns] == [
        "Council", "Repeat plans", "Plans started", "Percent", "95% limits", "Where", "Counted from",
    ]  # fmt: skip
    assert exhibit.rows[0] == ("Council 01", "30", "100", "30.0", "21.2 to 39.3", "inside", "cin census")
    assert any("in the year to March 2013, whatever else" in note for note in exhibit.notes)
    assert exhibit.source == "cin census"


@pytest.mark.parametrize(("count", "side"), [(2, "below"), (70, "above")])
def test_a_council_outside_the_outer_limits_is_named_in_words_and_not_in_the_picture(count, side):
    exhibit = restricted(among(*ALIKE, (count, 100)))
    assert (
        "1 lies outside the 95% limits, where about 1 in 20 would if none were unusual; 1 of them" in exhibit.sentence
    )
    assert exhibit.sentence.endswith(
        f"99.8% limits (Council 09 {side}, {count}.0% of 100). If none were unusual, as many or more would lie there "
        "with a probability of 2%."
    )
    assert column(exhibit, "Where")[-1] == f"{side} 99.8%"
    assert [(each.label, each.y, each.own) for each in drawn(exhibit)][1:] == [
        ("Outside the 99.8% limits", (float(count),), True)
    ]
    assert "Council 09" not in repr(exhibit.picture)


def test_councils_stand_in_order_of_name_whatever_their_shares():
    exhibit = restricted(among((70, 100), *ALIKE, (2, 100)))
    assert list(column(exhibit, "Council")) == [f"Council {number:02d}" for number in range(1, 11)]
    assert NO_LEAGUE in exhibit.notes
    assert not {"rank", "best", "worst", "league"} & set(everything(exhibit).lower().replace("ranked", "").split())


def test_of_few_cases_and_of_no_records_nobody_can_tell_and_they_are_not_drawn():
    exhibit = restricted(among(*ALIKE, (5, 5), None))
    assert exhibit.sentence.endswith(
        "Cannot tell of 1 with fewer than 20 cases and 1 whose records do not cover the year."
    )
    assert [row[-3:-1] for row in exhibit.rows[-2:]] == [
        ("–", "cannot tell: few cases"), ("–", "cannot tell: records do not cover it"),
    ]  # fmt: skip
    assert sum(len(each.x) for each in drawn(exhibit)) == 8


def test_too_few_councils_have_a_table_and_a_reason_and_no_picture():
    exhibit = restricted(among(*ALIKE[:5]))
    assert exhibit.picture is None
    assert "cannot be told, because only 5 of 5 councils have 20 cases or more" in exhibit.sentence
    assert set(column(exhibit, "Where")) == {"cannot tell"}
    assert ROUGH not in exhibit.notes


def test_without_councils_there_is_nothing_to_compare():
    assert restricted(CouncilsCompared(())).sentence == NOTHING
    assert restricted(AllMeasures(())).sentence == restricted(EachCouncil(())).sentence == NOTHING


def test_every_exhibit_says_whom_it_is_for_and_why():
    for answer in (among(*ALIKE), AllMeasures(figures(*ALIKE)), EachCouncil(figures(*ALIKE))):
        assert RESTRICTED in restricted(answer).notes


def test_the_page_answers_by_how_many_measures_any_stands_apart():
    other = {"id": "other", "title": "Other"}
    exhibit = restricted(AllMeasures((*figures(*ALIKE, (70, 100)), *figures(*ALIKE, None, **other))))
    assert exhibit.answer == "By 1 of 2 measures more councils stand apart than chance explains"
    assert (
        "Repeat plans: 1 of 9; Other: 0 of 8. Chance would put as many there less than once in 20 by: Repeat plans."
        in (exhibit.sentence)
    )
    assert exhibit.rows == (
        ("Repeat plans", "34.7% (312 of 900)", "9", "1", "1", "0"),
        ("Other", "30.3% (242 of 800)", "8", "0", "0", "1"),
    )


def test_one_of_many_outside_is_what_chance_explains():
    exhibit = restricted(AllMeasures(figures(*ALIKE * 5, (70, 100))))
    assert exhibit.answer == "By 0 of 1 measure more councils stand apart than chance explains"
    assert (
        "Repeat plans: 1 of 41. Chance would put as many there less than once in 20 by no measure." in exhibit.sentence
    )
    two = restricted(AllMeasures(figures(*ALIKE * 5, (70, 100), (2, 100))))
    assert two.answer == "By 1 of 1 measure more councils stand apart than chance explains"


def test_where_no_measure_can_tell_the_answer_is_that():
    exhibit = restricted(AllMeasures((*figures(*ALIKE[:3]), *figures((0, 0), None, None, id="other"))))
    assert exhibit.answer == "Cannot tell"
    assert "cannot be told, because only 3 of 3 councils" in exhibit.sentence
    assert [row[1:] for row in exhibit.rows] == [
        ("30.3% (91 of 300)", "0", "–", "–", "3"),
        ("no cases", "0", "–", "–", "3"),
    ]


def test_of_many_councils_a_measure_lists_those_outside_or_not_to_be_told_and_one_table_lists_all():
    usual = (ALIKE * 6)[: MOST_LISTED - 3]
    listed = restricted(among(*usual, (70, 100), (5, 5), None))
    assert len(listed.rows) == MOST_LISTED
    assert NOT_LISTED not in listed.notes
    exhibit = restricted(among(*usual, (30, 100), (70, 100), (5, 5), None))
    assert list(column(exhibit, "Council")) == ["Council 39", "Council 40", "Council 41"]
    assert set(column(exhibit, "Where")) == {
        "above 99.8%", "cannot tell: few cases", "cannot tell: records do not cover it",
    }  # fmt: skip
    assert NOT_LISTED in exhibit.notes
    assert sum(len(each.x) for each in drawn(exhibit)) == 39
    assert len(restricted(EachCouncil(figures(*usual, (30, 100), (70, 100), (5, 5), None))).rows) == 41


def test_where_nobody_can_be_told_every_council_is_listed():
    exhibit = restricted(among(*[(5, 10)] * (MOST_LISTED + 1)))
    assert len(exhibit.rows) == MOST_LISTED + 1
    assert NOT_LISTED not in exhibit.notes


def test_every_council_stands_once_with_its_counts_by_each_measure():
    others = figures(*[(5, 10)] * 8, (0, 0), None, None, id="other", title="Other")
    exhibit = restricted(EachCouncil((*figures(*ALIKE, (70, 100), (5, 5), None), *others)))
    assert [each.name for each in exhibit.columns] == ["Council", "Repeat plans", "Other"]
    assert [row[0] for row in exhibit.rows] == [f"Council {number:02d}" for number in range(1, 12)]
    assert exhibit.rows[0] == ("Council 01", "30 of 100: 30.0%", "5 of 10: 50.0% ?")
    assert [row[1:] for row in exhibit.rows[8:]] == [
        ("70 of 100: 70.0%, above 99.8%", "no cases"), ("5 of 5: 100.0% ?", "–"), ("–", "–"),
    ]  # fmt: skip
    assert exhibit.sentence == "11 councils, in the order of their names."
    assert HOW_TO_READ in exhibit.notes
