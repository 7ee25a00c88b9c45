"""Briefs as a Word document: A4, one page per subject, made to be printed."""

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
from landscape.strategy import briefs
from landscape.strategy.briefs import Brief, Part

FONT = "Arial"
BLUE, GREY = RGBColor(0x19, 0x48, 0x6A), RGBColor(0x56, 0x60, 0x6A)
WIDTH, HALF = Cm(18), Cm(8.6)
LONGEST = 110  # characters of a cell
MOST_SOURCES = 8
_KINDS = {
    "donor": "Donor",
    "country": "Country or area",
    "mechanism": "Financial mechanism",
    "framework": "National framework of migration data",
}


def document(found: Sequence[Brief], about: About, made_on: datetime) -> bytes:
    """The briefs as the bytes of a .docx file; on every page the version, made on `made_on`, the date and the link."""
    doc = Document()
    _page(doc)
    doc.core_properties.title, doc.core_properties.author = sheets.text(about.title)[:255], sheets.AUTHOR
    doc.core_properties.created = datetime.now(UTC).replace(tzinfo=None)
    doc.core_properties.comments = f"Version {about.version} of the landscape"
    _foot(doc, about, made_on)
    places: list[tuple[Paragraph, Part, Cm]] = []
    for number, brief in enumerate(found):
        _brief(doc, brief, number > 0, places)
    for line, part, width in places:  # at the end: charts are still drawn while the rest is written
        picture = line.add_run().add_picture(io.BytesIO(part.picture()), width=width)
        picture._inline.docPr.set("descr", sheets.text(f"{part.title} {part.said}"))
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _page(doc: Doc) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(1.2), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.6)
    for name, size, before, after in (("Normal", 8, 0, 2), ("Heading 1", 17, 0, 0), ("Heading 2", 9.5, 4, 1)):
        style = doc.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
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
    _put(line, f"Funding landscape for migration statistics · {version} · document of {today}. ", 7)
    _put(line, f"Unknown is written “{words.NOT_KNOWN}”, never zero. ", 7)
    if about.link:
        _link(line, about.link, about.link if len(about.link) <= 110 else "Open this view")


def _brief(doc: Doc, brief: Brief, starts_page: bool, places: list[tuple[Paragraph, Part, Cm]]) -> None:
    """One page; the place of each chart goes into `places`."""
    head = doc.add_heading(sheets.text(brief.name), 1)
    head.paragraph_format.page_break_before = starts_page
    _put(doc.add_paragraph(), f"{_KINDS[brief.kind]} in brief. {brief.who}", 8.5)
    figures = _grid(doc, 1, len(brief.figures), WIDTH)
    for cell, (label, value, note) in zip(figures.rows[0].cells, brief.figures, strict=True):
        _put(cell.paragraphs[0], label, 7.5, GREY)
        _put(cell.add_paragraph(), value, 13, BLUE, bold=True)
        _put(cell.add_paragraph(), note, 7.5, GREY)
        for line in cell.paragraphs:
            line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.2), Pt(1)
        cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[-1].paragraph_format.space_after = Pt(3)
        _shade(cell)
    halves = _grid(doc, (len(brief.halves) + 1) // 2, 2, WIDTH) if brief.halves else None  # Word opens no table without rows
    for place, part in enumerate(brief.halves):
        _part(halves.rows[place // 2].cells[place % 2], part, HALF, places)
    for part in brief.wholes:
        if part.title:
            _part(doc, part, WIDTH, places)
    doc.add_heading("What we do not know", 2)
    _in_columns(doc, brief.unknown)
    sources = "; ".join(source.split(". http")[0] for source in brief.sources[:MOST_SOURCES])
    if (more := len(brief.sources) - MOST_SOURCES) > 0:
        sources += f"; and {more} more, in the workbook"
    last = doc.add_paragraph()
    last.paragraph_format.space_before = Pt(4)
    _put(last, f"Sources: {sources}. {' '.join(brief.notes)}", 6.5, GREY)


def _part(place: Doc | _Cell, part: Part, width: Cm, places: list[tuple[Paragraph, Part, Cm]]) -> None:
    """The question, its answer, and the chart, the facts or the first rows behind it."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else place.add_paragraph()
    first.style = "Heading 2"
    _put(first, part.title)
    if part.said:
        _put(place.add_paragraph(), part.said)
    if part.picture:
        places.append((place.add_paragraph(), part, width))
    for name, value in part.facts:
        line = place.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        _put(line, f"{name}: ", color=GREY)
        _put(line, value)
    if part.shown and len(part.rows):
        _rows(place, part, width)


def _rows(place: Doc | _Cell, part: Part, width: Cm) -> None:
    heads, rows = briefs.shown(part)
    table = _grid(place, len(rows) + 1, len(heads), width)
    longest = [max(len(heads[i]), *(min(len(row[i]), LONGEST) for row in rows)) for i in range(len(heads))]
    share = [min(max(size, 16), 60) ** 0.8 for size in longest]  # a short column keeps its words whole
    _set_widths(table, [int(width * one / sum(share)) for one in share])
    for index, line in enumerate([heads, *rows]):
        for cell, text in zip(table.rows[index].cells, line, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            _put(paragraph, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…", 7, GREY if index == 0 else None)
            _line_below(cell)
    if len(part.rows) > len(rows):
        _put(place.add_paragraph(), f"and {len(part.rows) - len(rows):,} more, in the workbook.", 7, GREY)
    elif isinstance(place, _Cell):
        place.add_paragraph().paragraph_format.line_spacing = Pt(2)  # Word wants a paragraph after a table in a cell


def _in_columns(doc: Doc, sentences: Sequence[str]) -> None:
    """Sentences as a list in two columns, about as long as each other."""
    table = _grid(doc, 1, 2, WIDTH)
    lines = [2 + len(sentence) // 58 for sentence in sentences]  # as a column holds them, and a little between two
    middle = min(range(len(lines) + 1), key=lambda place: (abs(sum(lines[:place]) - sum(lines[place:])), -place))
    for cell, some in zip(table.rows[0].cells, (sentences[:middle], sentences[middle:]), strict=True):
        for number, sentence in enumerate(some):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.25), Cm(-0.25)
            line.paragraph_format.space_after = Pt(1)
            _put(line, f"• {sentence}", 7.5)


def _grid(place: Doc | _Cell, rows: int, columns: int, width: Cm) -> Table:
    """A table without lines, whose columns share the width."""
    table = place.add_table(rows, columns)
    table.autofit = False
    _set_widths(table, [int(width / columns)] * columns)
    margins = OxmlElement("w:tblCellMar")
    for side, size in (("left", 0), ("right", 227)):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(size))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)
    return table


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    """Columns as wide as this; Word reads it from the cells, LibreOffice from the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _put(line: Paragraph, text: str, size: float | None = None, color: RGBColor | None = None, bold: bool = False) -> None:
    run = line.add_run(sheets.text(text))
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    if bold:
        run.font.bold = True


def _shade(cell: _Cell) -> None:
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


def _link(line: Paragraph, address: str, text: str) -> None:
    """A hyperlink; python-docx has none of its own."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, kind, is_external=True))
    _put(line, text, 7, BLUE)
    run = line.runs[-1]._r
    line._p.remove(run)
    link.append(run)
    line._p.append(link)
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
