"""What would come if nothing were done differently: the forecasts to hold any change against.

Three kinds, each a whole distribution a period ahead, or the reason why there is none:

- `forecast_counts` for counts a month or a quarter;
- `forecast_share` and `forecast_shares` for a numerator out of a denominator a year;
- `forecast_smooth` for a large, smooth series.

`seasonal_naive` stands beside each. `rolling_origin` and the scores say how good a forecaster has been.
"""

from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.forecast import FEWEST_POINTS, Forecast, Setting, no_forecast
from turncurve.methods.naive_forecast import seasonal_naive
from turncurve.methods.rolling_origin import BackTest, rolling_origin
from turncurve.methods.scoring import (
    Coverage,
    coverage,
    crps_from_draws,
    crps_from_probabilities,
    interval_score,
    mean_absolute_error,
)
from turncurve.methods.share_forecast import forecast_share, forecast_shares
from turncurve.methods.share_panel import SharePanel, learn_share_panel, lone_council
from turncurve.methods.smooth_forecast import forecast_smooth

__all__ = [
    "FEWEST_POINTS",
    "BackTest",
    "Coverage",
    "Forecast",
    "Setting",
    "SharePanel",
    "coverage",
    "crps_from_draws",
    "crps_from_probabilities",
    "forecast_counts",
    "forecast_share",
    "forecast_shares",
    "forecast_smooth",
    "interval_score",
    "learn_share_panel",
    "lone_council",
    "mean_absolute_error",
    "no_forecast",
    "rolling_origin",
    "seasonal_naive",
]
