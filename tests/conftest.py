"""What every test stands on: one version built from the committed tables, and a tiny one that can be read by eye."""

import os
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from landscape import publish, store

TINY = Path(__file__).parent / "data" / "tiny"
ALL = "LANDSCAPE_TEST_ALL" in os.environ  # make test-all
slow = pytest.mark.skipif(not ALL, reason="takes long, and make test has a smaller twin of it: make test-all")


@pytest.fixture(scope="session", autouse=True)
def version(tmp_path_factory):
    """The name of the version that is built once from data/landscape, in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", str(tmp_path_factory.mktemp("versions")))
        patch.chdir(store.ROOT)
        yield publish.first_version()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Answers are kept per process: a test must not see those of another."""
    st.cache_data.clear()


@pytest.fixture
def app():
    """The dashboard, not yet run: set `app.query_params` or `app.switch_page("pages/explore/donors.py")`, then `.run()`."""
    return AppTest.from_file(store.ROOT / "app.py", default_timeout=30)


@pytest.fixture(scope="session")
def _built(tmp_path_factory):
    """A folder with the tiny version, built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", str(tmp_path_factory.mktemp("tiny")))
        publish.first_version(TINY)
        return store.folder()


@pytest.fixture
def tiny(_built, tmp_path, monkeypatch):
    """The name of a version of six countries and four donors from tests/data/tiny; it is the one in force for this test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(_built, tmp_path / "versions")))
    return store.current()


@pytest.fixture
def undecided(tmp_path, monkeypatch):
    """The name of the tiny version before anybody met or decided anything; it is the one in force for this test."""
    data = shutil.copytree(TINY, tmp_path / "data")
    for name in ("decision", "meeting"):
        (data / f"{name}.csv").unlink()
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "undecided"))
    return publish.first_version(data)


@pytest.fixture
def ask():
    """Any select on a version, as a list of rows: what a test checks that no question of the product asks."""

    def rows(version, statement):
        with store._open(version).cursor() as cursor:
            return cursor.execute(statement).fetchall()

    return rows
