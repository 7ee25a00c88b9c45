"""What counts as migration statistics: how well the rules work, and what they do to the ranking of donors."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape import words
from landscape.charts import DONOR_TYPES, Figure
from landscape.charts.shapes import ranking

SHOWN = 10
UNMEASURED = "How often the rules are right is not known: no record of the held-out half of the sample is in this version."
NO_CODES = "Support to statistics has no purpose codes, so the rule by code cannot be used there (see Rules, Purpose codes)."
RECORD_COLUMNS = [
    *("title", "theme", "theme_reason", "donor_name", "recipient_name", "year", "disbursement_usd", "commitment_usd"),
    *("label", "sample_half", "project_id"),
]
ACCURACY_COLUMNS = [
    *("sample_half", "classifier_rule", "sample_count", "named_count", "right_count", "labelled_count"),
    *("precision_pct", "recall_pct", "title_count", "title_precision_pct", "title_recall_pct"),
]
NONE_BY_HAND = "Nobody has decided a record by hand yet."
TABLES = {  # view -> question, noun, columns, sources and note
    "Records": (
        "classifier_records",
        "record",
        RECORD_COLUMNS,
        ["project", "classifier_sample"],
        "The label is that of the reader of the sample; it is not known for records outside the sample. "
        "A record that is wrong can be decided by hand: copy its code.",
    ),
    "Words": (
        "classifier_terms",
        "word",
        ["term_list", "term", "language", "note"],
        [],
        "A title with a word of migration is wide, unless a phrase says that it is not migration after all. It is strict with a "
        "word of statistics, or with a word of data and none of operations.",
    ),
    "Decided by hand": (
        "classifier_overrides",
        "decision",
        ["title", "theme", "override_reason", "made_by", "made_on", "project_id"],
        [],
        "What a person decides goes before the rules, with the reason and the name; precision and recall leave such records out.",
    ),
}
METHOD = (
    "Three rules can say what money is for. **By purpose code**: it is reported under 13096 population statistics and data, "
    "15190 migration or 24050 remittances. Published activities (IATI) have codes; support to statistics and contributions to UN "
    "entities have none, so there the rule cannot be used. The view Purpose codes shows it, beside the OECD's own figures by "
    "recipient and purpose. **Wide**: a title has "
    "a word of the list Migration, none of Not migration after all. **Strict**: wide, and the title has a word of "
    "statistics, or a word of data without a word of operations beside it. For published activities the source itself decided "
    "these two, from words in titles and sectors. In-donor refugee costs are never counted.\n\n"
    "Accents, capitals and punctuation do not matter; words are compared whole, and * stands for the rest of a word. Changing a "
    "word, or deciding a record by hand, makes all themes, sums and rankings anew with the next version.\n\n"
    "Precision is the share of the records named by a rule that the reader named too; recall is the share of the records named "
    "by the reader that the rule names too. The sample is 186 records with a migration word in the title, labelled by one "
    "reader from titles alone, in two halves by a hash of the title, so that a repeated title is in one half. The words were "
    "written looking at the titles of one half only; they were then revised twice after the result on the other half was seen "
    "as numbers, so that the true result may be a little lower. Projects with a migration part but no migration word in the "
    "title are found by no rule."
)


def accuracy_said(accuracy: pd.DataFrame) -> str:
    """How right the rules are on the held-out half, as a clause for every figure they make. Needs the rows of the accuracy."""
    held_out = accuracy[accuracy["sample_half"] == "held_out"].set_index("classifier_rule")
    if held_out.empty:
        return f"{UNMEASURED} {NO_CODES}"
    strict, wide = held_out.loc["strict"], held_out.loc["wide"]
    sample = words.count(int(strict["sample_count"]), "record")
    return (
        f"Titles decide: the strict rule is right for {_part(strict, 'precision_pct')} of the records it names and finds "
        f"{_part(strict, 'recall_pct')} of those it should (of {strict['title_count']} different titles "
        f"{_part(strict, 'title_precision_pct')} and {_part(strict, 'title_recall_pct')}); the wide rule "
        f"{_part(wide, 'precision_pct')} and {_part(wide, 'recall_pct')} (held-out sample of {sample} with a migration word)."
        f"{_unread(strict, wide)} {NO_CODES}"
    )


def _unread(strict: pd.Series, wide: pd.Series) -> str:
    """What the sample says nothing about: records that the words name and no reader has labelled."""
    counts = [(int(one["unread_count"]), rule) for one, rule in ((strict, "strict"), (wide, "wide")) if one["unread_count"]]
    said = words.listed([f"{words.count(count, 'record')} by the {rule} rule" for count, rule in counts])
    return f" Not in the sample, so labelled by no reader: {said}." if counts else ""


def _part(measured: pd.Series, column: str) -> str:
    return words.NOT_KNOWN if words.is_unknown(measured[column]) else f"{measured[column]:.0f} %"


def facts(figures: Mapping, accuracy: pd.DataFrame, donors: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The key figures: the range, and how right the strict rule is on the half on which its words were not written."""
    years = f"{figures['first_year']}–{figures['last_year']}"
    counts = f"{words.count(int(donors['strict_count'].sum()), 'record')} strict, {int(donors['wide_count'].sum()):,} wide"
    said = [
        ("For migration statistics", words.between(figures["strict_pct"], figures["wide_pct"]), f"Of support, {years}; {counts}")
    ]
    held_out = accuracy[(accuracy["sample_half"] == "held_out") & (accuracy["classifier_rule"] == "strict")]
    for one in held_out.to_dict("records"):
        right, half = one["right_count"], f"held-out half of {one['sample_count']}"
        named = f"Precision: {right} of {words.count(one['named_count'], 'record')} named, {half}"
        found = f"Recall: {right} of {words.count(one['labelled_count'], 'record')} labelled, {half}"
        said += [
            ("Right, strict rule", words.number(one["precision_pct"], 0, "%"), named),
            ("Found, strict rule", words.number(one["recall_pct"], 0, "%"), found),
        ]
    return said


