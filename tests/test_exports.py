"""What is downloaded opens again with everything that was on screen, and says where it comes from."""

import csv
import io
import re
from dataclasses import replace
from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from landscape import cells, exports, store

LIVE = ["=1+1", "+49 30 1234", "-5 % a year", "@here", '=HYPERLINK("http://x","y")', "\t=1+1", "\r=1+1"]
ABOUT = exports.About(
    title="Donors: what they gave",
    filters="DAC member, in Africa, 2015–2020",
    version="0007",
    sources=("PARIS21, Clearinghouse (2010–2020). https://smartdatafinance.org/", "=not a formula"),
    link="http://127.0.0.1:8501/donors?donor_type=DAC+member",
    notes=("Constant prices, base year not stated by the source.",),
)


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "name": ["Côte d'Ivoire", "Namibia", "Türkiye"],
            "iso2": ["CI", "NA", "TR"],
            "year": pd.array([2015, None, 2020], dtype="Int64"),
            "amount_usd": [12_300_000.4, float("nan"), 0.0],
            "share_pct": [0.47, None, 12.0],
            "donor_type": ["Multilateral", None, "A type the list does not know"],
            "is_ldc": [True, False, None],
            "retrieved_on": pd.to_datetime(["2026-11-22", None, "2025-01-02"]),
            "regions": [np.array(["Africa", "Oceania"]), None, np.array([])],
            "statistics_recipients": [3, 12_345, 0],
        }
    )


def opened(data, about=ABOUT):
    return openpyxl.load_workbook(io.BytesIO(exports.excel(data, about)))


def lines(data):
    text = exports.comma_separated(data, ABOUT).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def about_of(book):
    facts = {}
    for name, value in book["About this table"].iter_rows(values_only=True):
        facts.setdefault(name, []).append(value)
    return facts


def test_cells_have_types_and_unknown_is_empty(rows):
    sheet = opened(rows)["Table"]
    header, first, second, third = sheet.iter_rows(values_only=True)
    assert first == (
        "Côte d'Ivoire",
        "CI",
        2015,
        12_300_000.4,
        0.47,
        "Multilateral organisation",
        "Multilateral",
        "Yes",
        datetime(2026, 11, 22),
        "Africa; Oceania",
        3,
    )
    assert second == ("Namibia", "NA", None, None, None, None, None, "No", None, None, 12_345)
    assert third[:5] == ("Türkiye", "TR", 2020, 0, 12)
    assert len(header) == len(rows.columns) + 1, "and one for the code of the donor type"


def test_the_header_says_what_a_column_is_and_its_unit(rows):
    (header, *_) = opened(rows)["Table"].iter_rows(values_only=True)
    assert header[3:6] == ("Amount (USD)", "Share (%)", "Donor type")


def test_codes_are_shown_as_their_label_and_unknown_codes_as_they_are(rows):
    assert [cell.value for cell in opened(rows)["Table"]["F"]] == [
        "Donor type",
        "Multilateral organisation",
        None,
        "A type the list does not know",
    ]


def test_numbers_are_formatted_and_years_are_not(rows):
    sheet = opened(rows)["Table"]
    assert [sheet.cell(2, column).number_format for column in (3, 4, 5, 9, 11)] == [
        "General",
        "#,##0",
        "0.00",
        "d mmm yyyy",
        "#,##0",
    ]


