"""Every rule of the landscape: one record that breaks it, and one that does not."""

import re
from datetime import date

import pytest

from landscape import changes, checks, dictionary, publish, store
from landscape.changes import compare
from landscape.programme import costs
from landscape.refusals import RuleBroken
from tests.questions import header, text

RULES = {rule.name: rule for rule in checks.rules()}

AGAIN = {"evidence_id": "again", "donor_id": "germany", "evidence": "paid for a survey of migrants in Namibia"}
AGAIN |= {"first_year": 2019, "source_id": "clearinghouse", "confidence": "low"}
WORLD = {"name": "World", "subject": "Data", "source_id": "m49", "confidence": "low"}
WORD = {"language": "any"}
BY_HAND = {"project_id": "none", "theme": "migration_statistics", "override_reason": "Its text says so", "made_by": "Ann"}
ELEMENT = {"name": "Body", "kind": "institution", "position": 1, "description": "It meets", "source_id": "m49"}
FLOW = ELEMENT | {"kind": "exchange", "from_element_id": "giver", "to_element_id": "taker"}
# rule -> table, what breaks it, what does not: fields of a record of the tiny version, or of a new one
CASES = {
    "activity_without_source": (
        "activity",
        {"is_illustrative": False, "source_id": "example-programme"},
        {"is_illustrative": False, "source_id": "m49"},
    ),
    "activity_depends_on_itself": ("activity", {"depends_on": ["training", "surveys"]}, {"depends_on": None}),
    "benchmark_amount_not_positive": ("cost_benchmark", {"amount": 0.0}, {"amount": 0.5}),
    "benchmark_ends_before_it_begins": (
        "cost_benchmark",
        {"first_year": 2022, "last_year": 2012},
        {"first_year": 2022, "last_year": 2022},
    ),
    "benchmark_figure_negative": ("cost_benchmark", {"countries_covered": -1}, {"countries_covered": 0}),
    "contribution_paid_negative": ("mechanism_contributor", {"paid_usd": -1.0}, {"paid_usd": 0.0}),
    "cost_line_absurd": (
        "cost_line",
        {"unit_cost_high": 1.3e9},
        {"unit_cost_high": 1.2e9},
    ),  # four countries, 1 euro is 2 dollars
    "cost_line_currency_without_rate": ("cost_line", {"currency": "XYZ"}, {"currency": "NOK"}),
    "cost_line_differs_from_benchmark": ("cost_line", {"unit_cost": 1.01e6}, {"unit_cost": 1.004e6}),
    "cost_line_ends_before_it_begins": ("cost_line", {"last_year": 2028}, {"last_year": 2029}),
    "cost_line_figure_without_source": (
        "cost_line",
        {"is_illustrative": False, "basis": "placeholder"},
        {"is_illustrative": False, "basis": "quote", "source_id": "m49"},
    ),
    "cost_line_negative": ("cost_line", {"quantity": -1.0}, {"quantity": 0.0}),
    "cost_line_range_out_of_order": ("cost_line", {"unit_cost_low": 1.1e6}, {"unit_cost_low": 1e6}),
    "cost_line_without_benchmark": ("cost_line", {"benchmark_id": None}, {"benchmark_id": None, "basis": "expert"}),
    "cost_line_without_cost": ("cost_line", {"unit_cost": None}, {"unit_cost": 0.0, "unit_cost_low": None}),
    "cost_line_without_years": ("cost_line", {"first_year": None}, {"first_year": 2030}),
    "cost_line_year_out_of_range": ("cost_line", {"last_year": 2931}, {"last_year": 2100}),
    "decision_due_before_it_was_made": ("decision", {"due_on": date(2026, 11, 1)}, {"due_on": date(2026, 11, 2)}),
    "donor_aid_part_above_aid": (
        "donor",
        {"refugee_cost_2024_usd": 2.0, "oda_2024_usd": 1.0},
        {"refugee_cost_2024_usd": 1.0, "oda_2024_usd": 1.0},
    ),
    "donor_amount_negative": ("donor", {"statistics_2010_2020_usd": -5.0}, {"oda_2024_usd": 0.0}),
    "donor_contribution_negative": ("donor", {"statistics_2018_2020_usd": -1.0}, {"statistics_2018_2020_usd": 0.0}),
    "donor_count_negative": ("donor", {"statistics_projects": -1}, {"statistics_recipients": 0}),
    "donor_ends_before_it_begins": (
        "donor",
        {"statistics_first_year": 2022, "statistics_last_year": 2012},
        {"statistics_first_year": 2012, "statistics_last_year": 2012},
    ),
    "donor_part_above_whole": (
        "donor",
        {"statistics_2018_2020_usd": 2.0, "statistics_2010_2020_usd": 1.0},
        {"statistics_2018_2020_usd": 1.0, "statistics_2010_2020_usd": 1.0},
    ),
    "donor_aid_share_out_of_range": ("donor", {"oda_gni_pct_2024": 67.0}, {"oda_gni_pct_2024": 10.0}),
    "donor_contact_is_no_role": (
        "donor",
        {"contact_role": "ann@example.org"},
        {"contact_role": "Head of the statistics unit, 2nd floor"},
    ),
    "donor_in_another_country": ("donor", {"name": "Turkey", "iso3": "NAM"}, {"name": "Turkey", "iso3": "TUR"}),
    "donor_under_another_name": ("donor", {"name": "turkiye"}, {"name": "Turkmenistan"}),
    "donor_without_country": ("donor", {"iso3": None}, {"iso3": None, "donor_type": "Private"}),
    "evidence_amount_negative": ("donor_evidence", {"amount_usd": -1.0}, {"amount_usd": None}),
    "evidence_ends_before_it_begins": ("donor_evidence", {"last_year": 2018}, {"last_year": 2019}),
    "evidence_said_twice": ("donor_evidence", AGAIN, AGAIN | {"first_year": 2020}),
    "exchange_rate_not_positive": ("exchange_rate", {"units_per_dollar": 0.0}, {"units_per_dollar": 0.5}),
    "global_programme_ends_before_it_begins": (
        "global_programme",
        WORLD | {"first_year": 2022, "last_year": 2012},
        WORLD | {"first_year": 2012, "last_year": 2022},
    ),
    "global_programme_figure_negative": ("global_programme", WORLD | {"scope_countries": -1}, WORLD | {"budget_spent_usd": 0.0}),
    "exchange_ends_before_it_begins": ("data_exchange", {"until_year": 2017}, {"until_year": 2018}),
    "exchange_of_unknown_institution": (
        "data_exchange",
        {"from_institution": "Namibia Statistics Agency", "to_institution": "Bureau of Nothing"},
        {"to_institution": "NAMIBIA Statistics Agency", "from_institution": "Namibia statistics agency"},
    ),
    "institution_twice": (
        "institution",
        {"iso3": "NAM", "name": "NAMIBIA statistics Agency", "source_id": "m49", "confidence": "low"},
        {"iso3": "TUR", "name": "Namibia Statistics Agency", "source_id": "m49", "confidence": "low"},
    ),
    "model_element_of_itself": (
        "model_element",
        ELEMENT | {"from_element_id": "new"},
        ELEMENT | {"from_element_id": "other"},
    ),
    "model_exchange_without_ends": ("model_element", FLOW | {"to_element_id": None}, FLOW),
    "exchange_with_itself": (
        "data_exchange",
        {"to_institution": "MINISTRY of Home Affairs"},
        {"to_institution": "Ministry of Labour"},
    ),
    "mechanism_award_above_total": ("mechanism", {"award_max_usd": 2e9}, {"award_max_usd": 12.3e6}),
    "mechanism_award_minimum_above_maximum": (
        "mechanism",
        {"award_min_usd": 2.0, "award_max_usd": 1.0},
        {"award_min_usd": 1.0, "award_max_usd": 1.0},
    ),
    "mechanism_closes_before_it_opens": ("mechanism", {"closes_year": 2020}, {"closes_year": 2021, "status": "closed"}),
    "mechanism_date_and_year_disagree": (
        "mechanism",
        {"closes_on": "2030-12-31", "closes_year": 2032},
        {"closes_on": "2030-12", "closes_year": 2030},
    ),
    "mechanism_open_after_closing": ("mechanism", {"closes_year": 2022}, {"closes_year": 2022, "status": "closed"}),
    "mechanism_total_negative": ("mechanism", {"award_min_usd": -5.0}, {"award_min_usd": 0.0}),
    "mechanism_under_another_name": ("mechanism", {"name": "old fund"}, {"name": "Older Fund"}),
    "opportunity_ask_absurd": ("opportunity", {"ask": 5.1e9}, {"ask": 4.9e9}),
    "opportunity_ask_negative": ("opportunity", {"ask": -1.0}, {"ask": 1.0}),
    "opportunity_currency_without_rate": ("opportunity", {"currency": "XYZ"}, {"currency": None}),
    "opportunity_ends_before_it_begins": ("opportunity", {"last_year": 2028}, {"last_year": 2029}),
    "opportunity_for_nothing": (
        "opportunity",
        {"opportunity_id": "turkiye-training", "activity_id": None},
        {"activity_id": None},  # its cost lines say it
    ),
    "opportunity_line_share_out_of_range": ("opportunity_line", {"share_pct": 0.0}, {"share_pct": 75.01}),
    "opportunity_line_shares_not_whole": ("opportunity_line", {"share_pct": 74.0}, {"share_pct": 75.01}),
    "opportunity_of_closed_mechanism": (
        "opportunity",
        {"mechanism_id": "old-fund"},
        {"mechanism_id": "old-fund", "stage": "declined"},
    ),
    "opportunity_probability_out_of_range": ("opportunity", {"probability_pct": 101.0}, {"probability_pct": 100.0}),
    "opportunity_stage_not_allowed": ("opportunity", {"stage": "paid"}, {"stage": "committed"}),
    "opportunity_without_ask": ("opportunity", {"ask": None}, {"ask": 0.0}),
    "opportunity_without_donor": ("opportunity", {"donor_id": None}, {"donor_id": "unfpa"}),
    "override_of_no_record": ("classifier_override", BY_HAND, BY_HAND | {"project_id": "p1"}),
    "parameter_currency_without_rate": (
        "parameter",
        {"parameter_id": "currency", "choice": "XYZ"},
        {"parameter_id": "currency", "choice": "EUR"},
    ),
    "parameter_out_of_range": ("parameter", {"value": 4.5}, {"value": 250.0}),
    "parameter_terms_out_of_order": (
        "parameter",
        {"parameter_id": "medium_first_year", "value": 2033.0},
        {"parameter_id": "medium_first_year", "value": 2031.0},
    ),
    "parameter_without_source": (
        "parameter",
        {"is_illustrative": False, "source_id": "example-programme"},
        {"is_illustrative": False, "source_id": "m49"},
    ),
    "parameter_without_value": ("parameter", {"value": None}, {"value": 3.0}),
    "programme_cost_negative": ("programme", {"cost_usd": -1.0}, {"cost_usd": 0.0}),
    "programme_ends_before_it_begins": ("programme", {"last_year": 2021}, {"last_year": 2022}),
    "project_amount_negative": ("project", {"disbursement_usd": -1.0}, {"disbursement_usd": 0.0}),
    "word_said_twice": ("classifier_term", WORD | {"term": "Mígra*"}, WORD | {"term": "diaspora"}),
    "word_without_letter": ("classifier_term", WORD | {"term": "миграция"}, WORD | {"term": "diaspora"}),
    "source_rows_negative": ("source", {"row_count": -1}, {"row_count": 0}),
}
FIRST = {  # the record that is changed
    "activity": "surveys",
    "cost_line": "field-work",
    "decision": "approach-germany",
    "opportunity": "germany-surveys",
    "opportunity_line": ("germany-surveys", "field-work"),
    "parameter": "country_count",
    "classifier_term": ("migration", "migra*"),
    "classifier_override": "none",
    "cost_benchmark": "survey",
    "data_exchange": "nam-borders",
    "donor": "germany",
    "donor_evidence": "germany-paid",
    "exchange_rate": ("EUR", 2022),
    "global_programme": "new",
    "institution": "new",
    "model_element": "new",
    "mechanism": "data-fund",
    "mechanism_contributor": ("data-fund", "Example Foundation"),
    "meeting": "first",
    "programme": "course",
    "project": "p1",
    "source": "m49",
}

