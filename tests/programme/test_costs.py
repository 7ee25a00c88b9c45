"""What the programme costs, by hand and for random programmes: every sum is the same sum."""

import pandas as pd
import pytest

from landscape.programme import costs
from landscape.programme.costs import KINDS, NOT_CHOSEN, PARTS, Assumptions, ParametersMissing, costed, rates_said
from tests.programme.lines import PLAIN, RATES, line, lines, random_programme


def total(*some, assumed=PLAIN, **more):
    return costed(lines(*some), assumed, RATES, **more).total_usd


def test_quantity_times_unit_cost():
    assert total(line("a")) == 1_000


def test_for_each_country_and_for_each_year_multiply():
    assert total(line("a", is_per_country=True)) == 10_000
    assert total(line("a", is_yearly=True, last_year=2029)) == 3_000
    assert total(line("a", is_yearly=True, is_per_country=True, last_year=2029)) == 30_000


def test_a_quantity_in_all_is_spread_evenly_over_its_years():
    by_year = costed(lines(line("a", last_year=2030)), PLAIN, RATES).by("year")
    assert by_year[["year", "cost_usd"]].values.tolist() == [[2027, 250], [2028, 250], [2029, 250], [2030, 250]]


def test_prices_rise_from_the_year_of_the_unit_cost_and_without_one_from_that_of_the_programme():
    assumed = PLAIN.with_values({"escalation_pct": 10.0})
    assert total(line("a"), assumed=assumed) == pytest.approx(1_000 * 1.1**2)
    assert total(line("a", price_year=2024), assumed=assumed) == pytest.approx(1_000 * 1.1**3)
    assert total(line("a", price_year=None), assumed=assumed) == pytest.approx(1_000 * 1.1**2)
    assert total(line("a", price_year=2028), assumed=assumed) == pytest.approx(1_000 / 1.1)


def test_contingency_and_support_costs_are_added_one_upon_the_other():
    assumed = PLAIN.with_values({"escalation_pct": 10.0, "contingency_pct": 5.0, "overhead_pct": 13.0})
    made = costed(lines(line("a")), assumed, RATES)
    assert made.total_usd == pytest.approx(1_210 * 1.05 * 1.13)
    assert made.rows[list(PARTS)].sum().tolist() == pytest.approx([1_000, 210, 60.5, 1_270.5 * 0.13])


def test_a_line_in_another_currency_is_converted_with_its_rate():
    assert total(line("a", currency="EUR")) == pytest.approx(1_000 / 0.8)


def test_the_rate_is_that_of_the_year_of_prices_and_the_latest_where_there_is_none():
    older = RATES.assign(rate_year=2020, units_per_dollar=[0.5, 100.0])
    for rates in (pd.concat([older, RATES]), pd.concat([RATES, older])):
        for year, rate, rate_year in ((2020, 0.5, 2020), (2024, 0.8, 2024), (2025, 0.8, 2024), (None, 0.8, 2024)):
            made = costed(lines(line("a", currency="EUR", price_year=year), line("b")), PLAIN, rates)
            assert made.lines["unit_usd"].tolist() == [100 / rate, 100]
            assert made.lines["rate_year"].tolist()[0] == rate_year and pd.isna(made.lines["rate_year"].iloc[1])
            note = f"Unit costs in other currencies, for one US dollar: EUR {rate} (average of {rate_year})."
            assert rates_said(made.lines) == note and made.lines["rate_source_id"].dropna().tolist() == ["bank"]
    assert rates_said(costed(lines(line("a")), PLAIN, RATES).lines) == ""


def test_a_currency_there_and_back_is_the_same_amount():
    for amount in (0.0, 0.01, 123.45, 9.9e9):
        assert costs.in_dollars(costs.in_currency(amount, 152.3), 152.3) == pytest.approx(amount, rel=1e-15)


