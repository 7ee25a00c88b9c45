"""How sure the cost of a programme is: the unit cost of each line drawn 10,000 times from its low, central and high value.

Three-point estimates after PERT (Malcolm and others, 1959): a beta distribution between low and high with its mode at the central
value and the weight 4, so that its mean is (low + 4 × central + high) / 6. Lines vary each on its own unless the reader sets a
correlation; then their ranks follow normal variables with that correlation (a Gaussian copula). The draws of a line are its
10,000 equally likely quantiles in an order of its own (Latin hypercube sampling, McKay and others, 1979). That order follows from
the code of the line and a fixed seed: the same programme always has the same result, and a line that comes in moves no other.
"""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
import pandas as pd

from landscape.programme.costs import Costed

DRAWS, SEED = 10_000, 2030
WEIGHT = 4  # of the central value
SHARES = (10, 50, 90)  # percentiles that are shown
_STEPS = 1_024  # of the distribution function between low and high


def spread(costs: Costed, correlation_pct: float = 0.0, kind: str | None = None) -> pd.DataFrame:
    """The 10th, 50th and 90th percentile and the mean of the cost: p10_usd, p50_usd, p90_usd, mean_usd.

    One row, or one for each value of a kind of `costs.KINDS`, in the order of the rows.
    """
    if costs.lines.empty:
        return pd.DataFrame(columns=[*([kind] if kind else []), "p10_usd", "p50_usd", "p90_usd", "mean_usd"])
    weights = costs.weights(kind)
    drawn = _drawn(costs.lines, weights.to_numpy(dtype=float).T, correlation_pct)
    table = pd.DataFrame(np.percentile(drawn, SHARES, axis=1).T, columns=[f"p{share}_usd" for share in SHARES])
    table["mean_usd"] = drawn.mean(axis=1)
    if kind:
        table.insert(0, kind, list(weights.columns))
    return table


def drivers(costs: Costed) -> pd.DataFrame:
    """What makes the total uncertain, the widest first: one row per line that has a range.

    low_cost_usd and high_cost_usd are the total where this line alone has the 10th or 90th percentile of its unit cost and all
    others their central one; swing_usd is the difference; variance_share_pct the share of the line in the variance of the sum of
    lines that vary each on its own.
    """
    lines, total = costs.lines, costs.total_usd
    per_unit = costs.weights().to_numpy()[:, 0]
    low, central, high = (lines[name].to_numpy(dtype=float) for name in ("low_usd", "unit_usd", "high_usd"))
    ends = quantiles(shape(low, central, high), np.array([0.1, 0.9]))
    at_ends = low[:, None] + (high - low)[:, None] * ends
    alpha = shape(low, central, high)
    variance = (per_unit * (high - low)) ** 2 * alpha * (2 + WEIGHT - alpha) / ((2 + WEIGHT) ** 2 * (3 + WEIGHT))
    table = lines[["line_id", "line_name", "activity_name", "cost_category", "is_illustrative", "cost_usd"]].assign(
        low_cost_usd=total + per_unit * (at_ends[:, 0] - central),
        high_cost_usd=total + per_unit * (at_ends[:, 1] - central),
        swing_usd=per_unit * (at_ends[:, 1] - at_ends[:, 0]),
        variance_share_pct=100 * variance / variance.sum() if variance.sum() else np.nan,
    )
    return table[high > low].sort_values("swing_usd", ascending=False, kind="stable").reset_index(drop=True)


def mean_usd(costs: Costed) -> float:
    """The expected cost in closed form: each unit cost at (low + 4 × central + high) / 6."""
    lines = costs.lines
    means = (lines["low_usd"] + WEIGHT * lines["unit_usd"] + lines["high_usd"]) / (2 + WEIGHT)
    return float((means.to_numpy(dtype=float) * costs.weights().to_numpy()[:, 0]).sum())


def shape(low: np.ndarray, central: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The first parameter of each beta distribution, 1 to 5; the second is 6 minus it. Without a range it does not matter."""
    width = np.where(high > low, high - low, 1.0)
    return 1 + WEIGHT * np.where(high > low, central - low, 0.5) / width


def quantiles(alpha: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Quantiles of beta distributions with parameters alpha and 6 − alpha, between 0 and 1: one row each."""
    edges = np.linspace(0, 1, _STEPS + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    density = np.exp((alpha[:, None] - 1) * np.log(middle) + (1 + WEIGHT - alpha[:, None]) * np.log1p(-middle))
    below = np.concatenate([np.zeros((len(alpha), 1)), np.cumsum(density, axis=1)], axis=1)
    return np.array([np.interp(shares, row / row[-1], edges) for row in below]).reshape(len(alpha), len(shares))


def _drawn(lines: pd.DataFrame, weights: np.ndarray, correlation_pct: float) -> np.ndarray:
    """The cost of each group in each draw; `weights` has one row per group."""
    low, central, high = (lines[name].to_numpy(dtype=float) for name in ("low_usd", "unit_usd", "high_usd"))
    moves = high > low
    certain = weights @ np.where(moves, low, central)
    if not moves.any():
        return np.repeat(certain[:, None], DRAWS, axis=1)
    alpha = shape(low, central, high)[moves]
    unit = _unit_draws(tuple(lines.loc[moves, "line_id"]), alpha.round(9).tobytes(), float(correlation_pct))
    scaled = (weights[:, moves] * (high - low)[moves]).astype(np.float32)
    return certain[:, None] + (scaled @ unit).astype(float)


@lru_cache(maxsize=4)  # 20 MB for 500 lines; a change of quantities, years or parameters needs no new draws
def _unit_draws(names: tuple[str, ...], alpha: bytes, correlation_pct: float) -> np.ndarray:
    """The draws of each line between 0 (low) and 1 (high): its quantiles in its own order."""
    levels = quantiles(np.frombuffer(alpha), (np.arange(DRAWS) + 0.5) / DRAWS).astype(np.float32)
    drawn = np.empty_like(levels)
    for place, name in enumerate(names):
        drawn[place, _order(name, correlation_pct)] = levels[place]
    return drawn


@lru_cache(maxsize=1_000)
def _order(name: str, correlation_pct: float) -> np.ndarray:
    """In which draw a line has its lowest quantile, its second and so on."""
    own = np.random.default_rng([SEED, zlib.crc32(name.encode())])
    if correlation_pct <= 0:
        return own.permutation(DRAWS).astype(np.int16)
    together = correlation_pct / 100
    common = np.random.default_rng(SEED).standard_normal(DRAWS)
    values = np.sqrt(together) * common + np.sqrt(max(1 - together, 0)) * own.standard_normal(DRAWS)
    return np.argsort(values).astype(np.int16)
