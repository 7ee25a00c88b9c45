"""The template filled in and uploaded: what is typed, added, erased and taken out of it."""

import csv
import io
import re
import shutil
import subprocess

import openpyxl
import pytest

from landscape import changes, confidential, dictionary, plans, publish, store, template, upload, workbook
from landscape.matching import records as naming
from landscape.refusals import RuleBroken
from tests.uploads.making import ANN, changed_template, edited, kinds, list_of, only, read, row_of, saved, shorter


@pytest.mark.parametrize("which", ["tiny", "version"])
def test_the_template_uploaded_unchanged_is_no_changes(which, request):
    name = request.getfixturevalue(which)
    uploads = read(template.workbook_of(template.KEPT, name))
    assert {one.plan.table for one in uploads} == set(template.KEPT)
    for one in uploads:
        assert (one.changes.in_words(), one.findings, one.changes.missing) == ("no changes", (), ()), one.plan.table
        is_left_out = one.plan.table == confidential.TABLE and confidential.is_held(name)
        assert one.changes.unchanged == (0 if is_left_out else len(changes.records(one.plan.table, name)))


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_the_template_saved_by_libreoffice_is_no_changes(version, tmp_path, ending):
    """It renumbers styles, writes blanks with a format, keeps fifteen digits, and drops the properties of an .xls."""
    (tmp_path / "list.xlsx").write_bytes(template.workbook_of(template.KEPT, version))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    saved_in = ["--outdir", tmp_path / "saved", tmp_path / "list.xlsx"]
    subprocess.run([SOFFICE, "--headless", home, "--convert-to", ending, *saved_in], check=True, capture_output=True, timeout=120)
    uploads = read((tmp_path / "saved" / f"list.{ending}").read_bytes(), f"list.{ending}")
    assert {one.plan.table for one in uploads} == set(template.KEPT)
    assert all((one.changes.in_words(), one.findings, one.changes.missing) == ("no changes", (), ()) for one in uploads)


@pytest.fixture
def without_properties(tiny):
    """The template of all lists as some programs save it: without the document's own properties."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(template.KEPT, tiny)))
    del book.custom_doc_props[template.VERSION]
    return book


def test_a_template_without_its_properties_is_known_by_its_read_me_sheet(tiny, without_properties):
    data = saved(without_properties)
    assert workbook.read(data, "list.xlsx").based_on == tiny
    uploads = read(data)
    assert [one.plan.table for one in uploads] == list(template.KEPT)
    assert all((one.changes.in_words(), one.findings) == ("no changes", ()) for one in uploads)


def test_a_template_without_properties_and_read_me_sheet_is_known_by_its_headers(tiny, without_properties):
    del without_properties[template.READ_ME], without_properties[template.LISTS]
    uploads = read(saved(without_properties))
    assert [one.plan.table for one in uploads] == list(template.KEPT)
    assert workbook.read(saved(without_properties), "list.xlsx").based_on is None


def test_a_list_of_our_own_with_one_sheet_of_the_template_is_read_as_any_list(tiny, without_properties):
    for name in without_properties.sheetnames:
        if name != "Donors":
            del without_properties[name]
    without_properties.create_sheet("Mine").append(["Donor", "Remarks"])
    assert not any(one.plan.is_template for one in read(saved(without_properties)))


@pytest.mark.parametrize("name", template.KEPT)
def test_a_sheet_of_the_template_saved_as_csv_is_no_changes(version, name):
    """Every row is a record, also one that looks like a total: “UN Regular Programme …”, for all regions."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of([name], version)), read_only=True)
    out = io.StringIO()
    csv.writer(out).writerows(book[template.sheet_name(dictionary.table(name))].iter_rows(values_only=True))
    one = only(read(out.getvalue().encode("utf-8-sig"), "list.csv"))
    assert (one.plan.table, one.plan.is_template) == (name, True)
    assert (one.changes.in_words(), one.findings, one.changes.missing) == ("no changes", (), ())


def test_a_sheet_that_fits_no_table_is_said_to_be_left_out(tiny):
    def change(sheet):
        sheet.parent.create_sheet("Our ideas").append(["Zebra", "Stripes"])
        sheet.parent.create_sheet("Nothing on it")

    one = only(read(changed_template("donor", change)))
    assert one.changes.is_empty
    (found,) = one.findings
    assert (found.sheet, found.found, found.rule, found.is_blocking) == (
        "Our ideas",
        "Our ideas: 1 row",
        "sheet left out",
        False,
    )
    two = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor", "mechanism"], tiny)))
    two.create_sheet("Our ideas").append(["Zebra", "Stripes"])
    assert [each.rule for one in read(saved(two)) for each in one.findings] == ["sheet left out"], "it is said once"


