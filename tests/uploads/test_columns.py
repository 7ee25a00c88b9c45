"""How columns are read: currencies, scales, years of rates, yes and no, lists; and that what was guessed is said."""

import io

import openpyxl
import pytest

from landscape import changes, plans, template
from landscape.plans import LEAVE_OUT
from tests.uploads.making import edited, list_of, only, published, read, row_of, saved

PAID = ["Donor", "What is known"]


def amounts(one):
    return [change.fields["amount_usd"][1] for change in one.changes.added]


def warned(one):
    return [(found.cell, found.rule) for found in one.findings if not found.is_blocking]


def evidence(header, *cells, **more):
    rows = [["Germany", f"Payment {number}", cell, 2024] for number, cell in enumerate(cells)]
    return only(read(list_of([*PAID, header, "Year"], *rows), table="donor_evidence", **more))


# --- currencies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("currency", ["kr", "Fr", "dinar", "C$", "#REF!", "n/a", "points"])
def test_an_amount_whose_currency_cannot_be_read_stays_out(tiny, currency):
    rows = [["Germany", "Paid", 1_000_000, currency, 2024], ["UNFPA", "Paid too", 5, "USD", 2024]]
    one = only(read(list_of([*PAID, "Amount", "Currency", "Year"], *rows)))
    assert one.plan.currency_column == 3
    assert amounts(one) == [5.0]
    (found,) = one.findings
    assert (found.cell, found.rule, found.is_blocking) == ("D2", "currency not clear", True)


def test_the_currency_in_the_header_of_an_amount_counts_before_another_column(tiny):
    rows = [["Germany", "Paid", 10, None, 2024], ["UNFPA", "Paid too", 5, "NOK", 2024], ["UNFPA", "Again", "USD 7", "kr", 2024]]
    one = only(read(list_of([*PAID, "Amount (EUR)", "Currency", "Year"], *rows)))
    assert amounts(one) == [20.0, 10.0, 7.0]
    (found,) = one.findings
    assert "The header says EUR, the row “NOK”: the header counts" in found.advice
    one = only(read(list_of([*PAID, "Amount", "Currency", "Year"], *rows)))
    assert amounts(one) == [10.0, 0.5, 7.0]


@pytest.mark.parametrize("header", ["Montant (FCFA)", "Amount (kr)", "Amount US$ mil"])
def test_a_header_that_can_mean_several_things_keeps_its_numbers_out(tiny, header):
    one = evidence(header, 5, "EUR 1 million")
    assert amounts(one) == [2e6]
    (found,) = [found for found in one.findings if found.is_blocking]
    assert (found.cell, found.rule) == ("C2", "header not clear")


# --- scales ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Amount (millions)", "Amount (USD million)", "Amount US$ m", "Amount in millions (USD)"])
def test_the_scale_of_a_header_counts_where_a_cell_has_none(tiny, header):
    cells = [5, "5", "about 5", "5 (est.)", "up to 5", "USD 5", "5 m", "5000 k"]
    assert amounts(evidence(header, *cells)) == [5e6] * len(cells)


def test_the_scale_of_a_header_counts_for_every_number(tiny):
    row = ["A census", "census", "per country", "1.5", "USD", 1.5, 2]
    header = ["What", "Category", "Unit", "Amount as published (millions)", "Currency", "Amount (USD m)", "Countries (thousands)"]
    fields = dict(enumerate(("what", "category", "unit", "amount", "currency", "amount_usd", "countries_covered")))
    one = only(read(list_of(header, row), table="cost_benchmark", fields=fields))
    assert one.findings == ()
    (change,) = one.changes.added
    numbers = {name: change.fields[name][1] for name in ("amount", "amount_usd", "countries_covered")}
    assert numbers == {"amount": 1.5e6, "amount_usd": 1.5e6, "countries_covered": 2000}


def test_a_share_has_no_scale(tiny):
    header = ["Donor", "Donor type", "Share (thousands)"]
    fields = {0: "name", 1: "donor_type", 2: "oda_gni_pct_2024"}
    one = only(read(list_of(header, ["Zebra Trust", "Private", 0.5]), table="donor", fields=fields))
    (change,) = one.changes.added
    assert change.fields["oda_gni_pct_2024"] == (None, 0.5)


# --- years of rates ----------------------------------------------------------------------------------------------------


def rates_of(one):
    return [each.rate_year for each in one.conversions]


