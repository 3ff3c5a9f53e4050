"""What a control chart adds to a picture: limits as steps, and special causes told by shape as well as by colour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from turncurve.present import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MarkKind = Literal["better", "worse", "neither"]
SHAPES: dict[MarkKind, str] = {"better": "P", "worse": "X", "neither": "D"}
COLOURS: dict[MarkKind, str] = {"better": theme.TURQUOISE, "worse": theme.ORANGE, "neither": theme.PINK}


@dataclass(frozen=True)
class Steps:
    """A level that holds over each period and steps to the next, such as a limit.

    Parameters
    ----------
    x : tuple of datetime.date
        When each level is for.
    y : tuple of float or None
        The levels; broken where missing.
    label : str
        What they are; empty where another of the same name is in the key.
    centre : bool
        Whether it is the middle that limits stand about, drawn unbroken; limits are dotted.
    """

    x: tuple[dt.date, ...]
    y: tuple[float | None, ...]
    label: str = ""
    centre: bool = False


@dataclass(frozen=True)
class Marks:
    """Single points that stand out, by shape as well as by colour.

    Parameters
    ----------
    x : tuple of datetime.date
        When each is for.
    y : tuple of float
        The values.
    label : str
        What they are.
    kind : {"better", "worse", "neither"}
        What they mean: a plus, a cross or a diamond.
    """

    x: tuple[dt.date, ...]
    y: tuple[float, ...]
    label: str
    kind: MarkKind = "neither"


def draw_steps(axes: Axes, steps: Steps) -> None:
    """Draw levels as steps.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to draw.
    steps : Steps
        What to draw.
    """
    axes.plot(
        steps.x,  # type: ignore[arg-type]  # matplotlib converts dates
        np.array([np.nan if value is None else value for value in steps.y], dtype=float),
        color=theme.GREY,
        linestyle="solid" if steps.centre else "dotted",
        linewidth=1.2 if steps.centre else 1.8,
        drawstyle="steps-mid",
        zorder=2,
        label=steps.label or None,
    )


def draw_marks(axes: Axes, marks: Marks) -> None:
    """Draw points that stand out.

    Parameters
    ----------
    axes : matplotlib Axes
        Where to draw.
    marks : Marks
        What to draw.
    """
    axes.plot(
        marks.x,  # type: ignore[arg-type]  # matplotlib converts dates
        marks.y,
        color=COLOURS[marks.kind],
        marker=SHAPES[marks.kind],
        markersize=10,
        markeredgecolor="white",
        linestyle="none",
        zorder=6,
        clip_on=False,
        label=marks.label,
    )
