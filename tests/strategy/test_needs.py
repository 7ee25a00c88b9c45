"""Needs: what is known of each component, worked out by hand; the plane, the orphans and sets of countries."""

import shutil

import numpy as np
import pandas as pd
import pytest

from landscape import publish, store
from landscape.strategy import needs
from tests.conftest import TINY

NAN = float("nan")
COMPONENTS = pd.DataFrame(
    {
        "component_id": ["gap", "stock", "support"],
        "component_name": ["Gap", "Stock", "Support per head"],
        "part": ["Capacity", "Migration", "Support received"],
        "falls": [False, False, True],
        "raw_unit": ["score", "%", "USD per person"],
    }
)
EQUAL = {"gap": 1, "stock": 1, "support": 1}
# Country -> gap, stock, support per head; by rank, so that points are 0, 25, 50, 75 and 100.
KNOWN = {"AAA": (50, 50, 1), "BBB": (40, 40, 9), "CCC": (30, 30, NAN), "DDD": (20, 20, 5), "EEE": (10, 10, 2)}

OBSERVED = {  # indicator -> country, year, value
    "spi_pillar_4": [("NAM", 2023, 40), ("NAM", 2024, 45.5), ("DEU", 2024, 90)],
    "odin_population_coverage": [("NAM", 2018, 40), ("NAM", 2020, 70)],
    "odin_population_openness": [("NAM", 2018, 60)],
    "last_census_year": [("NAM", 2024, 2011)],
    "sdg_17_18_3_implemented": [("NAM", 2018, 1), ("FJI", 2018, 1)],
    "sdg_17_18_3_funded": [("FJI", 2018, 0)],
    "refugees_hosted": [("FJI", 2024, 10), ("FJI", 2023, 900), ("NAM", 2024, 5000)],
    "asylum_seekers_hosted": [("FJI", 2024, 5), ("FJI", 2023, 900), ("NAM", 2024, 100)],
    "internally_displaced": [("FJI", 2024, 15), ("FJI", 2023, 900)],
    "population": [("FJI", 2023, 1000), ("FJI", 2024, 10000), ("NAM", 2020, 2500000), ("FJI", 2020, 800000), ("TUV", 2020, 9)],
}


@pytest.fixture
def observed(tmp_path, monkeypatch):
    """The tiny version with the observations above."""
    folder = shutil.copytree(TINY, tmp_path / "tables")
    with (folder / "indicator.csv").open("a", encoding="utf-8") as out:
        for rank, code in enumerate(OBSERVED, 10):
            out.write(f"{code},{code},Context,persons,neither,0,linear,Nobody,Made up,current,{rank},spi\n")
    with (folder / "observation.csv").open("a", encoding="utf-8") as out:
        for code, rows in OBSERVED.items():
            out.writelines(f"{code},{iso3},{year},{value},spi\n" for iso3, year, value in rows)
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return publish.first_version(folder)


def known(version, scored="aid_recipients"):
    """(country, component) -> (value, year)"""
    rows = store.read("strategy/need_values", version, scored=scored)
    return {(row.iso3, row.component_id): (round(row.latest_value, 6), row.latest_year) for row in rows.itertuples()}


def made(table=KNOWN, weights=EQUAL, least=0):
    values = [
        {"iso3": iso3, "component_id": name, "latest_value": value, "latest_year": 2024, "source_id": "spi"}
        for iso3, row in table.items()
        for name, value in zip(EQUAL, row, strict=True)
        if value == value  # not NaN
    ]
    return needs.needs(pd.DataFrame(values), COMPONENTS, weights, "rank", least), pd.DataFrame(values)


def shown(of):
    countries = pd.DataFrame({"iso3": of.raw.index, "country_name": of.raw.index.str.title()})
    return needs.listed(countries, of.ranked, of.plane)


