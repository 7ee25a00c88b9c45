"""Who could pay for what: each rule on a case that fits, one that does not and one that is not known, and what is said of it."""

import json

import pandas as pd
import pytest

from landscape import store
from landscape.programme import matching, stack
from tests.programme.test_stack import RATES, pipeline, programme, shares

NEED = {
    "need_id": "line:surveys",
    "amount_usd": 1e6,
    "first_year": 2029,
    "last_year": 2032,
    "regions": None,
    "is_per_country": True,
    "categories": ["surveys"],
}
MECHANISM = {
    "mechanism_id": "fund",
    "name": "Fund",
    "kind": "multi-donor trust fund",
    "status": "open",
    "funds_statistics": "yes",
    "funds_migration": "yes",
    "regions": ["Global"],
    "award_min_usd": 1e5,
    "award_max_usd": 2e6,
    "application_route": "call",
    "source_id": "s",
}
DONOR = {
    "donor_id": "norway",
    "name": "Norway",
    "donor_type": "DAC member",
    "funds_statistics": "yes",
    "funds_migration_statistics": "yes",
    "budget_stage": "preparing",
    "source_id": "s",
}
GIFT = {
    "lens": "statistics",
    "measure": "disbursement",
    "donor_id": "norway",
    "recipient_iso3": "KEN",
    "recipient_region": "Africa",
    "year": 2015,
    "finance_type": "grant",
    "amount_usd": 5e5,
}
RECORD = {"donor_id": "norway", "year": 2015, "disbursement_usd": 5e5}


@pytest.fixture
def empty(version):
    """A connection to the real landscape on which nobody gives anything yet."""
    with store.scratch(version) as connection:
        for table in ("mechanism", "mechanism_contributor", "donor", "funding", "project"):
            connection.execute(f'create or replace temp table "{table}" as select * from "{table}" limit 0')
        yield connection


def put(connection, table, **values):
    columns = ", ".join(f'"{name}"' for name in values)
    connection.execute(f'insert into "{table}" ({columns}) values ({", ".join("?" * len(values))})', list(values.values()))


def ask(connection, question, needs=(NEED,), countries=()):
    return store.question(connection, f"strategy/{question}", needs=json.dumps(list(needs)), countries=list(countries))


# Rule -> what of the mechanism or the need makes it fit, not fit, or not known; the priority countries are Kenya and Nepal.
MECHANISM_RULES = {
    "statistics_fit": ({}, {"funds_statistics": "no"}, {"funds_statistics": "unknown"}),
    "migration_fit": ({}, {"funds_migration": "no"}, {"funds_migration": "unknown"}),
    "place_fit": ({"regions": ["Eastern Africa"]}, {"regions": ["Europe", "Western Africa"]}, {"regions": []}),
    "size_fit": ({}, {"award_min_usd": 2e6, "award_max_usd": 3e6}, {"award_min_usd": None, "award_max_usd": None}),
    "modality_fit": ({}, {"kind": "regular budget"}, {"kind": "proposal"}),
    "time_fit": ({"closes_year": 2030}, {"closes_year": 2028}, {"status": "unknown"}),
}
VERDICTS = (matching.FITS, matching.REFUSED, matching.UNKNOWN)


@pytest.mark.parametrize("rule", MECHANISM_RULES)
@pytest.mark.parametrize("place", range(3), ids=VERDICTS)
def test_each_rule_of_mechanisms_fits_refuses_or_does_not_know(empty, rule, place):
    put(empty, "mechanism", **MECHANISM | MECHANISM_RULES[rule][place])
    (row,) = ask(empty, "match_mechanisms", countries=["KEN", "NPL"]).to_dict("records")
    assert {one: row[one] for one in matching.RULES} == dict.fromkeys(matching.RULES, "fits") | {rule: VERDICTS[place]}
    assert row["match_fit"] == VERDICTS[place]
    assert (row["refused_count"], row["not_known_count"]) == (int(place == 1), int(place == 2))