# training, other programmes, surveys
CASES |= {
    "answer_is_no_choice": ("assessment_answer", {"answer": ["perhaps"]}, {"answer": ["no"]}),
    "answer_is_no_number": (
        "assessment_answer",
        {"question_id": "test-number", "iso3": "NAM", "answer": ["about 12"]},
        {"question_id": "test-number", "iso3": "NAM", "answer": ["12.5"]},
    ),
    "answer_several_to_one_choice": ("assessment_answer", {"answer": ["yes", "no"]}, {"answer": ["no"]}),
    "programme_match_of_no_part": ("programme_match", {"programme_part": "idle"}, {"reason": "Because"}),
    "survey_cell_too_small": ("assessment_survey", {"smallest_cell": 1}, {"smallest_cell": 1, "is_confidential": False}),
    "topic_need_of_no_component": (
        "topic_need",
        {"component_id": "weather", "comparison": "below", "threshold": 50.0},
        {"component_id": "spi", "comparison": "below", "threshold": 50.0},
    ),
}
FIRST |= {
    "assessment_answer": ("test-one", "NAM"),
    "assessment_survey": "test-survey",
    "programme_match": ("component", "capacity_development", "training"),
    "topic_need": ("census", "census_age"),
}


def place(_):
    return lambda fields: (7, "List", f"{fields[0]}7", fields[0].title(), "")


