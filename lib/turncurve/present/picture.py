"""What a picture is made of, and how it is drawn: lines, bands, points, bars and rules over time or categories."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from turncurve.present import theme
from turncurve.present.control_layers import Marks, Steps, draw_marks, draw_steps
from turncurve.present.flow_layers import Flow, draw_flow
from turncurve.present.funnel_layers import Limit, Places, draw_limit, draw_places

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Position = dt.date | str
POINTS = 72
"""To the inch."""
# What a picture is larger for and looks no different with: indents, names of groups that nothing refers to, turns by
# nothing, and places to more than a hundredth of a point.
_SPARE = (
    (re.compile(r"\n\s*(?=[MLQCz] )|\n\s*(?=z\n)"), " "),
    (re.compile(r"\n\s*"), "\n"),
    (re.compile(r'(?<=<g) id="[^"]*"'), ""),
    (re.compile(r' transform="rotate\(-0 [^"]*\)"'), ""),
    (re.compile(r"<g>\n(<use [^>]*/>)\n</g>"), r"\1"),
    (re.compile(r"(?<=[ \"(-])(\d+\.\d\d)\d+(?=[ \")])"), r"\1"),
)


@dataclass(frozen=True)
class Line:
    """A series joined by a line, broken where a value is missing; named at its end.

    Parameters
    ----------
    x : tuple of datetime.date
        When each value is for.
    y : tuple of float or None
        The values.
    label : str
        The series' name.
    rank : int
        0 for the series that the page is about; 1, 2 and so on for others.
    markers : bool
        Whether each value is marked.
    """

    x: tuple[dt.date, ...]
    y: tuple[float | None, ...]
    label: str = ""
    rank: int = 0
    markers: bool = True


@dataclass(frozen=True)
class Band:
    """A range about a series, drawn behind it.

    Parameters
    ----------
    x : tuple of datetime.date
        When each range is for.
    low, high : tuple of float or None
        Its ends.
    label : str
        What the range is.
    rank : int
        0 for the inner, 1 for the outer of two.
    """

    x: tuple[dt.date, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    label: str
    rank: int = 0


@dataclass(frozen=True)
class Whiskers:
    """An interval at each point, as a thin upright line.

    Parameters
    ----------
    x : tuple of datetime.date or str
        Where each interval stands.
    low, high : tuple of float or None
        Its ends.
    label : str
        What the interval is.
    """

    x: tuple[Position, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    label: str


@dataclass(frozen=True)
class Bars:
    """One bar a category, lying down so that its name can be read.

    Parameters
    ----------
    names : tuple of str
        The categories, first at the top.
    parts : tuple of (str, tuple of float or None)
        Name and values of each part; one part for plain bars.
    """

    names: tuple[str, ...]
    parts: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True)
class Rule:
    """A level or a date that everything else is read against.

    Parameters
    ----------
    at : float or datetime.date
        A level of the upright axis, or a date.
    label : str
        What it is.
    """

    at: float | dt.date
    label: str


Layer = Line | Band | Whiskers | Bars | Rule | Steps | Marks | Places | Limit | Flow


@dataclass(frozen=True)
class Picture:
    """A picture: its layers and what its axes are.

    Parameters
    ----------
    layers : tuple of Layer
        What is drawn, from the back.
    unit : str
        What the upright axis (or the bars) count, in words.
    from_zero : bool
        Whether the axis starts at zero.
    top : float, optional
        Where the axis ends, such as 100 for percentages of a few.
    along : str
        What the level axis counts where it is a number; empty where it is time or categories.
    """

    layers: tuple[Layer, ...]
    unit: str
    from_zero: bool = True
    top: float | None = None
    along: str = ""


def svg(picture: Picture, *, footer: str) -> str:
    """Draw a picture as SVG text, the same to the byte each time.

    Parameters
    ----------
    picture : Picture
        What to draw.
    footer : str
        Words that must stand on every picture: the council, the audience, and SYNTHETIC where it is.

    Returns
    -------
    str
        One SVG element.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    with theme.themed():
        bars = next((layer for layer in picture.layers if isinstance(layer, Bars)), None)
        is_map = any(isinstance(layer, Flow) for layer in picture.layers)
        height = 1.5 + 0.42 * len(bars.names) if bars else 3.2 if is_map else 4.0
        figure = Figure(figsize=(8.2, height), layout=ConstrainedLayoutEngine(rect=(0, 0.045, 1, 0.955)))
        axes = figure.add_subplot()
        for layer in picture.layers:
            _DRAW[type(layer)](axes, layer)
        if not is_map:
            _finish(axes, picture, lying=bars is not None)
        figure.text(0.995, 0.004, footer, ha="right", va="bottom", fontsize=8, color=theme.GREY)
        return _slim(_written(figure))


