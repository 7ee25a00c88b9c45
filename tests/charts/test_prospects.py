"""Charts of prospects and the words beside them."""

import pandas as pd
import pytest

from landscape import store
from landscape.charts import fit
from landscape.charts import prospects as charts
from landscape.strategy import gifts, prospects


@pytest.fixture(scope="module")
def answers(version):
    return {
        "values": store.read("strategy/prospect_values", version, countries=[]),
        "facts": store.read("strategy/prospects", version, countries=[]),
        "components": store.read("strategy/components", version, score="prospect"),
    }


@pytest.fixture(scope="module")
def of(answers):
    return prospects.assessed(**answers, weights=dict.fromkeys(answers["components"]["component_id"], 5), least=25)


def test_the_ranking_says_score_coverage_and_range_at_each_bar(of, picks):
    figure = charts.best(of.scored, len(of.scored))
    drawn = figure.chart.to_dict()
    first = next(iter(drawn["datasets"].values()))[0]
    row = of.scored.iloc[0]
    assert first["said"] == "92 points · 65 % known · rank 1 (1–2)"
    assert row["donor_name"] in figure.takeaway
    assert "15 donors drawn" in figure.takeaway
    assert picks(figure) == {"mark": ["donor_name"]}


def test_reasons_are_a_table_with_ties_at_their_rank(of):
    lines = charts.reasons_said(of.scored).replace("\\", "").split("\n")[2:]
    assert len(lines) == charts.EXPLAINED
    assert [line.split(" | ")[0] for line in lines] == [f"| {rank}" for rank in of.scored["score_rank"].head(10)]


def test_nobody_without_a_score_is_not_said(of):
    assert charts.unscored_said(of.scored.head(0), 25) == ""
    assert charts.unscored_said(charts.unscored(of).head(1), 25).startswith("1 more donor is not scored")


def test_ties_are_said(of):
    two = of.scored.head(2).assign(score=80)
    assert "2 of those drawn share their score with another one" in charts.best(two, 2).takeaway


def test_a_range_of_one_rank_is_one_rank():
    assert charts.rank_said({"rank_low": 3, "rank_high": 3}) == "rank 3"
    assert charts.rank_said({"rank_low": 3, "rank_high": 9}) == "rank 3–9"


def test_the_grid_names_its_quadrants_and_says_who_is_not_placed(of, picks):
    placed = prospects.placed(of, "Ability", "Affinity")
    figure = charts.grid(placed, len(of.scored) - len(placed), "Ability", "Affinity", True)
    figure.chart.to_dict()
    assert figure.takeaway.startswith("Approach first: ")
    assert "cannot be placed" in figure.takeaway
    assert picks(figure) == {"mark": ["donor_name"]}
    assert "Much of both" in charts.grid(placed, 0, "Fit", "Affinity", False).takeaway


def test_the_grid_names_the_donors_that_its_sentence_speaks_of_before_others(of):
    placed = prospects.placed(of, "Ability", "Affinity")
    takeaway = charts.grid(placed, 0, "Ability", "Affinity", True).takeaway
    spoken_of = [
        one for one in placed["donor_name"] if f" {one}," in takeaway or f" {one} " in takeaway or f" {one}." in takeaway
    ]
    order = placed["donor_name"].iloc[charts._to_name(placed)].tolist()
    assert len(spoken_of) > charts.SAID
    assert order[: len(spoken_of)] == spoken_of


def test_the_gift_table_is_said_with_what_is_missing(of):
    assert "There is no gift table" in charts.gifts_said(gifts.gift_table(0, of.scored), 0)
    rows = pd.DataFrame({"donor_name": [f"D{n}" for n in range(45)], "large_gift_usd": [9e6] * 45})
    assert "and there are enough of them" in charts.gifts_said(gifts.gift_table(4e6, rows), 4)
    assert "prospects are missing" in charts.gifts_said(gifts.gift_table(1e8, of.scored), 100)


def test_key_figures_say_whether_the_gifts_find_prospects(of):
    assert len(charts.key_figures(of, of.scored, gifts.gift_table(1e7, of.scored), 10)) == 3
    assert charts.key_figures(of, of.scored, gifts.gift_table(0, of.scored), 0)[0][1] == "none"


def test_the_method_names_every_component_with_weight_and_years(of, answers):
    text = charts.method(of, answers["components"], answers["values"], 25, "min-max")
    for name in answers["components"]["component_name"]:
        assert name in text
    assert "2018–2024" in text and "Handbook" in text
    assert "share of the other donors" in charts.method(of, answers["components"], answers["values"], 25, "rank")


def test_a_download_says_weights_and_preset(of, version):
    presets = store.read("strategy/component_weights", version, score="prospect")
    notes = " ".join(charts.notes(of, presets, 25, "min-max", "none chosen"))
    assert "preset: Equal" in notes and "Size of its aid 5" in notes and "Least known: 25 %" in notes
    own = prospects.Assessed(of.ranked, of.raw, of.points, {**of.weights, "aid": 1}, of.parts, of.names)
    assert "weights of one’s own" in charts.notes(own, presets, 25, "rank", "Four")[0]


def test_mechanisms_are_said(version, of):
    rows = store.read("strategy/prospect_mechanisms", version, donors=of.scored["donor_id"].tolist())
    assert "are named as contributors to" in charts.mechanisms_said(rows, len(of.scored))
    assert "does not mean there is none" in charts.mechanisms_said(rows.head(0), 3)


def test_the_fit_of_a_donor_adds_up_to_its_score(of, answers):
    sources = pd.DataFrame({"source_id": ["oecd-oda-2024"], "publisher": ["OECD"]})
    rows = fit.components(of, "canada", answers["values"], answers["components"], sources)
    assert len(rows) == len(answers["components"])
    assert round(rows["contribution"].sum()) == of.ranked.loc["canada", "score"]
    assert rows.set_index("component_id").loc["relationship", "latest_said"] == "not known"
    bank = fit.components(of, "world-bank", answers["values"], answers["components"], sources)
    assert bank.set_index("component_id").loc["aid", "latest_said"] == "not applicable"


def test_a_donor_is_said_with_its_rank_or_without_a_score(of):
    assert f"of {len(of.scored)} donors with a score" in fit.said(of, "canada")
    assert fit.said(of, "escap").startswith("Not scored: too little known")
    assert all("components compared" in how for _, how in fit.alike(of, "canada"))
