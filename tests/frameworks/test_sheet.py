"""The sheet of a country, opened again: diagrams, lists, what to establish and what to find out, sources and version."""

import io

import openpyxl
import pytest
from docx import Document

from landscape import store
from landscape.strategy import making


@pytest.fixture(scope="module")
def sheet(version):
    def made(code):
        def ask(question, **parameters):
            return store.read(question, version, **{name: parameters[name] for name in store.parameters_of(question)})

        name, document, workbook = making.made("framework", [code], "", ask, version, store.made_on(version), "http://here/x")
        return name, Document(io.BytesIO(document)), openpyxl.load_workbook(io.BytesIO(workbook))

    return made


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = [line.text for line in document.sections[0].footer.paragraphs]
    return "\n".join([*(line.text for line in document.paragraphs), *cells, *foot])


def test_a_sheet_holds_diagrams_lists_what_to_find_out_and_where_it_is_from(sheet, version):
    name, document, workbook = sheet("PHL")
    said = words_of(document)
    assert name.startswith(f"migration-data-framework-of-philippines-version-{version}")
    assert len(document.inline_shapes) == 2
    assert "Philippine Statistics Authority" in said and "Republic Act 10625" in said
    assert "Civil registry and national identification data" in said
    assert (
        "What does the model ask beyond that?\nNo answer says that anything is missing.\nTo find out, as it is not known" in said
    )
    assert "• Data-protection act." in said and "How does the Philippines share" in said
    assert f"version {version}" in said and "Sources: " in said
    assert {"In brief", "Exchanges", "Institutions", "Against the model"} <= set(workbook.sheetnames)
    assert workbook["Against the model"].max_row == 32


def test_a_country_of_which_nothing_is_documented_has_all_to_find_out(sheet):
    _, document, _ = sheet("FJI")
    said = words_of(document)
    assert "documents no institution of Fiji" in said
    assert said.count("• ") == 31
    assert all(len(table.rows) for table in document.tables), "Word opens no table without rows"