def _written(figure: Figure) -> str:
    """Lay a figure out and write it as SVG by one renderer: `savefig` takes two, and each measures all texts."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG

    written = io.StringIO()
    figure.set_dpi(POINTS)
    width, height = POINTS * figure.get_size_inches()
    renderer = RendererSVG(width, height, written, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]  # it has no types
    # Where a canvas has one, the layout engine measures by it.
    FigureCanvasSVG(figure).get_renderer = lambda: renderer  # type: ignore[attr-defined]  # only some canvases have one
    figure.draw(renderer)
    renderer.finalize()  # type: ignore[no-untyped-call]  # as above
    return written.getvalue()


def _slim(text: str) -> str:
    """Return the SVG element without the prologue, and with fonts that every browser has."""
    element = text[text.index("<svg") :].rstrip()
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = element.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, Arial, sans-serif")
    for spare, left in _SPARE:
        element = spare.sub(left, element)
    return element


def _values(values: Sequence[float | None]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return values as an array, missing ones as NaN so that the line breaks there."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _draw_line(axes: Axes, line: Line) -> None:
    """Draw a series; the page's own heavier than the rest."""
    own = line.rank == 0
    colour = theme.PALETTE[line.rank % len(theme.PALETTE)]
    axes.plot(
        line.x,  # type: ignore[arg-type]  # matplotlib converts dates
        _values(line.y),
        color=colour,
        linestyle=theme.DASHES[line.rank % len(theme.DASHES)],
        linewidth=2.4 if own else 1.6,
        marker="o" if (own and line.markers) or _has_lone_point(line.y) else None,
        markersize=5 if len(line.x) <= 24 else 3,
        zorder=4 if own else 3,
        label=line.label or None,
    )


def _has_lone_point(values: Sequence[float | None]) -> bool:
    """Tell whether a value stands between gaps, where a line without markers would not show it."""
    known = [False, *(value is not None for value in values), False]
    return any(here and not (before or after) for before, here, after in zip(known, known[1:], known[2:], strict=False))


def _draw_band(axes: Axes, band: Band) -> None:
    """Draw a range; the outer of two paler."""
    axes.fill_between(
        band.x,  # type: ignore[arg-type]  # matplotlib converts dates
        _values(band.low),
        _values(band.high),
        color=theme.LIGHT,
        alpha=0.8 if band.rank == 0 else 0.4,
        linewidth=0,
        zorder=1,
        label=band.label,
    )


def _draw_whiskers(axes: Axes, whiskers: Whiskers) -> None:
    """Draw an interval at each point."""
    low, high = _values(whiskers.low), _values(whiskers.high)
    lying = bool(whiskers.x) and isinstance(whiskers.x[0], str)
    draw = axes.hlines if lying else axes.vlines
    places: Any = np.arange(len(whiskers.x)) if lying else whiskers.x
    draw(
        places, low, high, color=theme.INK if lying else theme.DARK_BLUE, linewidth=1.2, zorder=5, label=whiskers.label
    )


