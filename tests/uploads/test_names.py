"""Which record a row stands for: by its name, by another spelling, by a person's decision."""

import pytest

from landscape import changes, dictionary, keys, publish, template
from landscape.plans import LEAVE_OUT, NEW
from tests.uploads.making import ANN, edited, kinds, list_of, only, read, row_of, said


@pytest.mark.parametrize("name", ["germany", "GERMANY ", "Federal Republic of Germany", "XM-DAC-5-7"])
def test_a_donor_is_known_by_any_of_its_names_and_keeps_its_own(tiny, name):
    one = only(read(list_of(["Donor", "Donor type", "Note"], [name, "DAC member", "Met"], ["UNFPA", "Multilateral", None])))
    (change,) = one.changes.changed
    assert (change.key, change.fields) == (("germany",), {"note": (None, "Met")})


SIMILAR = list_of(["Donor", "Donor type", "Note"], ["Germani", "DAC member", "Met"], ["UNFPA", "Multilateral", None])


def test_a_name_that_is_only_similar_waits_for_a_decision(tiny):
    one = only(read(SIMILAR))
    assert one.changes.is_empty
    ((key, found),) = one.undecided.items()
    assert key == ("name", "Germani")
    assert found.candidates[0][:2] == ("germany", "Germany")
    assert said([one]) == [("A2", "similar name")]
    assert "Germany (86 %)" in one.findings[0].expected


@pytest.mark.parametrize(
    ("decision", "expected"), [("germany", {"germany": "changed"}), (NEW, {"germani": "added"}), (LEAVE_OUT, {})]
)
def test_a_person_decides_what_a_similar_name_stands_for(tiny, decision, expected):
    one = only(read(SIMILAR, decisions={("name", "Germani"): decision}))
    assert kinds(one) == expected
    assert one.undecided == {}


@pytest.fixture
def giz(tiny):
    """A version in which agencies are known as spellings of their donor."""
    spelling = {"donor_id": "germany", "kind": "agency", "origin": "OECD"}
    made = changes.compare("donor_alias", tiny, [(None, spelling | {"alias": alias}) for alias in ("GIZ", "BMZ")])
    return publish.commit([made], ANN)


AGENCIES = list_of(
    ["Donor", "Donor type", "Note"],
    ["GIZ", "DAC member", "of 5"],
    ["BMZ", "DAC member", "of 7"],
    ["Germany", "DAC member", "of 9"],
)


def test_an_agency_in_a_list_of_donors_waits_for_a_decision(giz):
    one = only(read(AGENCIES))
    assert {text: found.candidates for (_, text), found in one.undecided.items()} == dict.fromkeys(
        ("GIZ", "BMZ"), (("germany", "Germany", 100),)
    )
    (change,) = one.changes.changed
    assert (change.row, change.fields, change.found, change.reason) == (4, {"note": (None, "of 9")}, "Germany", "same name")
    decided = only(read(AGENCIES, decisions={("name", "GIZ"): NEW, ("name", "BMZ"): LEAVE_OUT}))
    assert kinds(decided) == {"giz": "added", "germany": "changed"}


def test_an_agency_decides_where_a_list_refers_to_donors(giz):
    row = row_of("donor_evidence", "germany-paid")
    assert only(read(edited("donor_evidence", (row, "Donor", "GIZ")))).undecided == {}


def test_a_record_found_by_another_spelling_says_why(tiny):
    rows = list_of(["Donor", "Donor type", "Note"], ["Federal Republic of Germany", "DAC member", "Met"])
    (change,) = only(read(rows)).changes.changed
    assert (change.found, change.reason) == ("Federal Republic of Germany", "full name")


def test_another_spelling_renames_nothing_where_the_code_of_this_row_is_blank(tiny):
    row = row_of("donor", "germany")
    code = template.header_of(dictionary.table("donor").field("donor_id"))
    one = only(read(edited("donor", (row, code, None), (row, "Donor", "XM-DAC-5-7"))))
    assert one.changes.is_empty


