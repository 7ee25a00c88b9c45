"""A questionnaire becomes a survey, its questions and its answers: made-up test material, wide and long."""

import shutil

import pytest

from landscape import plans, publish, questionnaire, store, upload, workbook
from landscape.changes import THIS_PUBLICATION, compare, records
from landscape.matching import records as naming
from landscape.questionnaire import LONG, WIDE, About
from landscape.workbook import Sheet
from tests.frameworks import capacity_questionnaire as made_up

ABOUT = About("Made-up survey", 2018, True, 5)


def read(data, version):
    book = workbook.read(data, "answers.xlsx")
    shape = questionnaire.shape_of(book.sheets[0], naming.names(version))
    return book, shape, questionnaire.code_book(book, 0, shape) if shape else {}


def turned(data, version, about=ABOUT, separator=None):
    """The workbook that a questionnaire becomes, read as an upload."""
    book, shape, entries = read(data, version)
    made = questionnaire.workbook_of(book.sheets[0], shape, about, separator or shape.separator, entries, version)
    return workbook.read(made, questionnaire.file_name(book.file_name))


def taken(book, version):
    names = naming.names(version)
    found, _ = plans.proposed(book, names, version)
    return upload.all_prepared(book, found, names, version)


def published(book, version):
    uploads = taken(book, version)
    assert [one for each in uploads for one in each.findings if one.is_blocking] == []
    return publish.commit([one.changes for one in uploads], publish.Signature("Ann", "A survey", (book.file_name, book.sha256)))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (made_up.wide(), WIDE),
        (made_up.wide(has_code_book=False, questions=True), WIDE),
        (made_up.long(), LONG),
        (made_up.long(has_code_book=False), LONG),
    ],
    ids=["wide", "wide without code book", "long", "long without code book"],
)
def test_both_shapes_are_found_and_taken_for_questionnaires(version, data, form):
    _, shape, _ = read(data, version)
    assert (shape.form, shape.is_likely) == (form, True)
    assert shape.layout.headers[shape.country] == "Country"


def test_both_shapes_become_the_same_answers(version):
    def rows(data):
        book = turned(data, version)
        sheet = next(one for one in book.sheets if one.name == "Answers to surveys")
        return sorted(map(tuple, sheet.rows))

    assert rows(made_up.wide()) == rows(made_up.long())


def test_a_code_book_says_texts_kinds_topics_and_what_codes_mean(version):
    _, _, entries = read(made_up.wide(), version)
    one = entries["q1"]
    assert (one.text, one.kind, one.topic) == (made_up.CODE_BOOK[0][1], "single", "Legal framework")
    assert one.labels == {"1": "Yes", "2": "No", "3": "In preparation"}
    assert entries["q2"].choices == ("Census", "Survey", "Border records", "Permits")
    assert [entries[code].kind for code in ("q2", "q3", "q4")] == ["multiple", "number", "open"]


def test_without_a_code_book_it_is_derived_from_the_answers(version):
    book = turned(made_up.wide(has_code_book=False, questions=True), version)
    sheet = next(one for one in book.sheets if one.name == "Questions of surveys")
    rows = [dict(zip(sheet.rows[0], row, strict=True)) for row in sheet.rows[1:]]
    assert [row["Question"] for row in rows] == [text for _, text, *_ in made_up.CODE_BOOK]
    # Q1 holds codes without a meaning, which are numbers as far as anybody can tell
    assert [row["Kind of answer"] for row in rows] == ["Number", "Several choices", "Number", "Open answer", "One choice"]
    assert set(rows[1]["Choices"].split("; ")) == {"Census", "Survey", "Border records", "Permits"}


