"""Prospects: scores out of the landscape's own answers, reasons in words, and the grid."""

import numpy as np
import pandas as pd
import pytest

from landscape import store
from landscape.strategy import prospects

COUNTRIES = ["KEN", "NAM", "NPL", "FJI"]


@pytest.fixture(scope="module")
def of(version):
    """Assesses the donors of the committed tables with given weights; equal ones without."""
    values = store.read("strategy/prospect_values", version, countries=COUNTRIES)
    facts = store.read("strategy/prospects", version, countries=COUNTRIES)
    components = store.read("strategy/components", version, score="prospect")
    equal = dict.fromkeys(components["component_id"], 5)

    def make(weights=equal, least=25, how="min-max", values=values):
        return prospects.assessed(values, facts, components, weights, least, how)

    make.values = values
    return make


def one(**more):
    """A donor of whom nothing is known but what is given."""
    return {"donor_name": "Alpha", "donor_id": "alpha", "relationship": None, "budget_stage": None, "decision_month": None} | more


def small(raw, facts=None, weights=None):
    """Three donors with the raw values given, each component with the weight 5."""
    donors = ["alpha", "beta", "gamma"]
    values = pd.DataFrame(
        [
            {"donor_id": donor, "component_id": name, "value": value}
            for name, column in raw.items()
            for donor, value in zip(donors, column, strict=True)
        ]
    )
    rows = pd.DataFrame([one(donor_id=donor, donor_name=donor.title()) | (facts or {}) for donor in donors])
    components = pd.DataFrame({"component_id": list(raw), "component_name": list(raw), "part": ["Ability"] * len(raw)})
    return prospects.assessed(values, rows, components, weights or dict.fromkeys(raw, 5))


def test_amounts_count_by_how_many_times_as_much_they_are():
    made = prospects.stretched(pd.DataFrame({"aid": [1e4, 1e6, 1e8, 5.0], "statistics_trend": [-100, 900, 0, np.nan]}))
    assert made["aid"].tolist() == [4, 6, 8, 4]
    assert made["statistics_trend"].tolist()[:3] == [-1, 1, 0]  # to a tenth or less, to ten times, the same


def test_what_people_fill_in_has_a_scale_of_its_own():
    made = small({"relationship": [3.0, np.nan, np.nan], "pooled": [1, 2, 3]}, {"relationship": "partner"})
    assert made.points["relationship"]["alpha"] == 100
    assert made.points["relationship"].isna().tolist() == [False, True, True]


def test_reasons_are_what_lies_above_the_middle_donor_the_most_telling_first():
    made = small({"years_giving": [11, 5, 1], "pooled": [4, 3, 1], "aid_income_share": [0.1, 0.5, 0.7]}, weights=None)
    assert prospects.reasons(made, "alpha") == [
        "gave to statistics in 11 of the 11 years 2010–2020",
        "has paid into 4 pooled funds",
    ]
    assert prospects.cautions(made, "alpha") == ["gives 0.10 % of its national income as aid (2024)"]
    assert made.with_reasons(made.ranked)["reasons"]["beta"] == "In nothing that is known above the middle donor"


@pytest.mark.parametrize(
    ("component", "value", "facts", "said"),
    [
        (
            "evidence",
            8,
            {"evidence_count": 3, "high_count": 2},
            "paid for migration data: 3 pieces of evidence, 2 of high confidence",
        ),
        (
            "evidence",
            2,
            {"evidence_count": 1, "high_count": 0},
            "paid for migration data: 1 piece of evidence, none of high confidence",
        ),
        ("iom", 2e8, {}, "largest voluntary contributor to IOM: USD 200.0 m a year in 2022–2024"),
        ("statistics_trend", 64.0, {}, "gave 64 % more to statistics in 2018–2020 than in 2015–2017"),
        ("statistics_trend", -20.0, {}, "gave 20 % less to statistics in 2018–2020 than in 2015–2017"),
        ("statistics_trend", 300.0, {}, "gave 4 times as much to statistics in 2018–2020 as in 2015–2017"),
        ("overlap", 75.0, {"priority_count": 3, "priority_set_count": 4}, "funded statistics in 3 of the 4 priority countries"),
        ("relationship", 2, {"relationship": "dialogue"}, "relationship: in dialogue"),
        (
            "timing",
            3,
            {"budget_stage": "preparing", "decision_month": "03"},
            "budget: preparing its next budget; it decides in March",
        ),
        ("migrants", 16750084, {}, "16.8 million migrants live there"),
        ("migration_records", 1, {}, "1 project on migration statistics in 2010–2020"),
    ],
)
def test_every_component_is_said_in_words(component, value, facts, said):
    counts = dict.fromkeys(("evidence_count", "high_count", "priority_count", "priority_set_count"), 1)
    made = small({component: [value, 1, np.nan]}, {**counts, "budget_stage": "closed", "relationship": "none"})
    made.facts["alpha"].update(facts)
    assert prospects.said(made, "alpha", component) == said


