"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present import (
    adoption_forecast,
    adoptions_next_year,
    audit_summary,
    beside_others,
    has_it_turned,
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
    "adoptions_next_year",
    "audit_summary",
    "beside_others",
    "has_it_turned",
    "if_nothing_changes",
    "special_causes",
    "story_behind_the_curve",
    "the_curve_so_far",
    "was_the_target_met",
]
