"""Exhibits of other pages for elected members, in plain words."""

from __future__ import annotations

from turncurve.analyses.overviews.plain_parts import PlainChanges, PlainHistory, PlainPromises
from turncurve.disclosure.release import Releasable
from turncurve.present.exhibit import Exhibit, presents
from turncurve.present.plain_words import plain_exhibit
from turncurve.present.progress_changes import changes_exhibit, promises_exhibit
from turncurve.present.the_curve_so_far import history_exhibit


@presents(PlainChanges)
def plain_changes_exhibit(released: Releasable[PlainChanges]) -> Exhibit:
    """Show which requirements have another status than last time.

    Parameters
    ----------
    released : Releasable of PlainChanges
        What may be shown.

    Returns
    -------
    Exhibit
        As the progress report has it, in plain words.
    """
    return plain_exhibit(changes_exhibit(released))


@presents(PlainPromises)
def plain_promises_exhibit(released: Releasable[PlainPromises]) -> Exhibit:
    """Show what was promised last time, and what happened.

    Parameters
    ----------
    released : Releasable of PlainPromises
        What may be shown.

    Returns
    -------
    Exhibit
        As the progress report has it, in plain words.
    """
    return plain_exhibit(promises_exhibit(released))


@presents(PlainHistory)
def plain_history_exhibit(released: Releasable[PlainHistory]) -> Exhibit:
    """Show where a curve has been.

    Parameters
    ----------
    released : Releasable of PlainHistory
        What may be shown.

    Returns
    -------
    Exhibit
        As other pages have it, in plain words.
    """
    return plain_exhibit(history_exhibit(released))
