"""A council's story of a curve as far as it is written: some causes, options and actions are whole and some not."""

from __future__ import annotations

import datetime as dt

from tests.support.shown import restricted
from turncurve.analyses.questions.story_behind_the_curve import Told
from turncurve.present.exhibit import Exhibit
from turncurve.tables.story import Action, Cause, Option, Partner, Story

WHOLE = Story(
    "referrals",
    outcome="Children are safe",
    accountability="performance",
    quadrant="better off",
    headline_because="It says whether protection lasts",
    acceptable=False,
    acceptable_because="Too many return",
    causes=(
        Cause("C2", "Visits stop at once", "restricting", 2, "hunch"),
        Cause("C3", "Not ranked yet"),
        Cause("C1", "Plans end without a step down", "restricting", 1, "audit", "March audit"),
    ),
    partners=(Partner("Health visitors", "See the child monthly", ("C1", "C2", "C3")),),
    options=(
        Option("O1", "Visit after a plan", ("C1",), "moderate", "none"),
        Option("O2", "Family meeting", ("C2",), "strong", "low", leverage=4, feasibility=5, specificity=5, values=4),
        Option("O3", "A choir", (), None, "low", off_the_wall=True, leverage=1, feasibility=2, specificity=1, values=5),
    ),
    actions=(
        Action("A1", "Visit within a month", "Team managers", dt.date(2013, 5, 31), "Visits logged", "none", "S", "O1"),
        Action("A2", "Write to schools"),
    ),
    data_development=("Visits after a plan",),
    research=("Why families return",),
)


def shown(part, story=WHOLE, **options) -> Exhibit:
    """Return one part as a board is shown it."""
    return restricted(Told(part, story, **options))
