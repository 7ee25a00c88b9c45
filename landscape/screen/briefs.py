"""The one-page brief of what a page shows, as Word and Excel: made on a click, with its progress.

It is kept until the view changes. The libraries behind it load with the first brief: most readers never ask for one.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from landscape import words
from landscape.filters import is_weight, of_weight
from landscape.problems import Problem
from landscape.screen.asking import asking, link, made_on, version

MOST_COUNTRIES = 60
_HIGH = 64  # pixels: of a bar with its words, the highest of what stands there
_OF_A_RANKING = ("normalisation", "least_known", "priority", "scored")  # filters
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def brief(kind: str, code: str) -> None:
    """The brief of one "donor", "country" or "mechanism"."""
    _offer(kind, (code,), "", "One-page brief")


def country_sheet(code: str) -> None:
    """The sheet of one country on its national framework of migration data."""
    _offer("framework", (code,), "", "Country sheet")


def briefs_of_countries(codes: Sequence[str], name: str, rule: str = "") -> None:
    """The briefs of at most 60 countries in one document, a page each; `name` says what set it is, `rule` how it was chosen."""
    if len(codes) > MOST_COUNTRIES:
        st.caption(f"A brief holds at most {MOST_COUNTRIES} countries, and these are {len(codes)}. Choose fewer.")
    elif codes:
        _offer("country", tuple(codes), name, f"Brief of {words.count(len(codes), 'country', 'countries')}, a page each", rule)


@st.fragment
def _offer(kind: str, codes: tuple[str, ...], name: str, label: str, rule: str = "") -> None:
    asked, state = (version(), kind, codes, link()), st.session_state
    key = f"brief_{kind}_{'set' if name else 'one'}"
    with st.container(height=_HIGH, border=False, vertical_alignment="center", key=key):
        place = st.empty()  # the button, the bar and the files take turns in it, and nothing around it moves
    made = state.get("brief") if state.get("brief_of") == asked else None
    if made is None and state.pop(f"asked_{key}", False):
        try:
            made = _made(place, kind, codes, name, rule)
        except Problem as problem:
            place.error(words.plain(str(problem)), icon=":material/error:")
            return
        state["brief"], state["brief_of"] = made, asked
    if made is None:
        hint = "As Word and Excel, to print or to send"
        with place.container():  # else Streamlit keeps the button beside the bar until the end
            st.button(label, icon=":material/description:", key=f"make_{key}", help=hint, on_click=_ask, args=(key,))
        return
    file_name, document, workbook = made
    with place.container(horizontal=True, gap="small"):
        for kind_of_file, ending, mime, data in (("Word", "docx", _WORD, document), ("Excel", "xlsx", _EXCEL, workbook)):
            st.download_button(
                kind_of_file,
                data=data,
                file_name=f"{file_name}.{ending}",
                mime=mime,
                icon=":material/download:",
                key=f"{ending}_{key}",
                help=f"{label}, as {kind_of_file}",
                on_click="ignore",
            )


def _ask(key: str) -> None:
    st.session_state[f"asked_{key}"] = True


def _made(place: DeltaGenerator, kind: str, codes: tuple[str, ...], name: str, rule: str) -> tuple[str, bytes, bytes]:
    """File name without its ending, Word and Excel, while a bar in `place` says how far it is."""
    place.progress(0.0, "Asking the landscape")
    from landscape.strategy import making, standing

    def say(share: float, text: str) -> None:
        place.progress(share, words.plain(text))

    method = standing.Method(**_as_chosen())
    return making.made(kind, codes, name, asking(version()), version(), made_on(version()), link(), rule, method, say)


def _as_chosen() -> dict[str, object]:
    """How this page makes its ranking, as far as it has filters and weights for it."""
    state = st.session_state
    left = state.get("visits", {}).get(state.get("page"), {})
    now = {key: value if state.get(key) is None else state[key] for key, value in left.items()}
    weights = {of_weight(key): value for key, value in now.items() if is_weight(key)}
    return {"weights": weights} | {name: now[name] for name in _OF_A_RANKING if name in now}
