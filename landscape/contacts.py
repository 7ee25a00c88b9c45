"""Whether a text says how to reach a person: an e-mail address or a telephone number. Codes, amounts, dates and links pass.

A number counts by its shape: with the code of a country (+41 …, 0041 …), after a word such as “tel.”, or with a leading zero and
nine to eleven digits. Letters, a hyphen, a slash or a colon right before it make it a code: GB-0612345678.
"""

from __future__ import annotations

import re

_GAP = r"[ .()/\xa0\u202f\u2011-]"  # what people write between the digits of a number
_ADDRESS = re.compile(r"(?<![\w.%+-])[\w.%+-]+(?:@|\s?[(\[]at[)\]]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_NUMBERS = [
    re.compile(
        r"(?<![\w.,/:=&?+-])(?:\+|00)"
        r"(?!\d{1,3}(?:[ .’\xa0\u202f]\d{3})*[ .’\xa0\u202f]000(?!\d))"  # +1 500 000 000 is an amount
        r"(?!\d{1,3}(?:[ .’\xa0\u202f]\d{3}){1,2}(?![ .’\xa0\u202f]?\d))"  # and so is +12 345 678
        rf"[1-9]\d{{0,3}}(?:{_GAP}{{0,3}}\d){{7,12}}"
        r"(?![\w%]|[.,]\d|[ \xa0]?(?:m|bn|mio|million|USD|EUR|US\$|€|\$|£)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:telephone|téléphone|teléfono|telefone|telefon|tel|tél|phone|cell|mobile|móvil|celular|fax|whatsapp)s?\b"
        rf"(?:\s(?:number|no|nr|n°))?[\s.:°]{{0,4}}\(?(?!(?:19|20)\d\d\b)\+?\(?\d(?:{_GAP}{{0,3}}\d){{5,13}}(?!\d)",
        re.IGNORECASE,
    ),
]
_WITH_ZERO = re.compile(  # 022 917 12 34, (030) 1234 5678, 030/12345678, 0612345678
    r"(?<![\w.,/:=&?+'-])(?<!\d )"
    r"(?:\(?0\d{1,4}\)?(?:[ .\xa0\u202f-]{1,2}\d{2,8}){1,4}|0\d{1,4}/\d{5,8}|0[1-9]\d{7,9})"
    r"(?![\w%/-]|[., ]\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_THREE = re.compile(r"\d{3}(?: \d{3})*")  # numeric codes of countries, one after the other


def found_in(text: str) -> str:
    """The first e-mail address or telephone number in a text; "" where there is none."""
    if "@" in text or "at)" in text.lower() or "at]" in text.lower():
        for match in _ADDRESS.finditer(text):
            if not _is_in_a_link(text, match.start()):
                return match[0]
    for pattern in _NUMBERS:
        if match := pattern.search(text):
            return match[0].strip()
    for match in _WITH_ZERO.finditer(text):
        size = sum(one.isdigit() for one in match[0])
        if 9 <= size <= 11 and not _YEAR.search(match[0]) and not _OF_THREE.fullmatch(match[0]):
            return match[0]
    return ""


def said_of(found: str) -> str:
    """What was found, in words: “022 917 12 34” looks like a telephone number."""
    is_number = "@" not in found and not re.search(r"[(\[]at[)\]]", found, re.IGNORECASE)
    return f"“{found}” looks like {'a telephone number' if is_number else 'an e-mail address'}"


def _is_in_a_link(text: str, place: int) -> bool:
    """Whether a place in a text belongs to the address of a page: https://example.org/@funds."""
    return re.search(r"://\S*$", text[:place]) is not None