@pytest.mark.parametrize("seed", range(12))
def test_the_total_is_the_same_by_everything(seed):
    rows, assumed, where = random_programme(seed)
    made = costed(rows, assumed, RATES, where)
    assert made.left_out.empty and made.total_usd > 0
    for kind in KINDS:
        table = made.by(kind)
        assert table["cost_usd"].sum() == pytest.approx(made.total_usd, rel=1e-12), kind
        assert (table["illustrative_usd"] <= table["cost_usd"] + 1e-6).all()
        assert (made.weights(kind).to_numpy().T @ made.lines["unit_usd"]).sum() == pytest.approx(made.total_usd, rel=1e-9)
    assert made.rows[list(PARTS)].to_numpy().sum() == pytest.approx(made.total_usd, rel=1e-12)
    assert made.lines["cost_usd"].sum() == pytest.approx(made.total_usd, rel=1e-12)
    alone = sum(costed(rows.iloc[[place]], assumed, RATES, where).total_usd for place in range(len(rows)))
    assert alone == pytest.approx(made.total_usd, rel=1e-12)


BAD = {
    "quantity or unit cost not known": {"quantity": None},
    "no years": {"last_year": None},
    "it ends before it begins": {"last_year": 2020},
    "years before 2000 or after 2100": {"last_year": 900_000},
    "no exchange rate for its currency": {"currency": "XXX"},
    "negative quantity or unit cost": {"quantity": -1.0},
    "low, central and high cost out of order": {"unit_cost_low": 101.0},
    "more than USD 10 billion": {"quantity": 1e9},
}


@pytest.mark.parametrize("why", BAD)
def test_a_line_that_cannot_be_counted_is_named_with_its_reason_and_changes_no_sum(why):
    good = [line("a"), line("b", is_per_country=True, unit_cost_high=200.0)]
    without, made = (costed(lines(*some), PLAIN, RATES) for some in (good, [*good, line("bad", **BAD[why])]))
    assert made.left_out[["line_id", "why_left_out"]].values.tolist() == [["bad", why]]
    for kind in KINDS:
        pd.testing.assert_frame_equal(without.by(kind), made.by(kind))


def test_a_programme_of_which_no_line_counts_costs_nothing_and_says_why():
    made = costed(lines(line("a", quantity=None)), PLAIN, RATES)
    assert made.total_usd == 0 and len(made.left_out) == 1
    assert [len(made.by(kind)) for kind in KINDS] == [0] * len(KINDS)


def test_a_delay_moves_years_and_terms_alike():
    some = [line("a"), line("b", first_year=2029, last_year=2033)]
    now, later = (costed(lines(*some), PLAIN.with_values({"delay_years": years}), RATES) for years in (0, 2))
    assert now.by("horizon").values.tolist() == later.by("horizon").values.tolist()
    assert (later.by("year")["year"] - now.by("year")["year"]).tolist() == [2] * len(now.by("year"))
    assert now.by("horizon")[["horizon", "cost_usd"]].values.tolist() == [["short", 1_000], ["medium", 600], ["long", 400]]


def test_costs_for_each_country_lie_where_the_countries_are():
    made = costed(
        lines(line("a", is_per_country=True), line("b"), line("c", region="Asia")), PLAIN, RATES, {"Africa": 3, "Asia": 1}
    )
    assert made.by("cost_region").set_index("cost_region")["cost_usd"].to_dict() == {
        "Africa": 7_500,
        "Asia": 2_500 + 1_000,
        "Everywhere": 1_000,
    }
    nowhere = costed(lines(line("a", is_per_country=True)), PLAIN, RATES)
    assert nowhere.by("cost_region")["cost_region"].tolist() == [NOT_CHOSEN]


def test_parameters_that_nobody_gave_are_named():
    rows = pd.DataFrame({"parameter_id": ["country_count", "currency"], "value": [10.0, None], "choice": [None, "USD"]})
    with pytest.raises(ParametersMissing, match="short_first_year, .*price_year"):
        Assumptions.of(rows)
