"""What every answer is: a frozen value that can be worked out again from other figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, Self, runtime_checkable

from turncurve.indicators.figures import Figures


@runtime_checkable
class Answer(Protocol):
    """An answer to a question, which rests on figures and on nothing else.

    An answer keeps the figures that it rests on and works everything else out from them. So the same answer can be
    worked out again from what may be released, and its sentences, limits and forecasts then say no more than that.
    """

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures that the answer rests on, in an order of its own."""

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the same answer worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            Figures of the same indicators in the same order: those that may be released, or over longer periods.

        Returns
        -------
        Answer
            An answer of the same kind.
        """


@dataclass(frozen=True)
class FromFigures:
    """An answer that works everything out from its figures whenever it is asked: other figures are all it takes.

    Parameters
    ----------
    figures : tuple of Figures
        The figures that the answer rests on, in an order of its own.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the same answer worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            As many, of the same indicators in the same order.

        Returns
        -------
        FromFigures
            An answer of the same kind; what does not come from figures is the same.
        """
        return replace(self, figures=figures)
