"""From the bytes of a workbook to the next version and back: what comes in, what stays out and where it stands."""

import io
from dataclasses import replace

import openpyxl
import pytest

from landscape import changes, dictionary, plans, publish, store, template, upload, workbook
from landscape.matching import records as naming
from landscape.plans import LEAVE_OUT, NEW
from tests.uploads.making import ANN, edited, list_of, published, read, row_of, said, shorter


def only(uploads):
    (one,) = uploads
    return one


def kinds(one):
    """What would happen to which record."""
    made = one.changes
    return {each.key[0]: each.kind for each in (*made.added, *made.changed, *made.removed)}


# --- the template ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["tiny", "version"])
def test_the_template_uploaded_unchanged_is_no_changes(which, request):
    name = request.getfixturevalue(which)
    uploads = read(template.workbook_of(template.KEPT, name))
    assert {one.plan.table for one in uploads} == set(template.KEPT)
    for one in uploads:
        assert (one.changes.in_words(), one.findings, one.changes.missing) == ("no changes", (), ()), one.plan.table
        assert one.changes.unchanged == len(changes.records(one.plan.table, name))


@pytest.mark.parametrize("mode", changes.MODES)
def test_the_template_unchanged_is_no_changes_in_any_mode(tiny, mode):
    assert all(one.changes.is_empty for one in read(template.workbook_of(template.KEPT, tiny), mode=mode))


def test_a_changed_cell_is_one_changed_field(tiny):
    one = only(read(edited("donor", (row_of("donor", "germany"), "Full name", "Germany, Federal Republic"))))
    (change,) = one.changes.changed
    assert change.fields == {"full_name": ("Federal Republic of Germany", "Germany, Federal Republic")}
    assert change.row == row_of("donor", "germany")
    assert (one.changes.added, one.findings) == ((), ())


