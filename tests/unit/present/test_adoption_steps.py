"""What a reader is shown of the steps towards adoption: limits with their sources, and what is not on record."""

from tests.support.made_figures import COUNT, MEAN, SHARE, yearly
from tests.support.shown import cells, column, everything, public, restricted
from turncurve.analyses.questions.adoption_steps import AdoptionActivity, AdoptionSteps
from turncurve.present.adoption_steps import NO_LIMIT, NOT_HELD, NOT_KNOWN

DECIDED = {**SHARE, "id": "adoption_decided_within_6_months_of_care", "title": "Decided in time", "decimals": 0}
MATCHED = {**SHARE, "id": "matched_within_6_months_of_decision", "title": "Matched in time", "decimals": 0}
DAYS = {**MEAN, "id": "days_from_order_to_match", "title": "Days to a match", "window": "flow"}


def steps(*, decided=((8, 20), (9, 30)), matched=((7, 25), (10, 40)), days=((900, 9), (1000, 10))):
    return AdoptionSteps(
        (
            yearly(decided, words=DECIDED, base="decisions"),
            yearly(matched, words=MATCHED, base="matches", caveats=("Children still waiting count.",)),
            yearly(days, words=DAYS, base="matched"),
        )
    )


def test_each_step_has_its_limit_and_how_it_was_kept_in_each_year():
    exhibit = restricted(steps())
    assert [each.name for each in exhibit.columns[2:]] == ["To March 2012", "To March 2013"]
    assert exhibit.rows[0] == (
        "From entering care to the decision for adoption",
        "4 months from start of the period of care and then 2 months from review that endorsed adoption",
        "40% (8 of 20)",
        "30% (9 of 30)",
    )
    assert exhibit.rows[1][1] == "6 months from decision that the child should be placed for adoption (recalled)"
    assert exhibit.rows[1][3] == "25% (10 of 40)"
    assert exhibit.rows[2][1:] == (NO_LIMIT, "100 days (9)", "100 days (10)")


def test_steps_that_are_not_on_record_are_named_with_their_limits():
    missing = [row for row in restricted(steps()).rows if NOT_HELD in row]
    assert [row[1].split(" from")[0] for row in missing] == ["4 months", "2 months", "7 working days"]
    assert all(row[2:] == (NOT_HELD, NOT_HELD) for row in missing)


def test_a_limit_is_not_claimed_for_a_year_before_the_guidance():
    early = AdoptionSteps((yearly([(8, 20)], words=DECIDED, last=2010, base="decisions"),))
    assert restricted(early).rows[0][1] == NOT_KNOWN
    both = AdoptionSteps((yearly([(8, 20), (9, 30)], words=DECIDED, last=2011, base="decisions"),))
    assert any("not known to us to have held in the year to March 2010" in note for note in restricted(both).notes)


def test_every_limit_has_its_source_and_its_doubt():
    notes = restricted(steps()).notes
    assert "Children still waiting count." in notes
    assert any("guidance (2011), recalled. It is recalled, not verified." in note for note in notes)
    assert any(note.startswith("2 months from review") and "recalled" not in note for note in notes)
    assert any("Blackpool" in note and "The source times the approval of adopters" in note for note in notes)


def test_the_sentence_says_the_latest_year_after_the_one_before():
    assert restricted(steps()).sentence == (
        "In the year to March 2013: decided in time: 30% (9 of 30), after 40% (8 of 20) in the year to March 2012; "
        "matched in time: 25% (10 of 40), after 28% (7 of 25) in the year to March 2012; days to a match: 100 days "
        "(10 children), after 100 days (9 children) in the year to March 2012."
    )


def test_a_small_share_is_nowhere_on_the_public_page():
    exhibit = public(steps(decided=((8, 20), (2, 30))))
    assert column(exhibit, "To March 2013")[0] == "c"
    assert "decided in time" not in exhibit.sentence
    assert "2 of 30" not in everything(exhibit)


def test_nothing_on_record_is_said_in_words():
    empty = AdoptionSteps((yearly([], words=DECIDED),))
    exhibit = restricted(empty)
    assert exhibit.sentence == "The records do not cover a whole year, so no step towards adoption can be timed."
    assert exhibit.rows == ()
    assert restricted(AdoptionSteps(())).source == ""


NAMES = (
    "adoption_decisions",
    "placement_orders",
    "children_matched",
    "children_moved_in",
    "children_adopted",
    "x",
    "y",
)


def activity(*counts):
    return AdoptionActivity(
        tuple(
            yearly(each, words=COUNT, id=NAMES[place], title=f"Step {place}", base=NAMES[place])
            for place, each in enumerate(counts)
        )
    )


def test_each_years_work_has_a_column_and_each_step_a_row():
    exhibit = restricted(activity([20, 30], [10, 12], [9, 8], [7, 11], [15, 19], [6, 7], [0, 1]))
    assert exhibit.rows[0] == ("Step 0", "20", "30")
    assert exhibit.rows[6] == ("Step 6", "0", "1")
    assert [each.name for each in exhibit.columns] == ["Step", "To March 2012", "To March 2013"]
    assert [each.label for each in exhibit.picture.layers] == [
        "Decided",
        "Order made",
        "Matched",
        "Moved in",
        "Adopted",
    ]
    assert len(exhibit.notes) == 2
    assert exhibit.sentence.startswith(
        "In the year to March 2013: step 0: 30, after 20 in the year to March 2012; step 1: 12"
    )
    assert "<svg" in everything(exhibit)


def test_hidden_counts_are_left_out_of_the_sentence_and_marked_in_the_table():
    exhibit = public(activity([20, 30], [20, 3]))
    assert exhibit.rows[1] == ("Step 1", "20", "c")
    assert exhibit.sentence == "In the year to March 2013: step 0: 30, after 20 in the year to March 2012."
    assert "3" not in cells(exhibit)


def test_where_no_count_may_be_shown_or_none_is_held_the_sentence_says_so():
    assert public(activity([4, 3])).sentence == "In the year to March 2013: no value may be shown."
    assert restricted(activity([])).sentence.startswith("The records do not cover a whole year")
    assert restricted(activity([])).picture is None
