"""What is funded of a programme: on cases that can be counted by hand, and over random programmes and pipelines."""

import numpy as np
import pandas as pd
import pytest

from landscape.programme import stack
from landscape.programme.costs import Assumptions, costed

BASE = Assumptions(2027, 2029, 2032, 0, 10, 2025, 0.0, 0.0, 0.0, 0.0, "USD")
RATES = pd.DataFrame({"currency": ["EUR", "NOK"], "rate_year": [2024, 2024], "units_per_dollar": [0.5, 10.0]})
LINE = {
    "is_per_country": False,
    "is_yearly": True,
    "quantity": 1.0,
    "unit_cost_low": None,
    "unit_cost_high": None,
    "currency": "USD",
    "price_year": 2025,
    "region": None,
    "component": "coordination",
    "cost_category": "staff",
    "is_illustrative": True,
}
OPPORTUNITY = {
    "donor_type": "DAC member",
    "mechanism_id": None,
    "mechanism_name": None,
    "mechanism_status": None,
    "activity_id": None,
    "activity_name": None,
    "stage": "committed",
    "ask": 100.0,
    "currency": None,
    "probability_pct": None,
    "is_in_kind": None,
    "first_year": None,
    "last_year": None,
}


def lines(*rows):
    """Cost lines: name, activity, cost of a year, first and last year."""
    named = [
        {**LINE, "line_id": name, "line_name": name, "activity_id": to, "activity_name": to, "unit_cost": cost}
        | {"first_year": first, "last_year": last}
        for name, to, cost, first, last in rows
    ]
    return pd.DataFrame(named).astype({"unit_cost_low": float, "unit_cost_high": float})


def programme(*rows):
    return costed(lines(*rows), BASE, RATES)


def pipeline(*rows):
    made = [{**OPPORTUNITY, "opportunity_id": f"o{n}", "donor_id": "norway", **row} for n, row in enumerate(rows)]
    table = pd.DataFrame(made, columns=["opportunity_id", "donor_id", *OPPORTUNITY])
    return table.assign(opportunity_name=table["opportunity_id"], donor_name=table["donor_id"])


def shares(*rows):
    return pd.DataFrame(rows, columns=["opportunity_id", "line_id", "share_pct"])


@pytest.fixture
def two():
    """Activity A of two lines, 300 and 100 a year, and activity B of one of 50, in 2027 and 2028."""
    return programme(("a1", "A", 300.0, 2027, 2028), ("a2", "A", 100.0, 2027, 2028), ("b", "B", 50.0, 2027, 2028))


def test_without_a_pipeline_all_is_unfunded(two):
    of = stack.stacked(two, pipeline(), shares(), RATES)
    assert of.total("unfunded_usd") == of.total("cost_usd") == of.total("no_sight_usd") == 900
    assert of.by("activity_name")["unfunded_usd"].tolist() == [800, 100]


def test_money_for_an_activity_goes_to_its_lines_and_years_in_proportion_to_their_cost(two):
    of = stack.stacked(two, pipeline({"activity_id": "A", "ask": 80.0}), shares(), RATES)
    assert of.by("line_id")["cost_committed_usd"].tolist() == pytest.approx([60, 20, 0])
    assert of.by("year")["cost_committed_usd"].tolist() == pytest.approx([40, 40])
    assert of.total("unfunded_usd") == pytest.approx(820)


def test_money_of_some_years_goes_to_these_only(two):
    of = stack.stacked(two, pipeline({"activity_id": "A", "ask": 80.0, "first_year": 2028}), shares(), RATES)
    assert of.by("year")["cost_committed_usd"].tolist() == pytest.approx([0, 80])


def test_shares_say_which_line_gets_what(two):
    of = stack.stacked(two, pipeline({}), shares(("o0", "a2", 25.0), ("o0", "b", 75.0)), RATES)
    assert of.by("line_id")["cost_committed_usd"].tolist() == pytest.approx([0, 25, 75])


def test_what_exceeds_the_cost_lowers_no_other_gap(two):
    of = stack.stacked(two, pipeline({"activity_id": "B", "ask": 130.0}), shares(), RATES)
    assert (of.total("cost_funded_usd"), of.total("beyond_cost_usd"), of.total("unfunded_usd")) == pytest.approx((100, 30, 800))
    assert of.opportunities["beyond_cost_usd"].tolist() == pytest.approx([30])


