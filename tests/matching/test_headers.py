"""Columns are matched to fields and roles, with the reason."""

from types import SimpleNamespace

import pytest

from landscape import dictionary, template
from landscape.matching import headers, phrases, records


@pytest.fixture(scope="module")
def names(version):
    return records.names(version)


def sheet(header, *rows, name="Sheet1"):
    """A layout and a sheet with a header in the first row."""
    layout = SimpleNamespace(headers=tuple(header), data_rows=tuple(range(2, len(rows) + 2)))
    return layout, SimpleNamespace(name=name, rows=[list(header), *map(list, rows)])


LISTS = [
    ("Donor", "Recipient country", "Year", "Amount", "Currency"),
    ("Bailleur", "Pays bénéficiaire", "Année", "Montant", "Devise"),
    ("Donante", "País beneficiario", "Año", "Monto", "Moneda"),
    ("Doador", "País beneficiário", "Ano", "Valor", "Moeda"),
    ("FundingOrganisation", "recipient_country", "Calendar Year", "Value (USD)", "Original currency"),
]


@pytest.mark.parametrize("header", LISTS, ids=lambda header: header[0])
def test_roles_are_found_in_four_languages(names, header):
    found = headers.roles(*sheet(header, ("UNICEF", "Ghana", 2020, 5.5, "EUR"), ("Sweden", "Kenya", 2021, 7, "USD")), names)
    assert {role: one.column for role, one in found.items()} == dict(zip(headers.ROLES, range(5), strict=True))
    assert all(one.reason for one in found.values())


def test_values_say_what_a_header_does_not(names):
    found = headers.roles(*sheet(("", "B", "C"), ("Ghana", 2019, "x"), ("Kenya", 2020, "y"), ("Togo", 2021, "z")), names)
    assert found["country"].column == 0 and found["country"].reason == "values look like countries (100 %)"
    assert found["year"].column == 1


def test_the_type_the_code_and_the_link_of_a_donor_are_not_its_name(names):
    header = ("Donor type", "Donor code", "Donor link", "Donor name")
    found = headers.roles(
        *sheet(header, ("NGO", "a1", "https://x.org", "Red Cross"), ("NGO", "a2", "www.y.org", "Caritas")), names
    )
    assert found["name"].column == 3


def test_a_list_of_indicators_has_no_money_and_no_country(names):
    header = ("indicator_id", "indicator_name", "time series?", "direction", "Note")
    rows = [(1, "Access to water", 1, 0, "x"), (2, "Microdata", 0, 1, "y"), (3, "Advocacy", 1, 1, "z")]
    assert set(headers.roles(*sheet(header, *rows), names)) & {"amount", "currency", "year", "country"} == set()


def test_giving_countries_are_name_and_country(names):
    rows = [("France", 5), ("Germany ", 6), ("Japan", 7)]
    found = headers.roles(*sheet(("Country", "Annual contributions in (US Dollar)"), *rows), names)
    assert found["name"].column == found["country"].column == 0
    assert found["amount"].column == 1


def test_a_column_goes_to_one_field_and_a_field_to_one_column(names):
    header = ("Donor", "Full name", "Abbreviation", "Abbreviation", "Sigle", "Colour")
    found = headers.match(*sheet(header, ("UNICEF", "Children's Fund", "U", "U", "U", "blue")), "donor", names)
    assert [one.field for one in found] == ["name", "full_name", "acronym", None, None, None]
    assert found[0].reason == "same name" and found[2].reason == "known as “abbreviation”"


def test_the_headers_of_the_template_are_the_fields(names):
    table = dictionary.table("mechanism")
    found = headers.match(*sheet([field.label for field in table.fields], [None] * len(table.fields)), "mechanism", names)
    assert [one.field for one in found] == list(table.field_names)


def test_the_likeliest_table_is_named_with_the_reason():
    assert headers.likeliest_table(*sheet(("x",), name="Donors")) == ("donor", "the sheet is named “Donors”")
    table, reason = headers.likeliest_table(*sheet(("Mechanism", "Administrator", "Status", "Closes")))
    assert table == "mechanism" and "4 of 4" in reason


