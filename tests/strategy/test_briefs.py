"""Briefs, opened again: the figures are those of the questions, unknown is said, and each subject has its page."""

import io
import struct
import zlib
from itertools import pairwise

import altair as alt
import openpyxl
import pandas as pd
import pytest
from docx import Document

from landscape import exports, store, words
from landscape.charts import country, donor, fit, mechanisms
from landscape.strategy import briefs, needs, painter, pictures, prospects, standing, word
from tests.conftest import slow

LINK = "http://127.0.0.1/donor?donor=Canada&w_years_giving=5"


def draw(chart, width="half"):
    return lambda: pictures.png(pictures.on_paper(chart, width))


def asking(version):
    return lambda question, **parameters: store.read(question, version, **parameters)


def files(version, kind, *codes, draws=False, method=None):
    """The briefs, their Word document and their workbook."""
    ask, undrawn = asking(version), lambda chart, width: None
    rankings = standing.Rankings(ask, method or standing.Method())
    found = [briefs.of(kind, code, ask, draw if draws else undrawn, rankings) for code in codes]
    said = briefs.about("Briefs", found, version, LINK)
    document = Document(io.BytesIO(word.document(found, said, store.made_on(version))))
    workbook = exports.workbook(briefs.tables(found), said, lambda: briefs.pictures(found))
    return found, document, openpyxl.load_workbook(io.BytesIO(workbook))


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
    sources = canada[0][0].sources
    assert sources and all(source.split(". http")[0] in said for source in sources[: word.MOST_SOURCES])
    assert len(sources) <= word.MOST_SOURCES or f"{len(sources) - word.MOST_SOURCES} more, in the workbook" in said
    assert set(canada[0][0].sources) <= set(sheet)


def test_pictures_are_there_and_not_blank(canada):
    found, document, _ = canada
    drawn = [picture for _, _, picture in briefs.pictures(found)]
    assert len(drawn) == len(document.inline_shapes) == 3
    for png in drawn:
        width, high = struct.unpack(">II", png[16:24])
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        assert width > 700 and high > 200
        assert colours(png) > 10
    for shape in document.inline_shapes:
        assert len(shape._inline.docPr.get("descr")) > 40


def test_the_workbook_has_the_same_charts_with_their_words(canada):
    found, _, book = canada
    charts = book["Charts"]
    assert [image._data() for image in charts._images] == [picture for *_, picture in briefs.pictures(found)]
    said = [row[0] for row in charts.iter_rows(values_only=True) if row[0]]
    assert said == [text for heading, takeaway, _ in briefs.pictures(found) for text in (heading, takeaway)]
    places = [image.anchor for image in charts._images]
    assert all(one.to.row + 1 < other._from.row for one, other in pairwise(places)), "a chart covers the next heading"
    assert all(one.to.row - one._from.row > 8 for one in places)


def test_a_donor_says_its_fit_as_its_profile_does(version):
    weights = {"years_giving": 10, "timing": 0}
    for method in (standing.Method(), standing.Method(weights, least_known=0)):
        (brief,), document, book = files(version, "donor", "canada", method=method)
        ask, said = asking(version), texts(document)
        listed = ask("strategy/components", score="prospect")
        given = dict.fromkeys(listed["component_id"], 5) | dict(method.weights)
        values, facts = (ask(f"strategy/{one}", countries=[]) for one in ("prospect_values", "prospects"))
        of = prospects.assessed(values, facts, listed, given, 50 if method.least_known is None else 0)
        assert fit.said(of, "canada") in said
        assert prospects.in_a_sentence(prospects.reasons(of, "canada")) in said
        assert all(like in said for _, like in fit.alike(of, "canada")[:3])
        assert round(rows(book, "Fit").filter(regex="^Points").iloc[:, -1].sum()) == of.facts["canada"]["score"]
        assert any("Years of giving to statistics" in note for note in brief.method)
    assert "10 for Years of giving to statistics; 0 for Timing; 5 for each of the other 15." in said


def test_a_country_says_its_need_and_what_makes_it_high(version):
    (kenya, _), document, book = files(version, "country", "KEN", "NOR")
    ask, said = asking(version), texts(document)
    listed, values = ask("strategy/components", score="need"), ask("strategy/need_values", scored="aid_recipients")
    weights = dict.fromkeys(listed["component_id"], 5) | {"training": 0, "sharing": 0}  # which a reader may give one
    of = needs.needs(values, listed, weights, least=needs.LEAST_KNOWN.default)
    assert f"Kenya has {of.ranked['score']['KEN']:.0f} points and rank {of.ranked['score_rank']['KEN']:.0f} (" in said
    part = next(part for part in kenya.parts if part.sheet == "Need")
    added = part.rows["contribution"].dropna()
    assert added.is_monotonic_decreasing and round(added.sum()) == of.ranked["score"]["KEN"]
    assert len(briefs.shown(part)[1]) == 3 and part.rows["component_name"].iloc[0] in said
    assert "Ranked among aid recipients." in said and "Ranked among all countries and areas." in said
    assert set(rows(book, "Need")["Subject"]) == {"Kenya", "Norway"}


def test_a_version_from_before_there_were_scores_has_briefs_without_them(version):
    def ask(question, **parameters):
        if question.startswith("strategy/component"):
            raise store.DatabaseError("Table with name component does not exist")
        return store.read(question, version, **parameters)

    assert not [
        part
        for kind, code in (("donor", "canada"), ("country", "KEN"))
        for part in briefs.of(kind, code, ask).parts
        if part.sheet in ("Fit", "Need")
    ]


def test_charts_are_drawn_by_the_grammar_that_altair_writes():
    assert alt.SCHEMA_VERSION.startswith(f"v{painter.VEGA_LITE}")


def test_a_chart_that_cannot_be_drawn_is_said_and_the_next_one_is_drawn():
    data = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    with pytest.raises(pictures.NoPicture, match="could not be drawn"):
        draw(alt.Chart(data).mark_bar().encode(x=alt.X("a", type="nonsense")))()
    assert draw(alt.Chart(data).mark_bar().encode(x="a:N", y="b:Q"))().startswith(b"\x89PNG")


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
