"""How many will come out of a stock in the next period: from what stands ready, by ratios that a panel taught."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.ratio_panel import FEWEST_ROWS, LEAST_MEAN, FloatArray, RatioModel, filled, learn_ratios

METHOD = "what stands ready times the ratios of a panel, negative binomial"
DRAWS = 4000

__all__ = ["DRAWS", "METHOD", "RatioModel", "forecast_by_ratios", "learn_ratios"]


def forecast_by_ratios(
    model: RatioModel,
    stocks: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    unit: str = "",
    last: float = float("nan"),
    origin: str = "",
    draws: int = DRAWS,
) -> Forecast:
    """Forecast what comes out in the next period of one unit.

    Parameters
    ----------
    model : RatioModel
        What a panel taught.
    stocks : array of float, shape (stocks,)
        What stands ready at the origin; NaN where not known.
    rng : numpy.random.Generator
        Source of the draws.
    unit : str
        Name of the unit, so that what it has shown is used; another is taken to be like the panel.
    last : float
        What came out in the period before, to set beside the forecast; NaN where not known.
    origin : str
        The label of the date at which the stocks stood.
    draws : int
        Possible futures drawn.

    Returns
    -------
    Forecast
        One period ahead, a whole distribution of counts that holds the uncertainty of the ratios; a reason instead
        where nothing is known to stand ready, or the panel is too small.

    Raises
    ------
    TurnCurveError
        When the stocks do not fit the model or one is below nought.
    """
    ready = np.asarray(stocks, dtype=float)
    if ready.shape != model.ratios.shape or (ready < 0).any():
        raise TurnCurveError(
            "The stocks to forecast from are not those that the panel taught",
            remedy="Give one number of nought or more for each, and nothing where it is not known",
        )
    reason = ""
    if model.rows < FEWEST_ROWS:
        reason = f"only {model.rows} rows of the panel say how much comes out, and {FEWEST_ROWS} are needed"
    elif np.isnan(ready).all():
        reason = "nothing is known of what stands ready"
    if reason:
        return no_forecast(reason, origin=origin, horizon=1, n=model.rows, method=METHOD)
    futures = _futures(model, filled(ready[None, :], model.typical)[0], unit=unit, rng=rng, draws=draws)
    return Forecast(origin, 1, model.rows, METHOD, (), futures[:, None], np.array([last]))


def _futures(model: RatioModel, ready: FloatArray, *, unit: str, rng: np.random.Generator, draws: int) -> FloatArray:
    """Draw possible outcomes: ratios, the unit's factor, the spread of a period, and chance."""
    logs = rng.multivariate_normal(model.log_mean, model.log_covariance, size=draws, method="cholesky")
    ratios, excess = np.exp(logs[:, :-1]), np.exp(logs[:, -1])
    shape, rate = model.factors.get(unit, (model.likeness, model.likeness))
    factor = rng.gamma(shape, 1 / rate, size=draws)
    mean = np.maximum(ratios @ ready * factor, LEAST_MEAN)
    return rng.poisson(rng.gamma(mean / excess, excess)).astype(float)