def test_a_list_of_payments_is_evidence_and_one_that_names_each_donor_once_a_list_of_donors(names):
    header = ("Provider organisation", "Aid type", "Flow type", "Sector", "Title", "Value (USD)", "Calendar year")
    again = sheet(header, *[("UNICEF", "C01", "20", "S", "A", 5, 2020), ("Sweden", "C01", "10", "S", "B", 7, 2021)] * 5)
    table, reason = headers.likeliest_table(*again, headers.roles(*again, names))
    assert table == "donor_evidence" and "“Provider organisation” holds 2 names in 10 rows" in reason
    assert {one.field for one in headers.match(*again, table, names)} >= {"donor_id", "evidence", "amount_usd", "first_year"}
    once = sheet(("Foundation", "Yearly budget"), ("Gates Foundation", 5), ("Wellcome Trust", 7), ("Hewlett Foundation", 9))
    assert headers.likeliest_table(*once, headers.roles(*once, names))[0] == "donor"


RECEIVING = ["Recipient country", "Partner country", "Pays bénéficiaire", "País beneficiario", "País receptor"]
RECEIVING += ["País beneficiário", "País recetor", "Recipient ISO3 code", "Country (beneficiary)"]


@pytest.mark.parametrize("header", RECEIVING)
def test_who_is_paid_is_never_where_a_donor_is(names, header):
    paid = sheet(("Donantes", header, "Acronym"), ("Alemania", "Kenia", "A"), ("España", "Namibia", "B"), ("Suecia", "Perú", "C"))
    assert "iso3" not in [one.field for one in headers.match(*paid, "donor", names)]


def test_donors_with_amounts_and_who_or_what_is_paid_are_evidence(names):
    rows = [("Alemania", "Kenia", 2022, 5, "EUR", "Censo"), ("España", "Namibia", 2021, 6, "EUR", "Encuesta")]
    paid = sheet(("Donantes", "País beneficiario", "Año", "Importe", "Moneda", "Título del proyecto"), *rows)
    table, reason = headers.likeliest_table(*paid, headers.roles(*paid, names))
    assert (table, "“País beneficiario” beside donors and amounts" in reason) == ("donor_evidence", True)
    titled = sheet(("Donor", "Project title", "Amount", "Year"), ("Germany", "Census", 5, 2020), ("Spain", "Survey", 6, 2021))
    assert headers.likeliest_table(*titled, headers.roles(*titled, names))[0] == "donor_evidence"


def test_a_year_is_one_more_than_a_deadline(names):
    listed = sheet(
        ("Donante", "Año", "Plazo"), ("Alemania", "FY2023/24", "4/4/2022"), ("España", 9999, "2023"), ("Suecia", 2020, 2024)
    )
    assert headers.roles(*listed, names)["year"].header == "Año"


def test_a_list_goes_to_no_table_whose_required_fields_it_cannot_fill(names):
    header = ("Name of donor", "Country", "Kind of donor", "Official development assistance", "Amount", "Currency", "Contact")
    rows = [("Germany", "Germany", "DAC member", 5, 6, "EUR", "Ann"), ("Kenya", "Kenya", "Other government", 7, 8, "USD", "Bob")]
    ours = sheet(header, *rows, name="Our donors")
    assert headers.likeliest_table(*ours, headers.roles(*ours, names))[0] == "donor"
    fields = {one.header: one.field for one in headers.match(*ours, "donor", names)}
    assert [fields[one] for one in header[:4]] == ["name", "iso3", "donor_type", "oda_2024_usd"]


def test_a_list_of_donors_with_their_type_is_one_of_donors():
    assert headers.likeliest_table(*sheet(("Donor", "Type", "Colour")))[0] == "donor"
    assert headers.likeliest_table(*sheet(("Bailleur", "Type", "Statut", "Remarques")))[0] == "donor"
    assert headers.likeliest_table(*sheet(("Quoi", "Statut"), name="Donors 2026"))[0] == "donor"


@pytest.mark.parametrize("name", ["Funding", "Flows of money", "observation"])
def test_nobody_is_led_to_a_table_that_publishers_fill(name):
    header = [field.label for field in dictionary.table("funding").fields]
    assert headers.likeliest_table(*sheet(header, name=name))[0] in template.KEPT


