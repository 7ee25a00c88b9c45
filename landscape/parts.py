"""The parts of an .xlsx: unpacked within limits, and looked through for what a reader of values does not tell."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from landscape.limits import Damaged, Encrypted, Limits, NotAWorkbook, TooWide

Cell = tuple[int, int]  # row from 1, column from 0

_STORED, _DEFLATED = 0, 8
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OTHER_ZIPS = {
    "word/": "a Word document",
    "ppt/": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "Index/": "an Apple Numbers, Pages or Keynote file",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
}
_TRICK = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML = re.compile(rb"[\s\x00\xef\xbb\xbf\xfe\xff]*<")
_CODING = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_ROWS = re.compile(rb"<(?:[^<>\s/:]+:)?sheetData\b")
_FAR_COLUMN, _FAR_ROW = re.compile(rb'<c r="([A-Z]{2,})'), re.compile(rb'<c r="[A-Z]+([0-9]{6,})"')
_AT = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"[^>]*>')
_ROW_NUMBER = re.compile(rb'\br="([0-9]+)"')
_HIDDEN_COLUMN = re.compile(rb'<col [^>]*?\bhidden="(?:1|true)"')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)><f[^>]*?(?:/>|>([^<]*)</f>)(<v ?/>|<v></v>)?</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*?\bt="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_VALUES = (b"<v>", b"<v ", b"<is", b"<f")
_VALUE_ENDS = (b"</v></c>", b"</is></c>", b"</f></c>")
_SHARED = re.compile(rb"<v>([0-9]+)</v>")


@dataclass
class Seen:
    """What one sheet's XML says beyond its values. Rows from 1, columns from 0."""

    last_row: int = 0
    last_column: int = -1
    hidden_rows: set[int] = field(default_factory=set)
    has_hidden_columns: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    without_value: dict[Cell, str] = field(default_factory=dict)
    errors: dict[Cell, str] = field(default_factory=dict)
    text_size: int = 0


@dataclass(frozen=True)
class Package:
    """What the zip of a workbook holds, beyond values."""

    sheets: dict[str, Seen]
    has_macros: bool
    has_external_links: bool
    has_connections: bool
    properties: dict[str, str]
    too_wide: dict[str, str]  # sheets that are not read, and why


def look(data: bytes, name: str, limits: Limits) -> Package:
    """Unpack every part within the limits, refuse what is unsafe, and say what each sheet holds beyond its values."""
    archive = _directory(data, name, limits)
    names = {one.filename.lower(): one.filename for one in archive}
    if len(names) < len(archive):
        raise Damaged(f"{name} holds two parts of the same name. Open it in Excel, save it again, and upload that.")
    if "xl/workbook.xml" not in names:
        raise NotAWorkbook(_what_it_is(name, names))
    kept: dict[str, bytes] = {}
    seen: dict[str, Seen] = {}
    strings: list[int] = []
    # The strings come first: how long they are decides how large a sheet becomes.
    for path, part in _unpacked(data, sorted(archive, key=lambda one: "sharedstrings" not in one.filename.lower()), name, limits):
        _refuse_tricks(part, name)
        if path.endswith("sharedstrings.xml"):
            strings = [len(one) for one in re.split(rb"</(?:\w+:)?si>", part)]
        if path.endswith(("workbook.xml", "workbook.xml.rels", "docprops/custom.xml")):
            kept[path] = part
        # What is a sheet is told by what it holds, not by where it is said to lie; one that no list names is measured too.
        if (path.startswith("xl/worksheets/") and path.endswith(".xml")) or (b"sheetData" in part and _ROWS.search(part)):
            seen[path] = _sheet(part, strings, limits)
    paths = _sheet_paths(kept, name)
    too_wide: dict[str, TooWide] = {}
    for path, one in seen.items():
        titles = [title for title, at in paths.items() if at == path]
        try:
            limits.check_sheet((titles or [path])[0], one.last_row, one.last_column + 1)
        except TooWide as problem:
            if not titles:
                raise
            too_wide |= dict.fromkeys(titles, problem)
        limits.check_text((titles or [path])[0], one.text_size)
    if too_wide and too_wide.keys() >= {title for title, path in paths.items() if path in seen}:
        raise next(iter(too_wide.values()))
    return Package(
        {title: seen[path] for title, path in paths.items() if path in seen},
        any("vbaproject" in path or "macrosheets/" in path for path in names),
        any("externallinks/" in path for path in names),
        "xl/connections.xml" in names,
        _properties(kept.get("docprops/custom.xml", b"")),
        {sheet: str(problem) for sheet, problem in too_wide.items()},
    )


