"""Cells of words: text, yes or no, and lists."""

from __future__ import annotations

import re
from datetime import date

from landscape.values.cells import ERRORS, Habits, Read, cell_as_text, is_not_known, joined, one_of, plain, shown, spoiled

_YES = one_of("yes|y|true|t|1|oui|o|vrai|si|s|verdadero|cierto|sim|verdadeiro|ja|x|✓|✔|☑")
_NO = one_of("no|n|false|f|0|non|faux|falso|nao|nein|✗|✘|☐")
_UNKNOWN = one_of("?|maybe|perhaps|not sure|unsure|peut-etre|quiza|talvez|not yet researched")
_BULLET = re.compile(r"^\s*(?:[•·▪*‣–-]|\(?\d{1,2}[.)])\s+")


def text(cell: object, habits: Habits | None = None) -> Read:
    """Text without outer blanks and control characters. "NA" stays what it is."""
    if isinstance(cell, str) and plain(cell) == "na":
        return Read(cell.strip())
    given = spoiled(cell, "text")
    if given is not None:
        return given
    said = cell_as_text(cell)
    if isinstance(cell, str) and said != cell.strip() and "\n" not in cell and "\t" not in cell:
        return Read(said, note="characters that cannot be printed are left out")
    return Read("\n".join(cell_as_text(line) for line in cell.splitlines()).strip() if isinstance(cell, str) else said)


def yes_no(cell: object, habits: Habits | None = None) -> Read:
    """Yes, no or unknown, as people write them in four languages; a blank stays blank."""
    expected = "yes, no or unknown"
    if isinstance(cell, bool):
        return Read("yes" if cell else "no")
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return Read()
    if type(cell).__name__ == "NoValue" or (isinstance(cell, str) and ERRORS.fullmatch(cell.strip())):
        return spoiled(cell, expected) or Read()
    if isinstance(cell, date):
        return Read(problem="a date where yes or no is expected: write yes, no or unknown", expected=expected)
    said = cell_as_text(cell)
    words = plain(said) or said
    if words in _YES:
        return Read("yes", "" if words in ("yes", "oui", "si", "sim") else f"“{said}” is read as yes")
    if words in _NO:
        return Read("no", "" if words in ("no", "non", "nao") else f"“{said}” is read as no")
    if words in _UNKNOWN or is_not_known(said):
        return Read("unknown", "" if words == "unknown" else f"“{said}” is read as unknown")
    return Read(problem=f"“{shown(cell)}” is neither yes nor no: write yes, no or unknown", expected=expected)


def flag(cell: object, habits: Habits | None = None) -> Read:
    """True or false; "unknown" leaves it blank."""
    read = yes_no(cell)
    value = {"yes": True, "no": False}.get(str(read.value))
    return Read(value, read.note, read.problem, "yes or no" if read.problem else "")


def items(cell: object, habits: Habits | None = None) -> Read:
    """The parts of a list, split at semicolons and line breaks; twice the same part counts once."""
    given = spoiled(cell, "a list with semicolons")
    if given is not None:
        return given
    lines = cell.splitlines() if isinstance(cell, str) else [cell_as_text(cell)]
    parts = [cell_as_text(_BULLET.sub("", part)) for line in lines for part in line.split(";")]
    parts = [part for part in parts if part]
    distinct = list(dict.fromkeys(parts))
    commas = len(distinct) == 1 and distinct[0].count(",") >= 2
    return Read(
        distinct or None,
        joined(
            "the same part twice is read once" if len(distinct) < len(parts) else "",
            "read as one part: separate parts with semicolons" if commas else "",
        ),
    )


def answers(cell: object, habits: Habits | None = None) -> Read:
    """The parts of an answer to a question, as `items`: “don't know” and “n/a” were said by somebody and stay; marks do not."""
    if isinstance(cell, str) and is_not_known(cell) and any(letter.isalpha() for letter in cell):
        return Read([cell_as_text(cell)])
    return items(cell, habits)