@pytest.mark.parametrize(
    ("changes", "need", "rule", "verdict"),
    [
        ({"status": "closed"}, {}, "time_fit", "refused"),
        ({"status": "proposed"}, {}, "time_fit", "unknown"),
        ({"opened_year": 2035}, {}, "time_fit", "refused"),
        ({"award_max_usd": 99_999.0}, {}, "size_fit", "refused"),
        ({"award_max_usd": 100_000.0}, {}, "size_fit", "fits"),
        ({"total_usd": 50_000.0}, {}, "size_fit", "refused"),
        ({"regions": ["Sub-Saharan Africa"]}, {"is_per_country": False, "regions": ["Africa"]}, "place_fit", "fits"),
        ({"regions": ["Sub-Saharan Africa"]}, {"is_per_country": False, "regions": ["Asia"]}, "place_fit", "refused"),
        ({"regions": ["Sub-Saharan Africa"]}, {"is_per_country": False, "regions": ["Africa", "Asia"]}, "place_fit", "fits"),
        ({"regions": ["Europe"]}, {"is_per_country": False, "regions": ["Africa", "Asia"]}, "place_fit", "refused"),
        ({"regions": ["Oceania"]}, {"is_per_country": False}, "place_fit", "fits"),
        ({"regions": ["Eastern Africa"], "eligible": "Government of Uganda"}, {}, "place_fit", "refused"),
        ({"regions": ["Eastern Africa"], "eligible": "Governments of Kenya, Uganda"}, {}, "place_fit", "fits"),
        ({"regions": ["Eastern Africa"], "eligible": "Member states such as Uganda"}, {}, "place_fit", "fits"),
        ({"kind": "loan or credit"}, {}, "modality_fit", "fits"),
        ({"kind": "loan or credit"}, {"is_per_country": False}, "modality_fit", "refused"),
        ({"kind": "bilateral programme", "dac_aid_type": "D02"}, {"categories": ["it"]}, "modality_fit", "unknown"),
        ({"kind": "bilateral programme"}, {"categories": ["it"]}, "modality_fit", "fits"),
        ({"kind": "regular budget"}, {"categories": ["staff", "surveys"]}, "modality_fit", "fits"),
    ],
)
def test_what_decides_a_rule_of_mechanisms(empty, changes, need, rule, verdict):
    put(empty, "mechanism", **MECHANISM | changes)
    (row,) = ask(empty, "match_mechanisms", [NEED | need], ["KEN", "NPL"]).to_dict("records")
    assert row[rule] == verdict


def test_a_known_fit_comes_before_the_unknown_and_a_refusal_last(empty):
    put(empty, "mechanism", **MECHANISM | {"mechanism_id": "a", "name": "A", "status": "closed"})
    put(empty, "mechanism", **MECHANISM | {"mechanism_id": "b", "name": "B", "status": "unknown", "funds_migration": "unknown"})
    put(empty, "mechanism", **MECHANISM | {"mechanism_id": "c", "name": "C", "status": "unknown"})
    put(empty, "mechanism", **MECHANISM | {"mechanism_id": "d", "name": "D"})
    rows = ask(empty, "match_mechanisms")
    assert rows[["mechanism_id", "match_fit"]].values.tolist() == [
        *(["d", "fits"], ["c", "unknown"], ["b", "unknown"], ["a", "refused"])
    ]


# Rule, verdict, and what of the donor and of its gift makes it so; the other verdicts have tests of their own below.
DONOR_RULES = [
    ("statistics_fit", "fits", {}, {}),
    ("migration_fit", "refused", {"funds_migration_statistics": "no"}, {}),
    ("migration_fit", "unknown", {"funds_migration_statistics": "unknown"}, {}),
    ("place_fit", "refused", {}, {"recipient_iso3": "FRA", "recipient_region": "Europe"}),
    ("place_fit", "unknown", {}, {"recipient_iso3": None, "recipient_region": None}),
    ("modality_fit", "unknown", {}, {"finance_type": "loan"}),
    ("time_fit", "refused", {"budget_stage": "closed"}, {}),
    ("time_fit", "unknown", {"budget_stage": "committed"}, {}),
    ("time_fit", "unknown", {"budget_stage": None}, {}),
]


