"""Text made into HTML: always through templates that escape, never by joining strings."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from turncurve.present.small_line import small_line


@cache
def _environment() -> Environment:
    """Return the templates, which escape everything and refuse a missing word."""
    environment = Environment(
        loader=PackageLoader("turncurve.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["small_line"] = small_line
    return environment


def render(template: str, **words: Any) -> str:  # noqa: ANN401 - whatever the template shows
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
