"""Briefs as a Word document: A4, one page per subject, made to be printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as Doc
from docx.shared import Cm, Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from landscape import cells, paper, sheets
from landscape.exports import About
from landscape.paper import BLUE, GREY, LONGEST, WIDTH
from landscape.strategy import briefs
from landscape.strategy.briefs import Brief, Part

HALF = Cm(8.6)
HIGHEST = Cm(9)  # of a picture: two diagrams and what is said of them fill two pages
MOST_SOURCES = 8
_KINDS = {
    "donor": "Donor",
    "country": "Country or area",
    "mechanism": "Financial mechanism",
    "framework": "National framework of migration data",
}


def document(found: Sequence[Brief], about: About, made_on: datetime) -> bytes:
    """The briefs as the bytes of a .docx file; on every page the version, made on `made_on`, the date and the link."""
    doc = paper.new(about, made_on)
    places: list[tuple[Paragraph, Part, Cm]] = []
    for number, brief in enumerate(found):
        _brief(doc, brief, number > 0, places)
    for line, part, width in places:  # at the end: charts are still drawn while the rest is written
        picture = line.add_run().add_picture(io.BytesIO(part.picture()), width=width)
        if picture.height > HIGHEST:
            picture.width, picture.height = Emu(picture.width * HIGHEST // picture.height), HIGHEST
        picture._inline.docPr.set("descr", sheets.text(f"{part.title} {part.said}"))
    return paper.saved(doc)


def _brief(doc: Doc, brief: Brief, starts_page: bool, places: list[tuple[Paragraph, Part, Cm]]) -> None:
    """One page; the place of each chart goes into `places`."""
    head = doc.add_heading(sheets.text(brief.name), 1)
    head.paragraph_format.page_break_before = starts_page
    paper.put(doc.add_paragraph(), f"{_KINDS[brief.kind]} in brief. {brief.who}", 8.5)
    figures = paper.grid(doc, 1, len(brief.figures), WIDTH)
    for cell, (label, value, note) in zip(figures.rows[0].cells, brief.figures, strict=True):
        paper.put(cell.paragraphs[0], label, 7.5, GREY)
        paper.put(cell.add_paragraph(), value, 13, BLUE, bold=True)
        paper.put(cell.add_paragraph(), note, 7.5, GREY)
        for line in cell.paragraphs:
            line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.2), Pt(1)
        cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[-1].paragraph_format.space_after = Pt(3)
        paper.shade(cell)
    halves = paper.grid(doc, (len(brief.halves) + 1) // 2, 2, WIDTH) if brief.halves else None  # Word opens no table without rows
    for place, part in enumerate(brief.halves):
        _part(halves.rows[place // 2].cells[place % 2], part, HALF, places)
    for part in brief.wholes:
        if part.title:
            _part(doc, part, WIDTH, places)
    doc.add_heading(brief.gaps, 2)
    _in_columns(doc, brief.unknown)
    sources = "; ".join(map(cells.without_address, brief.sources[:MOST_SOURCES]))
    if (more := len(brief.sources) - MOST_SOURCES) > 0:
        sources += f"; and {more} more, in the workbook"
    last = doc.add_paragraph()
    last.paragraph_format.space_before = Pt(4)
    paper.put(last, f"Sources: {sources}. {' '.join(brief.notes)}", 6.5, GREY)


def _part(place: Doc | _Cell, part: Part, width: Cm, places: list[tuple[Paragraph, Part, Cm]]) -> None:
    """The question, its answer, and the chart, the facts or the first rows behind it."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else place.add_paragraph()
    first.style = "Heading 2"
    paper.put(first, part.title)
    if part.said:
        said = place.add_paragraph()
        said.paragraph_format.keep_with_next = part.picture is not None  # else a question stands at the foot, its chart overleaf
        paper.put(said, part.said)
    if part.picture:
        places.append((place.add_paragraph(), part, width))
    for name, value in part.facts:
        line = place.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        paper.put(line, f"{name}: ", color=GREY)
        paper.put(line, value)
    if part.shown and len(part.rows):
        _rows(place, part, width)


def _rows(place: Doc | _Cell, part: Part, width: Cm) -> None:
    heads, rows = briefs.shown(part)
    cut = [[text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for text in row] for row in rows]
    paper.rows(place, heads, cut, width)
    if len(part.rows) > len(rows):
        paper.put(place.add_paragraph(), f"and {len(part.rows) - len(rows):,} more, in the workbook.", 7, GREY)
    elif isinstance(place, _Cell):
        place.add_paragraph().paragraph_format.line_spacing = Pt(2)  # Word wants a paragraph after a table in a cell


def _in_columns(doc: Doc, sentences: Sequence[str]) -> None:
    """Sentences as a list in two columns, about as long as each other."""
    table = paper.grid(doc, 1, 2, WIDTH)
    lines = [2 + len(sentence) // 58 for sentence in sentences]  # as a column holds them, and a little between two
    middle = min(range(len(lines) + 1), key=lambda place: (abs(sum(lines[:place]) - sum(lines[place:])), -place))
    for cell, some in zip(table.rows[0].cells, (sentences[:middle], sentences[middle:]), strict=True):
        for number, sentence in enumerate(some):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.25), Cm(-0.25)
            line.paragraph_format.space_after = Pt(1)
            paper.put(line, f"• {sentence}", 7.5)
