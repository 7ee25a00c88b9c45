"""What several tests of pages stand on."""

import pytest

from landscape import store
from tests.pipeline import with_opportunities


@pytest.fixture(scope="session")
def _with_opportunities(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", str(tmp_path_factory.mktemp("pipeline")))
        with_opportunities(tmp_path_factory.mktemp("tables"))
        return store.folder()


@pytest.fixture
def opportunities(_with_opportunities, monkeypatch):
    """The landscape with a pipeline of thirteen opportunities is the one in force for this test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(_with_opportunities))
