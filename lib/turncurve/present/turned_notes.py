"""What to bear in mind of the verdict "has it turned?": the rule, the looks, false alarms and how it was measured."""

from __future__ import annotations

from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.analyses.turn_test import written
from turncurve.present import words
from turncurve.present.turned_words import length, part, waived

RULE = (
    "The rule, the same for every indicator and fixed before anyone looks: after each planned look the new {periods} "
    "are compared with those before. The curve has turned where they depart by more than chance alone would in "
    "{allowance} of 100 cases, all looks taken together; where their mean is outside the 80% range that the frozen "
    "forecast gave for it, on the same side; and where no control chart points the other way. A change of {effect} is "
    "held to be worth finding."
)
AFTERWARDS = (
    "No forecast was on record at this baseline's end, so the baseline was chosen afterwards: what is said of false "
    "alarms holds only where it was not chosen for what came after it."
)


def notes(turned: Turned) -> tuple[str, ...]:
    """Say what to bear in mind: the test, what it may get wrong, what it found by the way and what was left out.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    tuple of str
        One or more sentences each.
    """
    allowance = f"{100 * turned.test.false_alarm:.3g}"
    periods = length(turned) if length(turned).endswith("s") else f"{length(turned)}s"
    rule = RULE.format(periods=periods, allowance=allowance, effect=part(turned.test.effect))
    return (
        " ".join(said for said in (rule, waived(turned), looks_made(turned)) if said),
        false_alarms(turned),
        *_method_notes(turned),
        *([turned.stretch.left_out] if turned.stretch.left_out else []),
        *_test_on_record(turned),
        words.WHY_AN_INTERVAL,
    )


def looks_made(turned: Turned) -> str:
    """Say how many of the planned looks have been made.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        One sentence.
    """
    planned, made = len(turned.test.looks), len(turned.verdict.looks)
    looks = words.plural(planned, "look")
    if made and turned.next_look is None:
        return f"All {looks} that were planned are over; to go on looking, a new baseline and a new plan are needed."
    made_so_far = "none has been made yet" if not made else f"{made} {'has' if made == 1 else 'have'} been made so far"
    return f"The plan is for {looks}, one after each new {length(turned)}: {made_so_far}."


def false_alarms(turned: Turned) -> str:
    """Say how many false alarms to expect over all indicators and repeated looks.

    Parameters
    ----------
    turned : Turned
        The verdict.

    Returns
    -------
    str
        Sentences; of the headlines together, and of all other indicators.
    """
    shared = turned.allowances
    level, front = f"{100 * shared.level:.3g}", len(shared.headlines)
    one = f"the one headline is wrongly said to have changed at any look is at most {level} in 100"
    many = f"any of the {front} headlines is wrongly said to have changed at any look is at most {level} in 100"
    said = (
        [f"Were nothing to change, the rule is made so that the chance that {one if front == 1 else many}."]
        if front
        else []
    )
    if shared.others > 1:
        others = "other indicators" if front else "indicators"
        said.append(
            f"Were the {shared.others} {others} that it can read all looked at as well, each with its own allowance of "
            f"{level} in 100, up to {words.number(shared.expected_false_alarms, decimals=1)} false alarms in all "
            "would be nothing strange."
        )
    elif not front:
        said.append(f"Were nothing to change, the rule is made to say otherwise at most {level} times in 100.")
    said.append("How often it was wrong on simulated series, and on which it does worse, is in docs/false_alarms.md.")
    return " ".join(said)


def _method_notes(turned: Turned) -> tuple[str, ...]:
    """Say the difference in standard errors, how the rule's own measure came out, and what the chart says."""
    said, found = [], turned.verdict.latest
    if turned.step is not None and turned.step.standard_errors is not None:
        errors = words.number(abs(turned.step.standard_errors), decimals=1)
        said.append(
            f"Were cases independent of one another, the two values named would be {errors} standard errors apart "
            f"(z = {errors}); about 2 would rule out chance in a comparison made once and planned beforehand."
        )
    if found is not None:
        spread = f", a variance of {found.dispersion:.1f} times chance" if found.dispersion is not None else ""
        trend = "a trend of the past carried on" if found.trend_carried_on else "the past without a trend"
        said.append(
            f"Segmented regression: {_p_value(turned.verdict.p_value)} over all looks so far (.5 at most){spread}, "
            f"correlation from one {length(turned)} to the next {found.autocorrelation:.2f}, {trend}."
        )
    if turned.verdict.chart_direction:
        side = "above" if turned.verdict.chart_direction > 0 else "below"
        said.append(f"The control chart's latest special cause since the baseline is {side} the usual range.")
    return tuple(said)


def _p_value(value: float) -> str:
    """Write a p-value."""
    return "p below 0.001" if value < 0.001 else f"p = {value:.3f}"


def _test_on_record(turned: Turned) -> tuple[str, ...]:
    """Say that no forecast was issued at the baseline, or that the test written down with it was another."""
    held = turned.held_against
    if held is not None and held.issue is None:
        return (AFTERWARDS,)
    if held is None or not held.test or held.test == written(turned.test):
        return ()
    return (f"The test written down with the forecast was another: {held.test}. This page uses today's.",)