def test_an_unknown_name_in_a_column_that_refers_to_records_waits_too(tiny):
    row = row_of("donor_evidence", "germany-paid")
    data = edited("donor_evidence", (row, "Donor", "Atlantis"))
    one = only(read(data))
    assert one.changes.is_empty
    assert list(one.undecided) == [("donor_id", "Atlantis")]
    assert (one.findings[0].rule, one.findings[0].found) == ("unknown name", "Atlantis")
    decided = only(read(data, decisions={("donor_id", "Atlantis"): "unfpa"}))
    assert [change.fields for change in decided.changes.changed] == [{"donor_id": ("germany", "unfpa")}]


def test_several_undecided_names_are_not_the_same_record(tiny):
    rows = list_of(["Donor", "Donor type"], ["Germani", "DAC member"], ["Turkie", "Other government"], ["New", "Private"])
    one = only(read(rows))
    assert {found.rule for found in one.findings if found.is_blocking} == {"similar name"}


def test_names_in_other_scripts_become_records_of_their_own(tiny):
    rows = list_of(
        ["Donor", "Donor type"], ["日本基金", "Private"], ["中国银行", "Private"], ["صندوق", "Private"], ["Quixotic", "Private"]
    )
    one = only(read(rows))
    assert len({change.key for change in one.changes.added}) == 4
    again = only(read(rows))
    assert [change.key for change in again.changes.added] == [change.key for change in one.changes.added]


def test_namibia_is_a_country_and_no_blank(tiny):
    one = only(read(edited("donor", (row_of("donor", "unfpa"), "ISO3 code", "NA"))))
    (change,) = one.changes.changed
    assert change.fields == {"iso3": (None, "NAM")}


def test_a_record_that_stands_twice_comes_in_once(tiny):
    rows = [["Donor", "Donor type"], ["Zebra Trust", "Private"], ["ZEBRA TRUST", "Private"], ["zebra trust", "Multilateral"]]
    one = only(read(list_of(*rows)))
    assert [change.row for change in one.changes.added] == [2]
    assert [(found.row, found.rule) for found in one.findings] == [(3, "unique"), (4, "unique")]


def test_a_donor_is_not_moved_to_another_country(tiny):
    rows = [["Türkiye", "NAM", "Other government"], ["Germany", "DEU", "Other government"]]
    one = only(read(list_of(["Donor", "ISO3 code", "Donor type"], *rows)))
    assert [(found.cell, found.is_blocking) for found in one.findings if found.rule == "donor_in_another_country"] == [
        ("B2", True)
    ]
    assert set(kinds(one)) == {"germany"}


def test_two_new_names_of_a_file_that_differ_by_a_slip_are_said(tiny):
    rows = [
        ["Nambia", "DAC member"],
        ["Institute of Peace, Oslo", "DAC member"],
        ["Namibia", "DAC member"],
        ["Bureau 1", "DAC member"],
    ]
    one = only(
        read(list_of(["Donor", "Donor type"], *rows, ["Bureau 2", "DAC member"], ["Institute of Place, Oslo", "DAC member"]))
    )
    (found,) = [each for each in one.findings if each.rule == "new names alike"]
    assert (found.cell, found.found) == ("A4", "Namibia")
    assert "“Nambia” in row 2" in found.expected and "92 % alike" in found.expected and not found.is_blocking
    assert {"nambia", "namibia"} <= set(kinds(one))


@pytest.mark.parametrize(
    ("first", "second", "is_said"),
    [
        ("Belgian Foundation", "Belgian Foundaton", True),
        ("Fondation Léman", "Fondation Leman", False),  # the same name
        ("Ministry of Finance, Kenya", "Ministry of Finance, Korea", False),
        ("Save the Children", "Save the Children Norway", False),
        ("Town Fund 2023", "Town Fund 2024", False),
    ],
)
def test_names_are_alike_where_a_word_is_nearly_the_same(first, second, is_said):
    others = [f"Company {letter * 3}" for letter in "abcdefghij"]
    assert [(text, other) for text, other, _ in keys.alike([first, *others, second])] == [(second, first)] * is_said