def changed_template(table, change):
    """The template of one table after a person changed its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of([table], store.current())))
    change(book[template.sheet_name(dictionary.table(table))])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


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
    gone = changes.compare("donor", tiny, [], "replace", {("germany",): changes.records("donor", tiny)["germany",]})
    with pytest.raises(publish.RuleBroken, match="Germany is named in “.+” and cannot be removed"):
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


def test_a_date_that_is_none_keeps_its_row_out(tiny):
    one = only(read(edited("mechanism", (row_of("mechanism", "data-fund"), "Closes", "when the money is spent"))))
    assert one.changes.is_empty
    assert [found.column for found in one.findings] == ["Closes"]


# --- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["germany", "GERMANY ", "Federal Republic of Germany", "XM-DAC-5-7"])
def test_a_donor_is_known_by_any_of_its_names_and_keeps_its_own(tiny, name):
    one = only(read(list_of(["Donor", "Donor type", "Note"], [name, "DAC member", "Met"], ["UNFPA", "Multilateral", None])))
    (change,) = one.changes.changed
    assert (change.key, change.fields) == (("germany",), {"note": (None, "Met")})


SIMILAR = list_of(["Donor", "Donor type", "Note"], ["Germani", "DAC member", "Met"], ["UNFPA", "Multilateral", None])


def test_a_name_that_is_only_similar_waits_for_a_decision(tiny):
    one = only(read(SIMILAR))
    assert one.changes.is_empty
    ((key, found),) = one.undecided.items()
    assert key == ("name", "Germani")
    assert found.candidates[0][:2] == ("germany", "Germany")
    assert said([one]) == [("A2", "similar name")]
    assert "Germany (86 %)" in one.findings[0].expected


@pytest.mark.parametrize(
    ("decision", "expected"), [("germany", {"germany": "changed"}), (NEW, {"germani": "added"}), (LEAVE_OUT, {})]
)
def test_a_person_decides_what_a_similar_name_stands_for(tiny, decision, expected):
    one = only(read(SIMILAR, decisions={("name", "Germani"): decision}))
    assert kinds(one) == expected
    assert one.undecided == {}


@pytest.fixture
def giz(tiny):
    """A version in which agencies are known as spellings of their donor."""
    spelling = {"donor_id": "germany", "kind": "agency", "origin": "OECD"}
    made = changes.compare("donor_alias", tiny, [(None, spelling | {"alias": alias}) for alias in ("GIZ", "BMZ")])
    return publish.commit([made], ANN)


AGENCIES = list_of(
    ["Donor", "Donor type", "Note"],
    ["GIZ", "DAC member", "of 5"],
    ["BMZ", "DAC member", "of 7"],
    ["Germany", "DAC member", "of 9"],
)


def test_an_agency_in_a_list_of_donors_waits_for_a_decision(giz):
    one = only(read(AGENCIES))
    assert {text: found.candidates for (_, text), found in one.undecided.items()} == dict.fromkeys(
        ("GIZ", "BMZ"), (("germany", "Germany", 100),)
    )
    (change,) = one.changes.changed
    assert (change.row, change.fields, change.found, change.reason) == (4, {"note": (None, "of 9")}, "Germany", "same name")
    decided = only(read(AGENCIES, decisions={("name", "GIZ"): NEW, ("name", "BMZ"): LEAVE_OUT}))
    assert kinds(decided) == {"giz": "added", "germany": "changed"}


def test_an_agency_decides_where_a_list_refers_to_donors(giz):
    row = row_of("donor_evidence", "germany-paid")
    assert only(read(edited("donor_evidence", (row, "Donor", "GIZ")))).undecided == {}


def test_a_record_found_by_another_spelling_says_why(tiny):
    rows = list_of(["Donor", "Donor type", "Note"], ["Federal Republic of Germany", "DAC member", "Met"])
    (change,) = only(read(rows)).changes.changed
    assert (change.found, change.reason) == ("Federal Republic of Germany", "full name")


def test_another_spelling_renames_nothing_where_the_code_of_this_row_is_blank(tiny):
    row = row_of("donor", "germany")
    code = template.header_of(dictionary.table("donor").field("donor_id"))
    one = only(read(edited("donor", (row, code, None), (row, "Donor", "XM-DAC-5-7"))))
    assert one.changes.is_empty


def test_an_unknown_name_in_a_column_that_refers_to_records_waits_too(tiny):
    row = row_of("donor_evidence", "germany-paid")
    data = edited("donor_evidence", (row, "Donor", "Atlantis"))
    one = only(read(data))
    assert one.changes.is_empty
    assert list(one.undecided) == [("donor_id", "Atlantis")]
    assert (one.findings[0].rule, one.findings[0].found) == ("unknown name", "Atlantis")
    decided = only(read(data, decisions={("donor_id", "Atlantis"): "unfpa"}))
    assert [change.fields for change in decided.changes.changed] == [{"donor_id": ("germany", "unfpa")}]


def test_several_undecided_names_are_not_the_same_record(tiny):
    rows = list_of(["Donor", "Donor type"], ["Germani", "DAC member"], ["Turkie", "Other government"], ["New", "Private"])
    one = only(read(rows))
    assert {found.rule for found in one.findings if found.is_blocking} == {"similar name"}


def test_names_in_other_scripts_become_records_of_their_own(tiny):
    rows = list_of(
        ["Donor", "Donor type"], ["日本基金", "Private"], ["中国银行", "Private"], ["صندوق", "Private"], ["Quixotic", "Private"]
    )
    one = only(read(rows))
    assert len({change.key for change in one.changes.added}) == 4
    again = only(read(rows))
    assert [change.key for change in again.changes.added] == [change.key for change in one.changes.added]


def test_namibia_is_a_country_and_no_blank(tiny):
    one = only(read(edited("donor", (row_of("donor", "unfpa"), "ISO3 code", "NA"))))
    (change,) = one.changes.changed
    assert change.fields == {"iso3": (None, "NAM")}


def test_a_record_that_stands_twice_comes_in_once(tiny):
    rows = [["Donor", "Donor type"], ["Zebra Trust", "Private"], ["ZEBRA TRUST", "Private"], ["zebra trust", "Multilateral"]]
    one = only(read(list_of(*rows)))
    assert [change.row for change in one.changes.added] == [2]
    assert [(found.row, found.rule) for found in one.findings] == [(3, "unique"), (4, "unique")]


# --- records without a name ---------------------------------------------------------------------------------------------

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


# --- values ------------------------------------------------------------------------------------------------------------


def test_an_amount_in_another_currency_is_converted_and_both_values_are_kept(tiny, ask):
    rows = [["Donor", "What is known", "Amount", "Year"]]
    rows += [
        ["Germany", "A payment", "EUR 2,5 Mio.", 2024],
        ["UNFPA", "Another", 1000, 2024],
        ["Türkiye", "A third", "NOK 50", 2024],
    ]
    one = only(read(list_of(*rows)))
    assert one.plan.table == "donor_evidence"
    assert [change.fields["amount_usd"] for change in one.changes.added] == [(None, 5e6), (None, 1000.0), (None, 5.0)]
    assert [(each.row, each.found, each.amount, each.currency, each.rate, each.rate_year) for each in one.conversions] == [
        (2, "EUR 2,5 Mio.", 2.5e6, "EUR", 0.5, 2024),
        (4, "NOK 50", 50.0, "NOK", 10.0, 2024),
    ]
    second = published([one])
    kept = ask(
        second, "select after_value, found, found_amount, currency, rate, rate_year from change_log where found is not null"
    )
    assert sorted(kept) == [
        ("5", "NOK 50", 50.0, "NOK", 10.0, 2024),
        ("5000000", "EUR 2,5 Mio.", 2.5e6, "EUR", 0.5, 2024),
    ]


def test_the_conversion_of_one_list_is_not_logged_with_another(tiny, ask):
    found = plans.Conversion(2, "amount_usd", "EUR 5", 5.0, "EUR", 10.0, 0.5, 2024, "donor_evidence")
    evidence = changes.compare("donor_evidence", tiny, [(2, {"evidence_id": "germany-paid", "amount_usd": 10.0})])
    benchmark = changes.compare("cost_benchmark", tiny, [(2, {"benchmark_id": "survey", "amount_usd": 7.0})])
    second = publish.commit([evidence, benchmark], ANN, [found])
    assert ask(second, "select table_name, after_value, found from change_log order by 1") == [
        ("cost_benchmark", "7", None),
        ("donor_evidence", "10", "EUR 5"),
    ]


def test_a_currency_without_a_rate_is_a_problem_at_its_cell(tiny):
    one = only(read(edited("donor", (row_of("donor", "germany"), "ODA 2024 (USD)", "KES 500"))))
    assert one.changes.is_empty
    assert one.findings[0].rule == "no exchange rate"


def test_a_bad_cell_keeps_its_row_out_and_the_others_come_in(tiny):
    row = row_of("donor", "germany")
    edits = [(row, "ODA 2024 (USD)", "a lot"), (row, "Acronym", "DE"), (row_of("donor", "unfpa"), "Acronym", "UNF")]
    one = only(read(edited("donor", *edits)))
    assert kinds(one) == {"unfpa": "changed"}
    assert one.blocked_rows == {row}
    (found,) = one.findings
    assert (found.sheet, found.row, found.column, found.found) == ("Donors", row, "ODA 2024 (USD)", "a lot")
    assert found.is_blocking


def test_every_problem_of_a_row_is_said_at_once_with_sheet_and_cell(tiny):
    row = row_of("donor", "germany")
    bad = {"Donor type": "Friend", "ISO3 code": "Atlantis", "ODA 2024 (USD)": "a lot", "Statistics projects": "many"}
    bad |= {"First year with support to statistics": 9999, "Source": "Nowhere"}
    one = only(read(edited("donor", *((row, header, value) for header, value in bad.items()))))
    assert {found.column: found.found for found in one.findings} == {header: str(value) for header, value in bad.items()}
    for found in one.findings:
        assert found.sheet == "Donors"
        assert found.cell.rstrip("0123456789").isupper() and found.cell.endswith(str(row))
        assert found.expected and found.advice.endswith(".")


@pytest.mark.parametrize("value", [1e30, 10**17, "1e30", "99999999999999999999"])
def test_a_number_too_large_to_keep_is_a_problem(tiny, value):
    one = only(read(edited("donor", (row_of("donor", "germany"), "Statistics projects", value))))
    assert one.changes.is_empty
    assert one.findings[0].column == "Statistics projects"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "+49 30", "-", "@home"])
def test_text_that_looks_like_a_formula_stays_text(tiny, text):
    def quoted(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        for line in book["Donors"].iter_rows(min_row=2):
            for cell in line:
                if cell.value == text:
                    cell.data_type = "s"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    one = only(read(quoted(edited("donor", (row_of("donor", "germany"), "Note", text)))))
    assert [change.fields for change in one.changes.changed] == [{"note": (None, text)}]
    second = published([one])
    assert changes.records("donor", second)["germany",]["note"] == text
    assert only(read(template.workbook_of(["donor"], second))).changes.is_empty


def test_a_rule_that_warns_lets_the_row_in_and_one_that_blocks_does_not(tiny):
    row = row_of("mechanism", "data-fund")
    one = only(read(edited("mechanism", (row, "Largest award (USD)", 99e9), (row_of("mechanism", "old-fund"), "Closes", 1990))))
    assert kinds(one) == {"data-fund": "changed", "old-fund": "changed"}
    assert [(found.row, found.is_blocking) for found in one.findings] == [(row, False)]
    blocked = only(read(edited("mechanism", (row, "Closes", 1999))))
    assert (kinds(blocked), blocked.blocked_rows) == ({}, {row})
    (found,) = [found for found in blocked.findings if found.is_blocking]
    assert (found.rule, found.column) == ("mechanism_closes_before_it_opens", "Closes")


# --- any other list ----------------------------------------------------------------------------------------------------

FRENCH = list_of(
    ["Bailleurs de fonds des statistiques migratoires"],
    ["Mise à jour : mars 2026"],
    [],
    ["Bailleur", "Type de bailleur", "Remarques", "Téléphone"],
    ["Germany", "DAC member", "Rencontré", "12"],
    ["Fondation Exemple", "Private", "À appeler", "34"],
    ["Total", None, None, None],
    [],
    ["* Chiffres provisoires"],
)


def by_hand(one, **fields):
    """A plan with its columns chosen by a person: header -> field."""
    at = {header: column for column, header in enumerate(one.layout.headers)}
    return replace(one, fields={at[header]: field for header, field in fields.items()})


def test_a_list_with_titles_and_footnotes_is_found(tiny):
    one = only(read(FRENCH))
    assert one.plan.layout.header_row == 4
    assert one.plan.layout.data_rows == (5, 6)
    assert one.plan.table == "donor"
    assert one.plan.fields[0] == "name"
    assert all(one.plan.reasons[column] for column in one.plan.fields)


def test_columns_chosen_once_are_chosen_for_the_next_file_with_the_same_headers(tiny):
    book = workbook.read(FRENCH, "liste.xlsx")
    (proposed,), _ = plans.proposed(book, naming.names(tiny), tiny)
    chosen = by_hand(proposed, Bailleur="name", **{"Type de bailleur": "donor_type", "Téléphone": "acronym"})
    chosen = replace(chosen, decisions={("name", "Fondation Exemple"): NEW})
    one = upload.prepared(book, chosen, naming.names(tiny), tiny)
    assert {key: kind for key, kind in kinds(one).items() if kind == "added"} == {"fondation-exemple": "added"}
    second = published([one])

    later = only(read(FRENCH))
    assert later.plan.fields == chosen.fields
    assert set(later.plan.reasons.values()) == {"as in an earlier file with the same headers"}
    assert (later.changes.version, later.changes.in_words()) == (second, "no changes")


TWICE = list_of(
    ["Donor", "Donor type", "Text", "Text"], ["Germany", "DAC member", "DE", "Met"], ["UNFPA", "Multilateral", None, "Asked"]
)


def test_columns_with_the_same_header_are_remembered_apart(tiny):
    published(read(TWICE, table="donor", fields={0: "name", 1: "donor_type", 3: "note"}))
    assert only(read(TWICE)).plan.fields == {0: "name", 1: "donor_type", 3: "note"}


def test_two_columns_for_one_field_are_a_problem_and_neither_is_read(tiny):
    one = only(read(TWICE, table="donor", fields={0: "name", 1: "donor_type", 2: "note", 3: "note"}))
    assert one.changes.is_empty
    (found,) = one.findings
    assert (found.cell, found.found, found.rule, found.is_blocking) == ("D1", "columns C and D", "two columns", True)


def test_a_list_of_mechanisms_is_recognised(tiny):
    rows = [["Funding opportunities 2026"], [], ["Fund", "Administrator", "Status", "Closing date", "Total budget", "Kind"]]
    rows += [["Data Fund", "World Bank", "Open", "31 December 2030", "USD 12.5 m", "Multi-donor trust fund"]]
    rows += [["Zebra Window", "UNDP", "open", "2031", "EUR 5 m", "proposal"]]
    one = only(read(list_of(*rows)))
    assert one.plan.table == "mechanism"
    assert kinds(one) == {"data-fund": "changed", "zebra-window": "added"}
    (change,) = one.changes.changed
    assert change.fields["total_usd"] == (12.3e6, 12.5e6)
    assert change.fields["closes_on"] == (None, "2030-12-31")
    assert change.fields["closes_year"] == (None, 2030)


def test_a_column_that_fits_no_field_is_left_out_or_kept_as_a_note(tiny):
    rows = list_of(["Donor", "Donor type", "Phone"], ["Germany", "DAC member", 123], ["UNFPA", "Multilateral", None])
    assert kinds(only(read(rows, fields={0: "name", 1: "donor_type"}))) == {}
    (change,) = only(read(rows, fields={0: "name", 1: "donor_type"}, notes=(2,))).changes.changed
    assert change.fields == {"note": (None, "Phone: 123")}


def test_one_value_for_all_rows_fills_what_no_column_says(tiny):
    rows = list_of(["Donor"], ["Zebra Trust"], ["Quixotic"], ["Yacht club"])
    without = only(read(rows, table="donor", fields={0: "name"}))
    assert without.changes.is_empty
    assert "Until then 3 new rows stay out." in without.findings[0].advice
    filled = only(read(rows, table="donor", fields={0: "name"}, constants={"donor_type": "Private"}))
    assert set(kinds(filled).values()) == {"added"}


def test_one_value_for_all_new_rows_leaves_known_records_as_they_are(tiny):
    rows = list_of(["Donor", "Note"], ["Germany", "Met"], ["Zebra Trust", "New"])
    one = only(read(rows, table="donor", fields={0: "name", 1: "note"}, constants={"donor_type": "Private"}))
    assert [change.fields for change in one.changes.changed] == [{"note": (None, "Met")}]
    assert [change.fields["donor_type"] for change in one.changes.added] == [(None, "Private")]


# --- the next version --------------------------------------------------------------------------------------------------


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
