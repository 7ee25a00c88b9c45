"""The pages of sources and of the dictionary on the real landscape."""

from landscape import dictionary
from tests.pages.reading import opened

SOURCES, DICTIONARY = "pages/data/sources.py", "pages/data/dictionary.py"


def said(app):
    return " ".join(element.value for element in [*app.title, *app.header, *app.markdown, *app.caption, *app.info])


def grid(app, *columns):
    """The table with these columns; one that cannot be clicked has no key in a test."""
    return next(one.value for one in app.dataframe if set(columns) <= set(one.value.columns))


def test_data_sets_come_first_with_their_flaws(app):
    opened(app, SOURCES)
    kinds = list(grid(app, "source_kind")["source_kind"])
    assert kinds == sorted(kinds)
    assert "Constant prices without a stated base year" in said(app)


def test_sources_of_one_publisher(app):
    opened(app, SOURCES, publisher="PARIS21", source_kind="Data set")
    assert "1 of " in said(app)
    assert "24,142 rows at the source" in said(app)


def test_no_source_matches(app):
    opened(app, SOURCES, search="no such source")
    assert "No source matches these filters." in app.info[0].value


def test_every_table_is_in_the_dictionary(app):
    opened(app, DICTIONARY)
    assert len(grid(app, "grain")) == len(dictionary.tables())
    assert len(grid(app, "code")) == len(dictionary.all_codes())


def test_one_table_of_the_dictionary(app):
    opened(app, DICTIONARY, table="Financial mechanisms")
    assert set(grid(app, "field_name")["table_label"]) == {"Financial mechanisms"}
    assert "Mechanism status" in set(grid(app, "code")["code_list"])


def test_nothing_in_the_dictionary(app):
    opened(app, DICTIONARY, search="no such field")
    assert len(app.info) == 3