def test_money_for_a_line_is_placed_before_money_for_its_activity(two):
    """The wide money comes first in the list and would fill half of the line that the narrow one is for."""
    rows = pipeline({"activity_id": "A", "ask": 400.0, "stage": "paid"}, {"ask": 200.0})
    of = stack.stacked(two, rows, shares(("o1", "a2", 100.0)), RATES)
    assert of.by("line_id")["cost_funded_usd"].tolist() == pytest.approx([400, 200, 0])
    assert of.total("beyond_cost_usd") == pytest.approx(0)


def test_what_is_still_unfunded_can_be_asked_for_in_one_sum(two):
    """Half of one year is committed; a second donor who commits the rest leaves no gap and nothing beyond the cost."""
    rows = pipeline({"activity_id": "B", "ask": 25.0, "last_year": 2027}, {"activity_id": "B", "ask": 75.0})
    of = stack.stacked(two, rows, shares(), RATES)
    assert of.by("activity_name")["unfunded_usd"].tolist() == pytest.approx([800, 0])
    assert of.total("beyond_cost_usd") == pytest.approx(0)


def test_only_committed_and_paid_count(two):
    stages = ("paid", "committed", "pledged", "negotiation", "identified")
    rows = pipeline(*({"activity_id": "A", "ask": 100.0, "stage": one, "probability_pct": 40.0} for one in stages))
    of = stack.stacked(two, rows, shares(), RATES)
    amounts = {name: of.total(name) for name in stack.PARTS}
    assert amounts == pytest.approx(
        {
            "cost_paid_usd": 100,
            "cost_committed_usd": 100,
            "cost_pledged_usd": 100,
            "cost_weighted_usd": 80,
            "no_sight_usd": 520,
        }
    )
    assert of.total("unfunded_usd") == pytest.approx(700)


def test_an_unknown_probability_is_counted_and_not_weighted(two):
    of = stack.stacked(two, pipeline({"activity_id": "A", "stage": "proposal"}), shares(), RATES)
    rows = of.by("activity_name").set_index("activity_name")
    assert of.total("cost_weighted_usd") == 0
    assert rows["unweighted_count"].to_dict() == {"A": 1, "B": 0}
    assert of.opportunities["weighted_usd"].isna().all()


def test_an_ask_is_converted_with_the_latest_rate(two):
    of = stack.stacked(two, pipeline({"activity_id": "A", "ask": 40.0, "currency": "EUR"}), shares(), RATES)
    assert of.opportunities[["amount_usd", "rate_year"]].iloc[0].tolist() == [80, 2024]
    assert of.total("cost_committed_usd") == pytest.approx(80)


LEFT_OUT = {
    "declined": {"stage": "declined", "activity_id": "A"},
    "in kind": {"is_in_kind": True, "activity_id": "A"},
    "no donor": {"donor_id": None, "activity_id": "A"},
    "no amount": {"ask": None, "activity_id": "A"},
    "no exchange rate": {"currency": "XXX", "activity_id": "A"},
    "negative": {"ask": -1.0, "activity_id": "A"},
    "mechanism is closed": {"mechanism_status": "closed", "activity_id": "A"},
    "no activity and no cost line": {},
    "no cost line of its activity": {"activity_id": "C"},
    "costs anything in its years": {"activity_id": "A", "first_year": 2040},
}


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_what_cannot_count_is_named_with_the_reason(two, reason):
    of = stack.stacked(two, pipeline(LEFT_OUT[reason]), shares(), RATES)
    assert of.opportunities.empty
    assert reason in of.left_out["why_left_out"].iloc[0]
    assert of.total("unfunded_usd") == 900


def test_shares_that_are_not_whole_leave_the_opportunity_out(two):
    of = stack.stacked(two, pipeline({}), shares(("o0", "a1", 60.0), ("o0", "b", 39.0)), RATES)
    assert "do not add up to 100 %" in of.left_out["why_left_out"].iloc[0]


def test_money_for_a_line_without_years_is_left_out_with_the_line_s_reason():
    without_years = programme(("a", "A", 1.0, 2027, 2028), ("x", "A", 1.0, None, None))
    of = stack.stacked(without_years, pipeline({}), shares(("o0", "x", 100.0)), RATES)
    assert of.left_out["why_left_out"].iloc[0] == "a cost line that it pays for is not counted: no years"


