"""The arithmetic of the pipeline on cases that were counted by hand."""

from datetime import date, datetime

import pandas as pd
import pytest

from landscape import changes, publish, store
from landscape.charts import pipeline as charts
from landscape.programme import pipeline
from tests.uploads.making import ANN

TODAY = date(2026, 11, 29)
BLANK = {"left_out": None, "is_in_kind": False, "next_action": None, "due_on": None, "deadline_on": None, "expected_on": None}
BLANK |= {"probability_pct": None, "entered_at": None, "ask_currency": "USD", "donor_name": "Norway", "units_per_dollar": None}


def rows(*some):
    made = pd.DataFrame([{"opportunity_id": str(n), "opportunity_name": f"No {n}", **BLANK, **one} for n, one in enumerate(some)])
    return made.astype({"probability_pct": "float64"})


def history(*some):
    """Stages with the day of November on which they were entered."""
    found = [(str(n), stage, datetime(2026, 11, day, 9)) for n, stages in enumerate(some) for stage, day in stages.items()]
    return pd.DataFrame(found, columns=["opportunity_id", "stage", "entered_at"])


# --- totals -----------------------------------------------------------------------------------------------------------

FOUR = rows(
    {"stage": "proposal", "ask_usd": 1_000_000.0, "probability_pct": 50.0},
    {"stage": "committed", "ask_usd": 400_000.0, "probability_pct": 90.0},
    {"stage": "paid", "ask_usd": 100_000.0},
    {"stage": "researched", "ask_usd": 200_000.0},
    {"stage": "declined", "ask_usd": 9e9, "probability_pct": 100.0, "left_out": "declined"},
    {"stage": "approached", "ask_usd": 9e9, "is_in_kind": True, "left_out": "in_kind"},
    {"stage": "identified", "ask_usd": None, "left_out": "no_ask"},
    {"stage": "identified", "ask_usd": None, "left_out": "no_ask"},
)


def test_totals_are_what_is_asked_for_by_probability_and_committed_or_paid():
    of = pipeline.totals(FOUR)
    assert (of.count, of.open_count, of.counted) == (8, 5, 4)
    assert of.total_usd == 1_700_000
    assert of.weighted_usd == 500_000 + 400_000 + 100_000  # committed and paid count whole; a probability nobody stated nothing
    assert of.unweighted_count == 1
    assert of.secured_usd == 500_000
    assert of.left_out == {"in_kind": 1, "declined": 1, "no_ask": 2}


def test_what_is_left_out_is_said_with_its_number():
    of = pipeline.totals(FOUR)
    assert charts.left_out_said(of) == "In no total: 1 in kind, 1 declined and 2 without an amount."
    figures = {label: (value, said) for label, value, said in charts.key_figures(of)}
    assert figures["Asked for"][0] == "USD 1.7 m" and figures["Committed or paid"] == ("USD 500 k", "29 % of what is asked for")
    assert "1 opportunity without a probability not in it" in figures["By probability"][1]
    assert charts.left_out_said(pipeline.totals(FOUR.head(4))) == ""


def test_of_nothing_the_totals_are_zero_and_nothing_is_divided():
    of = pipeline.totals(FOUR.head(0))
    assert (of.count, of.total_usd, of.weighted_usd, of.secured_usd, of.left_out) == (0, 0, 0, 0, {})
    assert charts.key_figures(of)[3][1:] == ("USD 0", "Nothing is asked for")


def test_a_sum_of_nothing_known_is_not_known():
    figures = {label: value for label, value, _ in charts.key_figures(pipeline.totals(FOUR.iloc[[3]]))}
    assert (figures["Asked for"], figures["By probability"]) == ("USD 200 k", "not known")
    figures = {label: value for label, value, _ in charts.key_figures(pipeline.totals(FOUR.iloc[[6, 7]]))}
    assert (figures["Asked for"], figures["By probability"]) == ("not known", "not known")


def test_what_is_promised_counts_whole_without_a_probability():
    """A commitment of 10 m without a probability is 10 m by probability, as in the funding stack."""
    for stage in ("pledged", "committed", "paid"):
        of = pipeline.totals(rows({"stage": stage, "ask_usd": 1e7}))
        assert (of.weighted_usd, of.unweighted_count) == (1e7, 0)


