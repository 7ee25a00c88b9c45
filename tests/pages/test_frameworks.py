"""The pages of institutions and of the model: every view opens, filters narrow, and a country without data is said so."""

import pytest

from landscape import dictionary, publish, store
from tests.pages.test_funding import figures, said

INSTITUTIONS, MODEL = "pages/frameworks/institutions.py", "pages/frameworks/model.py"


def opened(app, page, **chosen):
    for name, value in chosen.items():
        app.query_params[name] = value
    app.switch_page(page).run()
    assert not app.exception
    assert not app.error
    return app


def tables(app):
    """The tables of the page as the grid shows them, by the names of their columns."""
    return [one.value for one in app.dataframe]


def labels(app):
    return [one.proto.label for one in app.get("page_link")]


def test_the_first_screen_lists_the_countries_that_are_documented(app):
    (shown,) = tables(opened(app, INSTITUTIONS))
    assert len(shown) == 27
    assert "Small and not representative: institutions of 27 countries" in said(app)


def test_a_country_is_drawn_with_its_exchanges_and_institutions_beside_it(app):
    opened(app, INSTITUTIONS, flow_country="Philippines")
    (drawn,) = app.get("graphviz_chart")
    assert "Philippine Statistics" in drawn.proto.spec and "digraph" in drawn.proto.spec
    exchanges, institutions = tables(app)
    assert list(exchanges["exchange_number"]) == [1, 2, 3]
    assert list(exchanges["arrangement"]) == ["Not known", "Decree", "Decree"]
    assert exchanges["url"].str.startswith("http").all()
    assert len(institutions) == 5
    assert figures(app)["Exchanges documented"] == "3"
    assert "What the model asks beyond that" in labels(app)


def test_a_country_without_data_is_said_so(app):
    opened(app, INSTITUTIONS, flow_country="Fiji")
    assert any("documents no institution of Fiji" in one.value for one in app.info)
    assert not app.get("graphviz_chart")


def test_the_matrix_is_drawn_and_narrowed_by_filters(app):
    opened(app, INSTITUTIONS, view="Across countries")
    assert len(app.get("vega_lite_chart")) == 1
    assert "81 institutions in 27 countries" in said(app)


def test_filters_narrow_the_matrix_and_are_said(app):
    opened(app, INSTITUTIONS, view="Across countries", region="Africa", data_source="Border records")
    assert "In Africa, data source\\: Border records" in said(app)
    assert "3 institutions in 3 countries" in said(app)


@pytest.mark.parametrize(
    ("filter_", "value"),
    [("arrangement", "Law"), ("linked", "Yes"), ("institution_kind", "Central bank")],
)
def test_every_filter_narrows_the_list(app, version, ask, filter_, value):
    opened(app, INSTITUTIONS, view="List", **{filter_: value})
    shown = tables(app)
    column, code = {
        "arrangement": ("arrangement", "law"),
        "linked": ("links_individuals", "yes"),
        "institution_kind": ("kind", "central bank"),
    }[filter_]
    table = "institution" if column == "kind" else "data_exchange"
    ((count,),) = ask(version, f"select count(*) from {table} where {column} = '{code}'")
    assert len(shown[0 if table == "institution" else 1]) == count


def test_nothing_that_matches_is_said_with_the_filter_to_clear(app):
    opened(app, INSTITUTIONS, view="List", region="Oceania", arrangement="Committee")
    assert any("No institution matches these filters" in one.value for one in app.info)


def test_the_model_is_drawn_with_the_standard_of_each_element(app):
    opened(app, MODEL)
    assert len(app.get("graphviz_chart")) == 1
    (elements,) = tables(app)
    assert len(elements) == 31
    assert elements["standard"].notna().all() and elements["url"].str.startswith("https://").all()


def test_a_country_stands_against_the_model(app):
    opened(app, MODEL, model_view="Country against model", model_country="Philippines")
    assert figures(app) == {"Present": "8", "Missing": "0", "Not known": "23", "Known": "8 of 31"}
    known, asks = tables(app)
    assert len(known) == 8 and set(known["model_status"]) == {"Present"}
    assert known["url"].str.startswith("http").all(), "each figure leads to its source"
    assert len(asks) == 23 and "Data-protection act" in set(asks["element_name"])


@pytest.mark.parametrize("country", [None, "Fiji"])
def test_a_country_that_is_not_chosen_or_not_documented_is_said_so(app, country):
    opened(app, MODEL, model_view="Country against model", **({"model_country": country} if country else {}))
    assert any(("Choose a country" if country is None else "nothing of Fiji") in one.value for one in app.info)


def test_countries_are_ranked_by_what_is_known(app):
    opened(app, MODEL, model_view="Countries")
    assert len(app.get("vega_lite_chart")) == 1
    assert "Most is known of Armenia, Germany and Nigeria\\: 11 of 31 elements." in said(app)


def test_countries_of_one_region_are_ranked_among_themselves(app):
    opened(app, MODEL, model_view="Countries", region="Africa")
    assert "Most is known of Nigeria" in said(app)


@pytest.mark.parametrize("page", [INSTITUTIONS, MODEL])
def test_a_version_from_before_the_model_says_so(app, tmp_path, monkeypatch, page):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()

    def fill(connection):
        connection.execute("drop table model_element")
        connection.execute("drop table model_answer")
        connection.execute("alter table institution drop column other_names")

    store.next_version(fill, store.current(), store.current())
    app.switch_page(page).run()
    assert not app.exception
    assert any("was made before the landscape held all that this page shows" in one.value for one in app.error)


def test_the_next_publication_brings_the_model_to_a_version_from_before_it(tmp_path, monkeypatch):
    from landscape.changes import compare

    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()

    def fill(connection):
        connection.execute("drop table model_element")
        connection.execute("drop table model_answer")
        connection.execute("delete from source where source_id like 'model-%'")

    before = store.next_version(fill, store.current(), store.current())
    made = compare("donor", before, [(2, {"donor_id": "germany", "note": "Met"})])
    after = publish.commit([made], publish.Signature("Ann", "Met"))
    assert len(store.read("frameworks/model", after)) == 31
    assert dictionary.table("model_answer").name in set(store.read("columns_there", after)["table_name"])


def test_the_profile_of_a_country_leads_to_its_diagram(app):
    opened(app, "pages/explore/country.py", country="Kenya")
    assert "How it shares migration data" in labels(app)


@pytest.mark.parametrize(("page", "key"), [(MODEL, "model_country"), (INSTITUTIONS, "flow_country")])
def test_a_link_may_call_the_country_by_its_plain_name(app, page, key):
    opened(app, page, country="Philippines")
    assert app.selectbox(key=key).value == "PHL"
    assert len(app.get("graphviz_chart")) == 1
    assert not app.warning
