"""What is found at first sight in 24 real workbooks does not get less."""

import pytest

from tests import workbooks_score

REACHED = {"sheets": 100, "header rows": 100, "data rows kept": 100, "data rows kept, mean of files": 100, "columns": 100}


@pytest.fixture(scope="module")
def scores(version):
    if not (workbooks_score.FOLDER / "expected.csv").exists():
        pytest.skip("the workbooks are not here; name their folder in LANDSCAPE_WORKBOOKS")
    return workbooks_score.scores(version)


def test_no_workbook_breaks_the_reader(scores):
    assert [one.file for one in scores if one.fault] == []


def test_sheets_headers_and_rows_are_found_as_before(scores):
    found = workbooks_score.totals(scores)
    assert {name: share for name, share in found.items() if share < REACHED.get(name, 0)} == {}


def test_no_total_and_no_footnote_is_taken_for_a_record(scores):
    assert {one.file: one.foreign for one in scores if one.foreign} == {}
