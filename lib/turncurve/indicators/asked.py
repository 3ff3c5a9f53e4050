"""People who were asked, by surveys and questionnaires: who of them answered, and who agreed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, PERIOD, whether

AGREES = ("strongly agree", "agree")


def who_answered(held: pd.DataFrame, *, of: Sequence[str], asked: str) -> pd.DataFrame:
    """Find the people asked, and whether each answered.

    Parameters
    ----------
    held : DataFrame
        One row an answer, numbered by period, with respondent_key.
    of : sequence of str
        Columns that say what was sent, and to whom.
    asked : str
        Column of how many people it was sent to.

    Returns
    -------
    DataFrame
        One row a person asked; none where it is not stated how many were.
    """
    sent = held.groupby([PERIOD, *of], sort=True)
    counts = sent.agg(answered=("respondent_key", "nunique"), asked=(asked, "max")).reset_index()
    stated = counts[counts["asked"].notna()].reset_index(drop=True)
    each = stated.loc[np.repeat(stated.index, stated["asked"].to_numpy(dtype="int64"))]
    did = (each.groupby(level=0).cumcount() < each["answered"]).to_numpy(dtype=bool)
    rows = each[[PERIOD, *of]].reset_index(drop=True)
    return rows.assign(**{MEETS: whether(did, known=np.ones(len(rows), dtype=bool))})


def who_agreed(held: pd.DataFrame, *, of: Sequence[str]) -> pd.DataFrame:
    """Find the answers given, and whether each agreed with its statement.

    Parameters
    ----------
    held : DataFrame
        One row an answer, numbered by period, with respondent_key, question and answer.
    of : sequence of str
        Columns that say what was sent, and to whom.

    Returns
    -------
    DataFrame
        One row an answer given; blank ones are left out.
    """
    given = held[held["answer"].notna()].reset_index(drop=True)
    shown = given[[*of, "question", PERIOD, "respondent_key"]]
    return shown.assign(**{MEETS: whether(given["answer"].isin(AGREES), known=np.ones(len(given), dtype=bool))})
