"""The reference lists become rows of our tables, each with the pages it cites."""

import pandas as pd
import pytest

from landscape.sources import Files, cited_pages, oecd, reference

CLEARINGHOUSE = "Clearinghouse, public data file"
CLEARINGHOUSE_URL = "https://github.com/PARIS21-DATA/CH_methodology_note"

LISTS = {
    "donor_evidence": """\
donor_name,evidence,amount_usd,year_from,year_to,source_title,source_url,confidence
Sweden,Paid for a workshop,0,2019,,"Clearinghouse, public data file",https://github.com/PARIS21-DATA/CH_methodology_note,high
Sweden,Paid for a workshop,,2020,,"Clearinghouse, public data file",https://github.com/PARIS21-DATA/CH_methodology_note,high
""",
    "mechanisms": """\
id,name,kind,contributors,status,established,closes,funds_statistics,funds_migration,total_usd,application_route,source_title,source_url,source_date,confidence
pool,A pool,basket fund,Sweden; Skoll Foundation,open,2016-12,,yes,unknown,2500000,call,About; How to apply,https://iom.int/pool,2018-03,high
""",
    "programmes": """\
id,name,providers,kind,topics,gsbpm_phases,level,mode,countries,first_year,status,cost_usd,source_title,source_url,source_date,confidence
course,A course,IOM,workshop,census;surveys,design;collect,unknown,online,ARM;GEO,2020,ended,0,A course,https://iom.int/course,2020,high
""",
    "cost_benchmarks": """\
id,what,category,unit,amount,currency,amount_usd,year_from,year_to,countries_covered,place,source_title,source_url,confidence,caveat
survey,A survey,survey,per survey,1000.5,EUR,,2016,2017,1,Algeria,A survey,https://www.example.org/survey,medium,
""",
    "institutions": """\
iso3,institution,kind,role,data_source_held,legal_basis,source_title,source_url,confidence
NAM,Namibia Statistics Agency,,Censuses,census; household survey,,A survey,https://www.example.org/survey,medium
""",
    "data_exchanges": """\
iso3,from_institution,to_institution,dataset,arrangement,frequency,personal_identifier_linked,since_year,source_title,source_url,confidence
NAM,Home Affairs,Statistics Agency,Border records,law,,unknown,,A survey,https://www.example.org/survey,medium
NAM,Home Affairs,Statistics Agency,Permits,law,,unknown,,A survey,https://www.example.org/survey,medium
""",
    "global_programmes": """\
id,name,subject,lead_bodies,budget_planned_usd,lesson_for_migration_statistics,source_title,source_url,source_date,confidence
plan,A plan,agriculture,FAO; World Bank,,Start small,First; Second,https://fao.org/1; https://fao.org/2,2016,high
""",
    "programme_elements": """\
id,framework,element,description,source_title,source_url
one,A compact,(a) data,Collect data,First,https://fao.org/1
""",
    "migration_statistics_projects": """\
id,donor,donor_type,recipient,iso3,region,countries,year,title,commitment_usd,disbursement_usd,label,source_title,source_url
p1,UNX - United Names,Multilateral,Namibia (Republic of),NAM,Sub-Saharan Africa,,2017,Data,5,,migration statistics,First,https://fao.org/1
p2,Sweden,DAC,"America, regional",,Latin America and the Caribbean,,2018,Data,5,1,"migration, not statistics",First,https://fao.org/1
p3,Sweden,DAC,"Middle East, regional",,Middle East,,2018,Data,5,1,not migration,First,https://fao.org/1
p4,Sweden,DAC,Two,,Multiple countries,NAM;ARM,2018,Data,5,1,not migration,First,https://fao.org/1
p5,Sweden,DAC,Two,,Multiple countries,NAM;KEN,2018,Data,5,1,not migration,First,https://fao.org/1
""",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setattr(oecd, "donor_ids", lambda files: {"sweden": "sweden", "unx - united names": "unx"})
    (tmp_path / "sources").mkdir()
    (tmp_path / "reference").mkdir()
    for name, text in LISTS.items():
        (tmp_path / "reference" / f"{name}.csv").write_text(text, encoding="utf-8")
    country = pd.DataFrame(
        {"iso3": ["NAM", "KEN", "ARM"], "name": ["Namibia", "Kenya", "Armenia"], "region": ["Africa", "Africa", "Asia"]}
    )
    donor = pd.DataFrame({"donor_id": ["sweden", "unx"], "name": ["Sweden", "UNX"]})
    return reference.tables(Files(tmp_path / "sources", {"country": country, "donor": donor}))


def one(table, key, value):
    return table.set_index(key).loc[value]


def test_a_zero_stays_zero_and_a_blank_stays_unknown(made):
    amounts = made["donor_evidence"]["amount_usd"]
    assert amounts[0] == 0
    assert pd.isna(amounts[1])
    assert made["programme"]["cost_usd"][0] == 0


def test_two_pieces_of_the_same_evidence_have_two_codes(made):
    assert list(made["donor_evidence"]["evidence_id"]) == ["sweden-paid-for-a-workshop", "sweden-paid-for-a-workshop-2"]


def test_the_year_is_taken_from_a_date_of_any_length(made):
    assert made["mechanism"]["opened_on"][0] == "2016-12"
    assert made["mechanism"]["opened_year"][0] == 2016
    assert pd.isna(made["mechanism"]["closes_year"][0])


def test_a_contributor_outside_the_donor_list_keeps_its_name_without_a_code(made):
    contributors = made["mechanism_contributor"].set_index("contributor")["donor_id"]
    assert contributors["Sweden"] == "sweden"
    assert pd.isna(contributors["Skoll Foundation"])


def test_lists_are_lists_whatever_follows_the_semicolon(made):
    programme = made["programme"].iloc[0]
    assert programme["topics"] == ["census", "surveys"]
    assert made["global_programme"]["lead_bodies"][0] == ["FAO", "World Bank"]


def test_a_level_that_nobody_stated_is_blank(made):
    assert pd.isna(made["programme"]["level"][0])
    assert made["programme"]["mode"][0] == "online"


def test_the_country_code_na_is_namibia_and_not_a_blank(made):
    assert made["institution"]["institution_id"][0] == "nam-namibia-statistics-agency"


def test_two_flows_between_the_same_institutions_have_two_codes(made):
    assert made["data_exchange"]["exchange_id"].is_unique


def test_the_three_labels_become_the_themes_of_the_dictionary(made):
    assert list(made["classifier_sample"]["label"])[:3] == ["migration_statistics", "migration", "not_migration"]


def test_the_same_title_is_in_the_same_half_however_it_is_written():
    assert reference.half("Données sur la migration") == reference.half("DONNEES  sur la migration.") == "written_on"
    assert {reference.half(f"Survey {number}") for number in range(9)} == {"written_on", "held_out"}


def test_every_row_points_to_a_page(made):
    pages = set(made["source"]["source_id"])
    for name, rows in made.items():
        assert set(rows["source_id"]) <= pages, name


def test_a_page_cited_twice_is_one_source(made):
    assert made["source"]["source_id"].is_unique
    assert list(made["source"]["title"]).count(CLEARINGHOUSE) == 1


def test_titles_and_addresses_in_parallel_are_one_source_each(made):
    programme = made["global_programme"].iloc[0]
    pages = made["source"].set_index("source_id")["url"]
    assert pages[programme["source_id"]] == "https://fao.org/1"
    assert [pages[page] for page in programme["more_source_ids"]] == ["https://fao.org/2"]


def test_two_titles_with_one_address_are_one_source(made):
    assert "About; How to apply" in set(made["source"]["title"])


def test_a_date_beside_several_pages_is_the_date_of_none(made):
    vintage = made["source"].set_index("title")["vintage"]
    assert vintage["About; How to apply"] == "2018-03"
    assert pd.isna(vintage["Second"])


def test_a_title_without_its_address_stops_the_build():
    with pytest.raises(ValueError, match="zip"):
        cited_pages.pages_of("First; Second; Third", "https://fao.org/1; https://fao.org/2")


def test_the_code_of_a_page_is_readable_and_short():
    code = cited_pages.page_id("Où est la donnée? A very long title about the migration data of a country", "https://iom.int")
    assert code.startswith("ou-est-la-donnee-a-very-long-title-")
    assert len(code) <= 45


@pytest.mark.parametrize(
    ("title", "url", "publisher"),
    [
        ("A page", "https://ghana.iom.int/news", "IOM"),
        ("A page", "https://worldbank.org", "World Bank"),
        ("A page", CLEARINGHOUSE_URL, "PARIS21"),
        ("A page", "https://github.com/someone/else", "github.com"),
        ("A page", "https://ec.europa.eu/eurostat/web", "Eurostat"),
        ("A page (UNSD)", "https://slideplayer.com./1", "UN Statistics Division"),
        ("A page", "https://www.slideplayer.com./1", None),
        ("A page", "https://en.wikipedia.org/wiki/A", None),
        ("A page", "https://www.example.org/1", "example.org"),
    ],
)
def test_the_publisher_is_told_from_the_page_and_never_guessed(title, url, publisher):
    assert cited_pages.publisher(title, url) == publisher


@pytest.mark.parametrize(
    ("url", "flaw"),
    [
        ("https://cdn.slideserve.com/a", "Copy found on slideserve.com"),
        ("https://www.slideplayer.com./1", "Copy found on slideplayer.com"),
        ("https://en.wikipedia.org/wiki/A", "Text of Wikipedia, an encyclopaedia that anyone can write or copy"),
        ("https://ghana.iom.int/news", None),
    ],
)
def test_a_page_that_is_not_at_its_publishers_address_says_so(url, flaw):
    assert cited_pages.flaws(url) == flaw
    assert cited_pages.rows([("A page", url, "")])["known_flaws"].tolist() == [flaw]
