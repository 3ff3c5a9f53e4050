"""How many to sample, how many from each part, and which ones, so that anyone can draw the same again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_whole, normal_quantile


@dataclass(frozen=True)
class SampleSize:
    """How many units tell a proportion as precisely as is wanted.

    Attributes
    ----------
    size : int
        Units to sample, never more than the population.
    without_correction : float
        Units that an endless population would need.
    population : int
        Units in the population.
    margin : float
        The wanted half-width of the interval, as a proportion.
    expected : float
        The proportion that was assumed.
    level : float
        The confidence level.
    """

    size: int
    without_correction: float
    population: int
    margin: float
    expected: float
    level: float


@dataclass(frozen=True)
class StratumAllocation:
    """How many units one stratum gives to the sample.

    Attributes
    ----------
    stratum : str
        The stratum's name.
    frame : int
        Units in the frame.
    always : int
        Units that are in every sample, counted among those drawn.
    drawn : int
        Units in the sample.
    """

    stratum: str
    frame: int
    always: int
    drawn: int


@dataclass(frozen=True)
class DrawnUnit:
    """One unit in the sample, with the chance that it had of being in it.

    Attributes
    ----------
    unit : str
        The unit's identifier.
    stratum : str
        Its stratum.
    always : bool
        Whether it is in every sample.
    probability : float
        Its chance of inclusion; an estimate for the frame weights each unit by one over this.
    """

    unit: str
    stratum: str
    always: bool
    probability: float


@dataclass(frozen=True)
class StratifiedDraw:
    """Which units are the sample, and how the draw was made.

    Attributes
    ----------
    units : tuple of DrawnUnit
        The sample, sorted by stratum and identifier.
    allocation : tuple of StratumAllocation
        One a stratum, sorted by name.
    seed : int
        The seed that draws the same sample from the same frame again.
    """

    units: tuple[DrawnUnit, ...]
    allocation: tuple[StratumAllocation, ...]
    seed: int


def sample_size(population: int, *, margin: float = 0.05, expected: float = 0.5, level: float = 0.95) -> SampleSize:
    """Find how many units tell a proportion to within a margin, in a population of known size.

    Parameters
    ----------
    population : int
        Units in the population.
    margin : float
        Wanted half-width of the interval, as a proportion above 0 and under 1.
    expected : float
        The proportion expected; 0.5 where nothing is known, which asks for the most units.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    SampleSize
        With the finite population correction, rounded up.

    Raises
    ------
    TurnCurveError
        Where the population is not a count, or the margin or expected proportion is not between 0 and 1.

    References
    ----------
    Cochran (1977), Sampling Techniques, 4.4.
    """
    check_whole(population, name="population")
    if not (0 < margin < 1 and 0 < expected < 1):
        raise TurnCurveError("A margin and an expected proportion lie between 0 and 1", where="margin, expected")
    endless = normal_quantile(level) ** 2 * expected * (1 - expected) / margin**2
    corrected = 0.0 if population == 0 else endless / (1 + (endless - 1) / population)
    # An endless need under one unit is still one unit; ten decimals keep rounding error from adding another.
    size = min(population, max(1, ceil(round(corrected, 10))))
    return SampleSize(
        size=size, without_correction=endless, population=population, margin=margin, expected=expected, level=level
    )


def allocate(
    frame: Mapping[str, int], size: int, *, minimum: int = 1, always: Mapping[str, int] | None = None
) -> tuple[StratumAllocation, ...]:
    """Share a sample among strata in proportion to their size, with a guaranteed minimum for each.

    Parameters
    ----------
    frame : mapping of str to int
        Units in each stratum.
    size : int
        Units in the sample; a size over the frame takes the whole frame.
    minimum : int
        Units that each stratum gives at least, or all that it has where it has fewer.
    always : mapping of str to int, optional
        Units of each stratum that are in every sample; they count towards the minimum and the size.

    Returns
    -------
    tuple of StratumAllocation
        One a stratum, sorted by name; the units drawn add up to the size.

    Raises
    ------
    TurnCurveError
        Where a count is wrong, a stratum is unknown, or the minimums and units always included exceed the size.

    References
    ----------
    Cochran (1977), Sampling Techniques, 5.5 (proportional allocation), with rounding by largest remainders.
    """
    included = dict(always or {})
    _check_frame(frame, included, size=size, minimum=minimum)
    floors = {name: max(min(minimum, frame[name]), included.get(name, 0)) for name in sorted(frame)}
    wanted = min(size, sum(frame.values()))
    if sum(floors.values()) > wanted:
        raise TurnCurveError(
            "The minimums and the units always included come to more than the sample",
            where="size, minimum, always",
            remedy=f"Ask for at least {sum(floors.values())} units or lower the minimum",
        )
    drawn = _proportional(frame, floors, wanted=wanted)
    return tuple(
        StratumAllocation(stratum=name, frame=frame[name], always=included.get(name, 0), drawn=drawn[name])
        for name in floors
    )


def stratified_draw(
    units: Sequence[str],
    strata: Sequence[str],
    *,
    size: int,
    seed: int,
    minimum: int = 1,
    always: Collection[str] = (),
) -> StratifiedDraw:
    """Draw a stratified random sample that depends on the seed and the frame alone, in whatever order it stands.

    Every unit is ranked by a SHA-256 digest of the seed and its identifier, and each stratum gives its lowest ranks. A
    unit that leaves or joins the frame so changes the rank of no other.

    Parameters
    ----------
    units : sequence of str, one a unit of the frame
        Identifiers, each once.
    strata : sequence of str, one a unit of the frame
        The stratum of each unit.
    size : int
        Units in the sample; a size over the frame takes the whole frame.
    seed : int
        The draw's seed, to be published with the sample.
    minimum : int
        Units that each stratum gives at least, or all that it has where it has fewer.
    always : collection of str
        Identifiers of units that are in every sample.

    Returns
    -------
    StratifiedDraw
        The sample with each unit's chance of inclusion.

    Raises
    ------
    TurnCurveError
        Where the frame repeats a unit, its two columns differ in length, a unit always included is not in the frame, or
        the minimums and units always included exceed the size.
    """
    if len(units) != len(strata):
        raise TurnCurveError("Units and strata differ in length", where="units, strata")
    if len(set(units)) != len(units):
        raise TurnCurveError(
            "A unit stands more than once in the frame", where="units", remedy="Give each unit one row"
        )
    missing = len(set(always) - set(units))
    if missing:
        raise TurnCurveError(f"Units always included are not in the frame: {missing} of them", where="always")
    stratum_of = dict(zip(units, strata, strict=True))
    forced = set(always)
    allocation = allocate(
        Counter(strata), size, minimum=minimum, always=Counter(stratum_of[unit] for unit in sorted(forced))
    )
    ranked = sorted(stratum_of, key=lambda unit: (unit not in forced, _rank(unit, seed=seed)))
    chosen: list[DrawnUnit] = []
    for share in allocation:
        members = [unit for unit in ranked if stratum_of[unit] == share.stratum][: share.drawn]
        chosen += [_drawn(unit, share=share, always=unit in forced) for unit in sorted(members)]
    return StratifiedDraw(units=tuple(chosen), allocation=allocation, seed=seed)


def _check_frame(frame: Mapping[str, int], always: Mapping[str, int], *, size: int, minimum: int) -> None:
    """Refuse counts that are wrong and strata that the frame does not have."""
    for count in (size, minimum, *frame.values(), *always.values()):
        check_whole(count, name="size, minimum, frame or always")
    if any(count > frame.get(name, 0) for name, count in always.items()):
        raise TurnCurveError("More units are always included than a stratum has", where="always")


def _proportional(frame: Mapping[str, int], floors: Mapping[str, int], *, wanted: int) -> dict[str, int]:
    """Share what is wanted in proportion to size; strata whose floor is over their share keep the floor."""
    drawn = dict(floors)
    sharing, left = list(floors), wanted
    while True:
        everyone = sum(frame[name] for name in sharing)
        held = [name for name in sharing if floors[name] * everyone >= frame[name] * left]
        if not held:
            break
        left -= sum(floors[name] for name in held)
        sharing = [name for name in sharing if name not in held]
    # Whole numbers throughout, so that a tie between remainders is a tie and the earlier name wins it.
    for name in sharing:
        drawn[name] = frame[name] * left // everyone
    over = left - sum(drawn[name] for name in sharing)
    for name in sorted(sharing, key=lambda name: -(frame[name] * left % everyone))[:over]:
        drawn[name] += 1
    return drawn


def _rank(unit: str, *, seed: int) -> bytes:
    """Return the digest by which a unit is ranked; the separator keeps seed 1, unit 23 from seed 12, unit 3."""
    return sha256(f"{seed}\x1f{unit}".encode()).digest()


def _drawn(unit: str, *, share: StratumAllocation, always: bool) -> DrawnUnit:
    """Return a unit of the sample with its chance of inclusion in its stratum."""
    by_chance = (share.drawn - share.always) / (share.frame - share.always) if not always else 1.0
    return DrawnUnit(unit=unit, stratum=share.stratum, always=always, probability=by_chance)
