"""A process drawn as a map: a box a step in the order in which it is meant to run, and an arrow a move."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from turncurve.present import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 0.68, 0.46
"""Of a box, where two boxes' middles are 1 apart."""
THINNEST, THICKEST = 1.0, 6.0
LIFT, RISE = 0.34, 0.23
"""How far an arrow back to the step before is bent, and how far from the boxes that takes it."""


@dataclass(frozen=True)
class Flow:
    """The map of a process.

    Parameters
    ----------
    steps : tuple of (str, str)
        Name of each step, and what is written below it.
    moves : tuple of (int, int, float, str)
        From which step to which, how thick its arrow is as a share of the thickest, and what is written beside it.
    """

    steps: tuple[tuple[str, str], ...]
    moves: tuple[tuple[int, int, float, str], ...]


def draw_flow(axes: Axes, flow: Flow) -> None:
    """Draw the map: ways on straight or above the boxes, ways back below them in another colour and dashed.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    flow : Flow
        The map.
    """
    from matplotlib.patches import FancyBboxPatch

    axes.set_axis_off()
    axes.set_xlim(-0.55, len(flow.steps) - 0.45)
    axes.set_ylim(-0.95, 0.95)
    for before, after, share, label in flow.moves:
        _draw_move(axes, before, after, share=share, label=label)
    for place, (name, below) in enumerate(flow.steps):
        box = FancyBboxPatch(
            (place - WIDTH / 2, -HEIGHT / 2), WIDTH, HEIGHT, boxstyle="round,pad=0,rounding_size=0.06",
            facecolor="white", edgecolor=theme.DARK_BLUE, linewidth=1.6, zorder=4,
        )  # fmt: skip
        axes.add_patch(box)
        axes.text(place, 0.06, name, ha="center", va="center", fontsize=10, fontweight="bold", zorder=5)
        axes.text(place, -0.11, below, ha="center", va="center", fontsize=9, zorder=5)


def _draw_move(axes: Axes, before: int, after: int, *, share: float, label: str) -> None:
    """Draw one move: to the next step, past others, to the same step again, or back."""
    width = THINNEST + (THICKEST - THINNEST) * share
    steps = after - before
    if steps == 1:
        _arrow(axes, (before + WIDTH / 2, 0), (after - WIDTH / 2, 0), bend=0.0, width=width)
        axes.text((before + after) / 2, 0.27, label, ha="center", va="bottom", fontsize=9)
    elif steps == 0:
        _arrow(axes, (before + 0.16, HEIGHT / 2), (before - 0.16, HEIGHT / 2), bend=1.3, width=width, again=True)
        axes.text(before, 0.54, label, ha="center", va="bottom", fontsize=9)
    elif steps > 1:
        _arrow(axes, (before + 0.1, HEIGHT / 2), (after - 0.1, HEIGHT / 2), bend=-LIFT / sqrt(steps), width=width)
        axes.text(
            (before + after) / 2, HEIGHT / 2 + 0.04 + RISE * sqrt(steps), label, ha="center", va="bottom", fontsize=9
        )
    else:
        _arrow(
            axes,
            (before - 0.1, -HEIGHT / 2),
            (after + 0.1, -HEIGHT / 2),
            bend=-LIFT / sqrt(-steps),
            width=width,
            again=True,
        )
        axes.text(
            (before + after) / 2, -HEIGHT / 2 - 0.06 - RISE * sqrt(-steps), label, ha="center", va="top", fontsize=9
        )


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], *, bend: float, width: float, again: bool = False
) -> None:
    """Draw one arrow; that of work done again or sent back is dashed and of another colour."""
    from matplotlib.patches import FancyArrowPatch

    axes.add_patch(
        FancyArrowPatch(
            start, end, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", mutation_scale=10 + 1.5 * width,
            linewidth=width, color=theme.ORANGE if again else theme.DARK_BLUE, shrinkA=0, shrinkB=0,
            linestyle=(0, (3, 1.2)) if again else "solid", zorder=3, capstyle="butt",
        )
    )  # fmt: skip
