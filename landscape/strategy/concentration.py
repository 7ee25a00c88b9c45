"""How much depends on a few donors: shares of the largest, the Herfindahl–Hirschman index and the effective number of donors.

Sources: A. O. Hirschman, "The Paternity of an Index", American Economic Review 54 (1964); M. A. Adelman, "Comment on the
'H' Concentration Measure as a Numbers-Equivalent", Review of Economics and Statistics 51 (1969). Used for donors by S. Knack and
A. Rahman, "Donor fragmentation and bureaucratic quality in aid recipients", Journal of Development Economics 83 (2007).

Throughout, `rows` have donor_name, donor_id, is_one_donor and amount_usd (NaN is unknown), one row per donor and year or place.
A share is a part of what donors gave: a donor with more repaid than paid has none, nor has one whose amounts are unknown, nor
money of many such as pooled funds. What is left out is counted beside the figures.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

LARGEST = (1, 5, 10)
HALF = 50.0  # per cent: more than that from one donor is dependence
PERIOD = 3  # years that are put together to compare the beginning with the end: one year alone moves with one large loan

COLUMNS = [
    *("donor_count", "amount_usd", "effective_donors", "hhi", "cr1_pct", "cr5_pct", "cr10_pct", "largest_donor"),
    *("repaid_count", "repaid_usd", "unnamed_usd", "unknown_donor_count"),
]


def concentration(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Per year, place or whatever `by` names, in its order: how concentrated what was given is, and what was left out.

    `hhi` is the sum of squared shares in per cent, 0–10,000; `effective_donors` is 10,000 over it: as many donors of equal size
    are as concentrated. `crN_pct` is the share of the N largest. All are unknown where nobody gave a known amount above zero.
    """
    net = _net(rows, by)
    given = _given(net, by)
    groups = given.groupby(by)
    squares = (given["share_pct"] ** 2).groupby(given[by]).sum()
    place = groups.cumcount()  # 0 is the largest
    first = given[place == 0].set_index(by)
    repaid = net[net["is_one_donor"] & (net["amount_usd"] < 0)].groupby(by)["amount_usd"]
    made = pd.DataFrame(
        {
            "donor_count": groups.size(),
            "amount_usd": groups["amount_usd"].sum(),
            "effective_donors": 10_000 / squares,
            "hhi": squares,
            **{f"cr{n}_pct": given[place < n].groupby(by)["share_pct"].sum() for n in LARGEST},
            "largest_donor": first["donor_name"],
            "repaid_count": repaid.size(),
            "repaid_usd": repaid.sum(),
            "unnamed_usd": net[~net["is_one_donor"]].groupby(by)["amount_usd"].sum(min_count=1),
            "unknown_donor_count": net[net["is_one_donor"] & net["amount_usd"].isna()].groupby(by).size(),
        },
        index=pd.Index(sorted(rows[by].unique()), name=by, dtype=rows[by].dtype),
    )
    counts = ["donor_count", "repaid_count", "unknown_donor_count"]
    made[counts] = made[counts].fillna(0).astype(int)
    made[["repaid_usd", "unnamed_usd"]] = made[["repaid_usd", "unnamed_usd"]].fillna(0.0)
    return made[COLUMNS].reset_index()


def periods(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """The concentration of the first and the last of these years, put together: `first_year`, `last_year` and as above.

    Each period has three years where there are six or more, otherwise one; a single year makes one row.
    """
    length = PERIOD if len(years) >= 2 * PERIOD else 1
    spans = [years[:length], years[-length:]] if len(years) > 1 else [years] if years else []
    made = [concentration(rows[rows["year"].isin(span)].assign(period=n), "period") for n, span in enumerate(spans)]
    ends = [{"first_year": span[0], "last_year": span[-1]} for span in spans]
    together = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=COLUMNS)
    return pd.DataFrame(ends, columns=["first_year", "last_year"]).join(together.drop(columns="period", errors="ignore"))


