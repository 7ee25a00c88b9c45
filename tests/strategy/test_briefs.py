"""Briefs, opened again: the figures are those of the questions, unknown is said, and each subject has its page."""

import io
import struct
import zlib

import altair as alt
import openpyxl
import pandas as pd
import pytest
from docx import Document

from landscape import exports, store, words
from landscape.charts import country, donor, mechanisms
from landscape.strategy import briefs, painter, pictures, word
from tests.conftest import slow

LINK = "http://127.0.0.1/donor?donor=Canada&w_years_giving=5"


def draw(chart, width="half"):
    return pictures.png(pictures.on_paper(chart, width))


def asking(version):
    return lambda question, **parameters: store.read(question, version, **parameters)


def files(version, kind, *codes, draws=False):
    """The briefs, their Word document and their workbook."""
    found = [briefs.of(kind, code, asking(version)) for code in codes]
    found = [briefs.drawn(one, draw) for one in found] if draws else found
    said = briefs.about("Briefs", found, version, LINK)
    document = Document(io.BytesIO(word.document(found, said, store.made_on(version))))
    return found, document, openpyxl.load_workbook(io.BytesIO(exports.workbook(briefs.tables(found), said)))


def texts(document):
    """Everything that a document says, also in tables within tables and in the foot."""
    parts = [document.element.body, *(section.footer._element for section in document.sections)]
    return "\n".join("".join(text.text or "" for text in line.iter("{*}t")) for part in parts for line in part.iter("{*}p"))


def rows(book, sheet):
    head, *lines = book[sheet].iter_rows(values_only=True)
    return pd.DataFrame(lines, columns=head)


def colours(png):
    """How many bytes of the picture's points differ: a blank picture has one value."""
    place, data = 8, b""
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += 12 + size
    return len(set(zlib.decompress(data)))


@pytest.fixture(scope="module")
def canada(version):
    return files(version, "donor", "canada", draws=True)


def test_the_document_says_the_key_figures_of_the_questions(canada, version):
    said = texts(canada[1])
    for figure in donor.key_figures(store.read("explore/donor_facts", version, donors=["canada"])):
        for text in figure:
            assert text in said
    assert donor.statistics_by_year(store.read("explore/donor_years", version, donors=["canada"])).takeaway in said


def test_the_workbook_holds_the_rows_of_the_questions(canada, version):
    recipients = store.read("explore/donor_recipients", version, donor="canada")
    sheet = rows(canada[2], "Recipients")
    assert sheet["Recipient"].tolist() == recipients["recipient_name"].tolist()
    assert sheet["Amount (USD)"].tolist() == pytest.approx(recipients["amount_usd"].tolist(), nan_ok=True)
    assert set(sheet["Subject"]) == {"Canada"}
    paid = rows(canada[2], "By year")["Disbursed (USD)"].sum()
    assert words.usd(paid) in texts(canada[1])


def test_document_and_workbook_say_the_same(canada):
    said = texts(canada[1])
    for value in rows(canada[2], "In brief")["As it is said"].dropna():
        assert value in said


def test_version_sources_date_and_link_are_in_both(canada, version):
    said, sheet = texts(canada[1]), [row[1] for row in canada[2]["About this table"].iter_rows(values_only=True)]
    assert f"version {version}" in said and LINK in said
    assert version in sheet and LINK in sheet
    assert canada[0][0].sources and all(source.split(". http")[0] in said for source in canada[0][0].sources)
    assert set(canada[0][0].sources) <= set(sheet)


def test_pictures_are_there_and_not_blank(canada):
    found, document, _ = canada
    drawn = [part.picture for part in found[0].parts if part.chart is not None]
    assert len(drawn) == found[0].charts == len(document.inline_shapes) == 3
    for png in drawn:
        width, high = struct.unpack(">II", png[16:24])
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        assert width > 700 and high > 200
        assert colours(png) > 10
    for shape in document.inline_shapes:
        assert len(shape._inline.docPr.get("descr")) > 40


def test_charts_are_drawn_by_the_grammar_that_altair_writes():
    assert alt.SCHEMA_VERSION.startswith(f"v{painter.VEGA_LITE}")


def test_a_chart_that_cannot_be_drawn_is_said_and_the_next_one_is_drawn():
    data = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    with pytest.raises(pictures.NoPicture, match="could not be drawn"):
        draw(alt.Chart(data).mark_bar().encode(x=alt.X("a", type="nonsense")))
    assert draw(alt.Chart(data).mark_bar().encode(x="a:N", y="b:Q")).startswith(b"\x89PNG")


