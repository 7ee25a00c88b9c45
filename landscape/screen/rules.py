"""What the pages say of the rules that tell migration statistics from other records."""

from __future__ import annotations

from landscape.charts import rules
from landscape.screen.asking import answer


def accuracy() -> str:
    """How right the rules are, for every place that shows a figure they make; measured on the version that is shown."""
    return rules.accuracy_said(answer("classifier_accuracy"))
