"""A CSV file as rows of text: its coding and its separator are found."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from landscape.limits import Damaged, Limits, NotAWorkbook, TooLarge

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WINDOWS = "cp1252"
_LOOSE = re.compile(r'"[^",;\t|\r\n]*"[^",;\t|\r\n]')
_SAID = re.compile("sep=(.)\r?\n")  # a line that Excel reads as "this is the separator", and does not show


def rows(data: bytes, name: str, limits: Limits) -> tuple[list[list[str]], tuple[str, ...]]:
    """The rows of a CSV file, all of one length, and what had to be found out, in words."""
    text, notes = _text(data, name)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    text = text[said.end() :] if said else text
    found: list[list[str]] = []
    width = line = 0
    # Python's reader tells a quotation mark that is never closed only when it is strict, and then stumbles over "a"b too.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=not _LOOSE.search(text))
    try:
        for row in reader:
            width, line = max(width, len(row)), reader.line_num
            found.append(row)
            if len(found) > limits.max_rows or width > limits.max_columns:
                # The file is not read on: beyond the limit its length is counted in lines.
                limits.check_sheet(name, len(found) + text.count("\n") - line, width)
    except csv.Error as fault:
        if "field larger than field limit" in str(fault):
            raise TooLarge(
                f"{name} has a cell of more than {csv.field_size_limit():,} characters from line {line + 1:,} on. Shorten it, or "
                f'look for a quotation mark (") there that is opened and never closed; save the file, and upload it again.'
            ) from fault
        raise Damaged(
            f'{name} cannot be read from line {line + 1:,} on: a quotation mark (") is opened there and never closed. '
            "Open it in Excel, save it as .xlsx, and upload that."
        ) from fault
    limits.check_sheet(name, len(found), width)
    for row in found:
        row += [""] * (width - len(row))
    return found, (*notes, f"The columns are separated by {_SEPARATORS.get(separator, f'the sign {separator}')}.")


def is_text(data: bytes) -> bool:
    """Whether these bytes can be text: no signs that only programs use."""
    head = data[:4096]
    if data.startswith(tuple(_MARKS)):
        return True
    odd = sum(one < 32 and one not in b"\t\n\r\f\x00" for one in head)
    return odd == 0 and head.count(0) <= len(head) // 2


def _text(data: bytes, name: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    coding = next((coding for mark, coding in _MARKS.items() if data.startswith(mark)), "utf-8")
    if coding == "utf-8" and data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        coding = "utf-16-le"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as fault:
        if coding != "utf-8":
            raise NotAWorkbook(
                f"{name} is damaged, or no text at all. Open it in Excel, save it as .xlsx, and upload that."
            ) from fault
        text = data.decode(_WINDOWS, "replace")
        notes.append("The file does not say its coding, so it was read as Windows Western European. Check names with accents.")
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes.append("The file holds null bytes; they were left out.")
    return text, notes


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of columns, at least two."""
    best, separator = (0.0, 0), ","
    lines = text[:20_000].splitlines()[:50]
    for sign in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        except csv.Error:
            continue
        common = Counter(one for one in widths if one > 1).most_common(1)
        if common and (score := (common[0][1] / len(widths), common[0][0])) > best:
            best, separator = score, sign
    return separator
