"""What a reader is shown of adopters: families of each year, and no small number of them."""

import datetime as dt

from tests.support.made_figures import COUNT, SHARE, STOCK, on_dates, yearly
from tests.support.shown import cells, everything, public, restricted
from turncurve.analyses.questions.adopters import Recruitment
from turncurve.present.adopters import NONE_HELD, TITLE

MARCHES = [dt.date(2012, 3, 31), dt.date(2013, 3, 31)]


def recruited(*, applied=(33, 41), approved=(26, 34), in_time=((12, 26), (22, 34)), waiting=(17, 11)):
    def named(words, name, title, base):
        return {**words, "id": f"adopter_families_{name}", "title": title, "base": base, "caveats": (f"Of {name}.",)}

    return Recruitment(
        (
            yearly(applied, words=named(COUNT, "applied", "Families who applied", "applied")),
            yearly(approved, words=named(COUNT, "approved", "Families approved", "approved")),
            yearly(in_time, words={**named(SHARE, "approved_in_time", "Approved in time", "approved"), "decimals": 0}),
            on_dates(waiting, MARCHES, words=named(STOCK, "waiting", "Families waiting", "waiting")),
        )
    )


def test_each_measure_has_a_row_and_each_year_a_column():
    exhibit = restricted(recruited())
    assert exhibit.title == TITLE
    assert [each.name for each in exhibit.columns] == ["Measure", "To March 2012", "To March 2013"]
    assert exhibit.rows == (
        ("Families who applied", "33", "41"),
        ("Families approved", "26", "34"),
        ("Approved in time", "46% (12 of 26)", "65% (22 of 34)"),
        ("Families waiting", "17", "11"),
    )
    assert len(exhibit.notes) == 4


def test_the_sentence_says_the_last_year():
    assert restricted(recruited()).sentence == (
        "Families who applied in the year to March 2013: 41; families approved in the year to March 2013: 34; approved "
        "in time in the year to March 2013: 65% (22 of 34); families waiting on 31 March 2013: 11."
    )


def test_counts_are_drawn_and_shares_are_not():
    exhibit = restricted(recruited())
    assert [layer.label for layer in exhibit.picture.layers] == ["Applied", "Approved", "Waiting at the year's end"]
    assert "<svg" in everything(exhibit)


def test_a_small_number_is_hidden_everywhere():
    exhibit = public(recruited(waiting=(17, 3)))
    assert exhibit.rows[3] == ("Families waiting", "17", "c")
    assert "families waiting" not in exhibit.sentence
    assert "3" not in cells(exhibit)


def test_where_nothing_of_the_last_year_may_be_shown_the_sentence_says_so():
    hidden = recruited(applied=(33, 2), approved=(26, 3), in_time=((12, 26), (1, 3)), waiting=(17, 1))
    assert public(hidden).sentence == "No value of the last year may be shown."


def test_without_a_list_of_adopters_that_is_said():
    exhibit = restricted(Recruitment(()))
    assert exhibit.sentence == NONE_HELD
    assert exhibit.picture is None
