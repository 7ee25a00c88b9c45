"""A diagram on a page: its question, its answer, the drawing, its sources, and the drawing as a file."""

from __future__ import annotations

from zlib import crc32

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from landscape import cells, exports, words
from landscape.frameworks import drawing
from landscape.frameworks.diagram import Diagram
from landscape.screen.showing import source_line

_BESIDE = 680  # pixels: up to which width there is room for a table beside a diagram on a small screen


def beside(drawn: Diagram) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The places of a diagram and of the table that explains it: beside it where there is room, else below it.

    Without an exchange there is no table, and the words above the diagram have the width of the page.
    """
    if drawn.width > _BESIDE or not drawn.edges:
        return st.container(), st.container()
    row = st.container(horizontal=True, gap="medium")
    return row.container(width=drawn.width), row.container()


def diagram(drawn: Diagram, name: str, about: exports.About) -> None:
    """A diagram in the colours of the theme, with the downloads of it as SVG and PNG, made on a click."""
    with st.container(gap="small", key=f"diagram_{name}"):
        st.header(words.plain(drawn.title), anchor=False)
        st.markdown(words.plain(drawn.takeaway))
        dot = drawn.dot(is_dark=st.context.theme.type == "dark")
        # A place of its own for each drawing: where one stood already, the browser would first work out how to turn its lines
        # into the new ones, for a movement that nobody sees, and take twice as long.
        with st.container(key=f"drawing_{name}_{crc32(dot.encode())}"):
            st.graphviz_chart(dot, width=drawn.width, alt=drawn.alt)
        source_line(about)
        sources = "; ".join(map(cells.without_address, about.sources))
        caption = f"{drawn.title} {drawn.takeaway} Version {about.version} of the landscape. Sources: {sources}."
        with st.container(horizontal=True):
            for label, ending, draw, mime in (
                ("SVG", "svg", drawing.svg, "image/svg+xml"),
                ("PNG", "png", drawing.png, "image/png"),
            ):
                st.download_button(
                    label,
                    data=lambda draw=draw: draw(drawn.dot(caption=caption)),
                    file_name=about.file_name(ending),
                    mime=mime,
                    icon=":material/download:",
                    key=f"{ending}_{name}",
                    help=f"The diagram as {label}",
                    on_click="ignore",
                )
