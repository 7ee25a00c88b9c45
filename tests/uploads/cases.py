"""Files that people and attackers upload, each made in memory: `CASES` names a maker of (bytes, file name)."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache

import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Made = tuple[bytes, str]

HEADER = ["Donor", "Country", "Year", "Amount", "Currency"]
ROWS = [
    ["Norway", "Kenya", 2021, 1_000_000, "NOK"],
    ["Sweden", "Namibia", 2022, 250_000.5, "SEK"],
    ["European Union", "Türkiye", 2023, 3_000, "EUR"],
    ["Gates Foundation", "Côte d'Ivoire", 2024, 12, "USD"],
]


def xlsx(*rows: list[object], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook of one sheet with these rows, and then changed."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plain(change: Callable[[Workbook], None] | None = None) -> bytes:
    return xlsx(HEADER, *ROWS, change=change)


def rezipped(data: bytes, change: dict[str, bytes] | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """The same zip with some parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | (change or {}) | (more or {})
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_xml(inner: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet has this XML between its rows' tags."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet {_MAIN}><sheetData>{inner}</sheetData>{after}</worksheet>'
    return rezipped(plain(), {SHEET: xml.encode()})


BLANKS = " " * 100_000
_CORNER = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def under_another_name(path: str) -> bytes:
    """A workbook whose only sheet reaches to the far corner, and lies at this path."""
    relations = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        said = archive.read(relations).decode().replace("worksheets/sheet1.xml", path.removeprefix("xl/"))
    part = f"<worksheet {_MAIN}><sheetData>{_CORNER}</sheetData></worksheet>"
    return rezipped(plain(), {relations: said.encode()}, {path: part.encode()})


def text_cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def header_xml() -> str:
    return '<row r="1">' + "".join(text_cell(f"{get_column_letter(n)}1", h) for n, h in enumerate(HEADER, 1)) + "</row>"


def lying_directory() -> bytes:
    """A part of 30 MB of which the directory says that it has 100 bytes."""
    data = bytearray(rezipped(plain(), {SHEET: b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"}))
    at = data.rfind(SHEET.encode())
    central = data.rfind(b"PK\x01\x02", 0, at)
    struct.pack_into("<I", data, central + 24, 100)
    return bytes(data)


def bomb(mega_bytes: int) -> bytes:
    return rezipped(plain(), {SHEET: b"<worksheet><sheetData>" + b" " * (mega_bytes * 1_000_000) + b"</sheetData></worksheet>"})


def many_parts() -> bytes:
    """Parts that are small each and too much together."""
    noise = random.Random(1).randbytes(4_000)
    return rezipped(plain(), more={f"xl/media/{n}.bin": (noise + bytes(90_000)) * 10 for n in range(450)})


def shared_text_bomb() -> bytes:
    """One long text that 30,000 cells share: small to unpack, enormous to write out."""
    strings = f'<sst {_MAIN} count="1" uniqueCount="1"><si><t>{"x" * 32_767}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_001))
    return rezipped(sheet_xml(rows), {"xl/sharedStrings.xml": strings.encode()})


def twice_the_same_part() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(SHEET.upper().replace("XL/", "xl/"), b"<worksheet/>")
    return file.getvalue()


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file as Excel 97 writes it, with one sector chain per stream."""
    size, sectors, table = 512, [], []
    entries = []

    def place(content: bytes) -> int:
        start = len(sectors)
        pieces = [content[at : at + size].ljust(size, b"\0") for at in range(0, len(content), size)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            table.append(start + number + 1 if number + 1 < len(pieces) else 0xFFFFFFFE)
        return start

    def entry(name: str, kind: int, start: int, length: int, child: int) -> bytes:
        title = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        return (
            title.ljust(64, b"\0")
            + struct.pack("<HBB", len(title), kind, 1)
            + links
            + bytes(36)
            + struct.pack("<IQ", start, length)
        )

    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        entries.append(entry(name, 2, place(content), len(content), 0xFFFFFFFF))
    entries.insert(0, entry("Root Entry", 5, 0xFFFFFFFE, 0, 1))
    directory = place(b"".join(entries).ljust(512, b"\0"))
    fat_at = len(sectors)
    table.append(0xFFFFFFFD)
    sectors.append(struct.pack(f"<{len(table)}I", *table).ljust(size, b"\xff"))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", fat_at).ljust(436, b"\xff")
    return head + b"".join(sectors)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def legacy(sheet: bytes, before: bytes = b"") -> bytes:
    """A legacy .xls of one sheet made of these records."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = b"List"
    bound = record(0x0085, struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name)
    globals_length = len(start) + len(before) + len(bound) + 4
    bound = record(0x0085, struct.pack("<IBBBB", globals_length, 0, 0, len(name), 0) + name)
    opening = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return ole({"Workbook": start + before + bound + record(0x000A) + opening + sheet + record(0x000A)})


def ring() -> bytes:
    """A legacy workbook whose second sector is followed by the first."""
    data = bytearray(legacy_list())
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512 + 4, 0)
    return bytes(data)


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def legacy_list() -> bytes:
    cells = b"".join(label(0, column, text) for column, text in enumerate(HEADER))
    for at, row in enumerate(ROWS[:2], 1):
        for column, value in enumerate(row):
            cells += label(at, column, value) if isinstance(value, str) else number(at, column, value)
    hidden = record(0x0208, struct.pack("<HHHHHHI", 2, 0, 5, 255, 0, 0, 0x20))
    return legacy(hidden + cells + record(0x0205, struct.pack("<HHHBB", 3, 0, 0, 23, 1)))


def blank_rows(count: int) -> bytes:
    rows = "".join(f'<row r="{n}" s="1" customFormat="1" ht="15"/>' for n in range(6, count + 1))
    body = header_xml() + "".join(
        f'<row r="{n}">' + text_cell(f"A{n}", str(row[0])) + f'<c r="D{n}"><v>{row[3]}</v></c></row>'
        for n, row in enumerate(ROWS, 2)
    )
    return sheet_xml(body + rows)


def large(rows: int, columns: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, [f"Column {n}" for n in range(columns)])
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, [f"Donor {row}", *range(columns - 1)])
    book.close()
    return file.getvalue()


def custom(name: str, value: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.set_custom_property(name, value, "text")
    book.add_worksheet("Donors").write_row(0, 0, HEADER)
    book.get_worksheet_by_name("Donors").write_row(1, 0, ROWS[0])
    book.close()
    return file.getvalue()


# --- changes of a workbook --------------------------------------------------------------------------------------------


def hide_sheet(book: Workbook) -> None:
    book.create_sheet("Old").append(["Donor", "Amount"])
    book["Old"].append(["Norway", 1])
    book["Old"].sheet_state = "veryHidden"


def hide_rows(book: Workbook) -> None:
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True


def merge(book: Workbook) -> None:
    book.active["A3"] = None
    book.active.merge_cells("A2:A3")


def totals(book: Workbook) -> None:
    book.active.append(["Total", None, None, 1_253_012.5, None])
    book.active.append([])
    book.active.append(["* Figures are preliminary."])
    book.active.append(["Source: the donors' reports"])


def titles(book: Workbook) -> None:
    book.active.insert_rows(1, 3)
    book.active["A1"] = "Contributions to migration statistics, as reported"
    book.active["A2"] = "Last updated in March"


def comment(book: Workbook) -> None:
    book.active["A2"].comment = Comment("Is this right?", "A reader")
    book.active["A2"].font = Font(bold=True)


def without_header() -> bytes:
    return xlsx(*ROWS)


def in_column(*values: object) -> bytes:
    """The list with these values as its amounts."""
    return xlsx(["Donor", "Amount"], *([f"Donor {n}", value] for n, value in enumerate(values, 1)))


def csv(text: str, coding: str = "utf-8") -> bytes:
    return text.encode(coding)


_CSV = 'Donor,Country,Amount\nNorway,Kenya,"1,000"\nAgence française,Côte d\'Ivoire,12\n'
_MACRO = {"xl/vbaProject.bin": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)}
_EXTERNAL = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_FILE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'

CASES: dict[str, Callable[[], Made]] = {
    # no workbook
    "no bytes": lambda: (b"", "list.xlsx"),
    "only blanks": lambda: (b" \r\n\t ", "list.csv"),
    "text renamed": lambda: (b"These are notes of a meeting.\n" * 20, "list.xlsx"),
    "CSV renamed to xlsx": lambda: (csv(_CSV), "list.xlsx"),
    "zip renamed": lambda: (rezipped(zip_of({"a.txt": b"hello"})), "list.xlsx"),
    "empty zip": lambda: (zip_of({}), "list.xlsx"),
    "Word document": lambda: (zip_of({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}), "list.xlsx"),
    "binary workbook": lambda: (zip_of({"xl/workbook.bin": b"1"}), "list.xlsb"),
    "OpenDocument": lambda: (zip_of({"mimetype": b"application/x", "content.xml": b"<o/>"}), "list.ods"),
    "legacy Word document": lambda: (ole({"WordDocument": b"text"}), "list.xls"),
    "PDF": lambda: (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "list.xlsx"),
    "picture": lambda: (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "list.xlsx"),
    "web page called xls": lambda: (b"<html><table><tr><td>Donor</td></tr></table></html>", "list.xls"),
    "random bytes": lambda: (random.Random(2).randbytes(5_000), "list.xlsx"),
    "random bytes after a zip's mark": lambda: (b"PK\x03\x04" + random.Random(3).randbytes(5_000), "list.xlsx"),
    "random bytes after an xls's mark": lambda: (
        bytes.fromhex("D0CF11E0A1B11AE1") + random.Random(4).randbytes(5_000),
        "list.xls",
    ),
    # cut short or damaged
    "cut in the middle": lambda: (plain()[: len(plain()) // 2], "list.xlsx"),
    "last bytes missing": lambda: (plain()[:-30], "list.xlsx"),
    "bytes changed in a part": lambda: (changed(plain()), "list.xlsx"),
    "legacy cut short": lambda: (legacy_list()[:2_000], "list.xls"),
    "XML cut short": lambda: (rezipped(plain(), {SHEET: b"<worksheet><sheetData><row"}), "list.xlsx"),
    "no list of sheets": lambda: (rezipped(plain(), {"xl/workbook.xml": b"<workbook"}), "list.xlsx"),
    "a text that is not there": lambda: (sheet_xml('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'), "list.xlsx"),
    "two parts of one name": lambda: (twice_the_same_part(), "list.xlsx"),
    # locked
    "password": lambda: (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5_000}), "list.xlsx"),
    "legacy password": lambda: (legacy(b"", record(0x002F, bytes(54))), "list.xls"),
    "zip password": lambda: (flagged(plain()), "list.xlsx"),
    # attacks
    "zip bomb": lambda: (bomb(60), "list.xlsx"),
    "zip bomb of many parts": lambda: (many_parts(), "list.xlsx"),
    "zip bomb with a lying directory": lambda: (lying_directory(), "list.xlsx"),
    "entities that multiply": lambda: (sheet_xml(header_xml(), _LAUGHS), "list.xlsx"),
    "entity that reads a file": lambda: (sheet_xml(header_xml(), _FILE), "list.xlsx"),
    "entities in the texts": lambda: (rezipped(plain(), {"xl/sharedStrings.xml": _LAUGHS.encode()}), "list.xlsx"),
    "XML in another coding": lambda: (rezipped(plain(), {SHEET: "<worksheet/>".encode("utf-16")}), "list.xlsx"),
    "text shared by too many cells": lambda: (shared_text_bomb(), "list.xlsx"),
    "two cells at the far corners": lambda: (
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "list.xlsx",
    ),
    "far corners without addresses": lambda: (
        sheet_xml('<row><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
        "list.xlsx",
    ),
    "far corner behind blanks": lambda: (sheet_xml(_CORNER, before=BLANKS), "list.xlsx"),
    "416 columns behind blanks": lambda: (
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="OZ1"><v>1</v></c></row>', before=BLANKS),
        "list.xlsx",
    ),
    "far corner in a part called strings": lambda: (under_another_name("xl/other/sharedStrings.xml"), "list.xlsx"),
    "far corner before the first cell of its row": lambda: (
        sheet_xml('<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        "list.xlsx",
    ),
    "far corner in small letters": lambda: (sheet_xml(_CORNER.replace("XFD", "xfd")), "list.xlsx"),
    "far corner with a prefix": lambda: (
        sheet_xml(
            f'<row r="1">{text_cell("A1", "Donor")}</row><x:row xmlns:x="{_MAIN[7:-1]}" r="1048576"><x:c r="XFD1048576">'
            "<x:v>1</x:v></x:c></x:row>"
        ),
        "list.xlsx",
    ),
    "a list of sheets in UTF-16 with entities": lambda: (
        rezipped(plain(), {"xl/workbook.xml": ("\ufeff " + _LAUGHS + "<workbook/>").encode("utf-16-le")}),
        "list.xlsx",
    ),
    "entities behind blanks": lambda: (
        rezipped(plain(), {"xl/workbook.xml": (" " * 300 + _LAUGHS + "<workbook/>").encode()}),
        "list.xlsx",
    ),
    "a sheet in UTF-16": lambda: (
        rezipped(plain(), {SHEET: f"<worksheet {_MAIN}><sheetData>{_CORNER}</sheetData></worksheet>".encode("utf-16")}),
        "list.xlsx",
    ),
    "properties in UTF-16 with entities": lambda: (
        rezipped(plain(), more={"docProps/custom.xml": ("\ufeff " + _LAUGHS + "<Properties/>").encode("utf-16-le")}),
        "list.xlsx",
    ),
    "legacy with a ring of sectors": lambda: (ring(), "list.xls"),
    "legacy far corners": lambda: (legacy(b"".join(number(row, 255, 1) for row in (0, 65_535))), "list.xls"),
    "merged to the far corner": lambda: (
        sheet_xml(header_xml(), after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "list.xlsx",
    ),
    "path out of the folder": lambda: (rezipped(plain(), more={"../../evil.xml": b"<a/>"}), "../../../etc/list.xlsx"),
    # read, and said
    "macros": lambda: (rezipped(plain(), more=_MACRO), "list.xlsm"),
    "external links": lambda: (rezipped(plain(), more=_EXTERNAL), "list.xlsx"),
    "data connections": lambda: (rezipped(plain(), more={"xl/connections.xml": b"<connections/>"}), "list.xlsx"),
    "hidden sheet": lambda: (plain(hide_sheet), "list.xlsx"),
    "hidden rows and columns": lambda: (plain(hide_rows), "list.xlsx"),
    "merged cells": lambda: (plain(merge), "list.xlsx"),
    "comments and formats": lambda: (plain(comment), "list.xlsx"),
    "formula without a value": lambda: (in_column(1, "=SUM(B2:B2)"), "list.xlsx"),
    "formula with an empty text": lambda: (
        sheet_xml(header_xml() + '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>3</v></c></row>'),
        "list.xlsx",
    ),
    "error cells": lambda: (in_column(1, "#REF!", "#N/A"), "list.xlsx"),
    "made from the template": lambda: (custom("landscape_version", "0007"), "list.xlsx"),
    "xlsx called csv": lambda: (plain(), "list.csv"),
    "xlsx without a name": lambda: (plain(), ""),
    "legacy": lambda: (legacy_list(), "list.xls"),
    # shapes
    "1,048,576 blank rows": lambda: (blank_rows(1_048_576), "list.xlsx"),
    "300 columns": lambda: (large(3, 300), "list.xlsx"),
    "301 columns": lambda: (large(3, 301), "list.xlsx"),
    "2,000 rows": lambda: (large(2_000, 2), "list.xlsx"),
    "200,000 rows": lambda: (large(200_000, 2), "list.xlsx"),
    "200,200 rows": lambda: (large(200_200, 1), "list.xlsx"),
    "all empty": lambda: (xlsx(), "list.xlsx"),
    "header only": lambda: (xlsx(HEADER), "list.xlsx"),
    "no header": lambda: (without_header(), "list.xlsx"),
    "duplicate headers": lambda: (xlsx(["Donor", "Amount", "Amount"], ["Norway", 1, 2]), "list.xlsx"),
    "titles above": lambda: (plain(titles), "list.xlsx"),
    "total and footnotes below": lambda: (plain(totals), "list.xlsx"),
    "list not at the top left": lambda: (xlsx([], [], [None, None, *HEADER], *([None, None, *row] for row in ROWS)), "list.xlsx"),
    "cells without addresses": lambda: (
        sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
        "list.xlsx",
    ),
    "XML with a prefix": lambda: (prefixed(), "list.xlsx"),
    # values
    "numbers as text": lambda: (in_column("1,500.00", "1 500", "(12)", "3 %"), "list.xlsx"),
    "dates as text": lambda: (in_column("2022-04-04", "4/4/2022", "until April 2022"), "list.xlsx"),
    "dates": lambda: (in_column(date(2022, 4, 4), datetime(2022, 4, 4, 10, 30), time(9, 5), timedelta(hours=30)), "list.xlsx"),
    "years 0 and 9999": lambda: (in_column(0, 9999, date(9999, 12, 31), "0000-01-01"), "list.xlsx"),
    "infinities": lambda: (
        sheet_xml(header_xml() + '<row r="2"><c r="A2"><v>1E999</v></c><c r="B2"><v>-1E999</v></c></row>'),
        "list.xlsx",
    ),
    "no number": lambda: (
        sheet_xml(header_xml() + '<row r="2"><c r="A2"><v>NaN</v></c><c r="B2"><v>abc</v></c></row>'),
        "list.xlsx",
    ),
    "dates out of range": lambda: (out_of_range(), "list.xlsx"),
    "yes and no and numbers": lambda: (in_column(True, 1, False, 0, 1.0), "list.xlsx"),
    "emoji": lambda: (in_column("🌍🇰🇪", "👩🏽‍💻"), "list.xlsx"),
    "right-to-left text": lambda: (in_column("المملكة العربية السعودية", "עברית", "\u202e123"), "list.xlsx"),
    "null bytes": lambda: (sheet_xml(header_xml() + f'<row r="2">{text_cell("A2", "Nor_x0000_way")}</row>'), "list.xlsx"),
    "cells of 32,767 characters": lambda: (in_column("x" * 32_767, "é" * 32_767), "list.xlsx"),
    "text that begins with =": lambda: (as_text("=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"), "list.xlsx"),
    "blanks only": lambda: (in_column("  ", "\xa0", "\t"), "list.xlsx"),
    "blanks around": lambda: (in_column("Germany ", " France"), "list.xlsx"),
    "Namibia's code": lambda: (in_column("NA", "N/A", "null", "None"), "list.xlsx"),
    # CSV
    "CSV": lambda: (csv(_CSV), "list.csv"),
    "CSV with a mark": lambda: (csv(_CSV, "utf-8-sig"), "list.csv"),
    "CSV in Windows coding": lambda: (csv(_CSV, "cp1252"), "list.csv"),
    "CSV in UTF-16": lambda: (csv(_CSV, "utf-16"), "list.csv"),
    "CSV in UTF-16 without a mark": lambda: (csv(_CSV, "utf-16-le"), "list.csv"),
    "CSV with semicolons": lambda: (b"Donor;Amount\nNorway;1,5\nSweden;2,5\n", "list.csv"),
    "CSV with tabs": lambda: (b"Donor\tAmount\nNorway, Oslo\t1\n", "list.tsv"),
    "CSV that says its separator": lambda: (b"sep=|\r\nDonor|Amount\r\nNorway|1\r\n", "list.csv"),
    "CSV with lines in cells": lambda: (b'Donor,Note\nNorway,"one\ntwo"\n', "list.csv"),
    "CSV with old line ends": lambda: (b"Donor,Amount\rNorway,1\r", "list.csv"),
    "CSV with null bytes": lambda: (b"Donor,Amount\nNor\x00way,1\n", "list.csv"),
    "CSV with rows of other lengths": lambda: (b"Donor,Amount\nNorway\nSweden,1,2\n", "list.csv"),
    "CSV with an open quotation mark": lambda: (b'Donor,Amount\n"Norway,1\n' + b"x,1\n" * 60_000, "list.csv"),
    "CSV with a quotation mark that stays open": lambda: (b'Donor,Amount\nSweden,2\n"Norway,1\nKenya,3\n', "list.csv"),
    "CSV with quotation marks inside": lambda: (b'Donor,Amount\n"The "Big" Fund",1\nNorway "N",2\n', "list.csv"),
    "CSV with an endless cell": lambda: (b"Donor,Note\nNorway," + b"x" * 140_000 + b"\n", "list.csv"),
    "CSV of one column": lambda: (b"Donor\nNorway\nSweden\n", "list.csv"),
    "CSV with too many rows": lambda: (b"Donor,Amount\n" + b"x,1\n" * 200_200, "list.csv"),
    "CSV with too many columns": lambda: (b",".join([b"x"] * 400) + b"\n", "list.csv"),
    "CSV with formulas": lambda: (b"Donor,Amount\n=1+1,@x\n", "list.csv"),
    "CSV of separators only": lambda: (b",,,\n,,,\n", "list.csv"),
    # limits
    "21 MB": lambda: (b"PK\x03\x04" + bytes(21_000_000), "list.xlsx"),
}
CASES = {name: cache(make) for name, make in CASES.items()}  # each file is made once
LARGE = {
    "1,048,576 blank rows",
    "200,000 rows",
    "200,200 rows",
    "300 columns",
    "CSV with too many rows",
    "zip bomb of many parts",
}


def zip_of(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def changed(data: bytes) -> bytes:
    """Some bytes in the middle of the largest part turned round."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo(SHEET)
    at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    return data[:at] + bytes(255 - one for one in data[at : at + 8]) + data[at + 8 :]


def flagged(data: bytes) -> bytes:
    """A zip whose directory says that its parts are encrypted."""
    changed_data = bytearray(data)
    at = changed_data.find(b"PK\x01\x02")
    while at >= 0:
        changed_data[at + 8] |= 1
        at = changed_data.find(b"PK\x01\x02", at + 4)
    return bytes(changed_data)


def prefixed() -> bytes:
    xml = (
        f'<x:worksheet {_MAIN.replace("xmlns=", "xmlns:x=")}><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Donor'
        '</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    return rezipped(plain(), {SHEET: xml.encode()})


def out_of_range() -> bytes:
    def change(book: Workbook) -> None:
        for row, value in enumerate((2_958_466, -5, 1e15, 0), 2):
            book.active.cell(row, 4, value).number_format = "yyyy-mm-dd"

    return plain(change)


def as_text(*values: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Donor", "Note"])
    for row, value in enumerate(values, 1):
        sheet.write_string(row, 0, f"Donor {row}")
        sheet.write_string(row, 1, value)
    book.close()
    return file.getvalue()