def test_the_year_in_a_header_or_a_field_decides_the_rate(tiny):
    header = ["Donor", "ODA 2024 (EUR)", "First year with support to statistics"]
    fields = {0: "name", 1: "oda_2024_usd", 2: "statistics_first_year"}
    one = only(read(list_of(header, ["Germany", 3e10, 2010]), table="donor", fields=fields))
    assert (rates_of(one), warned(one)) == ([2024], [])
    bare = only(read(list_of([header[0], "ODA (EUR)", header[2]], ["Germany", 3e10, 2010]), table="donor", fields=fields))
    assert (rates_of(bare), warned(bare)) == ([2024], [])


def test_the_amounts_of_a_mechanism_are_of_when_it_was_set_up_and_that_is_said(tiny):
    header = ["Mechanism", "Kind", "Established", "Closes", "Size"]
    fields = dict(enumerate(("name", "kind", "opened_on", "closes_on", "total_usd")))
    one = only(read(list_of(header, ["A fund", "proposal", 2022, 2025, "EUR 5"]), table="mechanism", fields=fields))
    assert rates_of(one) == [2022]
    (found,) = [found for found in one.findings if found.rule.startswith("rate")]
    assert (found.cell, found.is_blocking, "EUR at the rate of 2022, as “Established” says" in found.advice) == (
        "E2",
        False,
        True,
    )
    other = only(read(list_of(header, ["A fund", "proposal", None, 2025, "EUR 5"]), table="mechanism", fields=fields))
    assert rates_of(other) == [2024]


def test_a_rate_that_is_years_away_is_said_once(tiny):
    rows = [["Germany", f"Paid {year}", "EUR 5", year] for year in (2030, 2031, 2024)]
    one = only(read(list_of([*PAID, "Amount", "Year"], *rows)))
    assert rates_of(one) == [2024, 2024, 2024]
    (found,) = one.findings
    assert (found.cell, found.rule, found.is_blocking) == ("C2", "rate of 2024", False)
    assert "latest before 2030" in found.advice and "1 more row" in found.advice


# --- scales ------------------------------------------------------------------------------------------------------------


IN_MILLIONS = [["Disbursements, USD million"], [*PAID, "Amount", "Year"], ["Germany", "A", 2.5, 2024], ["UNFPA", "B", 3, 2024]]


def test_a_title_that_gives_the_scale_counts_and_both_values_are_kept(tiny, ask):
    one = only(read(list_of(*IN_MILLIONS)))
    assert amounts(one) == [2.5e6, 3e6]
    assert one.plan.reasons[2].endswith("; numbers are in millions, as “Disbursements, USD million” says")
    assert [(each.found, each.scale, each.amount_usd) for each in one.conversions] == [("2.5", 10**6, 2.5e6), ("3", 10**6, 3e6)]
    second = published([one])
    kept = "select after_value, found, found_amount, currency from change_log where found is not null order by 1"
    assert ask(second, kept) == [("2500000", "2.5", 2.5e6, "USD"), ("3000000", "3", 3e6, "USD")]


def test_a_title_that_gives_the_scale_gives_the_currency_too(tiny):
    one = only(read(list_of(["Amounts in EUR million"], *IN_MILLIONS[1:])))
    assert (one.plan.currency, amounts(one)) == ("EUR", [5e6, 6e6])


@pytest.mark.parametrize("place", ["below", "sheet"])
def test_the_scale_stands_below_the_list_or_in_the_name_of_the_sheet(tiny, place):
    rows = [*IN_MILLIONS[1:], ["Germany", "C", 1, 2023]]
    book = openpyxl.load_workbook(io.BytesIO(list_of(*rows, *([["* Amounts in USD thousand"]] if place == "below" else []))))
    book.active.title = "USD thousand" if place == "sheet" else "List"
    assert amounts(only(read(saved(book)))) == [2500, 3000, 1000]


def test_a_person_says_in_what_the_amounts_are_and_it_is_remembered(tiny):
    rows = [[*PAID, "Amount", "Year"], ["Germany", "A", 2.5, 2024], ["UNFPA", "B", 3, 2024]]
    assert amounts(only(read(list_of(*rows)))) == [2.5, 3]
    one = only(read(list_of(*rows), scales={2: 1_000}))
    assert amounts(one) == [2500, 3000]
    published([one])
    again = only(read(list_of(rows[0], ["Germany", "C", 4, 2024])))
    assert amounts(again) == [4000] and again.plan.reasons[2].endswith(f"numbers are in thousands, {plans.EARLIER}")
    said = only(read(list_of(["In USD million"], rows[0], ["Germany", "C", 4, 2024])))
    assert amounts(said) == [4e6]