def keyed(table):
    first = FIRST[table]
    return dict(zip(dictionary.table(table).keys, first if isinstance(first, tuple) else (first,), strict=True))


def broken(version, table, fields):
    """The findings about one record after some fields changed."""
    made = compare(table, version, [(7, keyed(table) | fields)])
    assert not made.is_empty
    return checks.broken_rules([made], place)


@pytest.mark.parametrize(
    ("table", "fields", "rules"),
    [
        ("cost_line", {"quantity": -5.0, "unit_cost": 20e9, "unit_cost_high": None}, ["cost_line_absurd", "cost_line_negative"]),
        ("cost_line", {"unit_cost": -20e9, "unit_cost_high": None}, ["cost_line_absurd", "cost_line_negative"]),
        ("opportunity", {"ask": -20e9}, ["opportunity_ask_absurd", "opportunity_ask_negative"]),
    ],
)
def test_what_is_negative_and_absurd_is_said_to_be_both(tiny, table, fields, rules):
    found = {one.rule for one in broken(tiny, table, fields)}
    assert [name for name in rules if name in found] == rules


def test_every_rule_has_a_case():
    assert sorted(RULES) == sorted(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_record_that_breaks_a_rule_is_found_at_its_cell(tiny, name):
    table, bad, _ = CASES[name]
    (found,) = [one for one in broken(tiny, table, bad) if one.rule == name]
    rule = RULES[name]
    assert (found.sheet, found.row) == ("List", 7)
    assert found.column.lower() in dictionary.table(table).field_names
    assert found.cell == f"{found.column.lower()}7"
    assert (found.expected, found.advice, found.is_blocking) == (rule.sentence, rule.advice, rule.is_blocking)
    assert found.found and found.found != "None"


@pytest.mark.parametrize("name", CASES)
def test_a_record_that_keeps_a_rule_is_not_found(tiny, name):
    table, _, good = CASES[name]
    assert name not in {one.rule for one in broken(tiny, table, good)}


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.is_blocking])
def test_a_result_that_breaks_a_rule_that_blocks_is_not_published(tiny, name):
    table, bad, _ = CASES[name]
    made = compare(table, tiny, [(7, keyed(table) | bad)])
    with pytest.raises(RuleBroken) as problem:
        publish.commit([made], publish.Signature("Ann", "Wrong"))
    assert RULES[name].sentence in str(problem.value)
    assert str(problem.value).endswith("Nothing was published.")
    assert store.versions() == ["0001"]


