"""Values of a workbook are records of the landscape where a spelling says so; similarity leaves it to a person."""

import time

import pytest

from landscape.matching import records


@pytest.fixture(scope="module")
def names(version):
    return records.names(version)


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("UK", "GBR"),
        ("United Kingdom", "GBR"),
        ("Germany ", "DEU"),
        ("Côte d'Ivoire", "CIV"),
        ("COTE D’IVOIRE", "CIV"),
        ("Türkiye", "TUR"),
        ("turkey", "TUR"),
        ("NA", "NAM"),
        ("NAM", "NAM"),
        (516, "NAM"),
        ("008", "ALB"),
        (8.0, "ALB"),
        ("Allemagne", "DEU"),
        ("Reino Unido", "GBR"),
        ("the Netherlands", "NLD"),
        ("Gambia, The", "GMB"),
        ("TO - Tonga (les)", "TON"),
        ("BY - Belarus", "BLR"),
        ("Ukraine (UKR)", "UKR"),
        ("France*", "FRA"),
        ("Bolivia (1)", "BOL"),
        ("Government of France", "FRA"),
    ],
)
def test_a_country_is_known_by_any_spelling(names, text, iso3):
    found = records.country(text, names)
    assert found.code == iso3 and found.reason


@pytest.mark.parametrize(
    "text", ["United Kindgom", "Korea (DPR)", "no", "Na", "Bilateral, unspecified", "n/a", "", None, "World"]
)
def test_similarity_and_small_letters_do_not_decide(names, text):
    assert records.country(text, names).code is None


def test_candidates_come_with_their_score(names):
    found = records.country("United Kindgom", names)
    assert found.candidates[0][:2] == ("GBR", "United Kingdom") and found.score == found.candidates[0][2] > 90
    assert "93 %" in found.reason


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("germany", "germany"),
        ("Allemagne", "germany"),
        ("UK", "united-kingdom"),
        ("United Nations Children’s Fund", "unicef"),
        ("XM-DAC-41122", "unicef"),
        ("302", "united-states"),
        ("Bill & Melinda Gates Foundation", "bill-and-melinda-gates-foundation"),
        ("United Nations Population Fund [41119]", "unfpa"),
        ("GOVERNMENT OF POLAND [00198]", "poland"),
    ],
)
def test_a_donor_is_known_by_id_name_acronym_alias_and_identifier(names, text, donor):
    assert records.reference("donor", text, names).code == donor


def test_a_word_that_few_names_have_proposes_and_one_that_many_have_does_not(names):
    assert [one for one, _, _ in records.reference("donor", "Gates Foundation", names).candidates] == [
        "bill-and-melinda-gates-foundation"
    ]


def test_a_code_is_known_by_code_and_label(names):
    assert records.code("mechanism_status", "OPEN").code == "open"
    assert records.code("yes_no_unknown", "Not known").code == "unknown"
    assert records.code("aid_type", "B031 - in other words").code == "B031"
    assert records.code("donor_type", "Multilateral organization").code is None
    assert records.code("mechanism_status", "n/a") == records.Found(None, "stated as not known")


def test_a_table_without_names_knows_nothing(names):
    assert records.reference("cost_benchmark", "x", names).code is None


def test_eight_thousand_names_are_matched_in_a_moment(names):
    texts = [f"{word} ministry of {other}" for word in ("north", "south", "ghana", "sweden") for other in range(2000)]
    started = time.perf_counter()
    assert len(records.references("donor", texts, names)) == 8000
    assert time.perf_counter() - started < 3, "0.2 s where nothing else runs"
