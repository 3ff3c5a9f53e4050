"""Text made into HTML for whole pages: always through templates that escape, never by joining strings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

FOLDER = "template"


def fill(template: str, **words: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Fill a template; every word from data is escaped.

    Parameters
    ----------
    template : str
        File name of the template.
    **words
        What the template shows.

    Returns
    -------
    str
        HTML.
    """
    return _environment().get_template(template).render(**words)


@cache
def script(name: str) -> str:
    """Return one of our scripts, whose hash the page's policy names.

    Parameters
    ----------
    name : str
        "sort", which sorts tables, or "search", which narrows lists to what a reader types.

    Returns
    -------
    str
        JavaScript that fetches nothing and writes no markup.
    """
    text = files("turncurve.publish").joinpath(FOLDER, f"{name}.js").read_text(encoding="utf-8")
    return "".join(f"{line}\n" for line in text.splitlines())


@cache
def _environment() -> Environment:
    """Return the templates; every word is escaped, and a missing one refused."""
    return Environment(
        loader=PackageLoader("turncurve.publish", FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # else the file is looked at again for every word and figure that is marked
    )
