"""A gift table: how many gifts of which size a target needs, and who could make them, from what donors gave before.

The classic gift-range chart of fundraising, in four levels that bring a quarter of the target each: one gift of a quarter, two
of half that size, and so on. Where donors never paid that much at once, the first gift is smaller and there are more of each.
"""

from __future__ import annotations

from math import ceil

import pandas as pd

LEVELS = 4
ASKED = 3  # prospects for each gift: two of three are expected to say no


def gift_table(target_usd: float, prospects: pd.DataFrame) -> pd.DataFrame:
    """One row per level: `gift_usd`, `gift_count`, `level_usd`, `raised_usd` so far, `prospects_needed`, `prospects_found`,
    `prospects_missing` and `prospect_names`.

    `prospects` come with the most promising first: `donor_name` and `large_gift_usd`, the most that is reasonable to ask for;
    who has none stays out. The first gift is a quarter of the target, but no larger than what at least three prospects gave
    (or all, where there are fewer). Each prospect is asked once, for the largest gift that still needs one. Empty without a
    target or without prospects.
    """
    able = prospects[prospects["large_gift_usd"] > 0].reset_index(drop=True)
    if able.empty or target_usd <= 0:
        return pd.DataFrame(columns=_COLUMNS)
    share = target_usd / LEVELS
    first = min(share, able["large_gift_usd"].nlargest(ASKED).iloc[-1])
    rows, raised = [], 0.0
    for level in range(LEVELS):
        gift = first / 2**level
        count = ceil(share / gift - 1e-9)
        raised += count * gift
        asked = able[able["large_gift_usd"] >= gift].head(ASKED * count)
        able = able.drop(asked.index)
        rows.append(
            {
                "gift_usd": gift,
                "gift_count": count,
                "level_usd": count * gift,
                "raised_usd": raised,
                "prospects_needed": ASKED * count,
                "prospects_found": len(asked),
                "prospects_missing": ASKED * count - len(asked),
                "prospect_names": asked["donor_name"].tolist(),
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    *("gift_usd", "gift_count", "level_usd", "raised_usd"),
    *("prospects_needed", "prospects_found", "prospects_missing", "prospect_names"),
]
