"""What a publication is refused for: the rules that block, checked again on the result itself before it is put in force."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from landscape import checks, dictionary, store
from landscape.changes import Changes, key_in_text, name_of, records
from landscape.problems import Problem

_NOTHING = "Nothing was published."


class RuleBroken(Problem):
    """The result of a publication would break a rule of the landscape."""


def refuse_without_titles(connection: store.Connection) -> None:
    """Refuse new words for a version that has sums of records without their titles: they would be lost. Raises `RuleBroken`."""
    if store.question(connection, "publish/records_without_title")["record_count"].iloc[0]:
        raise RuleBroken(
            "This landscape was made before the titles of all records came in, so words cannot decide in it. Build it anew "
            f"(make build, in an empty folder of versions) and publish the words there. {_NOTHING}"
        )


def refuse_broken(connection: store.Connection, changes: Sequence[Changes]) -> None:
    """Check again, on the result itself, the rules that block. Raises `RuleBroken` with the first that it breaks."""
    for one in changes:
        gone = {change.key[0]: change.name for change in one.removed}
        for label, statement in dictionary.table(one.table).referring.items() if gone else ():
            for record, _ in connection.execute(statement).fetchall():
                if record in gone:
                    first = f" First upload “{label}” without the rows that name it, as the whole list; then remove it here."
                    raise RuleBroken(
                        f"{gone[record]} is named in “{label}” and cannot be removed."
                        f"{first if checks.is_kept(label) else ' Those figures come from publishers.'} {_NOTHING}"
                    )
    for one in changes:
        _refuse_unfit(connection, one)
    for change, _, said, advice, _ in checks.not_to_come_in(changes):
        raise RuleBroken(f"{change.name}: {said} {advice} {_NOTHING}")
    for rule in checks.rules_about({one.table for one in changes if not one.is_empty}):
        if not rule.is_blocking:
            continue
        broken = store.question(connection, f"checks/{rule.name}")
        touched = _touched(changes) if len(broken) else {}
        for one in broken.itertuples():
            which = one.table_name, one.record
            if which in touched or which not in _broken_before(rule.name, changes[0].version):
                raise RuleBroken(f"{touched.get(which, one.record)}: {rule.sentence} {rule.advice} {_NOTHING}")


def refuse_left_behind(connection: store.Connection, kept: Collection[str], now: str, version: str) -> None:
    """Refuse to put a version in force where lists `kept` as they are `now` name what it does not hold. Raises `RuleBroken`."""
    for table in map(dictionary.table, kept):
        there = records(table.name, now)
        for name, statement in table.dangling.items() if there else ():
            for *key, value in connection.execute(statement).fetchall():
                field, record = table.field(name), there.get(tuple(key))
                if record and value in {one for one, *_ in records(field.references, now)}:  # what was amiss before stays so
                    said = _refers_to_nothing(name_of(table, record), field, value, f" of version {version}")
                    raise RuleBroken(f"{said} “{table.label}” stays as it is: choose another there, or remove it. {_NOTHING}")


def _touched(changes: Sequence[Changes]) -> dict[tuple[str, str], str]:
    """Table and key of each record that comes or changes -> its name."""
    return {(one.table, key_in_text(change.key)): change.name for one in changes for change in (*one.added, *one.changed)}


def _broken_before(rule: str, version: str) -> set[tuple[str, str]]:
    """The records that broke a rule already: a change of others, such as one share of several that goes, can break it too."""
    try:
        rows = store.read(f"checks/{rule}", version)
    except store.TooOld:
        return set()
    return set(zip(rows["table_name"], rows["record"], strict=True))


def _refuse_unfit(connection: store.Connection, changes: Changes) -> None:
    """Refuse records that stand twice in the result, or that refer to one which is not there."""
    table = dictionary.table(changes.table)
    repeated = connection.execute(table.repeated).fetchall()
    dangling = {name: connection.execute(statement).fetchall() for name, statement in table.dangling.items()}
    if not repeated and not any(dangling.values()):
        return
    names = {change.key: change.name for change in (*changes.added, *changes.changed)}
    for key in repeated:
        if key in names:
            raise RuleBroken(f"{names[key]} would stand twice in “{table.label}”. Keep one of the two rows. {_NOTHING}")
    for name, rows in dangling.items():
        for *key, value in rows:
            if tuple(key) in names:
                said = _refers_to_nothing(names[tuple(key)], table.field(name), value)
                raise RuleBroken(f"{said} Add it there first, or choose another. {_NOTHING}")


def _refers_to_nothing(record: str, field: dictionary.Field, value: object, of: str = "") -> str:
    return f"{record}: {field.label} is “{value}”, which “{dictionary.table(field.references).label}”{of} does not hold."