def by_rule(rows: pd.DataFrame, rule: str) -> Figure:
    """The donors that paid most by one rule, "strict" or "wide". Needs donor_name, donor_type, strict_usd and wide_usd."""
    amount, other = f"{rule}_usd", "wide_usd" if rule == "strict" else "strict_usd"
    known = rows.dropna(subset=[amount]).sort_values([amount, "donor_name"], ascending=[False, True])
    top = known.head(SHOWN)
    chart = ranking(top, "donor_name", amount, "{}, constant prices", "donor_type", DONOR_TYPES, room=1.3)
    return Figure(f"Who pays most by the {rule} rule?", chart, _by_rule_said(rows, top, known[amount].sum(), amount, other))


def _by_rule_said(rows: pd.DataFrame, top: pd.DataFrame, total: float, amount: str, other: str) -> str:
    if top.empty:
        return "No amount is known."
    names = top["donor_name"].tolist()
    by_other = rows.dropna(subset=[other]).sort_values([other, "donor_name"], ascending=[False, True])["donor_name"].head(SHOWN)
    only = [name for name in names if name not in set(by_other)]
    said = f"{words.listed(names[:3])} gave {words.usd(top[amount].head(3).sum())} of the {words.usd(total)}."
    return said + (
        f" {words.listed(only)} {'is' if len(only) == 1 else 'are'} not among the first {SHOWN} by the other rule."
        if only
        else ""
    )


def entries_said(rows: pd.DataFrame) -> str:
    """Which donors have a record by the strict rule, but no yes in the list of donors; "" where there is none.

    Needs donor_name, strict_count and funds_migration_statistics.
    """
    named = rows[(rows["strict_count"] > 0) & rows["funds_migration_statistics"].ne("yes") & rows["donor_id"].notna()]
    if named.empty:
        return ""
    who = words.listed(named["donor_name"].tolist())
    return (
        f"**The rule and the list of donors disagree about {words.plain(who)}:** the strict rule names a record, but “Funds "
        "migration data” does not say yes, because no person has confirmed it. Look at the record: if it is right, set the entry "
        "on the page Small edits; if not, decide the record by hand."
    )


def rankings_said(rows: pd.DataFrame) -> str:
    """Who comes first by each rule, for a page on which the rule may change the ranking."""
    first = [
        rows.dropna(subset=[amount]).sort_values(amount, ascending=False)["donor_name"].head(3).tolist()
        for amount in ("strict_usd", "wide_usd")
    ]
    if not all(first):
        return ""
    strict, wide = map(words.listed, first)
    return f"Most was paid by {strict} by the strict rule, and by {wide} by the wide rule."