@pytest.mark.parametrize(
    ("cell", "separator", "parts"),
    [
        ("Census; Survey", "; ", "Census; Survey"),
        ("Census, Survey", ", ", "Census; Survey"),
        ("Census|Survey", "|", "Census; Survey"),
        ("Census, Survey", "", "Census, Survey"),
    ],
)
def test_choices_are_split_at_what_is_chosen(version, cell, separator, parts):
    rows = [["Country", "Which sources are used?", "How many of them?"]]
    alone = ["Census", "Survey"]
    rows += [[name, cell if place < 11 else alone[place % 2], 2] for place, name in enumerate(made_up.COUNTRIES)]
    sheet = Sheet("Answers", rows)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    data = questionnaire.workbook_of(sheet, shape, ABOUT, separator, {})
    answers = next(one for one in workbook.read(data, "x.xlsx").sheets if one.name == "Answers to surveys")
    assert answers.rows[1][answers.rows[0].index("Answer")] == parts


def test_a_list_of_donors_is_no_questionnaire(version):
    rows = [["Donor", "Amount"], ["Sweden", 5], ["Japan", 7], ["Norway", 8], ["France", 2]]
    assert questionnaire.shape_of(Sheet("Donors", rows), naming.names(version)) is None


def test_a_table_of_figures_by_country_is_only_offered(version):
    rows = [["Country", "2019", "2020", "2021"], *([name, 1, 2, 3] for name in made_up.COUNTRIES)]
    shape = questionnaire.shape_of(Sheet("Figures", rows), naming.names(version))
    assert shape is not None and not shape.is_likely


def test_regions_and_codes_of_countries_are_no_questions(version):
    rows = [["Country", "Region", "ISO3", "Is there a law?", "Is there a register?"]]
    rows += [
        ["Kenya", "Africa", "KEN", "yes", "no"],
        ["Ghana", "Africa", "GHA", "no", "no"],
        ["Japan", "Asia", "JPN", "yes", "yes"],
    ]
    shape = questionnaire.shape_of(Sheet("Answers", rows), naming.names(version))
    assert [shape.layout.headers[one] for one in shape.questions] == ["Is there a law?", "Is there a register?"]


def test_a_country_that_nobody_knows_waits_for_a_decision(version):
    book, shape, entries = read(made_up.wide(), version)
    rows = [list(row) for row in book.sheets[0].rows]
    rows[1][0] = "Kenyya"
    sheet = Sheet("Answers", rows)
    data = questionnaire.workbook_of(sheet, shape, ABOUT, "; ", entries)
    uploads = taken(workbook.read(data, "x.xlsx"), version)
    answers = next(one for one in uploads if one.plan.table == "assessment_answer")
    assert {text for _, text in answers.undecided} == {"Kenyya"}
    assert len(answers.changes.added) == 98 - 4


