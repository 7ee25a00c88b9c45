"""The next version of the landscape: the first from the tables that the project carries, the others from uploads and edits."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from landscape import confidential, contacts, dictionary, merge, store
from landscape.changes import WRITTEN, Changes, between, in_text, key_in_text, records
from landscape.plans import Conversion
from landscape.problems import Problem
from landscape.refusals import refuse_broken, refuse_left_behind, refuse_without_titles

DATA = store.ROOT / "data" / "landscape"
METHOD = {"component", "component_weight", "stage_transition", "modality_fit"}  # of scores, opportunities, matching
METHOD |= {"topic_need", "programme_match"}  # by what a country lacks in a topic, and what our programme amounts to
EXAMPLE = {"parameter", "activity", "cost_line"}  # the illustrative programme to start from
START = EXAMPLE | {"model_element"}  # with the model of data sharing: what a version from before gets, and its sources
CLASSIFYING = {"project", "classifier_term", "classifier_override"}  # what the themes of records follow from


class TableUnreadable(Problem):
    """A file of `data/landscape` cannot be loaded."""


def first_version(data: Path = DATA, say: Callable[[str], None] = lambda line: None) -> str:
    """Build a version from the CSV files of a folder and put it in force; returns its name.

    Raises `TableUnreadable` and `store.FolderNotWritable`; nothing changes then.
    """
    return store.next_version(lambda connection: fill(connection, data, say))


def fill(connection: store.Connection, data: Path = DATA, say: Callable[[str], None] = lambda line: None) -> None:
    """Make every table of the dictionary and load its files: `<table>.csv`, or parts named `<table>.<part>.csv`.

    Raises `TableUnreadable` with the file, the line and what was expected.
    """
    stray = {path.name for path in data.glob("*.csv")} - {
        path.name for t in dictionary.tables() for path in files_of(t.name, data)
    }
    if stray:
        raise TableUnreadable(f"The dictionary has no table for {', '.join(sorted(stray))}")

    added = 0
    for table in dictionary.tables():
        connection.execute(table.ddl)
        for path in files_of(table.name, data):
            try:
                ((loaded,),) = connection.execute(load_statement(table, path), {"path": str(path)}).fetchall()
            except UnicodeDecodeError as error:
                raise TableUnreadable(f"{path.name} is not UTF-8 text. Save it as CSV UTF-8.") from error
            except store.DatabaseError as error:
                raise TableUnreadable(_what_is_wrong(table, path, str(error))) from error
            added += loaded
        say(f"  {table.label}")
    classify(connection)
    _count_uses(connection, [table.name for table in dictionary.tables()])
    _note_stages(connection)
    sign(connection, "First build from the tables of the project", added=added)


def classify(connection: store.Connection) -> None:
    """Decide in a draft the theme of every record of support to statistics anew, and add the records up in their lens."""
    for statement in ("themes", "forget_support", "support"):
        _run(connection, statement)


def sign(
    connection: store.Connection,
    note: str,
    made_by: str | None = None,
    file: tuple[str, str] | None = None,
    based_on: str | None = None,
    added: int = 0,
    changed: int = 0,
    removed: int = 0,
) -> None:
    """Write into a draft when, by whom and why it is made, from what file (name and SHA-256), and how many rows it changed.

    The number of a version is the name of its file: it is given last, when the draft is closed, and so stands nowhere within.
    """
    file_name, file_sha256 = file or (None, None)
    values = {
        "made_at": datetime.now(UTC).replace(tzinfo=None),
        "made_by": made_by,
        "note": note,
        "file_name": file_name,
        "file_sha256": file_sha256,
        "based_on": based_on,
        "added_count": added,
        "changed_count": changed,
        "removed_count": removed,
    }
    _run(connection, "publication", values)


def _run(connection: store.Connection, name: str, values: Mapping[str, object] | None = None) -> None:
    """Run one of the statements that write, `queries/publish/<name>.sql`."""
    connection.execute((store.QUERIES / "publish" / f"{name}.sql").read_text(encoding="utf-8"), values)


@dataclass(frozen=True)
class Signature:
    """Who publishes and why, and the file that the changes come from: its name and SHA-256, where there is one."""

    made_by: str
    note: str
    file: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        """Refuse a publication that nobody signs, or that says how to reach a person. Raises `Unsigned`."""
        if not self.made_by.strip() or not self.note.strip():
            raise Unsigned("Say who publishes this and why: fill in “Name” and “Note”, then publish again.")
        if found := contacts.found_in(self.made_by) or contacts.found_in(self.note):
            raise Unsigned(
                f"Everybody can read the name and the note: {contacts.said_of(found)}. Take it out, then publish again."
            )


class Unsigned(Problem):
    """Nobody said who publishes or why, or the signature says how to reach a person."""


class NothingToPublish(Problem):
    """Changes that change nothing."""


def commit(
    changes: Sequence[Changes],
    signature: Signature,
    conversions: Sequence[Conversion] = (),
    matches: Sequence[Mapping[str, object]] = (),
    say: Callable[[float, str], object] = lambda share, text: None,
) -> str:
    """Put changes in force as the next version; returns its name. All of it, or nothing.

    All changes were previewed on one version. `conversions` are kept beside the values they made, `matches` (rows of the table
    column_match) are remembered for the next file; `say` hears how far it is, from 0 to 1. Raises `store.Outdated` where that
    version is no longer in force, `RuleBroken` where the result breaks a rule, and what `store.next_version` raises; the old
    version then stays in force.
    """
    changes = [one for one in changes if not one.is_empty]
    if not changes:
        raise NothingToPublish(_SAME)
    based_on = changes[0].version
    source = _source_of(signature, sum(len(one.added) + sum(each.is_own for each in one.changed) for one in changes))
    changes = [one.with_own_source(str(source["source_id"])) for one in changes]

    def fill(connection: store.Connection) -> None:
        _complete(connection, based_on)
        tables = {one.table for one in changes}
        if is_deciding := bool(tables & CLASSIFYING):
            refuse_without_titles(connection)
        if (
            any(_needs_source(one, source["source_id"]) for one in changes)
            and store.question(connection, "publish/known_source", **source).empty
        ):
            merge.add(connection, "source", [source])
        say(0.2, "Publishing: merging the changes")
        for one in changes:
            merge.apply(connection, one, str(source["source_id"]))
        if tables & {"donor", "donor_evidence"}:
            _run(connection, "evidence_count")
        if is_deciding:
            classify(connection)
            tables |= {"project", "funding"}
        _count_uses(connection, tables)
        _run(connection, "forget_publication")
        counts = {kind: sum(len(getattr(one, kind)) for one in changes) for kind in ("added", "changed", "removed")}
        sign(connection, signature.note, signature.made_by, signature.file, based_on, **counts)
        merge.add(connection, "change_log", _logged(connection, based_on, changes, signature, conversions))
        merge.add(connection, "column_match", [one for one in matches])
        say(0.7, "Publishing: checking the result")
        refuse_broken(connection, changes)
        if "opportunity" in tables:
            _note_stages(connection, signature.made_by)
        say(0.9, "Publishing: putting the version in force")

    return store.next_version(fill, based_on)


def restore(
    version: str, signature: Signature, based_on: str, say: Callable[[float, str], object] = lambda share, text: None
) -> str:
    """Put an old version in force again, as a new one; returns its name. `say` hears how far it is, from 0 to 1.

    Raises `RuleBroken` where a list that stays names what the old version lacks, and what `store.next_version` raises.
    The counts of the new version are those against the one in force before. What was changed until then is still known, and so
    are the stages of opportunities and the columns that were remembered: to take back is one more change. Lists that the old
    version did not have yet stay as they are; what scores are made of comes in anew.
    """
    anew = {one.name for one in dictionary.tables()} - set(store.read("columns_there", version)["table_name"])
    tables = [one for name, one in between(based_on, version).items() if name not in anew]
    counts = {kind: sum(len(getattr(one, kind)) for one in tables) for kind in ("added", "changed", "removed")}

    def fill(connection: store.Connection) -> None:
        say(0.2, "Publishing: bringing the old version up to date")
        _complete(connection, version, based_on)
        refuse_left_behind(connection, sorted(anew - METHOD - set(WRITTEN)), based_on, version)
        say(0.5, "Publishing: noting what changes back")
        _run(connection, "forget_publication")
        sign(connection, signature.note, signature.made_by, None, based_on, **counts)
        for name in ("change_log", "column_match", "opportunity_stage"):
            merge.add(connection, name, list(records(name, based_on).values()))
        merge.add(connection, "change_log", _logged(connection, based_on, tables, signature))
        _note_stages(connection, signature.made_by)
        say(0.9, "Publishing: putting the version in force")

    return store.next_version(fill, based_on, copy_of=version)


def prunable(kept: int) -> list[str]:
    """The versions that may go: all but the first, the newest `kept`, and the last of each month; never the one in force.

    Nor a later one that was never in force: its number would be given again, and a name is never used twice.
    """
    names = [name for name in store.versions() if int(name) <= int(store.current())]
    last_of_month = {f"{store.made_on(name):%Y-%m}": name for name in names}
    stays = {*names[:1], *names[-kept:], *last_of_month.values(), store.current()}
    return [name for name in names if name not in stays]


_SAME = "There is nothing to publish: the file says what the landscape says already."


def _source_of(signature: Signature, rows: int) -> dict[str, object]:
    """The upload itself as a source, for rows that name none."""
    file_name, digest = signature.file or ("Edited on screen", f"{datetime.now(UTC):%Y%m%d%H%M%S}")
    return {
        "source_id": f"upload-{digest[:14]}",
        "kind": "page",
        "publisher": signature.made_by.strip(),
        "title": file_name,
        "url": "",
        "vintage": f"{datetime.now(UTC):%Y}",
        "retrieved_on": datetime.now(UTC).date(),
        "row_count": rows,
        "known_flaws": f"A member’s own list, not published elsewhere. Note: {signature.note.strip()}",
    }


def _needs_source(changes: Changes, source: object) -> bool:
    """Whether records come in that name no source, or this one, into a table whose records have one."""
    if changes.table == "source" or "source_id" not in dictionary.table(changes.table).field_names:
        return False
    if not all(one.fields.get("source_id", (None, None))[1] for one in changes.added):
        return True
    return any(one.fields.get("source_id", (None, None))[1] == source for one in (*changes.added, *changes.changed))


def _complete(connection: store.Connection, version: str, kept_of: str | None = None) -> None:
    """Give the copy of an older version the tables and columns that the dictionary has had since; nothing is known there.

    Lists come as the version `kept_of` has them. What no list of members holds, but the method needs, comes from the tables of
    the project, and so does the example to start from where nobody has any other.
    """
    there = store.read("columns_there", version).groupby("table_name")["field"].agg(set)
    cited: set[object] = set()
    filled = []
    for table in dictionary.tables():
        for statement in table.missing(there.get(table.name, ())):
            connection.execute(statement)
        if table.name in there or table.name in WRITTEN:
            continue
        filled.append(table.name)
        kept = list(records(table.name, kept_of).values()) if kept_of and table.name not in METHOD else []
        if kept:
            merge.add(connection, table.name, kept)
            cited |= {row.get("source_id") for row in kept}
        elif table.name in METHOD | START:
            for path in files_of(table.name):
                connection.execute(load_statement(table, path), {"path": str(path)})
            cited |= {one for path in files_of(table.name) for one in _column(path, "source_id")}
    if cited:
        _cite(connection, cited, kept_of)
    _count_uses(connection, filled)


def _count_uses(connection: store.Connection, tables: Collection[str]) -> None:
    """Count anew how many rows of some tables rest on which source."""
    for statement in ("forget_source_use", "source_use") if tables else ():
        _run(connection, statement, {"tables": sorted(tables)})


def _cite(connection: store.Connection, cited: Collection[object], kept_of: str | None) -> None:
    """Add the sources that came along with lists, as the version they are of has them, or the project."""
    known = set(store.question(connection, "publish/sources_known")["source_id"])
    theirs = [row for (code,), row in records("source", kept_of).items() if code in cited] if kept_of else []
    missing = set(cited) - known - {row["source_id"] for row in theirs}
    with (DATA / "source.csv").open(encoding="utf-8", newline="") as file:
        ours = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    ours = [row | {"row_count": row["row_count"] and int(row["row_count"])} for row in ours]
    rows = [*(row for row in theirs if row["source_id"] not in known), *(row for row in ours if row["source_id"] in missing)]
    merge.add(connection, "source", rows)


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file) if row.get(name)]


def _note_stages(connection: store.Connection, made_by: str | None = None) -> None:
    """Date the stages to which opportunities came, so that one knows how long they have been there."""
    _run(connection, "forget_stages")
    _run(connection, "stages", {"made_at": datetime.now(UTC).replace(tzinfo=None), "made_by": made_by and made_by.strip()})


def _logged(
    connection: store.Connection,
    before: str,
    changes: Sequence[Changes],
    signature: Signature,
    conversions: Sequence[Conversion] = (),
) -> list[dict[str, object]]:
    """One row per field that changed, per amount that was converted, and per record that went.

    What was answered to a survey that is confidential, in the version before or in the draft, is not said: the log outlives it.
    """
    made_at = datetime.now(UTC).replace(tzinfo=None)
    converted = {(one.table, one.row, one.field): one for one in conversions}
    closed, rows = confidential.closed_questions(connection), []
    for change in (one for each in changes for one in (*(each.added if converted else ()), *each.changed, *each.removed)):
        hidden = confidential.FIELDS if confidential.is_hidden(change, before, closed) else ()
        for name, pair in change.fields.items():
            one = converted.get((change.table, change.row, name))
            if change.kind == "added" and not one:
                continue
            was, is_now = (value and confidential.HIDDEN for value in pair) if name in hidden else pair
            rows.append(
                {
                    "made_at": made_at,
                    "table_name": change.table,
                    "record": key_in_text(change.key),
                    "field": name,
                    "kind": change.kind,
                    "before_value": in_text(was),
                    "after_value": in_text(is_now),
                    "made_by": signature.made_by.strip(),
                    "file_name": signature.file[0] if signature.file else None,
                }
                | ({} if not one else _conversion(one))
            )
    return rows


def _conversion(one: Conversion) -> dict[str, object]:
    amount = {"found": one.found, "found_amount": one.amount, "currency": one.currency}
    return amount | {"rate": one.rate, "rate_year": one.rate_year}


def files_of(table: str, data: Path = DATA) -> list[Path]:
    """The files that hold a table: itself, or its parts."""
    return sorted([*data.glob(f"{table}.csv"), *data.glob(f"{table}.*.csv")])


def load_statement(table: dictionary.Table, path: Path) -> str:
    """The statement that loads one CSV file into its table; names come from the dictionary, never from the file."""
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file), [])
    unknown = set(header) - set(table.field_names)
    if unknown:
        raise TableUnreadable(f"{path.name} has a column the dictionary does not know: {', '.join(sorted(unknown))}")
    missing = [field.name for field in table.fields if field.is_required and field.name not in header]
    if missing:
        raise TableUnreadable(f"{path.name} lacks a column that the dictionary requires: {', '.join(missing)}")
    fields = [table.field(name) for name in header]
    columns = ", ".join(f'"{f.name}"' for f in fields)
    values = ", ".join(f"""string_split("{f.name}", '; ')""" if f.type == "list" else f'"{f.name}"' for f in fields)
    types = ", ".join(f"'{f.name}': '{'varchar' if f.type == 'list' else f.sql_type}'" for f in fields)
    return (  # the names are those of the dictionary, checked above
        f'insert into "{table.name}" ({columns}) select {values} '  # noqa: S608
        f"from read_csv($path, header = true, columns = {{{types}}}, "
        "auto_detect = false, delim = ',', nullstr = '', quote = '\"', escape = '\"')"
    )


_SHOULD_BE = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "date": "a date such as 2026-11-22"}


def _what_is_wrong(table: dictionary.Table, path: Path, message: str) -> str:
    """DuckDB's message as one sentence that names file, line, column and what was expected."""
    line = re.search(r"Line: (\d+)", message)
    cell = re.search(r'column "(.+?)"\. Could not convert string "(.*?)" to', message)
    blank = re.search(r"NOT NULL constraint failed: \w+\.(\w+)", message)
    cells = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    where = f"{path.name}, line {line[1]}" if line else path.name
    if cell:
        return f"{where}: {cell[1]} should be {_SHOULD_BE[table.field(cell[1]).type]}, and is “{cell[2]}”."
    if blank:
        return f"{path.name}, line {_line_without(blank[1], path)}: {blank[1]} is required, and is empty."
    if cells:
        return f"{where}: {cells[1]} cells expected, {cells[2]} found. Text with a comma stands in quotation marks."
    if line:
        return f"{where}: cannot be read as CSV. Check its commas and quotation marks."
    return f"{path.name} cannot be loaded: {message.splitlines()[0]}"


def _line_without(name: str, path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return next((rows.line_num for row in rows if not row[name]), 1)