def column_number(letters: bytes | str) -> int:
    """The number of a column, from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + letter - 64
    return number - 1


def _directory(data: bytes, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as fault:
        raise Damaged(
            f"{name} is cut short or damaged: the list of its parts cannot be read. Copy or download it again, "
            "check that it opens in Excel, and upload it again."
        ) from fault
    limits.check_unpacked(name, sum(one.file_size for one in parts))
    for one in parts:
        if one.flag_bits & 0x1:
            raise Encrypted(f"{name} is locked with a password. Remove the password, save it, and upload it again.")
        limits.check_ratio(name, one.compress_size, one.file_size)
    return parts


def _unpacked(data: bytes, parts: list[zipfile.ZipInfo], name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Each part with its lower-case path. What it unpacks to is measured: a directory may say less than is there."""
    left = int(limits.max_unpacked_mb * 1e6)
    for one in parts:
        try:
            lengths = struct.unpack_from("<HH", data, one.header_offset + 26)
            start = one.header_offset + 30 + sum(lengths)
            packed = data[start : start + one.compress_size]
            if one.compress_type == _STORED:
                part = packed
            elif one.compress_type == _DEFLATED:
                part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, left + 1)
            else:
                raise zlib.error("another way of packing")
        except (struct.error, zlib.error) as fault:
            raise _broken(name) from fault
        left -= len(part)
        limits.check_unpacked(name, int(limits.max_unpacked_mb * 1e6) - left)
        limits.check_ratio(name, len(packed), len(part))
        if len(part) != one.file_size or zlib.crc32(part) != one.CRC:
            raise _broken(name)
        yield one.filename.lower(), part


def _broken(name: str) -> Damaged:
    return Damaged(
        f"{name} is damaged: a part of it cannot be unpacked. Copy or download it again, or open it in Excel and save it "
        "under another name, and upload that."
    )


def _what_it_is(name: str, names: dict[str, str]) -> str:
    for start, what in _OTHER_ZIPS.items():
        if any(path.startswith(start.lower()) for path in names):
            return f"{name} is {what}. Open it in Excel or another spreadsheet program, save it as .xlsx, and upload that."
    return f"{name} is a zip file and no Excel workbook. Unpack it, and upload the workbook in it."


def _refuse_tricks(part: bytes, name: str) -> None:
    if not _XML.match(part):
        return
    declared = _CODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    is_other_coding = b"\x00" in part or part.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 and UTF-32 have null bytes
    if declared:
        is_other_coding |= declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"utf8")
    if is_other_coding or (_has_remark(part) and _TRICK.search(part)):
        raise Damaged(
            f"{name} holds instructions that no spreadsheet program writes (XML entities or another coding), so it was not "
            "opened. Open it in Excel, save it under another name, and upload that."
        )


def _has_remark(part: bytes) -> bool:
    """Whether there is a comment, a declaration or the like: one sign is looked for much faster than two."""
    return b"!" in part and b"<!" in part


# --- one sheet --------------------------------------------------------------------------------------------------------


def _sheet(xml: bytes, strings: list[int], limits: Limits) -> Seen:
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    seen = _quickly(xml, start, end, limits) if _is_plain(xml, start, end) else None
    if seen is None:
        seen = _slowly(xml)
    seen.merges = [
        (int(row), column_number(left), int(below), column_number(right))
        for left, row, right, below in _MERGE.findall(xml, max(end, 0))
    ]
    seen.has_hidden_columns = bool(_HIDDEN_COLUMN.search(xml, 0, max(start, 0)))
    if strings:
        count = xml.count(b't="s"')
        seen.text_size = count * max(strings)
        if seen.text_size > 100e6:  # only then is it worth counting each
            used = Counter(_SHARED.findall(xml))
            seen.text_size = sum(strings[int(i)] * n for i, n in used.items() if len(i) < 9 and int(i) < len(strings))
    return seen


def _is_plain(xml: bytes, start: int, end: int) -> bool:
    """Whether a sheet is written as Excel writes it: one block of rows, no prefixes or comments, an address for every cell."""
    if not 0 <= start < end or xml.count(b"sheetData") != 2:
        return False
    if _has_remark(xml) or xml.find(b"<row>") >= 0:
        return False
    if xml.find(b":c") >= 0 and any(xml.find(odd) >= 0 for odd in (b":c>", b":c ")):
        return False
    if xml.count(b"<c", start, end) != xml.count(b'<c r="', start, end):
        return False
    ends, plain = xml.count(b"</v", start, end), xml.count(b"<v>", start, end)
    return ends <= plain or ends <= plain + xml.count(b"<v ", start, end)


