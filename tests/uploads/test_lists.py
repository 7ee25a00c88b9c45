"""Lists that are not the template: where their rows begin and which column goes where."""

from dataclasses import replace

from landscape import checks, dictionary, plans, store, upload, workbook
from landscape.matching import records as naming
from landscape.plans import NEW
from tests.uploads.making import kinds, list_of, only, published, read

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


def test_a_list_of_which_no_column_is_taken_says_so(tiny):
    one = only(read(list_of(["Kürzel", "Farbe"], ["A", "rot"], ["B", "blau"]), table="donor", fields={}))
    (found, *_) = [found for found in one.findings if found.rule == "required"]
    assert found.is_blocking and found.column == "Donor" and "2 new rows stay out" in found.advice
    assert one.blocked_rows == {2, 3}


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


def test_what_keeps_all_rows_out_stands_first(tiny):
    rows = [["Germani", "Met"], ["Bureau", "Asked"], ["Cabinet", None]]
    found = checks.in_order(only(read(list_of(["Donor", "Remarks"], *rows))).findings)
    assert (found[0].rule, found[0].column, found[0].row) == ("required", "Donor type", None)
    assert "“Donor type, for all new rows”" in found[0].advice
    assert [one.rule for one in found[1:]] == ["similar name"]


def test_records_across_the_columns_are_said_with_what_to_do(tiny):
    names = store.frame(dictionary.table("country").select, tiny)["name"].tolist()
    book = workbook.read(list_of(["Year", *names], *([year, *range(len(names))] for year in (1990, 1991, 1992))), "list.xlsx")
    known = naming.names(tiny)

    def findings(table):
        plan, _ = plans.of_sheet(book.sheets[0], 0, known, tiny, table)
        return checks.in_order(upload.prepared(book, plan, known, tiny).findings)

    first, *others = findings("institution")
    assert (first.rule, first.cell, first.row, first.is_blocking) == ("names across", "B1", None, True)
    assert "side by side, as headers of 6 columns" in first.expected and "Transpose" in first.advice
    assert {one.rule for one in others} == {"required"}
    assert "names across" not in {one.rule for one in findings("cost_benchmark")}, "a benchmark need not name a country"


def test_a_column_kept_as_a_note_comes_below_what_is_noted_already(tiny):
    second = store.next_version(lambda draft: draft.execute("update donor set note = 'From DAC\nDesk: Rome' "), tiny)
    rows = list_of(
        ["Donor", "Donor type", "Desk", "Visit"],
        ["Germany", "DAC member", "Bonn", "May\n2027"],
        ["UNFPA", "Multilateral", None, None],
        ["Turkiye", "Other government", "Rome", None],
    )
    one = only(read(rows, fields={0: "name", 1: "donor_type"}, notes=(2, 3)))
    (change,) = one.changes.changed
    assert change.fields == {"note": ("From DAC\nDesk: Rome", "From DAC\nDesk: Bonn\nVisit: May 2027")}
    assert published([one]) == f"{int(second) + 1:04}"
    assert only(read(rows, fields={0: "name", 1: "donor_type"}, notes=(2, 3))).changes.is_empty


def test_a_note_of_a_column_is_not_taken_for_that_of_another_that_begins_alike(tiny):
    noted = "Comment: internal: Ask first\nComment: external: Old\nComment: other: Of another list"
    store.next_version(lambda draft: draft.execute(f"update donor set note = '{noted}'"), tiny)
    rows = list_of(["Donor", "Comment: internal", "Comment: external"], ["Germany", None, "New: better"])
    (change,) = only(read(rows, fields={0: "name"}, notes=(1, 2))).changes.changed
    assert change.fields["note"][1].split("\n") == [
        "Comment: internal: Ask first",
        "Comment: other: Of another list",
        "Comment: external: New: better",
    ]
