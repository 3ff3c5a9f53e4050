"""Suppression plans worked out earlier, kept while all that they rest on is the same: they cost more than pages do."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from turncurve.disclosure.told import Told
from turncurve.errors import TurnCurveError
from turncurve.indicators.cell import Cell
from turncurve.publish.standing import KEPT as FOLDER
from turncurve.reference import project
from turncurve.tables import durable

_log = logging.getLogger(__name__)


class KeptPlans:
    """Works out the plans of one release, each only where no kept one rests on the same.

    Parameters
    ----------
    council, as_at : str
        The council's name or folder, and the report's date.
    solve : callable
        Works a plan out and audits it, as `plan_text` does; it depends on what it is given and on our code alone.
    program : str
        The hash of our code and of the environment.
    force : bool
        Whether to work every plan out, whatever is kept.
    """

    def __init__(
        self, council: str, as_at: str, *, solve: Callable[..., str], program: str, force: bool = False
    ) -> None:
        self._folder = project.processed_folder(council) / FOLDER
        self._as_at, self._solve, self._program, self._force = as_at, solve, program, force
        self._asked = 0

    def __call__(self, recorded: Sequence[str], *, profile: str, earlier: Sequence[Cell | Told]) -> str:
        """Return a plan.

        Parameters
        ----------
        recorded : sequence of str
            The tables of base cells, as the pages recorded them.
        profile : str
            Name of the rule.
        earlier : sequence of Cell or Told
            What is public already.

        Returns
        -------
        str
            The plan, audited when it was worked out.
        """
        rests_on = [self._program, list(recorded), profile, [repr(each) for each in earlier]]
        key = hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()
        place = self._folder / f"plan.{self._as_at}.{self._asked}.json"
        self._asked += 1
        kept = None if self._force else _read(place, key)
        if kept is not None:
            return kept
        text = self._solve(recorded, profile=profile, earlier=earlier)
        try:
            durable.write(place, json.dumps([key, _sha(key, text), text]).encode(), private=True)
        except TurnCurveError as problem:
            _log.warning("A plan could not be kept, so it will be worked out again: %s", problem)
        return text


def _read(place: Path, key: str) -> str | None:
    """Return the plan that is kept, where it rests on the same and is what was written."""
    try:
        held, digest, text = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return None
    return text if held == key and isinstance(text, str) and digest == _sha(key, text) else None


def _sha(key: str, text: str) -> str:
    """Return the hash of a plan with its key."""
    return hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()
