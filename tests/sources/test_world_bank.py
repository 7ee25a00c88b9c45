"""Two releases of the SPI stay two indicators; shares need both numbers of one year."""

import pandas as pd
import pytest

from landscape.sources import Files, world_bank

EARLIER = ["SPI.INDEX", *(f"SPI.INDEX.PIL{n}" for n in range(1, 6))]
FILES = {
    "spi_2023.csv": """\
iso3,country,year,spi_overall,pillar_1,pillar_2,pillar_3,pillar_4,pillar_5
KEN,Kenya,2023,70.25,80,70,75,60,65
CHI,Channel Islands,2023,50,50,50,50,50,50
""",
    "spi_2024.csv": """\
iso3,country,year,spi_overall,pillar_1,pillar_2,pillar_3,pillar_4,pillar_5
KEN,Kenya,2024,71.2,80,71,75,61,69
TON,Tonga,2024,,40,,30,,
""",
    "spi_index_2004_2022.csv": f"""\
iso3,country,year,{",".join(EARLIER)}
KEN,Kenya,2022,69,80,70,75,60,60
KEN,Kenya,2015,,80,,75,,
""",
    "spi_census_years_2024.csv": """\
iso3,country,as_of_year,population_census_years,latest_census_year
KEN,Kenya,2024,"2009, 2019",2019
TON,Tonga,2024,,
""",
    "wdi_context_1990_2024.csv": """\
iso3,year,population,gdp_usd,remittances_received_usd,net_migration,remittances_paid_usd
KEN,2020,50000000,100000000000.4,3000000000,-10000,0
KEN,2021,51000000,,3500000000,0,
TON,2020,100000,500000000,0,-2000,
""",
}


@pytest.fixture
def tables(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return world_bank.tables(Files(tmp_path, {"country": pd.DataFrame({"iso3": ["KEN", "TON"]})}))


@pytest.fixture
def values(tables):
    return tables["observation.world_bank"].set_index(["indicator_id", "iso3", "year"])["value"]


def test_the_two_releases_of_the_spi_never_share_an_indicator(tables):
    scores = tables["observation.world_bank"].query("indicator_id.str.startswith('spi_')")
    release = tables["indicator"].set_index("indicator_id")["release"]
    assert set(scores[scores["year"] >= 2023]["indicator_id"].map(release)) == {"current"}
    assert set(scores[scores["year"] <= 2022]["indicator_id"].map(release)) == {"earlier"}
    assert set(scores[scores["year"] <= 2022]["source_id"]) == {"wb-spi-2024-11"}


def test_scores_before_2016_are_left_out(values):
    assert values.xs("spi_pillar_1_earlier").index.get_level_values("year").min() == 2022


def test_a_country_without_an_overall_score_keeps_its_pillars(values):
    assert values["spi_pillar_1", "TON", 2024] == 40
    assert ("spi_overall", "TON", 2024) not in values


def test_the_channel_islands_are_left_out(tables):
    assert set(tables["observation.world_bank"]["iso3"]) == {"KEN", "TON"}


def test_the_last_census_is_a_year_as_of_2024(values):
    assert values["last_census_year", "KEN", 2024] == 2019
    assert ("last_census_year", "TON", 2024) not in values


def test_a_zero_of_remittances_is_not_known(values):
    assert ("remittances_received_usd", "TON", 2020) not in values
    assert ("remittances_paid_usd", "KEN", 2020) not in values


def test_a_zero_of_net_migration_stays(values):
    assert values["net_migration", "KEN", 2021] == 0


def test_a_share_of_gdp_needs_both_in_the_same_year(values):
    assert values["remittances_received_pct_gdp", "KEN", 2020] == 3
    assert ("remittances_received_pct_gdp", "KEN", 2021) not in values


def test_gdp_per_head_is_gdp_divided_by_population(values):
    assert values["gdp_per_head_usd", "KEN", 2020] == 2000
    assert values["gdp_usd", "KEN", 2020] == 100_000_000_000


def test_every_indicator_with_values_is_described_once(tables):
    described = tables["indicator"]
    assert set(tables["observation.world_bank"]["indicator_id"]) <= set(described["indicator_id"])
    assert described["indicator_id"].is_unique
    assert described["name"].is_unique
    assert described["rank"].is_unique
    assert set(described["source_id"]) == set(tables["source"]["source_id"])
