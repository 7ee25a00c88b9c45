"""Migrant stock: shares need a population of the same area and year."""

import pandas as pd
import pytest

from landscape.sources import Files, un_desa

STOCK = """\
iso3,year,sex,immigrants,emigrants
KEN,2020,both,1000.0,500.0
KEN,2020,female,400.0,300.0
KEN,2020,male,600.0,200.0
KEN,2024,both,1100.0,550.0
KEN,2024,female,440.0,300.0
KEN,2024,male,660.0,250.0
MDA,2020,both,100.0,900.0
MDA,2020,female,60.0,500.0
MDA,2020,male,40.0,400.0
BLM,2020,both,0.0,
BLM,2020,female,0.0,
BLM,2020,male,0.0,
"""


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "migrant_stock_by_country_1990_2024.csv").write_text(STOCK, encoding="utf-8")
    population = pd.DataFrame(
        {"indicator_id": "population", "iso3": ["KEN", "MDA"], "year": 2020, "value": [50000.0, 3000.0], "source_id": "wb-wdi"}
    )
    country = pd.DataFrame({"iso3": ["KEN", "MDA", "BLM"]})
    return un_desa.tables(Files(tmp_path, {"country": country, "observation.world_bank": population}))


@pytest.fixture
def values(tables):
    return tables["observation.un_desa"].set_index(["indicator_id", "iso3", "year"])["value"]


def test_both_sexes_together_are_the_stock(values):
    assert values["migrant_stock_in", "KEN", 2020] == 1000
    assert values["migrant_stock_out", "KEN", 2024] == 550


def test_women_are_a_share_of_the_immigrants(values):
    assert values["migrant_stock_in_women_pct", "KEN", 2020] == 40


def test_a_share_of_the_population_needs_the_population_of_that_year(values):
    assert values["migrant_stock_in_pct", "KEN", 2020] == 2
    assert values["migrant_stock_out_pct", "KEN", 2020] == 1
    assert ("migrant_stock_in_pct", "KEN", 2024) not in values


def test_no_share_is_made_from_two_different_territories(values):
    assert values["migrant_stock_out", "MDA", 2020] == 900
    assert ("migrant_stock_out_pct", "MDA", 2020) not in values


def test_an_area_that_is_counted_elsewhere_has_no_zero(values):
    assert "BLM" not in values.index.get_level_values("iso3")


def test_every_indicator_has_values_and_a_source(tables):
    assert set(tables["indicator"]["indicator_id"]) == set(tables["observation.un_desa"]["indicator_id"])
    assert set(tables["indicator"]["source_id"]) == set(tables["source"]["source_id"])
