"""ODIN: all categories together, and population and vital statistics apart."""

import pandas as pd
import pytest

from landscape.sources import Files, open_data_watch

ODIN = """\
year,Country,iso3,category,coverage,openness,overall
2018,Kenya,KEN,All categories,41.5,50,46
2018,Kenya,KEN,Population & vital statistics,60,0,30
2018,Kenya,KEN,Land use,10,20,15
2020,Kenya,KEN,All categories,45,55,50
2020,Kenya,KEN,Social statistics subscore,44,54,49
"""


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "odin_2015_2020.csv").write_text(ODIN, encoding="utf-8")
    return open_data_watch.tables(Files(tmp_path, {"country": pd.DataFrame({"iso3": ["KEN"]})}))


def test_the_overall_score_is_that_of_all_categories(tables):
    values = tables["observation.odin"].set_index(["indicator_id", "year"])["value"]
    assert values["odin_overall", 2018] == 46
    assert values["odin_coverage", 2018] == 41.5
    assert values["odin_openness", 2020] == 55


def test_population_statistics_are_kept_apart_and_a_zero_stays(tables):
    values = tables["observation.odin"].set_index(["indicator_id", "year"])["value"]
    assert values["odin_population_coverage", 2018] == 60
    assert values["odin_population_openness", 2018] == 0


def test_other_categories_and_subscores_are_left_out(tables):
    assert len(tables["observation.odin"]) == 2 * 3 + 2


def test_every_indicator_has_values_and_a_source(tables):
    assert set(tables["indicator"]["indicator_id"]) == set(tables["observation.odin"]["indicator_id"])
    assert set(tables["indicator"]["source_id"]) == set(tables["source"]["source_id"])
