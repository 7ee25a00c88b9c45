"""Amounts, cells and rows on their way in: what is converted, what stays out, and where it stands."""

import io

import openpyxl
import pytest

from landscape import changes, plans, publish, template
from tests.uploads.making import ANN, edited, kinds, list_of, only, published, read, row_of


def test_an_amount_in_another_currency_is_converted_and_both_values_are_kept(tiny, ask):
    rows = [["Donor", "What is known", "Amount", "Year"]]
    rows += [
        ["Germany", "A payment", "EUR 2,5 Mio.", 2024],
        ["UNFPA", "Another", 1000, 2024],
        ["Türkiye", "A third", "NOK 50", 2024],
    ]
    one = only(read(list_of(*rows)))
    assert one.plan.table == "donor_evidence"
    assert [change.fields["amount_usd"] for change in one.changes.added] == [(None, 5e6), (None, 1000.0), (None, 5.0)]
    assert [(each.row, each.found, each.amount, each.currency, each.rate, each.rate_year) for each in one.conversions] == [
        (2, "EUR 2,5 Mio.", 2.5e6, "EUR", 0.5, 2024),
        (4, "NOK 50", 50.0, "NOK", 10.0, 2024),
    ]
    second = published([one])
    kept = ask(
        second, "select after_value, found, found_amount, currency, rate, rate_year from change_log where found is not null"
    )
    assert sorted(kept) == [
        ("5", "NOK 50", 50.0, "NOK", 10.0, 2024),
        ("5000000", "EUR 2,5 Mio.", 2.5e6, "EUR", 0.5, 2024),
    ]


def test_the_conversion_of_one_list_is_not_logged_with_another(tiny, ask):
    found = plans.Conversion(2, "amount_usd", "EUR 5", 5.0, "EUR", 10.0, 0.5, 2024, "donor_evidence")
    evidence = changes.compare("donor_evidence", tiny, [(2, {"evidence_id": "germany-paid", "amount_usd": 10.0})])
    benchmark = changes.compare("cost_benchmark", tiny, [(2, {"benchmark_id": "survey", "amount_usd": 7.0})])
    second = publish.commit([evidence, benchmark], ANN, [found])
    assert ask(second, "select table_name, after_value, found from change_log order by 1") == [
        ("cost_benchmark", "7", None),
        ("donor_evidence", "10", "EUR 5"),
    ]


def test_a_currency_without_a_rate_is_a_problem_at_its_cell(tiny):
    one = only(read(edited("donor", (row_of("donor", "germany"), "ODA 2024 (USD)", "KES 500"))))
    assert one.changes.is_empty
    assert one.findings[0].rule == "no exchange rate"


def test_a_bad_cell_keeps_its_row_out_and_the_others_come_in(tiny):
    row = row_of("donor", "germany")
    edits = [(row, "ODA 2024 (USD)", "a lot"), (row, "Acronym", "DE"), (row_of("donor", "unfpa"), "Acronym", "UNF")]
    one = only(read(edited("donor", *edits)))
    assert kinds(one) == {"unfpa": "changed"}
    assert one.blocked_rows == {row}
    (found,) = one.findings
    assert (found.sheet, found.row, found.column, found.found) == ("Donors", row, "ODA 2024 (USD)", "a lot")
    assert found.is_blocking


def test_every_problem_of_a_row_is_said_at_once_with_sheet_and_cell(tiny):
    row = row_of("donor", "germany")
    bad = {"Donor type": "Friend", "ISO3 code": "Atlantis", "ODA 2024 (USD)": "a lot", "Statistics projects": "many"}
    bad |= {"First year with support to statistics": 9999, "Source": "Nowhere"}
    one = only(read(edited("donor", *((row, header, value) for header, value in bad.items()))))
    assert {found.column: found.found for found in one.findings} == {header: str(value) for header, value in bad.items()}
    for found in one.findings:
        assert found.sheet == "Donors"
        assert found.cell.rstrip("0123456789").isupper() and found.cell.endswith(str(row))
        assert found.expected and found.advice.endswith(".")


@pytest.mark.parametrize("value", [1e30, 10**17, "1e30", "99999999999999999999"])
def test_a_number_too_large_to_keep_is_a_problem(tiny, value):
    one = only(read(edited("donor", (row_of("donor", "germany"), "Statistics projects", value))))
    assert one.changes.is_empty
    assert one.findings[0].column == "Statistics projects"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "+49 30", "-", "@home"])
def test_text_that_looks_like_a_formula_stays_text(tiny, text):
    def quoted(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        for line in book["Donors"].iter_rows(min_row=2):
            for cell in line:
                if cell.value == text:
                    cell.data_type = "s"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    one = only(read(quoted(edited("donor", (row_of("donor", "germany"), "Note", text)))))
    assert [change.fields for change in one.changes.changed] == [{"note": (None, text)}]
    second = published([one])
    assert changes.records("donor", second)["germany",]["note"] == text
    assert only(read(template.workbook_of(["donor"], second))).changes.is_empty


def test_a_rule_that_warns_lets_the_row_in_and_one_that_blocks_does_not(tiny):
    row = row_of("mechanism", "data-fund")
    one = only(read(edited("mechanism", (row, "Largest award (USD)", 99e9), (row_of("mechanism", "old-fund"), "Closes", 1990))))
    assert kinds(one) == {"data-fund": "changed", "old-fund": "changed"}
    assert [(found.row, found.is_blocking) for found in one.findings] == [(row, False)]
    blocked = only(read(edited("mechanism", (row, "Closes", 1999))))
    assert (kinds(blocked), blocked.blocked_rows) == ({}, {row})
    (found,) = [found for found in blocked.findings if found.is_blocking]
    assert (found.rule, found.column) == ("mechanism_closes_before_it_opens", "Closes")


def test_what_breaks_a_rule_stands_at_the_cell_that_says_it_as_the_file_says_it(tiny):
    row = row_of("mechanism", "data-fund")
    found = only(read(edited("mechanism", (row, "Year of closing", 2020)))).findings
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["mechanism"], tiny)))
    (closes,) = [cell.column_letter for cell in book.worksheets[1][1] if cell.value == "Year of closing"]
    (one,) = [one for one in found if one.rule == "mechanism_closes_before_it_opens"]
    assert (one.cell, one.column, one.found) == (f"{closes}{row}", "Year of closing", "2020")
    (one,) = [one for one in found if one.rule == "mechanism_open_after_closing"]
    assert (one.column, one.found) == ("Status", "Open")
    (one,) = only(read(list_of(["Mechanism", "Smallest award", "Largest award"], ["Data Fund", 500.0, 400]))).findings
    assert (one.cell, one.found, one.rule) == ("B2", "500", "mechanism_award_minimum_above_maximum")


def test_a_record_that_stands_twice_is_found_at_its_name(tiny):
    rows = [["Donor code", "Donor", "Donor type"], [None, "Germany", "DAC member"], [None, "Germany", "DAC member"]]
    (one,) = only(read(list_of(*rows))).findings
    assert (one.cell, one.column, one.found, one.rule) == ("B3", "Donor", "Germany", "unique")


def test_a_rule_about_a_field_that_the_file_does_not_have_stands_at_what_the_file_says(tiny):
    published(read(edited("mechanism", (row_of("mechanism", "old-fund"), "Year of closing", 2030))))
    rows = [["Mechanism", "Administrator", "Established"], ["Old Fund", "World Bank", "2040"]]
    (one,) = only(read(list_of(*rows), table="mechanism")).findings
    assert (one.cell, one.found, one.rule) == ("C2", "2040", "mechanism_closes_before_it_opens")