def test_a_scale_that_only_a_title_said_is_not_remembered_for_the_next_file(tiny):
    published(read(list_of(*IN_MILLIONS)))
    again = only(read(list_of(IN_MILLIONS[1], ["Germany", "C", 4, 2024], ["UNFPA", "D", 5, 2024])))
    assert again.plan.reasons[0] == plans.EARLIER
    assert amounts(again) == [4, 5] and again.plan.scales == {}


def test_a_scale_that_a_person_chose_against_the_title_is_remembered(tiny):
    published(read(list_of(*IN_MILLIONS), scales={2: 1_000}))
    again = only(read(list_of(IN_MILLIONS[1], ["Germany", "C", 4, 2024])))
    assert amounts(again) == [4000]


def test_a_unit_that_is_named_on_the_command_line_is_remembered(tiny):
    (one,) = read(list_of(*IN_MILLIONS))
    (row,) = [row for row in plans.matches(plans.in_unit(one.plan, "millions")) if row["header"] == "Amount"]
    assert row["scale"] == 1_000_000


def test_columns_of_the_oecd_files_of_projects_are_in_millions(tiny):
    rows = [
        ["donorname", "projecttitle", "usd_disbursement_defl", "year"],
        ["Germany", "A", 0.5, 2024],
        ["Germany", "B", 1, 2024],
    ]
    one = only(read(list_of(*rows), table="donor_evidence", fields={0: "donor_id", 1: "evidence", 2: "amount_usd"}))
    assert amounts(one) == [500_000, 1e6]


# --- notes -------------------------------------------------------------------------------------------------------------


def test_what_was_guessed_is_said_once_for_each_column_and_kind(tiny):
    header = ["Mechanism", "Kind", "Closes", "Size (USD)"]
    rows = [["A fund", "proposal", "04/05/2026", "up to 5 m"], ["B fund", "proposal", "05/06/2026", "up to 6 m"]]
    rows += [["C fund", "proposal", "ongoing", "n/a"], ["D fund", "proposal", None, None]]
    one = only(read(list_of(header, *rows)))
    notes = {(found.cell, found.rule): found.advice for found in one.findings if not found.is_blocking}
    assert set(notes) == {(cell, "read with a note") for cell in ("C2", "C4", "D2", "D4")}
    assert "day first" in notes["C2", "read with a note"] and "1 more row" in notes["C2", "read with a note"]


def test_a_required_cell_that_is_stated_as_not_known_is_still_missing(tiny):
    one = only(read(list_of(["Donor", "Donor type"], ["Zebra Trust", "n/a"], ["Quixotic", "Private"])))
    assert ("required", True) in {(found.rule, found.is_blocking) for found in one.findings}


# --- yes and no, text, lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "code"), [("oui", "yes"), ("Y", "yes"), ("x", "yes"), ("Não", "no"), ("?", "unknown")])
def test_yes_and_no_are_read_as_people_write_them(tiny, cell, code):
    one = only(read(list_of(["Donor", "Donor type", "Funds statistics"], ["Zebra Trust", "Private", cell])))
    assert one.undecided == {}
    (change,) = one.changes.added
    assert change.fields["funds_statistics"] == (None, code)


def test_a_text_with_several_lines_is_the_same_in_the_next_template(tiny):
    second = published(read(edited("donor", (row_of("donor", "germany"), "Note", "One\n\ttwo \nthree"))))
    assert "\n" in changes.records("donor", second)["germany",]["note"]
    assert only(read(template.workbook_of(["donor"], second))).changes.in_words() == "no changes"


def test_a_part_of_a_list_that_a_person_leaves_out_is_left_out(tiny):
    data = list_of(["Programme", "Kind", "Phases"], ["A survey", "workshop", "Collect; Dancing"])
    plan = {"table": "programme", "fields": {0: "name", 1: "kind", 2: "gsbpm_phases"}}
    waiting = only(read(data, **plan))
    assert list(waiting.undecided) == [("gsbpm_phases", "Dancing")]
    decided = only(read(data, **plan, decisions={("gsbpm_phases", "Dancing"): LEAVE_OUT}))
    assert decided.findings == ()
    (change,) = decided.changes.added
    assert change.fields["gsbpm_phases"] == (None, ["collect"])
