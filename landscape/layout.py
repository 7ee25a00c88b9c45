"""Where the list stands in a sheet: its header, its rows, and the rows that belong to no record, with the reason.

Nothing here knows a particular file: a header is a row of short texts over a table, and a row of the table fills the columns
that its neighbours fill. What is proposed can be corrected: `find` takes the header row that a person names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from landscape import dictionary, marks
from landscape.workbook import ErrorCell, NoValue, Sheet, Value, Workbook, column_letters

BLANK, TOTAL, FOOTNOTE, LABEL, REGION, REPEATED = (
    "blank",
    "total",
    "footnote",
    "section label",
    "region aggregate",
    "repeated header",
)

_LOOKED_AT = 60  # filled rows from the top in which the header is looked for
_SAMPLE = 300  # rows below it that tell what a column holds
_WIDE_ENOUGH = 0.6  # share of the usual number of cells that a header fills, and share of rows that a main column fills
_COUNTRIES = 2_000  # no list of countries and regions is longer
_SPARSE = 0.25  # share of the main columns up to which a row is no record


@dataclass(frozen=True)
class Layout:
    """Where the list stands. Row numbers are those of the spreadsheet; a header row of 0 means that there is none.

    `header_row` is the last of the `lines` of the header.
    """

    header_row: int
    headers: tuple[str, ...]
    data_rows: tuple[int, ...]
    left_out: dict[int, str]
    reason: str
    lines: int = 1


def find(sheet: Sheet, header_row: int | None = None, lines: int | None = None) -> Layout:
    """The layout of a sheet; with `header_row` the rows below that row, or all rows where it is 0.

    `lines` says over how many rows that header goes; otherwise those are found.
    """
    rows = sheet.rows
    if not rows:
        return Layout(0, (), (), {}, "The sheet is empty.")
    if header_row is None:
        header_row, reason = _header_row(sheet)
    else:
        header_row, reason = min(max(header_row, 0), len(rows)), "chosen"
    lines = min(lines or _lines(sheet, header_row), header_row)
    headers = _headers(sheet, header_row, lines)
    left_out = _left_out(rows, header_row)
    kept = tuple(number for number in range(header_row + 1, len(rows) + 1) if number not in left_out)
    return Layout(header_row, headers, kept, left_out, reason, lines)


def likeliest_sheet(workbook: Workbook) -> tuple[int, str]:
    """The index of the sheet that most looks like a list of donors or money, and why."""
    filled = [index for index, sheet in enumerate(workbook.sheets) if sheet.rows]
    best, chosen, why = -1.0, next(iter(filled), 0), "It is the only sheet with values."
    for index in filled if len(filled) > 1 else ():
        score, reason = _score(workbook.sheets[index])
        score *= max(0.97**index, 0.5)  # of two alike, people put the list first
        if score > best * 1.001:
            best, chosen, why = score, index, reason
    return chosen, why


def _score(sheet: Sheet) -> tuple[float, str]:
    found = find(sheet)
    named = [header for header in found.headers if header and not marks.YEAR.fullmatch(header)]
    roles = [role for role, words in marks.ROLES.items() if any(words.search(header) for header in named)]
    score = math.log2(1 + len(found.data_rows)) * len(named) * (1 + len(roles))
    if marks.DONORS.search(sheet.name):
        score *= 3
    elif marks.LIST_NAMES.search(sheet.name):
        score *= 1.5
    if sheet.is_hidden or len(sheet.hidden_rows) > len(found.data_rows) / 2:
        score *= 0.4
    if found.header_row == 0:
        score *= 0.2
    if not any(
        isinstance(cell, str) and not marks.is_number(cell) for row in found.data_rows[:5] for cell in sheet.rows[row - 1]
    ):
        score *= 0.5  # a series of numbers names nobody
    words = f"{len(found.data_rows):,} rows under {len(named)} headers"
    return score, f"{words}, with columns for {', '.join(roles)}." if roles else f"{words}."


# --- the header -------------------------------------------------------------------------------------------------------


def _header_row(sheet: Sheet) -> tuple[int, str]:
    rows = sheet.rows
    counts = [_filled(row) for row in rows]
    usual = median([one for one in counts[:20_000] if one > 1] or [1])
    looked_at = [index for index, one in enumerate(counts) if one][:_LOOKED_AT]
    wide = [index for index in looked_at if counts[index] >= min(2, usual) and counts[index] >= _WIDE_ENOUGH * usual]
    for index in wide[:10]:
        above = _above(counts, index, usual)
        if above is not None and _is_header(rows, above) and not _is_header(rows, index):
            return _lowest(sheet, above), f"Row {above + 1} holds texts over the columns of values below it."
        if _is_header(rows, index):
            last = _lowest(sheet, index)
            lines = f"Rows {index + 1} and {last} hold" if last > index + 1 else f"Row {last} holds"
            return last, f"{lines} a text over most columns ({counts[index]} of {len(rows[index])}), with other values below."
    return 0, "No row of header texts was found above the values."


def _above(counts: list[int], index: int, usual: float) -> int | None:
    """The row directly above a wide one, where it can be a header with gaps."""
    if index and counts[index - 1] >= max(2, 0.3 * usual) and counts[index - 1] < _WIDE_ENOUGH * usual:
        return index - 1
    return None


def _is_header(rows: list[list[Value]], index: int) -> bool:
    """Whether a row reads as texts over columns, and not as the first record."""
    row = rows[index]
    cells = [cell for cell in row if cell is not None]
    texts = [cell for cell in cells if isinstance(cell, str) and not marks.is_number(cell)]
    years = [cell for cell in cells if marks.is_year(cell)]
    is_run_of_years = len(years) > 1 and marks.rises(years)
    if len(texts) + (len(years) if is_run_of_years else 0) < 0.7 * len(cells) or not texts:
        return False
    if median(len(text) for text in texts) > 100 or len(set(map(str, cells))) < 0.2 * len(cells):
        return False
    below = [one for one in rows[index + 1 : index + 1 + _SAMPLE] if _filled(one)]
    numeric = [column for column in range(len(row)) if marks.is_numeric(one[column] for one in below)]
    like_values = [
        column for column in numeric if marks.is_number(row[column]) and not (is_run_of_years and marks.is_year(row[column]))
    ]
    return len(like_values) < max(1, 0.3 * len(numeric))


def _lowest(sheet: Sheet, index: int) -> int:
    """The number of the last line of a header that begins at an index: years, units or a second line of names may follow."""
    rows = sheet.rows
    while index + 2 < len(rows):
        row, following = rows[index], rows[index + 1]
        cells = [cell for cell in following if cell is not None]
        filled = [column for column, cell in enumerate(following) if cell is not None and cell != row[column]]
        if not cells or not filled:
            break
        years = [cell for cell in cells if marks.is_year(cell)]
        texts = [cell for cell in cells if isinstance(cell, str)]
        are_years = len(years) > 1 and len(years) >= 0.7 * len(cells) and marks.rises(years)
        are_units = len(texts) == len(cells) and all(marks.UNIT.fullmatch(text) for text in texts)
        are_names = all(isinstance(cell, str) or marks.is_year(cell) for cell in cells)
        if not (are_years or are_units or (are_names and (_is_under_groups(sheet, index, filled) or _adds(rows, index, filled)))):
            break
        index += 1
    return index + 1


def _is_under_groups(sheet: Sheet, index: int, filled: list[int]) -> bool:
    """Whether all that a second line fills stands under names that were merged across, or under gaps."""
    row = sheet.rows[index]
    grouped = {
        column
        for top, left, below, right in sheet.merges
        if top <= index + 1 <= below and right > left and row[left] is not None
        for column in range(left, right + 1)
    }
    return bool(grouped) and all(column in grouped or row[column] is None for column in filled)


def _adds(rows: list[list[Value]], index: int, filled: list[int]) -> bool:
    """Whether the line below a header says more of some of its columns: it names no record, and no value there is like it."""
    header, line = rows[index], rows[index + 1]
    named = [column for column, cell in enumerate(header) if cell is not None]
    if not named:
        return False
    records = [row for row in rows[index + 2 : index + 2 + _SAMPLE] if row[named[0]] is not None]
    below = [row for row in rows[index + 2 : index + 2 + _SAMPLE] if _filled(row) > 1]
    if len(filled) > len(named) / 2 or line[named[0]] is not None or len(records) < max(2, 0.9 * len(below)):
        return False
    return all(
        header[column] is not None
        and len(str(line[column])) < 50
        and sum(bool(re.search(r"\d", str(row[column]))) for row in below) >= 0.4 * len(below)
        and sum(marks.is_year(row[column]) for row in below) < 0.3 * len(below)
        and line[column] not in [row[column] for row in below]
        for column in filled
    )


def _lines(sheet: Sheet, header_row: int) -> int:
    """Over how many rows a header goes that ends in a row."""
    first = header_row
    while first > 1 and _lowest(sheet, first - 2) == header_row and _is_header(sheet.rows, first - 2):
        if _filled(sheet.rows[first - 2]) < 0.3 * _filled(sheet.rows[header_row - 1]):
            break
        first -= 1
    return header_row - first + 1 if header_row else 0


def _headers(sheet: Sheet, header_row: int, lines: int) -> tuple[str, ...]:
    """The text over each column: the header row, after what stands above it in the same header."""
    width = len(sheet.rows[0])
    if header_row == 0:
        return tuple(f"Column {column_letters(column)}" for column in range(width))
    first = header_row - lines + 1
    groups = _groups(sheet, first, header_row)
    own = [sheet.rows[number - 1] for number in range(first, header_row + 1)]
    lines = [groups[number] for number in sorted(groups) if number < first]
    for number, row in enumerate(own, first):
        over = groups.get(number, row)
        lines.append([cell if cell is not None else group for cell, group in zip(row, over, strict=True)])
    for line in lines[:-1]:
        # A group named once over a run of years belongs to each of them.
        for column in range(1, width):
            if line[column] is None and marks.is_year(lines[-1][column]) and marks.is_year(lines[-1][column - 1]):
                line[column] = line[column - 1]
    return tuple(_joined(column) for column in zip(*lines, strict=True))


def _groups(sheet: Sheet, first: int, header_row: int) -> dict[int, list[Value]]:
    """Row -> the names merged across columns in it, over each of those columns. A title over the whole list is none."""
    width = len(sheet.rows[0])
    leftmost = next((column for column, cell in enumerate(sheet.rows[header_row - 1]) if cell is not None), 0)
    across = [(top, left, right) for top, left, _, right in sheet.merges if first - 3 <= top < header_row and left < right]
    groups: dict[int, list[Value]] = {}
    for top, left, right in across:
        is_alone = sum(one[0] == top for one in across) == 1
        if top < 1 or right - left >= 0.8 * width or (top < first and is_alone and left <= leftmost):
            continue
        line = groups.setdefault(top, [None] * width)
        line[left : right + 1] = [sheet.rows[top - 1][left]] * (min(right + 1, width) - left)
    return groups


def _joined(cells: Sequence[Value]) -> str:
    said: list[str] = []
    for cell in cells:
        text = "" if cell is None else " ".join(str(cell).split())
        if text and text not in said:
            said.append(text)
    return " ".join(said)


# --- the rows ---------------------------------------------------------------------------------------------------------


def _left_out(rows: list[list[Value]], header_row: int) -> dict[int, str]:
    """Row -> why it is no record."""
    body = rows[header_row:]
    if not body:
        return {}
    columns = list(zip(*body, strict=True))
    distinct = [set(column) for column in columns]
    unknown = [said for said in marks.PLACEHOLDERS if any(said in one for one in distinct)]
    counts = [_filled(row) - sum(map(row.count, unknown)) for row in body]
    usual = median([one for one in counts if one] or [1])
    full = [index for index, one in enumerate(counts) if one >= max(usual / 2, 1)]
    main = _main_columns(columns, full)
    found: dict[int, str] = {}
    last = full[-1] if full else -1
    for index, count in enumerate(counts):
        if count >= max(usual / 2, 2):
            continue
        if _filled(body[index]) == 0:
            found[index] = BLANK
        elif reason := _sparse(body[index], main, usual, index > last):
            found[index] = reason
    found |= _repeated(body, columns, header_row and rows[header_row - 1])
    found |= _totals(body, columns, distinct, main, set(found))
    found |= _labels_on_top(body, columns, found)
    found |= _aggregates(body, main, set(found))
    return {header_row + 1 + index: reason for index, reason in sorted(found.items())}


def _main_columns(columns: list[tuple[Value, ...]], full: list[int]) -> dict[int, bool]:
    """The columns that most records fill -> whether they hold numbers. A column that only counts the rows is none of them."""
    main = {}
    for number, column in enumerate(columns):
        values = [column[index] for index in full]
        known = [value for value in values if value is not None and value not in marks.PLACEHOLDERS]
        if len(known) < _WIDE_ENOUGH * len(values) or not known or marks.numbers_rows(known):
            continue
        main[number] = marks.is_numeric(known[:_SAMPLE])
    return main


def _sparse(row: list[Value], main: dict[int, bool], usual: float, is_below: bool) -> str:
    """Why a row with few cells is no record; empty where it is one."""
    cells = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell not in marks.PLACEHOLDERS]
    if not cells:
        return LABEL
    if _filled(row) >= usual / 2 and all(row[column] is not None for column in main):
        return ""  # every value is stated as unknown, which is a record all the same
    if any(isinstance(cell, ErrorCell | NoValue) for _, cell in cells):
        return ""  # a problem to be said, not a row to be passed over
    text = next((cell for _, cell in cells if isinstance(cell, str)), "")
    is_note = bool(marks.NOTE.match(text)) or len(text) > 150
    held = [column for column, _ in cells if column in main]
    if any(main[column] and marks.is_number(row[column]) for column in held):
        return ""
    if usual < 3:  # a list of names alone, or of names and one value that may be unknown
        return FOOTNOTE if is_note and is_below else ""
    leading = list(main)[:2]
    if len(held) > 1 and (len(held) > _SPARSE * len(main) or (len(cells) > 2 and held[:2] == leading)):
        return FOOTNOTE if is_note and is_below and len(cells) < 3 else ""
    if text and (is_below or is_note):
        return FOOTNOTE
    return LABEL


def _repeated(body: list[list[Value]], columns: list[tuple[Value, ...]], header: list[Value] | int) -> dict[int, str]:
    if not header:
        return {}
    named = [(column, cell) for column, cell in enumerate(header) if isinstance(cell, str) and not marks.is_number(cell)]
    if len(named) < 2:
        return {}
    column, cell = named[1]
    if columns[column].count(cell) == 0:
        return {}
    return {
        index: REPEATED
        for index, row in enumerate(body)
        if row[column] == cell and sum(row[j] == name for j, name in named) >= 0.7 * len(named)
    }


def _totals(
    body: list[list[Value]],
    columns: list[tuple[Value, ...]],
    distinct: list[set[Value]],
    main: dict[int, bool],
    known: set[int],
) -> dict[int, str]:
    """Rows that say "Total", and rows that begin so and add up to what stands above them."""
    found: dict[int, str] = {}
    maybe: list[int] = []
    texts = [column for column, is_number in main.items() if not is_number]
    first = min(texts, default=0)
    for column, values in enumerate(distinct):
        said = {one for one in values if isinstance(one, str) and len(one) < 80 and _may_be_total(one)}
        exact = {one for one in said if marks.TOTAL.fullmatch(one)}
        if not said or sum(map(columns[column].count, exact)) > 0.2 * len(body) + 1:
            continue  # a word that stands in many rows is a group such as "both sexes", not a total
        for index, cell in enumerate(columns[column]):
            if cell in exact:
                others = [one for one in texts if one != column]
                held = sum(body[index][one] is not None for one in others)
                if column <= first or held <= len(others) / 2:
                    found[index] = TOTAL
            elif cell in said and column <= first:
                maybe.append(index)
    if maybe:
        skipped = known | set(found)
        numbers = [column for column, is_number in main.items() if is_number]
        sums = {
            column: list(
                accumulate(
                    0 if index in skipped or not isinstance(cell, int | float) or isinstance(cell, bool) else cell
                    for index, cell in enumerate(columns[column])
                )
            )
            for column in numbers
        }
        start = 0
        for index in maybe:
            checked = [
                math.isclose(
                    sums[column][index - 1] - (sums[column][start - 1] if start else 0), body[index][column], rel_tol=1e-3
                )
                for column in numbers
                if index and isinstance(body[index][column], int | float)
            ]
            if checked and sum(checked) >= max(1, len(checked) / 2):
                found[index] = TOTAL
                start = index + 1
    return found


def _may_be_total(text: str) -> bool:
    return bool(marks.TOTAL.fullmatch(text) or marks.STARTS_TOTAL.match(text))


def _labels_on_top(body: list[list[Value]], columns: list[tuple[Value, ...]], found: dict[int, str]) -> dict[int, str]:
    """Rows between the header and a blank row that leave empty what every record below fills: units, thresholds, notes."""
    blank = next((index for index in range(min(11, len(body))) if found.get(index) == BLANK), 0)
    if not 0 < blank <= len(body) / 5:
        return {}
    records = [index for index in range(blank, len(body)) if index not in found]
    for column in columns:
        if any(column[index] is not None for index in range(blank)):
            continue
        if sum(column[index] is not None for index in records) >= 0.95 * len(records):
            return dict.fromkeys(range(blank), LABEL)
    return {}


def _aggregates(body: list[list[Value]], main: dict[int, bool], known: set[int]) -> dict[int, str]:
    """World, regions and groups of countries in a list that names each country once."""
    regions = {code.label.casefold() for name in ("m49_region", "m49_subregion") for code in dictionary.codes(name)}
    for column in (column for column, is_number in main.items() if not is_number):
        if len(body) - len(known) > _COUNTRIES:
            break
        labels = {index: row[column] for index, row in enumerate(body) if index not in known and isinstance(row[column], str)}
        if len(labels) < 20 or len(set(labels.values())) < 0.9 * len(labels):
            continue
        plain = {index: _plain(label) for index, label in labels.items()}
        hits = {
            index for index, label in plain.items() if label in regions or (len(label) < 100 and marks.REGIONS.fullmatch(label))
        }
        if len(labels) / 2 > len(hits) >= 5:
            return dict.fromkeys(hits, REGION)
    return {}


def _plain(label: str) -> str:
    text = re.sub(r"\s*\([^)]*\)|[*†‡]|\s\d+$", "", label)
    return " ".join(re.sub(r"\s*/\s*", "/", text).split()).casefold()


def _filled(row: Sequence[Value]) -> int:
    return len(row) - row.count(None)