def _draw_bars(axes: Axes, bars: Bars) -> None:
    """Draw bars lying down, parts end to end, each part told by its number as well as its colour."""
    places = np.arange(len(bars.names))
    left = np.zeros(len(bars.names))
    for index, (name, values) in enumerate(bars.parts):
        lengths = np.nan_to_num(_values(values))
        colour = theme.PALETTE[index % len(theme.PALETTE)]
        drawn = axes.barh(
            places, lengths, left=left, height=0.62, color=colour, edgecolor="white", linewidth=1, label=name, zorder=3
        )
        texts = [f"{value:,g}" if value else "" for value in lengths]
        written = theme.ON_PALETTE[index % len(theme.ON_PALETTE)]
        labels = axes.bar_label(drawn, labels=texts, label_type="center", color=written, fontsize=9, fontweight="bold")
        for label in labels:
            label.set_in_layout(False)  # within its bar, it needs no room of its own
        left = left + lengths
    axes.set_yticks(places, bars.names)
    axes.invert_yaxis()


def _draw_rule(axes: Axes, rule: Rule) -> None:
    """Draw a level or a date, with its name beside it."""
    if isinstance(rule.at, dt.date):
        axes.axvline(rule.at, color=theme.GREY, linewidth=1.2, linestyle="dashed", zorder=2)  # type: ignore[arg-type]  # dates convert
        axes.annotate(
            rule.label,
            (rule.at, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4, -2),
            textcoords="offset points",
            va="top",
            fontsize=9,
            color=theme.GREY,
        )
        return
    axes.axhline(rule.at, color=theme.GREY, linewidth=1.2, linestyle="dashed", zorder=2, label=rule.label)


def _finish(axes: Axes, picture: Picture, *, lying: bool) -> None:
    """Set axes, their words and the key."""
    from matplotlib.ticker import StrMethodFormatter

    along, across = (axes.xaxis, axes.set_xlim) if lying else (axes.yaxis, axes.set_ylim)
    if picture.from_zero:
        across(0, picture.top)
    elif picture.top is not None:
        across(None, picture.top)
    along.set_major_formatter(StrMethodFormatter("{x:,g}"))
    if picture.along:
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
        axes.set_xlabel(picture.along)
        axes.set_xlim(0, None)
    elif not lying:
        _date_ticks(axes, picture)
    axes.grid(visible=lying, axis="x")
    axes.grid(visible=not lying, axis="y")
    if lying:
        axes.set_xlabel(picture.unit)
    else:
        # Given a height, else all numbers along the axis are measured once more to find one.
        axes.set_title(picture.unit, loc="left", fontsize=10, color=theme.GREY, pad=8, y=1.0)
    for axis in (axes.xaxis, axes.yaxis):
        if not axis.get_label_text():
            axis.set_label_coords(0, 0)  # and so for words that are not there
    if axes.get_legend_handles_labels()[1]:
        axes.figure.legend(loc="outside upper left", ncols=3, fontsize=9.5)


def _date_ticks(axes: Axes, picture: Picture) -> None:
    """Mark each year to 31 March where all values are for one, else dates at round steps."""
    from matplotlib.dates import AutoDateLocator, DateFormatter
    from matplotlib.ticker import FixedLocator

    dates = sorted({day for layer in picture.layers if isinstance(layer, Line) for day in layer.x})
    if dates and all((day.month, day.day) == (3, 31) for day in dates):
        axes.set_xticks(dates, [str(day.year) for day in dates])  # type: ignore[arg-type]  # matplotlib converts dates
        axes.set_xlabel("Year to 31 March")
        return
    locator = AutoDateLocator(minticks=4, maxticks=9)  # type: ignore[no-untyped-call]  # matplotlib.dates is not typed
    axes.xaxis.set_major_locator(locator)
    # Found once: no layout changes how long the axis is in days, which is all that they rest on.
    axes.xaxis.set_major_locator(FixedLocator(locator()))
    axes.xaxis.set_major_formatter(DateFormatter("%b %Y"))  # type: ignore[no-untyped-call]  # matplotlib.dates is not typed


_DRAW: dict[type, Callable[[Any, Any], None]] = {
    Line: _draw_line,
    Band: _draw_band,
    Whiskers: _draw_whiskers,
    Bars: _draw_bars,
    Rule: _draw_rule,
    Steps: draw_steps,
    Marks: draw_marks,
    Places: draw_places,
    Limit: draw_limit,
    Flow: draw_flow,
}
