"""How pictures look: one quiet theme, colours that hold their contrast, and nothing told by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# The Government Analysis Function's categorical palette: each at least 3 to 1 against white.
DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
PINK = "#801650"
ORANGE = "#D4500A"
GREY = "#5F5F5F"
LIGHT = "#B8CDE0"
INK = "#1F2328"
PALETTE = (DARK_BLUE, PINK, TURQUOISE, ORANGE, GREY)
# What is written inside a bar of each colour, at least 4.5 to 1 against it.
ON_PALETTE = ("white", "white", "#000000", "#000000", "white")
DASHES = ("solid", "dashed", "dotted", "dashdot", (0, (5, 1, 1, 1)))

SETTINGS: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.labelcolor": INK,
    "grid.color": "#DDE1E5",
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.major.size": 0,
    "text.color": INK,
    "legend.frameon": False,
    "figure.dpi": 100,
    "svg.fonttype": "none",
    "svg.hashsalt": "turncurve",
}


_LEFT_ALONE = {"backend", "backend_fallback", "interactive", "toolbar", "timezone"}


@contextmanager
def themed() -> Iterator[None]:
    """Draw with our settings, whatever was set before, and put those back.

    Yields
    ------
    None
        While the settings hold.
    """
    import matplotlib as mpl

    untouched: dict[str, Any] = {key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if key not in _LEFT_ALONE}
    # The stubs name every key; ours are checked by matplotlib itself, which refuses one that it does not know.
    settings: Any = {**untouched, **SETTINGS}
    with mpl.rc_context(settings):
        yield
