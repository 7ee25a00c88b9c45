"""The institutions of a country in a diagram and in words, on the committed data and on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape import store
from landscape.frameworks import institutions

ALL = {name: [] for name in ("region", "countries", "data_source", "arrangement", "linked", "institution_kind")}


def of(version, code):
    chosen = ALL | {"countries": [code]}
    held, shared = (store.read(f"frameworks/{one}", version, **chosen) for one in ("institutions", "exchanges"))
    return held, institutions.numbered(shared)


@pytest.fixture
def shared():
    return pd.DataFrame(
        [
            ("Border", "Office", "law", "yes", False),
            ("Border", "Office", "unknown", "unknown", False),
            ("Bank", "Office", "memorandum of understanding", "unknown", True),
        ],
        columns=["from_institution", "to_institution", "arrangement", "links_individuals", "is_planned"],
    )


@pytest.fixture
def held():
    return pd.DataFrame(
        {
            "institution_name": ["Office", "Border"],
            "data_sources": [["census", "border records"], None],
            "legal_basis": ["An act", None],
        }
    )


def test_a_country_is_said_in_words(held, shared):
    said = institutions.said("Nowhere", held, shared)
    assert said == (
        "2 exchanges of data among 2 institutions: 1 by law and 1 on a basis that is not known; 1 more only planned. "
        "Individual records are known to be linked in 1."
    )
    assert "no exchange between them. That does not mean there is none." in institutions.said("Nowhere", held, shared.head(0))


def test_figures_say_what_is_not_known(held, shared):
    shown = {label: (value, said) for label, value, said in institutions.key_figures(held, shared)}
    assert shown["Institutions"] == ("2", "1 with a known legal basis")
    assert shown["Data sources held"] == ("2", "of 10 kinds")
    assert shown["Exchanges documented"] == ("3", "2 on a known basis")
    nothing = {label: value for label, value, _ in institutions.key_figures(held.tail(1), shared.head(0))}
    assert (nothing["Data sources held"], nothing["Linking individual records"]) == ("not known", "not known")


def test_an_exchange_ends_at_an_institution_of_the_list_also_under_its_other_name(version):
    held, shared = of(version, "ITA")
    drawn = institutions.diagram("Italy", held, shared)
    assert [(one.giver, one.taker) for one in drawn.edges] == [("ita-ministry-of-the-interior-questure", "ita-istat")]
    assert len(drawn.nodes) == len(held) == 2


def test_a_name_that_only_an_exchange_knows_has_a_broken_line(version):
    held, shared = of(version, "PHL")
    drawn = institutions.diagram("Philippines", held, shared)
    (only,) = [one for one in drawn.nodes if one.kind == "named only by an exchange"]
    assert (only.name, only.look.style) == ("Ten migration agencies", "dashed")
    assert len(drawn.nodes) == len(held) + 1
    assert [one.label for one in drawn.edges] == ["1, planned", "2", "3"]


def test_every_country_can_be_drawn(version):
    for code in store.read("frameworks/documented", version, region=[])["iso3"]:
        held, shared = of(version, code)
        drawn = institutions.diagram(code, held, shared)
        codes = {one.code for one in drawn.nodes}
        assert {one.giver for one in drawn.edges} | {one.taker for one in drawn.edges} <= codes
        assert set(drawn.legend) == set(shared["arrangement"])
