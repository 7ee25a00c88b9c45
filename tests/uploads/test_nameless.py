"""Records without a name, known by what else they say."""

from tests.uploads.making import list_of, only, published, read

EVIDENCE = {"fields": {0: "donor_id", 1: "evidence", 2: "first_year", 3: "amount_usd"}, "table": "donor_evidence"}
EVIDENCE |= {"constants": {"confidence": "low"}}


def payments(*rows):
    return list_of(["Donor", "What", "Year", "Amount (USD)", "Day"], *rows)


def test_evidence_that_is_known_is_itself_without_its_code(tiny):
    one = only(read(payments(["Germany", "Paid for a survey of migrants in Namibia", 2019, 800000]), **EVIDENCE))
    (change,) = one.changes.changed
    assert (change.key, change.fields) == (("germany-paid",), {"amount_usd": (750000, 800000)})
    assert (change.reason, one.changes.added) == ("same donor, what is known, from", ())


def test_a_donor_alone_does_not_tell_which_evidence_is_meant(tiny):
    rows = list_of(["Donor", "Amount (USD)"], ["Germany", 5], ["UNFPA", 7])
    one = only(read(rows, **EVIDENCE | {"fields": {0: "donor_id", 1: "amount_usd"}}))
    assert one.changes.is_empty
    assert "required" in {found.rule for found in one.findings}


def test_an_amount_corrected_in_the_next_file_changes_its_record(tiny):
    published(read(payments(["UNFPA", "A census", 2021, 5], ["UNFPA", "A survey", 2021, 7]), **EVIDENCE))
    one = only(read(payments(["UNFPA", "a  Census", 2021, 6], ["UNFPA", "A survey", 2021, 7]), **EVIDENCE))
    assert one.changes.added == ()
    assert [change.fields["amount_usd"] for change in one.changes.changed] == [(5, 6)]


def test_payments_of_one_list_that_share_all_but_the_amount_are_records_of_their_own(tiny):
    rows = [["UNFPA", "A census", 2021, 5, "1 May"], ["UNFPA", "A census", 2021, 7, "1 June"]]
    rows += [["UNFPA", "A census", 2021, 5, "1 July"], ["UNFPA", "A census", 2021, 5, "1 July"]]
    uploads = read(payments(*rows), **EVIDENCE)
    assert [change.row for change in only(uploads).changes.added] == [2, 3, 4]
    assert [(one.row, one.rule) for one in only(uploads).findings if one.is_blocking] == [(5, "unique")]
    published(uploads)
    again = only(read(payments(rows[1], rows[0], rows[2]), **EVIDENCE))
    assert (again.changes.in_words(), again.changes.unchanged) == ("no changes", 3)
