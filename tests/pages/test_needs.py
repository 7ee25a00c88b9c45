"""The page of needs: every view opens, a link is applied, and what is not known is said."""

import pytest

PAGE = "pages/strategy/needs.py"


def opened(app, **link):
    app.run()
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def text(app):
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info, app.header) for one in kind)


@pytest.mark.parametrize("view", ["Ranking", "Plane", "Map", "Table", "Why this rank", "Priority set", "Checks"])
def test_every_view_opens(app, view):
    opened(app, view=view)
    assert not app.exception and not app.error
