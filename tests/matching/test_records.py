"""Values of a workbook are records of the landscape where a spelling says so; similarity leaves it to a person."""

import pytest

from landscape import dictionary
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
    ("names_of_one", "iso3"),
    [
        ("États-Unis; Etats-Unis; États-Unis d'Amérique; Estados Unidos; Estados Unidos de América; EE.UU.; EEUU; EUA", "USA"),
        ("Royaume-Uni; Grande-Bretagne; Reino Unido; Gran Bretaña; Grã-Bretanha", "GBR"),
        ("Pays-Bas; Países Bajos; Países Baixos; Holanda", "NLD"),
        ("Corée du Sud; Corea del Sur; Coreia do Sul; República de Corea", "KOR"),
        ("Corée du Nord; Corea del Norte; Coreia do Norte", "PRK"),
        ("Allemagne; Alemania; Alemanha", "DEU"),
        ("Suisse; Suiza; Suíça", "CHE"),
        ("Russie; Rusia; Rússia", "RUS"),
        ("RDC; República Democrática del Congo; República Democrática do Congo", "COD"),
        ("Côte d'Ivoire; Costa de Marfil; Costa do Marfim", "CIV"),
        ("République tchèque; República Checa; Chéquia", "CZE"),
        ("Nouvelle-Zélande; Nueva Zelanda; Nueva Zelandia; Nova Zelândia", "NZL"),
        ("Arabie saoudite; Arabia Saudí; Arabia Saudita; Arábia Saudita", "SAU"),
        ("Afrique du Sud; Sudáfrica; África do Sul", "ZAF"),
        ("Kenia; Quênia; Quénia", "KEN"),
        ("Birmanie; Birmania; Mianmar", "MMR"),
        ("Viêt Nam; Vietname; Vietnã", "VNM"),
        ("Macédoine du Nord; Macedonia del Norte; Macedônia do Norte", "MKD"),
        ("Cap-Vert; Cabo Verde", "CPV"),
        ("Émirats arabes unis; Emiratos Árabes Unidos; Emirados Árabes Unidos", "ARE"),
        ("Níger", "NER"),
        ("Nigéria; Nigeria", "NGA"),
        ("Guinée équatoriale; Guinea Ecuatorial; Guiné Equatorial", "GNQ"),
        ("São Tomé e Príncipe; Santo Tomé; Sao Tomé", "STP"),
        ("Turquie; Turquía; Turquia", "TUR"),
        ("Syrie; Siria; Síria", "SYR"),
        ("Trinidad y Tobago; Trinidad e Tobago; Trinité-et-Tobago", "TTO"),
        ("Soudan du Sud; Sudán del Sur; Sudão do Sul", "SSD"),
        ("Zimbabue; Zimbábue", "ZWE"),
        ("Moçambique; Mozambique", "MOZ"),
    ],
)
def test_a_country_is_known_by_its_short_names_in_french_spanish_and_portuguese(names, names_of_one, iso3):
    said = names_of_one.split("; ")
    assert {name: found.code for name, found in zip(said, records.countries(said, names), strict=True)} == dict.fromkeys(
        said, iso3
    )


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


@pytest.mark.parametrize(
    ("text", "donor", "reason"),
    [
        ("GIZ", "germany", "agency of the donor (OECD DAC)"),
        ("KfW", "germany", "agency of the donor (OECD DAC)"),
        ("DFID", "united-kingdom", "agency of the donor (OECD DAC)"),
        ("AFD", "france", "agency of the donor (OECD DAC)"),
        ("Agence française de développement", "france", "agency of the donor (IATI)"),
        ("USAID", "united-states", "agency of the donor (IATI)"),
        ("Sida", "sweden", "agency of the donor (IATI)"),
        ("Norad", "norway", "agency of the donor (OECD DAC)"),
        ("JICA", "japan", "agency of the donor (IATI)"),
        ("Ministry of Foreign Affairs of the Netherlands", "netherlands", "agency of the donor (OECD DAC)"),
        ("Federal Ministry for Economic Cooperation and Development (BMZ)", "germany", "agency of the donor (OECD DAC)"),
        ("European Union", "eu-institutions", "known spelling (UN CEB)"),
        ("European Commission", "eu-institutions", "known spelling (Common usage)"),
        ("Gates Foundation", "bill-and-melinda-gates-foundation", "known spelling (Common usage)"),
        ("Banque mondiale", "world-bank", "known spelling (Common usage)"),
        ("PNUD", "undp", "known spelling (OECD DAC)"),
        ("Estados Unidos", "united-states", "another name of the country"),
        ("GEF", "global-environment-facility", "acronym"),
        ("Great Britain", "united-kingdom", "another name of the country"),
        *(
            (f"{name} [{identifier}]", donor, f"agency of the donor (its identifier {identifier})")
            for name, identifier, donor in (
                ("Australie – Ministère des Affaires étrangères et du Commerce", "AU-5", "australia"),
                ("Nouvelle-Zélande – Ministère des Affaires étrangères", "NZ-1", "new-zealand"),
                ("Royaume-Uni – Ministère de l’Environnement", "GB-GOV-7", "united-kingdom"),
                ("Some Italian office", "XM-DAC-6-4", "italy"),
            )
        ),
        ("ADF", "african-development-fund", "acronym"),
    ],
)
def test_a_donor_is_known_by_its_agencies_and_by_other_spellings_and_the_reason_says_so(names, text, donor, reason):
    found = records.reference("donor", text, names)
    assert (found.code, found.reason) == (donor, reason)


