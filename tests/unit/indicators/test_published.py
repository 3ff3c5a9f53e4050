import pytest

from tests.support.canonical import canonical
from turncurve.errors import UnknownNameError
from turncurve.indicators.published import published
from turncurve.indicators.registry import definition

SHARE, COUNT = definition("repeat_child_protection_plans"), definition("children_adopted")


def row(area, year, numerator, denominator, **words):
    fixed = {"measure": SHARE.id, "status": "published", "published_on": "2024-10-31", "source": "DfE 2024"}
    period = {"period_start": f"{year - 1}-04-01", "period_end": f"{year}-03-31"}
    return {**fixed, **period, "area": area, "numerator": numerator, "denominator": denominator, **words}


def table(*rows):
    return canonical("published_figures", list(rows))


def test_figures_come_in_the_order_of_areas_asked_and_of_time():
    rows = table(row("Wiltshire", 2014, 64, 512), row("England", 2013, 7790, 52120), row("Wiltshire", 2013, 62, 388))
    found = published(SHARE, rows, areas=["Wiltshire", "England"])
    assert [(each.area, each.period.end.year, each.numerator) for each in found.measurements] == [
        ("Wiltshire", 2013, 62),
        ("Wiltshire", 2014, 64),
        ("England", 2013, 7790),
    ]
    assert found.source.published
    assert found.source.title == "DfE 2024"


@pytest.mark.parametrize(
    ("numerator", "denominator", "status", "expected"),
    [
        (62, 388, "published", "measured"),
        (0, 0, "published", "no cases"),
        (None, 388, "suppressed", "hidden"),
        (None, None, "not available", "not available"),
        (None, None, "low reliability", "not available"),
        (62, None, "published", "not available"),
        (None, 388, "rounds to zero", "not available"),
    ],
)
def test_a_share_without_its_counts_is_not_shown(numerator, denominator, status, expected):
    rows = table(row("Wiltshire", 2013, numerator, denominator, status=status))
    assert published(SHARE, rows, areas=["Wiltshire"]).measurements[0].status == expected


def test_a_count_needs_no_denominator():
    rows = table(row("Wiltshire", 2013, 14, None, measure=COUNT.id))
    figures = published(COUNT, rows, areas=["Wiltshire"])
    assert figures.value(figures.measurements[0]) == 14


def test_where_a_figure_was_revised_the_one_published_last_stands():
    rows = table(
        row("Wiltshire", 2013, 62, 388),
        row("Wiltshire", 2013, 60, 390, published_on="2013-10-31", source="DfE 2013"),
    )
    found = published(SHARE, rows, areas=["Wiltshire"])
    assert [each.numerator for each in found.measurements] == [62]
    assert found.source.title == "DfE 2024"


def test_an_indicator_of_which_nothing_is_published_is_refused_in_a_sentence():
    with pytest.raises(UnknownNameError, match="no published figures are held"):
        published(SHARE, table(row("Devon", 2013, 1, 2)), areas=["Wiltshire"])