@pytest.mark.parametrize(
    ("some", "secured", "said"),
    [
        ([], "USD 0", ""),
        ([{"stage": "committed", "ask_usd": None, "left_out": "no_ask"}], "not known", "amount not known"),
        ([{"stage": "committed", "ask_usd": 0.0}], "USD 0", "USD 0"),
        ([{"stage": "committed", "ask_usd": None, "left_out": "in_kind"}], "USD 0", "in kind"),
        ([{"stage": "committed", "ask_usd": 1e6, "left_out": "no_donor"}], "USD 0", "in no total"),
        (
            [{"stage": "committed", "ask_usd": 1e6}, {"stage": "committed", "ask_usd": None, "left_out": "no_ask"}],
            "USD 1.0 m",
            "USD 1.0 m",
        ),
    ],
)
def test_what_is_committed_without_an_amount_is_not_known_and_not_zero(some, secured, said):
    table = rows(*some) if some else FOUR.head(0)
    assert {label: value for label, value, _ in charts.key_figures(pipeline.totals(table))}["Committed or paid"] == secured
    assert charts.money_said(table) == said


def test_the_funnel_does_not_call_unknown_amounts_zero():
    some = rows(*({"stage": "identified", "ask_usd": None, "left_out": "no_ask"} for _ in range(3)))
    made = pipeline.funnel(some, history({}, {}, {}), TODAY)
    assert pd.isna(made["reached_usd"].iloc[0]) and made["reached_usd"].iloc[1] == 0
    said = charts.funnel(made).chart.layer[1].data["said"].tolist()
    assert said[:2] == ["3 · amount not known", "none"]


def test_the_parts_are_never_more_than_the_whole():
    of = pipeline.totals(FOUR)
    assert of.secured_usd <= of.total_usd and of.weighted_usd <= of.total_usd
    assert of.counted + sum(of.left_out.values()) == of.count


# --- what is due ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "said"), [(-12, "12 days overdue"), (-1, "1 day overdue"), (0, "today"), (1, "in 1 day"), (30, "in 30 days")]
)
def test_how_far_a_day_is_away_is_said_in_words(days, said):
    assert pipeline.said(days) == said


def test_what_is_overdue_stands_first_and_what_has_no_date_last():
    found = pipeline.due(
        rows(
            {"stage": "proposal", "due_on": date(2026, 12, 9), "next_action": "Call", "deadline_on": date(2026, 11, 17)},
            {"stage": "approached", "next_action": "Write"},
            {"stage": "paid", "due_on": date(2026, 1, 1)},
            {"stage": "declined", "deadline_on": date(2026, 1, 1)},
            {"stage": "researched", "expected_on": date(2026, 11, 29)},
        ),
        TODAY,
    )
    assert found[["opportunity_id", "due_kind", "when_said"]].to_numpy().tolist() == [
        ["0", "Deadline", "12 days overdue"],
        ["4", "Answer expected", "today"],
        ["0", "Next action", "in 10 days"],
        ["1", "Next action", "no date"],
    ]
    assert charts.due_said(found) == (
        "1 date overdue, the longest since 17 Nov 2026: No 0; 2 dates within 30 days. 1 next action without a date."
    )


def test_nothing_due_is_no_rows():
    assert pipeline.due(FOUR, TODAY).empty


def test_days_in_a_stage_are_whole_days():
    some = pipeline.with_days(rows({"entered_at": datetime(2026, 11, 15, 23), "stage": "proposal"}, {"stage": "proposal"}), TODAY)
    assert some["days_in_stage"].tolist() == [14, pd.NA]


# --- the funnel -------------------------------------------------------------------------------------------------------


