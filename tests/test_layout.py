import pytest

from landscape import layout
from landscape.workbook import Sheet, Workbook, read
from tests.uploads.cases import CASES, HEADER, ROWS

LIST = [
    ["Donor", "Country", "Year", "Amount"],
    ["Norway", "Kenya", 2021, 100],
    ["Sweden", "Namibia", 2022, 250],
    ["Japan", "Peru", 2023, 30],
    ["Canada", "Chad", 2024, 40],
]


def sheet(*rows: list, merges: tuple = (), name: str = "List") -> Sheet:
    width = max((len(row) for row in rows), default=0)
    return Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows], merges=merges)


def test_titles_and_blank_lines_stand_above_the_header():
    found = layout.find(sheet(["Contributions"], ["as of March"], [], *LIST))
    assert (found.header_row, found.data_rows) == (4, (5, 6, 7, 8))
    assert found.headers == ("Donor", "Country", "Year", "Amount")


def test_totals_blank_rows_and_footnotes_are_left_out_with_the_reason():
    found = layout.find(sheet(*LIST, [], ["Grand total", None, None, 420], ["* preliminary"], ["Source: reports"]))
    assert found.data_rows == (2, 3, 4, 5)
    assert found.left_out == {6: "blank", 7: "total", 8: "footnote", 9: "footnote"}


@pytest.mark.parametrize(
    "label", ["Total", "TOTAL:", "Sub-total", "Subtotal", "Total général", "Total (USD)", "Somme", "Suma", "Totals"]
)
def test_a_total_is_known_in_several_languages(label):
    assert layout.find(sheet(*LIST, [label, None, None, 420])).left_out == {6: "total"}


def test_a_total_of_something_is_one_when_it_adds_up():
    assert layout.find(sheet(*LIST, ["Total for all donors", None, None, 420])).left_out == {6: "total"}
    assert layout.find(sheet(*LIST, ["Total Energies Foundation", None, None, 7])).left_out == {}


def test_both_sexes_together_is_a_group_and_no_total():
    rows = [[sex, country, 2020, n] for n, country in enumerate("ABCDEFGH") for sex in ("Total", "Women", "Men")]
    assert layout.find(sheet(["Sex", "Country", "Year", "Persons"], *rows)).left_out == {}


def test_section_labels_and_repeated_headers_are_left_out():
    found = layout.find(sheet(LIST[0], ["Africa"], *LIST[1:3], LIST[0], ["Latin America"], *LIST[3:]))
    assert found.left_out == {2: "section label", 5: "repeated header", 6: "section label"}


def test_years_over_the_columns_are_a_header_and_no_values():
    found = layout.find(sheet(["Remittances", 2019, 2020, "2021e"], ["Kenya", 1, 2, 3], ["Chad", 4, 5, 6]))
    assert found.header_row == 1
    assert found.headers == ("Remittances", "2019", "2020", "2021e")


def test_a_header_of_two_lines_is_joined():
    merges = ((1, 2, 1, 3),)
    found = layout.find(
        sheet(
            ["Donor", "Country", "Amount", None],
            [None, None, "2023", "2024"],
            ["Norway", "Kenya", 1, 2],
            ["Japan", "Peru", 3, 4],
            merges=merges,
        )
    )
    assert (found.header_row, found.data_rows) == (2, (3, 4))
    assert found.headers == ("Donor", "Country", "Amount 2023", "Amount 2024")


def test_a_title_merged_over_the_list_is_no_part_of_its_headers():
    found = layout.find(sheet(["Contributions"], *LIST, merges=((1, 0, 1, 2),)))
    assert (found.header_row, found.headers) == (2, ("Donor", "Country", "Year", "Amount"))


def test_groups_of_columns_above_the_header_name_their_columns():
    rows = [[None, "Women", None, "Men", None], ["Country", 2020, 2021, 2020, 2021], ["Kenya", 1, 2, 3, 4], ["Chad", 5, 6, 7, 8]]
    found = layout.find(sheet(*rows, merges=((1, 1, 1, 2), (1, 3, 1, 4))))
    assert found.headers == ("Country", "Women 2020", "Women 2021", "Men 2020", "Men 2021")


def test_a_line_of_units_belongs_to_the_header():
    found = layout.find(sheet(LIST[0], [None, None, None, "(USD million)"], *LIST[1:]))
    assert (found.header_row, found.headers[3]) == (2, "Amount (USD million)")


TWO = [
    ["Name of donor", "Country", "Official development assistance", "Amount", "Contact"],
    [None, None, "2024", "to statistics, 2010-2020", None],
    ["United Kingdom", "UK", "18,000,000,000", 1_500_000, "Ann"],
    ["Germany", "Germany", "30 500 000 000", 2_500_000, "Bob"],
    ["Norway", "Norway", "n/a", 120_000, None],
]


def test_a_second_line_under_some_columns_belongs_to_the_header():
    found = layout.find(sheet(["Donors to statistics"], [], *TWO))
    assert (found.header_row, found.lines, found.data_rows) == (4, 2, (5, 6, 7))
    assert found.headers[2:4] == ("Official development assistance 2024", "Amount to statistics, 2010-2020")


