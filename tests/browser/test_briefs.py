"""A reader asks for the brief of a donor and takes it along."""

import io

import openpyxl
from docx import Document


def test_a_brief_is_made_with_its_progress_and_downloads_as_word_and_excel(reader, server):
    page = reader.open(server.address("/donor?donor=Canada")).page
    page.locator(".st-key-make_brief_donor_one button").first.wait_for()
    before = page.get_by_test_id("stMetric").first.bounding_box()
    page.locator(".st-key-make_brief_donor_one button").first.click()
    page.get_by_role("progressbar").wait_for()
    assert page.locator(".st-key-make_brief_donor_one").count() == 0, "the button stays beside the bar"
    assert page.get_by_test_id("stMetric").first.bounding_box() == before, "the page moves"
    took = {}
    for ending in ("docx", "xlsx"):
        button = page.locator(f".st-key-{ending}_brief_donor_one button").first
        button.wait_for(timeout=60_000)
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename.startswith("brief-of-canada-version-0001-")
        took[ending] = io.BytesIO(download.value.path().read_bytes())
    document, book = Document(took["docx"]), openpyxl.load_workbook(took["xlsx"])
    assert document.paragraphs[0].text == "Canada" and len(document.inline_shapes) == 3
    assert {"In brief", "Recipients", "Fit", "Charts", "About this table"} <= set(book.sheetnames)
    link = [row[1] for row in book["About this table"].iter_rows(values_only=True) if row[0] == "Link to this view"]
    assert link == [server.address("/donor?donor=Canada")]
    assert (reader.own_complaints(), reader.elsewhere()) == ([], set())
