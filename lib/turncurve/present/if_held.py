"""Words in the place of what no records are held of."""

from __future__ import annotations

from turncurve.analyses.if_held import NotHeld
from turncurve.disclosure.release import Releasable
from turncurve.present.exhibit import Exhibit, presents


@presents(NotHeld)
def not_held_exhibit(released: Releasable[NotHeld]) -> Exhibit:
    """Say what no records are held of, and that nothing follows from that.

    Parameters
    ----------
    released : Releasable of NotHeld
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence.
    """
    why = released.value.why
    sentence = f"{why[:1].upper()}{why[1:]}, so this cannot be told. It does not mean that there is nothing to tell."
    return Exhibit("Not held", sentence, answer="Cannot tell")
