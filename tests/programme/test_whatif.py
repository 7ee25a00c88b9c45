"""Scenarios: read from an address, counted beside the programme, and explained step by step."""

from dataclasses import fields
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import pytest

from landscape.programme import sensitivity, whatif
from landscape.programme.costs import Assumptions, costed
from landscape.programme.edits import NEW, Edits
from landscape.programme.money import Money, between
from landscape.programme.spread import spread
from landscape.programme.whatif import Base, WhatIf, compared, costed_as, kept, steps
from tests.programme.lines import ACTIVITIES, PLAIN, RATES, line, lines, random_programme

NAMES = [one.name for one in fields(Assumptions) if one.name != "currency"]
SETS = pd.DataFrame({"priority": ["sahel", "sahel"], "region": ["Africa", "Asia"], "country_count": [6, 2]})


def programme(rows, assumed=PLAIN):
    parameters = pd.DataFrame(
        [
            (name, name.replace("_", " "), float(getattr(assumed, name)), "%" if name.endswith("pct") else "year", None)
            for name in NAMES
        ]
        + [("currency", "currency", None, None, "USD")],
        columns=["parameter_id", "parameter_name", "value", "parameter_unit", "choice"],
    ).assign(explanation="", is_illustrative=True)
    activities = pd.DataFrame(
        [(code, name, component) for code, (name, component) in ACTIVITIES.items()],
        columns=["activity_id", "activity_name", "component"],
    )
    return Base(rows, activities, parameters, RATES, SETS)


SMALL = programme(lines(line("a", is_per_country=True), line("b", cost_category="surveys", unit_cost_high=200.0)))


def of(view, base=SMALL):
    found, problems = kept(base, view if isinstance(view, str) else urlencode(view), {"sahel": "The Sahel"})
    assert problems == []
    return found


def test_a_view_without_assumptions_is_the_programme():
    assert of("view=Total&by=Year").is_base
    assert costed_as(SMALL, of("")).total_usd == costed_as(SMALL).total_usd == 11_000


@pytest.mark.parametrize(
    ("view", "total"),
    [
        ({"p_country_count": 20}, 21_000),
        ({"p_contingency_pct": "5.0"}, 11_550),
        ({"c_surveys": -50}, 10_500),
        ({"lines": "a quantity=1"}, 2_000),
        ({"lines": "drop a"}, 1_000),
        ({"lines": "add n activity=map quantity=2 cost=7 from=2028 to=2028"}, 11_014),
        ({"priority": "The Sahel"}, 9_000),
        ({"priority": "The Sahel", "p_country_count": 20}, 21_000),
        ({"p_country_count": 20, "c_surveys": 100, "lines": "b quantity=1"}, 20_200),
    ],
)
def test_a_scenario_is_what_its_address_says(view, total):
    assert costed_as(SMALL, of(view)).total_usd == pytest.approx(total)
    assert costed_as(SMALL).total_usd == 11_000


def test_a_set_says_how_many_countries_and_where():
    by = costed_as(SMALL, of({"priority": "The Sahel"})).by("cost_region").set_index("cost_region")["cost_usd"]
    assert by.to_dict() == {"Africa": 6_000, "Asia": 2_000, "Everywhere": 1_000}
    assert SMALL.sliders("sahel")[0].default == 8 and SMALL.sliders(None)[0].default == 10


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("priority=Gone", "There is no set of priority countries “Gone” any more."),
        ("lines=gone+cost%3D5", "There is no cost line “gone”; that change was left out."),
        ("p_medium_first_year=2040", "The terms are out of order"),
    ],
)
def test_what_a_kept_scenario_cannot_mean_any_more_is_said(view, said):
    _, problems = kept(SMALL, view, {})
    assert len(problems) == 1 and problems[0].startswith(said)


@pytest.mark.parametrize("view", ["p_country_count=0", "p_country_count=many", "p_delay_years=1.5", "c_surveys=900", "c_none=5"])
def test_a_value_that_no_slider_has_is_as_if_not_said(view):
    assert of(view).is_base