@pytest.mark.parametrize(("rule", "verdict", "donor", "gift"), DONOR_RULES)
def test_each_rule_of_donors_fits_refuses_or_does_not_know(empty, rule, verdict, donor, gift):
    put(empty, "donor", **DONOR | donor)
    put(empty, "funding", **GIFT | gift)
    put(empty, "project", **RECORD | {"disbursement_usd": 2e6})
    (row,) = ask(empty, "match_donors", countries=["KEN", "NPL"]).to_dict("records")
    assert {one: row[one] for one in matching.RULES} == dict.fromkeys(matching.RULES, "fits") | {rule: verdict}
    assert row["match_fit"] == verdict


@pytest.mark.parametrize(("funds", "verdict"), [("no", "refused"), ("unknown", "unknown"), ("yes", "fits")])
def test_whether_a_donor_without_records_pays_for_statistics_is_what_the_list_says(empty, funds, verdict):
    put(empty, "donor", **DONOR | {"funds_statistics": funds})
    (row,) = ask(empty, "match_donors").to_dict("records")
    assert row["statistics_fit"] == verdict
    assert {row["place_fit"], row["size_fit"], row["modality_fit"]} == {"unknown"}


@pytest.mark.parametrize(
    ("largest", "verdict"),
    [(2e6, "fits"), (1e6, "fits"), (1e5, "unknown"), (1.1e7, "unknown"), (99_999.0, "refused"), (None, "unknown")],
)
def test_a_donor_s_largest_payment_is_compared_with_what_is_needed(empty, largest, verdict):
    put(empty, "donor", **DONOR)
    put(empty, "project", **RECORD | {"disbursement_usd": largest})
    put(empty, "project", **RECORD | {"disbursement_usd": 9e9, "year": 2021})
    (row,) = ask(empty, "match_donors").to_dict("records")
    assert row["size_fit"] == verdict


def test_a_large_need_fits_below_the_largest_payment_and_the_closest_usual_payment_comes_first(empty, surveys):
    need = NEED | {"amount_usd": 1e6}
    for name, usual in (("far", 1e5), ("near", 9e5)):
        put(empty, "donor", **DONOR | {"donor_id": name, "name": name})
        for amount in (usual, usual, 5e6):
            put(empty, "project", **RECORD | {"donor_id": name, "disbursement_usd": amount, "year": 2015})
    rows = ask(empty, "match_donors", [need]).to_dict("records")
    assert [row["donor_id"] for row in rows] == ["near", "far"] and {row["size_fit"] for row in rows} == {"fits"}
    said = matching.of_donor(rows[1], matching.Need(**vars(surveys) | {"cost_usd": 1e6, "unfunded_usd": 1e6}), 0)
    assert said["size_fit"] == (
        "Its largest payment to statistics in a year, USD 5.0 m (2010–2020), would be enough for the USD 1.0 m needed; its usual "
        "one is USD 100 k: it may pay a part only."
    )
    said = matching.of_donor(rows[1], matching.Need(**vars(surveys) | {"cost_usd": 1e6, "unfunded_usd": 0}), 0)
    assert "would be enough for the USD 1.0 m that it costs (all of it funded); its usual one" in said["size_fit"]


def test_loans_alone_pay_for_nothing_that_is_not_a_country_s_own(empty):
    put(empty, "donor", **DONOR)
    put(empty, "funding", **GIFT | {"finance_type": "loan"})
    (row,) = ask(empty, "match_donors", [NEED | {"is_per_country": False}]).to_dict("records")
    assert row["modality_fit"] == "refused"


@pytest.mark.parametrize(
    ("grants", "verdict", "said"),
    [
        (5e3, "fits", "It gives grants: 1 % of what it gave to statistics."),
        (
            *(2e3, "unknown"),
            "Hardly any of what it gave to statistics was grants (under 1 %): whether it would give one is not known.",
        ),
    ],
)
@pytest.mark.parametrize("is_per_country", [True, False])
def test_a_donor_of_hardly_any_grants_is_not_known_to_give_them(empty, surveys, grants, verdict, said, is_per_country):
    put(empty, "donor", **DONOR)
    put(empty, "funding", **GIFT | {"amount_usd": grants})
    put(empty, "funding", **GIFT | {"finance_type": "loan", "amount_usd": 5e5 - grants})
    (row,) = ask(empty, "match_donors", [NEED | {"is_per_country": is_per_country}]).to_dict("records")
    assert row["modality_fit"] == verdict
    assert matching.of_donor(row, surveys, 0)["modality_fit"] == said


