"""An uploaded questionnaire -> the three lists of a survey, as a workbook that is read, checked and published like any other.

A questionnaire is one row per country with one column per question ("wide"), or one row per country and question ("long"). Which
it is, which column names the country, what kind each question is and where its choices end is proposed and can be corrected. A
second sheet that holds the codes or texts of the questions is its code book; without one it is derived from the answers.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from landscape import answered, changes, dictionary, keys, template, words
from landscape.layout import Layout, find
from landscape.matching import records
from landscape.matching.records import Names
from landscape.problems import Problem
from landscape.sheets import Book, header_of, text
from landscape.workbook import Sheet, Value, Workbook

SEPARATORS = {"; ": "semicolons", ", ": "commas", "|": "vertical bars", "": "nothing: one answer per cell"}
WIDE, LONG = "wide", "long"
_SAMPLE = 300  # rows in which the country is looked for
_LEAST_COUNTRIES = 3
_REPEATED = 0.5  # share of rows whose country stands in another one too, below which that is a mistake in a wide one
_LETTERS = 30  # of the code or header of a question that its code begins with
_KNOWN = 0.7  # share of the cells of a column that name countries
_IS_QUESTION = re.compile(
    r"\?\s*$|^q(?:uestion)?[\s._-]*\d+|^\d+(?:[.)]\d*)*[a-z]?[.)]?\s+\S|^.{25,}$", re.IGNORECASE | re.DOTALL
)
_HEADS = {
    "question": re.compile(r"question|pregunta|pergunta|\bitem\b|indicator|variable|\bcode\b|código|\bq\b", re.IGNORECASE),
    "answer": re.compile(r"answer|response|réponse|reponse|respuesta|resposta|\bvalue\b", re.IGNORECASE),
    "kind": re.compile(r"\bkind\b|\btype\b|\btipo\b|format", re.IGNORECASE),
    "topic": re.compile(r"topic|section|theme|thème|module|tema|chapter", re.IGNORECASE),
    "choices": re.compile(r"choice|option|answers|categor|modalit|opciones|opções|value labels", re.IGNORECASE),
}
_KINDS = {
    "multiple": re.compile(r"multi|several|all that apply|check|plusieurs|varias|várias", re.IGNORECASE),
    "number": re.compile(r"num|integer|count|nombre|número", re.IGNORECASE),
    "open": re.compile(r"open|text|free|ouverte|abierta|aberta", re.IGNORECASE),
    "single": re.compile(r"single|one|yes/no|radio|choice|unique|única", re.IGNORECASE),
}
_CODED = re.compile(r"^\s*([\w-]{1,8})\s*[=:]\s*(\S.*)$", re.DOTALL)


class NoAnswers(Problem):
    """A sheet that was called a questionnaire holds no answer of a country."""


class NameTaken(Problem):
    """The name of a survey is nearly that of another one, from which nothing would tell it."""


class CountryTwice(Problem):
    """A country stands in several rows of a questionnaire that has one row per country."""


@dataclass(frozen=True)
class About:
    """What a person says of a survey that comes in."""

    name: str
    year: int | None
    is_confidential: bool
    smallest_cell: int


@dataclass(frozen=True)
class Shape:
    """How a questionnaire lies on its sheet. Columns are counted from 0.

    Wide: `questions` are the columns of the questions. Long: `question` and `answer` are the columns that hold them. `is_likely`
    says that it looks like a questionnaire; otherwise it only could be one.
    """

    form: str
    layout: Layout
    country: int
    questions: tuple[int, ...] = ()
    question: int = -1
    answer: int = -1
    separator: str = "; "
    is_likely: bool = False
    left_out: tuple[str, ...] = ()  # heads of what tells who answered
    twice: tuple[tuple[str, int], ...] = ()  # a country in several rows of a wide one, and in how many


@dataclass(frozen=True)
class Question:
    """One line of a code book. `labels` say what coded answers mean, such as 1 -> Yes."""

    code: str
    text: str
    kind: str = ""
    topic: str = ""
    choices: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


Answers = dict[str, list[tuple[str, Value]]]  # question code or header -> (country as written, cell)


def shape_of(sheet: Sheet, names: Names, layout: Layout | None = None) -> Shape | None:
    """How the questionnaire lies on a sheet; None where no column names countries or nothing is asked."""
    found = layout or find(sheet)
    if not found.data_rows or len(found.headers) < 3:
        return None
    country = _country(sheet, found, names)
    if country is None:
        return None
    cells = _column(sheet, found, country)
    filled = [str(cell) for cell in cells if cell is not None]
    others = [column for column in range(len(found.headers)) if column != country and _fills(sheet, found, column)]
    twice = _twice(filled, names)
    long = _long(sheet, found, country, others) if twice else None
    if not twice or (not (long and long.is_likely) and sum(n for _, n in twice) < _REPEATED * len(filled)):
        asked = [column for column in others if found.headers[column].strip() and not _is_place(sheet, found, column, names)]
        personal = [column for column in asked if answered.is_personal(found.headers[column], _column(sheet, found, column))]
        asked = [column for column in asked if column not in personal]
        likely = sum(bool(_IS_QUESTION.search(found.headers[column].strip())) for column in asked)
        if len(asked) < 2:
            return None
        separator = answered.separator(cell for column in asked for cell in _column(sheet, found, column))
        is_likely, left_out = likely * 2 >= len(asked) and likely > 2, tuple(found.headers[column] for column in personal)
        return Shape(WIDE, found, country, tuple(asked), separator=separator, is_likely=is_likely, left_out=left_out, twice=twice)
    return long and replace(long, left_out=_personal(sheet, long))


def with_taken_back(shape: Shape, heads: Collection[str]) -> Shape:
    """The same questionnaire with some of the questions that were left out, as a person takes them in after all."""
    columns = {column for column, head in enumerate(shape.layout.headers) if head in heads} if shape.form == WIDE else set()
    left_out = tuple(one for one in shape.left_out if one not in heads)
    return replace(shape, questions=tuple(sorted({*shape.questions, *columns})), left_out=left_out)


def code_book(workbook: Workbook, sheet: int, shape: Shape) -> dict[str, Question]:
    """Code or header of a question -> what another sheet of the workbook says of it; empty where none is its code book."""
    asked = {_fold(one) for one in _asked(workbook.sheets[sheet], shape)}
    best: tuple[int, dict[str, Question]] = (0, {})
    for index, one in enumerate(workbook.sheets):
        if index == sheet or not one.rows:
            continue
        found = find(one)
        for column in range(len(found.headers)):
            codes = [_fold(str(cell)) for cell in _column(one, found, column) if cell is not None]
            shared = len(asked & set(codes))
            if shared > best[0] and shared >= 0.6 * len(asked):
                best = shared, _entries(one, found, column)
    return best[1]


def in_words(shape: Shape, book: Mapping[str, Question]) -> str:
    """What was found, in a sentence or two."""
    rows = words.count(len(shape.layout.data_rows), "row")
    if shape.form == WIDE:
        found = f"One row per country and one column per question: {rows}, {words.count(len(shape.questions), 'question')}."
    else:
        found = f"One row per country and question: {rows}."
    found += f" Countries stand in the column “{shape.layout.headers[shape.country]}”."
    if shape.left_out:
        found += f" Left out, because it tells who answered: {', '.join(f'“{one}”' for one in shape.left_out)}."
    return found + (f" Another sheet is its code book: {words.count(len(book), 'entry', 'entries')}." if book else "")


def workbook_of(
    sheet: Sheet, shape: Shape, about: About, separator: str, book: Mapping[str, Question], version: str = ""
) -> bytes:
    """The survey, its questions and its answers as a workbook in the form of the template of a `version`.

    What that version holds of the survey keeps its codes. Raises `NoAnswers`, `CountryTwice`, `NameTaken`.
    """
    if shape.twice:
        name, count = shape.twice[0]
        rest = "remove one" if count == 2 else "keep one"
        raise CountryTwice(f"“{name}” stands in {'two' if count == 2 else count} rows of the sheet “{sheet.name}”; {rest}.")
    answers = _answers(sheet, shape)
    if not any(answers.values()):
        raise NoAnswers(f"The sheet “{sheet.name}” holds no answer of a country. Choose another sheet, or correct the header.")
    survey_id = _survey_id(about.name, version)
    questions, rows = [], []
    places = {code: place for place, code in enumerate(book)}  # the order of the code book; what it lacks comes after
    in_order = sorted(answers.items(), key=lambda item: places.get(_fold(item[0]), len(places)))
    entries = {code: book.get(_fold(code), Question(code, code)) for code, _ in in_order}
    codes = _question_ids(entries, survey_id, version)
    for position, (code, given) in enumerate(in_order, start=1):
        entry, question_id = entries[code], codes[code]
        raw = [answered.said(cell) for _, cell in given]
        is_said = entry.kind == "multiple" and not entry.choices  # nothing better is known of its choices
        split = separator if is_said else answered.own_separator(raw, separator, (*entry.choices, *entry.labels))
        kind = entry.kind or answered.kind(raw, split, entry.labels)
        cells = [(country, answered.parts(one, kind, split, entry.labels)) for (country, _), one in zip(given, raw, strict=True)]
        taken = Counter(part for _, parts in cells for part in parts)
        choices = entry.choices or tuple(one for one, _ in taken.most_common()) if kind in ("single", "multiple") else ()
        questions.append(
            {
                "question_id": question_id,
                "survey_id": about.name,
                "question": entry.text,
                "kind": dictionary.label_of("question_kind")[kind],
                "question_topic": entry.topic or None,
                "position": position,
                "choices": "; ".join(choices) or None,
            }
        )
        rows += [{"question_id": question_id, "iso3": country, "answer": "; ".join(parts)} for country, parts in cells if parts]
    survey = {
        "survey_id": survey_id,
        "name": about.name,
        "year": about.year,
        "is_confidential": "Yes" if about.is_confidential else "No",
        "smallest_cell": about.smallest_cell if about.is_confidential else None,
        "note": f"Read from the sheet “{sheet.name}”",
    }
    tables = {"assessment_survey": [survey], "assessment_question": questions, "assessment_answer": rows}
    return _written(tables, version)


def file_name(of: str) -> str:
    """The name of the workbook that is made from a file."""
    return f"{PurePath(of).stem}, as a survey.xlsx"


# --- where what stands ------------------------------------------------------------------------------------------------


def _column(sheet: Sheet, found: Layout, column: int) -> list[Value]:
    rows = (sheet.rows[number - 1] for number in found.data_rows)
    return [row[column] if column < len(row) else None for row in rows]


def _fills(sheet: Sheet, found: Layout, column: int) -> bool:
    return any(cell is not None for cell in _column(sheet, found, column))


def _country(sheet: Sheet, found: Layout, names: Names) -> int | None:
    """The column that names countries: most of its cells are known, and it has the most of them."""
    best, chosen = 0.0, None
    for column in range(min(len(found.headers), 40)):
        cells = [cell for cell in _column(sheet, found, column)[:_SAMPLE] if isinstance(cell, str)]
        distinct = list(dict.fromkeys(cells))
        if len(distinct) < _LEAST_COUNTRIES:
            continue
        known = sum(one.code is not None for one in records.countries(distinct, names))
        if known / len(distinct) >= _KNOWN and known > best:
            best, chosen = known, column
    return chosen


def _is_place(sheet: Sheet, found: Layout, column: int, names: Names) -> bool:
    """Whether a column says where a country is or which one it is, which nobody was asked."""
    cells = list(dict.fromkeys(cell for cell in _column(sheet, found, column)[:_SAMPLE] if isinstance(cell, str)))
    if not cells:
        return False
    regions = {_fold(one.label) for name in ("m49_region", "m49_subregion", "income_group") for one in dictionary.codes(name)}
    known = [one.code is not None for one in records.countries(cells, names)]
    return all(_fold(cell) in regions for cell in cells) or sum(known) > _KNOWN * len(cells)


def _long(sheet: Sheet, found: Layout, country: int, others: Sequence[int]) -> Shape | None:
    """One row per country and question: a column of questions that repeat, with which a country stands once."""
    countries = _column(sheet, found, country)
    candidates = []
    for column in others:
        cells = _column(sheet, found, column)
        pairs = [pair for pair in zip(countries, cells, strict=True) if None not in pair]
        distinct = {cell for _, cell in pairs}
        if len(set(pairs)) < 0.95 * max(len(pairs), 1) or not 2 <= len(distinct) <= len(pairs) / 2:
            continue
        is_named = bool(_HEADS["question"].search(found.headers[column]))
        asks = sum(bool(_IS_QUESTION.search(str(cell))) for cell in distinct) / len(distinct)
        candidates.append((is_named + asks, -column, column, is_named or asks > 0.5))
    if not candidates:
        return None
    *_, question, is_asked = max(candidates)
    rest = [column for column in others if column != question]
    named = [column for column in rest if _HEADS["answer"].search(found.headers[column])]
    if not rest:
        return None
    answer = named[0] if named else max(rest, key=lambda one: len(set(map(str, _column(sheet, found, one)))))
    separator = answered.separator(_column(sheet, found, answer))
    return Shape(LONG, found, country, (), question, answer, separator, is_asked and bool(named))


def _twice(filled: Sequence[str], names: Names) -> tuple[tuple[str, int], ...]:
    """Countries in several rows, under whichever spelling, and in how many."""
    rows: dict[str, list[str]] = {}
    for name, one in zip(filled, records.countries(filled, names), strict=True):
        rows.setdefault(one.code or name, []).append(name)
    return tuple((some[0], len(some)) for some in rows.values() if len(some) > 1)


def _personal(sheet: Sheet, shape: Shape) -> tuple[str, ...]:
    given = _answers(sheet, shape)
    return tuple(code for code, cells in given.items() if answered.is_personal(code, [cell for _, cell in cells]))


def _asked(sheet: Sheet, shape: Shape) -> list[str]:
    if shape.form == WIDE:
        return [shape.layout.headers[column] for column in shape.questions]
    return list(dict.fromkeys(str(cell) for cell in _column(sheet, shape.layout, shape.question) if cell is not None))


def _answers(sheet: Sheet, shape: Shape) -> Answers:
    countries = _column(sheet, shape.layout, shape.country)
    if shape.form == WIDE:
        found = {}
        for column in shape.questions:
            pairs = zip(countries, _column(sheet, shape.layout, column), strict=True)
            found[shape.layout.headers[column]] = [(str(one), cell) for one, cell in pairs if None not in (one, cell)]
        return found
    found = {code: [] for code in _asked(sheet, shape) if code not in shape.left_out}
    questions, answers = (_column(sheet, shape.layout, column) for column in (shape.question, shape.answer))
    for country, code, cell in zip(countries, questions, answers, strict=True):
        if None not in (country, code, cell) and str(code) in found:
            found[str(code)].append((str(country), cell))
    return found


def _entries(sheet: Sheet, found: Layout, codes: int) -> dict[str, Question]:
    """The lines of a code book whose codes stand in one column; the texts are the longest of the others."""
    columns = {column: _column(sheet, found, column) for column in range(len(found.headers)) if column != codes}
    named = {
        role: next((column for column in columns if _HEADS[role].search(found.headers[column])), None)
        for role in ("kind", "topic", "choices")
    }
    free = [column for column in columns if column not in named.values()]
    size: Callable[[int], int] = lambda one: sum(len(str(cell)) for cell in columns[one] if cell is not None)  # noqa: E731
    longest = max(free, key=size, default=None)
    entries = {}
    for place, code in enumerate(_column(sheet, found, codes)):
        if code is None:
            continue
        said = {role: columns[column][place] if column is not None else None for role, column in named.items()}
        title = columns[longest][place] if longest is not None else None
        choices, labels = _choices(said["choices"])
        kind = next((one for one, pattern in _KINDS.items() if said["kind"] and pattern.search(str(said["kind"]))), "")
        topic = str(said["topic"]) if said["topic"] is not None else ""
        entries[_fold(str(code))] = Question(str(code), str(title if title is not None else code), kind, topic, choices, labels)
    return entries


def _choices(cell: Value) -> tuple[tuple[str, ...], dict[str, str]]:
    """The choices of a code book, and what their codes mean: "1 = Yes; 2 = No"."""
    if cell is None:
        return (), {}
    parts = [part.strip() for part in re.split(r"[;|\n]", str(cell)) if part.strip()]
    coded = [match for part in parts if (match := _CODED.match(part))]
    if len(coded) == len(parts):
        labels = {match[1]: match[2].strip() for match in coded}
        return tuple(labels.values()), labels
    return tuple(parts), {}


# --- codes ------------------------------------------------------------------------------------------------------------


def _survey_id(name: str, version: str) -> str:
    """The code of the survey of a name: as a version has it, or made from the name."""
    code, said = keys.slug(name), records.fold(name)
    there = {key: str(one["name"]) for (key,), one in _there("assessment_survey", version).items()}
    for key, other in there.items():
        if other == name.strip():
            return str(key)
    for key, other in there.items():
        if key == code or said in (records.fold(other), records.fold(str(key))):
            raise NameTaken(
                f"There is a survey “{other}” already, and the name “{name}” is too like its name or its code. Write the name as "
                "it is there if it is the same survey; otherwise choose another one, for example with the year."
            )
    return code


def _question_ids(asked: Mapping[str, Question], survey_id: str, version: str) -> dict[str, str]:
    """Code or header of each question -> its code in the landscape: as the version has a question of that text, or made anew.

    A code that a question of another survey has is not given again: its answers would come under the other survey.
    """
    there = {str(key): one for (key,), one in _there("assessment_question", version).items()}
    ours = {key: _fold(str(one["question"])) for key, one in there.items() if one["survey_id"] == survey_id}
    texts = {code: _fold(one.text) for code, one in asked.items()}
    known, wanted = Counter(ours.values()), Counter(texts.values())
    kept = {text: key for key, text in ours.items() if known[text] == wanted[text] == 1}
    used, codes = {*(there.keys() - ours.keys()), *kept.values()}, {}
    for code, asks in texts.items():
        base = f"{survey_id}-{keys.slug(code)[:_LETTERS].strip('-')}"
        free = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
        codes[code] = kept.get(asks) or next(one for one in free if one not in used)
        used.add(codes[code])
    return codes


def _there(table: str, version: str) -> dict[changes.Key, changes.Record]:
    return changes.records(table, version) if version else {}


# --- the workbook -----------------------------------------------------------------------------------------------------


def _written(tables: Mapping[str, Sequence[Mapping[str, object]]], version: str) -> bytes:
    out = io.BytesIO()
    with Book(out) as book:
        if version:
            template.mark(book, version)
        for name, rows in tables.items():
            table = dictionary.table(name)
            sheet = book.add_worksheet(template.sheet_name(table))
            for column, one in enumerate(table.filled_in):
                sheet.write_string(0, column, header_of(one))
            for number, row in enumerate(rows, start=1):
                for column, one in enumerate(table.filled_in):
                    value = row.get(one.name)
                    if isinstance(value, (int, float)):
                        sheet.write_number(number, column, value)
                    elif value is not None:
                        sheet.write_string(number, column, text(str(value)))
    return out.getvalue()


def _fold(said: str) -> str:
    return " ".join(said.casefold().split())