@pytest.mark.parametrize("mode", changes.MODES)
def test_the_template_unchanged_is_no_changes_in_any_mode(tiny, mode):
    assert all(one.changes.is_empty for one in read(template.workbook_of(template.KEPT, tiny), mode=mode))


def test_a_changed_cell_is_one_changed_field(tiny):
    one = only(read(edited("donor", (row_of("donor", "germany"), "Full name", "Germany, Federal Republic"))))
    (change,) = one.changes.changed
    assert change.fields == {"full_name": ("Federal Republic of Germany", "Germany, Federal Republic")}
    assert change.row == row_of("donor", "germany")
    assert (one.changes.added, one.findings) == ((), ())


def test_a_renamed_column_of_the_template_is_still_read(tiny):
    row = row_of("donor", "germany")

    def change(sheet):
        (cell,) = (cell for cell in sheet[1] if cell.value == "ODA 2024 (USD)")
        cell.value = "ODA 2024"
        sheet.cell(row, cell.column).value = 33e9

    one = only(read(changed_template("donor", change)))
    assert [each.fields for each in one.changes.changed] == [{"oda_2024_usd": (32e9, 33e9)}]
    assert one.findings == ()


def test_a_column_that_the_template_does_not_have_is_said_to_be_left_out(tiny):
    def change(sheet):
        column = sheet.max_column + 1
        sheet.cell(1, column).value = "Zebra"
        sheet.cell(2, column).value = "striped"
        sheet.cell(2, column + 1).value = "no heading"

    one = only(read(changed_template("exchange_rate", change)))
    assert one.changes.is_empty
    assert [(found.rule, found.is_blocking, found.row) for found in one.findings] == [("column left out", False, None)] * 2
    assert one.findings[0].found == "Zebra" and one.findings[0].cell.endswith("1")
    assert one.findings[1].found.startswith("Column ")


def test_a_renamed_sheet_of_the_template_is_still_read(tiny):
    def change(sheet):
        sheet.title = "Our donors"

    one = only(read(changed_template("donor", change)))
    assert (one.plan.table, one.changes.in_words(), one.findings) == ("donor", "no changes", ())


def test_an_erased_cell_is_a_value_that_becomes_unknown(tiny):
    (change,) = only(read(edited("donor", (row_of("donor", "germany"), "Full name", None)))).changes.changed
    assert change.erased == ["full_name"]


def test_a_required_cell_that_is_blank_leaves_the_known_value_and_the_row_comes_in(tiny):
    row = row_of("donor", "germany")
    one = only(read(edited("donor", (row, "Donor type", None), (row, "Acronym", "DE"))))
    assert one.findings == ()
    assert [change.fields for change in one.changes.changed] == [{"acronym": (None, "DE")}]


def test_an_added_row_is_a_new_record_with_a_name_as_its_code(tiny):
    one = only(read(edited("donor", (0, "Donor", "Agence Française"), (0, "Donor type", "Private"))))
    (change,) = one.changes.added
    assert change.key == ("agence-francaise",)
    assert change.fields["funds_statistics"] == (None, "unknown")
    assert one.findings == ()


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("both", {}), ("add", {}), ("update", {}), ("replace", {"old-fund": "removed"})],
)
def test_a_row_that_is_gone_is_only_removed_when_the_file_is_the_whole_list(tiny, mode, expected):
    one = only(read(shorter("mechanism", row_of("mechanism", "old-fund")), mode=mode))
    assert kinds(one) == expected
    assert one.changes.missing == (("old-fund",),)
    assert one.findings == ()


def test_a_record_that_other_lists_name_is_not_removed(tiny):
    one = only(read(shorter("donor", row_of("donor", "germany")), mode="replace"))
    assert kinds(one) == {}
    assert {(found.rule, found.found, found.is_blocking) for found in one.findings} == {("still named", "Germany", False)}
    first = r"first upload the list “.+” without these rows.* publish; then upload this file again"
    for found in one.findings:
        comes_from_publishers = "“Funding flows”" in found.expected or "“Records of support to statistics”" in found.expected
        assert re.search("come from publishers" if comes_from_publishers else first, found.advice), found
    gone = changes.compare("donor", tiny, [], "replace", {("germany",): changes.records("donor", tiny)["germany",]})
    with pytest.raises(RuleBroken, match="Germany is named in “.+” and cannot be removed"):
        publish.commit([gone], ANN)
    assert store.versions() == [tiny]


