"""Who is like whom: the distance between two rows of normalised components, over those that are known of both."""

from __future__ import annotations

import numpy as np
import pandas as pd

LEAST_SHARED = 5  # components that are known of both; with fewer, two rows are alike by chance


def similar(points: pd.DataFrame, one: str, most: int = 5) -> pd.DataFrame:
    """The rows nearest to one, the nearest first: its index as `donor_id`, `distance` and `shared_count`.

    `points` are components on a scale of 0–100, NaN where unknown. The distance is the root of the mean squared difference over
    the components known of both, 0 (the same) to 100; rows that share fewer than five of them, or fewer than half of what is
    known of the one, are left out.
    """
    difference = points - points.loc[one]
    shared = difference.notna().sum(axis=1)
    distance = np.sqrt((difference**2).mean(axis=1))
    found = pd.DataFrame({"donor_id": points.index, "distance": distance.to_numpy(), "shared_count": shared.to_numpy()})
    near = found[(found["shared_count"] >= max(LEAST_SHARED, shared[one] / 2)) & (found["donor_id"] != one)]
    return near.sort_values(["distance", "donor_id"]).head(most).reset_index(drop=True)
