"""Diagrams as DOT and as drawn by the library: what stands in them, and that any text can stand in them."""

import re
import struct
from xml.etree import ElementTree

import pytest

from landscape.frameworks import drawing
from landscape.frameworks.diagram import ARRANGEMENTS, KINDS, Diagram, Edge, Look, Node

AWKWARD = 'Office "A" & <Sons>\\ – Côte d’Ivoire {x|y} #1; //'
LAW, UNKNOWN = ARRANGEMENTS["law"], ARRANGEMENTS["unknown"]


def drawn(*edges, names=("Border", "Office", "Ministry"), **more):
    nodes = tuple(Node(name, name, "Kind", ("Holds: things",), KINDS["border"]) for name in names)
    return Diagram("Who gives?", "Some do.", nodes, tuple(edges), **more)


def texts(dot):
    root = ElementTree.fromstring(drawing.svg(dot))
    return [one.text.replace("\xa0", " ").strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_nodes_edges_and_the_legend_are_drawn_in_words():
    found = texts(drawn(Edge("Border", "Office", "1", LAW), legend={"law": LAW}).dot())
    assert found.count("Kind") == 3
    assert {"Border", "Office", "Ministry", "Holds: things", "1", "Law"} <= set(found)


@pytest.mark.parametrize("is_dark", [False, True])
def test_any_text_can_be_a_name_an_edge_and_a_caption(is_dark):
    one = drawn(Edge(AWKWARD, "Office", AWKWARD, UNKNOWN), names=(AWKWARD, "Office"), legend={"unknown": UNKNOWN})
    found = " ".join(texts(one.dot(is_dark, caption=AWKWARD)))
    assert "<Sons>" in found and "Côte d’Ivoire" in found and "{x|y}" in found


def test_a_light_and_a_dark_screen_get_other_inks_and_the_same_lines():
    one = drawn(Edge("Border", "Office", "1", LAW))
    light, dark = one.dot(is_dark=False), one.dot(is_dark=True)
    assert light != dark
    assert set(re.findall(r'[^t]color="(#\w+)"', light)) == set(re.findall(r'[^t]color="(#\w+)"', dark))


def test_solid_dashed_and_dotted_lines_tell_arrangements_apart_without_colour():
    looks = [(one.style, one.width, one.head) for one in ARRANGEMENTS.values()]
    assert {style for style, _, _ in looks} == {"solid", "dashed", "dotted"}
    for code, one in ARRANGEMENTS.items():
        assert f"style={one.style}" in drawn(Edge("Border", "Office", code, one)).dot()
    known = [look for code, look in zip(ARRANGEMENTS, looks, strict=True) if code not in ("unknown", "informal")]
    assert len(set(known)) == len(known)


def test_a_flow_back_does_not_move_who_gives_behind_who_gets():
    there, back = Edge("Border", "Office", "1", LAW), Edge("Office", "Border", "2", LAW)
    assert drawn(there, back).dot().count("constraint=false") == 1
    assert drawn(there, back).width == drawn(there).width


def test_institutions_without_a_flow_stand_beside_each_other():
    names = tuple(f"Body {n}" for n in range(7))
    width = [float(re.search(rb'width="(\d+)pt"', drawing.svg(drawn(names=names[:n]).dot()))[1]) for n in (1, 3, 7)]
    assert width[0] < width[1] == width[2]


def test_fifteen_institutions_stay_as_wide_as_a_small_screen_and_their_text_is_read():
    names = tuple(f"National office of something {n}" for n in range(15))
    edges = [Edge(one, names[0], str(n), LAW) for n, one in enumerate(names[1:12], start=1)]
    one = drawn(*edges, names=names)
    natural = float(re.search(rb'width="(\d+)pt"', drawing.svg(one.dot()))[1])
    assert one.width <= 1100
    assert 10.8 * one.width / natural >= 11, "text of fewer than 11 pixels"


def test_the_accessible_name_says_the_answer_and_who_gives_to_whom():
    one = drawn(Edge("Border", "Office", "1", LAW), Edge("Office", "Ministry", "", LAW))
    assert one.alt == "Who gives? Some do. Flows: Border to Office."


def test_a_png_is_fine_enough_for_print_and_white():
    png = drawing.png(drawn(Edge("Border", "Office", "1", LAW)).dot(caption="Sources: some"))
    assert png.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", png[16:24])
    assert width > 800


def test_what_is_no_dot_is_said_to_be_no_drawing():
    with pytest.raises(drawing.NoDrawing, match="could not be drawn"):
        drawing.svg("no graph at all {")


def test_kinds_of_institutions_look_different():
    looks = list(KINDS.values())
    assert all(isinstance(one, Look) for one in looks)
    assert len({(one.colour, one.shape, one.rims) for one in looks}) == len(looks)