def test_a_header_tells_its_currency_and_its_scale():
    assert (headers.currency_of("Value (USD)"), headers.factor_of("Value (USD)")) == ("USD", 1)
    assert (headers.currency_of("Inflows (US$ million)"), headers.factor_of("Inflows (US$ million)")) == ("USD", 1_000_000)
    assert headers.currency_of("Montant en milliers d’euros (k€)") == "EUR"
    assert headers.currency_of("Donor") is None


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("Amount (millions)", 1e6),
        ("Montant (milliers)", 1e3),
        ("Amount in millions (USD)", 1e6),
        ("Valor (milhares de USD)", 1e3),
        ("Mil millones de USD", 1e9),
        ("Presupuesto (miles de millones)", 1e9),
        ("Amount (EURm)", 1e6),
        ("Amount (k€)", 1e3),
        ("USD'000", 1e3),
        ("US$ m", 1e6),
        ("Budget (bn)", 1e9),
        ("USD M&E budget", 1),
        ("M budget", 1),
    ],
)
def test_a_header_tells_its_scale_with_or_without_a_currency(header, factor):
    assert headers.factor_of(header) == factor
    assert headers.unclear_of(header) == ("", "")


@pytest.mark.parametrize(
    ("header", "unclear"),
    [
        ("US$ mil", ("a thousand or a million", "")),
        ("Amount (thousands, USD million)", ("1,000 or 1,000,000", "")),
        ("Montant (FCFA)", ("", "XOF or XAF")),
    ],
)
def test_a_header_with_several_meanings_is_not_guessed(header, unclear):
    assert headers.factor_of(header) == 1
    assert headers.unclear_of(header) == unclear


def test_the_scale_of_a_header_is_said_in_the_reason(names):
    amount, year = (dictionary.table("donor_evidence").field(name) for name in ("amount_usd", "first_year"))
    scale = headers.scale_of("Amount", ["In millions of USD"])
    assert headers.with_scale("same name", amount, *scale) == "same name; numbers are in millions, as “In millions of USD” says"
    assert headers.with_scale("same name", amount, 1) == headers.with_scale("same name", year, 1_000) == "same name"


def test_a_column_called_currency_is_one_whatever_it_holds(names):
    found = headers.roles(*sheet(("Donor", "Amount", "Currency"), ("UNICEF", 5, "kr"), ("Sweden", 7, "#REF!")), names)
    assert found["currency"].column == 2


def test_synonyms_are_of_fields_that_exist_and_of_one_field_of_a_table():
    seen = {}
    for row in phrases._all():
        table, field = row["table"], row["field"]
        assert field in headers.ROLES if not table else dictionary.table(table).field(field), field
        assert row["language"] in phrases.LANGUAGES
        assert records.fold(row["synonym"]), row
        assert seen.setdefault((table, records.fold(row["synonym"])), field) == field, row


def test_the_field_of_a_role_exists():
    for table, fields in headers.FIELDS_OF_ROLES.items():
        for role, field in fields.items():
            assert role in headers.ROLES and dictionary.table(table).field(field)


def test_a_list_that_is_like_no_table_is_given_to_none():
    assert headers.likeliest_table(*sheet(("Plant", "Height", "Colour"))) == ("", headers.UNCLEAR)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Amounts in USD million", 10**6),
        ("Disbursements (USD million)", 10**6),
        ("Montants en k€", 1_000),
        ("en milliers", 1_000),
        ("Budget 2024 (millions)", 10**6),
        ("Beträge in Mio. EUR", 10**6),
        ("Valores em milhares de USD", 1_000),
        ("Importes en millones de dólares", 10**6),
        ("millions", 10**6),
        ("We gave USD 5 million", 1),
        ("Donors of the Million Trees programme", 1),
        ("Donors in the Million Trees programme", 1),
        ("Contributions of 2024", 1),
        ("(in thousands of persons)", 1),
        ("Migrants (thousands)", 1),
        ("Refugees in thousands; amounts in USD", 1),
        ("Population en milliers; montants en k€", 1_000),
        ("Funds for migrants (millions)", 10**6),
        ("Support to refugees (USD thousand)", 1_000),
    ],
)
def test_a_title_or_a_sheet_gives_the_scale_of_all_amounts(text, factor):
    assert headers.scale_of("Amount", [text])[0] == factor


def test_a_scale_beside_the_header_comes_with_its_reason():
    assert headers.scale_of("Amount", ["Donors", "In USD million"]) == (10**6, "as “In USD million” says")
    assert headers.scale_of("Amount (USD thousand)", ["In USD million"]) == (1_000, "")
    assert headers.scale_of("usd_disbursement_defl") == (10**6, headers.CONVENTION)
    assert headers.scale_of("USD disbursement") == (1, "")
