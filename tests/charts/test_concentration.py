"""Charts of the page of concentration on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import concentration as charts
from landscape.strategy import concentration


def rows_of(*rows, by):
    table = pd.DataFrame(rows, columns=[by, "donor_name", "amount_usd"]).astype({"amount_usd": float})
    return table.assign(
        donor_id=table["donor_name"].str.lower(),
        donor_type="Private",
        is_one_donor=table["donor_name"] != "Pool",
        iso3=table[by].astype(str).str[:3],
    )


@pytest.fixture
def given():
    return rows_of((2019, "A", 3e6), (2019, "B", 1e6), (2020, "A", 2e6), (2020, "B", 2e6), (2020, "C", -1e6), by="year")


@pytest.fixture
def places():
    return rows_of(("Kenya", "A", 3e6), ("Kenya", "B", 1e6), ("Fiji", "B", 1e6), ("Fiji", "A", 1e6), by="place_name")


@pytest.fixture
def mechanisms():
    return pd.DataFrame({"share_pct": [60.0, None], "other_contributor_count": [2, 0]})


def named(rows):
    return rows.rename(columns={"place_name": "country_name"})


def test_the_last_period_is_said_beside_the_first(given):
    shown = {label: (value, said) for label, value, said in charts.facts(concentration.periods(given, [2019, 2020]))}
    assert shown["Effective number of donors"] == ("2.0", "2020, of 2 donors. In 2019: 1.6")
    assert shown["Share of the largest donor"] == ("50 %", "A, 2020. In 2019: 75 %")
    assert shown["Herfindahl–Hirschman index"][0] == "5,000"


def test_the_years_say_the_lowest_and_the_highest(given, picks):
    figure = charts.effective(concentration.concentration(given, "year"), "iati")
    assert "In 2020 the money of 2 donors was as concentrated as that of 2.0 of equal size" in figure.takeaway
    assert "lowest in 2019 (1.6), highest in 2020 (2.0)" in figure.takeaway
    assert picks(figure) == {"mark": ["year"]}


def test_the_largest_few_are_said_for_the_last_year(given):
    figure = charts.few(concentration.concentration(given, "year"))
    figure.chart.to_dict()
    assert figure.takeaway.startswith("In 2020 the largest donor, A, gave 50 %, the five largest 100 %")


def test_who_depends_is_counted_and_named(places, picks):
    figure = charts.dependence(named(concentration.dependence(places)), "statistics", "country_name")
    assert "1 of 2 countries received more than half from one donor. The largest" in figure.takeaway
    assert "Kenya (75 % from A)" in figure.takeaway
    assert picks(figure) == {"mark": ["country_name"]}


def test_without_a_country_there_is_no_dependence_to_tell(places):
    figure = charts.dependence(named(concentration.dependence(places.head(0))), "statistics", "country_name")
    figure.chart.to_dict()
    assert figure.takeaway == charts.NOTHING


def test_what_goes_with_a_donor(given, places, mechanisms, picks):
    lost = concentration.lost(places, "a")
    figure = charts.lost(named(lost), "A", "statistics", "country_name")
    assert "1 of 2 countries that A gives to would lose more than half, together USD 3.0 m: first Kenya." in figure.takeaway
    assert picks(figure) == {"mark": ["country_name"]}
    everyone = concentration.leaving(given, places)
    shown = {label: (value, said) for label, value, said in charts.leaving_facts("A", everyone, lost, mechanisms, "statistics")}
    assert shown["Would be lost"][0] == "USD 5.0 m"
    assert shown["Share of all"] == ("62 %", "Of what single donors gave; number 1 of 2")
    assert shown["Countries losing over half"] == ("1", "Of 2 that it gives to")
    assert shown["Mechanisms losing over half"][0] == "1"
    assert picks(charts.donors(everyone, "iati")) == {"mark": ["donor_name"]}


def test_mechanisms_without_amounts_are_not_known(given, places, mechanisms):
    unknown = mechanisms.assign(share_pct=float("nan"))
    facts = charts.leaving_facts("A", concentration.leaving(given, places), concentration.lost(places, "a"), unknown, "un")
    assert facts[-1][1:] == ("not known", "It has paid into 2, what share is not known. Only contributor named of 1")
    assert "For 2 of them its share is not known" in charts.mechanisms_said("A", unknown)
    assert "that does not mean" in charts.mechanisms_said("A", unknown.head(0))


def test_what_has_no_share_is_said(given):
    rows = concentration.concentration(pd.concat([given, rows_of((2020, "Pool", 5e6), (2020, "D", None), by="year")]), "year")
    said = charts.left_out(rows, "un", 2e6)
    for part in ("USD 2.0 m for regional", "USD 5.0 m of pooled funds", "−USD 1.0 m of donors", "(1 case)", "counts twice"):
        assert part in said
    assert charts.left_out(rows.head(1), "statistics") == "Every donor with a record has a share."


def test_a_click_on_a_donor_that_is_not_listed_has_no_code():
    assert charts.code_of("A", {"a": "A"}) == "a"
    assert charts.code_of("B", {"a": "A"}) is None
    assert charts.code_of(None, {"a": "A"}) is None
