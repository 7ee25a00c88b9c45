"""A list on its way in, as a member meets it: upload, preview, publish, look back; and what is refused."""

import io

import openpyxl
import pytest

from landscape import store, template
from tests.browser.conftest import tab
from tests.browser.test_pages import THEMES, serious


def changed_template():
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor"], store.current())))
    sheet = book["Donors"]
    sheet.cell(2, next(cell.column for cell in sheet[1] if cell.value == "Note")).value = "Seen in the meeting"
    out = io.BytesIO()
    book.save(out)
    return {"name": "donors.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}


def upload(reader, file):
    reader.page.locator("input[type=file]").set_input_files(file)


def test_a_list_is_uploaded_published_and_looked_back_at(own, reader):
    page = reader.open(own.address("/update")).page
    upload(reader, changed_template())
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("Note").fill("Meeting")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Version 0002 of the landscape is in force.").wait_for()
    reader.settle()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Report to keep").click()
    assert openpyxl.load_workbook(io.BytesIO(kept.value.path().read_bytes())).sheetnames[0] == "Summary"
    page.get_by_role("link", name="See what changed").click()
    page.get_by_text("1 change", exact=True).wait_for()

    reader.open(own.address("/donors?version=0001"))
    page.get_by_text("looking back at version 0001").wait_for()
    page.get_by_role("link", name="Mechanisms").first.click()
    page.get_by_role("heading", level=1).filter(has_not_text="donor").wait_for()
    page.get_by_text("looking back at version 0001").wait_for()
    page.get_by_role("button", name="Back to the version in force").click()
    page.get_by_text("looking back at version 0001").wait_for(state="detached")
    assert reader.own_complaints() == []


def test_a_bad_file_is_refused_in_a_sentence_and_nothing_changes(own, reader):
    before = {path.name: path.read_bytes() for path in store.folder().iterdir() if path.suffix != ".lock"}
    page = reader.open(own.address("/update")).page
    upload(reader, {"name": "letter.xlsx", "mimeType": "text/plain", "buffer": b"Dear all,\x00\x01 this is a letter"})
    page.locator("[data-testid=stAlertContentError]").get_by_text("letter.xlsx").wait_for()
    assert {path.name: path.read_bytes() for path in store.folder().iterdir() if path.suffix != ".lock"} == before


@pytest.mark.parametrize("theme", THEMES)
def test_a_preview_is_accessible(own, browser, theme):
    with tab(browser, theme) as reader:
        page = reader.open(own.address("/update")).page
        upload(reader, changed_template())
        page.get_by_role("button", name="Publish").wait_for()
        reader.settle()
        assert serious(page, theme) == {}
