"""What purpose codes say of money for statistics and for migration: the third rule, where a source gives codes."""

from __future__ import annotations

import pandas as pd

from landscape import words
from landscape.charts import ACCENT, BLUE, BROWN, GREEN, PURPLE, TEAL, Figure
from landscape.charts.shapes import stacked_years
from landscape.filters import RULE_CODES

CODES = {"16062": BLUE, "12196": GREEN, "15196": PURPLE, "13096": ACCENT, "15190": BROWN, "24050": TEAL}
BY_CODE = (
    "The rule by purpose code counts what is reported under 13096 (population statistics and data; its description names the "
    "collection of migration data), 15190 (migration, data on it included) or 24050 (remittances). No code says migration "
    "statistics and nothing else, and 16062, 12196 and 15196 say statistics without saying of what: the rule is nearer to the "
    "wide than to the strict one."
)
NO_CODE = (
    "No record of published activities has a purpose code in this version: it was made from one that did not keep them. What was "
    "for migration by purpose code is not known here, which is not zero."
)
ABSENT = "This version has no figures of the OECD by purpose code."
OF_ALL_AID = (
    "Figures of their own: the OECD's Creditor Reporting System names no donor in this table, overlaps with the lenses and is "
    "never added to them. The source does not state the measure; the levels suggest gross disbursements. From 2018 it has no "
    "purposes."
)
RECIPIENTS = ["recipient_name", "recipient_region", "year", "purpose_code", "amount_usd"]


def published(rows: pd.DataFrame) -> Figure:
    """Published activities by purpose code. Needs year, purpose_code, amount_usd, wide_usd, strict_usd and record_count."""
    drawn = rows[rows["purpose_code"].isin(CODES)]
    chart = stacked_years(drawn, "purpose_code", CODES, "{}, disbursed, current prices", height=300)
    by_code = _sums(rows, "amount_usd")
    named = by_code.reindex(RULE_CODES).sum()
    wide, strict = rows["wide_usd"].sum(), rows["strict_usd"].sum(min_count=1)
    outside = rows.loc[~rows["purpose_code"].isin(RULE_CODES), "wide_usd"].sum()
    said = (
        f"By purpose code {words.usd(named)} of disbursements were for migration, of it {words.usd(by_code.get('13096'))} for "
        f"population statistics and data. By the words of the source it is {words.usd(wide)} (wide), {words.usd(outside)} of "
        f"which is reported under other codes or none; strict: {'no record' if words.is_unknown(strict) else words.usd(strict)}."
    )
    return Figure("What do purpose codes say of published activities?", chart, said)


def all_aid(rows: pd.DataFrame) -> Figure:
    """Aid of the CRS by purpose code. Needs year, purpose_code, amount_usd and record_count, at least one row."""
    chart = stacked_years(rows, "purpose_code", CODES, "{}, measure not stated", height=300)
    by_code = _sums(rows, "amount_usd")
    migration = rows[rows["purpose_code"].isin(RULE_CODES)]
    years = f"{rows['year'].min()}–{rows['year'].max()}"
    said = f"{words.usd(by_code.get('16062'))} were for statistical capacity building (16062) in {years}"
    if len(migration):
        when = words.listed([str(year) for year in sorted(set(migration["year"]))])
        said += f"; {words.usd(migration['amount_usd'].sum())} for migration and remittances, known for {when} only"
    if "13096" not in by_code:
        said += ". The code that names migration data, 13096, came into use later: for migration statistics nothing can be told"
    return Figure("And of all aid that the OECD knows by recipient?", chart, f"{said}.")


def _sums(rows: pd.DataFrame, amount: str) -> pd.Series:
    return rows.groupby("purpose_code")[amount].sum(min_count=1)