def test_each_component_is_what_its_definition_says(observed):
    found = known(observed)
    assert found["NAM", "spi"] == (63.2, 2024)  # the latest year
    assert found["NAM", "spi_sources"] == (45.5, 2024)
    assert found["NAM", "odin_population"] == (50, 2018)  # (40 + 60) / 2; of 2020 one half is not known
    assert found["NAM", "census_age"] == (13, 2024)  # 2024 − 2011
    assert found["FJI", "plan"] == (1, 2018)  # under implementation, not fully funded
    assert found["FJI", "displaced"] == (3, 2024)  # 1,000 × (10 + 5 + 15) / 10,000
    assert found["NAM", "support"] == (0.3, 2020)  # (1,000,000 − 250,000) / 2,500,000
    assert found["FJI", "support"] == (0.5, 2020)  # 400,000 / 800,000


def test_what_is_not_known_has_no_row_and_is_no_zero(observed):
    found = known(observed)
    assert ("NAM", "plan") not in found  # whether it is funded is not known
    assert ("NAM", "displaced") not in found  # nobody said how many are displaced within the country
    assert ("CIV", "support") not in found  # paid, but its population is not known
    assert ("TUV", "support") not in found  # a record without an amount
    assert found["TUR", "spi"] == (0, 2024)  # a zero that was measured stays


def test_only_aid_recipients_are_scored_unless_all_are_asked_for(observed):
    assert ("DEU", "spi_sources") not in known(observed)
    assert known(observed, "all")["DEU", "spi_sources"] == (90, 2024)


def test_the_values_of_the_landscape_are_those_of_its_observations_and_payments(version, ask):
    found = known(version)
    again = ask(
        version,
        "select p.iso3, sum(f.amount_usd) / any_value(p.value) from funding f join observation p on p.iso3 = f.recipient_iso3"
        " where p.indicator_id = 'population' and p.year = 2020 and f.lens = 'statistics' and f.measure = 'disbursement'"
        " and f.year between 2010 and 2020 group by 1",
    )
    paid = {iso3: value for iso3, value in again if value is not None}
    assert len(found) > 1300
    assert all(round(paid[iso3], 6) == value for (iso3, name), (value, _) in found.items() if name == "support")
    assert found["HTI", "census_age"] == (21, 2024)  # the census of 2003
    assert found["KEN", "census_age"] == (5, 2024)  # the census of 2019
    assert 10 < found["LBN", "displaced"][0] < 500 and found["TON", "remittances"][0] > 20


def test_the_plane_has_four_quadrants_divided_at_the_medians():
    of, _ = made()
    # Need without support: 100, 75, 50, 25, 0, median 50. Support: 1, 9, 5, 2, median 3.5.
    assert of.plane["need"].tolist() == [100, 75, 50, 25, 0]
    assert of.middle == (50, 3.5)
    assert of.plane["quadrant"].to_dict() == {
        "AAA": "orphan",
        "BBB": "reached",
        "CCC": "unknown",
        "DDD": "provided",
        "EEE": "unnoticed",
    }
    assert needs.orphans(of.plane) == needs.orphans(shown(of)) == ["AAA"]


def test_the_need_of_the_plane_does_not_rest_on_support():
    of, _ = made()
    other, _ = made({iso3: (gap, stock, 7 - gap / 10) for iso3, (gap, stock, _) in KNOWN.items()})
    assert of.plane["need"].equals(other.plane["need"])
    assert not of.ranked["score"].equals(other.ranked["score"])


@pytest.mark.parametrize("seed", range(20))
def test_every_country_has_a_quadrant_by_what_is_known_of_it(seed):
    draw = np.random.default_rng(seed)
    raw = pd.DataFrame(draw.uniform(0, 10, (30, 3)), [f"C{n:02}" for n in range(30)], list(EQUAL)).mask(
        draw.random((30, 3)) < 0.3
    )
    of = needs.Needs(raw, {"support": True}, EQUAL, "min-max", 50)
    plane = of.plane
    both = plane["need"].notna() & plane["support_per_head"].notna()
    assert plane["quadrant"][both].isin(needs.QUADRANTS).all()
    assert not plane["quadrant"][~both].isin(needs.QUADRANTS).any()
    found = plane.loc[needs.orphans(plane)]
    assert (found["need"] >= of.middle[0]).all() and (found["support_per_head"] < of.middle[1]).all()
    assert found["need"].is_monotonic_decreasing


