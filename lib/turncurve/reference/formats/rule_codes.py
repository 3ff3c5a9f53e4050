"""Which rule of a statutory return a fault breaks: read from the `.yml` beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


def rule_code(format_key: str, *, field: str, rule: str) -> str:
    """Return the return's own code for a fault.

    Parameters
    ----------
    format_key : str
        Our name of the file format.
    field : str
        The field's name in the standard.
    rule : str
        Our name of the rule.

    Returns
    -------
    str
        Such as "8925"; empty where the return has no rule for it, or the file is no return.
    """
    return _codes().get((format_key, field, rule), "")


@cache
def _codes() -> dict[tuple[str, str, str], str]:
    """Return each code by format, field and rule."""
    path = resources.files("turncurve.reference.formats") / "rule_codes.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        (key, each["field"], rule): each["code"]
        for key, entries in held["returns"].items()
        for each in entries
        for named in each["when"]
        for rule in (held["unread"] if named == "unread" else [named])
    }