def test_the_funnel_counts_what_was_reached_also_what_was_jumped_over_and_what_went_back():
    some = rows(
        {"stage": "committed", "ask_usd": 400.0},  # jumped from approached
        {"stage": "researched", "ask_usd": 100.0},  # went back from a proposal
        {"stage": "declined", "ask_usd": 50.0, "left_out": "declined"},  # after it was approached
        {"stage": "identified", "ask_usd": None, "left_out": "no_ask"},
    )
    past = history(
        {"identified": 1, "approached": 11, "committed": 21},
        {"identified": 1, "proposal": 3, "researched": 20},
        {"identified": 5, "approached": 9, "declined": 10},
        {"identified": 28},
    )
    made = pipeline.funnel(some, past, TODAY).set_index("stage")
    reached = dict(made["reached_count"])
    assert reached == {
        **{"identified": 4, "researched": 3, "approached": 3, "concept_note": 2, "proposal": 2},
        **{"negotiation": 1, "pledged": 1, "committed": 1, "paid": 0},
    }
    assert dict(made["declined_count"])["approached"] == 1 and dict(made["declined_count"])["concept_note"] == 0
    assert made.loc["identified", "reached_usd"] == 550 and made.loc["negotiation", "reached_usd"] == 400
    jumped = {"researched": 1, "approached": 1, "concept_note": 2, "proposal": 1, "negotiation": 1, "pledged": 1}
    assert dict(made["jumped_count"]) == dict.fromkeys(reached, 0) | jumped, "what was declined is not counted as jumped"
    assert pd.isna(made.loc["identified", "conversion_pct"])
    assert made.loc["researched", "conversion_pct"] == 50, "of those identified that did not jump over it, one of two"
    assert pd.isna(made.loc["approached", "conversion_pct"]), "the only one that was researched jumped over it"
    assert made.loc["paid", "conversion_pct"] == 0
    assert dict(made["here_count"]) == dict.fromkeys(reached, 0) | {"committed": 1, "researched": 1, "identified": 1}
    assert made.loc["identified", "days_median"] == 4  # 10, 2 and 4 days; the one that goes on is not among them
    assert (made.loc["identified", "stay_count"], made.loc["identified", "days_now"]) == (3, 1)
    assert made.loc["approached", "days_median"] == 5.5  # 10 days and 1
    assert (made.loc["researched", "days_now"], made.loc["committed", "days_now"]) == (9, 8)
    assert pd.isna(made.loc["paid", "days_median"])


def test_a_jump_from_the_first_stage_to_a_commitment_is_no_conversion_and_a_stay_within_a_day_is_not_told():
    made = pipeline.funnel(rows({"stage": "committed", "ask_usd": 1.0}), history({"identified": 3, "committed": 3}), TODAY)
    assert made["reached_count"].tolist() == [1] * 8 + [0] and made["jumped_count"].tolist() == [0] + [1] * 6 + [0, 0]
    assert made["conversion_pct"].isna().tolist() == [True] * 8 + [False]
    told = charts.funnel(made).takeaway
    assert "1 reached at least a proposal" in told and "Jumped over most: 6 stages, by 1 opportunity each." in told
    assert "days or more" not in told


def test_what_was_declined_at_once_was_identified():
    made = pipeline.funnel(rows({"stage": "declined", "ask_usd": 1.0, "left_out": "declined"}), history({"declined": 3}), TODAY)
    assert made["reached_count"].tolist() == [1] + [0] * 8 and made["declined_count"].tolist() == [1] + [0] * 8
    assert pd.isna(made["conversion_pct"].iloc[2]), "nothing came so far that could go on"


def test_what_came_to_a_stage_today_had_no_time_to_go_on_and_is_in_no_share():
    some = rows(*({"stage": "identified", "ask_usd": 1.0} for _ in range(3)), {"stage": "committed", "ask_usd": 1.0})
    past = history({"identified": 29}, {"identified": 29}, {"identified": 29}, {"identified": 29, "committed": 29})
    made = pipeline.funnel(some, past, TODAY)
    assert made["conversion_pct"].isna().all()
    figure = charts.funnel(made)
    assert "%" not in figure.takeaway and not any("%" in one for one in figure.chart.layer[1].data["said"])
    past = history(
        {"identified": 28}, {"identified": 29}, {"identified": 1, "researched": 29}, {"identified": 29, "committed": 29}
    )
    some.loc[2, "stage"] = "researched"
    made = pipeline.funnel(some, past, TODAY).set_index("stage")
    assert made.loc["researched", "conversion_pct"] == 50, "one went on, one had a day to, one had none"


