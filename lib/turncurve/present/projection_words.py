"""What is said beneath a projection: how it was made, what each scenario assumes, and how a target stands to it."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.scenarios import WhatIf
from turncurve.analyses.target_ahead import Chance, aim_of
from turncurve.present import chances, words

WHAT_IT_IS = "It says what follows if the causes at work stay as they are; it is not a target and not a promise."
WHAT_SCENARIOS_ARE = "The scenarios say what would follow if each worked, not whether it will."
HOW_SCENARIOS_ARE_MADE = (
    "Each scenario takes the futures of the forecast and changes their level, so it is as unsure as the forecast, and "
    "the size of the change is an assumption."
)
COUNTS_OF_EVERY_SIZE = (
    "Counts of every size are forecast by this method, large and smooth ones too: on published monthly referrals "
    "it did no worse than smoothing at any size (docs/forecast_accuracy.md)."
)
FELL_BACK = (
    "Years are carried forward, because too many values of shorter periods are hidden for the rest to stand for all: "
    "those hidden are mostly the smallest."
)
NO_DIRECTION = "Of this measure neither more nor less is better in itself, so no turn for the better is drawn{instead}."
WITHIN = "The level expected is within what is held to be sound already, so no turn for the better is drawn{instead}."
INSTEAD = "; shown instead is what would follow {name}"


def short_name(scenario: WhatIf) -> str:
    """Return what a scenario is called in a key and a heading.

    Parameters
    ----------
    scenario : WhatIf
        The scenario.

    Returns
    -------
    str
        "Scenario S1" for the council's own; a general one's name.
    """
    return f"Scenario {scenario.plan.id}" if scenario.plan else scenario.name


def target_sentence(projection: Projection) -> str:
    """Say how likely the target is to be met if nothing changes.

    Parameters
    ----------
    projection : Projection
        What may be shown.

    Returns
    -------
    str
        One sentence with a space before it; empty where there is no target, or nothing can be said here.
    """
    chance = projection.chance(projection.forecast)
    if projection.target is None or chance is None or chance.probability is None or chance.period is None:
        return ""
    early = f", short of the target's date ({_day(projection.target.by)})" if chance.early else ""
    period = words.within(chance.period)
    return f" {_target(projection)} would be met {chances.times(chance.probability)} {period}{early}."


def notes(projection: Projection) -> tuple[str, ...]:
    """Return what must be borne in mind about a projection.

    Parameters
    ----------
    projection : Projection
        What may be shown, with a forecast.

    Returns
    -------
    tuple of str
        What it is, how it was made, the plainest forecast beside it, the target, and each scenario's assumption.
    """
    return (
        f"{WHAT_IT_IS} {WHAT_SCENARIOS_ARE}" if projection.scenarios else WHAT_IT_IS,
        *((FELL_BACK,) if projection.fell_back else ()),
        f"{_method(projection)}.",
        *((COUNTS_OF_EVERY_SIZE,) if projection.series.definition.kind == "count" else ()),
        f"Beside it stands the plainest forecast, that any other must beat: {_plainest(projection)}.",
        *_target_notes(projection),
        *_scenario_notes(projection),
    )


def missing(projection: Projection) -> tuple[str, ...]:
    """List what the council's own target and scenarios do not say yet.

    Parameters
    ----------
    projection : Projection
        The projection.

    Returns
    -------
    tuple of str
        One sentence each; a page that lacks anything is a draft.
    """
    found = [f"Scenario {plan.id} does not say {words.listed(plan.lacks)}" for plan in projection.plans if plan.lacks]
    if projection.target_lacks_aim:
        found.append("It is not said whether the target is met at most or at least at its value")
    if projection.target is not None and not projection.target.set_by:
        found.append("It is not said who set the target")
    return tuple(found)


def _method(projection: Projection) -> str:
    """Say by which method the forecast was made, from what, and who taught it."""
    forecast, taught = projection.forecast, projection.expected.taught_by
    made = f"Method: {forecast.method}; made from {words.plural(forecast.n, 'value')} to {_origin(projection)}"
    if taught:
        return f"{made}, and learnt from {words.plural(taught, 'other area')}' published figures"
    figures = projection.series
    if figures.definition.kind == "proportion" and figures.grain() == "year":
        return (
            f"{made} of this area alone, because too few other areas' figures were held by the report's date: a "
            "movement common to all areas cannot be seen"
        )
    return f"{made} of this area alone"


def _origin(projection: Projection) -> str:
    """Say up to when the values go that the forecast was made from."""
    return words.when(projection.series.measurements[-1].period)


def _plainest(projection: Projection) -> str:
    """Say what the seasonal naive forecast is."""
    yearly = projection.series.grain() == "year"
    return "the last value again" if yearly else "each period as the same period of the last year known"


def _target(projection: Projection) -> str:
    """Name the target."""
    target, definition = projection.target, projection.series.definition
    if target is None:
        return ""
    aim = aim_of(target, definition)
    return f"The target of {f'{aim} ' if aim else ''}{words.amount(target.value, definition)}"


def _target_notes(projection: Projection) -> tuple[str, ...]:
    """Say what the target is, and why nothing is said of its chance where nothing is."""
    target, chance = projection.target, projection.chance(projection.forecast)
    if target is None or chance is None:
        return ()
    said = f"{_target(projection)} by {_day(target.by)} was set by {target.set_by}."
    if not target.set_by:
        named = _target(projection).removeprefix("The target of ")
        said = f"The target is {named} by {_day(target.by)}; who set it is not said."
    if chance.probability is not None:
        return (said,)
    return (said, f"How likely it is to be met is not said, because {chance.reason}.")


def _scenario_notes(projection: Projection) -> tuple[str, ...]:
    """Say what each scenario assumes, what that rests on, and how the target would then stand."""
    general = [each for each in projection.scenarios if each.plan is None]
    found = [HOW_SCENARIOS_ARE_MADE] if projection.scenarios else []
    if not projection.one_way_is_better:
        definition = projection.series.definition
        why = WITHIN if definition.polarity == "a band" and definition.band else NO_DIRECTION
        instead = "".join(INSTEAD.format(name=each.name[0].lower() + each.name[1:]) for each in general)
        found.append(why.format(instead=instead))
    return (*found, *(_scenario(projection, each) for each in projection.scenarios))


def _scenario(projection: Projection, scenario: WhatIf) -> str:
    """Say what one scenario assumes, and how the target would then stand."""
    chance = projection.chance(scenario.forecast)
    then = _then(chance)
    if scenario.plan is None:
        return f"{scenario.name}: assumes that {scenario.assumed}{then}."
    plan = scenario.plan
    option = f", option {plan.option}" if plan.option else ""
    rests = f" The size rests on this: {plan.evidence}." if plan.evidence else ""
    return f"Scenario {plan.id}{option} ({plan.name}): assumes that {scenario.assumed}{then}.{rests}"


def _then(chance: Chance | None) -> str:
    """Say how often a scenario would meet the target."""
    if chance is None or chance.probability is None:
        return ""
    return f"; the target would then be met {chances.times(chance.probability)}"


def _day(day: dt.date) -> str:
    """Write a date."""
    return f"{day.day} {day:%B %Y}"
