"""The curve beside others."""

from tests.support.made_figures import yearly
from turncurve.analyses.questions.beside_others import Comparison


def test_a_comparison_keeps_its_areas_in_order():
    own, england = yearly([(62, 388)]), yearly([(7830, 52700)], area="England", published=True)
    comparison = Comparison((own, england))
    assert comparison.over((england, own)).figures == (england, own)
