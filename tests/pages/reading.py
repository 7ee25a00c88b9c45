"""A page opened as by a link, and what can be read on it."""


def said(app):
    elements = [*app.title, *app.header, *app.markdown, *app.caption, *app.info]
    return " ".join(element.value for element in elements).replace("\\", "")


def opened(app, page, **link):
    app.switch_page(page)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app