@pytest.fixture
def own(version, tmp_path, monkeypatch):
    """The version in a folder of its own, in which a test may publish."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))
    return version


def test_what_is_published_is_what_was_answered(own, ask):
    made = published(turned(made_up.wide(), own), own)
    (survey,) = records("assessment_survey", made).values()
    assert (survey["name"], survey["year"], survey["is_confidential"], survey["smallest_cell"]) == (
        "Made-up survey",
        2018,
        True,
        5,
    )
    counts = dict(ask(made, "select question_id, count(*) from assessment_answer group by all"))
    assert counts == {f"made-up-survey-q{n}": count for n, count in ((1, 21), (2, 22), (3, 22), (4, 11), (5, 22))}
    said = dict(ask(made, "select answer[1], count(*) from assessment_answer where question_id like '%q1' group by all"))
    assert said == {"Yes": 10, "No": 10, "In preparation": 1}
    assert ask(made, "select answer from assessment_answer where question_id like '%q2' and iso3 = 'KEN'") == [
        (["Census", "Survey", "Border records", "Permits"],)
    ]
    again = taken(turned(made_up.long(), made), made)
    changed = [change for one in again for change in (*one.changes.added, *one.changes.changed, *one.changes.removed)]
    assert changed == [], "the same answers a second time change nothing"
    assert ask(made, "select count(*) from source where source_id like 'upload%'") == [(1,)]


def test_a_sheet_without_answers_says_so(version):
    rows = [
        ["Country", "Is there a law?", "Is there a register?"],
        ["Kenya", None, "x"],
        ["Ghana", None, None],
        ["Mali", "y", None],
    ]
    sheet = Sheet("Answers", rows)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    empty = Sheet("Answers", [rows[0], *([name, None, None] for name in ("Kenya", "Ghana", "Mali"))])
    with pytest.raises(questionnaire.NoAnswers, match="holds no answer of a country"):
        questionnaire.workbook_of(empty, shape, ABOUT, "; ", {})


def test_who_does_not_know_has_answered(version):
    rows = [["Country", "Is there a law?", "Is there a register?"]]
    rows += [[name, "Don't know" if place < 7 else "Yes", "No"] for place, name in enumerate(made_up.COUNTRIES)]
    sheet = Sheet("Answers", rows)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    made = workbook.read(questionnaire.workbook_of(sheet, shape, ABOUT, "; ", {}), "x.xlsx")
    one = next(one for one in taken(made, version) if one.plan.table == "assessment_answer")
    assert sum(record.fields["answer"][1] == ["Don't know"] for record in one.changes.added) == 7


def one_sheet(heads, of):
    return Sheet("Answers", [["Country", *heads], *([name, *of(place)] for place, name in enumerate(made_up.COUNTRIES))])


def test_what_tells_who_answered_is_left_out_of_a_wide_questionnaire(version):
    heads = [
        "E-mail address",
        "Respondent",
        "Date of submission",
        "Whom may we ask?",
        "Is there a law?",
        "Mobile phone data used",
    ]
    sheet = one_sheet(heads, lambda n: [f"a{n}@example.org", f"Ann {n}", "2018-01-02", f"b{n}@example.org", "Yes", "No"])
    shape = questionnaire.shape_of(sheet, naming.names(version))
    assert [shape.layout.headers[one] for one in shape.questions] == heads[4:]
    assert list(shape.left_out) == heads[:4]
    assert "Left out, because it tells who answered: “E-mail address”" in questionnaire.in_words(shape, {})


def test_what_tells_who_answered_is_left_out_of_a_long_questionnaire(version):
    rows = [["Country", "Question", "Answer"]]
    for name in made_up.COUNTRIES:
        rows += [[name, "Is there a law?", "Yes"], [name, "Your e-mail", "ann@example.org"], [name, "Is there data?", "No"]]
    sheet = Sheet("Answers", rows)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    assert (shape.form, shape.left_out) == (LONG, ("Your e-mail",))
    made = workbook.read(questionnaire.workbook_of(sheet, shape, ABOUT, "; ", {}), "x.xlsx")
    assert not any("@" in str(cell) for one in made.sheets for row in one.rows for cell in row)


@pytest.mark.parametrize("is_long", [False, True], ids=["wide", "long"])
def test_a_question_that_was_left_out_is_taken_back_in(version, is_long):
    heads = ["Title", "Contact", "Is there a law?", "Is there a register?"]
    cells = ["Census act", "Yes", "Yes", "No"]
    if is_long:
        rows = [[name, *pair] for name in made_up.COUNTRIES for pair in zip(heads, cells, strict=True)]
        sheet = Sheet("Answers", [["Country", "Question", "Answer"], *rows])
    else:
        sheet = one_sheet(heads, lambda n: cells)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    assert "Contact" in shape.left_out
    taken = questionnaire.with_taken_back(shape, ["Contact"])
    assert "Contact" not in taken.left_out

    def asked(one):
        made = workbook.read(questionnaire.workbook_of(sheet, one, ABOUT, "; ", {}), "x.xlsx")
        questions = next(each for each in made.sheets if each.name == "Questions of surveys").rows
        return [row[questions[0].index("Question")] for row in questions[1:]]

    assert "Contact" not in asked(shape) and "Contact" in asked(taken)


def test_a_survey_is_of_the_version_that_it_was_read_with(version):
    book, shape, entries = read(made_up.wide(), version)
    made = workbook.read(questionnaire.workbook_of(book.sheets[0], shape, ABOUT, "; ", entries, version), "x.xlsx")
    assert (made.based_on, upload.is_of_here(made)) == (version, True), "else the page warns of changes by others"


@pytest.mark.parametrize(("again", "said"), [(["Kenya"], "two rows .*; remove one"), (["Kenya", "Kenya"], "3 rows .*; keep one")])
def test_a_country_in_two_rows_of_a_wide_questionnaire_is_said(version, again, said):
    sheet = one_sheet(["Is there a law?", "Is there a register?"], lambda n: ["Yes" if n % 2 else "No", "No"])
    sheet.rows.extend([name, "No", "No"] for name in again)
    shape = questionnaire.shape_of(sheet, naming.names(version))
    assert shape.form == WIDE
    with pytest.raises(questionnaire.CountryTwice, match=f"“Kenya” stands in {said}"):
        questionnaire.workbook_of(sheet, shape, ABOUT, "; ", {})


def test_an_answer_with_a_comma_stays_whole_where_its_parts_are_no_answers(version):
    several, one = ("Census", "Survey", "Census, Survey"), ("Yes, partly", "Yes", "No")
    sheet = one_sheet(["Which sources are used?", "Is there a law?"], lambda n: [several[n % 3], one[n % 3]])
    shape = questionnaire.shape_of(sheet, naming.names(version))
    made = workbook.read(questionnaire.workbook_of(sheet, shape, ABOUT, ", ", {}), "x.xlsx")
    asked = next(each for each in made.sheets if each.name == "Questions of surveys")
    column = asked.rows[0].index("Choices")
    assert [set(row[column].split("; ")) for row in asked.rows[1:]] == [{"Census", "Survey"}, set(one)]


def turned_rows(data, version, sheet, separator="; ", about=ABOUT):
    """The rows of one sheet of what a questionnaire becomes, each as header -> cell."""
    heads, *rows = next(one for one in turned(data, version, about, separator).sheets if one.name == sheet).rows
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    "names",
    [
        ("Questionnaire on capacity for migration statistics 2018", "Questionnaire on capacity for migration statistics 2024"),
        ("Опрос о миграции", "Анкета о статистике"),
    ],
    ids=["the same beginning", "other letters"],
)
def test_each_name_of_a_survey_makes_its_own_code(version, names):
    codes = [
        turned_rows(made_up.wide(), version, "Questions of surveys", about=About(name, 2018, True, 5))[0]["Question code"]
        for name in names
    ]
    assert len(set(codes)) == 2 and all(code.endswith("-q1") and not code.startswith("-") for code in codes)


def coded(choices, kind, cells):
    """A questionnaire whose first question is coded, as a code book says; the cells under it repeat."""
    rows = [["Country", "Q1", "Q2"], *([name, cells[n % len(cells)], "x"] for n, name in enumerate(made_up.COUNTRIES))]
    book = [["Code", "Question", "Type", "Choices"], ["Q1", "Which are used?", kind, choices], ["Q2", "Why?", "Open", None]]
    return made_up.written({"Answers": rows, "Code book": book})


def test_a_label_that_is_itself_a_code_stays_as_it_is(version):
    rows = turned_rows(coded("1 = 2; 2 = 3 or more", "Single choice", [1, 2]), version, "Answers to surveys")
    assert {row["Answer"] for row in rows if row["Question code"].endswith("-q1")} == {"2", "3 or more"}


def test_coded_choices_are_split_where_a_label_holds_a_comma(version):
    data = coded("1 = Yes, partly; 2 = No; 3 = Not yet", "Multiple choice", ["1, 2", "2, 3", 1])
    rows = turned_rows(data, version, "Answers to surveys", ", ")
    said = {row["Answer"] for row in rows if row["Question code"].endswith("-q1")}
    assert said == {"Yes, partly; No", "No; Not yet", "Yes, partly"}


@pytest.mark.parametrize(
    ("choices", "cells", "kind"),
    [
        ("1 = Yes, fully; 2 = Yes, partly; 3 = No", [1, 2, 3], "One choice"),
        ("1 = Yes, partly; 2 = No; 3 = Not yet", ["1, 2", "2, 3"], "Several choices"),
        ("1 = 10; 2 = 20", [1, 2], "Number"),
    ],
)
def test_the_kind_of_a_coded_question_is_that_of_its_cells_whatever_commas_its_labels_hold(version, choices, cells, kind):
    rows = turned_rows(coded(choices, None, cells), version, "Questions of surveys", ", ")
    assert rows[0]["Kind of answer"] == kind


def asking(*heads, cell="Yes"):
    """A questionnaire that asks each country these questions and gets the same answer."""
    return made_up.written({"Answers": [["Country", *heads], *([name, *[cell] * len(heads)] for name in made_up.COUNTRIES)]})


def counts(version):
    """Survey -> question -> the answers that came to it."""
    found = {}
    texts = {key: (one["survey_id"], one["question"]) for (key,), one in records("assessment_question", version).items()}
    for (key, _), one in records("assessment_answer", version).items():
        survey, question = texts[key]
        found.setdefault(survey, {}).setdefault(question, set()).update(one["answer"])
    return found


def test_questions_of_two_surveys_whose_codes_would_be_the_same_stay_apart(own):
    """A survey and a question that begin together as another survey does: “Capacity” “2025 law?” and “Capacity 2025” “Law?”."""
    version = published(turned(asking("2025 law?", "2025 office?"), own, About("Capacity", 2024, True, 5)), own)
    said = {"capacity": {"2025 law?": {"Yes"}, "2025 office?": {"Yes"}}}
    for _ in range(2):  # the second time changes nothing
        data = asking("Law?", "Staff?", cell="No")
        uploads = taken(turned(data, version, About("Capacity 2025", 2025, False, 5)), version)
        assert not any(one.is_blocking for each in uploads for one in each.findings)
        if all(one.changes.is_empty for one in uploads):
            break
        version = publish.commit([one.changes for one in uploads], publish.Signature("Ann", "Another survey"))
    assert all(one.changes.is_empty for one in uploads)
    assert counts(version) == said | {"capacity-2025": {"Law?": {"No"}, "Staff?": {"No"}}}
    assert records("assessment_survey", version)[("capacity",)]["is_confidential"]


@pytest.mark.parametrize("name", ["Survey, 2025", "survey 2025", "The Survey 2025"])
def test_a_survey_whose_name_is_nearly_that_of_another_waits_for_another_name(own, name):
    version = published(turned(made_up.wide(), own, About("Survey 2025", 2025, True, 5)), own)
    with pytest.raises(questionnaire.NameTaken, match="“Survey 2025”"):
        turned(made_up.wide(), version, About(name, 2025, False, 5))


def test_a_survey_keeps_the_codes_that_it_was_published_with(own):
    name, cut = "Questionnaire on capacity for migration statistics 2018", "questionnaire-on-capacity-for-migration"
    source = {"source_id": THIS_PUBLICATION}
    survey = {"survey_id": cut, "name": name, "is_confidential": True} | source
    texts = {f"{cut}-1": "Есть ли закон?", f"{cut}-2": "Есть ли реестр?", f"{cut}-law": "Law?"}
    asked = [{"question_id": key, "survey_id": cut, "question": text, "kind": "single"} | source for key, text in texts.items()]
    tables = [compare("assessment_survey", own, [(2, survey)]), compare("assessment_question", own, list(enumerate(asked, 2)))]
    version = publish.commit(tables, publish.Signature("Ann", "An earlier way to make codes"))
    rows = turned_rows(
        asking("Новый?", *reversed(texts.values())), version, "Questions of surveys", about=About(name, 2018, True, 5)
    )
    codes = {row["Question"]: row["Question code"] for row in rows}
    assert {codes[text]: text for text in texts.values()} == texts
    assert codes["Новый?"].startswith(f"{cut}-record-")


def test_a_question_before_others_changes_no_code_whatever_its_letters(version):
    def codes(*heads):
        rows = turned_rows(asking(*heads), version, "Questions of surveys")
        return {row["Question"]: row["Question code"] for row in rows}

    heads = ("Есть ли закон?", "Есть ли реестр?", "Does the law say who may read the registers?")
    before = codes(*heads)
    assert before == {head: code for head, code in codes("Кто это?", *heads).items() if head in heads}
    assert before[heads[2]] == "made-up-survey-does-the-law-say-who-may-read"