def test_the_funnel_never_widens(tiny):
    found = store.read(
        "strategy/pipeline", tiny, year=2026, search="", stage=[], donors_asked=[], mechanism_of=[], activity=[], owner=[]
    )
    made = pipeline.funnel(found, store.read("strategy/pipeline_stages", tiny), TODAY)
    assert made["reached_count"].is_monotonic_decreasing and made["reached_usd"].is_monotonic_decreasing
    assert (
        "Of 2 opportunities, 2 reached at least a proposal and 1 at least a commitment; 0 were declined."
        in charts.funnel(made).takeaway
    )


# --- the question -----------------------------------------------------------------------------------------------------

ALL = {"search": "", "stage": [], "donors_asked": [], "mechanism_of": [], "activity": [], "owner": []}


def asked(version, year=2026, **chosen):
    return store.read("strategy/pipeline", version, year=year, **ALL | chosen)


@pytest.mark.parametrize(("year", "rate", "amount"), [(2026, 2024, 4_000_000), (2024, 2024, 4_000_000), (2023, 2022, 2_500_000)])
def test_an_ask_is_converted_with_the_latest_rate_up_to_the_year_and_stays_reversible(tiny, year, rate, amount):
    one = asked(tiny, year).set_index("opportunity_id").loc["germany-surveys"]
    assert (one["rate_year"], one["ask_usd"]) == (rate, amount)
    assert one["ask_usd"] * one["units_per_dollar"] == one["ask"] == 2_000_000


def test_without_a_rate_so_early_the_amount_is_in_no_total(tiny):
    one = asked(tiny, 2021).set_index("opportunity_id").loc["germany-surveys"]
    assert pd.isna(one["ask_usd"]) and one["left_out"] == "no_rate"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"is_in_kind": True}, "in_kind"),
        ({"stage": "declined"}, "declined"),
        ({"donor_id": None}, "no_donor"),
        ({"mechanism_id": "old-fund"}, "closed_mechanism"),
        ({"ask": None}, "no_ask"),
        ({"ask": 0.0}, None),
    ],
)
def test_what_is_in_no_total_says_why(tiny, fields, reason):
    def change(connection):
        for name, value in fields.items():
            connection.execute(f"update opportunity set {name} = ? where opportunity_id = 'germany-surveys'", [value])

    version = store.next_version(change, tiny)
    found = asked(version).set_index("opportunity_id").loc["germany-surveys", "left_out"]
    assert (None if pd.isna(found) else found) == reason


def test_what_rests_on_an_illustrative_cost_says_so_until_somebody_replaces_it(tiny):
    """By the lines of its shares, or else by those of its activity."""

    def found(line):
        def change(connection):
            connection.execute("update cost_line set is_illustrative = line_id = ?", [line])

        return asked(store.next_version(change, copy_of=tiny)).set_index("opportunity_id")["is_cost_illustrative"].to_dict()

    assert found("none") == {"germany-surveys": False, "turkiye-training": False}
    assert found("field-work") == {"germany-surveys": True, "turkiye-training": False}
    assert found("workshops") == {"germany-surveys": True, "turkiye-training": True}


def test_how_many_rest_on_illustrative_costs_is_said():
    some = rows({}, {}, {}).assign(is_cost_illustrative=[True, False, False])
    assert charts.illustrative_said(some) == (
        "Illustrative: 1 of 3 opportunities is for work whose cost is example figures, no estimate of the Task Force; so is "
        "an ask that was made from it."
    )
    assert charts.illustrative_said(some.tail(2)) == ""