def test_a_programme_of_which_no_line_counts_has_no_gap():
    of = stack.stacked(programme(("x", "A", 1.0, None, None)), pipeline({"activity_id": "A"}), shares(), RATES)
    assert of.total("unfunded_usd") == 0
    assert of.by("horizon").empty
    assert of.left_out["why_left_out"].tolist() == ["no cost line of its activity is counted"]


def test_thirds_are_whole():
    of = programme(*((name, "A", 100.0, 2027, 2027) for name in "abc"))
    funded = stack.stacked(of, pipeline({"ask": 30.0}), shares(*(("o0", name, 33.33) for name in "abc")), RATES)
    assert funded.by("line_id")["cost_committed_usd"].tolist() == pytest.approx([10, 10, 10])


def test_what_came_through_a_mechanism_that_is_closed_now_counts(two):
    rows = pipeline({"activity_id": "A", "mechanism_status": "closed", "stage": "paid"})
    assert stack.stacked(two, rows, shares(), RATES).total("cost_paid_usd") == pytest.approx(100)


def test_a_donor_that_declines_takes_its_money_along(two):
    rows = pipeline(
        {"activity_id": "B", "ask": 60.0},
        {"activity_id": "B", "ask": 20.0, "donor_id": "japan"},
        {"activity_id": "A", "ask": 50.0, "stage": "pledged"},
    )
    before = stack.stacked(two, rows, shares(), RATES)
    gone = stack.falling_away(before, stack.stacked(two, stack.without(rows, "norway"), shares(), RATES))
    assert gone["activity_name"].tolist() == ["B", "A"]
    assert gone["lost_funded_usd"].tolist() == pytest.approx([60, 0])
    assert gone["lost_pledged_usd"].tolist() == pytest.approx([0, 50])
    assert gone["loses_half"].tolist() == [True, None]
    assert gone["lost_pct"].iloc[0] == pytest.approx(75)


def test_nobody_loses_less_than_nothing(two):
    """The pledge of another donor takes the place of what goes: that is no loss of pledges, and no negative one."""
    rows = pipeline(
        {"activity_id": "B", "ask": 100.0},
        {"activity_id": "B", "ask": 300.0, "stage": "pledged", "donor_id": "japan"},
        {"activity_id": "A", "ask": 50.0, "stage": "proposal"},
    )
    before = stack.stacked(two, rows, shares(), RATES)
    assert before.total("cost_pledged_usd") == 0 and before.beyond("pledged") == pytest.approx(300)
    gone = stack.falling_away(before, stack.stacked(two, stack.without(rows, "norway"), shares(), RATES))
    assert gone["activity_id"].tolist() == ["B", "A"]
    assert gone["lost_funded_usd"].tolist() == pytest.approx([100, 0])
    assert gone["lost_pledged_usd"].tolist() == [0, 0]
    assert gone["lost_weighted_usd"].iloc[0] == 0 and pd.isna(gone["lost_weighted_usd"].iloc[1]), "no probability is stated"


@pytest.mark.parametrize("seed", range(20))
def test_what_a_donor_takes_along_is_never_negative_nor_more_than_there_was(seed):
    programme_of, rows, parts = random_case(seed)
    before = stack.stacked(programme_of, rows, parts, RATES)
    gone = stack.falling_away(before, stack.stacked(programme_of, stack.without(rows, "x"), parts, RATES))
    for name in ("funded", "pledged", "weighted"):
        lost = gone[f"lost_{name}_usd"].dropna()
        assert (lost >= 0).all()
        assert (lost <= gone[f"cost_{name}_usd"].loc[lost.index].fillna(0) + 1e-6).all()


def test_two_activities_of_one_name_stay_two():
    two = lines(("a", "A", 100.0, 2027, 2027), ("b", "B", 100.0, 2027, 2027)).assign(activity_name="Training")
    of = costed(two, BASE, RATES)
    assert of.by("activity_name")["activity_name"].tolist() == ["Training (A)", "Training (B)"]
    rows = pipeline({"activity_id": "A", "ask": 60.0}, {"activity_id": "B", "ask": 20.0, "donor_id": "japan"})
    before = stack.stacked(of, rows, shares(), RATES)
    assert before.by("activity_name")["cost_funded_usd"].tolist() == [60, 20]
    assert sorted(before.given()["activity_name"]) == ["Training (A)", "Training (B)"]
    gone = stack.falling_away(before, stack.stacked(of, stack.without(rows, "norway"), shares(), RATES))
    assert gone[["activity_id", "activity_name", "loses_half"]].to_numpy().tolist() == [["A", "Training (A)", True]]


