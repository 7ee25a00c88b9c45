"""Concentration, worked out by hand, and what must hold whatever the amounts are."""

import numpy as np
import pandas as pd
import pytest

from landscape.strategy import concentration as c

NAN = float("nan")


def given(*rows, by="year"):
    """Rows of (year or place, donor, amount); a donor whose name begins with "Pool" is money of many."""
    table = pd.DataFrame(rows, columns=[by, "donor_name", "amount_usd"]).astype({"amount_usd": float})
    return table.assign(
        donor_id=table["donor_name"].str.lower(),
        donor_type="Private",
        is_one_donor=~table["donor_name"].str.startswith("Pool"),
        **({"iso3": table[by].str[:3].str.upper()} if by == "place_name" else {}),
    )


def test_shares_index_and_effective_number_are_as_worked_out_by_hand():
    made = c.concentration(given((2020, "A", 50), (2020, "B", 30), (2020, "C", 20)), "year").iloc[0]
    assert made["hhi"] == pytest.approx(3800)  # 50² + 30² + 20²
    assert made["effective_donors"] == pytest.approx(10_000 / 3800)
    assert (made["cr1_pct"], made["cr5_pct"], made["cr10_pct"]) == pytest.approx((50, 100, 100))
    assert (made["largest_donor"], made["donor_count"], made["amount_usd"]) == ("A", 3, 100)


def test_the_five_largest_of_seven():
    made = c.concentration(
        given(*((2020, name, amount) for name, amount in zip("ABCDEFG", range(7, 0, -1), strict=True))), "year"
    )
    assert made["cr5_pct"].iloc[0] == pytest.approx(100 * 25 / 28)  # 7 + 6 + 5 + 4 + 3 of 28
    assert made["cr10_pct"].iloc[0] == pytest.approx(100)


def test_several_rows_of_a_donor_are_one_donor_net_of_repayments():
    made = c.concentration(given((2020, "A", 90), (2020, "A", -15), (2020, "B", 25)), "year").iloc[0]
    assert (made["cr1_pct"], made["donor_count"], made["repaid_count"]) == (75, 2, 0)


def test_what_has_no_share_is_counted_apart_and_never_as_zero():
    rows = given((2020, "A", 60), (2020, "B", 40), (2020, "C", -10), (2020, "D", NAN), (2020, "Pool", 300), (2021, "D", NAN))
    made = c.concentration(rows, "year").set_index("year")
    first = made.loc[2020]
    assert (first["amount_usd"], first["cr1_pct"], first["donor_count"]) == (100, 60, 2)
    assert (first["repaid_count"], first["repaid_usd"]) == (1, -10)
    assert (first["unnamed_usd"], first["unknown_donor_count"]) == (300, 1)
    assert made.loc[2021, ["amount_usd", "hhi", "effective_donors", "cr1_pct", "largest_donor"]].isna().all()
    assert made.loc[2021, "donor_count"] == 0


def test_nothing_at_all_is_no_row():
    assert c.concentration(given(), "year").empty
    assert c.periods(given(), []).empty
    assert c.dependence(given(by="place_name")).empty
    assert c.lost(given(by="place_name"), "a").empty
    assert c.leaving(given(), given(by="place_name")).empty
    assert c.drawn(c.concentration(given(), "year")) == []


@pytest.mark.parametrize("n", [1, 2, 5, 40])
def test_equal_donors_have_an_index_of_ten_thousand_over_their_number(n):
    made = c.concentration(given(*((2020, f"Donor {one}", 7.5) for one in range(n))), "year").iloc[0]
    assert made["hhi"] == pytest.approx(10_000 / n)
    assert made["effective_donors"] == pytest.approx(n)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_amounts_shares_add_up_and_the_effective_number_lies_between_one_and_all(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 200))
    rows = pd.DataFrame(
        {
            "year": random.integers(2018, 2021, size),
            "donor_name": random.choice([f"D{n}" for n in range(30)], size),
            "amount_usd": np.where(random.random(size) < 0.1, np.nan, random.lognormal(10, 3, size) - 20_000),
        }
    ).assign(donor_id=lambda table: table["donor_name"], is_one_donor=lambda table: table["donor_name"] != "D0")
    shares = c._given(c._net(rows, "year"), "year").groupby("year")["share_pct"]
    assert shares.sum().tolist() == pytest.approx([100] * shares.ngroups)
    made = c.concentration(rows, "year").dropna(subset=["hhi"])
    assert ((made["effective_donors"] >= 1 - 1e-9) & (made["effective_donors"] <= made["donor_count"] + 1e-9)).all()
    assert ((made["hhi"] > 0) & (made["hhi"] <= 10_000 + 1e-6)).all()
    assert ((made["cr1_pct"] <= made["cr5_pct"] + 1e-9) & (made["cr5_pct"] <= made["cr10_pct"] + 1e-9)).all()
    assert (made["cr10_pct"] <= 100 + 1e-9).all()


def test_the_first_three_years_are_set_against_the_last_three():
    rows = given(*((year, "A", 10) for year in range(2010, 2016)), *((year, "B", 30) for year in (2010, 2013, 2014)))
    made = c.periods(rows, list(range(2010, 2016)))
    assert made[["first_year", "last_year"]].to_numpy().tolist() == [[2010, 2012], [2013, 2015]]
    assert made["cr1_pct"].tolist() == pytest.approx([50, 100 * 60 / 90])  # A 30 and B 30; A 30 and B 60
    assert len(c.periods(rows, [2010])) == 1
    assert c.periods(rows, [2010, 2011])[["first_year", "last_year"]].to_numpy().tolist() == [[2010, 2010], [2011, 2011]]


def test_years_at_the_ends_with_next_to_nothing_are_not_drawn():
    rows = given((2008, "A", 1), (2010, "A", 5_000), (2011, "A", 2), (2012, "A", 4_000), (2013, "A", NAN))
    assert c.drawn(c.concentration(rows, "year")) == [2010, 2011, 2012]


PLACES = given(
    ("Kenya", "A", 51), ("Kenya", "B", 49), ("Fiji", "A", 50), ("Fiji", "B", 50), ("Tuvalu", "A", 5), ("Niue", "B", NAN),
    by="place_name",
)  # fmt: skip


def test_more_than_half_is_dependence_and_exactly_half_is_not():
    made = c.dependence(PLACES).set_index("place_name")
    assert made.index.tolist() == ["Tuvalu", "Kenya", "Fiji", "Niue"]  # by share, what is not known last
    assert made["depends"].tolist()[:3] == [True, True, False]
    assert pd.isna(made["depends"]["Niue"])
    assert made["largest_donor"].tolist()[:2] == ["A", "A"]


def test_what_goes_with_a_donor_is_its_part_of_each_place():
    made = c.lost(PLACES, "a").set_index("place_name")
    assert made["lost_usd"].tolist() == [51, 50, 5]
    assert made["lost_pct"].tolist() == pytest.approx([51, 50, 100])
    assert made["loses_half"].tolist() == [True, False, True]
    assert made["donor_count"].tolist() == [2, 2, 1]
    assert made["iso3"]["Kenya"] == "KEN"
    assert c.lost(PLACES, "nobody").empty


def test_who_would_be_missed_most():
    years = given((2020, "A", 106), (2020, "B", 99), (2021, "B", 195), (2021, "C", -5))
    made = c.leaving(years, PLACES)
    assert made["donor_name"].tolist() == ["B", "A"]
    assert made["lost_pct"].tolist() == pytest.approx([73.5, 26.5])
    assert made[["place_count", "half_count"]].to_numpy().tolist() == [[2, 0], [3, 2]]