@pytest.mark.parametrize(
    ("fields", "column", "found"),
    [
        ({"closes_on": "2030", "closes_year": None}, "Closes_Year", "not known beside 2030"),
        ({"opened_on": "2019-05-01", "opened_year": 2020}, "Opened_Year", "2020 beside 2019-05-01"),
    ],
)
def test_a_year_that_is_not_that_of_its_date_is_found_at_the_year(tiny, fields, column, found):
    (one,) = [one for one in broken(tiny, "mechanism", fields) if one.rule == "mechanism_date_and_year_disagree"]
    assert (one.column, one.found) == (column, found)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_begins_with_what_is_shown(name):
    sentence, advice, weight, row = header(f"checks/{name}")
    for line in (sentence, advice):
        assert re.fullmatch(r"[A-Z].{10,100}[.?]", line), line
    assert weight in ("Blocks.", "Warns.")
    assert re.fullmatch(r"One row per [a-z ]+ that breaks the rule\.", row)
    assert store.parameters_of(f"checks/{name}") == frozenset()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_names_table_record_field_and_value(name, version):
    found = store.read(f"checks/{name}", version)
    assert list(found.columns) == ["table_name", "record", "field", "found"]
    (table,) = set(re.findall(r"'(\w+)' as table_name", text(f"checks/{name}")))
    fields = set(re.findall(r"'(\w+)' as field", text(f"checks/{name}")))
    assert fields <= set(dictionary.table(table).field_names)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.is_blocking])