def test_a_record_whose_row_was_left_out_is_not_removed(tiny):
    rows = list_of(
        ["Mechanism", "Kind", "Status", "Acronym"],
        ["Data Fund", "proposal", "open", "DF"],
        ["OLD FUND"],
        ["New", "proposal", "open"],
    )
    (found,), _ = plans.proposed(workbook.read(rows, "list.xlsx"), naming.names(tiny), tiny)
    left_out = plans.corrected(found, kept_out=[3]).layout
    one = only(read(rows, mode="replace", layout=left_out))
    assert "removed" not in kinds(one).values()
    (finding,) = [finding for finding in one.findings if finding.rule == "row left out"]
    assert (finding.row, finding.found, finding.is_blocking) == (3, "Old Fund", False)
    one = only(read(shorter("mechanism", row_of("mechanism", "old-fund")), mode="replace"))
    assert kinds(one) == {"old-fund": "removed"}


def test_nothing_is_removed_while_a_row_waits_that_may_stand_for_it(tiny):
    rows = list_of(["Mechanism", "Kind"], ["Data Fnd", "proposal"], ["New Window", "proposal"])
    waiting = only(read(rows, mode="replace"))
    assert "removed" not in kinds(waiting).values()
    assert "removal waits" in {one.rule for one in waiting.findings}
    decided = only(read(rows, mode="replace", decisions={("name", "Data Fnd"): "data-fund"}))
    assert kinds(decided)["old-fund"] == "removed"


def test_nothing_is_removed_while_a_required_column_is_not_chosen(tiny):
    one = only(read(list_of(["Donor"], ["Germany"], ["Quixotic"]), table="donor", fields={0: "name"}, mode="replace"))
    assert kinds(one) == {}
    assert {found.rule for found in one.findings} == {"required", "removal waits"}


@pytest.mark.parametrize("table", ["exchange_rate", "country_alias", "mechanism_contributor"])
def test_a_row_without_one_of_its_keys_stays_out(tiny, table):
    *_, key = (field for field in dictionary.table(table).fields if field.is_key)
    one = only(read(edited(table, (2, template.header_of(key), None))))
    assert one.changes.is_empty
    assert one.findings[0].is_blocking
    assert one.findings[0].row == 2


def test_what_is_typed_into_the_template_is_read_as_people_write_it(tiny):
    one = only(read(edited("mechanism", (row_of("mechanism", "data-fund"), "Closes", "Until 4/12/2032"))))
    (change,) = one.changes.changed
    assert change.fields["closes_on"] == (None, "2032-12-04") or change.fields["closes_on"] == (None, "2032-04-12")
    assert change.fields["closes_year"] == (None, 2032)


@pytest.fixture
def closing(tiny):
    """A version in which a fund closes on a day."""
    made = changes.compare(
        "mechanism", tiny, [(None, {"mechanism_id": "data-fund", "closes_on": "2030-12-31", "closes_year": 2030})]
    )
    return publish.commit([made], ANN)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({"Closes": None}, {"closes_on": ("2030-12-31", None), "closes_year": (2030, None)}),
        ({"Closes": "2031-01-31"}, {"closes_on": ("2030-12-31", "2031-01-31"), "closes_year": (2030, 2031)}),
        ({"Closes": None, "Year of closing": 2032}, {"closes_on": ("2030-12-31", None), "closes_year": (2030, 2032)}),
    ],
)
def test_a_year_follows_from_the_date_that_changes(closing, edits, expected):
    one = only(read(edited("mechanism", *((row_of("mechanism", "data-fund"), *edit) for edit in edits.items()))))
    assert [change.fields for change in one.changes.changed] == [expected]


def test_a_year_that_contradicts_its_date_is_a_problem_at_its_cell(closing):
    one = only(read(edited("mechanism", (row_of("mechanism", "data-fund"), "Year of closing", 2032))))
    assert one.changes.is_empty
    assert [(found.column, found.rule, found.is_blocking) for found in one.findings] == [
        ("Year of closing", "date and year disagree", True)
    ]


def test_a_new_year_is_not_published_beside_a_date_that_was_to_be_erased(closing):
    row = row_of("mechanism", "data-fund")
    made = only(read(edited("mechanism", (row, "Closes", None), (row, "Year of closing", 2032)))).changes
    without_erasing = made.without((), {(made.changed[0].key, "closes_on")})
    with pytest.raises(RuleBroken, match="the year of its date"):
        publish.commit([without_erasing], ANN)
    assert store.current() == closing
    after = publish.commit([made], ANN)
    assert changes.records("mechanism", after)["data-fund",]["closes_year"] == 2032


def test_a_date_that_is_none_keeps_its_row_out(tiny):
    one = only(read(edited("mechanism", (row_of("mechanism", "data-fund"), "Closes", "when the money is spent"))))
    assert one.changes.is_empty
    assert [found.column for found in one.findings] == ["Closes"]


