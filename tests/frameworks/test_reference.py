"""Our programme beside others, on small tables; a suggestion is never a decision."""

import pandas as pd

from landscape.frameworks import reference

PROGRAMMES = pd.DataFrame({"components": [["training", "advocacy"], ["training"], ["training", "research"], None]})
PARTS = pd.DataFrame(
    {
        "global_component": ["training"],
        "our_activities": [["Regional training"]],
        "matched_by": [["component"]],
        "match_reason": [None],
    }
)
ELEMENTS = pd.DataFrame(
    [
        ("a", "(c) training", "Regional workshops and training for statisticians", None),
        ("b", "census topics", "Questions in the census", ["Advice"]),
        ("c", "partnerships", "Many kinds of stakeholders", None),
    ],
    columns=["element_id", "element", "framework_asks", "covered_by"],
)
ACTIVITIES = pd.DataFrame(
    [
        ("Regional training", "Workshops for statisticians of several countries", "capacity_development"),
        ("Census module", "Questions in the census", "statistical_operations"),
    ],
    columns=["activity_name", "description", "component"],
)


def test_components_are_counted_among_the_programmes_whose_components_are_known():
    rows = reference.components(PROGRAMMES, PARTS).set_index("global_component")
    assert rows.loc["training", ["programmes_with", "programmes_known", "with_pct"]].tolist() == [3, 3, 100.0]
    assert rows.loc["advocacy", ["programmes_with", "is_ours"]].tolist() == [1, False]
    assert rows.loc["advocacy", "our_activities"] == ["none"]
    assert rows.loc["training", "our_activities"] == ["Regional training"]


def test_what_most_have_and_ours_lacks():
    assert reference.missing(reference.components(PROGRAMMES, PARTS)) == []
    assert reference.missing(reference.components(PROGRAMMES, PARTS.head(0))) == ["training"]
    assert reference.missing(reference.components(PROGRAMMES.iloc[:2], PARTS)) == ["advocacy"], "half is most"


def test_an_activity_is_suggested_by_words_in_common_and_only_where_nobody_decided():
    rows = reference.with_suggestions(ELEMENTS, ACTIVITIES).set_index("element_id")
    assert rows.loc["a", "suggested"] == ["Regional training"]
    assert rows["coverage_said"].to_dict() == {"a": reference.SUGGESTED, "b": reference.DECIDED, "c": reference.NOBODY}
    assert rows.loc["b", "suggested"] is None or pd.isna(rows.loc["b", "suggested"])


def test_words_that_stand_everywhere_suggest_nothing():
    everywhere = ACTIVITIES.assign(activity_name="Migration data", description="Use of national statistics in countries")
    elements = ELEMENTS.assign(element="national migration data", description="statistics of countries", covered_by=None)
    assert reference.with_suggestions(elements, everywhere)["suggested"].isna().all()