def test_a_region_is_what_the_donor_gave_to(empty):
    put(empty, "donor", **DONOR)
    put(empty, "funding", **GIFT)
    here, there = (NEED | {"need_id": one, "is_per_country": False, "regions": [one]} for one in ("Africa", "Asia"))
    assert ask(empty, "match_donors", [here, there])["place_fit"].tolist() == ["fits", "refused"]


def test_every_need_meets_every_mechanism_and_donor(version):
    needs = [NEED | {"need_id": f"n{n}"} for n in range(7)]
    asked = {"needs": json.dumps(needs), "countries": []}
    for question, table in (("match_mechanisms", "mechanism"), ("match_donors", "donor")):
        rows = store.read(f"strategy/{question}", version, **asked)
        assert rows.groupby("need_id")[f"{table}_id"].nunique().tolist() == [rows[f"{table}_id"].nunique()] * 7
        assert len(rows) == 7 * rows[f"{table}_id"].nunique()


@pytest.fixture
def needs():
    """Activity A of a line of 600 in three years, half of the first committed, and a funded one of 90; B of a line of 500."""
    of = programme(("a1", "A", 200.0, 2027, 2029), ("a2", "A", 90.0, 2027, 2027), ("b1", "B", 500.0, 2030, 2030))
    rows = pipeline({"ask": 200.0, "last_year": 2027}, {"ask": 90.0})
    return matching.needs(of, stack.stacked(of, rows, shares(("o0", "a1", 100.0), ("o1", "a2", 100.0)), RATES))


def test_needs_come_with_the_largest_gap_first_and_say_the_years_in_which_money_is_missing(needs):
    assert [one.need_id for one in needs] == ["activity:B", "line:b1", "activity:A", "line:a1", "line:a2"]
    by = {one.need_id: one for one in needs}
    a1, a2 = by["line:a1"], by["line:a2"]
    assert (a1.unfunded_usd, a1.amount_usd, a1.first_year, a1.last_year) == (pytest.approx(400), pytest.approx(400), 2028, 2029)
    assert (a2.unfunded_usd, a2.amount_usd, a2.measure_usd) == (pytest.approx(0), 0, pytest.approx(90))
    assert by["activity:A"].line_id is None
    assert list(matching.named(needs).values()) == ["All of: B", "b1", "All of: A", "a1", "a2"]


def test_lines_of_one_name_are_told_apart_by_their_activity(needs):
    same = [matching.Need(**vars(one) | {"name": "Training"}) for one in needs if one.line_id]
    assert list(matching.named(same).values()) == ["Training (B)", "Training (A)", "Training (A)"]


def made_of(need, some, taken=()):
    return matching.opportunities({need.need_id: need}, [{"need_id": need.need_id} | one for one in some], taken)


def chosen(**changes):
    return {"who": "Norway", "donor_id": "norway", "mechanism_id": None, "cap_usd": None} | changes


def test_an_opportunity_asks_for_what_is_unfunded_in_its_years(needs):
    made, parts = made_of(needs[3], [chosen()])
    assert made == [
        {
            "name": "Norway for a1",
            "donor_id": "norway",
            "mechanism_id": None,
            "activity_id": "A",
            "stage": "identified",
            "ask": 400.0,
            "currency": "USD",
            "first_year": 2028,
            "last_year": 2029,
            "note": "From Matching: USD 400 is needed (its cost is illustrative, no estimate of the Task Force); "
            "the ask is all of that.",
        }
    ]
    assert parts == [{"opportunity_id": "Norway for a1", "line_id": "a1", "share_pct": 100.0}]


def test_an_ask_on_sourced_costs_is_not_called_illustrative(needs):
    sourced = matching.Need(**vars(needs[3]) | {"is_illustrative": False})
    ((row,), _) = made_of(sourced, [chosen()])
    assert row["note"] == "From Matching: USD 400 is needed; the ask is all of that."