@pytest.mark.parametrize(("text", "donors"), [("BMI", {"austria", "germany"}), ("DFAT", {"australia", "ireland"})])
def test_a_person_chooses_where_two_donors_have_an_agency_of_the_same_name(names, text, donors):
    found = records.reference("donor", text, names)
    assert found.code is None and found.reason == "known for several: choose one"
    assert {one for one, _, _ in found.candidates} == donors


@pytest.mark.parametrize(
    "text",
    [
        *("Ministry of Foreign Affairs", "Ministry of Health", "Miscellaneous", "Central Bank", "Municipalities", "Universities"),
        *("MFA", "INT", "AID", "Government", "Green Climate Fund", "GCF", "MMR", "Ordinary Capital", "Trust Fund", "Migration"),
    ],
)
def test_a_name_that_many_offices_have_means_no_donor(names, text):
    assert records.reference("donor", text, names).code is None


@pytest.mark.parametrize(("text", "at_once"), [("Marcus Foundation", False), ("Arcus Fondation", True)])
def test_a_word_that_begins_otherwise_is_proposed_and_never_sure_enough_for_many_at_once(names, text, at_once):
    found = records.reference("donor", text, names)
    assert found.candidates[0][0] == "arcus-foundation" and (found.score >= 90) == at_once


def test_a_word_that_few_names_have_proposes_and_one_that_many_have_does_not(names):
    assert [one for one, _, _ in records.reference("donor", "Gates Fund", names).candidates] == [
        "bill-and-melinda-gates-foundation"
    ]


@pytest.mark.parametrize(
    "text", ["Commission on Population and Development", "Tonga Ministry of Health", "World Health Organisation of Mars"]
)
def test_what_money_is_for_does_not_propose_a_donor(names, text):
    assert records.reference("donor", text, names).candidates == ()


@pytest.mark.parametrize("text", ["An enterprise [NL-KVK-27378529]", "CISU [DK-CVR-19348407]", "A company [GB-COH-213890]"])
def test_the_identifier_of_a_company_says_nothing_of_a_donor(names, text):
    assert records.reference("donor", text, names).code is None


@pytest.mark.parametrize(
    ("code_list", "text", "code"),
    [
        ("mechanism_status", "Ouvert", "open"),
        ("mechanism_status", "Fermé", "closed"),
        ("mechanism_status", "Cerrado", "closed"),
        ("mechanism_status", "Aberto", "open"),
        ("mechanism_kind", "Fonds fiduciaire multi-donateurs", "multi-donor trust fund"),
        ("mechanism_kind", "Prêt", "loan or credit"),
        ("mechanism_kind", "Préstamo", "loan or credit"),
        ("donor_type", "Membre du CAD", "DAC member"),
        ("donor_type", "Fundación privada", "Private"),
        ("finance_type", "Subvention", "grant"),
        ("finance_type", "Empréstimo", "loan"),
        ("application_route", "Sur invitation", "invited"),
    ],
)
def test_a_code_is_known_by_its_label_in_other_languages(code_list, text, code):
    assert records.code(code_list, text).code == code


def test_the_labels_in_other_languages_are_of_codes_that_exist_and_of_one_each():
    for name in {one["list"] for one in dictionary.labels_in_other_languages()}:
        known = {one.code for one in dictionary.codes(name)}
        said = [(records.fold(synonym), code) for code, synonym in dictionary.code_synonyms(name)]
        assert {code for _, code in said} <= known, name
        assert len(dict(said)) == len(set(said)), name


def test_a_word_of_the_name_of_an_agency_does_not_propose_its_donor(names):
    assert records.reference("donor", "International Organization for Migration", names).candidates == ()


def test_a_code_is_known_by_code_and_label(names):
    assert records.code("mechanism_status", "OPEN").code == "open"
    assert records.code("yes_no_unknown", "Not known").code == "unknown"
    assert records.code("aid_type", "B031 - in other words").code == "B031"
    assert records.code("donor_type", "Multilateral organization").code is None
    assert records.code("mechanism_status", "n/a") == records.Found(None, "stated as not known")


def test_a_table_without_names_knows_nothing(names):
    assert records.reference("cost_benchmark", "x", names).code is None


def test_each_of_many_names_is_looked_up_once_and_likeness_is_sought_in_one_go(names, monkeypatch):
    texts = [f"{word} ministry of {other}" for word in ("north", "south", "ghana", "sweden") for other in range(50)]
    exact, similar, looked_up, compared = records._exact, records._similar, [], []
    monkeypatch.setattr(records, "_exact", lambda text, *rest: (looked_up.append(text), exact(text, *rest))[1])
    monkeypatch.setattr(records, "_similar", lambda some, *rest: (compared.append(len(some)), similar(some, *rest))[1])
    assert len(records.references("donor", 40 * texts, names)) == 8000
    assert (len(looked_up), compared) == (200, [200])