def test_the_borders_of_the_grid_are_the_medians_of_those_placed():
    made = small({"aid_income_share": [1, 2, 3], "years_giving": [9, 1, 5]})
    grid = prospects.placed(made, "aid_income_share", "years_giving")
    assert grid["approach"].to_dict() == {"gamma": "Approach first", "beta": "Make the case", "alpha": "Keep close"}


def test_who_lacks_one_axis_is_not_placed():
    made = small({"aid_income_share": [1, 2, 3], "years_giving": [9, np.nan, 5]})
    assert "beta" not in prospects.placed(made, "aid_income_share", "years_giving").index


def test_an_axis_is_a_part_of_the_score_or_a_component(of):
    made = of()
    assert made.points["aid"].round().equals(prospects.axis(made, "aid"))
    members = [name for name, part in made.parts.items() if part == "Ability"]
    assert prospects.axis(made, "Ability")["sweden"] == round(made.points.loc["sweden", members].mean())


def test_what_does_not_apply_or_is_not_known_is_nowhere_zero(of):
    made = of()
    assert made.raw.loc["world-bank", ["aid", "aid_income_share", "room", "migrants", "statistics_share"]].isna().all()
    assert made.raw["evidence"].min() > 0
    assert made.ranked.loc["escap", "score"] is pd.NA
    assert "escap" in made.not_scored.index and "escap" not in made.scored.index


def test_a_value_that_is_taken_away_changes_what_is_known_and_nothing_of_the_others(of):
    values = of.values.copy()
    values.loc[(values["donor_id"] == "france") & (values["component_id"] == "evidence"), "value"] = np.nan
    before, after = of().ranked, of(values=values).ranked
    assert after["coverage_pct"]["france"] < before["coverage_pct"]["france"]
    assert not pd.isna(after["score"]["france"])
    others = before.index.drop("france")
    assert after["coverage_pct"][others].equals(before["coverage_pct"][others])


def test_donors_with_the_same_score_have_the_same_rank(of):
    made = of().scored
    assert (made.groupby("score")["score_rank"].nunique() == 1).all()
    assert (made["rank_low"] <= made["rank_high"]).all()


def test_the_overlap_is_known_only_with_a_set_of_priority_countries(of, version):
    none = store.read("strategy/prospect_values", version, countries=[])
    assert none.loc[none["component_id"] == "overlap", "value"].isna().all()
    made = of()
    assert made.raw["overlap"]["germany"] == 25 * made.facts["germany"]["priority_count"]


def test_a_share_of_its_aid_is_the_yearly_average_over_the_aid(of, ask, version):
    ((three, aid),) = ask(version, "select statistics_2018_2020_usd, oda_2024_usd from donor where donor_id = 'norway'")
    assert of().raw["statistics_share"]["norway"] == pytest.approx(1000 * three / 3 / aid)


def test_records_without_any_amount_do_not_say_that_a_donor_gave_in_no_year(of, ask, version):
    silent = ask(version, "select donor_id from donor where statistics_2010_2020_usd is null and statistics_projects > 0")
    donors = [donor for (donor,) in silent]
    known = of.values[of.values["donor_id"].isin(donors) & of.values["component_id"].isin(["years_giving", "overlap"])]
    assert len(known) == 2 * len(donors) > 0
    assert known["value"].isna().all()
    assert all(pd.isna(of().facts[donor]["priority_count"]) for donor in donors)


def test_a_project_that_the_source_splits_into_records_counts_once(of, ask, version):
    values = of.values.query("component_id == 'migration_records'").set_index("donor_id")["value"]
    asked = "select count(*), count(distinct title) from project where theme = 'migration_statistics' and donor_id = 'canada'"
    assert ask(version, asked) == [(49, 4)]
    assert values["canada"] == 3, "two of the four titles differ in their spaces only"
    assert values["switzerland"] == 6, "a title with a space more is the same"
