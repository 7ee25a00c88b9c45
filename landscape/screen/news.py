"""What was just published from a page: it is said there until the reader leaves the page, or another version is in force.

Not in one run of the page alone: whatever runs it again a moment later would take the sentence away before anybody read it.
"""

from __future__ import annotations

import streamlit as st

from landscape.screen.asking import newest


def tell(what: str, made: str, *more: str) -> None:
    """Have it said that a version was `made`, with more that the sentence needs."""
    st.session_state.setdefault("news", {})[what] = (made, *more)


def told(what: str) -> tuple[str, ...]:
    """The version that was made and what came with it; () where there is nothing to say, or no longer."""
    news = st.session_state.get("news", {}).get(what, ())
    return news if news and news[0] == newest() else ()