def _quickly(xml: bytes, start: int, end: int, limits: Limits) -> Seen | None:
    """From the last value of each row that holds one; None where the sheet is not written as Excel writes it."""
    seen = Seen()
    ahead = [xml.find(token, start, end) for token in _VALUES]  # from one row with a value to the next: blank rows cost nothing
    has_formulas = ahead[_VALUES.index(b"<f")] >= 0
    while values := [at for at in ahead if at >= 0]:
        first = min(values)
        row_end = xml.find(b"</row>", first, end)
        row_end = end if row_end < 0 else row_end
        is_last = xml.endswith(_VALUE_ENDS, first, row_end)
        last = row_end if is_last else max(xml.rfind(token, first, row_end) for token in _VALUES)
        cell = _AT.match(xml, xml.rfind(b"<c ", start, last))
        if not cell:
            return None
        seen.last_column = max(seen.last_column, column_number(cell[1]))
        seen.last_row = max(seen.last_row, int(cell[2]))
        ahead = [xml.find(token, row_end, end) if 0 <= at < row_end else at for token, at in zip(_VALUES, ahead, strict=True)]
    # The last cell of a row need not be the one farthest to the right, nor stand in that row: such a sheet is read cell by cell.
    columns = max((column_number(one) for one in set(_FAR_COLUMN.findall(xml, start, end))), default=seen.last_column) + 1
    rows = max((int(one[1][:9]) for one in _FAR_ROW.finditer(xml, start, end)), default=0)
    columns, rows = max(columns, seen.last_column + 1), max(rows, seen.last_row)
    if columns > limits.max_columns or rows > limits.max_rows or rows * columns > limits.max_cells:
        return None
    if xml.find(b"hidden=", start, end) >= 0:
        rows = (_ROW_NUMBER.search(one[0]) for one in _HIDDEN_ROW.finditer(xml, start, end))
        seen.hidden_rows = {int(row[1]) for row in rows if row}
    if has_formulas:
        for one in _FORMULA.finditer(xml, start, end):
            if not (b't="str"' in one[3] and one[5]):  # text of no length is a value
                seen.without_value[int(one[2]), column_number(one[1])] = _text(one[4] or b"")
    if xml.find(b't="e"', start, end) >= 0:
        for one in _ERROR.finditer(xml, start, end):
            seen.errors[int(one[2]), column_number(one[1])] = _text(one[3])
    return seen


def _slowly(xml: bytes) -> Seen:
    """The same from a parser, for a sheet with prefixes, comments or cells without addresses."""
    seen, reader = Seen(), _Cells()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.text
    with suppress(expat.ExpatError):  # what reads the values says that the sheet is broken
        reader.into(seen, parser, xml)
    return seen


class _Cells:
    """Where a parser of one sheet is."""

    def __init__(self) -> None:
        self.row, self.column, self.inside = 0, -1, ""
        self.kind, self.formula, self.value = "", None, None
        self.seen = Seen()

    def into(self, seen: Seen, parser: expat.XMLParserType, xml: bytes) -> None:
        self.seen = seen
        parser.Parse(xml, True)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = self.inside = tag.rpartition(":")[2]
        if tag == "row":
            said = attributes.get("r", "")
            self.row, self.column = int(said) if said.isdecimal() else self.row + 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.seen.hidden_rows.add(self.row)
        elif tag == "c":
            at = re.fullmatch("([A-Z]{1,9})([0-9]{1,19})", attributes.get("r", "").upper(), re.ASCII)
            self.column = column_number(at[1]) if at else self.column + 1
            self.row = int(at[2]) if at else self.row
            self.kind, self.formula, self.value = attributes.get("t", ""), None, None
        elif tag == "f":
            self.formula = ""
        elif tag in ("v", "is"):
            self.value = (self.value or "") if tag == "v" else " "

    def text(self, said: str) -> None:
        if self.inside == "v":
            self.value = (self.value or "") + said
        elif self.inside == "f":
            self.formula = (self.formula or "") + said

    def end(self, tag: str) -> None:
        tag, self.inside = tag.rpartition(":")[2], ""
        if tag != "c" or (self.formula is None and not self.value):
            return
        self.seen.last_row, self.seen.last_column = max(self.seen.last_row, self.row), max(self.seen.last_column, self.column)
        if self.kind == "e":
            self.seen.errors[self.row, self.column] = self.value or "#N/A"
        elif self.formula is not None and not self.value and (self.kind != "str" or self.value is None):
            self.seen.without_value[self.row, self.column] = self.formula


def _text(xml: bytes) -> str:
    plain = xml.decode("utf-8", "replace")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


# --- the small parts --------------------------------------------------------------------------------------------------


def _sheet_paths(kept: dict[str, bytes], name: str) -> dict[str, str]:
    """Sheet name -> path of its part, in lower case."""
    try:
        book = fromstring(kept.get("xl/workbook.xml", b""))
        relations = fromstring(kept.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except (ParseError, DefusedXmlException) as fault:
        raise _broken(name) from fault
    if len({one.get("Id") for one in relations}) < len(relations):
        raise _broken(name)
    targets = {one.get("Id"): one.get("Target", "").replace("\\", "/") for one in relations}
    paths = {}
    for one in book.iter():
        if one.tag.rpartition("}")[2] == "sheet":
            if one.get("name", "") in paths:
                raise _broken(name)  # which of the two a reader takes cannot be told
            identity = one.get(_R_ID) or next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
            target = targets.get(identity, "")
            path = target.lstrip("/") if target.startswith(("/", "xl/")) else normpath(f"xl/{target}")
            paths[one.get("name", "")] = path.lower()
    return paths


def _properties(xml: bytes) -> dict[str, str]:
    """The document's own properties, by name."""
    try:
        found = fromstring(xml).iter(_PROPERTY) if xml else ()
    except (ParseError, DefusedXmlException):
        return {}
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in found}
