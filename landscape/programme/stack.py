"""What of the cost is funded: each opportunity placed on the cost lines, regions and years that it would pay for.

Only money committed or paid counts as funding, the convention of OCHA's Financial Tracking Service; pledges and the pipeline, the
latter by its probability, are shown and not counted. An opportunity goes to the cost lines of its shares, or else to all of its
activity, in the years it names, in proportion to what of their cost is still unfunded; the money that can go to the fewest places
is placed first. Where it finds too little room, money placed before is moved to other places that it may pay for (see `placing`),
so that nothing is beyond the cost while a place that it could be moved to stays empty. What exceeds the cost all the same is kept
apart and lowers no other gap. So an opportunity that becomes committed lowers what is unfunded by exactly its amount whenever the
lines and years that it may pay for have room for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape import words
from landscape.programme import pipeline
from landscape.programme.costs import HORIZONS, Costed, latest
from landscape.programme.placing import LEAST, covered

PAID, COMMITTED, PLEDGED, PIPELINE = "paid", "committed", "pledged", "pipeline"
COUNTED = (PAID, COMMITTED)
PART_OF = {PAID: "cost_paid_usd", COMMITTED: "cost_committed_usd", PLEDGED: "cost_pledged_usd", PIPELINE: "cost_weighted_usd"}
PARTS = (*PART_OF.values(), "no_sight_usd")  # they add up to the cost
AMOUNTS = ("cost_usd", *PART_OF.values(), "cost_funded_usd", "unfunded_usd", "no_sight_usd", "beyond_cost_usd")
WHOLE = 0.05  # in per cent: shares are whole when their sum is as near to 100, see checks/opportunity_line_shares_not_whole
UNTIED = (  # how the stack counts fewer opportunities than the pipeline, said on both pages
    "The Pipeline counts all money that is asked for; the Funding stack only what can be placed on the cost, so not "
    "what is tied to no activity or cost line that counts, to years without cost, or by shares that are not whole."
)
SEEN = 0.5  # US dollars: less is shown as none, and is rounding; whether a gap is worth an ask is another matter, see matching
HALF = 0.5  # an activity that loses more than this part of its funding depends on the donor


@dataclass(frozen=True)
class Stack:
    """What is funded of a programme.

    `cells` has one row per cost line, region and year with the columns of `Costed.rows` and the `AMOUNTS`: the cost; what of
    it is paid, committed, pledged and in the pipeline by its probability; what is unfunded, the cost without paid and
    committed; what of that nobody has in sight; and what was paid or committed beyond the cost. `opportunities` are those that
    take part, with standing (paid, committed, pledged, pipeline), amount_usd, weighted_usd (unknown where the probability is)
    and beyond_cost_usd. `placed` has one row per opportunity and cell: amount_usd, which adds up to the opportunity's amount, and
    covers_usd, what of the cost it covers, by its probability (unknown where that is).
    `left_out` names the other opportunities: why_left_out, and amount_usd where it can be counted.
    """

    cells: pd.DataFrame
    opportunities: pd.DataFrame
    placed: pd.DataFrame
    left_out: pd.DataFrame

    def by(self, kind: str) -> pd.DataFrame:
        """One row per value of a column of `cells`: the `AMOUNTS`, and how many opportunities have no probability.

        Where no other opportunity is in the pipeline, what it comes to by probability is unknown.
        """
        rows = self.cells.groupby(kind, as_index=False, sort=kind == "year")[list(AMOUNTS)].sum()
        if kind == "horizon":
            rows = rows.sort_values(kind, key=lambda names: names.map(HORIZONS.index), ignore_index=True)
        unknown = self.opportunities.loc[self.opportunities["is_unweighted"], "opportunity_id"]
        where = self.placed[self.placed["opportunity_id"].isin(unknown)].merge(
            self.cells[[kind]], left_on="cell", right_index=True
        )
        counts = where.groupby(kind)["opportunity_id"].nunique()
        unweighted = rows[kind].map(counts).fillna(0).astype(int)
        known = rows["cost_weighted_usd"].where((rows["cost_weighted_usd"] > 0) | (unweighted == 0))
        return rows.assign(cost_weighted_usd=known, unweighted_count=unweighted)

    def total(self, amount: str) -> float:
        """The sum of one of the `AMOUNTS`."""
        return float(self.cells[amount].sum())

    def beyond(self, *standings: str) -> float:
        """What opportunities of some standings come to beyond the cost, in US dollars; the pipeline by its probability."""
        return float(self.opportunities.loc[self.opportunities["standing"].isin(standings), "beyond_cost_usd"].sum())

    def activities(self) -> pd.Series:
        """Activity code -> its name."""
        return self.cells.drop_duplicates("activity_id").set_index("activity_id")["activity_name"]

    def given(self) -> pd.DataFrame:
        """What donors paid or committed, by activity: donor_name, donor_id, donor_type, activity_name, amount_usd."""
        counted = self.opportunities[self.opportunities["standing"].isin(COUNTED)]
        parts = self.placed.merge(counted[["opportunity_id", "donor_id", "donor_name", "donor_type"]], on="opportunity_id")
        parts = parts.assign(activity_name=self.cells["activity_name"].iloc[parts["cell"]].to_numpy())
        keys = ["donor_name", "donor_id", "donor_type", "activity_name"]
        return parts.groupby(keys, as_index=False, dropna=False)["amount_usd"].sum().assign(is_one_donor=True)


@dataclass(frozen=True)
class _Part:
    """Money of one opportunity that can go to some cells only."""

    opportunity: int
    cells: np.ndarray
    amount: float  # US dollars in all
    weight: float  # part of it that fills a gap: 1, or the probability of what is not pledged yet
    place: tuple[int, str]  # in its turn: what can go to the fewest cells comes first


def stacked(costed: Costed, opportunities: pd.DataFrame, shares: pd.DataFrame, rates: pd.DataFrame) -> Stack:
    """Place opportunities (`strategy/stack_opportunities`, `strategy/stack_shares`) on what a programme costs.

    An ask is converted at the latest of the `strategy/rates` of its currency; one without a currency is in US dollars.
    """
    cells = costed.rows.reset_index(drop=True)
    known = _in_dollars(opportunities.reset_index(drop=True), rates)
    reached = _reached(cells, known, shares)
    known["why_left_out"] = _why_left_out(known, shares, costed, reached)
    takes_part = known["why_left_out"].isna()
    cost, standing = cells["cost_usd"].to_numpy(dtype=float), known["standing"].tolist()
    parts = sorted(_parts(known[takes_part], shares, reached), key=lambda one: (_turn(standing[one.opportunity]), *one.place))
    turns = [_turn(standing[one.opportunity]) for one in parts]
    within_each = covered(cost, [one.cells for one in parts], [one.amount * one.weight for one in parts], turns)
    filled, beyond = {name: np.zeros(len(cells)) for name in PART_OF}, np.zeros(len(cells))
    over, rows = np.zeros(len(known)), []
    for part, within in zip(parts, within_each, strict=True):
        excess = max(part.amount * part.weight - within.sum(), 0.0)
        rest = _in_proportion(excess if excess > LEAST else 0.0, cost[part.cells])
        filled[standing[part.opportunity]][part.cells] += within
        over[part.opportunity] += rest.sum()
        if standing[part.opportunity] in COUNTED:
            beyond[part.cells] += rest
        whole = (within + rest) / part.weight if part.weight else _in_proportion(part.amount, cost[part.cells])
        rows.append((np.full(len(part.cells), part.opportunity), part.cells, whole, within))
    cells = cells.assign(**{PART_OF[name]: amounts for name, amounts in filled.items()}, beyond_cost_usd=beyond)
    cells["cost_funded_usd"] = cells["cost_paid_usd"] + cells["cost_committed_usd"]
    cells["unfunded_usd"] = np.maximum(cost - cells["cost_funded_usd"], 0.0)  # by construction not below 0, but for rounding
    cells["no_sight_usd"] = np.maximum(cells["unfunded_usd"] - cells["cost_pledged_usd"] - cells["cost_weighted_usd"], 0.0)
    one, where, amount, covers = (np.concatenate(some) for some in zip(*rows, strict=True)) if rows else ([], [], [], [])
    placed = pd.DataFrame(
        {
            "opportunity_id": known["opportunity_id"].to_numpy()[np.asarray(one, dtype=int)],
            "cell": np.asarray(where, dtype=int),
            "amount_usd": np.asarray(amount, dtype=float),
            "covers_usd": np.where(known["is_unweighted"].to_numpy()[np.asarray(one, dtype=int)], np.nan, covers),
        }
    )
    known["beyond_cost_usd"] = over
    counted = known[takes_part].drop(columns="why_left_out").reset_index(drop=True)
    return Stack(cells, counted, placed, known[~takes_part].reset_index(drop=True))


def without(opportunities: pd.DataFrame, donor: str) -> pd.DataFrame:
    """The opportunities as if one donor (its id) declined all of its own."""
    return opportunities[opportunities["donor_id"] != donor]


def more_asked(of: Stack, shares: pd.DataFrame) -> pd.DataFrame:
    """For what several opportunities together ask for more than it costs, whatever their stage and probability.

    One row per cost line of whose `shares` that is so, and per activity where it is so of none of its lines: part_name,
    ask_count, asked_usd and cost_usd, the largest excess first.
    """
    names = ["line_id", "line_name", "activity_id", "activity_name"]
    asks = of.placed.join(of.cells[names], on="cell")
    for_lines = asks[asks["opportunity_id"].isin(shares["opportunity_id"])]
    lines = _exceeding(of.cells, for_lines, "line")
    activities = _exceeding(of.cells, asks, "activity")
    said = of.cells.loc[of.cells["line_id"].isin(lines.index), "activity_id"]
    found = pd.concat([lines, activities[~activities.index.isin(said)]])
    return found.sort_values("excess_usd", ascending=False, kind="stable", ignore_index=True).drop(columns="excess_usd")


def _exceeding(cells: pd.DataFrame, asks: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Of lines or activities, by code, those for which several ask for more than they cost."""
    by = asks.groupby(f"{kind}_id")
    costs = cells.groupby(f"{kind}_id").agg(part_name=(f"{kind}_name", "first"), cost_usd=("cost_usd", "sum"))
    rows = pd.DataFrame({"ask_count": by["opportunity_id"].nunique(), "asked_usd": by["amount_usd"].sum()}).join(costs)
    rows = rows.assign(excess_usd=rows["asked_usd"] - rows["cost_usd"])
    rows = rows[(rows["ask_count"] > 1) & (rows["excess_usd"] > SEEN)]
    return rows[["part_name", "ask_count", "asked_usd", "cost_usd", "excess_usd"]]


