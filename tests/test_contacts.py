"""E-mail addresses and telephone numbers are told from codes, amounts and dates, and stay out whichever way they come."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from landscape import checks, contacts, plans, publish, store, upload, workbook
from landscape.changes import compare
from landscape.matching import records as naming
from landscape.refusals import RuleBroken
from landscape.sheets import Book

CONTACTS = [
    "ann@example.org",
    "Write to ann.lee+funds@stats.example.org.",
    "ann (at) example.org",
    "Ann, +49 30 1234 5678",
    "+41229171234",
    "+41 22 917 9000",
    "+1 (212) 963-1234",
    "+254 712 345 678",
    "0041 22 917 12 34",
    "tel. 917 12 34",
    "Tél. : 01 45 24 82 00",
    "Téléphone 22.917.12.34",
    "WhatsApp: 712345678",
    "Fax no. (212) 963 1234",
    "022 917 12 34",
    "(030) 1234 5678",
    "06.12.34.56.78",
    "030/12345678",
    "0612345678",
]
NO_CONTACTS = [
    "",
    "Next call in March 2027",
    "USD 150 000 000 for 2027 2028 2029 or 2027/2028/2029",
    "+1 500 000 000",
    "a change of +2 350 000 USD",
    "+12 345 678 people, or +123.456.789 since 2020",
    "+15.5 % against 2010-2020",
    "0.845494 per US dollar, 0,845494",
    "1 250 000",
    "P174116, XM-DAC-41301-0612345678, GB-COH-04154075-PRI-001, GB-CHC-0220949123",
    "NO-BRC-972417920-1",
    "[DK-CVR-12006004]",
    "2019000123 and 2020001234",
    "01/11/06-30/04/08",
    "01.02.2021 to 03.04.2022",
    "2021-02-01 09:30",
    "ISBN 978-92-1-101234-5",
    "doi:10.1787/5f3a1b2c-en",
    "https://www.example.org/files/0612345678/report.pdf?id=0041229171234",
    "https://medium.com/@example/funds",
    "At a meeting @ 10",
    "Mobile phone data 2019-2021, phone survey of 1 200 000 households",
    "Telephone surveys 2020 2021 2022",
    "004 008 012",
    "Redacted 09 05 18 08 30 19",
    "Phone 2: 2021",
]


@pytest.mark.parametrize("text", CONTACTS)
def test_a_way_to_reach_a_person_is_found(text):
    assert contacts.found_in(text)


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_codes_amounts_dates_and_addresses_of_pages_are_none(text):
    assert contacts.found_in(text) == ""


def test_no_text_of_the_landscape_is_taken_for_one():
    for path in sorted(publish.DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts = {cell for row in csv.reader(file) for cell in row}
        assert [text for text in texts if contacts.found_in(text)] == [], path.name


UNKNOWN = {"funds_statistics": "unknown", "funds_migration_statistics": "unknown", "source_id": "m49"}
MEETING = {"meeting_id": "first", "name": "First meeting", "held_on": date(2026, 11, 29), "source_id": "m49"}


def place(_):
    return lambda fields: (7, "List", f"{fields[0]}7", fields[0].title(), "")


@pytest.mark.parametrize(
    ("table", "key", "fields", "name"),
    [
        ("donor", {"donor_id": "germany"}, {"note": "Ann, +49 30 1234 5678"}, "note"),
        ("donor", {"donor_id": "new", "name": "ann@example.org", "donor_type": "Private"}, UNKNOWN, "name"),
        ("mechanism", {"mechanism_id": "old-fund"}, {"eligible": "Ask ann@example.org"}, "eligible"),
        ("mechanism", {"mechanism_id": "old-fund"}, {"contributors": ["Norway", "ann@example.org"]}, "contributors"),
        ("assessment_answer", {"question_id": "test-one", "iso3": "NAM"}, {"answer": ["yes", "tel. 917 12 34"]}, "answer"),
        ("decision", {"decision_id": "approach-germany"}, {"owner_role": "Ann, +49 30 1234 5678"}, "owner_role"),
        ("meeting", MEETING, {"note": "ann@example.org"}, "note"),
        ("opportunity", {"opportunity_id": "turkiye-training"}, {"next_action": "Write to ann@example.org"}, "next_action"),
    ],
)
def test_it_keeps_its_record_out_of_every_list_and_out_of_a_publication(tiny, table, key, fields, name):
    made = compare(table, tiny, [(7, key | fields)])
    (found,) = [one for one in checks.broken_rules([made], place) if one.rule == "contact"]
    assert (found.row, found.cell, found.is_blocking) == (7, f"{name}7", True)
    assert "looks like" in found.expected and "role" in found.advice
    with pytest.raises(RuleBroken, match=r"looks like .* Nothing was published\."):
        publish.commit([made], publish.Signature("Ann", "Wrong"))
    assert store.versions() == [tiny]


def test_a_code_or_the_address_of_a_page_may_look_like_one(tiny):
    made = compare("donor", tiny, [(7, {"donor_id": "germany", "iati_org_id": "0612345678"})])
    assert checks.broken_rules([made], place) == []


def test_what_stood_there_before_is_not_held_against_an_upload(tiny):
    second = store.next_version(lambda draft: draft.execute("update donor set note = 'ann@example.org'"), tiny)
    made = compare("donor", second, [(7, {"donor_id": "germany", "full_name": "Germany, the Federal Republic"})])
    assert checks.broken_rules([made], place) == []
    assert publish.commit([made], publish.Signature("Ann", "Fine")) == "0003"


@pytest.mark.parametrize("signed", [("ann@example.org", "Meeting"), ("Ann", "Call +41 22 917 12 34 for more")])
def test_nobody_signs_with_an_address_or_a_number(signed):
    with pytest.raises(publish.Unsigned, match=r"Everybody can read .* looks like"):
        publish.Signature(*signed)


def test_a_column_of_numbers_kept_as_a_note_comes_in_nowhere(tiny, tmp_path):
    path = tmp_path / "list.xlsx"
    with Book(path) as book:
        sheet = book.add_worksheet("List")
        for row, cells in enumerate((["Donor", "Desk"], ["Germany", "+49 30 1234 5678"], ["Turkiye", "Europe"])):
            sheet.write_row(row, 0, cells)
    names, read = naming.names(tiny), workbook.read(path.read_bytes(), "list.xlsx")
    plan, _ = plans.of_sheet(read.sheets[0], 0, names, tiny, "donor")
    (one,) = upload.all_prepared(read, [replace(plan, notes=(1,))], names, tiny)
    assert [(each.cell, each.found) for each in one.findings if each.rule == "contact"] == [("B2", "+49 30 1234 5678")]
    assert [each.key for each in one.changes.changed] == [("turkiye",)]
