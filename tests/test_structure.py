"""The rules of the house: what each room may do. Each test is one rule."""

import ast
import re
from functools import cache

import pytest

from landscape import store

ROOT = store.ROOT
PAGES = sorted((ROOT / "pages").rglob("*.py"))
MODULES = sorted((ROOT / "landscape").rglob("*.py"))
CODE = [ROOT / "app.py", *PAGES, *MODULES]
QUESTIONS = sorted(str(path.relative_to(ROOT / "queries").with_suffix("")) for path in (ROOT / "queries").rglob("*.sql"))

A_PAGE_MAY_IMPORT = {
    *("streamlit", "datetime", "landscape.screen", "landscape.charts", "landscape.words", "landscape.dictionary"),
    "landscape.strategy",
    "landscape.programme",
    "landscape.frameworks",
}
WIDGETS = {
    *("button", "checkbox", "data_editor", "date_input", "download_button", "feedback", "file_uploader", "multiselect"),
    *("number_input", "pills", "radio", "segmented_control", "select_slider", "selectbox", "slider", "text_area"),
    *("text_input", "toggle", "popover", "tabs"),
}


def name_of(path):
    return str(path.relative_to(ROOT))


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=name_of)


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """Every module a file imports; of the own package and of what it offers, the full name."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            own = node.module in (
                "landscape",
                "landscape.charts",
                "landscape.strategy",
                "landscape.programme",
                "landscape.frameworks",
            )
            found |= {f"{node.module}.{alias.name}" if own else node.module for alias in node.names}
    return found


def texts(path):
    return {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def calls(path):
    """Every call: what is called as written, its texts by position, and the names of its keywords."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            first = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield ast.unparse(node.func), first, {keyword.arg for keyword in node.keywords}


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def functions(path):
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def test_no_page_lies_directly_in_pages():
    assert list((ROOT / "pages").glob("*.py")) == [], "Streamlit would take it for an app of its own: use a sub-folder"


def test_every_page_is_in_the_menu_and_every_entry_of_the_menu_is_a_page():
    menu = [given[0] for called, given, _ in calls(ROOT / "app.py") if called == "st.Page"]
    assert sorted(set(menu)) == [name_of(path) for path in PAGES]


@each(PAGES)
def test_a_page_imports_only_what_a_page_may(path):
    allowed = {name for name in imports(path) if any(name == one or name.startswith(f"{one}.") for one in A_PAGE_MAY_IMPORT)}
    assert imports(path) - allowed == set()


@each(PAGES)
def test_a_page_is_short_and_says_what_it_answers(path):
    assert lines(path) <= 90
    assert ast.get_docstring(tree(path))


@each([ROOT / "app.py", *PAGES])
def test_a_page_holds_no_sql_no_css_and_no_html(path):
    for text in texts(path):
        assert not re.search(r"\bselect\b.+\bfrom\b\s+\w+\s*(where|join|group|order|$)", text, re.IGNORECASE | re.DOTALL), text
        assert not re.search(r"<\s*(style|div|span|p|br|a|img|script)\b", text, re.IGNORECASE), text
    assert {called for called, _, _ in calls(path)} & {"st.html", "st.write", "st.components.v1.html"} == set()


@each(CODE)
def test_nobody_uses_what_is_unsafe_or_deprecated(path):
    for called, _, keywords in calls(path):
        assert called.split(".")[-1] not in {"eval", "exec", "fetchone"}, called
        assert keywords & {"unsafe_allow_html", "use_container_width"} == set(), called
    assert {name.split(".")[0] for name in imports(path)} & {"pickle", "shelve", "marshal", "requests", "httpx"} == set()


@each([path for path in PAGES if re.search(r"\bst\.", path.read_text(encoding="utf-8"))])
def test_every_widget_of_a_page_has_a_key(path):
    widgets = [(called, given) for called, given, keywords in calls(path) if widget(called) and "key" not in keywords]
    assert widgets == []


def widget(called):
    return called.startswith("st.") and called.split(".")[-1] in WIDGETS


@each(MODULES)
def test_a_module_stays_small_enough_to_read(path):
    assert lines(path) <= 450