def falling_away(before: Stack, after: Stack) -> pd.DataFrame:
    """By activity: what is funded, pledged and in the pipeline `before`, and what of it is gone `after`, the largest first.

    What is gone is what the opportunities covered that are no longer there, also where other money beyond the cost takes the
    place of some of it; in the pipeline it is unknown where no probability is. `loses_half` is whether more than half of what was
    funded is gone; unknown where nothing was.
    """
    gone = before.opportunities[~before.opportunities["opportunity_id"].isin(after.opportunities["opportunity_id"])]
    own = before.placed.merge(gone[["opportunity_id", "standing"]], on="opportunity_id")
    own = own.assign(activity_id=before.cells["activity_id"].iloc[own["cell"]].to_numpy(), lost=own["standing"].map(_LOST))
    lost = own.groupby(["activity_id", "lost"])["covers_usd"].sum(min_count=1).unstack("lost", fill_value=0.0)
    lost = lost.reindex(columns=dict.fromkeys(_LOST.values()), fill_value=0.0)
    lost = lost[((lost > SEEN) | lost.isna()).any(axis=1)]
    amounts = ["cost_usd", "cost_funded_usd", "cost_pledged_usd", "cost_weighted_usd", "unfunded_usd"]
    rows = before.by("activity_id")[["activity_id", *amounts]].merge(lost, left_on="activity_id", right_index=True)
    share = (rows["lost_funded_usd"] / rows["cost_funded_usd"]).where(rows["cost_funded_usd"] > 0)
    rows.insert(1, "activity_name", rows["activity_id"].map(before.activities()))
    rows = rows.assign(lost_pct=100 * share, loses_half=(share > HALF).astype(object).where(share.notna(), None))
    return rows.sort_values(["lost_funded_usd", "lost_pledged_usd"], ascending=False, kind="stable", ignore_index=True)