def test_the_first_of_a_ranking_come_with_those_who_share_the_last_rank():
    rows = pd.DataFrame({"iso3": list("ABCDE"), "score_rank": pd.array([1, 2, 2, 4, None], dtype="Int64")})
    assert needs.first(rows, 1) == ["A"]
    assert needs.first(rows, 2) == ["A", "B", "C"]
    assert needs.first(rows, 60) == ["A", "B", "C", "D"]
    assert needs.first(rows, 0) == needs.first(rows[4:], 3) == []


def test_a_set_is_chosen_by_rule_or_by_hand():
    rows = shown(made()[0])
    chosen = {"first": 2, "countries": ("EEE", "CCC")}
    by = {rule: needs.members(rows, rule, chosen) for rule in needs.RULES}
    assert by == {"First in the ranking": ["AAA", "BBB", "CCC"], "High need, little support": ["AAA"], "By hand": ["EEE", "CCC"]}


def test_the_reasons_of_a_rank_add_up_to_its_score():
    of, values = made(weights={"gap": 6, "stock": 3, "support": 1})
    why = of.why("BBB", values, COMPONENTS).set_index("component_id")
    assert why["contribution"].tolist() == [45, 22.5, 0]  # 0.6 × 75, 0.3 × 75, 0.1 × 0: most support of all
    assert round(why["contribution"].sum()) == of.ranked.at["BBB", "score"] == 68
    assert why.loc["support", ["latest_value", "latest_year", "source_id", "weight"]].tolist() == [9, 2024, "spi", 1]
    missing = of.why("CCC", values, COMPONENTS).set_index("component_id").loc["support"]
    assert missing[["latest_value", "component_value", "weight_pct", "contribution"]].isna().all()


def test_who_is_shown_changes_no_rank():
    of, _ = made()
    everyone = shown(of).set_index("iso3")
    countries = pd.DataFrame({"iso3": ["EEE", "BBB", "ZZZ"], "country_name": ["E", "B", "Z"]})
    some = needs.listed(countries.set_index(pd.Index([7, 3, 5])), of.ranked)
    assert some["iso3"].tolist()[-1] == "ZZZ" and some["score"].isna().tolist() == [False, False, True]
    assert all(row.score_rank == everyone.at[row.iso3, "score_rank"] for row in some.head(2).itertuples())


def test_training_counts_what_runs_and_names_the_country_its_region_or_the_world(version, ask):
    counted = {iso3: value for (iso3, part), (value, _) in known(version).items() if part == "training"}
    runs = "status in ('running', 'recurring') and kind not in ('forum', 'network', 'toolkit')"  # these train nobody
    ((everywhere,),) = ask(version, f"select count(*) from programme where region = 'Global' and {runs}")
    ((own,),) = ask(version, f"select count(*) from programme where list_contains(countries, 'FJI') and {runs}")
    assert (counted["KEN"], counted["FJI"]) == (everywhere + 4, everywhere + own)


def test_training_moves_no_ranking_until_a_reader_gives_it_a_weight(version):
    values, parts = (
        store.read(f"strategy/{one}", version, scored="aid_recipients", score="need") for one in ("need_values", "components")
    )
    presets = store.read("strategy/component_weights", version, score="need")
    assert set(presets.loc[presets["component_id"] == "training", "weight"]) == {0}
    weights = dict.fromkeys(parts["component_id"], 5)
    with_it = needs.needs(values, parts, weights | {"training": 0}).ranked.dropna()
    is_other = parts["component_id"] != "training"
    without = needs.needs(values[values["component_id"] != "training"], parts[is_other], weights).ranked.dropna()
    assert with_it.equals(without)
    assert not needs.needs(values, parts, weights).ranked.dropna().equals(without)