def test_what_is_funded_already_is_not_asked_for_again(needs):
    a2 = next(one for one in needs if one.need_id == "line:a2")
    ((row,), _) = made_of(a2, [chosen(cap_usd=10.0)])
    assert row["ask"] is None
    assert row["note"].startswith("From Matching: all of it is funded, so nothing is asked for yet; its cost is illustrative")
    assert json.loads(matching.as_parameter([a2]))[0]["amount_usd"] == pytest.approx(90)
    assert a2.measure_said == "the USD 90 that it costs (all of it funded)"


@pytest.mark.parametrize("cost", [1_000.0, 1_000.4, 1_000.9])
def test_an_ask_for_all_that_is_needed_leaves_nothing_to_ask_for(cost):
    of = programme(("a1", "A", cost, 2027, 2027))
    line = {one.need_id: one for one in matching.needs(of, stack.stacked(of, pipeline(), shares(), RATES))}["line:a1"]
    ((row,), _) = matching.opportunities({line.need_id: line}, [chosen() | {"need_id": "line:a1"}], ())
    funded = stack.stacked(of, pipeline({"activity_id": "A", "ask": row["ask"]}), shares(), RATES)
    assert all(one.is_funded for one in matching.needs(of, funded))
    assert cost - funded.total("unfunded_usd") == pytest.approx(row["ask"]), "the gap falls by exactly the ask"


def test_an_activity_in_two_regions_is_in_both_and_one_with_a_line_anywhere_is_anywhere():
    of = programme(*((name, to, 1.0, 2027, 2027) for name, to in (("a", "A"), ("b", "A"), ("c", "B"), ("d", "B"))))
    of.lines["region"] = of.lines["line_id"].map({"a": "Asia", "b": "Africa", "c": "Asia"})
    by = {one.need_id: one.regions for one in matching.needs(of, stack.stacked(of, pipeline(), shares(), RATES))}
    assert by["activity:A"] == ("Africa", "Asia")
    assert by["activity:B"] is None
    assert (by["line:a"], by["line:d"]) == (("Asia",), None)


def test_an_ask_is_capped_by_the_largest_award_and_says_so(needs):
    ((row,), parts) = made_of(needs[2], [chosen(cap_usd=120.7)])
    assert row["ask"] == 120.0
    assert "the largest that it is known to pay" in row["note"]
    assert parts == []


def test_no_two_opportunities_have_one_name(needs):
    made, parts = made_of(needs[1], [chosen(), chosen()], ["Norway for b1"])
    assert [row["name"] for row in made] == ["Norway for b1 (2)", "Norway for b1 (3)"]
    assert [row["opportunity_id"] for row in parts] == ["Norway for b1 (2)", "Norway for b1 (3)"]


def test_moving_what_was_made_to_committed_closes_the_gap(needs):
    of = programme(("a1", "A", 200.0, 2027, 2029), ("b1", "B", 500.0, 2030, 2030))
    need = next(one for one in needs if one.need_id == "line:b1")
    ((row,), (part,)) = made_of(need, [chosen()])
    rows = pipeline(row | {"stage": "committed"})
    after = stack.stacked(of, rows, shares(("o0", part["line_id"], part["share_pct"])), RATES)
    assert stack.stacked(of, pipeline(), shares(), RATES).total("unfunded_usd") - after.total("unfunded_usd") == pytest.approx(
        500
    )


def mechanism_said(empty, need_of, **changes):
    put(empty, "mechanism", **MECHANISM | changes)
    (row,) = ask(empty, "match_mechanisms", [json.loads(matching.as_parameter([need_of]))[0]], ["KEN", "NPL"]).to_dict("records")
    (its,) = store.question(empty, "strategy/mechanism_terms").to_dict("records")
    rows = store.question(empty, "strategy/modalities")
    of_kind = rows[rows["mechanism_kind"] == matching.modality(row["mechanism_kind"], its["dac_aid_type"])]
    pays = {one.cost_category: (one.pays, one.reason) for one in of_kind.itertuples()}
    return row, matching.of_mechanism(row, need_of, its, pays, 2)


