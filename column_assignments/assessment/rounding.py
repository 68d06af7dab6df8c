"""Rounding half up (四舍五入), once, at the end."""

import numpy as np
import pandas as pd

# Sums of binary floats miss a decimal tie by some 1e-13. Within a column the true quotients have denominators below
# 1e8 (days × days × rescaling), so a value this near a tie is the tie.
SNAP = 9


def half_up(values: pd.Series, decimals: int) -> pd.Series:
    """`values` (from 0) rounded half up, not to even; NaN stays."""
    scale = 10**decimals
    rounded: pd.Series = np.floor((values * scale).round(SNAP) + 0.5) / scale
    return rounded
