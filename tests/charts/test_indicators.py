"""Indicators in words."""

from landscape.charts import indicators

SCORE, PEOPLE = {"unit": "score, 0–100", "decimals": 1}, {"unit": "persons", "decimals": 0}
ANSWER, CENSUS = {"unit": "1 = yes, 0 = no", "decimals": 0}, {"unit": "year", "decimals": 0}


def test_values_are_written_in_their_unit():
    assert [indicators.writer(one)(1) for one in (SCORE, PEOPLE, ANSWER, CENSUS)] == ["1.0", "1", "yes", "1"]
    assert indicators.writer(ANSWER)(None) == "not known"


def test_a_value_stands_with_its_year_unless_it_is_one_or_is_not_known():
    said = [
        indicators.with_year(one | {"latest_value": value, "latest_year": 2024})
        for one, value in ((SCORE, 73.4), (CENSUS, 2019), (SCORE, None))
    ]
    assert said == ["73.4 (2024)", "2019", "not known"]


def test_what_all_names_share_is_left_out():
    names = ["SPI overall score", "SPI pillar 1: data use", "ODIN overall score"]
    assert [indicators.short_name(name) for name in names] == ["Overall score", "Data use", "ODIN overall score"]


def test_all_indicators_are_written_in_words(profile):
    rows = indicators.in_words(profile(spi_overall=60.0, spi_pillar_1=None))
    assert rows["latest_value_said"].tolist() == ["60.0", "not known"]
    assert indicators.only(rows, ["spi_overall"])["region_median_said"].tolist() == ["50.0"]
    assert not indicators.is_known(indicators.only(rows, ["spi_pillar_1"]), "latest_value")