def test_the_landscape_keeps_every_rule_that_blocks(name, version):
    assert store.read(f"checks/{name}", version).to_dict("records") == []


def test_what_is_absurd_for_the_rule_is_left_out_of_the_total_and_nothing_else_is(tiny):
    questions = [store.read(f"strategy/{one}", tiny) for one in ("cost_lines", "parameters", "rates")]
    rows, parameters, rates = questions
    missing = {name: None for name in costs.Assumptions.__annotations__} | parameters.set_index("parameter_id")["value"].to_dict()
    assumed = costs.Assumptions(
        **{**{name: value or 0 for name, value in missing.items()}, "currency": "USD", "price_year": 2025}
    )
    for code, most in (("field-work", 10e9 / 2 / 4), ("workshops", 10e9 / 2 / 4)):  # euros and countries; meetings and years
        for unit_cost, is_absurd in ((most * 0.99, False), (most * 1.01, True)):
            found = broken(tiny, "cost_line", {"line_id": code, "unit_cost": unit_cost, "unit_cost_high": None})
            assert ("cost_line_absurd" in {one.rule for one in found}) == is_absurd, (code, unit_cost)
            changed = rows.assign(unit_cost_high=None, unit_cost=rows["unit_cost"].mask(rows["line_id"] == code, unit_cost))
            left_out = costs.costed(changed, assumed, rates).left_out
            assert left_out["why_left_out"].tolist() == ["more than USD 10 billion"] * is_absurd


def test_what_was_wrong_before_is_not_held_against_an_upload(tiny):
    def fill(connection):
        connection.execute("update donor set oda_2024_usd = -1 where donor_id = 'turkiye'")

    second = store.next_version(fill, tiny)
    assert broken(second, "donor", {"note": "Met"}) == []
    made = compare("donor", second, [(7, {"donor_id": "germany", "note": "Met"})])
    assert publish.commit([made], publish.Signature("Ann", "Fine")) == "0003"


