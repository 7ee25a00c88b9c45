"""Displaced persons: a published zero stays, codes that are no country go."""

import pandas as pd
import pytest

from landscape.sources import Files, unhcr

ASYLUM = """\
Year,Country of Asylum,iso3,Refugees,Asylum Seekers,IDPs,Stateless
2024,Kenya,KEN,500000,20000,0,9000
2024,Unknown,UNK,10,0,0,0
"""
ORIGIN = """\
Year,iso3,Country of Origin,Refugees,Asylum Seekers,IDPs,Stateless
2009,KEN,Kenya,9000,10,0,0
2010,KEN,Kenya,8000,10,0,0
2010,XXA,Stateless,100,0,0,0
"""


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "unhcr_by_asylum_2023_2024.csv").write_text(ASYLUM, encoding="utf-8")
    (tmp_path / "unhcr_by_origin_1951_2024.csv").write_text(ORIGIN, encoding="utf-8")
    return unhcr.tables(Files(tmp_path, {"country": pd.DataFrame({"iso3": ["KEN"]})}))


@pytest.fixture
def values(tables):
    return tables["observation.unhcr"].set_index(["indicator_id", "iso3", "year"])["value"]


def test_asylum_and_origin_are_different_indicators(values):
    assert values["refugees_hosted", "KEN", 2024] == 500000
    assert values["refugees_by_origin", "KEN", 2010] == 8000


def test_a_published_zero_stays(values):
    assert values["internally_displaced", "KEN", 2024] == 0


def test_origins_before_2010_are_left_out(values):
    assert ("refugees_by_origin", "KEN", 2009) not in values


def test_codes_that_are_no_country_are_left_out(values):
    assert set(values.index.get_level_values("iso3")) == {"KEN"}


def test_every_indicator_has_values_and_a_source(tables):
    assert set(tables["indicator"]["indicator_id"]) == set(tables["observation.unhcr"]["indicator_id"])
    assert set(tables["indicator"]["source_id"]) == set(tables["source"]["source_id"])