def test_the_header_is_frozen_and_can_be_filtered_and_columns_are_wide_enough(rows):
    sheet = opened(rows)["Table"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet.column_dimensions["A"].width >= len("Côte d'Ivoire")
    long = opened(pd.DataFrame({"note": ["x" * 500]}))["Table"]
    assert long.column_dimensions["A"].width <= 60


def test_the_second_sheet_says_where_the_figures_come_from(rows):
    facts = about_of(opened(rows))
    assert facts["Title"] == ["Donors: what they gave"]
    assert facts["Filters"] == ["DAC member, in Africa, 2015–2020"]
    assert facts["Rows"] == [3]
    assert facts["Version of the landscape"] == ["0007"]
    assert facts["Link to this view"] == ["http://127.0.0.1:8501/donors?donor_type=DAC+member"]
    assert facts["Note"] == ["Constant prices, base year not stated by the source."]
    assert facts["Source"] == list(ABOUT.sources)
    assert re.fullmatch(r"\d\d \w{3} \d{4} \d\d:\d\d UTC", facts["Downloaded on"][0])
    assert facts["Share"] == ["Share (%)"]


@pytest.mark.parametrize("text", LIVE)
def test_text_that_looks_like_a_formula_stays_text_in_excel(text):
    book = opened(pd.DataFrame({"title": [text]}), exports.About(text, text, text, (text,), text, (text,)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    # A workbook has one kind of line break.
    assert book["Table"]["A2"].value == text.replace("\r", "\n")


@pytest.mark.parametrize("text", LIVE)
def test_text_that_looks_like_a_formula_stays_text_in_csv(text):
    assert lines(pd.DataFrame({"title": [text]}))[1] == [f"'{text}".replace("\r", "\n")]


@pytest.mark.parametrize("make", [opened, lines], ids=["excel", "csv"])
def test_a_column_that_looks_like_a_formula_stays_text(make):
    made = make(pd.DataFrame({"=1+1": ["a"]}))
    assert made["Table"]["A1"].data_type == "s" if make is opened else made[0] == ["'=1+1"]


def test_negative_amounts_stay_numbers_in_csv():
    assert lines(pd.DataFrame({"amount_usd": [-250_000.0, None]})) == [["Amount (USD)"], ["-250000.0"], [""]]


def test_csv_holds_the_same_cells_and_opens_in_excel(rows):
    assert exports.comma_separated(rows, ABOUT).startswith(b"\xef\xbb\xbf")
    header, first, second, third = lines(rows)
    assert header[3:6] == ["Amount (USD)", "Share (%)", "Donor type"]
    assert first[:6] == ["Côte d'Ivoire", "CI", "2015", "12300000.4", "0.47", "Multilateral organisation"]
    assert first[6:] == ["Multilateral", "Yes", "2026-11-22", "Africa; Oceania", "3"]
    assert second == ["Namibia", "NA", "", "", "", "", "", "No", "", "", "12345"]
    assert third[3] == "0.0"


@pytest.mark.parametrize(
    "text", ["bell\x07", "null\x00", "escape\x1b[0m", "form\x0cfeed", "not a character \ufffe\uffff", "half \ud800"], ids=repr
)
def test_characters_that_a_workbook_cannot_hold_are_left_out(text):
    data = pd.DataFrame({"title": pd.Series([text], dtype=object)})
    shown = opened(data)["Table"]["A2"].value
    assert shown == re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    assert lines(data)[1] == [shown]


def test_text_longer_than_a_cell_can_hold_is_cut_and_said_so():
    shown = opened(pd.DataFrame({"title": ["x" * 40_000]}))["Table"]["A2"].value
    assert len(shown) <= 32_767
    assert shown.endswith("…")


def test_no_rows_is_a_workbook_too(rows):
    book = opened(rows.head(0))
    assert book["Table"].max_row == 1
    assert about_of(book)["Rows"] == [0]
    assert len(lines(rows.head(0))) == 1


def test_the_file_name_says_what_it_is():
    assert re.fullmatch(r"donors-what-they-gave-version-0007-\d{4}-\d\d-\d\d\.xlsx", ABOUT.file_name("xlsx"))
    assert (
        exports.About("Côte d’Ivoire: “needs”", "", "0001", ()).file_name("csv").startswith("cote-d-ivoire-needs-version-0001-")
    )
    assert exports.About("…", "", "0001", ()).file_name("csv").startswith("table-version-0001-")


def test_the_donors_of_the_landscape_come_out_whole(version):
    asked = {"search": "", "donor_type": [], "funds_migration_statistics": [], "oda_size": [], "funded_region": []}
    rows = store.read("explore/donors", version, **asked)
    sheet = opened(rows)["Table"]
    assert sheet.max_row == len(rows) + 1
    header, *body = sheet.iter_rows(values_only=True)
    assert [row[0] for row in body] == list(rows["donor_name"])
    amounts = [row[header.index("ODA 2024 (USD)")] for row in body]
    assert sum(amount or 0 for amount in amounts) == pytest.approx(rows["oda_2024_usd"].sum())
    assert None in amounts, "unknown is an empty cell"


def test_what_a_donor_cannot_have_is_told_apart_from_what_is_not_known(version):
    asked = {"search": "", "donor_type": [], "funds_migration_statistics": [], "oda_size": [], "funded_region": []}
    header, *body = opened(store.read("explore/donors", version, **asked))["Table"].iter_rows(values_only=True)
    said = {row[0]: row[header.index("Facts that do not apply")] for row in body}
    assert said["World Bank"] == "ODA 2024; ODA as share of national income 2024; In-donor refugee cost 2024"
    assert said["Canada"] is None


def test_a_list_of_codes_is_given_as_names_and_as_codes(monkeypatch):
    status = replace(cells.field_of("status"), type="list")
    monkeypatch.setattr(exports, "field_of", lambda name: status)
    header, first = opened(pd.DataFrame({"status": [["open", "unknown"]]}))["Table"].iter_rows(values_only=True)
    assert header == ("Status", "Status, code")
    assert first == ("Open; Not known", "open; unknown")


def test_the_tables_that_rest_on_a_source_are_named():
    header, row = opened(pd.DataFrame({"used_in": [["donor", "funding"]]}))["Table"].iter_rows(values_only=True)
    assert (header, row) == (("Used in", "Used in, code"), ("Donors; Funding flows", "donor; funding"))


def test_a_code_whose_label_says_something_else_has_a_column_of_its_own():
    header, row = opened(pd.DataFrame({"status": ["unknown"], "income_group": ["Low income"]}))["Table"].iter_rows(
        values_only=True
    )
    assert header == ("Status", "Status, code", "Income group")
    assert row == ("Not known", "unknown", "Low income")


@pytest.mark.parametrize("text", ["<r>", "<r>a</r>", "<r><t>a</t></r>", "</r><r>", "_x0041_", "a & b < c"])
def test_text_that_looks_like_markup_of_the_file_stays_text(text):
    data = exports.excel(pd.DataFrame({"title": [text]}), ABOUT)
    cell = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Table").to_python()[1][0]
    assert cell.rstrip() == text


def test_a_figure_that_is_infinite_is_an_error_and_not_a_blank():
    data = exports.excel(pd.DataFrame({"amount_usd": [float("inf"), 1.0]}), ABOUT)
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Table"]["A2"].value == "#DIV/0!"


def test_a_table_of_many_rows_is_written_in_parts_that_fit_together(monkeypatch):
    monkeypatch.setattr(exports, "_AT_ONCE", 3)
    data = pd.DataFrame({"name": [None, None, None, "a", "b", "a", None], "amount_usd": [1.0, None, 3.0, 4.0, None, 6.0, 7.0]})
    _, *body = opened(data)["Table"].iter_rows(values_only=True)
    assert body == [(None, 1), (None, None), (None, 3), ("a", 4), ("b", None), ("a", 6), (None, 7)]
    assert len(lines(data)) == 8


def test_long_notes_and_headings_can_be_read_in_programs_that_do_not_fit_rows_to_their_text(rows):
    long = replace(ABOUT, notes=("A sentence of some length about these figures. " * 8,))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.excel(rows, long)))["About this table"]
    height = {row[0].value: sheet.row_dimensions[row[0].row].height or 15 for row in sheet.iter_rows()}
    assert height["Note"] == 60
    assert height["Title"] == 15


@pytest.mark.parametrize(
    ("shares", "shape", "first"),
    [([100.0, 0.2, None], "%.1f %%", "100.0 %"), ([0.184, 0.48], "%.2f %%", "0.18 %"), ([5.2, 31.0], "%.1f %%", "5.2 %")],
)
def test_shares_of_a_column_have_one_decimal_unless_all_are_small(shares, shape, first):
    field, column = cells.field_of("share_pct"), pd.Series(shares)
    assert cells.number_format(field, column) == shape
    assert cells.in_words(shares[0], field, column) == first


def test_a_column_of_shares_without_any_has_a_format():
    assert cells.number_format(cells.field_of("share_pct"), pd.Series([None, None], dtype="float64")) == "%.1f %%"
