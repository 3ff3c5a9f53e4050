"""One release while it is being made: what its notebooks showed so far, its pages, and why it cannot be made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.publish import executed
from turncurve.publish.executed import Executed
from turncurve.publish.history import Earlier
from turncurve.publish.laid_page import LaidPage, lay
from turncurve.publish.request import Request
from turncurve.publish.run import NOT_HELD, Run

PLAN = "plan.json"


@dataclass
class ReleaseWork:
    """One release while it is being made.

    Parameters
    ----------
    request : Request
        What was asked for.
    target : pathlib.Path
        Where it is put when it is whole.
    part : pathlib.Path
        Where its files are until then.
    """

    request: Request
    target: Path
    part: Path
    runs: list[Run] = field(default_factory=list)
    left_out: list[Run] = field(default_factory=list)
    restricted: list[Executed] = field(default_factory=list)
    public: list[Executed] = field(default_factory=list)
    laid: dict[str, list[LaidPage]] = field(default_factory=dict)
    earlier: Earlier = field(default_factory=Earlier)
    warnings: list[str] = field(default_factory=list)
    error: TurnCurveError | None = None
    _taken: dict[str, tuple[Executed, LaidPage | None] | TurnCurveError] = field(default_factory=dict)

    @property
    def plan(self) -> Path | None:
        """The file of the suppression plan, where one was made."""
        path = self.part / PLAN
        return path if path.is_file() else None

    def leaves_out(self, run: Run) -> bool:
        """Tell whether the release does without a notebook, because no records are held for it.

        Parameters
        ----------
        run : Run
            What became of it.

        Returns
        -------
        bool
            False where the notebook was asked for by name.
        """
        return run.status == NOT_HELD and self.request.what_is_held

    def take(self, run: Run) -> None:
        """Take in what a notebook showed, and lay out its page, as soon as it has run and while others still do.

        Parameters
        ----------
        run : Run
            What became of one of the release's notebooks.
        """
        if self.leaves_out(run):
            return
        wanted = self.error is None and run.unit.audience in self.request.audiences
        try:
            shown = executed.collect(run)
            self._taken[run.unit.label] = (shown, lay(shown, request=self.request) if wanted else None)
        except TurnCurveError as problem:
            self._taken[run.unit.label] = problem

    def settle(self, run: Run) -> bool:
        """Count what was taken of a notebook among the release's; called in the order of its pages.

        Parameters
        ----------
        run : Run
            What became of it.

        Returns
        -------
        bool
            Whether it came to its end; otherwise the release cannot be made, and why is noted.
        """
        self.runs.append(run)
        if run.unit.label not in self._taken:
            self.take(run)
        taken = self._taken.pop(run.unit.label)
        if isinstance(taken, TurnCurveError):
            self.error = self.error or taken
            return False
        shown, laid = taken
        audience = run.unit.audience
        (self.restricted if audience == "restricted" else self.public).append(shown)
        if laid is not None:
            self.laid.setdefault(audience, []).append(laid)
        return True
