"""Figures already published: by others, and by our own earlier releases."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.published import STATUSES, IssuedForecasts, PublishedFigures, ReleasedFigures

FIGURE = {
    "measure": "referrals",
    "area": "England",
    "period_start": "2012-04-01",
    "period_end": "2013-03-31",
    "numerator": 593500,
    "status": "published",
    "published_on": "2013-10-31",
    "source": "Made, a table",
}
RELEASED = {"released_as_at": "2013-03-31", "edition_number": 1, "audience": "public", "cell": "referrals|A"}
ISSUED = {
    "issued_as_at": "2013-03-31",
    "edition_number": 1,
    "audience": "public",
    "indicator": "referrals",
    "scenario": "do nothing",
    "grain": "year",
    "period_start": "2013-04-01",
    "period_end": "2014-03-31",
    "periods": 1,
    "quantile": 0.5,
    "value": 12.0,
    "method": "held level",
    "origin": "year to March 2013",
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_figure_says_whether_it_was_published_or_why_not(status):
    rows = canonical("published_figures", [{**FIGURE, "status": status, "numerator": None}])
    assert PublishedFigures.validate(rows, lazy=True)["status"].tolist() == [status]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "x"}, "isin"),
        ({"published_on": None}, "not_nullable"),
        ({"period_end": None}, "not_nullable"),
        ({"numerator": -1}, "greater_than_or_equal_to"),
        ({"denominator": -1}, "greater_than_or_equal_to"),
        ({"source": None}, "not_nullable"),
    ],
)
def test_a_figure_without_what_it_must_say_is_refused(changes, said):
    with pytest.raises(pa.errors.SchemaErrors, match=said):
        PublishedFigures.validate(canonical("published_figures", [{**FIGURE, **changes}]), lazy=True)


@pytest.mark.parametrize(("edition", "taken"), [(0, False), (1, True), (2, True)])
def test_editions_of_a_report_count_from_one(edition, taken):
    rows = canonical("released_figures", [{**RELEASED, "edition_number": edition}])
    if taken:
        assert len(ReleasedFigures.validate(rows, lazy=True)) == 1
        return
    with pytest.raises(pa.errors.SchemaErrors):
        ReleasedFigures.validate(rows, lazy=True)


@pytest.mark.parametrize(("quantile", "taken"), [(-0.01, False), (0, True), (0.5, True), (1, True), (1.01, False)])
def test_a_quantile_lies_between_nought_and_one(quantile, taken):
    rows = canonical("issued_forecasts", [{**ISSUED, "quantile": quantile}])
    if taken:
        assert len(IssuedForecasts.validate(rows, lazy=True)) == 1
        return
    with pytest.raises(pa.errors.SchemaErrors):
        IssuedForecasts.validate(rows, lazy=True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"audience": "everybody"}, "isin"),
        ({"grain": "fortnight"}, "isin"),
        ({"periods": 0}, "greater_than_or_equal_to"),
        ({"edition_number": 0}, "greater_than_or_equal_to"),
        ({"value": None}, "not_nullable"),
        ({"method": None}, "not_nullable"),
        ({"origin": None}, "not_nullable"),
    ],
)
def test_a_forecast_without_what_it_must_say_is_refused(changes, said):
    with pytest.raises(pa.errors.SchemaErrors, match=said):
        IssuedForecasts.validate(canonical("issued_forecasts", [{**ISSUED, **changes}]), lazy=True)


@pytest.mark.parametrize("changes", [{"audience": "everybody"}, {"value": -1}, {"cell": None}])
def test_a_count_without_what_it_must_say_is_refused(changes):
    with pytest.raises(pa.errors.SchemaErrors):
        ReleasedFigures.validate(canonical("released_figures", [{**RELEASED, **changes}]), lazy=True)


def test_a_hidden_count_of_a_release_is_blank_and_a_count_of_a_restricted_one_is_restricted(dictionary):
    assert ReleasedFigures.validate(canonical("released_figures", [RELEASED]))["value"].isna().all()
    assert dictionary["released_figures"]["value"]["sensitivity"] == "restricted"


def test_nothing_here_is_about_one_child(dictionary):
    for table in ("published_figures", "released_figures", "issued_forecasts"):
        assert {words["sensitivity"] for words in dictionary[table].values()} <= {"public", "restricted"}
