"""Why a rate changed: the ways of splitting a difference into the parts that its factors make up.

- `kitagawa` for one rate over groups: the groups' rates, or who was counted;
- `standardise` for a rate that is any function of several factors, over two or more populations or years;
- `standardise_cross_classified` where populations are made up in several ways at once;
- `decompose_share` for a share of starts, with the inflow of first-time starts apart;
- `oaxaca_blinder` for a difference between means that characteristics may explain.

None of them says what caused what: an effect is arithmetic, and its factors may share a cause.
"""

from turncurve.methods.cross_classified import standardise_cross_classified
from turncurve.methods.das_gupta import FactorEffect, RateDecomposition, Standardisation, standardise
from turncurve.methods.kitagawa import GroupEffect, KitagawaDecomposition, kitagawa
from turncurve.methods.oaxaca_blinder import OaxacaBlinder, oaxaca_blinder
from turncurve.methods.share_change import ShareChange, decompose_share

__all__ = [
    "FactorEffect",
    "GroupEffect",
    "KitagawaDecomposition",
    "OaxacaBlinder",
    "RateDecomposition",
    "ShareChange",
    "Standardisation",
    "decompose_share",
    "kitagawa",
    "oaxaca_blinder",
    "standardise",
    "standardise_cross_classified",
]
