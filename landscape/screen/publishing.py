"""What would change, what a person takes of it, and the publication: the same for a file and for an edit on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from landscape import checks, confidential, desk, dictionary, exports, hand_back, plans, publish, reports, store, words
from landscape.changes import Changes
from landscape.checks import Finding
from landscape.editing import Prepared
from landscape.matching import records
from landscape.problems import Problem
from landscape.screen.showing import end, key_figures, page_link, table
from landscape.screen.uploading import Work, digest_of, key_of, put_away
from landscape.upload import Say, Upload

MANY = 100  # pieces of evidence for one donor: a list of payments rather than what is known of it
SAID = 5  # problems said in sentences; the table has all
MOST = 1_000  # changes that can be taken or left one by one; the others are taken
OF_FILE = (  # why records go, the question back, and what to do instead
    "because the file is the whole list",
    "that this file does not have",
    "Tick the box to confirm the removal, or choose another answer to “What the file does”.",
)
ON_SCREEN = "as you ticked", "as ticked above", "Tick the box to confirm the removal, or tick “Remove” no more."
Choices = dict[object, bool]  # what is taken and what is left of the changes, by record and field


@dataclass(frozen=True)
class Published:
    """What is left of a file once it was published: the version it made, what came in, and the report to keep."""

    version: str
    file_name: str
    came_in: str
    kept_out: int
    report: Callable[[], bytes]  # made when it is asked for: of many rows it takes longer than to publish them
    taken: pd.DataFrame  # the first changes that came in
    taken_count: int
    left: pd.DataFrame  # the first of what did not, and why
    left_count: int


def counts(uploads: Sequence[Upload], taken: Sequence[Changes]) -> None:
    """What came of the file, at a glance: the records that are taken, as they are counted further down and published."""
    rows = sum(len(one.plan.layout.data_rows) for one in uploads)
    out = sum(len(one.blocked_rows) for one in uploads)
    kinds = ("added", "changed", "removed")
    new, changed, gone = (sum(len(getattr(one, kind)) for one in taken) for kind in kinds)
    left = sum(len(getattr(one.changes, kind)) for one in uploads for kind in kinds) - new - changed - gone
    same = sum(one.changes.unchanged for one in uploads)
    warned = sum(not finding.is_blocking for one in uploads for finding in one.findings)
    key_figures(
        ("New", f"{new:,}", f"of {words.count(rows, 'row')} in the file"),
        (
            "Changed",
            f"{changed:,}",
            f"{same:,} unchanged" + (f", {gone:,} removed" if gone else "") + (f", {left:,} not ticked" if left else ""),
        ),
        ("Kept out", f"{out:,}", f"{'row' if out == 1 else 'rows'} with a problem" if out else "no row has a problem"),
        ("Warnings", f"{warned:,}", "to look at; they keep no row out" if warned else "nothing looks odd"),
    )


def problems(work: Work) -> None:
    """Every problem with its cell, as a table and as the same workbook handed back with the cells marked."""
    found = [finding for one in work.uploads for finding in one.findings]
    if not found:
        return
    st.header("What is wrong, or worth a look?", anchor=False)
    st.download_button(
        "Your workbook with the cells marked",
        data=lambda: desk.marked(work.data, work.book, checks.in_order(found)),
        file_name=hand_back.marked_name(work.book.file_name),
        icon=":material/rule:",
        on_click="ignore",
        key="marked",
    )
    rows = problem_rows(together(found))
    said = exports.About(f"Problems of {work.book.file_name}", "everything", work.version, ())
    has_sheets = len(work.plans) > 1 or rows["sheet"].nunique() > 1
    columns = [name for name in rows.columns if name != "sheet" or has_sheets]
    if len(rows) < len(found):
        st.caption(f"The same problem in several cells is shown once; the downloads have all {len(found):,}.")
    cut = len(rows) if len(rows) > MOST else None
    table(rows.head(MOST), "problems", said, cut, "problem", columns, again=lambda: problem_rows(found))


def together(found: Sequence[Finding]) -> list[Finding]:
    """Findings that say the same of the same text in one column as one, with its first cell and how many more there are."""
    same: dict[tuple, list[Finding]] = {}
    for one in found:
        same.setdefault((one.sheet, one.column, one.found, one.rule, one.expected), []).append(one)
    return [
        some[0]._replace(cell=f"{some[0].cell} and {len(some) - 1:,} more" if len(some) > 1 else some[0].cell)
        for some in same.values()
    ]


def problem_rows(found: Sequence[Finding]) -> pd.DataFrame:
    """Findings as a table, those that block first."""
    rows = [
        {
            "kind_of_problem": "Keeps the row out" if one.is_blocking else "Warning",
            "sheet": one.sheet,
            "cell": one.cell,
            "what_to_do": one.advice,
            "column_header": one.column,
            "found_value": one.found,
            "expected": one.expected,
        }
        for one in checks.in_order(found)
    ]
    return pd.DataFrame(
        rows, columns=["kind_of_problem", "sheet", "cell", "what_to_do", "column_header", "found_value", "expected"]
    )


def preview(uploads: Sequence[Upload], choices: Choices, why_gone: str = OF_FILE[0]) -> list[Changes]:
    """What would change, record by record and field by field; what the reader takes of it, which `choices` remember."""
    st.header("What would change?", anchor=False)
    if all(one.changes.is_empty for one in uploads):
        out = sum(len(one.blocked_rows) for one in uploads)
        why = f" {words.count(out, 'row')} cannot come in: see what is wrong above." if out else ""
        if out:
            st.error(f"Nothing would change.{why}", icon=":material/block:")
        else:
            st.info("Nothing would change.", icon=":material/check:")
    new = {(one.changes.table, each.key[0]): each.name for one in uploads for each in one.changes.added}
    taken = []
    for one in uploads:
        taken.append(_taken(one.changes, choices, why_gone, new))
        for finding in one.findings:
            if finding.rule in checks.STAYS:
                st.caption(f":material/block: {words.plain(finding.found)}: {words.plain(finding.advice)}")
        _say_many(one.changes)
    for one in uploads:
        label = dictionary.table(one.plan.table).label
        if one.changes.missing and not one.changes.removed:
            count = words.count(len(one.changes.missing), "record")
            with st.expander(f"{label}: {count} not in the file; they stay as they are", icon=":material/visibility:"):
                listed = [" · ".join(map(str, record)) for record in one.changes.missing[:MOST]]
                st.dataframe(pd.DataFrame({"Record": listed}), hide_index=True, alt="Records that are not in the file")
        if one.conversions:
            count = words.count(len(one.conversions), "amount")
            with st.expander(
                f"{label}: {count} in {reports.converted_from(one)}, and the rates", icon=":material/currency_exchange:"
            ):
                rows = reports.converted(one)[:MOST]
                st.dataframe(rows, hide_index=True, alt="Amounts as in the file, and in US dollars")
    left = [one for one in taken if not one.is_empty]
    if not left and not all(one.changes.is_empty for one in uploads):
        st.info("Nothing is ticked, so nothing would change.", icon=":material/check:")
    return left


def _taken(changes: Changes, choices: Choices, why_gone: str, new: Mapping[tuple[str, object], str]) -> Changes:
    """The changes of one table without those that the reader leaves. A value that would become unknown is left unless ticked."""
    one = dictionary.table(changes.table)
    whole: set[tuple[str, tuple]] = set()
    fields: set[tuple[tuple, str]] = set()
    if changes.added:
        heading = st.empty()
        shown = changes.added[:MOST]
        rows = pd.DataFrame(
            {
                "Record": [reports.called(each, changes.version, new) for each in shown],
                "What is known": [reports.known_of(each, changes.version) for each in shown],
            }
        )
        ticks = _ticked(rows, [(one.name, "added", each.key) for each in shown], choices)
        whole |= {("added", each.key) for each, is_taken in zip(shown, ticks, strict=True) if not is_taken}
        _head(heading, one, len(changes.added) - len(whole), "new record", len(changes.added))
        _say_cut(len(changes.added))
    if changes.changed:
        pairs = [(each, name) for each in changes.changed for name in each.fields]
        heading = st.empty()
        if any(each.erased for each in changes.changed):
            st.caption("A blank cell erases nothing unless you tick it.")
        some = pairs[:MOST]
        rows = pd.DataFrame(
            {
                "Record": [reports.called(each, changes.version, new) for each, _ in some],
                "Field": [one.field(name).label for _, name in some],
                "Before": [
                    confidential.HIDDEN
                    if confidential.is_hidden(each, changes.version)
                    else records.in_words(one.field(name), each.fields[name][0], changes.version)
                    for each, name in some
                ],
                "After": [records.in_words(one.field(name), each.fields[name][1], changes.version) for each, name in some],
            }
        )
        if any(found := [reports.found_by(each) for each, _ in some]):
            rows.insert(1, "Found by", found)
        erased = [name in each.erased for each, name in some]
        ticks = _ticked(rows, [(one.name, each.key, name) for each, name in some], choices, erased)
        fields |= {(each.key, name) for (each, name), is_taken in zip(some, ticks, strict=True) if not is_taken}
        fields |= {(each.key, name) for each, name in pairs[MOST:] if name in each.erased}
        left = len({each.key for each, name in pairs if (each.key, name) not in fields})
        _head(heading, one, left, "changed record", len(changes.changed), f", {words.count(len(pairs) - len(fields), 'field')}")
        _say_cut(len(pairs))
    if changes.removed:
        count = words.count(len(changes.removed), "record")
        st.markdown(f"**{one.label}: {count} would be removed**, {why_gone}")
        gone = changes.removed[:MOST]
        rows = pd.DataFrame({"Record": [reports.called(each, changes.version, new) for each in gone]})
        ticks = _ticked(rows, [(one.name, "removed", each.key) for each in gone], choices)
        whole |= {("removed", each.key) for each, is_taken in zip(gone, ticks, strict=True) if not is_taken}
        _say_cut(len(changes.removed))
    return changes.without(whole, fields)


def _head(place: DeltaGenerator, one: dictionary.Table, taken: int, noun: str, count: int, more: str = "") -> None:
    """What is taken of one list, counted as it is published, and what is not ticked."""
    left = f" ({count - taken:,} not ticked)" if taken < count else ""
    place.markdown(f"**{one.label}: {words.count(taken, noun)}**{more}{left}")


def _say_many(changes: Changes) -> None:
    """Say where a list would make more pieces of evidence for a donor than anybody reads; it can be published all the same."""
    if changes.table == "donor_evidence":
        said = Counter(each.fields["donor_id"][1] for each in changes.added if "donor_id" in each.fields)
        field = dictionary.table("donor_evidence").field("donor_id")
        for donor, count in said.most_common(1):
            if count > MANY:
                name = words.plain(str(records.in_words(field, donor, changes.version)))
                others = sum(each > MANY for each in said.values()) - 1
                more = f", and more than {MANY} for {words.count(others, 'other donor')}" if others else ""
                st.warning(
                    f"This makes {count:,} pieces of evidence for {name}{more}. Evidence is what is known of a donor in a few "
                    "rows: a list of payments is better added up by donor and year first. It can be published all the same.",
                    icon=":material/stacks:",
                )


def _ticked(rows: pd.DataFrame, which: Sequence[object], choices: Choices, erased: Sequence[bool] = ()) -> list[bool]:
    """Whether each of the changes is taken: as the reader chose, otherwise yes, but for what would be erased."""
    start = [choices.get(one, not (erased and erased[number])) for number, one in enumerate(which)]
    edited = st.data_editor(
        pd.DataFrame({"Take": start}).join(rows),
        hide_index=True,
        disabled=list(rows.columns),
        column_config={
            "Take": st.column_config.CheckboxColumn(width="small"),
            "What is known": st.column_config.TextColumn(width="large"),
        },
        placeholder=words.NOT_KNOWN,
        key=key_of("take", which),
        alt="Changes to take or to leave",
    )
    ticks = edited["Take"].tolist()
    choices.update((one, now) for one, now, before in zip(which, ticks, start, strict=True) if now != before)
    return ticks


def _say_cut(count: int) -> None:
    if count > MOST:
        st.caption(f"The first {MOST:,} are shown; the other {count - MOST:,} are taken. The report has them all.")


def sign_and_publish(
    taken: Sequence[Changes],
    ready: Callable[[publish.Signature, Say], str],
    key: str,
    removal: tuple[str, str, str] = OF_FILE,
) -> str:
    """Ask who publishes and why, and publish; returns the new version, or "" as long as there is none.

    Only what the reader saw is published: a click that comes together with another answer finds another preview than the one
    that was last drawn. Raises `store.Outdated` where somebody was faster; every other problem is said here, and nothing was
    published.
    """
    st.header("Publish", anchor=False)
    said_of = "; ".join(f"{dictionary.table(one.table).label}: {one.in_words()}" for one in taken)
    st.markdown(f"**{words.plain(said_of)}.** It becomes a new version for everyone, and can be taken back on the page Versions.")
    removed = [(one.table, each.key) for one in taken for each in one.removed]
    now, seen, answered = digest_of(taken), f"previewed_{key}", f"answered_{key}"
    answer = st.empty()  # above the form, where it is seen
    with st.form(f"sign_{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            made_by = st.text_input("Name", placeholder="Who publishes", width=300, key=f"by_{key}", max_chars=100)
            note = st.text_input("Note", placeholder="Why, or what is new", key=f"note_{key}", max_chars=500)
        sure = not removed or st.checkbox(
            f"Yes, remove {words.count(len(removed), 'record')} {removal[1]}.",
            key=f"sure_{key}_{digest_of(removed)}",
        )
        is_sent = st.form_submit_button("Publish", type="primary", icon=":material/publish:")
    before, state = st.session_state.get(seen), st.session_state
    state[seen] = now
    if is_sent:
        state[answered] = now, ""
        if before != now:
            state[answered] = now, "The preview has changed since: look at it again, then publish."
        elif not sure:
            state[answered] = now, removal[2]
        else:
            try:
                signature = publish.Signature(made_by, note)
                bar = answer.progress(0.0, "Publishing")
                return ready(signature, bar.progress)
            except store.Outdated:
                raise
            except Problem as problem:
                state[answered] = now, words.plain(str(problem))
    about, text = state.get(answered, (now, ""))  # the page may run again at once, without the click: the answer stays
    if text and about == now:
        answer.error(text, icon=":material/error:")
    return ""


def _say_problems(findings: Sequence[tuple[str, Finding]]) -> None:
    """Say the first problems in sentences, those that keep rows out before and apart from those that warn."""
    for is_blocking in (True, False):
        some = [_sentence(row, one) for row, one in findings if one.is_blocking == is_blocking]
        if not some:
            continue
        more = f"\n- and {words.count(len(some) - SAID, 'more problem')} in the table" if len(some) > SAID else ""
        head = "These rows cannot come in" if is_blocking else "These keep no row out; look at them once more"
        text = f"{head}:\n- " + "\n- ".join(some[:SAID]) + more
        (st.error if is_blocking else st.warning)(text, icon=":material/block:" if is_blocking else ":material/warning:")


def _sentence(row: str, one: Finding) -> str:
    """A problem of one row: where, what was found and expected, and what to do."""
    where = f", {one.column}" if one.column else ""
    found = f"found “{one.found}”. " if one.found else ""
    return words.plain(f"{row}{where}: {found}{words.expected(one.expected)} {one.advice}")


def publish_edits(edits: Prepared, on: str, choices: Choices, key: str, removal: tuple[str, str, str] = ON_SCREEN) -> str:
    """What is wrong with edits on screen by row, what would change, signature and publication; returns the new version, or "".

    `on` is the version they were compared with, `key` that of what was edited. Raises `store.Outdated` where somebody was faster.
    """
    if edits.findings:
        st.header("What is wrong, or worth a look?", anchor=False)
        _say_problems(edits.findings)
        rows = problem_rows([one._replace(cell=row) for row, one in edits.findings]).rename(columns={"cell": "edited_row"})
        columns = ["edited_row", "what_to_do", "expected", "found_value", "column_header", "kind_of_problem"]
        said = exports.About("Problems of the edit", "everything", on, ())
        table(rows, f"problems_{key}", said, noun="problem", columns=columns)
    taken = preview(edits.uploads, choices, removal[0])
    if not taken:
        return ""
    conversions = [one for each in edits.uploads for one in each.conversions]
    return sign_and_publish(taken, lambda by, say: publish.commit(taken, by, conversions, (), say), key, removal)


def publish_upload(work: Work, taken: Sequence[Changes]) -> None:
    """Sign and publish what was taken of a file; then the page shows what came in, and the file is forgotten."""

    def ready(signature: publish.Signature, say: Say) -> str:
        signature = publish.Signature(signature.made_by, signature.note, (work.book.file_name, work.book.sha256))
        conversions = [one for each in work.uploads for one in each.conversions]
        matches = [row for plan in work.plans if not plan.is_template for row in plans.matches(plan)]
        version = publish.commit(taken, signature, conversions, matches, say)
        came_in = "; ".join(f"{dictionary.table(one.table).label}: {one.in_words()}" for one in taken)
        out = sum(len(one.blocked_rows) for one in work.uploads)
        files = work.book, work.uploads, taken, work.version, version, signature, datetime.now(UTC)
        report = partial(reports.of_upload, *files)
        rows, left = reports.shown_rows(taken, {}, MOST), reports.left_rows(work.uploads, taken)
        st.session_state["published"] = Published(
            version, work.book.file_name, came_in, out, report, *rows, left.head(MOST), len(left)
        )
        return version

    try:
        made = sign_and_publish(taken, ready, "upload")
    except store.Outdated:
        work.version = store.current()
        work.notice = faster(work.version)
        st.rerun()
    if made:
        put_away()
        st.rerun()


def faster(version: str) -> str:
    """What to say where somebody else published between the preview and the publication."""
    return (
        f"The landscape has changed since you previewed: version {version} is in force now, and nothing of yours was published. "
        "This is the preview anew, with your choices. Look at it again, then publish."
    )


def published() -> None:
    """After a publication: what came in, the report to keep, and where to go from here. The page ends here."""
    made: Published | None = st.session_state.get("published")
    if made is None:
        return
    st.success(f"Version {made.version} of the landscape is in force.", icon=":material/check_circle:")
    st.markdown(f"From **{words.plain(made.file_name)}**: {words.plain(made.came_in)}.")
    if made.kept_out:
        st.markdown(f"{words.count(made.kept_out, 'row')} did not come in: see below, or the report.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Report to keep",
            data=made.report,
            file_name=f"report-of-upload-version-{made.version}.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="report",
        )
        st.button("Upload another file", on_click=_next_file, icon=":material/upload_file:", key="next_file")
    page_link("data/versions", "See what changed, or take it back", ":material/history:")
    for heading, rows, count, noun, name in (
        ("What came in", made.taken, made.taken_count, "change", "came_in"),
        ("What did not come in, and why", made.left, made.left_count, "entry", "did_not"),
    ):
        if count:
            st.header(heading, anchor=False)
            said = exports.About(f"{heading}: {made.file_name}", "everything", made.version, ())
            table(rows, name, said, count if count > len(rows) else None, noun)
            if count > len(rows):
                st.caption("The report to keep has them all.")
    end()


def _next_file() -> None:
    st.session_state.pop("published", None)