@pytest.mark.parametrize("seed", range(8))
def test_the_steps_sum_to_the_difference_and_each_is_a_scenario_of_its_own(seed):
    rows, assumed, _ = random_programme(seed)
    base, draw = programme(rows, assumed), np.random.default_rng(seed)
    some = WhatIf(
        {
            "country_count": assumed.country_count + 7,
            "escalation_pct": assumed.escalation_pct + 1,
            "delay_years": assumed.delay_years + 1,
        },
        {"surveys": float(draw.integers(1, 50)), "staff": -10.0},
        Edits({"line-1": {"quantity": 9.0}, "line-2": {"currency": "EUR"}}, ("line-3",), {"n": {**NEW, "activity_id": "map"}}),
        "sahel",
    )
    table, *_ = steps(base, some)
    first, last = costed_as(base).total_usd, costed_as(base, some).total_usd
    assert table["cost_usd"].iloc[0] == first and table["cost_usd"].iloc[-1] == pytest.approx(last)
    assert table["difference_usd"].sum() == pytest.approx(last - first)
    assert table["change"].str.startswith(("Changed", "Dropped", "Added")).sum() == 4
    assert len(table) == 1 + 3 + 2 + 4


def test_the_steps_end_at_a_scenario_with_a_set_and_as_many_countries_as_the_programme():
    some = of({"priority": "The Sahel", "p_country_count": 10, "p_contingency_pct": "10.0"})
    assert steps(SMALL, some)[0]["cost_usd"].tolist() == pytest.approx([11_000, 12_100])


def test_figures_that_a_category_moves_are_illustrative():
    sourced = programme(lines(line("a", is_illustrative=False), line("b", cost_category="surveys", is_illustrative=False)))
    assert whatif.illustrative_pct(costed_as(sourced)) == 0 and whatif.Mark(0.0).note == ""
    moved = costed_as(sourced, of({"c_surveys": 100}, sourced))
    assert whatif.illustrative_pct(moved) == pytest.approx(100 * 2 / 3)
    assert whatif.Mark(whatif.illustrative_pct(moved)).note.startswith("Illustrative: 67 % of the total")


def test_parameters_that_nobody_replaced_or_that_are_moved_mark_a_total_whose_lines_are_sourced():
    base = programme(lines(line("a", is_illustrative=False, is_per_country=True), line("b", is_illustrative=False)))
    mark = whatif.mark(base, WhatIf(), costed_as(base))
    assert mark.share_pct == 0 and mark and "country count" in mark.parameters
    assert not {"currency", "price year"} & set(mark.parameters)  # no line lacks its year, and a currency costs nothing
    assert mark.banner == "Illustrative: 9 parameters are example values: country count, delay years and others."
    of_set = WhatIf(priority="sahel")
    assert "country count" not in whatif.mark(base, of_set, costed_as(base, of_set)).parameters
    settled = Base(base.lines, base.activities, base.parameters.assign(is_illustrative=False), base.rates, base.sets)
    assert (
        not whatif.mark(settled, WhatIf(), costed_as(settled)) and whatif.mark(settled, WhatIf(), costed_as(settled)).note == ""
    )
    moved = WhatIf({"delay_years": 2})
    assert whatif.mark(settled, moved, costed_as(settled, moved)).parameters == ("delay years",)


def test_scenarios_side_by_side_are_marked_by_the_most_illustrative_of_them():
    base = programme(lines(line("a", is_illustrative=False), line("b", cost_category="surveys", is_illustrative=False)))
    base = Base(base.lines, base.activities, base.parameters.assign(is_illustrative=False), base.rates, base.sets)
    tried = WhatIf(categories={"surveys": 100.0})
    assert not compared(base, {"base": WhatIf()})[1]
    table, mark, _ = steps(base, tried)
    assert compared(base, {"base": WhatIf(), "tried": tried})[1] == mark
    assert mark.share_pct == pytest.approx(100 * 2 / 3) and table["illustrative_pct"].tolist() == pytest.approx([0, 100 * 2 / 3])


def test_a_count_that_follows_from_a_set_is_not_tried_out_on_the_way_to_it_either():
    base = programme(lines(line("a", is_per_country=True, is_illustrative=False)))
    base = Base(base.lines, base.activities, base.parameters.assign(is_illustrative=False), base.rates, base.sets)
    to = WhatIf(priority="sahel")
    table, mark, _ = steps(base, to)
    assert len(table) == 2 and mark == compared(base, {"to": to})[1] and not mark
    assert steps(base, WhatIf({"country_count": 9}, priority="sahel"))[1].parameters == ("country count",)


