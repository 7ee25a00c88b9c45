"""What is said of the rules."""

import pandas as pd
import pytest

from landscape.charts import rules

ACCURACY = pd.DataFrame(
    [
        ("held_out", "strict", 92, 45, 48, 44, 97.78, 91.67, 50, 95.2, 87.0),
        ("held_out", "wide", 92, 70, 69, 69, 98.57, 100.0, 50, 97.4, 100.0),
        ("written_on", "strict", 94, 62, 62, 62, 100.0, 100.0, 41, 100.0, 100.0),
    ],
    columns=[
        *("sample_half", "classifier_rule", "sample_count", "named_count", "labelled_count", "right_count"),
        *("precision_pct", "recall_pct", "title_count", "title_precision_pct", "title_recall_pct"),
    ],
).assign(unread_count=0)
DONORS = pd.DataFrame(
    {
        "donor_name": ["A", "B", "C"],
        "donor_type": ["DAC member"] * 3,
        "strict_usd": [3e6, 1e6, None],
        "wide_usd": [3e6, 1e6, 9e6],
        "strict_count": [2, 1, 0],
        "wide_count": [2, 1, 4],
    }
)


def test_every_figure_of_the_rules_can_say_how_right_they_are():
    assert rules.accuracy_said(ACCURACY) == (
        "Titles decide: the strict rule is right for 98 % of the records it names and finds 92 % of those it should "
        "(of 50 different titles 95 % and 87 %); the wide rule 99 % and 100 % (held-out sample of 92 records with a "
        "migration word). " + rules.NO_CODES
    )


def test_what_no_reader_has_labelled_is_said_to_be_so():
    said = rules.accuracy_said(ACCURACY.assign(unread_count=[70, 71, 70]))
    assert "labelled by no reader: 70 records by the strict rule and 71 records by the wide rule." in said


def test_what_was_not_measured_is_not_known():
    assert rules.accuracy_said(ACCURACY.iloc[2:]) == f"{rules.UNMEASURED} {rules.NO_CODES}"
    nothing_named = ACCURACY.assign(precision_pct=None)
    assert "is right for not known of" in rules.accuracy_said(nothing_named)


def test_the_key_figures_are_the_range_and_the_held_out_half():
    figures = {"first_year": 2010, "last_year": 2020, "strict_pct": 0.18, "wide_pct": 0.48}
    (label, value, counts), *measured = rules.facts(figures, ACCURACY, DONORS)
    assert (label, value) == ("For migration statistics", "0.18–0.48 %")
    assert counts == "Of support, 2010–2020; 3 records strict, 7 wide"
    assert [one[1] for one in measured] == ["98 %", "92 %"]


@pytest.mark.parametrize(("rule", "first"), [("strict", "A and B gave USD 4.0 m"), ("wide", "C, A and B gave USD 13.0 m")])
def test_each_rule_has_its_ranking(rule, first):
    figure = rules.by_rule(DONORS, rule)
    assert figure.takeaway.startswith(first)
    assert ("C is not among the first 10 by the other rule." in figure.takeaway) == (rule == "wide")


def test_both_rankings_are_said_in_one_sentence():
    assert rules.rankings_said(DONORS) == "Most was paid by A and B by the strict rule, and by C, A and B by the wide rule."
    assert rules.rankings_said(DONORS.assign(strict_usd=None)) == ""
