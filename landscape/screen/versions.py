"""Versions of the landscape: who made which and why, what changed between two, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from landscape import authors, changes, confidential, dictionary, exports, publish, store, words
from landscape.changes import Changes
from landscape.problems import Problem
from landscape.reports import change_rows, shown_rows
from landscape.screen.news import tell, told
from landscape.screen.showing import page_link, table
from landscape.screen.uploading import key_of

KEPT = 20  # of the newest versions
MOST = 1_000  # changes that are shown; the downloads have all
UNASKED = 10_000  # rows up to which two versions are compared without being asked to
RULE = f"Kept are the first version, the newest {KEPT}, and the last of each month; the others can be removed."


@st.cache_data(max_entries=500, show_spinner=False)
def _made(name: str, folder: str) -> dict[str, object]:
    """How a version came to be, as it says itself."""
    del folder
    try:
        row = store.read("version_made", name).iloc[0].to_dict()
    except store.TooOld:  # from before versions were signed
        row = {"made_at": pd.Timestamp(store.made_on(name).replace(tzinfo=None)), "note": ""}
    return {"version_name": name, **row}


def history() -> pd.DataFrame:
    """All versions, the newest first: who, when, what file, how many rows, why."""
    now = store.current()
    rows = [_made(name, str(store.folder())) for name in reversed(store.versions())]
    states = _states(rows, now)
    for row in rows:
        for column, text in (
            ("file_name", "no file"),
            ("file_sha256", "no file"),
            ("made_by", "the project"),
            ("based_on", "none"),
        ):
            row[column] = text if words.is_unknown(row.get(column)) else row[column]
        row["version_state"] = states[str(row["version_name"])]
    found = pd.DataFrame(rows)
    said = exports.About("Versions of the landscape", "everything", now, ())
    columns = [
        *("version_name", "version_state", "made_at", "made_by", "note", "added_count", "changed_count", "removed_count"),
        *("file_name", "based_on", "file_sha256"),
    ]
    table(found, "versions", said, noun="version", columns=[name for name in columns if name in found])
    return found


def _states(rows: Sequence[dict[str, object]], now: str) -> dict[str, str]:
    """Whether each version is in force, was, or never was: its publisher was killed, and the next one went on from before it."""
    on = {int(row["version_name"]): row.get("based_on") for row in rows}
    on = {number: int(base) for number, base in on.items() if not words.is_unknown(base)}

    def state(number: int) -> str:
        passed_over = any(base < number < later for later, base in on.items())
        return "in force" if number == int(now) else "never in force" if passed_over or number > int(now) else "earlier"

    return {str(row["version_name"]): state(int(row["version_name"])) for row in rows}


def _earlier(names: Sequence[str]) -> int:
    """Where the version stands that was in force before the one in force now; the first one where there is none."""
    states = _states([_made(name, str(store.folder())) for name in names], store.current())
    return next((place for place, name in enumerate(names) if states[name] == "earlier"), 0)


@st.cache_data(max_entries=10, show_spinner="Comparing the two versions")
def _between(old: str, new: str, folder: str) -> tuple[list[Changes], authors.Authors]:
    del folder
    found = changes.between(old, new)
    return list(found.values()), authors.between(old, new, found)


def between(names: Sequence[str]) -> None:
    """What changed between any two versions, per record and field, by whom and from what file, to read and to download."""
    st.header("What changed between two versions?", anchor=False)
    with st.container(horizontal=True, key="two_versions"):
        old = st.selectbox("From", names, _earlier(names), format_func=_called, key="from_version", width=420)
        new = st.selectbox("To", names, names.index(store.current()), format_func=_called, key="to_version", width=420)
    if old == new:
        st.info("Choose two different versions.", icon=":material/compare:")
        return
    many, state = _rows_between(old, new), st.session_state
    if many > UNASKED and state.get("compared") != (old, new):
        st.caption(f"Some {many:,} rows changed between them: to compare them takes a few seconds.")
        if not st.button("Compare them", key=key_of("compare", (old, new)), icon=":material/compare:"):
            return
        state["compared"] = old, new
    found, by = _between(old, new, str(store.folder()))
    if not found:
        st.info(f"Versions {old} and {new} hold the same rows.", icon=":material/check:")
        return
    for one in found:
        st.markdown(f"**{dictionary.table(one.table).label}**: {one.in_words()}.")
    rows, count = shown_rows(found, by, MOST)
    said = exports.About(f"Changes from version {old} to {new}", f"From version {old} to version {new}", new, ())
    table(rows, "between", said, count if count > len(rows) else None, "change", again=lambda: _every_value(found, by))
    if any(one.added or one.removed for one in found):
        st.caption("A record that came or went is one row here; the downloads have each of its values.")


def _every_value(found: Sequence[Changes], by: authors.Authors) -> pd.DataFrame:
    kinds = [("Changed", "changed"), ("New record", "added"), ("Removed", "removed")]
    rows = [change_rows(found, kind, by or None).assign(change_kind=label) for label, kind in kinds]
    columns = ["table_label", "change_kind", "record", "field_label", "before_value", "after_value"]
    return pd.concat(rows, ignore_index=True)[[*columns, *(("made_by", "file_name") if by else ())]]


def _rows_between(old: str, new: str) -> int:
    """How many rows the publications between two versions changed, as they say themselves."""
    first, last = sorted((int(old), int(new)))
    made = [_made(name, str(store.folder())) for name in store.versions() if first < int(name) <= last]
    counts = [one.get(f"{kind}_count") for one in made for kind in ("added", "changed", "removed")]
    return sum(int(count) for count in counts if not words.is_unknown(count))


def _called(name: str) -> str:
    made = _made(name, str(store.folder()))
    by = f", {made['made_by']}" if not words.is_unknown(made.get("made_by")) else ""
    return f"{name} · {words.day(pd.Timestamp(made['made_at']))}, {made['made_at']:%H:%M} UTC{by}"


def take_back(names: Sequence[str]) -> None:
    """Look at an old version, take its file along, or put it in force again as a new version."""
    state = st.session_state
    st.header("Look back, or take back", anchor=False)
    if made := state.pop("restored", None):
        for key in ("restore_by", "restore_note", "from_version", "to_version"):  # the next one starts anew
            state.pop(key, None)
        tell("restored", *made)
    if made := told("restored"):
        st.success(f"Version {made[0]} is in force: it holds what version {made[1]} held.", icon=":material/check_circle:")
    chosen = st.selectbox("Version", names, _earlier(names), format_func=_called, key="back_version", width=520)
    if notice := state.pop("restore_notice", ""):
        st.warning(notice, icon=":material/update:")
    now = store.current()
    is_in_force = chosen == now
    with st.container(horizontal=True, vertical_alignment="center", key="look_back"):
        if not is_in_force:
            page_link("explore/overview", f"Open the dashboard as of version {chosen}", ":material/history:", version=chosen)
        if confidential.is_held(chosen):
            st.caption("Its DuckDB file is not offered: it holds answers to a confidential survey.", width="content")
        else:
            st.download_button(
                f"Version {chosen} as a DuckDB file",
                data=lambda: store.file_of(chosen).read_bytes(),
                file_name=f"landscape-version-{chosen}.duckdb",
                icon=":material/database:",
                on_click="ignore",
                key="duckdb_file",
            )
    if is_in_force:
        st.caption("This version is in force.")
        return
    with st.form("restore"):
        st.markdown(f"Put version {chosen} in force again. It becomes a new version; nothing is removed from the history.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            made_by = st.text_input("Name", placeholder="Who takes it back", width=300, key="restore_by", max_chars=100)
            note = st.text_input("Note", placeholder="Why", key="restore_note", max_chars=500)
        if not st.form_submit_button(f"Put version {chosen} in force again", icon=":material/undo:"):
            state["restore_seen"] = now
            return
    answer = st.empty()
    try:
        say = answer.progress(0.0, "Publishing: looking for what changes back").progress
        state["restored"] = publish.restore(chosen, publish.Signature(made_by, note), state.get("restore_seen", now), say), chosen
    except store.Outdated:
        state["restore_notice"] = (
            f"The landscape has changed since you looked: version {store.current()} is in force now, and nothing was taken back. "
            "Look at the versions again, then decide."
        )
        st.rerun()
    except Problem as problem:
        answer.error(words.plain(str(problem)), icon=":material/error:")
    else:
        st.rerun()


def keep_and_prune() -> None:
    """Remove old versions by the stated rule, after a confirmation."""
    going = publish.prunable(KEPT)
    if not going:
        st.caption(RULE)
        return
    st.header("Make room", anchor=False)
    st.markdown(RULE)
    sure = st.checkbox(f"Yes, remove {words.count(len(going), 'version')}: {', '.join(going)}.", key=key_of("prune_sure", going))
    if st.button("Remove them", disabled=not sure, icon=":material/delete:", key=key_of("prune", going)):
        store.remove(going)
        st.rerun()
