"""Views that people keep."""

import pytest

from landscape import store
from landscape.changes import records
from landscape.publish import Signature, Unsigned
from landscape.strategy import scenarios

BY = Signature("Chair of the Task Force", "Second meeting")


def test_a_scenario_is_a_row_with_its_author_and_note(tiny):
    made = scenarios.keep("priority_countries", " Sahel,  2026 ", BY, "w_census=8", ["NER", "MLI"], "by hand")
    row = records("scenario", made)["sahel-2026",]
    assert made == store.current() != tiny
    assert (row["name"], row["countries"], row["view"], row["rule"]) == ("Sahel, 2026", ["MLI", "NER"], "w_census=8", "by hand")
    assert (row["made_by"], row["note"], row["made_on"] is not None) == (BY.made_by, BY.note, True)


def test_a_name_is_given_once_and_never_left_out(tiny):
    scenarios.keep("need", "Équal", BY, "")
    for name, said in (("equal!", "already"), ("  ", "Give it a name")):
        with pytest.raises(scenarios.NotKept, match=said):
            scenarios.keep("need", name, BY, "")
    with pytest.raises(Unsigned):
        scenarios.keep("need", "Another", Signature(" ", "x"), "")
    assert len(records("scenario", store.current())) == 1


def test_a_set_of_countries_has_at_most_sixty(tiny):
    with pytest.raises(scenarios.NotKept, match="at most 60"):
        scenarios.keep("priority_countries", "All", BY, "", [f"A{number}" for number in range(61)])
    assert store.current() == tiny
