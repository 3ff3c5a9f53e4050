"""How good past forecasts were is said in one sentence a measure, with every forecast beside what came."""

from dataclasses import replace

from tests.support.made_figures import MEAN, definition
from tests.support.made_forecasts import LEVELS, figures_of, windows
from tests.support.shown import column, everything, restricted
from turncurve.analyses.case_forecast import CaseForecast, Foretold, not_told
from turncurve.analyses.questions.adoption_forecasts_tested import TOO_SHORT, ForecastsTested
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.present.adoption_forecasts_tested import FEWEST

WIDE = "The ranges of A1 ahead are 1.2 times as wide as the futures drawn say, because of this."


def own(name, *values, first=2011):
    return figures_of(
        definition(MEAN, id=name, title=f"Days ({name[-2:].upper()})"),
        *((value * 10, 10) for value in values),
        periods=windows(*range(first, first + len(values))),
    )


def foretold(measure, year, *middles):
    rows = tuple(tuple(middle + step for step in (-20.0, -10.0, 0.0, 10.0, 20.0)) for middle in middles)
    frozen = FrozenForecast(f"31 March {year}", "made", LEVELS, rows, rows)
    ahead = windows(*range(year + 1, year + 1 + len(middles)))
    return Foretold(measure, "days", ahead, frozen, (), width=WIDE if measure == "adoption_a1" else "")


FIGURES = (own("adoption_a1", 600, 610, 640), own("adoption_a2", 120, first=2013), own("adoption_a1"))


def exhibit(*parts, figures=FIGURES, **options):
    return restricted(ForecastsTested(figures, CaseForecast(parts, notes=("As it stood.",), **options)))


def test_the_sentence_gives_the_error_beside_that_of_the_last_value_and_the_coverage_with_its_own_error():
    held = exhibit(foretold("adoption_a1", 2011, 605, 625), foretold("adoption_a1", 2012, 655))
    assert held.sentence == (
        "A1: made again from past dates, forecasts were out by 12 days on average (score 5); taking the latest value "
        "on record then would have been out by 27. The 80% range held 1 of 3, give or take 22 points."
    )


def test_a_last_value_known_for_some_windows_is_compared_over_those_alone():
    held = exhibit(foretold("adoption_a1", 2010, 590), foretold("adoption_a1", 2011, 612))
    assert (
        "would have been out by 10 (over 1 window, for which the forecast was out by 2). The 80% range held 2 of 2."
    ) in held.sentence


def test_a_measure_without_a_last_value_is_not_compared_and_both_measures_are_said():
    held = exhibit(foretold("adoption_a1", 2010, 590), foretold("adoption_a2", 2012, 140))
    first, second = held.sentence.split(" A2: ")
    assert "latest value" not in first
    assert second.endswith("The 80% range held 0 of 1.")


def test_every_forecast_has_its_row():
    held = exhibit(foretold("adoption_a1", 2010, 590), foretold("adoption_a1", 2011, 612))
    assert held.rows == (
        ("Days (A1)", "31 March 2010", "three years to March 2011", "590", "580", "600", "600", "-10", "–", "yes"),
        ("Days (A1)", "31 March 2011", "three years to March 2012", "612", "602", "622", "610", "2", "600", "yes"),
    )
    assert column(held, "Came") == ("600", "610")


def test_few_outcomes_and_what_was_learnt_from_them_are_notes():
    held = exhibit(foretold("adoption_a1", 2011, 605, 625), foretold("adoption_a1", 2012, 655))
    assert held.notes[0].startswith("3 outcomes cannot tell")
    assert held.notes.count(WIDE) == 1
    assert "As it stood." in held.notes
    many = own("adoption_a1", *(600.0,) * (FEWEST + 1), first=2001)
    enough = exhibit(*(foretold("adoption_a1", 2001 + n, 600) for n in range(FEWEST)), figures=(many, *FIGURES[1:]))
    assert not any("cannot tell" in note for note in enough.notes)


def test_why_nothing_is_shown_is_said():
    short = restricted(ForecastsTested(FIGURES, not_told(TOO_SHORT)))
    assert short.sentence.startswith("No past forecast is shown, because the records are too short")
    hidden = replace(FIGURES[0], measurements=())
    bare = exhibit(foretold("adoption_a1", 2011, 605), figures=(hidden, *FIGURES[1:]))
    assert bare.sentence == "No past forecast is shown, because what came may not be shown."
    assert everything(bare)
    assert (short.rows, bare.rows) == ((), ())