_LOST = {
    PAID: "lost_funded_usd",
    COMMITTED: "lost_funded_usd",
    PLEDGED: "lost_pledged_usd",
    PIPELINE: "lost_weighted_usd",
}


def _in_dollars(opportunities: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Opportunities with standing, rate_year, amount_usd, weight (0–1), weighted_usd and is_unweighted."""
    currency = opportunities["currency"].fillna("USD")
    known = latest(rates)
    rate = currency.map(known["units_per_dollar"].to_dict() | {"USD": 1.0}).astype(float)
    stage = opportunities["stage"]
    standing = stage.where(stage.isin((PAID, COMMITTED, PLEDGED)), PIPELINE)
    amount = opportunities["ask"].astype(float) / rate
    weight = pipeline.weight(stage, opportunities["probability_pct"])
    return opportunities.assign(
        currency=currency,
        standing=standing,
        rate_year=currency.where(currency != "USD").map(known["rate_year"].to_dict()).astype("Int64"),
        amount_usd=amount,
        weight=weight.fillna(0.0),
        weighted_usd=amount * weight,
        is_unweighted=weight.isna(),
    )


def _reached(cells: pd.DataFrame, opportunities: pd.DataFrame, shares: pd.DataFrame) -> list[dict[str, np.ndarray]]:
    """Of each opportunity: line -> its cells in the years of the opportunity; under "" those of its whole activity."""
    years = cells["year"].to_numpy()
    lines = {name: np.sort(rows) for name, rows in cells.groupby("line_id").indices.items()}
    activities = {name: np.sort(rows) for name, rows in cells.groupby("activity_id").indices.items()}
    named = {one: rows["line_id"].tolist() for one, rows in shares.groupby("opportunity_id")}
    none, found = np.array([], dtype=int), []
    for row in opportunities.itertuples():
        own = named.get(row.opportunity_id)
        where = {one: lines.get(one, none) for one in own} if own else {"": activities.get(row.activity_id, none)}
        first = -np.inf if words.is_unknown(row.first_year) else row.first_year
        last = np.inf if words.is_unknown(row.last_year) else row.last_year
        found.append({one: some[(years[some] >= first) & (years[some] <= last)] for one, some in where.items()})
    return found


def _why_left_out(
    opportunities: pd.DataFrame, shares: pd.DataFrame, costed: Costed, reached: list[dict[str, np.ndarray]]
) -> list[str | None]:
    """Why each opportunity counts nowhere, in words; none where it takes part. The first reason that applies is said."""
    lines, activities = set(costed.rows["line_id"]), set(costed.rows["activity_id"])
    not_counted = dict(zip(costed.left_out["line_id"], costed.left_out["why_left_out"], strict=True))
    shares_of = {one: rows for one, rows in shares.groupby("opportunity_id")}
    none = shares.iloc[:0]
    return [
        _why(row, shares_of.get(row["opportunity_id"], none), lines, activities, not_counted, where)
        for row, where in zip(opportunities.to_dict("records"), reached, strict=True)
    ]


def _why(
    row: dict[str, object],
    own: pd.DataFrame,
    lines: set[str],
    activities: set[str],
    not_counted: dict[str, str],
    reached: dict[str, np.ndarray],
) -> str | None:
    missing = [not_counted.get(one, "it is not in the list") for one in own["line_id"] if one not in lines]
    is_for_an_activity, in_kind = not len(own), row["is_in_kind"]
    reasons = (
        (not words.is_unknown(in_kind) and bool(in_kind), "in kind: experts, training or tools are not money"),
        (row["stage"] == "declined", "declined"),
        (words.is_unknown(row["donor_id"]), "no donor is named"),
        (row["mechanism_status"] == "closed" and row["stage"] != PAID, "its mechanism is closed"),
        (words.is_unknown(row["ask"]), "no amount is asked for"),
        (words.is_unknown(row["amount_usd"]), f"no exchange rate for {row['currency']}"),
        # from here on reasons of the stack alone, see UNTIED; those above are the ones of `strategy/pipeline`, in its order
        (row["amount_usd"] < 0, "the amount is negative"),
        (bool(len(own)) and not abs(own["share_pct"].sum() - 100) < WHOLE, "the shares of its cost lines do not add up to 100 %"),
        (bool((own["share_pct"] < 0).any()), "a share of a cost line is negative"),
        (bool(missing), f"a cost line that it pays for is not counted: {words.listed(missing)}"),
        (is_for_an_activity and words.is_unknown(row["activity_id"]), "it names no activity and no cost line"),
        (is_for_an_activity and row["activity_id"] not in activities, "no cost line of its activity is counted"),
        (any(not len(some) for some in reached.values()), "nothing that it pays for costs anything in its years"),
    )
    return next((said for is_so, said in reasons if is_so), None)


def _parts(known: pd.DataFrame, shares: pd.DataFrame, reached: list[dict[str, np.ndarray]]) -> Iterator[_Part]:
    """The money of each opportunity by the cells that it can go to."""
    share_of = {(row.opportunity_id, row.line_id): row.share_pct / 100 for row in shares.itertuples()}
    for row in known.itertuples():
        whole = sum(share_of.get((row.opportunity_id, one), 1.0) for one in reached[row.Index])
        for line, where in reached[row.Index].items():
            share = share_of.get((row.opportunity_id, line), 1.0) / whole  # shares of 33.33 % are thirds
            place = (len(where), str(row.opportunity_id))
            yield _Part(row.Index, where, row.amount_usd * share, row.weight, place)


def _turn(standing: str) -> int:
    """When money is placed: what counts first, then pledges, then the pipeline."""
    return 0 if standing in COUNTED else 1 if standing == PLEDGED else 2


def _in_proportion(amount: float, cost: np.ndarray) -> np.ndarray:
    """An amount over cells in proportion to their cost; evenly where they cost nothing."""
    total = cost.sum()
    return amount * cost / total if total > 0 else np.full(len(cost), amount / len(cost))