def test_the_trial_leaves_the_version_as_it_was(tiny):
    before = changes.records("donor", tiny)
    broken(tiny, "donor", {"oda_2024_usd": -1.0})
    assert changes.records("donor", tiny) == before
    assert broken(tiny, "donor", {"note": "Met"}) == []


def where(row, name):
    return "List", f"B{row}", name


def test_a_new_record_without_a_required_value_stays_out():
    rows = [(2, {"donor_id": "new", "name": "New"}), (3, {"donor_id": "germany", "name": "Germany"})]
    found, out = checks.missing_values("donor", rows, {("germany",)}, {"name", "donor_type"}, where)
    assert out == {2}
    assert {(one.cell, one.column, one.is_blocking) for one in found if one.column == "donor_type"} == {
        ("B2", "donor_type", True)
    }


def test_a_required_value_that_a_row_of_a_known_record_lacks_keeps_nothing_out():
    found = checks.missing_values("donor", [(3, {"donor_id": "germany", "name": None})], {("germany",)}, {"name"}, where)
    assert found == ([], set())


def test_a_required_field_that_nothing_fills_is_one_finding():
    rows = [(n, {"donor_id": f"new-{n}", "name": "New", "donor_type": "Private"}) for n in range(2, 9)]
    found, out = checks.missing_values("donor", rows, set(), {"name", "donor_type"}, where)
    assert [one.cell for one in found] == ["", ""]
    assert "Until then 7 new rows stay out." in found[0].advice
    assert out == set(range(2, 9))


def test_a_key_of_several_fields_needs_each_of_them():
    rows = [(2, {"currency": "EUR", "year": None, "units_per_dollar": 1.0})]
    found, out = checks.missing_values("exchange_rate", rows, set(), {"currency", "year", "units_per_dollar"}, where)
    assert ([(one.column, one.rule) for one in found], out) == ([("year", "required")], {2})


def test_a_record_that_stands_twice_is_taken_once():
    one, same, other = ({"donor_id": "a", "name": name} for name in ("A", "A", "B"))
    found = checks.repeated("donor", [(2, one), (5, same), (6, other), (7, {"donor_id": "b"})], where)
    assert [(one.row, one.rule) for one in found] == [(5, "unique"), (6, "unique")]
    assert "row 2 has the same" in found[0].expected
    assert "row 2 has other values for it" in found[1].expected


def test_rows_whose_record_is_not_decided_are_not_the_same():
    assert checks.repeated("donor", [(2, {"donor_id": None}), (3, {"donor_id": None})], where) == []


def test_a_record_that_other_lists_name_stays():
    found = compare("donor", store.current(), [], "replace", {("germany",): {"donor_id": "germany", "name": "Germany"}})
    stay, said = checks.held(found, (), "List")
    assert stay == {("germany",)}
    assert all(one.rule == "still named" and not one.is_blocking for one in said)
    assert any("“Evidence on donors”" in one.advice or "Evidence" in one.advice for one in said)


def test_a_rule_about_a_field_that_an_older_version_lacks_stops_nothing(tiny):
    old = store.next_version(lambda draft: draft.execute("alter table mechanism_contributor drop column paid_usd"), tiny)
    record = next(iter(changes.records("mechanism", old).values()))
    made = compare("mechanism", old, [(2, record | {"note": "New", "total_usd": -1.0})])
    found = checks.broken_rules([made], lambda change: lambda fields: (2, "Sheet", "A2", fields[0], ""))
    assert [one.rule for one in found] == ["mechanism_total_negative"]


def test_a_list_that_publishers_fill_cannot_be_cleared_by_people():
    assert checks.is_kept("Contributors to mechanisms")
    assert not checks.is_kept("Funding flows")