def test_money_that_came_through_a_fund_that_closed_since_counts(tiny):
    statement = "update opportunity set mechanism_id = 'old-fund', stage = 'paid' where opportunity_id = 'germany-surveys'"
    version = store.next_version(lambda connection: connection.execute(statement), tiny)
    assert asked(version)["left_out"].isna().all()


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"stage": ["proposal"]}, ["germany-surveys"]),
        ({"donors_asked": ["turkiye"]}, ["turkiye-training"]),
        ({"mechanism_of": ["data-fund"]}, ["germany-surveys"]),
        ({"activity": ["training"]}, ["germany-surveys", "turkiye-training"]),  # one of its cost lines is
        ({"activity": ["surveys"]}, ["germany-surveys"]),
        ({"owner": ["Head of the secretariat"]}, ["germany-surveys"]),
        ({"search": "TURKI"}, ["turkiye-training"]),
        ({"search": "send the budget"}, ["germany-surveys"]),
        ({"search": "%"}, []),
    ],
)
def test_what_is_chosen_is_what_is_shown(tiny, chosen, found):
    assert asked(tiny, **chosen)["opportunity_id"].tolist() == found


def test_an_opportunity_with_several_lines_is_one_row_and_one_amount(tiny):
    assert len(asked(tiny)) == 2
    assert pipeline.totals(asked(tiny)).total_usd == 4_000_000 + 400_000


# --- what changed -----------------------------------------------------------------------------------------------------


def test_what_changed_since_a_version_is_new_moved_changed_or_gone(tiny):
    new = {"opportunity_id": "new", "name": "New", "stage": "identified", "donor_id": "unfpa", "source_id": "fund-page"}
    moved = {"opportunity_id": "germany-surveys", "stage": "negotiation", "ask": 1_500_000.0, "owner_role": None}
    old = changes.records("opportunity", tiny)["turkiye-training",]
    gone = changes.Change(
        "opportunity", "removed", ("turkiye-training",), "Türkiye for training", {"stage": (old["stage"], None)}
    )
    found = changes.compare("opportunity", tiny, [(None, new), (None, moved)])
    made = publish.commit([changes.Changes("opportunity", tiny, found.added, found.changed, (gone,))], ANN)
    said = pipeline.since(tiny, made).drop(columns="opportunity_id").astype(object)
    assert said.where(said.notna(), None).to_numpy().tolist() == [
        ["New", "New", "UNFPA", None, "Identified"],
        ["Moved", "Germany for surveys", "Germany", "Proposal", "Negotiation"],
        ["Amount changed", "Germany for surveys", "Germany", "Ask: 2,000,000", "Ask: 1,500,000"],
        ["Changed", "Germany for surveys", "Germany", "Owner: Head of the secretariat", "Owner: not known"],
        ["Gone", "Türkiye for training", "Türkiye", "Committed", None],
    ]
    assert charts.since_said(pipeline.since(tiny, made), tiny, "29 Nov 2026") == (
        "Since version 0001 of 29 Nov 2026: 1 new, 1 moved to another stage, 1 amount changed, 1 changed and 1 gone."
    )
    assert set(pipeline.since(tiny, made, ["new"])["opportunity_id"]) == {"new", "turkiye-training"}


def test_where_nothing_changed_that_is_said(tiny):
    assert charts.since_said(pipeline.since(tiny, tiny), tiny, "1 Nov 2026").endswith("nothing changed in the pipeline.")


# --- the cards --------------------------------------------------------------------------------------------------------


def test_a_card_says_what_is_known_and_what_is_not():
    full = {
        "opportunity_name": "Norway for surveys",
        "donor_name": "Norway",
        "is_in_kind": False,
        "ask_usd": 4e6,
        "stage": "proposal",
    }
    full |= {"probability_pct": 50.0, "next_action": "Send the budget", "due_on": date(2026, 11, 17), "days_in_stage": 14}
    assert charts.card(full, TODAY) == ("USD 4.0 m · 50 %", "Send the budget (12 days overdue)", "14 days here")
    other = full | {"opportunity_name": "Surveys", "due_on": date(2026, 12, 1), "ask_usd": None, "days_in_stage": None}
    assert charts.card(other, TODAY) == ("Norway · no amount yet · 50 %", "Send the budget (by 1 Dec 2026)", "")
    assert charts.card(full | {"stage": "declined", "donor_name": None}, TODAY)[:2] == ("no donor yet · USD 4.0 m", "")
    assert charts.card(full | {"is_in_kind": True, "due_on": None}, TODAY)[:2] == ("in kind · 50 %", "Send the budget")
