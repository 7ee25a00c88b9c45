"""The institutions of a country in a diagram and in words, on the committed data and on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape import changes, dictionary, publish, store
from landscape.frameworks import institutions
from landscape.frameworks.diagram import ENDED

ALL = {name: [] for name in ("region", "countries", "data_source", "arrangement", "linked", "institution_kind")}


def of(version, code):
    chosen = ALL | {"countries": [code]}
    held, shared = (store.read(f"frameworks/{one}", version, **chosen) for one in ("institutions", "exchanges"))
    return held, institutions.numbered(shared)


@pytest.fixture
def shared():
    return pd.DataFrame(
        [
            ("Border", "Office", "law", "yes", False, False),
            ("Border", "Office", "unknown", "unknown", False, False),
            ("Bank", "Office", "memorandum of understanding", "unknown", True, False),
        ],
        columns=["from_institution", "to_institution", "arrangement", "links_individuals", "is_planned", "is_ended"],
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
    assert shown["Exchanges documented"] == ("3", "2 on a known basis; 1 only planned")
    nothing = {label: value for label, value, _ in institutions.key_figures(held.tail(1), shared.head(0))}
    assert (nothing["Data sources held"], nothing["Linking individual records"]) == ("not known", "not known")


def test_how_many_link_records_is_not_known_where_it_is_known_of_none(held, shared):
    none = shared.tail(2)
    shown = {label: (value, said) for label, value, said in institutions.key_figures(held, none)}
    assert shown["Linking individual records"] == ("not known", "known of 0 of 2 exchanges")
    assert institutions.said("Nowhere", held, none).endswith("Whether individual records are linked is not known.")
    some = {label: (value, said) for label, value, said in institutions.key_figures(held, shared)}
    assert some["Linking individual records"] == ("1", "known of 1 of 3 exchanges")
    refused = shared.assign(links_individuals=["no", "unknown", "unknown"])
    assert institutions.key_figures(held, refused)[3][1] == "0"


def test_what_has_ended_is_in_no_count_and_said(held, shared):
    ended = shared.assign(is_ended=[True, False, False])
    shown = {label: (value, said) for label, value, said in institutions.key_figures(held, ended)}
    assert shown["Exchanges documented"] == ("2", "1 on a known basis; 1 only planned; 1 more ended")
    assert shown["Linking individual records"][0] == "not known"
    assert "by law" not in institutions.said("Nowhere", held, ended)
    assert "1 exchange of the past left out, drawn as ended" in institutions.said("Nowhere", held, ended)


@pytest.fixture
def ended(version, tmp_path, monkeypatch):
    """A version in which the exchange of Italy ended in 2012."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    first = publish.first_version()
    fields = [one.name for one in dictionary.table("data_exchange").fields]
    (own,) = [row for row in changes.records("data_exchange", first).values() if row["iso3"] == "ITA"]
    record = {name: own[name] for name in fields if own.get(name) is not None} | {"since_year": 2008, "until_year": 2012}
    made = changes.compare("data_exchange", first, [(2, record)])
    return publish.commit([made], publish.Signature("Ann", "Asked"))


def test_an_exchange_of_the_past_is_drawn_pale_with_its_year_and_counts_nowhere(ended):
    held, shared = of(ended, "ITA")
    drawn = institutions.diagram("Italy", held, shared)
    assert [(one.label, one.line) for one in drawn.edges] == [("1, until 2012", ENDED)]
    assert set(drawn.legend) == {"ended"}
    assert set(held["exchange_count"]) == {0}
    rows = store.read("frameworks/documented", ended, region=[]).set_index("iso3").loc["ITA"]
    assert (rows["exchange_count"], rows["ended_count"], rows["known_basis_count"]) == (0, 1, 0)
    matrix = store.read("frameworks/source_matrix", ended, **ALL | {"countries": ["ITA"]})
    assert "ended" in set(matrix["sharing"]) and not {"law", "decree", "unknown"} & set(matrix["sharing"])


def test_countries_of_which_linking_is_not_known_have_no_number_of_linked(version):
    rows = store.read("frameworks/documented", version, region=[]).set_index("iso3")
    assert rows["linked_count"].isna().sum() > 0
    assert rows.loc["SWE", "linked_count"] == 1


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
        assert set(drawn.legend) == set(shared["arrangement"].mask(shared["is_planned"], "planned"))
