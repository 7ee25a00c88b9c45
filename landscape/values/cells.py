"""What all readers of cells share: the answer they give, text made plain, and words for "not known"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Read:
    """What a cell says.

    `value` None without a problem means blank, or stated as not known (the note then says how). A problem says why the cell
    cannot be read and what to do; `expected` is what should stand there. `is_scaled` says that a number stood with a "million"
    of its own.
    """

    value: object = None
    note: str = ""
    problem: str = ""
    expected: str = ""
    is_scaled: bool = False


@dataclass(frozen=True)
class Habits:
    """What the other cells of a column tell: which mark is the decimal one, and whether the day or the month comes first."""

    decimal: str = ""
    is_day_first: bool | None = None


ERRORS = re.compile(
    r"#(REF|N/A|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|BLOCKED|FIELD|GETTING_DATA|CONNECT|UNKNOWN)[!?]?", re.IGNORECASE
)

_MARKS_ONLY = re.compile(r"[\s.\-–—−_?*…·•/]*")
_FOOTNOTE = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")

# As `plain` leaves them: without accents, capitals and marks at the ends.
_NOT_KNOWN = frozenset(
    """
    n/a|n.a|n a|n/d|n.d|nd|not available|not applicable|not given|not known|not stated|not specified|not provided
    not reported|not disclosed|not published|not found|not yet known|not yet decided|undisclosed|undefined|unknown
    unspecified|unclear|missing|pending|withheld|confidential|redacted|tbc|tbd|tba|t.b.c|t.b.d|t.b.a|to be confirmed
    to be determined|to be decided|to be announced|to be defined|to be advised|no price|no data|no value|no information
    no amount|no date|no link found|no answer|don't know|do not know|blank|null
    non disponible|non communique|non renseigne|non precise|non applicable|non connu|non publie|non indique|non divulgue
    inconnu|inconnue|aucune donnee|aucune information|sans objet|s.o|s/o|a confirmer|a determiner|a definir|a preciser
    pas de donnees|pas disponible|confidentiel
    no disponible|no aplica|no aplicable|no especificado|no indicado|no informado|no se conoce|no consta|desconocido|desconocida
    sin datos|sin dato|sin informacion|s/d|s/i|por confirmar|por determinar|por definir|no divulgado
    nao disponivel|nao aplicavel|nao informado|nao especificado|nao indicado|nao consta|desconhecido|desconhecida|sem dados
    sem informacao|a confirmar|a determinar|nao divulgado|indisponivel
    nicht verfugbar|k.a|unbekannt
    """.strip()
    .replace("\n", "|")
    .replace("    ", "")
    .split("|")
)


def one_of(words: str) -> frozenset[str]:
    """The words of a list that is written with bars between them."""
    return frozenset(words.split("|"))


def plain(text: str) -> str:
    """Text without accents, capitals, double blanks and marks around it, to compare it with a list of words."""
    letters = text.casefold()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters.replace("’", "'"))
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(letters.split()).strip(" .,;:*()[]{}<>\"'")


def is_not_known(cell: object, na_is_not_known: bool = True) -> bool:
    """Whether a cell says that nobody knows: "n/a", "not given", "..", "tbc" in four languages.

    "NA" alone is left to the caller: among numbers it means not available, among countries it is Namibia.
    """
    if not isinstance(cell, str) or len(cell) > 60:
        return False
    if _MARKS_ONLY.fullmatch(cell):
        return True
    words = plain(cell)
    return words in _NOT_KNOWN or (na_is_not_known and words == "na")


def cell_as_text(cell: object) -> str:
    """A cell as one line of text: 12.0 as "12", a day in ISO form, without control characters and outer blanks."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    said = str(cell)
    if said.isprintable():
        return said.strip()
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in said).strip()


def as_written(cell: object) -> str:
    """A cell as text that keeps its line breaks."""
    if isinstance(cell, str) and not cell.isprintable():
        lines = cell.replace("\r\n", "\n").split("\n")
        return "\n".join("".join(" " if unicodedata.category(one) == "Cc" else one for one in line) for line in lines).strip()
    return cell_as_text(cell)


def tidy(text: str) -> tuple[str, str]:
    """Text of a number or a date in plain characters, and a note where a footnote mark was left out."""
    without = _FOOTNOTE.sub("", text)
    letters = unicodedata.normalize("NFKC", without).replace("−", "-").replace("–", "-").replace("—", "-").replace("‒", "-")
    letters = letters.replace("’", "'").replace("‘", "'").replace("`", "'").replace("´", "'").replace("٬", "'").replace("٫", ",")
    return " ".join(letters.split()), "a footnote mark is left out" if without != text else ""


def spoiled(cell: object, expected: str) -> Read | None:
    """The answer to a cell that no reader can read: blank, an error of Excel, a formula without a value, not known."""
    if cell is None or cell == "":
        return Read()
    if not isinstance(cell, str):
        return None
    if type(cell).__name__ == "NoValue":
        said = f"the formula {str(cell)[:40]} has no stored value: open the file in Excel, save it and upload it again"
        return Read(problem=said, expected=expected)
    if ERRORS.fullmatch(cell.strip()):
        said = f"an error of Excel ({cell.strip()}): correct the formula, or type the value, or leave the cell blank"
        return Read(problem=said, expected=expected)
    if not cell.strip():
        return Read()
    if is_not_known(cell):
        return Read(note=f"“{cell.strip()[:40]}” is read as not known")
    return None


def joined(*notes: str) -> str:
    """Several notes as one."""
    return "; ".join(dict.fromkeys(note for note in notes if note))


def shown(cell: object) -> str:
    """A cell in a sentence: shortened."""
    said = cell_as_text(cell)
    return said if len(said) <= 60 else said[:57] + "…"