def dependence(rows: pd.DataFrame) -> pd.DataFrame:
    """The concentration of each place (place_name, iso3), the share of its largest donor in falling order, then the amount."""
    made = concentration(rows, "place_name").merge(rows[["place_name", "iso3"]].drop_duplicates("place_name"), on="place_name")
    made = made.assign(depends=(made["cr1_pct"] > HALF).where(made["cr1_pct"].notna()))
    return made.sort_values(["cr1_pct", "amount_usd"], ascending=False, na_position="last", kind="stable", ignore_index=True)


def leaving(years: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """What would be lost with each donor that gave, the largest first: `lost_usd`, `lost_pct` of all, and the places.

    `place_count` are places it gives to, `half_count` those of which it gives more than half. `years` have donor_type as well.
    """
    given = _given(_net(years.assign(all="all"), "all"), "all")
    parts = _given(_net(places, "place_name"), "place_name")
    reached, half = parts.groupby("donor_name").size(), parts[parts["share_pct"] > HALF].groupby("donor_name").size()
    made = given.rename(columns={"amount_usd": "lost_usd", "share_pct": "lost_pct"})
    made = made.assign(
        donor_type=made["donor_name"].map(years.drop_duplicates("donor_name").set_index("donor_name")["donor_type"]),
        place_count=made["donor_name"].map(reached).fillna(0).astype(int),
        half_count=made["donor_name"].map(half).fillna(0).astype(int),
    )
    return made[["donor_name", "donor_id", "donor_type", "lost_usd", "lost_pct", "place_count", "half_count"]]


def lost(places: pd.DataFrame, donor: str) -> pd.DataFrame:
    """What each place loses with one donor (its id), the largest loss first: `lost_usd`, `lost_pct`, and the place as a whole.

    `loses_half` is whether that is more than half of what donors gave to the place; `donor_count` counts this donor too.
    """
    parts = _given(_net(places, "place_name"), "place_name")
    whole = concentration(places, "place_name")[["place_name", "amount_usd", "donor_count"]]
    mine = parts.loc[parts["donor_id"] == donor, ["place_name", "amount_usd", "share_pct"]]
    mine = mine.rename(columns={"amount_usd": "lost_usd", "share_pct": "lost_pct"}).merge(whole, on="place_name")
    mine = mine.merge(places[["place_name", "iso3"]].drop_duplicates("place_name"), on="place_name")
    mine = mine.assign(loses_half=mine["lost_pct"] > HALF)
    return mine.sort_values("lost_usd", ascending=False, kind="stable", ignore_index=True)


def _net(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per group and donor; the amount is unknown where none of its amounts is known."""
    keys = [by, "donor_name", "donor_id", "is_one_donor"]
    return rows.groupby(keys, dropna=False, as_index=False)["amount_usd"].sum(min_count=1).astype({"is_one_donor": bool})


def _given(net: pd.DataFrame, by: str) -> pd.DataFrame:
    """Donors that gave more than was repaid, the largest of each group first, each with its share in per cent."""
    given = net[net["is_one_donor"] & (net["amount_usd"] > 0)]
    given = given.assign(share_pct=100 * given["amount_usd"] / given.groupby(by)["amount_usd"].transform("sum"))
    return given.sort_values([by, "amount_usd", "donor_name"], ascending=[True, False, True], ignore_index=True)


def drawn(years: pd.DataFrame, least: float = 0.002) -> list[int]:
    """The years from the first to the last that carry figures; those at the ends with next to no money say nothing.

    `years` is what `concentration` says of years; `least` is the part of the largest year below which one is next to nothing.
    """
    amounts = years.set_index("year")["amount_usd"]
    told = amounts[amounts > least * np.nanmax(amounts)].index if amounts.notna().any() else []
    return [int(year) for year in years["year"] if len(told) and told.min() <= year <= told.max()]
