"""Every chart of every page is sent with rows to draw: an accessible name alone would not show that it is blank."""

import json

import pytest

PAGES = {
    "overview": {},
    "donors": {},
    "donor": {"donor": "Canada"},
    "compare_donors": {"donors": ["Canada", "Germany"]},
    "mechanisms": {},
    "funding": {},
    "countries": {},
    "country": {"country": "Kenya"},
    "compare_countries": {"countries": ["Kenya", "Ghana"]},
}


def names_of_data(part):
    """Every name of a table that a specification asks for."""
    if isinstance(part, dict):
        data = part.get("data")
        if isinstance(data, dict) and "name" in data:
            yield data["name"]
        for value in part.values():
            yield from names_of_data(value)
    elif isinstance(part, list):
        for value in part:
            yield from names_of_data(value)


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_finds_its_rows(app, page):
    app.run()
    app.switch_page(f"pages/explore/{page}.py")
    for name, value in PAGES[page].items():
        app.query_params[name] = value
    charts = [one.proto for one in app.run().get("vega_lite_chart")]
    assert charts
    for chart in charts:
        there = {dataset.name for dataset in chart.datasets}
        assert set(names_of_data(json.loads(chart.spec))) <= there
        assert there
