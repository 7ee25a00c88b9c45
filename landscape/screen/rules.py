"""What the pages say of the rules that tell migration statistics from other records."""

from __future__ import annotations

from landscape.charts import purposes, rules
from landscape.screen.asking import answer


def accuracy() -> str:
    """How right the rules are, for every place that shows a figure they make; measured on the version that is shown."""
    return rules.accuracy_said(answer("classifier_accuracy"))


def by_code() -> str:
    """What the rule by purpose code counts in published activities, or that the version that is shown has no codes."""
    return purposes.BY_CODE if answer("explore/funding_lens", lens="iati")["has_codes"].item() else purposes.NO_CODE
