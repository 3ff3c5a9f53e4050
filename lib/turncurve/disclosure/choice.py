"""The cheapest choice of counts to hide that keeps a list of rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.programme import Numbers
from turncurve.disclosure.sheet import Truths

_SHORT = 1e-6


@dataclass(frozen=True)
class Rules:
    """What a choice must keep: for each rule the weights of the rows hidden add to at least its limit.

    Parameters
    ----------
    weights : array, rules by rows
        How much hiding each row counts towards the rule.
    limits : array, one a rule
        The least sum.
    """

    weights: Numbers
    limits: Numbers

    def __len__(self) -> int:
        """Return how many rules there are."""
        return len(self.limits)

    def broken(self, hiding: Numbers, *, by: float = _SHORT) -> Rules:
        """Return the rules that a choice breaks, each once.

        Parameters
        ----------
        hiding : array, one a row
            How far each row is hidden, from 0 to 1.
        by : float, optional
            By how much at least.

        Returns
        -------
        Rules
            Those whose sum falls short.
        """
        short = self.weights @ hiding < self.limits - by
        if not np.any(short):
            return no_rules(self.weights.shape[1])
        listed: Numbers = np.column_stack([self.weights[short], self.limits[short]])
        once = np.unique(np.round(listed, 9), axis=0)
        return Rules(once[:, :-1], once[:, -1])

    def joined(self, other: Rules) -> Rules:
        """Return these rules and others.

        Parameters
        ----------
        other : Rules
            More rules on the same rows.

        Returns
        -------
        Rules
            All of them.
        """
        return Rules(np.vstack([self.weights, other.weights]), np.concatenate([self.limits, other.limits]))


def no_rules(rows: int) -> Rules:
    """Return an empty list of rules.

    Parameters
    ----------
    rows : int
        How many rows there are to choose from.

    Returns
    -------
    Rules
        None.
    """
    return Rules(np.zeros((0, rows)), np.zeros(0))


def cheapest(cost: Numbers, *, rules: Rules, hidden: Truths, choosable: Truths, whole: bool) -> Numbers | None:
    """Return the rows to hide so that all rules are kept at the least cost.

    Parameters
    ----------
    cost : array, one a row
        What hiding a row costs.
    rules : Rules
        What must be kept.
    hidden : array of bool, one a row
        Rows hidden already.
    choosable : array of bool, one a row
        Rows that may be hidden.
    whole : bool
        Whether a row is hidden or shown; else it may be hidden in part, which is quicker to solve.

    Returns
    -------
    array or None
        How far each row is hidden, from 0 to 1; None where no choice keeps all rules.
    """
    answer = hidden.astype(float)
    columns = np.flatnonzero(choosable & ~hidden)
    if not len(rules) or not len(columns):
        return answer
    outcome = optimize.milp(
        cost[columns],
        constraints=optimize.LinearConstraint(
            sparse.csr_array(rules.weights[:, columns]), rules.limits - rules.weights @ answer, np.inf
        ),
        integrality=np.full(len(columns), int(whole)),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    if outcome.status != 0:
        return None
    answer[columns] = np.round(outcome.x) if whole else np.clip(outcome.x, 0, 1)
    return answer
