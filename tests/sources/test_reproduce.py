"""The committed landscape is exactly what the publishers' files give."""

import os
from pathlib import Path

import pytest

from landscape import sources

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = Path(os.environ.get("LANDSCAPE_SOURCES") or ROOT.parent / "shared" / "sources")


WRITTEN_BY_HAND = (
    "component",
    "component_weight",
    "classifier_term",
    "stage_transition",
    "modality_fit",
    "topic_need",
    "programme_match",
)  # methods, which no publisher has


def generated(root):
    """The files under a folder that a build writes, by their path."""
    landscape = (root / "data" / "landscape").glob("*.csv")
    written = [
        *(path for path in landscape if path.name.split(".")[0] not in WRITTEN_BY_HAND),
        *(root / "data" / "dictionary").glob("codes.*.csv"),
        *(root / "static").glob("world.json"),
    ]
    return {path.relative_to(root).as_posix(): path for path in written}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    if not PUBLISHED.is_dir():
        pytest.skip("the publishers' files are not here; name their folder in LANDSCAPE_SOURCES")
    root = tmp_path_factory.mktemp("rebuilt")
    sources.build(PUBLISHED, root / "data")
    return generated(root)


def test_a_build_writes_the_committed_files_and_no_others(rebuilt):
    assert sorted(rebuilt) == sorted(generated(ROOT))


@pytest.mark.parametrize("name", sorted(generated(ROOT)))
def test_a_build_reproduces_the_committed_bytes(rebuilt, name):
    assert name in rebuilt
    assert rebuilt[name].read_bytes() == (ROOT / name).read_bytes(), f"{name} differs: run make data and commit it"
