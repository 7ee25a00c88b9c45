"""Who made which change between two versions, and from what file."""

import pytest

from landscape import authors, changes, publish, store
from landscape.changes import Change, Changes

NEW = {
    "donor_id": "new",
    "name": "Newland",
    "donor_type": "dac",
    "funds_statistics": "no",
    "funds_migration_statistics": "no",
    "evidence_count": 0,
    "confidence": "low",
}


def put(version, who, file=None, added=(), **fields):
    """The next version, in which somebody added donors and changed fields of Germany."""
    now = changes.records("donor", version)["germany",]
    changed = {name: (now[name], value) for name, value in fields.items()}
    new = tuple(
        Change("donor", "added", (one["donor_id"],), one["name"], {k: (None, v) for k, v in one.items()}) for one in added
    )
    german = (Change("donor", "changed", ("germany",), "Germany", changed),) if changed else ()
    return publish.commit([Changes("donor", version, new, german)], publish.Signature(who, "Note", file))


def told(old, new):
    found = changes.between(old, new)
    by = authors.between(old, new, found)
    one = found["donor"]
    return {
        (each.key[0], name): authors.of(by, "donor", each.key, name)
        for each in (*one.added, *one.changed, *one.removed)
        for name in (each.fields if each.kind == "changed" else ["name"])
    }


@pytest.fixture
def third(tiny):
    """After two publications: Ann added a donor and changed two fields, Ben one of them again."""
    second = put(tiny, "Ann", ("ann.xlsx", "ab12"), [NEW], acronym="A", note="Ann's")
    return put(second, "Ben", note="Ben's")


def test_each_change_names_who_made_it_last_and_the_file(tiny, third):
    assert told(tiny, third) == {
        ("new", "name"): ("Ann", "ann.xlsx"),
        ("germany", "acronym"): ("Ann", "ann.xlsx"),
        ("germany", "note"): ("Ben", "no file"),
    }


def test_only_publications_between_the_two_versions_count(third):
    assert told("0002", third) == {("germany", "note"): ("Ben", "no file")}


def test_a_step_back_or_a_version_that_was_removed_names_nobody(tiny, third):
    assert set(told(third, tiny).values()) == {(None, None)}
    store.remove(["0002"])
    assert set(told(tiny, third).values()) == {(None, None)}


def test_to_take_back_is_signed_too(tiny, third):
    back = publish.restore("0002", publish.Signature("Cleo", "As it was"), third)
    assert told(third, back) == {("germany", "note"): ("Cleo", "no file")}