def test_a_record_without_a_name_is_no_second_line_of_the_header():
    rows = [[None, "Kenya", None, None], *LIST[1:]]
    assert layout.find(sheet(LIST[0], *rows)).header_row == 1
    assert layout.find(sheet(LIST[0], [None, None, 2020, 55], *LIST[1:])).header_row == 1


def test_a_person_says_how_many_rows_a_header_has():
    two = sheet(LIST[0], ["name", "of the recipient", "of payment", "paid"], *LIST[1:])
    found = layout.find(two, 2, 2)
    assert (found.headers[3], found.data_rows) == ("Amount paid", (3, 4, 5, 6))
    assert layout.find(sheet(*TWO), 1, 1).headers[2] == TWO[0][2]


def test_rows_of_labels_between_header_and_records_are_left_out():
    head = ["Code", "Economy", "2023", "2024"]
    notes = [[None, "Low income (L)", "<= 480", "<= 545"], [None, "High income (H)", "> 6,000", "> 6,100"]]
    rows = [[f"C{n}", f"Country {n}", "L", "H"] for n in range(20)]
    found = layout.find(sheet(head, *notes, [], *rows))
    assert found.header_row == 1
    assert found.data_rows == tuple(range(5, 25))


def test_a_header_without_text_in_some_columns_is_found():
    found = layout.find(sheet(["Donor", None, "Year", "Amount"], *LIST[1:]))
    assert (found.header_row, found.headers) == (1, ("Donor", "", "Year", "Amount"))


def test_a_list_without_a_header_keeps_its_first_row():
    found = layout.find(sheet(*LIST[1:]))
    assert (found.header_row, found.data_rows) == (0, (1, 2, 3, 4))
    assert found.headers == ("Column A", "Column B", "Column C", "Column D")
    assert "No row of header texts" in found.reason


def test_text_numbers_tell_a_header_in_a_csv_too():
    assert layout.find(sheet(*[[str(cell) for cell in row] for row in LIST])).header_row == 1
    assert layout.find(sheet(*[[str(cell) for cell in row] for row in LIST[1:]])).header_row == 0


def test_regions_between_countries_are_left_out():
    regions = [[name, 900 + n] for n, name in enumerate(["World", "AFRICA", "Eastern Africa", "Asia", "High-income countries"])]
    countries = [[f"Country {n}", n] for n in range(30)]
    found = layout.find(sheet(["Area", "Persons"], *regions, *countries))
    assert set(found.left_out.values()) == {"region aggregate"}
    assert len(found.data_rows) == 30


def test_a_list_of_regions_keeps_them():
    names = ["World", "Africa", "Asia", "Europe", "Oceania", "Americas", "Northern Africa"]
    assert layout.find(sheet(["Region", "Persons"], *[[name, n] for n, name in enumerate(names)])).left_out == {}


def test_a_record_with_little_known_is_kept():
    found = layout.find(sheet(*LIST, ["Chile", "Togo", None, None], ["Malta", "..", "..", ".."]))
    assert found.data_rows == (2, 3, 4, 5, 6, 7)


def test_a_list_of_names_alone_is_kept_whole():
    found = layout.find(sheet(["Donor"], ["Norway"], ["Japan"], ["Chad"]))
    assert (found.header_row, found.data_rows) == (1, (2, 3, 4))


def test_a_row_with_an_error_is_kept_so_that_it_is_said():
    assert layout.find(read(*CASES["legacy"]()).sheets[0]).data_rows == (2, 3, 4)


def test_a_header_row_that_a_person_names_is_taken():
    found = layout.find(sheet(*LIST), 2)
    assert (found.header_row, found.headers[0], found.data_rows) == (2, "Norway", (3, 4, 5))
    assert layout.find(sheet(*LIST), 0).data_rows == (1, 2, 3, 4, 5)


def test_an_empty_sheet_has_no_rows():
    assert layout.find(sheet()).data_rows == ()


def test_line_breaks_in_headers_become_blanks():
    assert layout.find(sheet(["Donor\nname", *LIST[0][1:]], *LIST[1:])).headers[0] == "Donor name"


def test_the_sheet_with_the_donors_is_likelier_than_its_lookup_lists():
    lookup = sheet(["Name", "Code"], *[[f"Country {n}", n] for n in range(200)], name="Countries")
    notes = sheet(["Read me"], ["This workbook was made for the meeting."], name="Notes")
    wide = sheet([*HEADER, "Purpose", "Status"], *[[*row, "Census", "open"] for row in ROWS], name="Data")
    index, reason = layout.likeliest_sheet(Workbook("x.xlsx", "", (notes, wide, lookup)))
    assert index == 1
    assert reason == "4 rows under 7 headers, with columns for name, country, year, amount, currency."


def test_a_hidden_copy_is_less_likely():
    shown, copy = sheet(*LIST), sheet(*LIST)
    hidden = Sheet(copy.name, copy.rows, is_hidden=True)
    assert layout.likeliest_sheet(Workbook("x.xlsx", "", (hidden, shown)))[0] == 1