def test_what_donors_gave_is_counted_once_by_activity(two):
    rows = pipeline({"activity_id": "A", "ask": 60.0}, {"activity_id": "B", "stage": "pledged"})
    given = stack.stacked(two, rows, shares(), RATES).given()
    assert given[["donor_name", "activity_name", "amount_usd"]].values.tolist() == [["norway", "A", pytest.approx(60)]]


STAGES = ("identified", "approached", "negotiation", "pledged", "committed", "paid", "declined")


def random_case(seed):
    """A programme of up to 12 lines in 4 activities, and up to 15 opportunities for lines or activities, some with years."""
    draw = np.random.default_rng(seed)
    rows = []
    for n in range(draw.integers(1, 13)):
        first = int(draw.integers(2027, 2034))
        rows.append((f"l{n}", f"A{draw.integers(4)}", float(draw.uniform(0, 500)), first, first + int(draw.integers(0, 5))))
    of = programme(*rows)
    some, parts = [], []
    for n in range(draw.integers(0, 16)):
        one = {"stage": str(draw.choice(STAGES)), "ask": float(draw.uniform(0, 900)), "donor_id": str(draw.choice(["x", "y"]))}
        one["probability_pct"] = None if draw.random() < 0.2 else float(draw.integers(0, 101))
        if draw.random() < 0.3:
            one["first_year"] = int(draw.integers(2027, 2036))
        if draw.random() < 0.5:
            one["activity_id"] = f"A{draw.integers(4)}"
        else:
            chosen = draw.choice(len(rows), size=min(len(rows), int(draw.integers(1, 4))), replace=False)
            cut = np.round(100 * draw.dirichlet(np.ones(len(chosen))), 2)
            cut[-1] = 100 - cut[:-1].sum()
            parts += [(f"o{n}", f"l{line}", float(share)) for line, share in zip(chosen, cut, strict=True)]
        some.append(one)
    return of, pipeline(*some), shares(*parts)


@pytest.mark.parametrize("seed", range(60))
def test_sums_agree_at_every_level_and_nothing_is_counted_twice(seed):
    programme_of, rows, parts = random_case(seed)
    of = stack.stacked(programme_of, rows, parts, RATES)
    assert of.total("cost_usd") == pytest.approx(programme_of.total_usd)
    assert of.cells[list(stack.PARTS)].sum(axis=1).to_numpy() == pytest.approx(of.cells["cost_usd"].to_numpy())
    assert (of.cells[list(stack.AMOUNTS)] >= 0).all().all()
    for kind in ("horizon", "activity_name", "component", "cost_category", "cost_region", "year", "line_name"):
        for amount in stack.AMOUNTS:
            assert of.by(kind)[amount].sum() == pytest.approx(of.total(amount))
    placed = of.placed.groupby("opportunity_id")["amount_usd"].sum().reindex(of.opportunities["opportunity_id"])
    assert placed.to_numpy() == pytest.approx(of.opportunities["amount_usd"].to_numpy())
    counted = of.opportunities[of.opportunities["standing"].isin(stack.COUNTED)]
    assert of.total("cost_funded_usd") + of.total("beyond_cost_usd") == pytest.approx(counted["amount_usd"].sum())
    assert len(of.opportunities) + len(of.left_out) == len(rows)


def reach(cells, parts, one):
    """The lines that an opportunity may pay for, each with its share and its cells."""
    years = cells["year"].between(*(lim if pd.isna(y) else y for y, lim in ((one.first_year, 0), (one.last_year, 9999))))
    own = parts[parts["opportunity_id"] == one.opportunity_id]
    if own.empty:
        return [(1.0, years & (cells["activity_id"] == one.activity_id))]
    whole = own["share_pct"].sum()
    return [(row.share_pct / whole, years & (cells["line_id"] == row.line_id)) for row in own.itertuples()]


