"""Word documents: what all of them have in common. A4, one look, the version in the foot, and tables that keep their widths."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from landscape import sheets, words
from landscape.exports import About

FONT = "Arial"
BLUE, GREY = RGBColor(0x19, 0x48, 0x6A), RGBColor(0x56, 0x60, 0x6A)
WIDTH = Cm(18)
LONGEST = 110  # characters of a cell that decide how wide its column is


def new(about: About, made_on: datetime, size: float = 8) -> Doc:
    """An empty document that says what it is; on every page the version, made on `made_on`, the date and the link.

    `size` is that of running text, in points.
    """
    doc = Document()
    _page(doc, size)
    doc.core_properties.title, doc.core_properties.author = sheets.text(about.title)[:255], sheets.AUTHOR
    doc.core_properties.created = datetime.now(UTC).replace(tzinfo=None)
    doc.core_properties.comments = f"Version {about.version} of the landscape"
    _foot(doc, about, made_on)
    return doc


def saved(doc: Doc) -> bytes:
    """The document as the bytes of a .docx file."""
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _page(doc: Doc, size: float) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(1.2), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.6)
    for name, points, before, after in (("Normal", size, 0, 2), ("Heading 1", 17, 0, 0), ("Heading 2", size + 1.5, size / 2, 1)):
        style = doc.styles[name]
        style.font.name, style.font.size = FONT, Pt(points)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1
        if name != "Normal":
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            style.font.color.rgb, style.font.bold = BLUE, True


def _foot(doc: Doc, about: About, made_on: datetime) -> None:
    line = doc.sections[0].footer.paragraphs[0]
    today = words.day(datetime.now(UTC))
    version = f"version {about.version} of {words.day(made_on)}"
    put(line, f"Funding landscape for migration statistics · {version} · document of {today}. ", 7)
    put(line, f"Unknown is written “{words.NOT_KNOWN}”, never zero. ", 7)
    if about.link:
        link(line, about.link, about.link if len(about.link) <= 110 else "Open this view")


def grid(place: Doc | _Cell, rows: int, columns: int, width: Cm) -> Table:
    """A table without lines, whose columns share the width."""
    table = place.add_table(rows, columns)
    table.autofit = False
    set_widths(table, [int(width / columns)] * columns)
    margins = OxmlElement("w:tblCellMar")
    for side, size in (("left", 0), ("right", 227)):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(size))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)
    return table


def rows(place: Doc | _Cell, heads: Sequence[str], lines: Sequence[Sequence[str]], width: Cm, size: float = 7) -> Table:
    """A table of texts: grey heads, a fine line below each row, and columns that share the width by what they hold."""
    table = grid(place, len(lines) + 1, len(heads), width)
    longest = [max(len(heads[i]), *(min(len(row[i]), LONGEST) for row in lines)) for i in range(len(heads))]
    share = [min(max(one, 16), 60) ** 0.8 for one in longest]  # a short column keeps its words whole
    set_widths(table, [int(width * one / sum(share)) for one in share])
    for index, line in enumerate([heads, *lines]):
        for cell, text in zip(table.rows[index].cells, line, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            put(paragraph, text, size, GREY if index == 0 else None)
            _line_below(cell)
    return table


def set_widths(table: Table, widths: Sequence[int]) -> None:
    """Columns as wide as this; Word reads it from the cells, LibreOffice from the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def put(line: Paragraph, text: str, size: float | None = None, color: RGBColor | None = None, bold: bool = False) -> None:
    """Add text to a paragraph, with a size in points, a colour or in bold where they differ from its style."""
    run = line.add_run(sheets.text(text))
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    if bold:
        run.font.bold = True


def shade(cell: _Cell) -> None:
    """Give a cell the light ground of key figures."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EFF3F7")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _line_below(cell: _Cell) -> None:
    borders, below = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("color", "C9D1D9")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    cell._tc.get_or_add_tcPr().append(borders)


def link(line: Paragraph, address: str, text: str, size: float = 7) -> None:
    """Add a hyperlink; python-docx has none of its own."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, kind, is_external=True))
    put(line, text, size, BLUE)
    run = line.runs[-1]._r
    line._p.remove(run)
    link.append(run)
    line._p.append(link)
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
