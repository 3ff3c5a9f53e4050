"""What became of challenges: in words of the last month, as lines and as a table of months."""

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition
from tests.support.shown import column, restricted
from turncurve.analyses.questions.challenges_answered import DAYS, OPEN, RAISED, TOO_LONG, ChallengesAnswered
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.challenges_answered import OWN_LINE, RESOLVED_ONLY
from turncurve.reference.periods import at, month

MONTHS = (month(2013, 2), month(2013, 3))


def answer(*, raised=(50, 28), days=((400, 20), (931, 34)), still=(30, 24), long=((1, 30), (2, 24))):
    def measured(period, count):
        above, below = count if isinstance(count, tuple) else (count, None)
        status = "no cases" if below == 0 else "measured" if above is not None else "not available"
        return Measurement("E", period, above, below, status)

    def figures(name, words, counts, periods):
        held = tuple(measured(period, count) for period, count in zip(periods, counts, strict=True))
        return Figures(definition(words, id=name, base=name), held, Source("chair return"))

    ends = [at(each.end) for each in MONTHS]
    made = (
        figures(RAISED, COUNT, raised, MONTHS),
        figures(DAYS, {**MEAN, "window": "flow"}, days, MONTHS),
        figures(OPEN, STOCK, still, ends),
        figures(TOO_LONG, {**SHARE, "window": "point"}, long, ends),
    )
    return ChallengesAnswered(made, MONTHS)


def test_the_sentence_tells_the_last_month_and_what_is_still_open():
    assert restricted(answer()).sentence == (
        "In March 2013, chairs raised 28 challenges, and the 34 resolved had taken 27 days on average. At the end of "
        "it 24 were open, 2 of them for more than 20 working days."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"days": ((400, 20), (0, 0))}, "In March 2013, chairs raised 28 challenges. At the end"),
        ({"still": (30, 0), "long": ((1, 30), (0, 0))}, "At the end of it none were open."),
        ({"still": (30, 1), "long": ((1, 30), (0, 1))}, "1 was open, none of them for more than 20 working days."),
        ({"raised": (50, 1)}, "chairs raised 1 challenge,"),
        ({"still": (30, None), "long": ((1, 30), (None, None))}, "had taken 27 days on average."),
    ],
)
def test_few_or_none_are_said_as_they_are(changed, said):
    assert said in restricted(answer(**changed)).sentence


def test_every_month_is_a_row():
    exhibit = restricted(answer())
    assert exhibit.rows == (
        ("February 2013", "50", "20", "20", "30", "1"),
        ("March 2013", "28", "34", "27", "24", "2"),
    )
    assert column(exhibit, "Month") == ("February 2013", "March 2013")
    assert exhibit.notes == (RESOLVED_ONLY, OWN_LINE)


def test_a_month_without_one_resolved_has_no_days():
    assert restricted(answer(days=((0, 0), (931, 34)))).rows[0][2:4] == ("0", "–")


def test_what_is_open_is_the_line_that_the_page_is_about():
    lines = restricted(answer()).picture.layers
    assert [(each.rank, each.label, each.y) for each in lines] == [
        (0, "Open at the month's end", (30.0, 24.0)),
        (1, "Raised in the month", (50.0, 28.0)),
    ]
