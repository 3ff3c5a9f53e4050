"""The only door to a reader: an answer passes it whole for those who may see it, and made safe for the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass, replace
from typing import Any, Generic, Literal, TypeVar, final, get_args

from turncurve.analyses.answer import Answer
from turncurve.analyses.case_forecast import RestsOnCases
from turncurve.disclosure.case_rule import tellable
from turncurve.disclosure.plan import PlannedTable, SuppressionPlan, make_plan
from turncurve.disclosure.recorded import RecordedTable, counted, digest, ladder
from turncurve.disclosure.rule import DEFAULT_PROFILE, RuleProfile, profile
from turncurve.errors import DisclosureError, UnknownNameError
from turncurve.indicators.figures import Figures, Measurement
from turncurve.tables.records import Records

Audience = Literal["public", "restricted"]
T = TypeVar("T", covariant=True)
AnAnswer = TypeVar("AnAnswer", bound=Answer)
_SEAL = object()
_ABOUT_FEW_STAFF = (
    "this answer is about so few members of staff that they could be known, so the public is not shown it"
)
_BY = {"month": "month", "quarter": "quarter", "year": "year", "three_years": "three years", None: "period"}


@dataclass(frozen=True)
class Treatment:
    """What was done to an answer before it was shown.

    Parameters
    ----------
    profile : str
        Name of the rule; empty where nothing is hidden from this audience.
    symbol : str
        What stands in place of a hidden value.
    hidden_values, all_values : int
        How many values are hidden, and how many there are.
    sentences : tuple of str
        The same in words for the page, with the reason for a coarser grain.
    """

    profile: str = ""
    symbol: str = ""
    hidden_values: int = 0
    all_values: int = 0
    sentences: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Releasable(Generic[T]):
    """An answer that has passed the door; only `release` makes one.

    Parameters
    ----------
    value : answer
        The answer, as this audience may see it.
    audience : {"public", "restricted"}
        Who may see it.
    treatment : Treatment
        What was hidden and by which rule.
    seal : object
        Known to this module alone.

    Raises
    ------
    DisclosureError
        If made anywhere but at the door.
    """

    value: T
    audience: Audience
    treatment: Treatment
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        """Refuse to be made anywhere but at the door.

        Parameters
        ----------
        seal : object
            Known to this module alone.

        Raises
        ------
        DisclosureError
            If it is another.
        """
        if seal is not _SEAL:
            raise DisclosureError(
                "an answer can be made ready for a reader only by passing it through disclosure control",
                remedy="Show it through the page",
            )
        object.__setattr__(self, "_passed", _SEAL)


def release(answer: AnAnswer, *, audience: Audience, plan: SuppressionPlan | None = None) -> Releasable[AnAnswer]:
    """Return an answer as an audience may see it.

    To the public everything is worked out again from what may be shown, so that no sentence, limit or forecast says
    more than the table beside it.

    Parameters
    ----------
    answer : Answer
        The answer, resting on figures.
    audience : {"public", "restricted"}
        Who will see it.
    plan : SuppressionPlan, optional
        The release's plan; needed for the public.

    Returns
    -------
    Releasable
        The answer, sealed.

    Raises
    ------
    UnknownNameError
        If there is no such audience.
    DisclosureError
        If it is not an answer, or the plan was not made for it: nothing is shown.
    """
    if audience not in get_args(Audience):
        raise UnknownNameError(f"there is no audience {audience!r}", remedy="Choose public or restricted")
    if not isinstance(answer, Answer):
        raise DisclosureError(
            f"a {type(answer).__name__} is not an answer, so what it rests on cannot be checked",
            remedy="Show an answer from the analyses",
        )
    alone = getattr(answer, "for_the_board_alone", False)
    if audience == "public" and alone:
        raise DisclosureError(
            alone if isinstance(alone, str) else _ABOUT_FEW_STAFF,
            remedy="Show it on a restricted page",
        )
    if audience == "restricted":
        return Releasable(answer, audience, Treatment(), _SEAL)
    if plan is None:
        raise DisclosureError("nothing is shown to the public without a suppression plan", remedy="Make the plan first")
    planned = plan.table(digest(answer.figures))
    if planned is None:
        raise DisclosureError(
            "the suppression plan was not made for these figures",
            remedy="Run the restricted pages again and make the plan anew",
        )
    rule = profile(plan.profile)
    figures = tuple(_shown(each, plan=plan, rule=rule) for each in _at_grain(answer.figures, planned))
    released = answer.over(figures)
    if isinstance(released, RestsOnCases) and isinstance(answer, RestsOnCases):
        told = tellable(answer.told, figures=figures, rule=rule)
        released = released.telling(told)
        if released.told is not told:
            raise DisclosureError("the answer kept a forecast other than what may be told, so it is not shown")
    _check(released.figures, figures)
    return Releasable(released, audience, _treatment(figures, plan=plan, planned=planned, rule=rule), _SEAL)


def solo_plan(answer: Answer, *, profile: str = DEFAULT_PROFILE, records: Records | None = None) -> SuppressionPlan:
    """Return a plan for one answer alone, for exploring; a release makes one plan for all of its tables.

    Parameters
    ----------
    answer : Answer
        The answer.
    profile : str, optional
        Name of the rule.
    records : Records, optional
        What the answer was found in: its answers over the same figures then share one plan.

    Returns
    -------
    SuppressionPlan
        Marked as solo.
    """
    figures = tuple(answer.figures)
    return _alone(None, figures, profile) if records is None else records.once(_alone, figures, profile)


def _alone(records: Records | None, figures: tuple[Figures, ...], profile: str) -> SuppressionPlan:
    """Return a plan for some figures alone."""
    mark, grains = counted(figures, records=records)
    return make_plan([RecordedTable(mark[:8], mark, grains)], profile=profile, solo=True)


def require_releasable(shown: object) -> Releasable[Any]:
    """Return what is about to be shown, if it has passed the door.

    Parameters
    ----------
    shown : object
        What a drawing or a table was asked to show.

    Returns
    -------
    Releasable
        The same.

    Raises
    ------
    DisclosureError
        If it has not passed: a raw answer, a list, a data frame.
    """
    if isinstance(shown, Releasable) and getattr(shown, "_passed", None) is _SEAL:
        return shown
    raise DisclosureError(
        f"a {type(shown).__name__} has not passed disclosure control, so it is not shown",
        remedy="Show an answer through the page",
    )


def _at_grain(figures: tuple[Figures, ...], planned: PlannedTable) -> tuple[Figures, ...]:
    """Return the figures at the grain that the plan chose."""
    for grain, members in ladder(figures):
        if grain == planned.grain:
            return members
    raise DisclosureError("the suppression plan names periods that these figures cannot be shown over")


def _shown(figures: Figures, *, plan: SuppressionPlan, rule: RuleProfile) -> Figures:
    """Return figures without what is hidden, rounded where the rule rounds."""
    if figures.source.published:
        return figures
    left = figures.hiding(frozenset(plan.hidden))
    kind = figures.definition.kind
    return replace(left, measurements=tuple(_rounded(each, kind=kind, rule=rule) for each in left.measurements))


def _rounded(measurement: Measurement, *, kind: str, rule: RuleProfile) -> Measurement:
    """Return a measurement as the rule states its counts, and without a small number of unknown cases."""
    unknown = 0 if rule.hides(measurement.unknown) else rule.rounded(measurement.unknown)
    above, below = measurement.numerator, measurement.denominator
    rounded_below = None if below is None else rule.rounded(below)
    if above is not None and kind != "mean":
        above = rule.rounded(above)
    elif above is not None and below and rounded_below is not None:
        above = round(above / below * rounded_below)
    return replace(measurement, numerator=above, denominator=rounded_below, unknown=unknown)


def _check(given: Iterable[Figures], figures: tuple[Figures, ...]) -> None:
    """Refuse an answer that kept other figures than those it was worked out from.

    Raises
    ------
    DisclosureError
        If it did.
    """
    if digest(given) != digest(figures):
        raise DisclosureError("the answer kept figures other than those that may be shown, so it is not shown")


def _treatment(
    figures: tuple[Figures, ...], *, plan: SuppressionPlan, planned: PlannedTable, rule: RuleProfile
) -> Treatment:
    """Return what was done, in numbers and in words."""
    own = [item for each in figures if not each.source.published for item in each.measurements]
    if figures and not own:
        said = "Every figure here had already been published by its source, so nothing is hidden by us."
        return Treatment(rule.name, rule.symbol, sentences=(said,))
    hidden = sum(item.status == "hidden" for item in own)
    names = " and ".join(plan.kept_by)
    kept = f" What an earlier release hid as too small by another rule ({names}) stays hidden." if names else ""
    sentences = [f"{rule.title} ({rule.name}).{kept}"]
    if hidden:
        verb = "is" if hidden == 1 else "are"
        many = f"{hidden} of {len(own)} values {verb} not shown ({rule.symbol})"
        sentences.append(f"{many}, so that no small count can be worked out.")
    if planned.grain != planned.finest:
        sentences.append(
            f"Shown by {_BY[planned.grain]}, because by {_BY[planned.finest]} fewer than half of the values could be."
        )
    if plan.solo:
        sentences.append("Made safe by itself for exploring; not checked against other tables or earlier releases.")
    return Treatment(rule.name, rule.symbol, hidden, len(own), tuple(sentences))
