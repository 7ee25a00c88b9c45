"""A hundred bad and odd files: each comes to a clear problem or to findings, and the version in force stays as it is."""

import hashlib
import re

import pytest

from landscape import plans, publish, store, upload, workbook
from landscape.matching import records as naming
from landscape.problems import Problem
from tests.conftest import TINY, slow
from tests.test_workbook import REFUSED
from tests.uploads.cases import CASES, LARGE


def state():
    """Every file of the folder of versions, byte for byte."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(store.folder().iterdir())
        if path.suffix != ".lock"
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One small version for all the files, and what its folder holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", str(tmp_path_factory.mktemp("versions")))
        name = publish.first_version(TINY)
        yield name, state()


def come_in(data, file_name, version):
    """All that happens to a file before a person publishes."""
    names = naming.names(version)
    book = workbook.read(data, file_name)
    found, why = plans.proposed(book, names, version)
    assert why
    if not found[0].table:  # it fits none: the person takes it for donors
        found = [plans.of_sheet(book.sheets[found[0].sheet], found[0].sheet, names, version, "donor")[0]]
    return upload.all_prepared(book, found, names, version)


@pytest.mark.parametrize("case", [pytest.param(case, marks=slow) if case in LARGE else case for case in CASES])
def test_a_bad_file_is_a_problem_or_findings_and_nothing_has_changed(kept, case):
    version, before = kept
    try:
        uploads = come_in(*CASES[case](), version)
    except Problem as problem:
        said = str(problem)
        kind, words = REFUSED[case]
        assert isinstance(problem, kind) and re.search(words, said), "refused for what it is"
        assert len(said) > 30 and said.endswith(".")
        assert "Traceback" not in said and "Error" not in said
    else:
        assert case not in REFUSED
        for one in uploads:
            assert len(one.plan.layout.data_rows) or one.changes.is_empty
            for found in one.findings:
                assert found.sheet and found.expected and found.advice
                assert len(found.found) <= 200
    assert state() == before
    assert store.current() == version