@each(MODULES)
def test_every_function_of_the_package_has_types(path):
    for function in functions(path):
        untyped = [one.arg for one in function.args.args + function.args.kwonlyargs if one.annotation is None]
        assert (untyped, function.returns is None) == ([], False), function.name


def test_only_the_store_knows_duckdb_and_only_the_screen_knows_streamlit():
    package = {name_of(path): {name.split(".")[0] for name in imports(path)} for path in MODULES}
    assert [name for name, used in package.items() if "duckdb" in used] == ["landscape/store.py"]
    assert {name.rpartition("/")[0] for name, used in package.items() if "streamlit" in used} == {"landscape/screen"}
    users = [name for name, used in package.items() if "openpyxl" in used and "sources/" not in name]
    assert users == ["landscape/hand_back.py"], "what is written anew is written with XlsxWriter, see sheets.py"


def test_the_store_knows_no_table():
    from landscape import dictionary

    assert {table.name for table in dictionary.tables()} & texts(ROOT / "landscape" / "store.py") == set()


@each(MODULES)
def test_sql_stands_in_files_but_for_what_the_dictionary_makes(path):
    if name_of(path) not in ("landscape/dictionary.py", "landscape/publish.py"):
        for text in texts(path):
            assert not re.search(r"\b(select\b.+\bfrom\b\s+\w+\s*(where|join|group|order|$)|insert into|create table)", text), (
                text
            )


@each(CODE)
def test_every_question_that_is_asked_has_a_file(path):
    asked = {given[0] for called, given, _ in calls(path) if called.split(".")[-1] == "answer" and given}
    assert asked - set(QUESTIONS) == set()


def test_every_question_is_asked_somewhere():
    said = set().union(*(texts(path) for path in CODE))
    in_pages = set().union(*(texts(path) for path in [*PAGES, *(ROOT / "landscape" / "screen").glob("*.py")]))
    run = texts(ROOT / "landscape" / "publish.py")
    publish = {question for question in QUESTIONS if question.startswith("publish/") and question.split("/")[1] in run}
    options = {question for question in QUESTIONS if question.startswith("options/") and question.split("/")[1] in in_pages}
    checks = {question for question in QUESTIONS if question.startswith("checks/")}  # all of them, by checks.rules()
    pieced = {one for one in QUESTIONS if any({one[:cut], one[cut:]} <= said for cut in range(one.find("/") + 1, len(one)))}
    views = {view for question in QUESTIONS if not question.startswith("views/") for view in store.views_of(question)}
    assert [question for question in QUESTIONS if question not in said | options | publish | checks | pieced | views] == []


@each([path for path in MODULES if path.parent.name == "charts"])
def test_every_chart_is_drawn_somewhere(path):
    used = set()
    for other in CODE:
        used |= {node.attr for node in ast.walk(tree(other)) if isinstance(node, ast.Attribute)}
        used |= {node.id for node in ast.walk(tree(other)) if isinstance(node, ast.Name)}
    assert [function.name for function in functions(path) if function.name not in used] == []


@each(PAGES)
def test_every_link_to_a_page_leads_to_one(path):
    for called, given, _ in calls(path):
        if called in ("screen.open_page", "screen.page_link") and given:
            assert (ROOT / "pages" / f"{given[0]}.py").exists(), given[0]


def test_nothing_names_a_folder_of_one_machine():
    files = [*CODE, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), *(ROOT / "queries").rglob("*.sql")]
    files += [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        ROOT / ".ci" / "run",
    ]
    machine = re.compile(r"(?<![\w.:/-])(/(home|root|work|Users)/\w|[A-Z]:\\\\?Users)")
    assert [name_of(path) for path in files if machine.search(path.read_text(encoding="utf-8"))] == []


def test_the_readme_says_of_every_page_of_the_menu_what_it_answers_in_its_order():
    entries = [
        node for node in ast.walk(tree(ROOT / "app.py")) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"
    ]
    said = [{one.arg: one.value.value for one in entry.keywords if isinstance(one.value, ast.Constant)} for entry in entries]
    menu = [one["title"] for one in said if one.get("visibility") != "hidden"]
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| page | answers |")[2].partition("\n\n")[0]
    named = [name for row in table.splitlines()[2:] for name in row.split("|")[1].strip().split(", ")]
    assert [name for name in named if name in menu] == menu
