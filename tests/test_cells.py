"""Cells and source lines as a reader sees them: no ids that the landscape gave, and nothing said twice."""

import pandas as pd

from landscape import cells, exports


def test_a_source_is_called_by_its_publisher_and_title_not_by_its_id():
    rows = pd.DataFrame({"source_id": ["upload-20261129110434", None, "gone"], "year": [2020, 2021, 2022]})
    named = cells.with_sources_named(rows, {"upload-20261129110434": "Ana: Edited on screen"})
    assert named["source_id"].fillna("").tolist() == ["Ana: Edited on screen", "", "gone"]
    assert rows["source_id"][0] == "upload-20261129110434"


def test_rows_without_a_source_stay_as_they_are():
    rows = pd.DataFrame({"year": [2020]})
    assert cells.with_sources_named(rows, {"a": "A"}) is rows


def test_what_reads_the_same_is_cited_once():
    own = {"publisher": "Ana", "title": "Edited on screen", "vintage": "2026", "url": ""}
    other = {"publisher": "UN", "title": "M49", "vintage": None, "url": "https://un.org/m49"}
    assert exports.cited(pd.DataFrame([own, own, other])) == (
        "Ana, Edited on screen (2026)",
        "UN, M49. https://un.org/m49",
    )


def test_the_source_line_says_nothing_twice_and_counts_what_it_leaves_out():
    two = ["UN, M49. https://un.org/a", "UN, M49. https://un.org/b"]
    assert cells.sources_in_words(two) == "Source: UN, M49."
    assert cells.sources_in_words([*two, "A", "B", "C"]).startswith("Source: UN, M49; A; B; and 1 more,")
