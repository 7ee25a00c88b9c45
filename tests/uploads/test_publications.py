"""From prepared uploads to the next version: signed, logged, all or nothing, and back again."""

import io

import openpyxl
import pytest

from landscape import changes, dictionary, plans, publish, store, template, upload, workbook
from landscape.matching import records as naming
from tests.uploads.making import ANN, edited, list_of, only, published, read, row_of, saved


def changed(tiny):
    return read(edited("donor", (row_of("donor", "germany"), "Acronym", "DE"), (0, "Donor", "New"), (0, "Donor type", "Private")))


def test_a_publication_is_signed_and_logged(tiny, ask):
    uploads = changed(tiny)
    signature = publish.Signature("Ann", "After the meeting", ("list.xlsx", "ab" * 32))
    second = publish.commit([one.changes for one in uploads], signature)
    assert (second, store.current()) == ("0002", "0002")
    (signed,) = store.read("version_made", second).to_dict("records")
    assert (signed["made_by"], signed["note"], signed["file_name"], signed["based_on"]) == (
        "Ann",
        "After the meeting",
        "list.xlsx",
        tiny,
    )
    assert (signed["added_count"], signed["changed_count"], signed["removed_count"]) == (1, 1, 0)
    assert ask(second, "select record, field, kind, before_value, after_value from change_log") == [
        ("germany", "acronym", "changed", None, "DE")
    ]
    assert ask(second, "select title, publisher from source natural join donor where donor_id = 'new'") == [("list.xlsx", "Ann")]


def test_the_old_version_is_left_as_it_was(tiny):
    before = store.file_of(tiny).read_bytes()
    published(changed(tiny))
    assert store.file_of(tiny).read_bytes() == before


def test_the_same_file_a_second_time_is_no_changes(tiny):
    rows = list_of(["Donor", "Donor type", "Note"], ["Zebra Trust", "Private", "A"], ["Germany", "DAC member", "B"])
    published(read(rows))
    assert only(read(rows)).changes.in_words() == "no changes"


def test_two_lists_of_one_workbook_are_published_together(tiny):
    uploads = read(template.workbook_of(["donor", "mechanism"], tiny))
    parts = [changes.compare("donor", tiny, [(2, {"donor_id": "germany", "note": "Met"})])]
    parts.append(changes.compare("mechanism", tiny, [(3, {"mechanism_id": "data-fund", "total_note": "Asked"})]))
    second = publish.commit(parts, ANN)
    assert len(uploads) == 2
    assert {name: one.in_words() for name, one in changes.between(tiny, second).items()} == {
        "donor": "1 changed",
        "mechanism": "1 changed",
    }


