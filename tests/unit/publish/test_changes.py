"""What has changed between two releases is told count by count, and every count is in one part of it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.rule import profile
from turncurve.publish.changes import Revision, compare, page
from turncurve.publish.table_changes import Difference
from turncurve.tables.council import Council

SINCE = dt.date(2012, 3, 31)
AS_AT = dt.date(2013, 3, 31)
COUNCIL = Council("Exampleshire", "exampleshire", True)
YEAR = "child_protection_plans_started|Exampleshire|2011-04-01|2012-03-31"


def shown(before, now, audience="public"):
    return page(compare(before, now, since=SINCE), council=COUNCIL, as_at=AS_AT, audience=audience)


def test_a_revised_count_is_told_with_both_its_values_and_in_words():
    html = shown({YEAR: 388, f"{YEAR}|previous plan=yes": 62}, {YEAR: 390, f"{YEAR}|previous plan=yes": 62})
    assert "1 of the 2 counts shown then and now differ" in html
    for text in ("Child protection plans started", "388", "390", "revised", "SYNTHETIC", "as at 31 March 2012"):
        assert text in html
    assert "previous plan" not in html


def test_a_count_hidden_since_does_not_show_what_it_was_worth_now():
    (revision,) = compare({YEAR: 12}, {YEAR: None}, since=SINCE).revised
    assert (revision.before, revision.now) == (12, None)
    html = shown({YEAR: 12}, {YEAR: None})
    assert "hidden now" in html
    assert ">c</td>" in html


def test_a_count_hidden_then_and_shown_now_says_so():
    assert "shown now" in shown({YEAR: None}, {YEAR: 12})


def test_without_a_revision_there_is_a_sentence_and_no_table():
    html = shown({YEAR: 388}, {YEAR: 388})
    assert "0 of the 1 counts" in html
    assert "<table" not in html


def test_a_part_of_a_count_is_named():
    html = shown({f"{YEAR}|previous plan=yes": 62}, {f"{YEAR}|previous plan=yes": 63})
    assert "previous plan: yes" in html


def test_markup_in_a_name_stays_text():
    cell = "a<b>|Exampleshire|2011-04-01|2012-03-31"
    assert "<b>" not in shown({cell: 1}, {cell: 2})


counts = st.dictionaries(
    st.sampled_from([f"m{number}|A|2011-04-01|2012-03-31" for number in range(6)]), st.none() | st.integers(0, 9)
)


@given(counts, counts)
def test_every_count_is_in_one_part(before, now):
    found = compare(before, now, since=SINCE)
    assert len(found.revised) + found.same + found.gone == len(before)
    assert len(found.revised) + found.same + found.first == len(now)
    assert all(isinstance(each, Revision) and each.before != each.now for each in found.revised)


@given(counts)
def test_nothing_changes_between_a_release_and_itself(held):
    found = compare(held, held, since=SINCE)
    assert (found.revised, found.first, found.gone, found.same) == ((), 0, 0, len(held))


RULES = (profile("seven_round_five"), profile("dfe_now"))


def test_counts_that_differ_in_their_rounding_alone_have_not_been_revised():
    before = {f"{YEAR}|previous plan={name}": 10 for name in "abc"}
    now = dict(zip(before, (8, 12, 13), strict=True))
    found = compare(before, now, since=SINCE, rules=RULES)
    assert [each.now for each in found.revised] == [13]
    assert found.same == 2


def test_each_release_s_own_mark_stands_where_it_hid_and_the_other_rule_is_named():
    html = page(
        compare({YEAR: None, f"{YEAR}|a=b": 10}, {YEAR: 12, f"{YEAR}|a=b": None}, since=SINCE, rules=RULES),
        council=COUNCIL,
        as_at=AS_AT,
        audience="public",
    )
    assert "The earlier release was made by another rule: Counts of 1 to 7" in html
    assert ">*</td>" in html
    assert ">c</td>" in html


def test_two_releases_by_one_rule_say_nothing_of_another():
    held = compare({YEAR: 1}, {YEAR: 2}, since=SINCE, rules=(RULES[1], RULES[1]))
    assert "another rule" not in page(held, council=COUNCIL, as_at=AS_AT, audience="public")


def test_other_figures_that_differ_stand_in_a_table_of_their_own():
    others = [Difference("Has it turned?", "year to March 2012", "Percent", "14.0", "<14.2>")]
    html = page(
        compare({YEAR: 1}, {YEAR: 1}, since=SINCE), council=COUNCIL, as_at=AS_AT, audience="public", others=others
    )
    assert html.count("<table>") == 1
    for text in ("Of percentages, averages and forecasts, 1 differ", "Has it turned?", "14.0", "&lt;14.2&gt;"):
        assert text in html
    both = page(
        compare({YEAR: 1}, {YEAR: 2}, since=SINCE), council=COUNCIL, as_at=AS_AT, audience="public", others=others
    )
    assert both.count("<table>") == 2
    assert both.count("<script>") == 1