@pytest.mark.parametrize("seed", range(120))
def test_what_becomes_committed_lowers_the_gap_by_exactly_its_amount_where_there_is_room(seed):
    programme_of, rows, parts = random_case(seed)
    before = stack.stacked(programme_of, rows, parts, RATES)
    waiting = before.opportunities[~before.opportunities["standing"].isin(stack.COUNTED)]
    for one in waiting.itertuples():
        moved = rows.assign(stage=rows["stage"].where(rows["opportunity_id"] != one.opportunity_id, "committed"))
        after = stack.stacked(programme_of, moved, parts, RATES)
        fell = before.total("unfunded_usd") - after.total("unfunded_usd")
        more = after.total("beyond_cost_usd") - before.total("beyond_cost_usd")
        assert fell + more == pytest.approx(one.amount_usd)
        room = [(before.cells.loc[where, "unfunded_usd"].sum(), share) for share, where in reach(before.cells, parts, one)]
        if all(space >= one.amount_usd * share for space, share in room):
            assert fell == pytest.approx(one.amount_usd, abs=1e-4)


def test_money_placed_before_makes_room_where_it_can_go_elsewhere():
    """What L1 has for both years moves to 2027, as the money of 2028 needs all of 2028."""
    of = programme(*((name, "A", 100.0, 2027, 2028) for name in ("L1", "L2", "L3")))
    rows = pipeline(
        {"ask": 100.0}, {"activity_id": "A", "ask": 300.0, "first_year": 2028, "last_year": 2028, "stage": "proposal"}
    )
    one = shares(("o0", "L1", 100.0))
    assert stack.stacked(of, rows, one, RATES).total("unfunded_usd") == pytest.approx(500)
    after = stack.stacked(of, rows.assign(stage="committed"), one, RATES)
    assert after.total("unfunded_usd") == pytest.approx(200)
    assert after.total("beyond_cost_usd") == pytest.approx(0)
    assert after.by("year")["unfunded_usd"].tolist() == pytest.approx([200, 0])


def test_money_is_moved_on_over_several_steps():
    """The last fills all of 2027: the first makes way to 2028, from where the second makes way to 2029."""
    of = programme(*((name, "A", 100.0, 2027, 2029) for name in "abc"))
    years = ((2027, 2028), (2028, 2029), (2027, 2027))
    rows = pipeline(*({"first_year": first, "last_year": last} for first, last in years))
    rows = rows.assign(activity_id=[None, None, "A"], ask=[100.0, 100.0, 300.0])
    after = stack.stacked(of, rows, shares(("o0", "a", 100.0), ("o1", "a", 100.0)), RATES)
    assert after.total("beyond_cost_usd") == pytest.approx(0)
    assert after.by("line_id")["unfunded_usd"].tolist() == pytest.approx([0, 200, 200])


@pytest.mark.parametrize("seed", range(40))
def test_as_much_is_covered_as_can_be_where_places_overlap(seed):
    """Money is cut from a placement that fits, so all of it fits, whatever the order."""
    draw = np.random.default_rng(seed)
    of = programme(*((name, "A", 100.0, 2027, 2030) for name in "abc"))
    left = {(name, year): 100.0 for name in "abc" for year in range(2027, 2031)}
    some, parts = [], []
    for n in range(8):
        first = int(draw.integers(2027, 2031))
        one, last = {"first_year": first}, int(draw.integers(first, 2031))
        line = str(draw.choice(["a", "b", "c", ""]))
        where = [key for key in left if first <= key[1] <= last and line in (key[0], "")]
        cut = {key: left[key] * float(draw.choice([0.0, 0.3, 1.0])) for key in where}
        left |= {key: left[key] - amount for key, amount in cut.items()}
        parts += [(f"o{n}", line, 100.0)] if line else []
        some.append(one | {"last_year": last, "ask": sum(cut.values()), "activity_id": "A"})
    after = stack.stacked(of, pipeline(*some), shares(*parts), RATES)
    assert after.total("beyond_cost_usd") == pytest.approx(0, abs=1e-4)
    assert after.total("unfunded_usd") == pytest.approx(sum(left.values()), abs=1e-4)


@pytest.mark.parametrize("ask", [1.0, 123.456, 399.99])
def test_within_the_cost_it_falls_by_exactly_the_amount(two, ask):
    rows = pipeline({"activity_id": "A", "ask": ask, "stage": "negotiation"}, {"activity_id": "A", "ask": 400.0})
    before = stack.stacked(two, rows, shares(), RATES)
    after = stack.stacked(two, rows.assign(stage="committed"), shares(), RATES)
    assert before.total("unfunded_usd") - after.total("unfunded_usd") == pytest.approx(ask, abs=1e-6)
    assert after.total("beyond_cost_usd") == pytest.approx(0, abs=1e-6)
