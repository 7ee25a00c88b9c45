"""The page that takes a list from a file to a new version."""

import io
import os
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from landscape import changes, desk, publish, store, template
from landscape.screen.uploading import key_of

PAGE = "pages/data/update.py"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(version, **values):
    """The template of donors with the fields of its first donor changed, by the beginning of their headers."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor"], version)))
    sheet = book["Donors"]
    for header, value in values.items():
        column = next(cell.column for cell in sheet[1] if cell.value.startswith(header))
        sheet.cell(2, column).value = value
    return saved(book)


def free_list(*rows):
    book = Workbook()
    for row in (["Donor", "Type of donor", "Remarks"], *rows):
        book.active.append(row)
    return saved(book)


@pytest.fixture
def page(app, tiny):
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def given(page, data, name="list.xlsx"):
    page.file_uploader[0].upload(name, data)
    page.run()
    assert not page.exception
    return page


def publish_it(page, name="Ana", note="Meeting"):
    page.text_input(key="by_upload").set_value(name)
    page.text_input(key="note_upload").set_value(note)
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert not page.exception
    return page


def figures(page):
    return {one.label: one.value for one in page.metric}


def test_without_a_file_the_page_offers_the_template_and_says_the_limits(page):
    assert [one.value for one in page.header] == ["Start from the template", "Upload your list"]
    assert any("At most 20 MB" in one.value for one in page.caption)


def test_the_template_starts_with_the_lists_that_a_link_names(app, tiny):
    app.switch_page(PAGE)
    app.query_params["lists"] = ["Cost lines", "Parameters of the programme"]
    app.run()
    assert not app.exception and not app.warning
    assert app.multiselect(key="lists").value == ["cost_line", "parameter"]


def test_without_a_link_the_template_starts_with_donors_and_mechanisms_and_can_be_emptied(page):
    assert page.multiselect(key="lists").value == ["donor", "mechanism"] and "lists" not in page.query_params
    page.multiselect(key="lists").set_value([]).run()
    assert page.multiselect(key="lists").value == [] and not page.exception


def test_the_page_says_that_the_programme_comes_in_too(page):
    assert "opportunities" in page.markdown[0].value


def test_an_unchanged_template_changes_nothing(page, tiny):
    given(page, filled(tiny))
    assert figures(page)["New"] == figures(page)["Changed"] == "0"
    assert page.info[0].value == "Nothing would change."
    assert not [one for one in page.button if one.label == "Publish"]


def test_a_changed_template_becomes_a_version_with_a_report(page, tiny):
    given(page, filled(tiny, Note="Seen in the meeting"))
    assert figures(page)["Changed"] == "1"
    publish_it(page)
    assert store.current() == "0002"
    assert page.success[0].value == "Version 0002 of the landscape is in force."
    assert "work" not in page.session_state
    assert next(one.label for one in page.get("download_button")) == "Report to keep"
    (came_in,) = [one.value for one in page.dataframe]
    assert came_in["after_value"].tolist() == ["Seen in the meeting"]


def test_the_page_says_what_did_not_come_in_and_why(page, tiny):
    given(page, free_list(["New Bureau", "DAC member", "Asked"], ["Germanny", "DAC member", "x"], ["Total", None, None]))
    page.selectbox(key="upload_table").set_value("donor").run()
    publish_it(page)
    came_in, left = [one.value for one in page.dataframe]
    assert came_in["record"].tolist() == ["New Bureau"]
    assert left["cell"].tolist() == ["A3", "Row 4"]
    assert "similar: Germany (93 %)" in left["why"].iloc[0] and left["why"].iloc[1] == "total"


def test_nobody_publishes_without_a_name(page, tiny):
    given(page, filled(tiny, Note="Seen in the meeting"))
    publish_it(page, name="")
    assert "Name" in page.error[0].value
    assert store.current() == tiny


def test_who_comes_second_previews_anew_and_keeps_choices(page, tiny):
    given(page, filled(tiny, Note="Seen in the meeting", Acronym="XX"))
    (shown,) = [one.value for one in page.data_editor]
    left = ("donor", next(iter(changes.records("donor", tiny))), "acronym")
    page.session_state["work"].choices[left] = False
    page.run()
    publish.restore(tiny, publish.Signature("Ben", "Faster"), tiny)
    publish_it(page)
    assert store.current() == "0002"
    assert "has changed since you previewed" in page.warning[0].value
    assert sorted(page.data_editor[0].value["Take"]) == [False, True] and len(shown) == 2
    publish_it(page)
    assert store.current() == "0003"


def test_a_file_that_is_no_workbook_is_refused_beside_the_place_to_upload(page, tiny):
    given(page, b"Dear all,\x00\x01 this is a letter", "letter.xlsx")
    assert "letter.xlsx" in page.error[0].value
    assert page.file_uploader and store.current() == tiny


def test_a_file_in_hand_survives_a_look_at_another_page(page):
    given(page, free_list(["Germany", "DAC member", "x"]))
    page.switch_page("pages/data/sources.py").run()
    page.switch_page(PAGE).run()
    assert any("list.xlsx" in one.value for one in page.markdown)
    page.button(key="put_away").click().run()
    assert page.file_uploader and "work" not in page.session_state


def test_another_list_is_read_anew_with_its_columns(page):
    given(page, free_list(["Germany", "DAC member", "x"]))
    page.selectbox(key="upload_table").set_value("mechanism").run()
    assert not page.exception
    assert page.session_state["work"].plans[0].table == "mechanism"
    page.selectbox(key="upload_table").set_value("donor").run()
    assert page.session_state["work"].plans[0].table == "donor"


def test_a_list_that_fits_no_table_waits_for_a_choice(page):
    book = Workbook()
    for row in (["Plant", "Height", "Colour"], ["Oak", 30, "green"], ["Birch", 20, "white"]):
        book.active.append(row)
    given(page, saved(book))
    assert "It is not clear where this list belongs" in page.info[0].value
    assert page.selectbox(key="upload_table").value is None and not page.metric
    page.selectbox(key="upload_table").set_value("mechanism").run()
    assert not page.exception and figures(page)["New"] == "0"
    assert page.session_state["work"].plans[0].table == "mechanism"


def test_rows_are_left_out_and_taken_back(page):
    given(page, free_list(["Germany", "DAC member", "x"], ["Norway", "DAC member", "y"]))
    rows = next(one for one in page.multiselect if one.label == "Rows to leave out")
    rows.set_value([2]).run()
    assert page.session_state["work"].plans[0].layout.data_rows == (3,)
    rows = next(one for one in page.multiselect if one.label == "Rows to leave out")
    rows.set_value([]).run()
    assert page.session_state["work"].plans[0].layout.data_rows == (2, 3)


def test_a_similar_name_waits_for_a_decision_that_can_be_changed(page):
    given(page, free_list(["Germanny", "DAC member", "x"]))
    page.selectbox(key="upload_table").set_value("donor").run()
    assert "Names: which are meant?" in [one.value for one in page.header]
    key = key_of("names_donor_name", ["Germanny"])
    for chosen, left in (("A new record", "0"), ("Decide …", "1")):
        page.session_state[key] = {"edited_rows": {0: {"Stands for": chosen}}, "added_rows": [], "deleted_rows": []}
        page.run()
        assert not page.exception
        assert figures(page)["Kept out"] == left


def test_what_nobody_previewed_is_not_published(page, tiny):
    given(page, filled(tiny, Note="Seen in the meeting", Acronym="XX"))
    page.session_state["work"].choices["donor", next(iter(changes.records("donor", tiny))), "acronym"] = False
    publish_it(page)
    assert page.error[0].value == "The preview has changed since: look at it again, then publish."
    assert store.current() == tiny
    publish_it(page)
    assert store.current() == "0002"


def test_removing_what_a_file_lacks_needs_a_confirmation(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["cost_benchmark"], tiny)))
    book.worksheets[1].delete_rows(2)
    given(page, saved(book))
    assert page.info[0].value == "Nothing would change."
    page.selectbox(key="upload_mode").set_value("replace").run()
    publish_it(page)
    assert "Tick the box" in page.error[0].value
    assert store.current() == tiny


def test_what_stays_although_the_file_lacks_it_is_said_after_the_publication_too(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor"], tiny)))
    sheet = book["Donors"]
    names = [cell.value for cell in sheet["B"]]
    sheet.delete_rows(names.index("Germany") + 1)
    sheet.cell(names.index("UNFPA"), next(cell.column for cell in sheet[1] if cell.value == "Note")).value = "Met"
    given(page, saved(book))
    page.selectbox(key="upload_mode").set_value("replace").run()
    publish_it(page)
    _, left = [one.value for one in page.dataframe]
    assert "Germany" in left["found_value"].tolist()
    assert left.set_index("found_value")["why"].str.contains("It stays").loc[["Germany"]].all()


def test_another_removal_is_confirmed_anew(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["mechanism_contributor"], tiny)))
    book.worksheets[1].delete_rows(2, 2)
    given(page, saved(book))
    page.selectbox(key="upload_mode").set_value("replace").run()
    (removed,) = [one.changes.removed for one in page.session_state["work"].uploads]
    choices = page.session_state["work"].choices
    choices["mechanism_contributor", "removed", removed[0].key] = False
    page.run()
    sure = next(one for one in page.checkbox if one.label.startswith("Yes, remove 1"))
    sure.check().run()
    choices["mechanism_contributor", "removed", removed[0].key] = True
    choices["mechanism_contributor", "removed", removed[1].key] = False
    page.run()
    assert not next(one for one in page.checkbox if one.label.startswith("Yes, remove 1")).value


def test_another_spelling_is_said_in_the_preview_and_in_the_report(page):
    given(page, free_list(["United Nations Population Fund", "Multilateral", "Seen in the meeting"]))
    page.selectbox(key="upload_table").set_value("donor").run()
    changed = next(one.value for one in page.data_editor if "Before" in one.value)
    assert changed["Found by"].str.startswith("“United Nations Population Fund” (").all()
    publish_it(page)
    report = openpyxl.load_workbook(io.BytesIO(page.session_state["published"].report()))
    assert any("“United Nations Population Fund” (" in str(cell.value) for row in report["Changed"] for cell in row)


def test_a_profile_says_which_of_its_fields_a_member_changed(page, tiny):
    labels = store.read("options/donor", tiny).set_index("code")["label"]
    given(page, filled(tiny, Note="Seen in the meeting", Acronym="XX"))
    publish_it(page)
    for donor, count in (("germany", 0), ("example-foundation", 1)):
        profile = AppTest.from_file(store.ROOT / "app.py", default_timeout=30)
        profile.query_params["donor"] = labels[donor]
        profile.switch_page("pages/explore/donor.py").run()
        said = [one.value for one in profile.caption if "Changed by uploads or edits" in one.value]
        assert labels[donor] in profile.title[0].value and len(said) == count
    (one,) = said
    assert one.endswith(" by Ana from “list.xlsx”\\: Acronym and Note.")


def test_the_column_of_currencies_is_said_and_can_be_corrected(page):
    book = Workbook()
    rows = ["Fund", "Total amount", "Currency", "Year"], ["Data Fund", 1000, "EUR", 2024], ["Old Fund", 2000, "EUR", 2022]
    for row in rows:
        book.active.append(row)
    given(page, saved(book))
    page.selectbox(key="upload_table").set_value("mechanism").run()
    columns = next(one.value for one in page.data_editor if "Goes to" in one.value)
    assert columns.set_index("Header").loc["Currency", "Goes to"] == "Currency of the amounts"
    work = page.session_state["work"]
    key = key_of("columns_mechanism_0", (work.book.sha256, 1))
    for to, column in (("Left out", None), ("Currency of the amounts", 2)):
        page.session_state[key] = {"edited_rows": {2: {"Goes to": to}}, "added_rows": [], "deleted_rows": []}
        page.run()
        assert not page.exception and not page.error
        assert page.session_state["work"].plans[0].currency_column == column


IMAGE = "![x](https://example.org/seen.png)"


def test_a_file_brings_no_markdown_to_the_screen(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(filled(tiny, Acronym=IMAGE, Note=IMAGE)))
    book.custom_doc_props["landscape_version"].value = IMAGE
    given(page, saved(book), f"{IMAGE.replace('/', ' ')}.xlsx")
    assert not [
        one.value
        for kind in (page.markdown, page.warning, page.caption, page.error, page.info)
        for one in kind
        if "![x](" in one.value
    ]
    page.button(key="put_away").click().run()
    given(page, b"Dear all,\x00\x01 this is a letter", f"{IMAGE.replace('/', ' ')}.xlsx")
    assert page.error and "![x](" not in page.error[0].value


def test_an_opendocument_file_is_refused_with_what_to_do(page):
    assert ".ods" in page.file_uploader[0].proto.type, "or it is refused by its media type alone"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    given(page, out.getvalue(), "list.ods")
    (error,) = page.error
    assert "list.ods is an OpenDocument file" in error.value and "save it as .xlsx" in error.value


def test_a_problem_on_one_of_several_sheets_says_on_which(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor", "mechanism"], tiny)))
    column = next(cell.column for cell in book["Financial mechanisms"][1] if cell.value == "Size (USD)")
    book["Financial mechanisms"].cell(2, column).value = "a lot"
    given(page, saved(book))
    (shown,) = [one.value for one in page.dataframe if "expected" in one.value or "Expected" in one.value]
    assert "Financial mechanisms" in shown.iloc[0].tolist()


def test_what_did_not_come_in_from_one_of_several_sheets_says_of_which_list(page, tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor", "mechanism"], tiny)))
    for name, header, value in (("Financial mechanisms", "Size (USD)", "a lot"), ("Donors", "Note", "Met")):
        column = next(cell.column for cell in book[name][1] if cell.value == header)
        book[name].cell(2, column).value = value
    given(page, saved(book))
    publish_it(page)
    _, left = [one.value for one in page.dataframe]
    assert left["table_label"].tolist() == ["Financial mechanisms"]


def test_a_person_says_how_many_rows_the_header_has_and_in_what_the_amounts_are(page):
    book = Workbook()
    rows = (
        ["Donor", "What", "Amount", "Year"],
        ["name", "is known", "paid", "of it"],
        ["Germany", "A", 5, 2024],
        ["UNFPA", "B", 6, 2024],
    )
    for row in rows:
        book.active.append(row)
    given(page, saved(book))
    page.selectbox(key="upload_table").set_value("donor_evidence").run()
    page.number_input(key="upload_lines").set_value(2).run()
    assert not page.exception
    plan = page.session_state["work"].plans[0]
    assert (plan.layout.header_row, plan.layout.lines, plan.layout.data_rows) == (2, 2, (3, 4))
    column = next(column for column, name in plan.fields.items() if name == "amount_usd")
    page.selectbox(key=f"scale_donor_evidence_0_2_{column}").set_value(1_000_000).run()
    assert not page.exception
    assert page.session_state["work"].plans[0].scales == {column: 1_000_000}
    assert [each.amount_usd for each in page.session_state["work"].uploads[0].conversions] == [5e6, 6e6]


def test_many_names_are_decided_at_once(page):
    given(page, free_list(*([name, "DAC member", "x"] for name in ("Germanny", "UNFPAA", "Turkiyye", "Germany Office"))))
    page.selectbox(key="upload_table").set_value("donor").run()
    assert figures(page)["Kept out"] == "4"
    accept = next(one for one in page.button if one.label.startswith("Accept"))
    accept.click().run()
    assert not page.exception
    assert {code for code in page.session_state["work"].plans[0].decisions.values()} <= {"germany", "unfpa", "turkiye"}
    next(one for one in page.button if one.label.endswith("new records")).click().run()
    assert not page.exception and "+" in page.session_state["work"].plans[0].decisions.values()


def test_a_warning_is_said_to_keep_no_row_out_as_another_problem_of_its_row_can(page):
    given(page, free_list(["Wonderlandia Trust", "Private", "x"], ["Wonderlandio Trust", "Nonsense", "x"]))
    page.selectbox(key="upload_table").set_value("donor").run()
    assert (figures(page)["Warnings"], figures(page)["Kept out"]) == ("1", "1")
    assert "to look at; they keep no row out" in [one.value for one in page.caption]


def test_why_nothing_was_published_is_still_said_when_the_page_runs_again(page, tiny):
    """A browser that sends a tick together with the click makes the page run once more, without the click."""
    given(page, filled(tiny, Note="Seen in the meeting"))
    publish_it(page, name="")
    said = page.error[0].value
    page.run()
    assert [one.value for one in page.error] == [said] and "Name" in said
    publish_it(page)
    assert store.current() == "0002"


def test_one_count_of_what_is_taken_and_the_report_lists_what_was_not(page, tiny):
    given(page, filled(tiny, Note="Seen in the meeting", **{"Donor type": "Multilateral"}, Acronym="XX"))
    first = next(iter(changes.records("donor", tiny)))
    for field in ("acronym", "donor_type"):
        page.session_state["work"].choices["donor", first, field] = False
    page.run()
    assert figures(page)["Changed"] == "1"
    assert any(one.value == "**Donors: 1 changed record**, 1 field" for one in page.markdown)
    page.session_state["work"].choices["donor", first, "note"] = False
    page.run()
    assert figures(page)["Changed"] == "0"
    page.session_state["work"].choices["donor", first, "note"] = True
    page.run()
    publish_it(page)
    report = openpyxl.load_workbook(io.BytesIO(page.session_state["published"].report()))
    rows = [[cell.value for cell in row] for row in report["Left out"]]
    assert [row[-1] for row in rows[1:]] == ["left out by the person"] * 2
    assert [row[5] for row in rows[1:]] == ["XX", "Multilateral organisation"]


def test_evidence_made_of_a_list_of_payments_is_pointed_out(page):
    book = Workbook()
    book.active.append(["Donor", "What is known", "Amount", "Year", "Confidence"])
    for number in range(101):
        book.active.append(["Germany", f"Payment {number}", number + 1, 2024, "low"])
    given(page, saved(book))
    page.selectbox(key="upload_table").set_value("donor_evidence").run()
    assert any("This makes 101 pieces of evidence for Germany." in one.value for one in page.warning)


def test_who_looks_back_is_told_that_the_list_is_compared_with_the_version_in_force(app, tiny):
    publish.restore(tiny, publish.Signature("Ben", "Again"), tiny)
    app.query_params["version"] = tiny
    app.switch_page(PAGE).run()
    assert any("compared with the version in force, 0002" in one.value for one in app.info)


def test_what_keeps_all_rows_out_is_said_before_names_are_asked(page):
    given(page, free_list(["Germanny", None, "x"], ["New Office", None, "y"]))
    page.selectbox(key="upload_table").set_value("donor").run()
    page.session_state["work"].plans = (replace(page.session_state["work"].plans[0], fields={0: "name"}),)
    page.run()
    (warning,) = [one.value for one in page.warning if "First of all" in one.value]
    assert "“Donor type” is missing" in warning and "“Donor type, for all new rows”" in warning
    page.selectbox(key="all_donor_donor_type").set_value("Private").run()
    assert not [one.value for one in page.warning if "First of all" in one.value]
    assert figures(page)["New"] == "1"


def test_a_template_of_another_landscape_is_warned_of(page, tiny, tmp_path, monkeypatch):
    here = os.environ["LANDSCAPE_VERSIONS"]
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "other"))
    publish.first_version(store.ROOT / "tests" / "data" / "tiny")
    data = template.workbook_of(["donor"], "0001")
    monkeypatch.setenv("LANDSCAPE_VERSIONS", here)
    given(page, data)
    (warning,) = page.warning
    assert warning.value.startswith("The template is of version 0001 of another landscape; version 0001 is in force.")


def test_a_large_list_whose_reading_ends_stays_in_hand_and_can_be_tried_again(page, monkeypatch):
    rows = [[f"Bureau {number}", "DAC member", "x" * 40] for number in range(6_000)]
    data = "\n".join(",".join(row) for row in [["Donor", "Type of donor", "Remarks"], *rows]).encode()
    real = desk._answer

    def killed(connection, data, say):
        desk._clerk.process.kill()
        return real(connection, data, say)

    given(page, data, "list.csv")
    assert figures(page)["New"] == "6,000"
    monkeypatch.setattr(desk, "_answer", killed)
    page.selectbox(key="upload_mode").set_value("add").run()
    (error,) = page.error
    assert not page.exception and "ended before it was done" in error.value
    monkeypatch.setattr(desk, "_answer", real)
    page.button(key="read_again").click().run()
    assert not page.error and figures(page)["New"] == "6,000"
    desk._end()
