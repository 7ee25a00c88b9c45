"""Institutions and the data between them as a diagram in DOT, the language of Graphviz, for a light or dark screen and for paper.

What a shape, a line or a sign means is said in words too, in the node or in the legend: colour alone never tells.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from landscape.charts import BLUE, BROWN, GREEN, GREY, PURPLE, RED, TEAL

_WIDE = 27  # letters in a line of a node
# Streamlit draws every text of a diagram in its own font at 10.8 units, whatever the diagram says: as wide as Arial at 10.
_SIZE = 10
_NODE_WIDE, _GAP = 165, 62  # of a column of nodes, and between two, in points
_NODE_HIGH = 48  # with what is between two, in points
_ZOOM = (1.15, 1.45)  # pixels per point on screen: text of 12 pixels at least, of 16 at best
_HIGH = 620  # pixels, which a diagram exceeds only where its text would be too small
_BESIDE = 3  # nodes without an exchange that stand in one row
_INK = {False: "#2b3641", True: "#d5dce3"}  # as in charts.look
_PAPER = {False: "#ffffff", True: "#11161c"}


@dataclass(frozen=True)
class Line:
    """How an edge is drawn, and what the legend calls it."""

    label: str
    colour: str
    style: str = "solid"
    width: float = 2
    head: str = "normal"


@dataclass(frozen=True)
class Look:
    """How a node is drawn."""

    colour: str
    shape: str = "box"
    style: str = "rounded"
    width: float = 1.6
    rims: int = 1


ARRANGEMENTS = {
    "law": Line("Law", BLUE, "solid", 3.2),
    "decree": Line("Decree", PURPLE, "solid", 1.6),
    "memorandum of understanding": Line("Memorandum", GREEN, "dashed", 2.4),
    "committee": Line("Committee", BROWN, "dashed", 1.6, "diamond"),
    "informal": Line("Informal", RED, "dotted", 2.4),
    "unknown": Line("Basis not known", GREY, "dotted", 2.4),
}
PLANNED = Line("Only planned", TEAL, "dotted", 1.2, "vee")
ENDED = Line("Has ended", GREY, "dotted", 1.2, "empty")
KINDS = {
    "national statistical office": Look(BLUE, "box", "solid", 3.2),
    "coordination body": Look(BROWN, "box", "solid", rims=2),
    "population register": Look(TEAL, "cylinder", "solid"),
    "civil registration": Look(GREEN, "cylinder", "solid"),
    "interior or immigration": Look(RED),
    "border": Look(PURPLE),
    "foreign affairs": Look(TEAL),
    "labour": Look(GREEN),
    "central bank": Look(BROWN),
}
OTHER, ONLY_NAMED = Look(GREY), Look(GREY, "box", "dashed")
INSTRUMENT, IDENTIFIER = Look(PURPLE, "note", "solid"), Look(TEAL, "tab", "solid")
BELONGS = Line("", GREY, "solid", 1, "none")
# Status -> the sign before a word, how a node is drawn, and an edge.
STATUSES = {
    "present": ("+", Look(GREEN, width=2.6), Line("+ Present", GREEN, "solid", 2.6)),
    "missing": ("–", Look(RED, width=2.6), Line("– Missing", RED, "dashed", 2.6)),
    "unknown": ("?", Look(GREY, style="rounded,dashed"), Line("? Not known", GREY, "dotted", 1.8)),
}


@dataclass(frozen=True)
class Node:
    """An institution, a law or a body: its name, what it is, and what else stands in it, line by line."""

    code: str
    name: str
    kind: str = ""
    lines: tuple[str, ...] = ()
    look: Look = OTHER


@dataclass(frozen=True)
class Edge:
    """What flows from one node to another; the label says the number of its row in the table beside it."""

    giver: str
    taker: str
    label: str
    line: Line


@dataclass(frozen=True)
class Diagram:
    """Nodes and edges under a question, with the answer in one sentence."""

    title: str
    takeaway: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: Mapping[str, Line] = field(default_factory=dict)

    @property
    def alt(self) -> str:
        """The accessible name: the question, the answer, and what flows."""
        names = {one.code: one.name for one in self.nodes}
        flows = [f"{names[one.giver]} to {names[one.taker]}" for one in self.edges if one.label]
        return f"{self.title} {self.takeaway}" + (f" Flows: {'; '.join(flows)}." if flows else "")

    def dot(self, is_dark: bool = False, caption: str = "") -> str:
        """The diagram in DOT; `caption` stands under it, for files that travel without the page."""
        ink = _INK[is_dark]
        places = {one.code: f"n{number}" for number, one in enumerate(self.nodes)}
        out = [
            "digraph {",
            f'graph [rankdir=LR, ranksep=0.6, nodesep=0.2, pad=0.05, bgcolor="{"transparent" if not caption else _PAPER[False]}",'
            f' fontname="Arial", fontsize={_SIZE}, fontcolor="{ink}", labelloc=b, labeljust=l,'
            f" label=<{_below(list(self.legend.values()), caption)}>];",
            f'node [fontname="Arial", fontsize={_SIZE}, fontcolor="{ink}", margin="0.1,0.06"];',
            f'edge [fontname="Arial", fontsize={_SIZE}, fontcolor="{ink}", arrowsize=0.7];',
        ]
        out += [f"{places[one.code]} [{_node(one)}];" for one in self.nodes]
        there: set[tuple[str, str]] = set()
        for one in self.edges:
            back = "" if _is_new(one, there) else ", constraint=false"  # else it would move who gives behind who gets
            out.append(f"{places[one.giver]} -> {places[one.taker]} [{_edge(one)}{back}];")
        out += _rows_of([places[one] for one in self._alone()])
        return "\n".join([*out, "}"])

    @property
    def width(self) -> int:
        """How wide it should be on screen, in pixels, for text to be read from across a table and all to be seen at once."""
        columns, alone = self._columns(), len(self._alone())
        wide = max([*columns.values(), min(_BESIDE, alone), 1])
        high = max(Counter(columns.values()).values(), default=0) + -(-alone // _BESIDE)
        zoom = min(_ZOOM[1], max(_ZOOM[0], _HIGH / (_NODE_HIGH * max(1, high))))
        return round(zoom * (wide * _NODE_WIDE + (wide - 1) * _GAP))

    def _columns(self) -> dict[str, int]:
        """In which column, from 1, each node that gives or gets something will about stand: behind all that give to it."""
        column = {code: 1 for one in self.edges for code in (one.giver, one.taker)}
        there: set[tuple[str, str]] = set()
        forward = [one for one in self.edges if _is_new(one, there)]
        for _ in column:
            for one in forward:
                column[one.taker] = min(len(column), max(column[one.taker], column[one.giver] + 1))
        return column

    def _alone(self) -> list[str]:
        linked = {code for one in self.edges for code in (one.giver, one.taker)}
        return [one.code for one in self.nodes if one.code not in linked]


def _is_new(one: Edge, there: set[tuple[str, str]]) -> bool:
    """Whether an edge does not go back along one of those `there`, to which it is added."""
    there.add((one.giver, one.taker))
    return (one.taker, one.giver) not in there


def _node(one: Node) -> str:
    name = "<br/>".join(f"<b>{escape(part)}</b>" for part in textwrap.wrap(one.name, _WIDE) or [""])
    kind = f"<br/>{escape(one.kind)}" if one.kind else ""
    wrapped = [escape(part) for line in one.lines for part in textwrap.wrap(line, _WIDE + 4, subsequent_indent="  ")]
    lines = "".join(f"<br/>{part}" for part in wrapped)
    look = one.look
    return (
        f'label=<{name}{kind}{lines}>, shape={look.shape}, style="{look.style}", color="{look.colour}", '
        f"penwidth={look.width}, peripheries={look.rims}"
    )


def _edge(one: Edge) -> str:
    line = one.line
    label = f'label=" {_quoted(one.label)} ", ' if one.label else ""
    return f'{label}color="{line.colour}", style={line.style}, penwidth={line.width}, arrowhead={line.head}'


def _rows_of(codes: Sequence[str]) -> list[str]:
    """Nodes without an exchange a few in a row: one below the other they would take the height of the screen."""
    pairs = [(one, other) for place, (one, other) in enumerate(pairwise(codes), start=1) if place % _BESIDE]
    return [f"{one} -> {other} [style=invis];" for one, other in pairs]


_SAMPLES = {"solid": (36,), "dashed": (9, 9, 9), "dotted": (3, 3, 3, 3, 3)}  # parts of a line, with gaps as long as a dot


def _below(lines: Sequence[Line], caption: str) -> str:
    """What stands under the diagram: what each line means, and the caption."""
    cells = "".join(f'<td>{_sample(line)}</td><td align="left">{escape(line.label)}   </td>' for line in lines)
    rows = (
        [f'<tr><td align="left"><table border="0" cellspacing="4" cellpadding="0"><tr>{cells}</tr></table></td></tr>']
        if cells
        else []
    )
    rows += [f'<tr><td align="left">{escape(part)}</td></tr>' for part in textwrap.wrap(caption, 120)]
    return f'<table border="0" cellspacing="0" cellpadding="1">{"".join(rows)}</table>' if rows else " "


def _sample(line: Line) -> str:
    """A piece of a line as a row of coloured cells: a label of Graphviz can hold a table, and no line."""
    high = max(2, round(line.width))
    part = f'<td fixedsize="true" width="{{}}" height="{high}" bgcolor="{line.colour}"></td>'
    gap = f'<td fixedsize="true" width="4" height="{high}"></td>'
    parts = gap.join(part.format(wide) for wide in _SAMPLES[line.style])
    return f'<table border="0" cellspacing="0" cellpadding="0"><tr>{parts}</tr></table>'


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "”")
