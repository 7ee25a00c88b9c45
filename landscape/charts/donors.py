"""Charts of the list of donors: who paid most, and who could pay more."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from landscape import words
from landscape.charts import DONOR_TYPES, Figure, picked
from landscape.charts.shapes import by_meaning, named, names_beside, ranking

SHOWN = 15
_SHOWN_BY = (("funds_migration_statistics", "yes"), ("evidence_strength", "weak"))


def key_figures(donors: pd.DataFrame, total: int, regions: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """At most four figures on the donors shown: label, value, and what it is compared with."""
    paid = donors["statistics_to_regions_usd"].dropna().sort_values(ascending=False)
    proven, weak = (int((donors[name] == code).sum()) for name, code in _SHOWN_BY)
    # What EU Institutions give comes from member states, whose own figures hold it.
    members = donors[donors["donor_id"] != "eu-institutions"]
    aid = members["oda_2024_usd"].dropna()
    left_out = ", without the EU" if len(members) < len(donors) else ""
    return [
        (
            "Donors",
            f"{len(donors):,}",
            f"of {total:,}; {len(paid):,} with a known amount",
        ),
        (
            f"To statistics{' there' if regions else ''}, 2010–2020",
            words.usd(paid.sum() if len(paid) else None),
            f"{words.percent(paid.head(5).sum(), paid.sum())} from the five largest" if len(paid) > 5 else "disbursed",
        ),
        (
            "Paid for migration data",
            f"{proven:,}",
            (f"{words.on_weak_evidence(weak)}; " if proven else "")
            + f"not known for {'the other ' if proven else ''}{len(donors) - proven:,}",
        ),
        (
            "Aid (ODA), 2024",
            words.usd(aid.sum() if len(aid) else None),
            f"{words.count(len(aid), 'government')}{left_out}" if len(aid) else "no figure for any of them",
        ),
    ]


def donors_by_statistics(donors: pd.DataFrame, regions: Sequence[str] = ()) -> Figure:
    """Donors ranked by what they disbursed to statistics. Needs donor_name, donor_type and statistics_to_regions_usd."""
    where = f" in {words.listed(regions)}" if regions else ""
    known = donors.dropna(subset=["statistics_to_regions_usd"])
    chart = ranking(
        known[known["statistics_to_regions_usd"] != 0].head(SHOWN),
        "donor_name",
        "statistics_to_regions_usd",
        "Disbursed to statistics, {}",
        "donor_type",
        DONOR_TYPES,
    )
    amounts = known["statistics_to_regions_usd"]
    if known.empty:
        said = "No amount is recorded for any of these donors."
    elif len(known) > 5:
        said = (
            f"{words.listed(known['donor_name'].head(5).tolist())} gave {words.percent(amounts.head(5).sum(), amounts.sum())} "
            f"of the {words.usd(amounts.sum())} that {len(known)} donors with a known amount disbursed."
        )
    else:
        said = f"{words.count(len(known), 'donor')} with a known amount disbursed {words.usd(amounts.sum())}."
    if len(known) > SHOWN:
        rest = amounts.iloc[SHOWN:].sum()
        said += f" The {words.count(len(known) - SHOWN, 'other')} not drawn gave {words.usd(rest)}."
    return Figure(f"Who paid most for statistics{where}, 2010–2020?", chart, said)


def placed(donors: pd.DataFrame) -> pd.DataFrame:
    """The donors with an amount of aid and an amount to statistics, and what they give for each million of aid."""
    rows = donors[(donors["oda_2024_usd"] > 0) & (donors["statistics_2018_2020_usd"] > 0)]
    return rows.assign(statistics_per_million=rows["statistics_2018_2020_usd"] / 3 / (rows["oda_2024_usd"] / 1e6))


def ability_and_evidence(donors: pd.DataFrame) -> Figure:
    """Size of aid against support to statistics: different years and prices, so only the order of size says something."""
    rows = placed(donors).sort_values("statistics_per_million", ascending=False)
    if len(rows) > 1:
        most = rows.iloc[0]
        said = (
            f"Set against its aid of 2024 {most['donor_name']} gave most to statistics in 2018–2020: about "
            f"USD {_about(most['statistics_per_million'])} a year for each USD 1 m of aid. The two amounts are of different "
            "years and prices (constant, and current of 2024): read it as an order of size."
        )
    else:
        said = f"Only {rows.iloc[0]['donor_name']} has both figures." if len(rows) else "None of these donors has both figures."
    missing = len(donors) - len(rows)
    if missing:
        said += (
            f" {words.count(missing, 'donor')} without both figures cannot be placed: only governments report aid of their own."
        )
    rows = rows.assign(
        side=_sides(rows),
        aid_millions=rows["oda_2024_usd"] / 1e6,
        statistics_millions=rows["statistics_2018_2020_usd"] / 1e6,
        aid_said=rows["oda_2024_usd"].map(words.usd),
        statistics_said=rows["statistics_2018_2020_usd"].map(words.usd),
    )
    room = 3 * _largest(rows["aid_millions"])  # for the name of the last point
    base = alt.Chart().encode(
        x=_log(alt.X, "aid_millions", "Official development assistance 2024, USD million, each line ten times the last", room),
        y=_log(alt.Y, "statistics_millions", "To statistics 2018–2020, USD million", 1.5 * _largest(rows["statistics_millions"])),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("aid_said:N", title="Aid 2024"),
            alt.Tooltip("statistics_said:N", title="To statistics 2018–2020"),
            alt.Tooltip("statistics_per_million:Q", title="USD a year for each USD 1 m of aid", format=",.0f"),
        ],
    )
    points = (
        base.mark_point(filled=True, size=130, opacity=0.85)
        .encode(color=by_meaning(rows["donor_type"], DONOR_TYPES))
        .add_params(picked("mark", "donor_name"))
    )
    return Figure(
        "Who gives much to statistics, set against the size of its aid?",
        alt.layer(points, *named(base, "donor_name"), data=rows, height=420),
        said,
    )


def _about(amount: float) -> str:
    """An amount with two digits that count: "4,100", "1.5"."""
    return f"{float(f'{amount:.2g}'):,.10g}"


def _log(channel: type[alt.X] | type[alt.Y], field: str, title: str, reach: float) -> alt.X | alt.Y:
    """A logarithmic axis in powers of ten that ends at `reach`."""
    return channel(
        field,
        type="quantitative",
        title=title,
        scale=alt.Scale(type="log", nice=False, padding=14, domainMax=reach),
        axis=alt.Axis(values=[10.0**power for power in range(-6, 8)], format=",~f"),
    )


def _sides(rows: pd.DataFrame) -> pd.Series:
    """Where names stand: of the donor that the takeaway speaks of, of others that give much or little, and of the largest."""
    last = len(rows) - 1
    ends = [0, last, 1, 2, 3, *range(last - 1, max(last - 4, 0), -1)]
    largest = np.argsort(-rows["oda_2024_usd"].to_numpy())[:4].tolist()
    wanted = [place for place in [*ends, *largest] if 0 <= place <= last]
    aid, statistics = (np.log10(rows[amount]) for amount in ("oda_2024_usd", "statistics_2018_2020_usd"))
    return names_beside(aid, statistics, rows["donor_name"], wanted, must=(0,), reach=1.2)


def _largest(values: pd.Series) -> float:
    return float(values.max()) if len(values) else 1.0