def test_names_and_accents_reach_the_specification_whole():
    chart = alt.Chart(pd.DataFrame({"a": ["Côte d’Ivoire", "=1+1", None]})).mark_bar().encode(x="a:N")
    assert "Côte d’Ivoire" in pictures.on_paper(chart) and '{"a":"=1+1"},{"a":null}' in pictures.on_paper(chart)


@pytest.mark.parametrize("kind", ["donor", "country", "mechanism"])
def test_little_known_stays_not_known(version, kind):
    code = {"donor": "escap", "country": "TKL", "mechanism": "better-migration-management"}[kind]
    codes = store.read(f"options/{kind}", version)["code"]
    code = code if code in set(codes) else codes.iloc[-1]
    (brief,), document, book = files(version, kind, code)
    said = texts(document)
    assert brief.unknown and "not known" in said.lower()
    assert "nan" not in said.lower().split() and "None" not in said.split() and "NaT" not in said
    assert not any("USD 0" in value for _, value, _ in brief.figures)
    assert book.sheetnames[0] == "In brief"


def test_a_donor_without_anything_known(tiny):
    codes = store.read("options/donor", tiny)["code"]
    for code in codes:
        (brief,), document, _ = files(tiny, "donor", code)
        assert document.paragraphs[0].text == brief.name
        assert "What we do not know" in texts(document)


@pytest.mark.parametrize("count", [5, pytest.param(60, marks=slow)])
def test_many_countries_are_one_file_with_a_page_each(version, count):
    codes = store.read("options/country", version)["code"].head(count).tolist()
    found, document, book = files(version, "country", *codes)
    heads = [line for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [line.text for line in heads] == [brief.name for brief in found]
    assert [bool(line.paragraph_format.page_break_before) for line in heads] == [False] + [True] * (count - 1)
    assert rows(book, "In brief")["Subject"].nunique() == count
    scores = rows(book, "Scores")
    asked = store.read("explore/country_indicators", version, countries=codes, indicators=["spi_overall"])
    known = asked.set_index("country_name")["latest_value"].dropna()
    given = scores[scores["Indicator"] == asked["indicator_name"].iloc[0]].set_index("Subject")["Latest value"].dropna()
    assert given.to_dict() == pytest.approx(known.to_dict())


def test_a_country_says_its_key_figures(version):
    (brief,), document, _ = files(version, "country", "CIV")
    latest = store.read("explore/country_indicators", version, countries=["CIV"], indicators=[])
    years = store.read("explore/country_funding_years", version, country="CIV")
    assert list(brief.figures) == country.key_figures(latest, years)
    assert "Côte d’Ivoire" in texts(document) or "Côte d'Ivoire" in texts(document)


def test_a_mechanism_says_what_its_page_says(version):
    _, document, _ = files(version, "mechanism", "50x2030")
    one = store.read("explore/mechanism", version, mechanism="50x2030").iloc[0].to_dict()
    for name, value in mechanisms.facts(one):
        assert f"{name}: {value}" in texts(document)
    assert mechanisms.who(one) in texts(document)


def test_text_that_looks_like_a_formula_or_holds_odd_signs_stays_text(version):
    part = briefs.Part("=1+1?", "said\x00 so", "Table", pd.DataFrame({"donor_name": ["=cmd()"]}), shown=("donor_name",))
    brief = briefs.Brief("donor", "=Côte & <Fils>", "who", (("a", "b", "c"),), (part,), (), ("gap",), ("source",), ())
    said = briefs.about("=Title", [brief], version, "")
    document = Document(io.BytesIO(word.document([brief], said, store.made_on(version))))
    book = openpyxl.load_workbook(io.BytesIO(exports.workbook(briefs.tables([brief]), said)))
    assert document.paragraphs[0].text == "=Côte & <Fils>"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Table"]["B2"].value == "=cmd()"


def test_a_brief_is_of_the_version_that_it_was_asked_of(version, tiny, monkeypatch):
    monkeypatch.setattr(store, "current", lambda: pytest.fail("a brief knows only the function it was handed"))
    code = store.read("options/donor", tiny)["code"].iloc[0]
    (brief,), document, _ = files(tiny, "donor", code)
    assert brief.name == store.read("explore/donor_facts", tiny, donors=[code])["donor_name"].iloc[0]
    assert f"version {tiny}" in texts(document)