def test_scenarios_side_by_side_name_the_rates_of_the_lines_of_each():
    dear = of({"lines": "b currency=EUR"})
    for costed_ones in (compared(SMALL, {"base": WhatIf(), "dear": dear})[2], steps(SMALL, dear)[2]):
        assert "EUR 0.8" in whatif.in_force(SMALL, WhatIf(), costed_ones)[-1]
        assert "bank" in set(costed_ones["rate_source_id"])
    assert "EUR" not in " ".join(whatif.in_force(SMALL, WhatIf(), compared(SMALL, {"base": WhatIf()})[2]))


def test_scenarios_side_by_side_have_the_figures_of_each():
    one = of({"p_country_count": 20})
    table = compared(SMALL, {"base": WhatIf(), "more": one})[0].set_index("scenario_name")
    assert table["cost_usd"].tolist() == [11_000, 21_000] and table["countries_assumed"].tolist() == [10, 20]
    assert table[["short_usd", "medium_usd", "long_usd"]].sum(axis=1).tolist() == [11_000, 21_000]
    assert table.loc["more", "p90_usd"] == pytest.approx(spread(costed_as(SMALL, one))["p90_usd"].iloc[0])


def test_a_programme_that_costs_nothing_can_be_compared():
    table, *_ = compared(SMALL, {"none": of({"lines": "drop a b"})})
    assert table["cost_usd"].tolist() == [0] and table["p10_usd"].isna().all() and table["illustrative_pct"].isna().all()


@pytest.mark.parametrize("seed", range(4))
def test_other_assumptions_have_the_totals_of_a_full_count(seed):
    rows, assumed, _ = random_programme(seed)
    base = programme(rows, assumed)
    table = sensitivity.sensitivity(base, WhatIf(), costed_as(base)).set_index("assumption")
    by_hand = {
        "country count": [{"country_count": max(1, round(assumed.country_count * times))} for times in (0.75, 1.25)],
        "delay years": [{"delay_years": max(0, assumed.delay_years - 2)}, {"delay_years": assumed.delay_years + 2}],
    }
    for name, ends in by_hand.items():
        totals = [costed(rows, assumed.with_values(one), RATES).total_usd for one in ends]
        assert table.loc[name, ["low_cost_usd", "high_cost_usd"]].tolist() == pytest.approx(totals)
    for way, column in ((-20.0, "low_cost_usd"), (20.0, "high_cost_usd")):
        dearer = costed_as(base, WhatIf(categories={"surveys": way})).total_usd
        assert table.loc["Unit costs: survey fieldwork", column] == pytest.approx(dearer)
    assert table["swing_usd"].is_monotonic_decreasing


def test_a_line_is_set_against_published_costs():
    costs = costed_as(SMALL)
    references = pd.DataFrame(
        {
            "line_id": ["a", "a", "a", "a"],
            "reference_kind": ["named", "similar", "similar", "similar"],
            "benchmark_what": ["Own", "One", "Two", "In a currency without a rate"],
            "reference_per_unit": [50.0, 200.0, 400.0, None],
            "last_year": [2020] * 4,
            "source_id": ["s"] * 4,
        }
    )
    rows = sensitivity.beside(costs, references)
    assert rows["ratio"].tolist()[:3] == [2.0, 0.5, 0.25] and pd.isna(rows["ratio"].iloc[3])
    (one,) = sensitivity.nearest(rows).to_dict("records")
    assert (one["benchmark_what"], one["ratio"], one["similar_per_unit"], one["similar_count"]) == ("Own", 2.0, 300.0, 2)


def test_lines_without_a_basis_are_named():
    base = programme(lines(line("a"), line("b", cost_basis=None), line("c", cost_basis="placeholder")))
    assert sensitivity.without_basis(costed_as(base))["line_id"].tolist() == ["b", "c"]


def test_amounts_are_shown_in_a_currency_at_a_dated_rate():
    euro = Money.of("EUR", RATES)
    assert (euro.said(1e6), euro.said(None), Money().said(1e6)) == ("EUR 800 k", "not known", "USD 1.0 m")
    assert "0.8 for one US dollar, the average of 2024" in euro.note and Money().note == ""
    assert Money.of("XXX", RATES) == Money()
    assert between(12.3e6, 15.1e6, Money()) == "USD 12.3–15.1 m"
    assert between(0.9e6, 15.1e6, Money()) == "USD 900 k–15.1 m"
    assert between(1e6, 1e6, Money(), is_bare=True) == "1.0 m" and between(None, 1, Money()) == "not known"
