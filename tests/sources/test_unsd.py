"""SDG series become indicators; a dimension is never lost and never doubles a country."""

import pandas as pd
import pytest

from landscape.sources import Files, unsd

SDG = """\
seriesCode,type,iso3,dimension,year,value
SG_STT_FPOS,Country,KEN,,2018,1
SG_STT_FPOS,Country,TON,,2018,0
SG_STT_FPOS,Region,KEN,,2018,7
SG_CPA_MIGR,Country,KEN,ALLDOMAINS,2019,3
SG_CPA_MIGR,Country,KEN,DOMAIN1,2019,2
SG_REG_BRTH,Country,KEN,Y0,2014,70
SG_REG_BRTH,Country,KEN,Y0T4,2014,66.9
SG_REG_BRTH,Country,TON,Y0,2012,93.4
SG_STT_CAPTY,Country,TON,,2015,0
"""
DATES = """\
countryname,iso3c,census_round,date,year,planned,notes
Kenya,KEN,round1990,24 August 1989,1989,0,
Kenya,KEN,round2000,24 August 1999,1999,0,
Kenya,KEN,round2010,24 August 2009,2009,0,
Kenya,KEN,round2020,24 August 2019,2019,0,
Tonga,TON,round1990,28 November 1986,1986,0,
Tonga,TON,round1990,1 December 1994,1994,0,
Tonga,TON,round2000,(H) 30 November 1996,1996,0,Housing census only.
Tonga,TON,round2010,-,,0,
Fiji,FJI,round1990,-,,0,
Andorra,AND,round2000,(3),,0,Population figures compiled from administrative registers.
"""


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "sdg_statcap_migration_2019Q3.csv").write_text(SDG, encoding="utf-8")
    (tmp_path / "unsd_census_dates_2020.csv").write_text(DATES, encoding="utf-8")
    return unsd.tables(Files(tmp_path, {"country": pd.DataFrame({"iso3": ["KEN", "TON", "FJI", "AND"]})}))


@pytest.fixture
def values(tables):
    return tables["observation.sdg"].set_index(["indicator_id", "iso3", "year"])["value"]


def test_a_published_no_is_a_zero(values):
    assert values["sdg_17_18_2", "TON", 2018] == 0


def test_a_published_zero_of_money_stays(values):
    assert values["sdg_17_19_1", "TON", 2015] == 0


def test_only_countries_are_kept(values):
    assert values["sdg_17_18_2", "KEN", 2018] == 1


def test_policy_domains_are_indicators_of_their_own(values):
    assert values["sdg_10_7_2", "KEN", 2019] == 3
    assert values["sdg_10_7_2_domain_1", "KEN", 2019] == 2


def test_children_under_five_come_before_other_age_groups(values):
    assert values["sdg_16_9_1", "KEN", 2014] == 66.9


def test_another_age_group_stands_in_where_there_is_no_other(values):
    assert values["sdg_16_9_1", "TON", 2012] == 93.4


def test_census_rounds_are_counted_once_each_and_the_round_of_2020_is_not(values):
    rounds = values.xs("census_rounds_1985_2014").droplevel("year").to_dict()
    assert rounds == {"KEN": 3, "TON": 1, "FJI": 0, "AND": 1}


def test_every_indicator_with_values_is_described_once(tables):
    described = tables["indicator"]
    assert set(tables["observation.sdg"]["indicator_id"]) <= set(described["indicator_id"])
    assert described["indicator_id"].is_unique
    assert described["name"].is_unique
    assert set(described["source_id"]) == set(tables["source"]["source_id"])
