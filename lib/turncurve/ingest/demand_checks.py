"""Rows of the front door that only others show to be doubtful: kept, and named by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.checked import Checked, Offers
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

LONG_BEFORE = pd.DateOffset(years=10)
"""A case that became ready so long before the last one is a slip of the year, or waits on paper alone."""
LOG_BEGINS = pd.Timedelta(days=92)
"""So long after a log's first row, a case that was referred before the log began has been allocated."""


def check(offers: Offers) -> Checked:
    """Name the early help assessed after its end, cases from long ago, and allocations without a referral.

    No row is refused for it. The files of one event log are read together, and a log without any referral names none.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    Checked
        The offers as they were, and what was doubtful.
    """
    cases, logs = offers.get("allocations", ()), offers.get("case_events", ())
    problems = [
        *(each for offer in offers.get("early_help", ()) for each in _assessed_after_its_end(offer)),
        *_long_before(cases),
        *_without_a_referral(logs),
    ]
    return Checked(offers, tuple(problems))


def _assessed_after_its_end(offer: Offer) -> tuple[Problem, ...]:
    """Name the early help whose assessment was finished after it ended."""
    rows = offer.rows
    if not {"assessed_on", "ended_on"} <= set(rows):
        return ()
    late = (rows["assessed_on"] > rows["ended_on"]).to_numpy(dtype=bool)
    return found(
        offer.place, rows=rows["row"].to_numpy(), where=late, field="Assessment finished", rule="after_its_end"
    )


def _long_before(cases: Sequence[Offer]) -> list[Problem]:
    """Name the cases that became ready many years before the last one."""
    ready = [offer.rows["ready_at"].max() for offer in cases if len(offer.rows)]
    if not ready:
        return []
    first = max(ready) - LONG_BEFORE
    problems: list[Problem] = []
    for offer in cases:
        early = (offer.rows["ready_at"] < first).to_numpy(dtype=bool)
        rows = offer.rows["row"].to_numpy()
        problems += found(offer.place, rows=rows, where=early, field="Ready for allocation", rule="long_before")
    return problems


def _without_a_referral(logs: Sequence[Offer]) -> list[Problem]:
    """Name the allocations of cases that the log has no referral of, though it has others."""
    held = [offer.rows[["case_key", "activity", "started_at"]] for offer in logs if len(offer.rows)]
    whole = pd.concat(held, ignore_index=True) if held else pd.DataFrame()
    if whole.empty or not (whole["activity"] == "referral").any():
        return []
    referred = set(whole.loc[whole["activity"] == "referral", "case_key"])
    since = whole["started_at"].min() + LOG_BEGINS
    problems: list[Problem] = []
    for offer in logs:
        rows = offer.rows
        alone = (rows["activity"] == "allocation") & (rows["started_at"] > since) & ~rows["case_key"].isin(referred)
        mask = np.asarray(alone, dtype=bool)
        problems += found(offer.place, rows=rows["row"].to_numpy(), where=mask, field="Activity", rule="no_referral")
    return problems