def test_evidence_can_name_a_donor_that_is_new_in_the_same_workbook(tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor", "donor_evidence"], tiny)))
    rows = {"donor": {"Donor": "Zebra Trust", "Donor type": "Private"}}
    rows["donor_evidence"] = {"Donor": "Zebra Trust", "What is known": "Paid for a census", "Confidence": "low"}
    for table, new in rows.items():
        sheet = book[template.sheet_name(dictionary.table(table))]
        columns = {cell.value: cell.column for cell in sheet[1]}
        number = sheet.max_row + 1
        for header, value in new.items():
            sheet.cell(number, columns[header]).value = value
    book.move_sheet(template.sheet_name(dictionary.table("donor_evidence")), -5)
    file = io.BytesIO()
    book.save(file)
    uploads = read(file.getvalue())
    assert [(one.plan.table, one.undecided, len(one.changes.added)) for one in uploads] == [
        ("donor_evidence", {}, 1),
        ("donor", {}, 1),
    ]
    second = published(uploads)
    assert any(one["donor_id"] == "zebra-trust" for one in changes.records("donor_evidence", second).values())
    assert "zebra trust" not in naming.names(tiny).tables["donor"].of


def test_two_sheets_for_one_list_are_refused_by_their_names(tiny):
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor"], tiny)))
    book.copy_worksheet(book["Donors"]).title = "Donors "
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(plans.TwoSheets, match="“Donors” and “Donors ” both hold “Donors”"):
        read(file.getvalue())


def test_evidence_is_counted_anew(tiny):
    rows = list_of(["Donor", "What is known", "Confidence"], ["UNFPA", "Paid for a census", "high"], ["UNFPA", "Said so", "low"])
    second = published(read(rows, table="donor_evidence"))
    counts = {key[0]: one["evidence_count"] for key, one in changes.records("donor", second).items()}
    assert counts == {"example-foundation": 0, "germany": 1, "turkiye": 0, "unfpa": 2}


def test_what_is_computed_is_not_compared_with_an_earlier_template(tiny):
    """It stands in templates of an earlier time; evidence that came in since is no change of a donor."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of(["donor"], tiny)))
    header = template.header_of(dictionary.table("donor").field("evidence_count"))
    assert header not in [cell.value for cell in book["Donors"][1]]
    column = book["Donors"].max_column + 1
    for row, value in enumerate([header, 0, 0, "many", 0], start=1):
        book["Donors"].cell(row, column).value = value
    published(read(list_of(["Donor", "What is known", "Confidence"], ["UNFPA", "Said so", "low"]), table="donor_evidence"))
    one = only(read(saved(book)))
    assert (one.changes.in_words(), one.findings, one.changes.unchanged) == ("no changes", (), 4)
    assert "donor" not in changes.between(tiny, "0002")


def test_who_was_slower_is_told_so_and_nothing_is_lost(tiny):
    first, slower = changed(tiny), changed(tiny)
    published(first)
    with pytest.raises(store.Outdated, match="version 0002 is in force, your preview was made on version 0001"):
        published(slower)
    assert store.versions() == ["0001", "0002"]


@pytest.mark.parametrize(("name", "note"), [("", "Why"), ("Ann", ""), ("  ", " ")])
def test_nobody_publishes_without_name_and_note(name, note):
    with pytest.raises(publish.Unsigned, match="Name"):
        publish.Signature(name, note)


def test_a_publication_of_nothing_is_refused(tiny):
    for nothing in ([], [changes.Changes("donor", tiny)]):
        with pytest.raises(publish.NothingToPublish):
            publish.commit(nothing, ANN)
    assert store.versions() == [tiny]


def test_an_old_version_is_put_in_force_again_as_a_new_one(tiny):
    second = published(changed(tiny))
    third = publish.restore(tiny, publish.Signature("Bob", "It was wrong"), second)
    assert (third, store.current()) == ("0003", "0003")
    assert changes.between(tiny, third) == {}
    (signed,) = store.read("version_made", third).to_dict("records")
    assert (signed["made_by"], signed["based_on"]) == ("Bob", second)
    with pytest.raises(store.Outdated):
        publish.restore(tiny, publish.Signature("Bob", "Again"), second)
    with pytest.raises(store.NoVersion):
        publish.restore("0099", publish.Signature("Bob", "Which?"), third)
    assert store.versions() == ["0001", "0002", "0003"]


def test_after_a_restoration_people_go_on(tiny):
    publish.restore(tiny, publish.Signature("Bob", "It was wrong"), published(changed(tiny)))
    assert published(changed(store.current())) == "0004"


def test_it_is_said_column_by_column_how_far_an_upload_is(tiny):
    book = workbook.read(template.workbook_of(["donor", "mechanism"], tiny), "lists.xlsx")
    names, heard = naming.names(tiny), []
    found, _ = plans.proposed(book, names, tiny)
    list(upload.one_by_one(book, found, names, tiny, lambda share, text: heard.append((share, text))))
    shares = [share for share, _ in heard]
    assert shares == sorted(shares) and shares[0] == 0 and 0.8 < shares[-1] < 1
    assert len(shares) > sum(len(plan.fields) for plan in found)
    assert {text.partition(":")[0] for _, text in heard} == {"Donors", dictionary.table("mechanism").label}
