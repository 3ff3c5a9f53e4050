"""What a release leaves for later ones: written and read back the same, and refused where it is not."""

import csv
import datetime as dt
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import at, month
from turncurve.tables import released
from turncurve.tables.issued import Issued

LEVELS = (0.1, 0.5)
FORECAST = FrozenForecast("March 2012", "held level", LEVELS, ((1, 2), (3, 4.25)), ((1, 2), (2.5, 3.125)))
REFERRALS = Issued("referrals", "do nothing", "month", (month(2012, 4), month(2012, 5)), FORECAST)
NOTHING = FrozenForecast("March 2012", "none", LEVELS, (), (), "no forecast, because nothing is known")
USUAL = {"label": "Madeshire (SYNTHETIC)", "audience": "public"}


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_period_and_each_mean_of_the_first_so_many_has_a_row_a_quantile():
    first, *held = rows(released.forecasts_file([REFERRALS], **USUAL))
    assert first[3:8] == ["period_start", "period_end", "periods", "quantile", "value"]
    assert [row[3:8] for row in held] == [
        ["2012-04-01", "2012-04-30", "1", "0.1", "1.0"],
        ["2012-04-01", "2012-04-30", "1", "0.5", "2.0"],
        ["2012-05-01", "2012-05-31", "1", "0.1", "3.0"],
        ["2012-05-01", "2012-05-31", "1", "0.5", "4.25"],
        ["2012-04-01", "2012-05-31", "2", "0.1", "2.5"],
        ["2012-04-01", "2012-05-31", "2", "0.5", "3.125"],
    ]
    assert {tuple(row[:3]) for row in held} == {("referrals", "do nothing", "month")}
    assert {tuple(row[8:]) for row in held} == {("held level", "March 2012", "Madeshire (SYNTHETIC)", "public")}


def test_what_is_read_back_is_what_was_written():
    found = released.read_forecasts(released.forecasts_file([REFERRALS], **USUAL), where="a")
    assert found["value"].tolist() == [1, 2, 3, 4.25, 2.5, 3.125]
    assert found["periods"].tolist() == [1, 1, 1, 1, 2, 2]
    assert found["period_end"].iloc[-1] == pd.Timestamp("2012-05-31")
    assert {str(dtype) for dtype in found.dtypes} == {"str", "datetime64[us]", "Int64", "Float64"}
    assert found["method"].unique().tolist() == ["held level"]


def test_forecasts_are_written_in_one_order_whatever_the_order_of_the_pages():
    other = Issued("contacts", "do nothing", "month", REFERRALS.periods, FORECAST)
    files = {released.forecasts_file(each, **USUAL) for each in ([REFERRALS, other], [other, REFERRALS])}
    assert len(files) == 1


def test_a_forecast_of_dates_keeps_the_date():
    on_dates = Issued(
        "plans_open", "do nothing", "year", (at(dt.date(2013, 3, 31)), at(dt.date(2014, 3, 31))), FORECAST
    )
    held = released.read_forecasts(released.forecasts_file([on_dates], **USUAL), where="a")
    own = held[held["periods"] == 1]
    assert (own["period_start"] == own["period_end"]).all()


@pytest.mark.parametrize("issued", [[], [Issued("referrals", "do nothing", "month", (), NOTHING)]])
def test_where_nothing_is_forecast_the_file_has_its_header_alone(issued):
    data = released.forecasts_file(issued, **USUAL)
    assert len(rows(data)) == 1
    assert released.read_forecasts(data, where="a").empty


@pytest.mark.parametrize(
    "words", ["=1+1", "+10% referrals", "-10% referrals", "@home", "'quoted", "a, b", 'the "best"']
)
def test_words_that_a_spreadsheet_would_run_are_harmless_and_come_back(words):
    issued = Issued("referrals", words, "month", REFERRALS.periods, FORECAST)
    data = released.forecasts_file([issued], **USUAL)
    assert not rows(data)[1][1].startswith(("=", "+", "-", "@"))
    assert released.read_forecasts(data, where="a")["scenario"].unique().tolist() == [words]


def test_counts_are_written_by_address_and_a_hidden_one_is_blank():
    data = released.figures_file({"b|x": None, "a|x": 12}, **USUAL)
    assert rows(data) == [
        ["cell", "value", "council", "audience"],
        ["a|x", "12", "Madeshire (SYNTHETIC)", "public"],
        ["b|x", "", "Madeshire (SYNTHETIC)", "public"],
    ]
    found = released.read_figures(data, where="a")
    assert found["cell"].tolist() == ["a|x", "b|x"]
    assert found["value"].isna().tolist() == [False, True]


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1),
        st.none() | st.integers(0, 9999),
    )
)
def test_any_counts_come_back(counts):
    found = released.read_figures(released.figures_file(counts, **USUAL), where="a")
    values = [None if pd.isna(value) else int(value) for value in found["value"]]
    assert dict(zip(found["cell"], values, strict=True)) == counts


GOOD = released.forecasts_file([REFERRALS], **USUAL).decode("utf-8-sig")


@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD.replace("indicator,", "measure,"),
        GOOD.replace("2012-04-30", "30/04/2012"),
        GOOD.replace("4.25", "much"),
        GOOD.replace(",2,0.1", ",two,0.1"),
        GOOD + "referrals\r\n",
        GOOD.replace("held level", '"held level'),
    ],
)
def test_a_file_of_another_layout_is_refused_in_a_sentence(text):
    with pytest.raises(RefusedInputError, match=r"not laid out as it was released \(reports/x/forecasts.csv\)"):
        released.read_forecasts(text.encode(), where="reports/x/forecasts.csv")


@pytest.mark.parametrize("data", [b"cell,value\r\na,1\r\n", b"\xff\xfe", b"cell,value,council,audience\r\na,b,c,d\r\n"])
def test_counts_of_another_layout_are_refused_in_a_sentence(data):
    with pytest.raises(RefusedInputError, match="not laid out as it was released"):
        released.read_figures(data, where="reports/x/figures.csv")


def named(day, audience):
    return released.source_of("madeshire", as_at=day, edition=1, audience=audience, file=released.FIGURES)


@pytest.mark.parametrize(
    ("day", "audiences", "seen"),
    [
        (dt.date(2012, 3, 31), ["public", "restricted"], []),
        (dt.date(2012, 4, 1), ["public"], [("2012-03-31", "public")]),
        (dt.date(2013, 3, 31), ["public", "restricted"], [("2012-03-31", "public"), ("2012-03-31", "restricted")]),
    ],
)
def test_a_report_rests_on_the_files_of_earlier_releases_that_its_readers_may_know(day, audiences, seen):
    every = [named(when, whom) for when in ("2013-03-31", "2012-03-31") for whom in ("restricted", "public")]
    found = released.sources_before(every, as_at=day, audiences=audiences)
    assert found == tuple(named(*each) for each in seen)
