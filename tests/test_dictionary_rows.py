"""The dictionary as rows can be searched."""

from landscape import dictionary


def test_a_search_ignores_case_and_accents():
    assert dictionary.field_rows("Gní") == dictionary.field_rows("gni")


def test_rows_have_the_columns_of_the_page():
    assert tuple(dictionary.table_rows()[0]) == dictionary.TABLE_COLUMNS
    assert tuple(dictionary.field_rows()[0]) == dictionary.FIELD_COLUMNS
    assert tuple(dictionary.code_rows()[0]) == dictionary.CODE_COLUMNS


def test_codes_of_a_table_are_those_its_fields_use():
    assert {row["code_list"] for row in dictionary.code_rows(names=["source"])} == {"Source kind"}


def test_fields_of_a_code_list():
    assert {row["table_name"] for row in dictionary.field_rows(lists=["lens"])} == {"funding"}


def test_columns_of_the_page_are_explained():
    for name in (*dictionary.TABLE_COLUMNS, *dictionary.FIELD_COLUMNS, *dictionary.CODE_COLUMNS):
        assert dictionary.column(name).label
