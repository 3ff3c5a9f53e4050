"""What a funnel plot draws: places by size, and limits that close in as places grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from turncurve.present import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LimitKind = Literal["inner", "outer", "centre"]
_DASHES: dict[LimitKind, str] = {"inner": "dashed", "outer": "solid", "centre": "dashdot"}


@dataclass(frozen=True)
class Places:
    """Places by size, as single points.

    Parameters
    ----------
    x, y : tuple of float
        Their sizes and values.
    label : str
        What they are.
    own : bool
        Whether they are what the page is about: larger, of another shape, and named beside.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    label: str
    own: bool = False


@dataclass(frozen=True)
class Limit:
    """A limit by size.

    Parameters
    ----------
    x, y : tuple of float
        Sizes and levels.
    label : str
        What it is; empty where another of the same name is in the key.
    kind : {"inner", "outer", "centre"}
        The inner of two limits is dashed, the outer unbroken; the centre is what they close in on.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    label: str = ""
    kind: LimitKind = "inner"


def draw_places(axes: Axes, places: Places) -> None:
    """Draw places as points.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to draw.
    places : Places
        What to draw.
    """
    axes.plot(
        places.x,
        places.y,
        color=theme.PINK if places.own else theme.DARK_BLUE,
        marker="D" if places.own else "o",
        markersize=9 if places.own else 5.5,
        markeredgecolor="white",
        linestyle="none",
        zorder=6 if places.own else 4,
        clip_on=False,
        label=places.label,
    )


def draw_limit(axes: Axes, limit: Limit) -> None:
    """Draw a limit as a curve.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to draw.
    limit : Limit
        What to draw.
    """
    axes.plot(
        limit.x,
        limit.y,
        color=theme.TURQUOISE if limit.kind == "centre" else theme.GREY,
        linestyle=_DASHES[limit.kind],
        linewidth=1.8 if limit.kind == "centre" else 1.2,
        zorder=2,
        label=limit.label or None,
    )
