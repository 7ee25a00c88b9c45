"""A country against the model: what a row shows is present, only an answer makes an element missing, all else is not known."""

import pytest

from landscape import changes, publish, store
from landscape.changes import compare
from landscape.frameworks import model
from landscape.strategy import needs


def statuses(version, code="PHL"):
    rows = store.read("frameworks/against_model", version, region=[], countries=[code])
    return dict(zip(rows["element_id"], rows["model_status"], strict=True))


def shown(version, element, code="PHL"):
    rows = store.read("frameworks/against_model", version, region=[], countries=[code]).set_index("element_id")
    return rows.loc[element]


@pytest.fixture
def own(version, tmp_path, monkeypatch):
    """A version in a folder of its own, made from the committed tables."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return publish.first_version()


def published(version, table, *records):
    made = compare(table, version, list(enumerate(records, start=2)))
    return publish.commit([made], publish.Signature("Ann", "Asked"))


def answer(version, value, element="border-records", **more):
    record = {"iso3": "PHL", "element_id": element, "answer": value, "source_id": "un-m49", **more}
    if "un-m49" not in {key for (key,) in changes.records("source", version)}:
        record["source_id"] = next(key for (key,) in changes.records("source", version))
    return published(version, "model_answer", record)


def test_the_philippines_by_hand(version):
    found = statuses(version)
    present = {code for code, status in found.items() if status == "present"}
    assert present == {
        *("nso", "labour-authority", "foreign-affairs", "census", "survey", "civil-register"),
        *("statistics-act", "coordination"),
    }
    assert set(found.values()) == {"present", "unknown"}, "nobody has said yet that anything is missing"


def test_what_is_only_planned_is_not_present(version):
    exchanges = store.read(
        "frameworks/exchanges",
        version,
        region=[],
        countries=["PHL"],
        data_source=["work permits"],
        arrangement=[],
        linked=[],
        institution_kind=[],
    )
    assert list(exchanges["is_planned"]) == [True]
    assert statuses(version)["work-to-nso"] == "unknown"


def test_an_exchange_is_present_where_its_source_reaches_the_office(version):
    assert statuses(version, "NLD")["register-to-nso"] == "present"
    assert statuses(version, "NLD")["border-to-nso"] == "unknown"
    assert statuses(version, "PER")["memoranda"] == "present"
    assert statuses(version, "KEN")["coordination"] == "present"


@pytest.mark.parametrize(
    ("basis", "by_law", "by_memorandum"),
    [
        *(("law", "present", "present"), ("decree", "present", "present")),
        *(("memorandum of understanding", "unknown", "present"), ("committee", "unknown", "unknown")),
        *(("informal", "unknown", "unknown"), ("unknown", "unknown", "unknown")),
    ],
)
def test_an_exchange_must_rest_on_what_the_model_asks_or_on_more(own, basis, by_law, by_memorandum):
    source = next(key for (key,) in changes.records("source", own))
    office = {"institution_id": "fji-office", "iso3": "FJI", "name": "Office", "kind": "national statistical office"}
    second = published(own, "institution", office | {"source_id": source, "confidence": "low"})
    flow = {"exchange_id": "fji-1", "iso3": "FJI", "from_institution": "Border police", "to_institution": "Office"}
    flow |= {"dataset": "Cards", "data_sources": ["border records", "work permits"], "arrangement": basis}
    flow |= {"links_individuals": "unknown", "source_id": source, "confidence": "low"}
    third = published(second, "data_exchange", flow)
    found = statuses(third, "FJI")
    assert (found["border-to-nso"], found["work-to-nso"]) == (by_law, by_memorandum)
    said = "basis not known" if basis == "unknown" else basis
    assert shown(third, "border-to-nso", "FJI")["evidence"] == f"Border police → Office: Cards ({said})", "shown all the same"


def test_what_rests_on_less_than_the_model_asks_stands_in_what_to_find_out(version):
    rows = store.read("frameworks/against_model", version, region=[], countries=["SWE"])
    _, find_out = model.to_do(rows)
    (line,) = [one for one in find_out if one.startswith("The population register reaches")]
    assert line.endswith("Extract of the population register (total population register) (basis not known).")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        *(("PHL", "present"), ("ARM", "present"), ("DEU", "present")),  # Statistical Act; Law on State Statistics; Statistics Act
        *(("PER", "unknown"), ("NLD", "unknown"), ("KOR", "unknown")),  # an agreement, an authorisation, an approval
        *(("ITA", "unknown"), ("GBR", "unknown")),  # a regulation of the Union; an act, which is not on statistics
    ],
)
def test_a_statistics_act_is_an_act_on_statistics_and_no_other_legal_basis(version, code, status):
    assert statuses(version, code)["statistics-act"] == status


def test_an_ordinance_is_no_act_on_registers(version):
    assert statuses(version, "GEO")["register-acts"] == "unknown"
    assert statuses(version, "DEU")["register-acts"] == "present"
    assert "Migration Law of 2011" in shown(version, "register-acts", "MEX")["evidence"]


def test_an_act_and_statistics_must_stand_in_one_text_and_as_words(own):
    record = {"institution_id": "fji-office", "iso3": "FJI", "name": "Office", "kind": "national statistical office"}
    record |= {"source_id": next(k for (k,) in changes.records("source", own)), "confidence": "low"}
    second = published(own, "institution", record | {"legal_basis": "Statistics activity plan; Shipping Act (1990)"})
    assert statuses(second, "FJI")["statistics-act"] == "unknown"
    third = published(second, "institution", record | {"legal_basis": "Shipping Act (1990); Loi sur la Statistique"})
    assert statuses(third, "FJI")["statistics-act"] == "present"


def test_an_institution_is_proved_by_its_kind_and_not_by_a_source_that_it_also_holds(version):
    sweden, canada = statuses(version, "SWE"), statuses(version, "CAN")
    assert (sweden["population-register"], canada["work-permits"]) == ("present", "present")
    assert (canada["labour-authority"], canada["immigration"]) == ("unknown", "present")
    held = store.read("frameworks/against_model", version, region=[], countries=["SWE"]).set_index("element_id")
    assert "Statistics Sweden" not in str(held.loc["register-authority", "evidence"])


def test_records_are_linked_for_statistics_only_where_they_reach_the_office(version):
    assert statuses(version)["common-identifier"] == "unknown", "the Philippine office gives records to a ministry"
    assert statuses(version, "SWE")["common-identifier"] == "present"


def test_records_that_are_linked_elsewhere_are_shown_and_prove_nothing(version):
    row = shown(version, "common-identifier")
    assert row["evidence"] == (
        "Philippine Statistics Authority → Department of Migrant Workers: Civil registry and national identification data for "
        "the worker register (individual records are linked, but not at an institution that the model names)"
    )
    assert "not at an institution" not in shown(version, "common-identifier", "SWE")["evidence"]


def test_a_source_that_is_shared_is_there_and_its_sender_is_no_authority_for_it(version):
    assert statuses(version)["civil-registration"] == "unknown", "the office does that too; only its role says so, in words"
    assert shown(version, "civil-register")["evidence"].endswith("for the worker register (shared, so it is there)")
    assert shown(version, "border-records", "ARM")["evidence"] == "National Security Service", (
        "what an institution holds goes first"
    )


@pytest.mark.parametrize(
    ("more", "status"), [({}, "present"), ({"is_planned": True}, "unknown"), ({"until_year": 2020}, "unknown")]
)
def test_only_a_source_that_is_shared_now_is_there(own, more, status):
    flow = {"exchange_id": "fji-1", "iso3": "FJI", "from_institution": "Border police", "to_institution": "Office"}
    flow |= {"dataset": "Cards", "data_sources": ["border records"], "arrangement": "unknown", "links_individuals": "unknown"}
    flow |= {"source_id": next(key for (key,) in changes.records("source", own)), "confidence": "low"}
    found = statuses(published(own, "data_exchange", flow | more), "FJI")
    assert (found["border-records"], found["border-authority"]) == (status, "unknown")


def test_only_an_answer_makes_an_element_missing(own):
    assert statuses(own)["border-records"] == "unknown"
    second = answer(own, "no", note="No records are kept")
    assert statuses(second)["border-records"] == "missing"
    row = shown(second, "border-records")
    assert (row["evidence"], bool(row["is_answer"])) == ("No records are kept", True)
    assert statuses(second)["nso"] == "present"


@pytest.mark.parametrize(("said", "status"), [("no", "missing"), ("unknown", "present"), ("yes", "present")])
def test_an_answer_counts_before_what_the_lists_say(own, said, status):
    assert statuses(own)["census"] == "present"
    assert statuses(answer(own, said, "census"))["census"] == status


def test_an_answer_of_not_known_leaves_the_evidence_and_a_no_stands_beside_it(own):
    before = shown(own, "census")
    second = answer(own, "unknown", "census", note="Nobody could say")
    same = shown(second, "census")
    assert (same["evidence"], same["url"], bool(same["is_answer"])) == (before["evidence"], before["url"], False)
    assert statuses(second)["border-records"] == statuses(answer(second, "unknown"))["border-records"] == "unknown"


def test_a_no_beside_what_is_documented_shows_both(own):
    documented = shown(own, "census")["evidence"]
    row = shown(answer(own, "no", "census", note="None since 1990"), "census")
    assert row["evidence"] == f"Answered: None since 1990. Documented: {documented}"
    assert row["model_status"] == "missing"


def test_a_country_of_which_only_an_answer_is_known_appears(own):
    second = published(
        own,
        "model_answer",
        {"iso3": "FJI", "element_id": "census", "answer": "yes", "source_id": next(k for (k,) in changes.records("source", own))},
    )
    assert statuses(second, "FJI")["census"] == "present"
    assert list(statuses(second, "FJI").values()).count("unknown") == 30


def test_counts_and_shares_leave_out_what_is_not_known(own):
    rows = store.read("frameworks/against_model", answer(own, "no"), region=[], countries=[])
    one = model.counts(rows).set_index("iso3").loc["PHL"]
    assert (one["present_count"], one["missing_count"], one["elements_not_known"], one["known_count"]) == (8, 1, 22, 9)
    assert (one["known_of_all"], one["present_of_known"]) == ("9 of 31 (29 %)", "8 of 9 (89 %)")
    other = model.counts(rows).set_index("iso3").loc["PER"]
    assert other["present_of_known"] == "7 of 7: no answer yet says what is missing", "never 100 %"
    said = model.against_said("Philippines", ["present"] * 8 + ["missing"] + ["unknown"] * 22)
    assert "9 are known for the Philippines and 89 % of them are present; 22 are not known, which does not mean" in said
    establish, find_out = model.to_do(rows[rows["iso3"] == "PHL"])
    assert [one.partition(".")[0] for one in establish] == ["Border records"]
    assert len(find_out) == 22


def test_nothing_known_has_no_share():
    figures = dict((label, value) for label, value, _ in model.key_figures(["unknown"] * 3))
    assert figures == {"Present": "0", "Missing": "0", "Not known": "3", "Present, of what is known": "not known"}
    known = model.key_figures(["present"] * 7 + ["unknown"] * 24)[3]
    assert known == ("Known", "7 of 31", "all present; absence is known only from answers")
    answered = model.key_figures(["present"] * 7 + ["missing"] + ["unknown"] * 23)[3]
    assert answered == ("Present, of what is known", "88 %", "8 of 31 known")
    assert "all of them are present, as only an answer can say" in model.against_said("Peru", ["present", "unknown"])
    assert model.against_said("Fiji", ["unknown"]) == "Nothing is known yet of Fiji against the 1 elements of the model."


def test_the_model_is_drawn_with_every_element(version):
    elements = model.numbered(store.read("frameworks/model", version))
    drawn = model.diagram(elements)
    lines = [line for one in drawn.nodes for line in one.lines]
    numbers = [one.label for one in drawn.edges if one.label]
    assert len(drawn.nodes) + len(lines) + len(numbers) == len(elements)
    by_status = model.diagram(elements, statuses(version), "Philippines")
    signs = [one.name[0] for one in by_status.nodes] + [line[0] for one in by_status.nodes for line in one.lines]
    assert signs.count("+") == 8 and set(signs) == {"+", "?"}
    assert set(by_status.legend) == {"present", "unknown"}


def test_every_element_names_a_standard_with_an_address(version):
    rows = store.read("frameworks/model", version)
    assert rows["url"].str.startswith("https://").all()
    assert rows["standard"].nunique() >= 6
    exchanges = rows[rows["element_kind"] == "exchange"]
    assert exchanges["from_element_id"].notna().all() and exchanges["to_element_id"].notna().all()


def test_how_sharing_is_based_counts_for_need_only_where_somebody_gives_it_a_weight(version):
    components = store.read("strategy/components", version, score="need")
    values = store.read("strategy/need_values", version, scored="all")
    presets = store.read("strategy/component_weights", version, score="need")
    weights = dict(presets[presets["preset"] == "Equal"][["component_id", "weight"]].to_numpy())
    without = {name: weight for name, weight in weights.items() if name != "sharing"}
    assert set(presets[presets["component_id"] == "sharing"]["weight"]) == {0}
    now = needs.needs(values, components, weights, least=50).ranked
    before = needs.needs(
        values[values["component_id"] != "sharing"], components[components["component_id"] != "sharing"], without, least=50
    ).ranked
    assert now["score"].dropna().equals(before["score"].dropna())
    moved = needs.needs(values, components, weights | {"sharing": 10}, least=50).ranked
    assert not moved["score"].dropna().equals(now["score"].dropna())


def test_a_country_has_the_strongest_basis_known_and_none_where_none_is(version):
    values = store.read("strategy/need_values", version, scored="all").set_index(["iso3", "component_id"])["latest_value"]
    assert values["DEU", "sharing"] == 3
    assert values["PER", "sharing"] == 2
    assert values["KEN", "sharing"] == 1
    for unknown in ("NOR", "GHA", "FJI", "NGA"):
        assert (unknown, "sharing") not in values.index
