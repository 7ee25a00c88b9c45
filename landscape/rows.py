"""The rows of a sheet as records of one table: each column read as its field, each row with its key.

Distinct texts are read once. What cannot be read is a finding, and keeps its row out; nothing becomes blank in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from landscape import dictionary, keys, values, words
from landscape.changes import NAMING, Change, Key, Record
from landscape.checks import Finding
from landscape.matching import headers, money
from landscape.matching import records as naming
from landscape.plans import NOTE, Conversion, Plan
from landscape.workbook import ErrorCell, NoValue, Sheet, column_letters

_READERS = {
    "year": values.year,
    "integer": values.integer,
    "number": values.number,
    "boolean": values.flag,
    "date": values.day,
    "list": values.items,
    "text": values.text,
}
_LARGEST = 10**15  # what Excel holds to the last digit
_IS = {"integer": "a whole number", "number": "a number", "boolean": "yes or no", "date": "a date", "year": "a year"}
# The fields that say from when an amount is, the best first; a mechanism's amounts are of when it was set up.
_YEARS = ("year", "last_year", "first_year", "since_year", "opened_year", "opened_on", "closes_year", "closes_on")
_OF_RECORD = ("opened_year", "opened_on", "closes_year", "closes_on")  # those that do not say it plainly
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTED = re.compile(r"“[^”]*”|\d+")  # what differs from cell to cell in a note


class Rows:
    """One sheet read with a plan: its records in `records`, and what is wrong, converted or open beside them."""

    def __init__(
        self,
        sheet: Sheet,
        plan: Plan,
        names: naming.Names,
        rates: money.Rates,
        known: Mapping[Key, Record],
        say: Callable[[float, str], object] = lambda share, text: None,
    ) -> None:
        """Read every column, then every row; `say` hears of each column how far it is and what is read."""
        self._say = say
        self.sheet, self.plan, self.found, self.names, self.rates, self.known = sheet, plan, plan.layout, names, rates, known
        self.table = dictionary.table(plan.table)
        filled_in = {one.name for one in self.table.filled_in}
        self.column_of = {name: column for column, name in plan.fields.items() if name in filled_in}
        self.findings: list[Finding] = []
        self._places: dict[int, tuple[str, str]] = {}
        self._checked_ones: dict[int, list[object]] = {}
        self._noted: dict[tuple[int, str], list] = {}  # column and note -> the first row, its cell, the note, how many rows
        self._year_of: dict[tuple[int, int], str] = {}  # column and place of a row -> the field whose year its amount has
        self._without_currency: set[tuple[int, int]] = set()
        self.conversions: list[Conversion] = []
        self.undecided: dict[tuple[str, str], naming.Found] = {}
        found = keys.Keys(self.table, plan, names, known, self.column_of, self._problem, self.undecided, sheet.rows)
        self.records = [(row, self._with_known_note(record)) for row, record in found.of(self._rows())]
        self._say_notes()
        self.reasons = found.reasons  # row -> what it says, and why it stands for the record it does

    def where(self, row: int, name: str) -> tuple[str, str, str]:
        """Sheet, cell and header of a field in a row; of what the record is called where no column fills the field."""
        column = self._column_of(row, name)
        if column is None:
            column = next((self.column_of[one] for one in NAMING if one in self.column_of), 0)
        letters, header = self._place_of(column)
        return self.sheet.name, f"{letters}{row}", header if column in self.plan.fields or column in self.plan.notes else ""

    def _column_of(self, row: int, name: str) -> int | None:
        """The column that says a field in a row; of those kept as a note the first one that says anything."""
        kept = self.plan.notes if name == NOTE and name not in self.column_of else ()
        cells = self.sheet.rows[row - 1]
        return next((one for one in kept if one < len(cells) and cells[one] is not None), self.column_of.get(name))

    def text(self, row: int | None, name: str) -> str:
        """What the file says of a field in a row; nothing where no column fills it or its cell is blank."""
        column = None if row is None else self._column_of(row, name)
        cells = [] if column is None or row is None else self.sheet.rows[row - 1]
        return values.cell_as_text(cells[column])[:200] if column is not None and column < len(cells) else ""

    def place(self, change: Change) -> Callable[[Sequence[str]], tuple]:
        """Where a record breaks a rule: a function of fields, the best first, to row, sheet, cell, header and text.

        The first of the fields that the file says; nothing is the text where it says none of them.
        """

        def tell(names: Sequence[str]) -> tuple:
            name = next((one for one in names if self.text(change.row, one)), names[0])
            return change.row, *self.where(change.row, name), self.text(change.row, name)

        return tell

    def named(self, one: Finding) -> Finding:
        """A finding about a whole record, at what its row is called by: the code may be made from the name."""
        said = ((name, text) for name in (*self.table.keys, *NAMING) if (text := self.text(one.row, name)))
        name, text = next(said, (self.table.keys[-1], one.found))
        sheet, cell, column = self.where(one.row, name)
        return one._replace(sheet=sheet, cell=cell, column=column, found=text)

    def good(self) -> list[tuple[int, Record]]:
        """The rows that nothing keeps out."""
        bad = {one.row for one in self.findings if one.is_blocking}
        return [(row, record) for row, record in self.records if row not in bad]

    # --- columns -----------------------------------------------------------------------------------------------------

    def _header(self, column: int) -> str:
        return self.found.headers[column] if column < len(self.found.headers) else ""

    def _place_of(self, column: int) -> tuple[str, str]:
        if column not in self._places:
            self._places[column] = column_letters(column), self._header(column)
        return self._places[column]

    def _cells(self, column: int | None) -> list[object]:
        rows = self.sheet.rows
        if column is None:
            return [None] * len(self.found.data_rows)
        return [rows[row - 1][column] if column < len(rows[row - 1]) else None for row in self.found.data_rows]

    def _problem(self, row: int, column: int, cell: object, expected: str, advice: str, rule: str, blocks: bool = True) -> None:
        letters, header = self._place_of(column)
        said = cell if type(cell) is str else values.cell_as_text(cell)
        self.findings.append(Finding(self.sheet.name, f"{letters}{row}", row, header, said[:200], expected, advice, blocks, rule))

    def _note(self, row: int, column: int, cell: object, note: str, kind: str = "") -> None:
        """Keep what a reader says of a cell; notes of one `kind` are alike, or those that differ only in what they quote."""
        self._noted.setdefault((column, kind or note), [row, cell, note, kind, 0])[-1] += 1

    def _say_notes(self) -> None:
        """One warning for each column and kind of note, at the first cell."""
        alike: dict[tuple[int, str], list] = {}
        for (column, _), (*first, count) in self._noted.items():
            alike.setdefault((column, first[-1] or _QUOTED.sub("…", first[-2])), [*first, 0])[-1] += count
        for (column, _), (row, cell, note, kind, count) in alike.items():
            more = f" {'Rates of that year' if kind else 'So'} in {words.count(count - 1, 'more row')}." if count > 1 else ""
            said = ("an amount in US dollars, or a rate of its year", "Give the amount in US dollars if this rate does not do.")
            expected, advice = said if kind else ("a value that says it plainly", "Correct it if it means something else.")
            self._problem(
                row, column, cell, expected, f"{_sentence(note)}{more} {advice}", kind or "read with a note", blocks=False
            )

    def _column(self, name: str, column: int) -> list[object]:
        """The values of one column in the type of its field."""
        field, cells = self.table.field(name), self._checked(column)
        if field.type == "list" and (field.codes or field.references):
            return self._lists(field, column, cells)
        if field.references or field.codes:
            return self._named(field, column, cells)
        if field.unit == "USD":
            return self._amounts(name, column, cells)
        kind = "year" if field.unit == "year" else field.type
        is_date = kind == "text" and (name.endswith("_on") or name == "source_date")
        if kind == "text" and self.plan.is_template and not is_date:
            return [None if cell is None else values.as_written(cell) for cell in cells]
        reader = values.date_text if is_date else _READERS[kind]
        if (self.table.name, name) == ("assessment_answer", "answer"):
            reader = values.answers  # what somebody answered is known, also “don't know”
        read = values.read_all(reader, cells)
        factor, unclear = self._scale(field, column)
        out = [one.value for one in read]
        for index, (row, cell, one) in enumerate(zip(self.found.data_rows, cells, read, strict=True)):
            if one.problem:
                expected = one.expected or _IS.get(kind, "a readable value")
                self._problem(row, column, cell, expected, _sentence(one.problem), f"not {_IS.get(kind, 'readable')}")
            elif one.note:
                self._note(row, column, cell, one.note)
            if isinstance(one.value, (int, float)) and not one.is_scaled:
                if unclear:
                    self._unclear(row, column, cell, unclear)
                out[index] = one.value * factor if factor > 1 else one.value
            if isinstance(out[index], int) and abs(out[index]) > _LARGEST:
                self._problem(row, column, cell, "a smaller number", "Check the number and its unit.", "number too large")
        return out

    def _scale(self, field: dictionary.Field, column: int) -> tuple[int, str]:
        """What the numbers of a column are to be multiplied with, or what its header can mean where that is not clear."""
        if not headers.has_scale(field):
            return 1, ""
        if column in self.plan.scales and headers.is_money(field):
            return self.plan.scales[column], ""
        return headers.factor_of(self._header(column)), headers.unclear_of(self._header(column))[0]

    def _unclear(self, row: int, column: int, cell: object, meanings: str) -> None:
        advice = f"The header “{self._header(column)}” can mean {meanings}: write it in full."
        self._problem(row, column, cell, "a number under a header with one meaning", advice, "header not clear")

    def _checked(self, column: int) -> list[object]:
        """The cells of a column; those that hold an error of Excel or no result are findings, and None."""
        if column not in self._checked_ones:
            self._checked_ones[column] = self._without_errors(column)
        return self._checked_ones[column]

    def _without_errors(self, column: int) -> list[object]:
        cells = self._cells(column)
        for index, cell in enumerate(cells):
            if isinstance(cell, (ErrorCell, NoValue)):
                row = self.found.data_rows[index]
                if isinstance(cell, ErrorCell):
                    self._problem(row, column, cell, "a value", "Correct the formula in Excel, or clear the cell.", "error cell")
                else:
                    advice = "Open the file in Excel and save it, so that the result of the formula is stored."
                    self._problem(row, column, cell, "the result of the formula", advice, "formula without result")
                cells[index] = None
        return cells

    def _named(self, field: dictionary.Field, column: int, cells: Sequence[object]) -> list[object]:
        """The countries, records or codes that texts stand for, by known spellings and by what a person decided."""
        found = self._find(field, cells)
        said: dict[int, tuple[str, str, str]] = {}
        for row, cell, one in zip(self.found.data_rows, cells, found, strict=True):
            if one.code is None and one.reason == "left out":
                self._problem(row, column, cell, f"a {field.label.lower()}", "This row is left out, as you decided.", "left out")
            elif one.code is None and cell is not None and one.reason not in ("blank", "stated as not known"):
                if id(one) not in said:
                    said[id(one)] = _unknown_name(field, one)
                self._problem(row, column, cell, *said[id(one)])
            elif one.reason == "stated as not known":
                self._note(row, column, cell, f"“{values.cell_as_text(cell)}” is read as not known")
        return [one.code for one in found]

    def _lists(self, field: dictionary.Field, column: int, cells: Sequence[object]) -> list[object]:
        read = values.read_all(values.items, cells)
        parts = [one.value or [] for one in read]
        distinct = list(dict.fromkeys(part for some in parts for part in some))
        known = dict(zip(distinct, self._find(field, distinct), strict=True))
        for row, cell, one, some in zip(self.found.data_rows, cells, read, parts, strict=True):
            for part in some:
                if known[part].code is None and known[part].reason != "left out":
                    self._problem(row, column, part, *_unknown_name(field, known[part]))
            if one.note:
                self._note(row, column, cell, one.note)
        return [[code for part in some if (code := known[part].code) is not None] or None for some in parts]

    def _find(self, field: dictionary.Field, cells: Sequence[object]) -> list[naming.Found]:
        """What each text stands for; those that nobody knows wait for a decision."""
        said = self._yes_or_no(field, cells) if field.codes == "yes_no_unknown" else cells
        found = naming.references(field.references, cells, self.names) if field.references else naming.codes(field.codes, said)
        decided: dict[int, naming.Found] = {}
        for cell, one in zip(cells, found, strict=True):
            if one.code is None and id(one) not in decided and one.reason not in ("blank", "stated as not known"):
                text = values.cell_as_text(cell)
                code = self.plan.decisions.get((field.name, text))
                if code is None:
                    self.undecided[field.name, text] = decided[id(one)] = one
                else:
                    decided[id(one)] = naming.Found(code or None, "decided" if code else "left out", 100)
        return [decided.get(id(one), one) for one in found]

    def _yes_or_no(self, field: dictionary.Field, cells: Sequence[object]) -> list[object]:
        """The codes of cells that say yes, no or unknown as people write it; those in the words of the list as they are."""
        known, read, out = naming.codes(field.codes, cells), values.read_all(values.yes_no, cells), list(cells)
        for index, (row, cell, code, one) in enumerate(zip(self.found.data_rows, cells, known, read, strict=True)):
            if code.code is None and not one.problem:
                out[index] = one.value
                if one.note:
                    self._note(row, self.column_of[field.name], cell, one.note)
        return out

    def _amounts(self, name: str, column: int, cells: Sequence[object]) -> list[object]:
        """Amounts in US dollars; those in another currency by the rate of their year, both values kept."""
        read = values.read_all(values.amount, cells)
        stated, header = self._stated, self._header(column)
        of_header, unclear_currency = headers.currency_of(header), headers.unclear_of(header)[1]
        factor, unclear_factor = self._scale(self.table.field(name), column)
        years, out, known = self._years(name, column), [None] * len(read), {}
        for index, (row, cell, one) in enumerate(zip(self.found.data_rows, cells, read, strict=True)):
            if one.problem:
                self._problem(row, column, cell, one.expected or "an amount", _sentence(one.problem), "not an amount")
                continue
            if one.note:
                self._note(row, column, cell, one.note)
            if one.value is None:
                continue
            currency, of_row = one.value.currency, stated[index]
            if currency is None and of_header:  # what the amount's own header says; the column can be that of another amount
                if of_row is not None and of_row.value not in (None, of_header):
                    said = f"the header says {of_header}, the row “{of_row.value}”: the header counts"
                    self._note(row, column, cell, said)
            elif currency is None and of_row is not None:
                if of_row.problem:
                    self._unclear_currency(row, of_row)
                    continue
                currency = of_row.value
            unclear = (not one.is_scaled and unclear_factor) or (currency is None and unclear_currency)
            if unclear:
                self._unclear(row, column, cell, unclear)
                continue
            currency = currency or of_header or self.plan.currency
            scale = 1 if one.is_scaled else factor
            amount = one.value.amount * scale
            key = (amount, currency, years[index])
            if key not in known:
                known[key] = money.to_usd(values.Money(amount, str(currency)), years[index], self.rates)
            made = known[key]
            if made.problem:
                self._problem(row, column, cell, "an amount with a known rate", _sentence(made.problem), "no exchange rate")
            elif currency != "USD" or scale != 1:
                said = values.cell_as_text(cell)
                rate = (made.rate, made.rate_year)
                self.conversions.append(
                    Conversion(row, name, said, amount, str(currency), made.usd, *rate, self.table.name, scale)
                )
                if currency != "USD" and (years[index] is None or abs(years[index] - made.rate_year) > 1):
                    self._note(row, column, cell, made.note, f"rate of {made.rate_year}")
                elif currency != "USD" and (of := self._year_of.get((column, index))):
                    said = f"{currency} at the rate of {made.rate_year}, as “{of}” says"
                    self._note(row, column, cell, said, f"rate of the year of “{of}”")
            out[index] = made.usd
        return out

    @cached_property
    def _stated(self) -> list[values.Read | None]:
        """What the column of currencies says in each row; None where it is blank."""
        column = self.plan.currency_column
        cells = self._cells(column)
        read = values.read_all(values.currency, cells)
        for row, cell, one in zip(self.found.data_rows, cells, read, strict=True):
            if one.note and one.value is not None:
                self._note(row, column, cell, one.note)
        unknown = values.Read(problem="the currency is stated as not known: write its code", expected="the code of a currency")
        return [one if one.value or one.problem else unknown if one.note else None for one in read]

    def _unclear_currency(self, row: int, read: values.Read) -> None:
        """A finding at the cell that should say the currency of the amounts of its row, once."""
        column = self.plan.currency_column
        if (row, column) not in self._without_currency:
            self._without_currency.add((row, column))
            cell = self.sheet.rows[row - 1][column]
            self._problem(row, column, cell, read.expected, _sentence(read.problem), "currency not clear")

    def _years(self, name: str, column: int) -> list[int | None]:
        """The year of each amount of a column, for its rate: that in its header or its name, otherwise that of its row."""
        for text in (self._header(column), name.replace("_", " ")):
            if found := _YEAR.findall(text):
                return [int(max(found))] * len(self.found.data_rows)
        years: list[int | None] = [None] * len(self.found.data_rows)
        for other in _YEARS:
            if other in self.column_of:
                read = values.read_all(values.year, self._cells(self.column_of[other]))
                for index, one in enumerate(read):
                    if years[index] is None and one.value is not None:
                        years[index] = one.value
                        if other in _OF_RECORD:
                            self._year_of[column, index] = self.table.field(other).label
        return years

    # --- rows --------------------------------------------------------------------------------------------------------

    def _rows(self) -> list[tuple[int, Record]]:
        columns = {}
        for number, (name, column) in enumerate(self.column_of.items()):
            self._say(number / len(self.column_of), f"{self.table.label}: {self.table.field(name).label}")
            columns[name] = self._column(name, column)
        if self.plan.notes and NOTE in self.table.field_names:
            columns[NOTE] = self._notes(columns.get(NOTE))
        if not columns:  # that nothing is read is said, as of any list without what it needs
            return [(row, {}) for row in self.found.data_rows]
        names = list(columns)
        rows = zip(*columns.values(), strict=True)
        return [(row, dict(zip(names, some, strict=True))) for row, some in zip(self.found.data_rows, rows, strict=False)]

    def _notes(self, now: list[object] | None) -> list[object]:
        """The cells of the columns that are kept as a note, a line for each, below what the column of notes says."""
        kept = [[(self._header(column), cell) for cell in self._cells(column)] for column in self.plan.notes]
        out = []
        for index, some in enumerate(zip(*kept, strict=True)):
            said = [str(now[index])] if now and now[index] else []
            said += [f"{header}: {' '.join(values.cell_as_text(cell).split())}" for header, cell in some if cell is not None]
            out.append("\n".join(said) or None)
        return out

    def _with_known_note(self, record: Record) -> Record:
        """A record whose kept columns come below what is noted of it already: only lines of the same columns give way."""
        if not self.plan.notes or NOTE in self.column_of or NOTE not in record:
            return record
        now = self.known.get(tuple(record.get(name) for name in self.table.keys), {}).get(NOTE)
        old = str(now or "").split("\n")
        new = str(record[NOTE]).split("\n") if record[NOTE] else []
        heads = sorted((f"{self._header(column)}: " for column in self.plan.notes), key=len, reverse=True)
        head_of = {line: next((one for one in heads if line.startswith(one)), "") for line in (*old, *new)}
        given = {head_of[line] for line in new} - {""}
        stays = [line for line in old if line and head_of[line] not in given]
        return {**record, NOTE: "\n".join(line for line in (*stays, *new)) or None}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _unknown_name(field: dictionary.Field, found: naming.Found) -> tuple[str, str, str]:
    near = found.near
    kind = f"{'an' if field.references[:1] in 'aeiou' else 'a'} {field.references.replace('_', ' ')}"
    expected = f"{kind} that the landscape knows" + (f"; similar: {near}" if near else "")
    if field.codes and not field.references:
        listed = [one.label for one in dictionary.codes(field.codes)]
        expected = f"one of: {', '.join(listed[:8])}" + (" …" if len(listed) > 8 else "")
    return expected, "Decide under “Names” what it stands for, or correct the cell.", "unknown name"