# --- others publish while a person fills the template in ----------------------------------------------------------------


def publish_others(version, **fields):
    """Somebody else changes Germany, adds a donor and removes another, while the template is filled in."""
    now = changes.records("donor", version)
    german = {name: (now["germany",][name], value) for name, value in fields.items()}
    gone = changes.Change("donor", "removed", ("example-foundation",), "Example Foundation", {})
    required = [one.name for one in dictionary.table("donor").fields if one.is_required]
    new = {**{name: now["germany",][name] for name in required}, "donor_id": "new", "name": "Newland", "donor_type": "foundation"}
    added = changes.Change("donor", "added", ("new",), "Newland", {name: (None, value) for name, value in new.items()})
    changed = changes.Change("donor", "changed", ("germany",), "Germany", german)
    return publish.commit([changes.Changes("donor", version, (added,), (changed,), (gone,))], ANN)


@pytest.fixture
def overtaken(tiny, monkeypatch):
    """The template with another full name of Germany, while others changed its acronym."""
    monkeypatch.setattr("landscape.publish.refuse_broken", lambda *some: None)  # evidence names the donor that goes
    data = edited("donor", (row_of("donor", "germany"), "Full name", "Germany, Federal Republic"))
    publish_others(tiny, acronym="GE")
    return data


@pytest.mark.parametrize("mode", changes.MODES)
def test_what_others_changed_since_the_template_was_made_stays(overtaken, mode):
    one = only(read(overtaken, mode=mode))
    assert kinds(one) == ({"germany": "changed"} if mode != "add" else {})
    assert all(set(each.fields) == {"full_name"} for each in one.changes.changed)
    assert (one.changes.missing, one.findings) == ((), ())


def test_what_both_changed_is_said(tiny):
    data = edited("donor", (row_of("donor", "germany"), "Acronym", "DE"))
    now = changes.records("donor", tiny)["germany",]["acronym"]
    change = changes.Change("donor", "changed", ("germany",), "Germany", {"acronym": (now, "GE")})
    publish.commit([changes.Changes("donor", tiny, changed=(change,))], ANN)
    one = only(read(data))
    assert one.changes.changed[0].fields == {"acronym": ("GE", "DE")}
    (found,) = one.findings
    assert (found.rule, found.found, found.is_blocking) == ("changed since", "DE", False)
    assert found.expected.startswith("“GE”, as somebody else has it")


def test_a_template_of_a_version_that_was_removed_is_compared_with_the_one_in_force(overtaken, tiny):
    store.remove([tiny])
    one = only(read(overtaken))
    assert kinds(one) == {"germany": "changed", "example-foundation": "added"}
    assert set(one.changes.changed[0].fields) == {"full_name", "acronym"}


def another_landscape(home):
    """A folder with a landscape made of the same tables, whose versions have the same numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", str(home))
        return publish.first_version(store.ROOT / "tests" / "data" / "tiny"), template.workbook_of(["donor"], "0001")


def test_a_template_of_another_landscape_is_not_compared_with_the_version_of_that_number(tiny, tmp_path):
    other, data = another_landscape(tmp_path / "other")
    change = changes.Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    publish.commit([changes.Changes("donor", tiny, changed=(change,))], ANN)
    assert other == tiny
    book = workbook.read(data, "list.xlsx")
    assert (book.based_on, upload.is_of_here(book), upload.made_from_earlier(book, store.current())) == (tiny, False, "")
    assert upload.made_from(book) == f"version {tiny} of another landscape"
    one = only(read(data))
    assert one.changes.changed[0].fields == {"acronym": ("GE", None)}, (
        "as of any list: the page warns of what shows as a change back"
    )


@pytest.mark.parametrize("how", ["properties", "read me"])
def test_a_template_says_of_which_landscape_its_version_is(tiny, without_properties, how):
    data = template.workbook_of(["donor"], tiny)
    if how == "read me":
        del without_properties.custom_doc_props[template.DIGEST]
        data = saved(without_properties)
    book = workbook.read(data, "list.xlsx")
    assert book.digest == store.digest(tiny) and upload.is_of_here(book)
    assert upload.made_from(book) == f"version {tiny}"


def test_a_template_from_before_templates_said_it_is_taken_for_one_that_is_not_known(tiny, without_properties):
    del without_properties.custom_doc_props[template.DIGEST]
    for row in without_properties[template.READ_ME].iter_rows():
        if row[0].value == "Digest of that version":
            row[0].value = row[1].value = None
    book = workbook.read(saved(without_properties), "list.xlsx")
    assert (book.based_on, book.digest, upload.made_from_earlier(book, "0002")) == (tiny, "", "")
