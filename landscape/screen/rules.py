"""What the pages say of the rules that tell migration statistics from other records."""

from __future__ import annotations

import pandas as pd

from landscape.charts import purposes, rules
from landscape.screen.asking import answer
from landscape.store import TooOld


def accuracy() -> str:
    """How right the rules are, for every place that shows a figure they make; measured on the version that is shown."""
    return rules.accuracy_said(answer("classifier_accuracy"))


def by_code() -> str:
    """What the rule by purpose code counts in published activities, or that the version that is shown has no codes."""
    return purposes.BY_CODE if answer("explore/funding_lens", lens="iati")["has_codes"].item() else purposes.NO_CODE


def aid_by_code() -> pd.DataFrame:
    """All aid by purpose code, as `data/aid_by_code` has it; no row in a version from before there was such a table."""
    try:
        return answer("data/aid_by_code")
    except TooOld:
        return pd.DataFrame()