@pytest.fixture
def surveys():
    return matching.Need("line:s", "Surveys", "a", "s", 1e6, 1e6, 2029, 2032, None, True, ("surveys",))


@pytest.mark.parametrize(
    ("changes", "rule", "said"),
    [
        ({}, "place_fit", "It works in the whole world."),
        ({"regions": ["Eastern Africa"]}, "place_fit", "It covers 1 of the 2 priority countries (Eastern Africa)."),
        ({"regions": ["Europe"]}, "place_fit", "It covers none of the 2 priority countries (Europe)."),
        ({"regions": []}, "place_fit", "Which countries it covers is not known."),
        (
            {"award_max_usd": 5e5},
            "size_fit",
            "Its awards are USD 100 k to USD 500 k, so it could pay a part of the USD 1.0 m needed.",
        ),
        (
            {"award_max_usd": 5e4, "award_min_usd": None},
            "size_fit",
            "Its largest award is USD 50 k, less than a tenth of the USD 1.0 m needed.",
        ),
        ({"award_max_usd": None, "award_min_usd": None}, "size_fit", "The size of its awards is not known."),
        ({"closes_year": 2028}, "time_fit", "It closes in 2028; the work begins in 2029."),
        ({"closes_year": 2030}, "time_fit", "It runs until 2030, so it could pay for the first years of 2029–2032."),
        ({"status": "unknown"}, "time_fit", "Whether it is open is not known."),
        ({"status": "closed"}, "time_fit", "It is closed."),
    ],
)
def test_what_a_rule_found_of_a_mechanism_is_a_sentence(empty, surveys, changes, rule, said):
    assert mechanism_said(empty, surveys, **changes)[1][rule] == said


def test_a_judgement_is_called_one(empty, surveys):
    _, said = mechanism_said(empty, surveys, kind="regular budget")
    assert said["modality_fit"].startswith(
        "A mechanism of the kind “regular budget” does not usually pay for survey fieldwork. A judgement: "
    )


def test_every_match_of_the_landscape_can_be_said(version, surveys):
    """No verdict of the real mechanisms and donors is without a sentence, with and without priority countries and a region."""
    terms = store.read("strategy/mechanism_terms", version).set_index("mechanism_id").to_dict("index")
    for regions, is_per_country, countries in (
        (None, True, ["KEN", "NPL"]),
        (None, False, []),
        (("Oceania",), False, []),
        (("Africa", "Asia"), False, []),
    ):
        need = matching.Need(**vars(surveys) | {"regions": regions, "is_per_country": is_per_country})
        asked = {"needs": matching.as_parameter([need]), "countries": countries}
        for row in store.read("strategy/match_mechanisms", version, **asked).to_dict("records"):
            said = matching.of_mechanism(row, need, terms[row["mechanism_id"]], {}, len(countries))
            assert all(one.endswith(".") and "nan" not in one.lower().split() for one in said.values()), said
        for row in store.read("strategy/match_donors", version, **asked).to_dict("records"):
            said = matching.of_donor(row, need, len(countries))
            assert all(one.endswith(".") and "nan" not in one.lower().split() for one in said.values()), said


def test_how_a_match_stands_is_said_in_one_phrase():
    row = dict.fromkeys(matching.RULES, "fits") | {"refused_count": 0, "not_known_count": 0}
    assert matching.said(row) == "6 of 6 rules fit"
    assert matching.said(row | {"size_fit": "unknown", "not_known_count": 1}) == "5 of 6 rules fit, 1 is not known"
    refused = row | {"size_fit": "refused", "time_fit": "refused", "refused_count": 2}
    assert matching.said(refused) == "Does not fit: size and time"


def test_the_table_of_modalities_judges_every_kind_and_category(version):
    rows = store.read("strategy/modalities", version)
    assert len(rows) == 13 * 10
    assert set(rows["pays"]) == {"yes", "no", "unknown"}
    assert not rows["reason"].isna().any()
    assert pd.DataFrame(rows).groupby("mechanism_kind").size().eq(10).all()
