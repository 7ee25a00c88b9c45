"""Widgets and panels that pages share: the only part of the package that uses Streamlit. It decides nothing."""

import gc
from importlib import import_module

from landscape.screen.address import carry
from landscape.screen.asking import about, answer, link, newest, options, sources_behind, sources_of, version
from landscape.screen.choosing import (
    choice_line,
    enter,
    filter_bar,
    filter_row,
    lens_bar,
    narrow,
    nothing_matches,
    switch,
    weights,
)
from landscape.screen.news import told
from landscape.screen.rules import accuracy, aid_by_code, by_code
from landscape.screen.showing import (
    apologise,
    clicked,
    dictionary_rows,
    end,
    facts,
    foot,
    head,
    key_figures,
    method,
    notes,
    open_page,
    page_link,
    panel,
    side_by_side,
    table,
    update_link,
)

# What only the pages of uploads and versions need is loaded when one of them opens: the libraries behind it take 18 MB.
_LATER = {
    "publishing": ("counts", "preview", "problems", "publish_upload", "published"),
    "naming": ("decisions",),
    "uploading": ("file", "how_it_is_read", "read"),
    "versions": ("between", "history", "keep_and_prune", "take_back"),
    "editing": ("add_rows", "edited", "editing_of", "publish_edit"),
    "briefs": ("briefs_of_countries", "country_sheet"),
    "diagrams": ("beside", "diagram"),
    "prospecting": ("fit",),
    "ruling": ("change_word", "decide_by_hand"),
    "surveying": ("questionnaire_in", "survey_bar"),
    "recording": (*("decided", "decision_figures", "decision_filters", "decision_table", "decisions_about", "record_decision"),),
    "minuting": ("minutes_offered", "new_meeting", "noted_views"),
    "scenarios": ("keep_scenario", "kept_scenarios"),
    "costing": ("assume",),
    "cost_lines": ("edit_lines", "publish_lines"),
    "compared": ("compare",),
    "boarding": ("board",),
    "stacking": ("funded", "need_filter", "say_base", "say_more_asked"),
    "offering": ("offer",),
}

# Streamlit looks through every object of the process for circles after each run of a page, while other threads wait: of these
# nearly all belong to libraries and stay for good. Set aside once, they are looked through no more.
gc.collect()
gc.freeze()


def __getattr__(name: str) -> object:
    """What a page of uploads or versions asks for, from its module."""
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"landscape.screen.{module}"), name)
    raise AttributeError(f"module 'landscape.screen' has no attribute {name!r}")


__all__ = [
    "about",
    "accuracy",
    "aid_by_code",
    "answer",
    "apologise",
    "by_code",
    "carry",
    "choice_line",
    "clicked",
    "dictionary_rows",
    "end",
    "enter",
    "facts",
    "filter_bar",
    "filter_row",
    "foot",
    "head",
    "key_figures",
    "lens_bar",
    "link",
    "method",
    "narrow",
    "newest",
    "notes",
    "nothing_matches",
    "open_page",
    "options",
    "page_link",
    "panel",
    "side_by_side",
    "sources_behind",
    "sources_of",
    "switch",
    "table",
    "told",
    "update_link",
    "version",
    "weights",
]
