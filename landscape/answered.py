"""The cells under one question of a questionnaire: what was answered, of which kind it is, and whether it tells who answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from landscape import contacts
from landscape.workbook import Value

MOST_CHOICES = 15  # distinct answers above which a question is taken for an open one
_PERSONAL = re.compile(
    r"(?:your |contact |respondent(?:'s|’s)? )?(?:e-?mail|telephone|mobile phone|phone|mobile|fax|tel)"
    r"(?: (?:address|number|no|of (?:the )?(?:respondent|contact|person)))?s?"
    r"|respondents?|(?:respondent(?:'s|’s)?|contact|your|first|last|family|given|full) (?:name|person|detail|title|position|id)s?"
    r"|(?:name|title|position|contact details?) of (?:the )?(?:respondent|contact|person)\b.{0,30}|contact|surname"
    r"|(?:completed|filled in|submitted|answered) (?:by|on|at)|(?:date|time) of (?:submission|response|completion|answer)"
    r"|(?:submission|start|end|completion|response) (?:date|time)|timestamp|ip address"
    r"|courriel|adresse électronique|téléphone|répondant|correo(?: electrónico)?|teléfono|encuestado|telefone",
    re.IGNORECASE,
)


def is_personal(head: str, cells: Iterable[Value]) -> bool:
    """Whether a question asks who answered, how to reach them or when they did: by its head, or by half of its answers."""
    if _PERSONAL.fullmatch(head.strip(" :*.?\n\t")):
        return True
    known = [cell for cell in cells if cell is not None]
    found = sum(isinstance(one, str) and bool(contacts.found_in(one)) for one in known)
    return found > 0 and 2 * found >= len(known)


def said(cell: Value) -> str:
    """A cell as text."""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()


def separator(cells: Iterable[Value]) -> str:
    """What splits several choices in a cell: the sign after which parts come that stand in other cells too."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    for sign in ("; ", "|", ", "):
        found = Counter(part.strip() for cell in texts if sign.strip() in cell for part in cell.split(sign.strip()))
        again = sum(count > 1 for count in found.values())
        if len(found) > 1 and again >= len(found) / 2:
            return sign
    return "; "


def own_separator(texts: Iterable[str], sign: str, choices: Iterable[str] = ()) -> str:
    """What splits the answers to one question; a comma only where every part is an answer, or a choice, of its own too.

    “Yes, partly” stays one answer, whatever splits the answers to other questions of the sheet.
    """
    if sign.strip() != ",":
        return sign
    texts = [one for one in texts if one]
    alone = {one.strip().casefold() for one in (*(text for text in texts if "," not in text), *choices)}
    found = {part.strip().casefold() for text in texts if "," in text for part in text.split(",")}
    return sign if found <= alone else ""


def kind(texts: Sequence[str], sign: str, labels: Mapping[str, str]) -> str:
    """The kind of a question from its answers: numbers, a few that repeat, several of such in a cell, or words.

    The cells are split as they stand, since a label may hold the sign that splits: “Yes, partly” is one choice.
    """
    known = [one for one in texts if one]
    cells = [_split(one, sign) for one in known]
    said = [sign.join(labels.get(part, part) for part in some) for some in cells] if labels else known
    if known and sum(map(is_number, said)) >= 0.8 * len(known):
        return "number"
    found = Counter(part for some in cells for part in some)
    is_split = sign.strip() and any(sign.strip() in one for one in known)
    if is_split and len(found) <= MOST_CHOICES and sum(found.values()) >= 2 * len(found):
        return "multiple"
    distinct = len(set(said))
    return "single" if distinct <= MOST_CHOICES and 2 * distinct <= len(known) else "open"


def _split(answer: str, sign: str) -> list[str]:
    """The parts of an answer between the signs; all of it where nothing splits."""
    return [part for one in (answer.split(sign.strip()) if sign.strip() else [answer]) if (part := one.strip())]


def is_number(one: str) -> bool:
    """Whether an answer is one number, as people write it."""
    return re.fullmatch(r"[-+−]?\d[\d\s,]*(?:\.\d+)?", one) is not None


def parts(answer: str, of_kind: str, sign: str, labels: Mapping[str, str]) -> list[str]:
    """The choices in one answer; what a list separates itself, a semicolon, becomes a comma within them."""
    found = map(str.strip, answer.splitlines()) if of_kind == "open" else _split(answer, sign if of_kind == "multiple" else "")
    texts = [labels.get(part, part) for part in found if part]
    if of_kind == "number":
        return [re.sub(r"[\s,]", "", part).replace("−", "-") if is_number(part) else part for part in texts]
    return [part if of_kind == "open" else part.replace(";", ",") for part in texts]
