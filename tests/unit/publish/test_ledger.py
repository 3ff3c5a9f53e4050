"""The files that a release leaves for later ones: each forecast and each count once, and never two of one name."""

from dataclasses import replace

import pytest

from turncurve.errors import PublicationError
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.publish.executed import Executed
from turncurve.publish.ledger import files
from turncurve.reference.periods import month
from turncurve.tables.issued import Issued
from turncurve.tables.released import read_figures, read_forecasts

LABEL = "Madeshire (SYNTHETIC)"
ISSUE = Issued(
    "plans", "do nothing", "month", (month(2013, 4),), FrozenForecast("a", "b", (0.5,), ((3.0,),), ((3.0,),))
)
OTHER = replace(ISSUE, forecast=replace(ISSUE.forecast, quantiles=((4.0,),), mean_quantiles=((4.0,),)))


@pytest.fixture
def page(unit, tmp_path):
    """Return a function that makes what a notebook showed."""

    def make(name="01_curve", *, issued=(), stated=(), audience="public") -> Executed:
        return Executed(unit(tmp_path / f"{name}.ipynb", audience=audience), None, issued=issued, stated=stated)

    return make


def test_a_forecast_shown_twice_is_issued_once(page):
    held = files([page(issued=(ISSUE, ISSUE)), page("02_more", issued=(ISSUE,))], label=LABEL)
    assert read_forecasts(held["forecasts.csv"], where="")["value"].tolist() == [3.0]


def test_the_files_carry_the_council_and_the_audience(page):
    held = files([page(issued=(ISSUE,), stated=(("plans|a", 12),), audience="restricted")], label=LABEL)
    assert sorted(held) == ["figures.csv", "forecasts.csv"]
    assert all(b"Madeshire (SYNTHETIC),restricted" in data for data in held.values())


def test_a_page_that_shows_nothing_leaves_files_without_rows(page):
    held = files([page()], label=LABEL)
    assert read_forecasts(held["forecasts.csv"], where="").empty
    assert read_figures(held["figures.csv"], where="").empty


@pytest.mark.parametrize(
    ("names", "where"), [(("01_curve", "01_curve"), r"\(01_curve\)"), (("01_curve", "02_more"), "01_curve and 02_more")]
)
def test_two_forecasts_of_one_name_that_differ_are_refused(page, names, where):
    with pytest.raises(PublicationError, match=rf"two forecasts of plans \(do nothing, by month\) differ.*{where}"):
        files([page(names[0], issued=(ISSUE,)), page(names[1], issued=(OTHER,))], label=LABEL)


@pytest.mark.parametrize("change", [{"scenario": "match faster"}, {"indicator": "referrals"}, {"grain": "quarter"}])
def test_forecasts_of_other_names_stand_beside_one_another(page, change):
    held = files([page(issued=(ISSUE, replace(OTHER, **change)))], label=LABEL)
    assert sorted(read_forecasts(held["forecasts.csv"], where="")["value"]) == [3.0, 4.0]


@pytest.mark.parametrize("counts", [(12, None), (None, 12), (12, 12)])
def test_a_count_hidden_in_one_table_and_shown_in_another_is_shown(page, counts):
    first, second = (page(name, stated=(("plans|a", each),)) for name, each in zip(("01", "02"), counts, strict=True))
    held = read_figures(files([first, second], label=LABEL)["figures.csv"], where="")
    assert held["value"].tolist() == [12]


def test_a_count_hidden_everywhere_stays_blank(page):
    held = read_figures(
        files([page(stated=(("plans|a", None), ("plans|a", None)))], label=LABEL)["figures.csv"], where=""
    )
    assert held["value"].isna().tolist() == [True]


def test_two_counts_of_one_address_are_refused(page):
    with pytest.raises(PublicationError, match=r"different counts for the same thing \(02_more: plans\|a\)"):
        files([page(stated=(("plans|a", 12),)), page("02_more", stated=(("plans|a", 13),))], label=LABEL)
