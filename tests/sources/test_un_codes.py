"""Countries have one short name each, and every spelling leads to one of them."""

from io import StringIO

import pandas as pd
import pytest

from landscape.sources import Files, un_codes

NAMES = """\
iso3,iso2,m49,name_short,unterm_fr,unterm_es,dac_code,longitude,latitude
NAM,NA,516,Namibia,Namibie (la),Namibia,275,17.08,-22.56
BOL,BO,68,Bolivia,Bolivie (État plurinational de),Bolivia (Estado Plurinacional de),428,-66,-13
FJI,FJ,242,Fiji,Fidji (les),Fiji,832,178.4,-18.1
AIA,AI,660,Anguilla,,,,,
STP,ST,678,Sao Tome and Principe,Sao Tomé-et-Principe,Santo Tomé y Príncipe,268,6.6,0.2
XKX,XK,412,Kosovo,,,57,20.9,42.6
"""
GROUPS = """\
iso3,un_region,un_subregion,un_intermediate,ldc,lldc,sids,wb_income,oda_recipient
NAM,Africa,Sub-Saharan Africa,Southern Africa,False,False,False,Upper middle income,True
BOL,Americas,Latin America and the Caribbean,South America,False,True,False,Lower middle income,True
FJI,Oceania,Melanesia,,False,False,True,Not classified,True
AIA,Americas,Latin America and the Caribbean,Caribbean,False,False,True,,False
STP,Africa,Sub-Saharan Africa,Middle Africa,True,False,True,Lower middle income,True
XKX,,,,False,False,False,Upper middle income,True
"""
CODES = """\
ISO3166-1-Alpha-3,official_name_fr,official_name_es
AIA,Anguilla,Anguila
"""
SPELLINGS = """\
iso3,alias,source
NAM,Namibië,devinit:catnat
NAM,NAMIBIA,name_short
FJI,Фиджи,unterm_ru
FJI,Namibia,unhcr
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "raw" / "un_codes").mkdir(parents=True)
    names, groups = (pd.read_csv(StringIO(part), dtype=str, keep_default_na=False) for part in (NAMES, GROUPS))
    names.merge(groups, on="iso3").to_csv(tmp_path / "country.csv", index=False, encoding="utf-8")
    (tmp_path / "raw" / "un_codes" / "country-codes.csv").write_text(CODES, encoding="utf-8")
    (tmp_path / "country_alias.csv").write_text(SPELLINGS, encoding="utf-8")
    return Files(tmp_path)


@pytest.fixture
def country(files):
    return un_codes.tables(files)["country"].set_index("iso3")


@pytest.fixture
def alias(files):
    return un_codes.tables(files)["country_alias"].set_index("alias")


def test_the_code_of_namibia_is_not_a_missing_value(country, alias):
    assert country.at["NAM", "iso2"] == "NA"
    assert alias.at["NA", "iso3"] == "NAM"


def test_an_m49_code_has_three_digits(country):
    assert country.at["BOL", "m49"] == "068"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Tchad (le)", "Tchad"),
        ("Afghanistan (l')", "Afghanistan"),
        ("Îles Cook (les) **", "Îles Cook"),
        ("Saint-Siège (le) *", "Saint-Siège"),
        ("Bolivie (État plurinational de)", "Bolivie (État plurinational de)"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "Côte d'Ivoire"),
    ],
)
def test_an_article_is_left_out_of_a_name_and_nothing_else(name, short):
    assert un_codes.without_article(name) == short


def test_a_country_goes_by_its_short_un_name(country):
    assert country.at["BOL", "name"] == "Bolivia (Plurinational State of)"


def test_a_territory_without_a_unterm_name_has_its_m49_name(country):
    assert country.at["AIA", "name_es"] == "Anguila"


def test_the_intermediate_region_is_the_sub_region_where_there_is_one(country):
    assert country.at["NAM", "subregion"] == "Southern Africa"
    assert country.at["FJI", "subregion"] == "Melanesia"


def test_an_income_group_that_is_not_one_of_the_four_is_blank(country):
    assert country.at["FJI", "income_group"] == ""


def test_kosovo_has_no_m49_region(country):
    assert country.at["XKX", "region"] == country.at["XKX", "subregion"] == ""


def test_a_graduation_that_the_source_does_not_know_is_noted(country):
    assert country.at["STP", "is_ldc"]
    assert "December 2024" in country.at["STP", "note"]


def test_a_spelling_is_there_once_whatever_its_case_and_leads_to_one_country(alias):
    assert not alias.index.str.casefold().duplicated().any()
    assert alias.at["Namibia", "iso3"] == "NAM"


def test_a_spelling_says_in_words_where_it_is_from(alias):
    assert alias.at["Фиджи", "origin"] == "UNTERM, Russian"
    assert alias.at["Namibië", "origin"] == "Development Initiatives"


def test_the_code_lists_are_the_regions_in_use(files):
    files.built |= un_codes.tables(files)
    lists = un_codes.code_lists(files)
    assert list(lists.loc[lists["list"] == "m49_region", "code"]) == ["Africa", "Americas", "Oceania"]
