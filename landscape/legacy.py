"""The records of a legacy .xls: how far its sheets reach, what is hidden, what is locked. Its values are read elsewhere."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain

from landscape.limits import Damaged, Encrypted, Limits, NotAWorkbook
from landscape.parts import Seen

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")  # every OLE file: .xls, .doc, .ppt, .msg, and an .xlsx with a password

_BOOKS = ("Workbook", "Book")
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks
_BOF, _EOF, _SHEET, _LOCKED, _ROW, _STRINGS, _MORE = 0x0809, 0x000A, 0x0085, 0x002F, 0x0208, 0x00FC, 0x003C
_FORMULA, _MANY_NUMBERS, _ERROR_OR_YES, _SHARED, _MERGED = 0x0006, 0x00BD, 0x0205, 0x00FD, 0x00E5
_VALUES = {0x0203, 0x0204, 0x027E, 0x00D6, _FORMULA, _MANY_NUMBERS, _ERROR_OR_YES, _SHARED}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WORKSHEET = 0x0010


def look(data: bytes, name: str, limits: Limits) -> tuple[dict[str, Seen], bool]:
    """What each sheet holds beyond its values, by name, and whether there are macros. Raises what cannot be read."""
    try:
        streams = _streams(data)
        book = streams.get("Workbook") or streams.get("Book")
        if "EncryptedPackage" in streams:
            raise Encrypted(f"{name} is locked with a password. Open it, remove the password, save it, and upload it again.")
        if not book:
            raise NotAWorkbook(
                f"{name} is no Excel workbook, though it is an Office file (a Word document, a presentation or a message). "
                "Open it in its own program, copy the list into a workbook, and upload that."
            )
        seen = _sheets(book, name, limits)
    except (struct.error, IndexError) as fault:
        raise Damaged(
            f"{name} is cut short or damaged. Copy or download it again, check that it opens in Excel, and upload it again."
        ) from fault
    return seen, any("VBA" in stream for stream in streams)


def _streams(data: bytes) -> dict[str, bytes]:
    """The names of what an OLE file holds, and the bytes of its workbook (Microsoft's [MS-CFB])."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    directory, _, cutoff, mini_start, _, difat = struct.unpack_from("<IIIIII", data, 48)
    if shift not in (9, 12) or mini_shift != 6:
        raise struct.error("no sector size")
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables = list(struct.unpack_from("<109I", data, 76))
    while difat < _FREE:
        more = struct.unpack(f"<{size // 4}I", sector(difat))
        tables, difat = tables + list(more[:-1]), more[-1]
        if len(tables) > len(data) // 4:
            raise struct.error("a ring")
    following = list(chain.from_iterable(struct.unpack(f"<{size // 4}I", sector(one)) for one in tables if one < _FREE))

    def chained(start: int, follow: list[int]) -> list[int]:
        numbers: list[int] = []
        while start < _FREE:
            numbers.append(start)
            start = follow[start]
            if len(numbers) > len(follow):
                raise struct.error("a ring")  # a reader that follows it would never end
        return numbers

    def stream(start: int) -> bytes:
        return b"".join(sector(one) for one in chained(start, following))

    entries = stream(directory)
    mini_following = list(struct.unpack(f"<{len(stream(mini_start)) // 4}I", stream(mini_start))) if mini_start < _FREE else []
    found, mini = {}, b""
    for at in range(0, len(entries) - 127, 128):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        title = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        start, total = struct.unpack_from("<II", entries, at + 116)
        if kind == 5:
            mini = stream(start)
        elif kind == 2 and title in _BOOKS:
            is_mini = total < cutoff
            content = b"".join(mini[n * 64 : n * 64 + 64] for n in chained(start, mini_following)) if is_mini else stream(start)
            found[title] = content[:total]
        elif kind:
            found.setdefault(title, b"")
    return found


def _sheets(book: bytes, name: str, limits: Limits) -> dict[str, Seen]:
    at, depth = 0, 0
    starts: dict[int, str] = {}
    seen: dict[str, Seen] = {}
    strings: list[int] = []
    sheet: Seen | None = None
    used: Counter[int] = Counter()
    title = ""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = at + 4
        if kind == _BOF:
            depth += 1
            if at in starts and struct.unpack_from("<H", book, body + 2)[0] == _WORKSHEET:
                title, used = starts[at], Counter()
                sheet = seen[title] = Seen()
        elif kind == _EOF:
            depth -= 1
            if depth == 0 and sheet is not None:
                limits.check_sheet(title, sheet.last_row, sheet.last_column + 1)
                limits.check_text(title, sum(strings[one] * n for one, n in used.items() if one < len(strings)))
                sheet = None
        elif kind == _LOCKED:
            raise Encrypted(f"{name} is locked with a password. Open it, remove the password, save it, and upload it again.")
        elif kind == _SHEET and sheet is None:
            start, _, _, signs, wide = struct.unpack_from("<IBBBB", book, body)
            letters = book[body + 8 : body + 8 + signs * (2 if wide else 1)]
            starts[start] = letters.decode("utf-16-le" if wide else "latin-1", "replace")
        elif kind == _STRINGS:
            strings = _string_sizes(book, at)
        elif sheet is not None and kind in _VALUES:
            row, column = struct.unpack_from("<HH", book, body)
            last = struct.unpack_from("<H", book, body + length - 2)[0] if kind == _MANY_NUMBERS else column
            sheet.last_row, sheet.last_column = max(sheet.last_row, row + 1), max(sheet.last_column, last)
            if kind == _SHARED:
                used[struct.unpack_from("<I", book, body + 6)[0]] += 1
            elif kind == _ERROR_OR_YES and book[body + 7]:
                sheet.errors[row + 1, column] = _ERRORS.get(book[body + 6], "#N/A")
            elif kind == _FORMULA and book[body + 6] == 2 and book[body + 12 : body + 14] == b"\xff\xff":
                sheet.errors[row + 1, column] = _ERRORS.get(book[body + 8], "#N/A")
        elif sheet is not None and kind == _ROW:
            row = struct.unpack_from("<H", book, body)[0]
            if struct.unpack_from("<H", book, body + 12)[0] & 0x20:
                sheet.hidden_rows.add(row + 1)
        elif sheet is not None and kind == _MERGED:
            for one in range(struct.unpack_from("<H", book, body)[0]):
                top, below, left, right = struct.unpack_from("<HHHH", book, body + 2 + 8 * one)
                sheet.merges.append((top + 1, left, below + 1, right))
        at = body + length
    if depth:
        raise struct.error("no end")
    return seen


def _string_sizes(book: bytes, at: int) -> list[int]:
    """The largest number of characters that each shared string can have: the table runs on through further records."""
    pieces = []
    kind, length = struct.unpack_from("<HH", book, at)
    while kind in (_STRINGS, _MORE):
        pieces.append(book[at + 4 : at + 4 + length])
        at += 4 + length
        kind, length = struct.unpack_from("<HH", book, at)
    bounds = [*accumulate(len(one) for one in pieces), 2**40]
    table = b"".join(pieces)
    sizes: list[int] = []
    at = 8
    while at + 3 <= len(table):
        signs, flags = struct.unpack_from("<HB", table, at)
        at += 3
        runs = further = 0
        if flags & 8:
            runs, at = struct.unpack_from("<H", table, at)[0], at + 2
        if flags & 4:
            further, at = struct.unpack_from("<I", table, at)[0], at + 4
        sizes.append(signs)
        wide, left = flags & 1, signs
        while left:
            # A string that runs into the next record starts there with its own mark of one or two bytes per character.
            index = bisect_left(bounds, at)
            bound = bounds[index]
            if bound >= at + left * (1 + wide):
                at, left = at + left * (1 + wide), 0
            else:
                left -= (bound - at) // (1 + wide)
                wide, at = table[bound] & 1, bound + 1
        at += runs * 4 + further
    return sizes
