"""Our programme beside others: which components it has, and which activity may cover what a framework asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from landscape import dictionary, words

MOST = 50  # per cent of the programmes from which on "most" have a component
LEAST_SHARED = 2  # words that an element and an activity have in common before the computer suggests it
DECIDED, SUGGESTED, NOBODY = "named by members", "only suggested by words in common", "not known"
_STEM = 6  # letters by which words are compared, so that "training" is "trained"
_STOP = frozenset(
    [
        "a",
        "about",
        "against",
        "among",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "bring",
        "by",
        "each",
        "etc",
        "every",
        "few",
        "for",
        "from",
        "given",
        "global",
        "had",
        "has",
        "have",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "letter",
        "made",
        "make",
        "more",
        "most",
        "not",
        "of",
        "on",
        "or",
        "other",
        "others",
        "our",
        "own",
        "part",
        "parts",
        "programme",
        "programmes",
        "put",
        "rest",
        "seen",
        "set",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "under",
        "up",
        "was",
        "were",
        "which",
        "who",
        "with",
        "work",
        "action",
        "actions",
        "area",
        "areas",
        "element",
        "elements",
        "data",
        "statistic",
        "statistics",
        "statistical",
        "migration",
        "migrant",
        "migrants",
        "country",
        "countries",
        "national",
        "international",
        "beginning",
        "before",
        "purpose",
        "offer",
        "use",
        "used",
        "using",
        "new",
    ]
)


def components(programmes: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """One row per component: programmes with it of those whose components are known, the share in %, and what of ours it is.

    `programmes` has components; `parts` is the answer of `programme_parts`. The most frequent component comes first.
    """
    known = programmes["components"].dropna()
    counts = known.explode().value_counts()
    rows = pd.DataFrame({"global_component": [one.code for one in dictionary.codes("global_component")]})
    rows["programmes_with"] = rows["global_component"].map(counts).fillna(0).astype(int)
    rows["programmes_known"] = len(known)
    rows["with_pct"] = 100 * rows["programmes_with"] / max(len(known), 1)
    rows = rows.merge(parts, on="global_component", how="left")
    rows["is_ours"] = rows["our_activities"].notna()
    for name in ("our_activities", "matched_by"):
        rows[name] = [list(one) if ours else ["none"] for one, ours in zip(rows[name], rows["is_ours"], strict=True)]
    return rows.sort_values(["programmes_with", "global_component"], ascending=[False, True], ignore_index=True)


def missing(rows: pd.DataFrame) -> list[str]:
    """The components, as codes, that most programmes have and ours lacks."""
    return rows[(rows["with_pct"] >= MOST) & ~rows["is_ours"]]["global_component"].tolist()


def with_suggestions(elements: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """The elements with `suggested`, the activities whose words they share, where nobody has named one, and `coverage_said`.

    An activity is suggested where it shares at least `LEAST_SHARED` words with the element, two activities at most; words are
    compared by their first letters, and those that stand everywhere, such as "data", do not count.
    """
    said = {
        row.activity_name: _words([row.activity_name, row.description, str(row.component).replace("_", " ")])
        for row in activities.itertuples()
    }
    found = []
    for row in elements.itertuples():
        own = _words([row.element, row.framework_asks])
        shared = {name: len(own & there) for name, there in said.items() if len(own & there) >= LEAST_SHARED}
        best = sorted(shared, key=lambda name: (-shared[name], name))[:2]
        found.append(best if not _is_list(row.covered_by) and best else None)
    rows = elements.assign(suggested=pd.Series(found, index=elements.index, dtype=object))
    decided = rows["covered_by"].map(_is_list)
    rows["coverage_said"] = decided.map({True: DECIDED, False: NOBODY}).mask(~decided & rows["suggested"].notna(), SUGGESTED)
    return rows


def _is_list(value: object) -> bool:
    return not words.is_unknown(value) and len(value) > 0


def _words(texts: Iterable[object]) -> set[str]:
    """The stems of the words in some texts that tell anything."""
    text = " ".join(str(one).casefold() for one in texts if not words.is_unknown(one))
    return {word[:_STEM] for word in re.findall(r"[a-zà-ÿ]{3,}", text) if word not in _STOP}
