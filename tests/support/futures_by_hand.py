"""Two futures of a few cases, written down date by date, whose measures can be worked out on paper."""

import numpy as np

from turncurve.methods.pathway_route import MATCHING_ROUTE, pathway_cases
from turncurve.methods.pathway_simulation import SimulatedPathways

NONE = np.nan
AS_AT, HORIZON = 1000.0, 2000.0
LONG_AGO = [0, 10, 20, 30, 40, 50]
ADOPTED = [0, 100, 200, 300, 400, 900]
CHANGED = [0, 100, 200, NONE, NONE, NONE]
PLACED = [500, 600, 650, 640, 700]
WAITED_LONG = [100, 200, 300]
WAITED_SHORT = [700, 800, 950]
UNDECIDED = [900]
NEW = [1010]


def recorded():
    """Return two adopted, one whose plan changed on day 800, one placed, two waiting, and one just in care."""
    dates = [LONG_AGO, ADOPTED, CHANGED, _row(PLACED), _row(WAITED_LONG), _row(WAITED_SHORT), _row(UNDECIDED)]
    left = [NONE, NONE, 800, NONE, NONE, NONE, NONE]
    return pathway_cases(dates, as_at=AS_AT, exit=left, exit_kind=[-1, -1, 0, -1, -1, -1, -1])


def simulated():
    """Return two draws: in the first the long wait ends, in the second it goes on, and a new case is adopted."""
    first = [
        (3, 5, [*PLACED, 1100], NONE),
        (4, 2, [*WAITED_LONG, 1050, 1060, 1300], NONE),
        (5, 2, [*WAITED_SHORT, 1150, 1200, 1500], NONE),
        (6, 0, [*UNDECIDED, NONE, NONE, NONE, NONE, NONE], 1400),
    ]
    second = [
        (3, 5, [*PLACED, 1500], NONE),
        (4, 2, _row(WAITED_LONG), NONE),
        (5, 2, _row(WAITED_SHORT), 1250),
        (6, 0, [*UNDECIDED, 1100, 1150, 1200, 1250, 1600], NONE),
        (-1, -1, [*NEW, 1020, 1030, 1090, 1100, 1300], NONE),
    ]
    rows = [(draw, *row) for draw, of_draw in enumerate((first, second)) for row in of_draw]
    left = np.array([row[4] for row in rows], dtype=np.float32)
    return SimulatedPathways(
        route=MATCHING_ROUTE,
        draws=2,
        as_at=AS_AT,
        horizon=HORIZON,
        draw=np.array([row[0] for row in rows], dtype=np.int32),
        case=np.array([row[1] for row in rows], dtype=np.int32),
        began_in=np.array([row[2] for row in rows], dtype=np.int8),
        dates=np.array([row[3] for row in rows], dtype=np.float32),
        exit=left,
        exit_kind=np.where(np.isfinite(left), 0, -1).astype(np.int8),
        entries=np.array([0, 1]),
    )


def _row(dates):
    """Fill up with milestones that are not reached."""
    return [*dates, *[NONE] * (6 - len(dates))]
