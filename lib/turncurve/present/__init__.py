"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present import (
    adoption_forecast,
    adoption_moves_first,
    adoption_scenarios,
    adoption_scorecard_ahead,
    adoption_scorecard_split,
    adoption_steps,
    adoptions_next_year,
    audit_summary,
    beside_others,
    children_on_the_way,
    has_it_turned,
    how_good_the_data_are,
    if_nothing_changes,
    special_causes,
    story_behind_the_curve,
    the_curve_so_far,
    was_the_target_met,
)
from turncurve.present.page import Page

__all__ = [
    "Page",
    "adoption_forecast",
    "adoption_moves_first",
    "adoption_scenarios",
    "adoption_scorecard_ahead",
    "adoption_scorecard_split",
    "adoption_steps",
    "adoptions_next_year",
    "audit_summary",
    "beside_others",
    "children_on_the_way",
    "has_it_turned",
    "how_good_the_data_are",
    "if_nothing_changes",
    "special_causes",
    "story_behind_the_curve",
    "the_curve_so_far",
    "was_the_target_met",
]
