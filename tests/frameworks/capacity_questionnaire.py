"""TEST MATERIAL. A made-up questionnaire on migration data, shaped like the topics of a capacity toolkit. Nobody was asked.

Answers follow from the place of a country in a list, so that every count can be worked out by hand. It is no data of the
landscape and is never shipped as such.
"""

import io

import xlsxwriter

COUNTRIES = (
    *("Kenya", "Ghana", "Namibia", "Senegal", "Uganda", "Mali", "Chad", "Togo", "Niger", "Benin", "Gabon", "Rwanda"),  # Africa
    *("Nepal", "Japan", "Georgia", "Armenia", "Jordan", "Lebanon", "Mongolia"),  # Asia
    *("Fiji", "Samoa", "Tonga"),  # Oceania
)
CODE_BOOK = (
    ("Q1", "Is there a law that gives the statistical office access to border records?", "Single choice", "Legal framework"),
    ("Q2", "Which sources of migration statistics are used?", "Multiple choice", "Data sources"),
    ("Q3", "How many staff work on migration statistics?", "Number", "Human resources"),
    ("Q4", "What stands in the way of sharing data between institutions?", "Open", "Coordination"),
    ("Q5", "Which training is needed most?", "Single choice", "Training needs"),
)
CHOICES = {"Q1": "1 = Yes; 2 = No; 3 = In preparation", "Q2": "Census; Survey; Border records; Permits"}
SHEET, BOOK = "Answers", "Code book"


def answers(place):
    """What the country at a place answered: question -> cell."""
    sources = ["Census", "Survey", "Border records", "Permits"]
    return {
        "Q1": None if place == 21 else 1 if place < 10 else 3 if place == 12 else 2,
        "Q2": "; ".join(one for number, one in enumerate(sources, start=1) if place % number == 0),
        "Q3": float(place + 1),
        "Q4": f"Obstacle number {place}, said in words" if place % 2 else None,
        "Q5": "Administrative data" if place % 3 else "Censuses",
    }


def wide(has_code_book=True, questions=False):
    """One row per country and one column per question, under codes or under the questions themselves."""
    heads = [text if questions else code for code, text, *_ in CODE_BOOK]
    rows = [[name, *answers(place).values()] for place, name in enumerate(COUNTRIES)]
    return _book([["Country", *heads], *rows], has_code_book)


def long(has_code_book=True):
    """One row per country and question."""
    rows = [
        [name, code, cell] for place, name in enumerate(COUNTRIES) for code, cell in answers(place).items() if cell is not None
    ]
    return _book([["Country", "Question", "Answer"], *rows], has_code_book)


def _book(rows, has_code_book):
    entries = [[*line, CHOICES.get(line[0])] for line in CODE_BOOK]
    book = {BOOK: [["Code", "Question", "Type of answer", "Topic", "Choices"], *entries]} if has_code_book else {}
    return written({SHEET: rows} | book)


def written(sheets):
    """A workbook of sheets, each by its name as rows of cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            _sheet(book, name, rows)
    return out.getvalue()


def _sheet(book, name, rows):
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
