"""A list that is downloaded, kept in Excel and read back is the list it was made from."""

import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from landscape import dictionary, store, template
from landscape.words import is_unknown

NOBODY_YET = {"classifier_override", "opportunity", "opportunity_line", "meeting", "decision"}  # lists that nobody has filled
NOBODY_YET |= {"element_activity", "model_answer", "assessment_survey", "assessment_question", "assessment_answer"}


@pytest.fixture(scope="module")
def made(version):
    return template.workbook_of(template.KEPT, version)


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(made))


def read_back(data, table, version):
    """The rows of a table's sheet as stored values, by the text of the headers alone."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(template.sheet_name(table))
    header, *lines = sheet.to_python(skip_empty_area=False)
    fields = {template.header_of(field): field for field in table.filled_in}
    stored = {name: {said: value for value, said in template.words_of(field, version).items()} for name, field in fields.items()}
    return [
        {fields[name].name: value_of(cell, fields[name], stored[name]) for name, cell in zip(header, line, strict=True)}
        for line in lines
    ]


def value_of(cell, field, stored):
    if cell == "":
        return None
    if field.type == "list":
        return [stored.get(item, item) for item in cell.split("; ")]
    if field.type == "boolean":
        return {"Yes": True, "No": False}[cell]
    if field.type in ("integer", "number"):
        assert isinstance(cell, float)
        return cell
    if field.type == "date":
        assert isinstance(cell, date)
        return cell
    assert isinstance(cell, str)
    return stored.get(cell, cell)


def plain(value):
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return list(value)
    if is_unknown(value):
        return None
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("name", template.KEPT)
def test_a_table_reads_back_as_the_rows_it_was_made_from(made, version, name):
    table = dictionary.table(name)
    rows = store.frame(table.select, version)
    there = [{column: plain(row[column]) for column in (one.name for one in table.filled_in)} for row in rows.to_dict("records")]
    assert read_back(made, table, version) == there
    assert bool(there) == (name not in NOBODY_YET)


@pytest.mark.parametrize("name", sorted(NOBODY_YET - {"classifier_override", "assessment_answer"}))  # confidential here
def test_a_list_that_members_filled_reads_back_as_they_filled_it(tiny, name):
    table = dictionary.table(name)
    rows = store.frame(table.select, tiny)
    there = [{column: plain(row[column]) for column in (one.name for one in table.filled_in)} for row in rows.to_dict("records")]
    assert there and read_back(template.workbook_of([name], tiny), table, tiny) == there


def test_flows_and_values_of_indicators_can_be_had_too(tiny):
    for name in ("funding", "observation", "indicator"):
        table = dictionary.table(name)
        there = store.frame(table.select, tiny).to_dict("records")
        back = read_back(template.workbook_of([name], tiny), table, tiny)
        assert back == [{column: plain(row[column]) for column in table.field_names} for row in there]


def test_values_that_excel_would_change_come_back_as_they_were(tiny, monkeypatch):
    texts = ["=1+1", "+49 30 1234", "-5 %", "@here", "004", "2022-04", "1e5", "TRUE", "NA", "  spaces  ", "a\nb", "_x0041_"]
    texts += ["'quoted", "http://example.org", "😀 مرحبا", "<r>not markup</r>", "<r>", "x" * 32_767]
    amounts = [0.1 + 0.2, 1 / 3, -1e15, 1e22, 123_456_789.123_456_78, 0.0, 5e-324, 2.0**53]
    rows = store.frame(dictionary.table("cost_benchmark").select, tiny).iloc[[0] * len(texts)].reset_index(drop=True)
    rows["what"], rows["amount"] = texts, (amounts * 3)[: len(texts)]
    monkeypatch.setattr(store, "frame", lambda statement, version: rows)
    back = read_back(template.workbook_of(["cost_benchmark"], tiny), dictionary.table("cost_benchmark"), tiny)
    assert [row["what"].rstrip() if "markup" in row["what"] else row["what"] for row in back] == texts
    assert [row["amount"] for row in back] == list(rows["amount"])


def test_text_is_never_a_formula_a_link_or_a_number(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []
    assert {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {"Read me"}


def test_every_sheet_says_which_table_it_holds(book, made):
    names = [template.sheet_name(table) for table in dictionary.tables()]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 31
    assert not [name for name in names if re.search(r"[\[\]:*?/\\']", name)]
    assert [template.table_of(name) for name in names] == [table.name for table in dictionary.tables()]
    assert [template.table_of(name) for name in ("Sheet1", template.READ_ME, template.LISTS)] == [None] * 3
    assert book.sheetnames == [
        template.READ_ME,
        *(template.sheet_name(dictionary.table(name)) for name in template.KEPT),
        template.LISTS,
    ]


def test_it_knows_the_version_it_was_made_from(book, version):
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    assert properties[template.VERSION] == version
    assert version in [row[1] for row in book[template.READ_ME].iter_rows(values_only=True)]


def test_headers_say_the_unit_and_no_two_of_a_table_are_alike(book):
    header = [cell.value for cell in book["Donors"][1]]
    assert header[:2] == ["Donor code", "Donor"] and "ODA 2024 (USD)" in header
    for table in dictionary.tables():
        headers = [template.header_of(field).casefold() for field in table.filled_in]
        assert len(set(headers)) == len(headers), table.name


def test_a_reader_sees_which_columns_are_required_and_what_they_mean(book):
    for name in template.KEPT:
        table = dictionary.table(name)
        for field, cell in zip(table.filled_in, book[template.sheet_name(table)][1], strict=True):
            assert cell.value == template.header_of(field), "what shows that it is required is not part of the text"
            assert (cell.number_format == '@" *"', "Required." in cell.comment.text) == (field.is_required,) * 2
            assert field.help in cell.comment.text


def rules(sheet):
    return {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}


def choices(book, sheet, header):
    (column,) = [cell.column_letter for cell in book[sheet][1] if cell.value == header]
    source = rules(book[sheet])[column].formula1
    if source.startswith('"'):
        return source.strip('"').split(",")
    ((_, place),) = book.defined_names[source].destinations
    return [cell.value for (cell,) in book[template.LISTS][place.replace("$", "")]]


def test_codes_yes_and_no_and_records_that_are_referred_to_are_chosen_from_a_list(book):
    assert choices(book, "Evidence on donors", "Confidence") == ["High", "Medium", "Low"]
    assert choices(book, "Countries and areas", "Least developed country") == ["Yes", "No"]
    assert choices(book, "Financial mechanisms", "Aid type (DAC)") == list(dictionary.label_of("aid_type").values())
    donors = choices(book, "Evidence on donors", "Donor")
    assert "Norway" in donors and len(donors) == book["Donors"].max_row - 1
    assert "Côte d'Ivoire" in choices(book, "National institutions", "Country")
    assert "CIV" in choices(book, "Donors", "ISO3 code"), "a column that is called a code holds codes"
    assert choices(book, "Donors", "Relationship") == ["No contact yet", "First contact", "In dialogue", "Partner"]
    assert choices(book, "Donors", "Month of decision")[2] == "March"
    assert book[template.LISTS].sheet_state == "hidden"


def test_what_is_chosen_from_a_list_is_what_the_cells_hold(book):
    for name in template.KEPT:
        table = dictionary.table(name)
        sheet = book[template.sheet_name(table)]
        for index, field in enumerate(table.filled_in, start=1):
            if (field.codes or field.references) and field.type == "text" and field.references not in NOBODY_YET:
                offered = choices(book, sheet.title, template.header_of(field))
                held = {row[0] for row in sheet.iter_rows(2, min_col=index, max_col=index, values_only=True)} - {None}
                assert held <= set(offered), (name, field.name)


def test_what_is_typed_into_a_new_row_has_the_type_of_its_column(book):
    columns = {cell.value: book["Financial mechanisms"].column_dimensions[cell.column_letter] for cell in book["Donors"][1]}
    assert columns["Donor code"].number_format == "@"
    formats = {cell.value: cell.column_letter for cell in book["Financial mechanisms"][1]}
    dimensions = book["Financial mechanisms"].column_dimensions
    assert dimensions[formats["Established"]].number_format == "@", "or Excel makes a day of 2022-04"
    assert dimensions[formats["Size (USD)"]].number_format == "#,##0"
    rule = rules(book["Financial mechanisms"])[formats["Year established"]]
    assert (rule.type, rule.errorStyle) == ("whole", "warning")


def test_headers_stay_in_sight_and_can_be_filtered(book):
    for name in template.KEPT:
        sheet = book[template.sheet_name(dictionary.table(name))]
        assert sheet.freeze_panes in ("B2", "C2")
        assert sheet.auto_filter.ref == sheet.dimensions or sheet.max_row == 1
    assert book["Donors"].freeze_panes == "C2", "the name stays beside the code"


def test_an_empty_template_has_everything_but_rows(version, book):
    empty = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor", "mechanism"], version, is_filled=False)))
    assert empty.sheetnames == ["Read me", "Donors", "Financial mechanisms", "Lists"]
    for sheet in empty.worksheets[1:3]:
        assert sheet.max_row == 1
        assert [cell.value for cell in sheet[1]] == [cell.value for cell in book[sheet.title][1]]
        assert len(rules(sheet)) == len(rules(book[sheet.title]))
    assert "None: an empty template" in [cell.value for cell in empty["Read me"]["B"]]


def test_the_read_me_leads_to_every_sheet_and_says_its_grain(book):
    lines = {row[0].value: row for row in book["Read me"].iter_rows()}
    for name in template.KEPT:
        table = dictionary.table(name)
        link, grain, _, count = lines[template.sheet_name(table)]
        assert link.hyperlink.location == f"'{link.value}'!A1"
        assert f"one row per {grain.value}" == table.grain
        assert count.value == book[link.value].max_row - 1


def test_the_same_version_makes_the_same_file(made, version):
    assert template.workbook_of(template.KEPT, version) == made


def test_it_names_no_person(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)<", core) == ["Funding landscape"] * 2


def test_names_that_are_not_all_different_give_way_to_codes(tiny, monkeypatch):
    twice = pd.DataFrame({"donor_id": ["a", "b", "c"], "name": ["Fund", "FUND", "Bank"]})
    monkeypatch.setattr(store, "frame", lambda statement, version: twice)
    field = dictionary.table("donor_evidence").field("donor_id")
    assert template.words_of(field, tiny) == {"a": "a", "b": "b", "c": "Bank"}


def test_a_version_from_before_a_list_has_it_empty(tiny):
    def older(connection):
        connection.execute("drop table classifier_term")

    data = template.workbook_of(template.KEPT, store.next_version(older, tiny))
    assert read_back(data, dictionary.table("classifier_term"), tiny) == []
