"""Charts of the page Assessments: what is known of each country, where assessments agree, and where they do not."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import REGIONS, Figure, indicators, picked
from landscape.charts.shapes import by_meaning, heat_map, named, names_beside, span
from landscape.frameworks import agreement

LABELS = dictionary.label_of("assessment")
SAID = [f"{code}_said" for code in agreement.ASSESSED]
SIDE_BY_SIDE = ["country_name", *SAID, "region", "income_group"]
PAIRS = ["assessment_label", "other_assessment", "spearman", "pair_count"]
MEASURES = ["assessment_label", "indicator_name", "what_measured", "unit", "countries_known", "years_known", "publisher"]
NAMED = 10  # countries of a scatter that are named for a large difference of ranks
LISTED = 5  # of these, those that are put in words
BUILT_IN = "SPI takes data of ODIN as an input, so that part of their agreement is built in."
NOTES = (
    "Latest values, which are of different years. SPI and ODIN are scores by outsiders; the SDG indicators are yes or no, or "
    "money, as reported. None of them measures migration statistics.",
)


def key_figures(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures: how many countries each family of assessments knows, and how many all of them know."""
    by = {code: set(some["iso3"]) for code, some in rows.groupby("indicator_id")}
    spi, odin = by.get("spi_overall", set()), by.get("odin_overall", set())
    law = set().union(*(by.get(one, set()) for one in agreement.ASSESSED if one.startswith("sdg_17_18")))
    capacity = set().union(*(by.get(one, set()) for one in agreement.ASSESSED if one.startswith("sdg_17_19")))
    together = spi & odin & law & capacity
    return [
        ("SPI", f"{len(spi)}", f"countries, {_years(rows, ['spi_overall'])}"),
        ("ODIN", f"{len(odin)}", f"countries, {_years(rows, ['odin_overall'])}"),
        ("SDG 17.18 or 17.19", f"{len(law | capacity)}", "countries with at least one of their indicators"),
        ("All of them", f"{len(together)}", "countries known to SPI, ODIN, 17.18 and 17.19"),
    ]


def _years(rows: pd.DataFrame, codes: list[str]) -> str:
    years = rows[rows["indicator_id"].isin(codes)]["latest_year"]
    return words.NOT_KNOWN if years.empty else span(years.min(), years.max())


def side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per country with the latest value and year of each assessment in words; "not known" where there is none."""
    said = [indicators.with_year(row) for row in rows.to_dict("records")]
    table = rows.assign(said=said, column=rows["indicator_id"] + "_said").pivot(index="iso3", columns="column", values="said")
    names = rows.drop_duplicates("iso3").set_index("iso3")[["country_name", "region", "income_group"]]
    return names.join(table.reindex(columns=SAID)).reset_index()[[*SIDE_BY_SIDE, "iso3"]]


def measures(rows: pd.DataFrame) -> pd.DataFrame:
    """What each assessment measures, of how many of the countries shown a value is known, and of which years."""
    first = rows.drop_duplicates("indicator_id").set_index("indicator_id")
    known = [code for code in agreement.ASSESSED if code in first.index]
    made = first.loc[known, ["indicator_name", "definition", "unit", "publisher", "source_id"]].rename(
        columns={"definition": "what_measured"}
    )
    made["assessment_label"] = [LABELS[code] for code in known]
    made["countries_known"] = [int((rows["indicator_id"] == code).sum()) for code in known]
    made["years_known"] = [_years(rows, [code]) for code in known]
    return made.reset_index(drop=True)


def correlations(pairs: pd.DataFrame) -> tuple[Figure, pd.DataFrame]:
    """How far assessments agree, with the rows behind. `pairs` as `agreement.correlations` gives them."""
    rows = pairs.assign(assessment_label=pairs["indicator_id"].map(LABELS), other_assessment=pairs["other_id"].map(LABELS))
    drawn = rows.assign(
        cell=[
            f"– ({row.pair_count})" if words.is_unknown(row.spearman) else f"{words.number(row.spearman, 2)} ({row.pair_count})"
            for row in rows.itertuples()
        ],
        level=rows["spearman"].fillna(0),
    )
    columns = [LABELS[code] for code in agreement.ASSESSED]
    more = [alt.Tooltip("cell:N", title="Rank correlation (pairs)")]
    chart = heat_map(drawn, "assessment_label", "other_assessment", columns, more, is_wrapped=True, is_signed=True)
    once = rows[rows["indicator_id"].map(agreement.ASSESSED.index) < rows["other_id"].map(agreement.ASSESSED.index)]
    is_apart = once["indicator_id"].str[:9] != once["other_id"].str[:9]  # parts of one SDG target say little of agreement
    known = once[is_apart].dropna(subset=["spearman"]).sort_values("spearman", kind="stable")
    if known.empty:
        said = "Of no pair enough countries are known to say whether the two agree."
    else:
        top, low = known.iloc[-1], known.iloc[0]
        said = (
            f"Of different sources, {top['assessment_label']} and {top['other_assessment']} agree most "
            f"({words.number(top['spearman'], 2)}, {top['pair_count']} countries); {low['assessment_label']} and "
            f"{low['other_assessment']} least ({words.number(low['spearman'], 2)}, {low['pair_count']}). A cell holds the rank "
            "correlation and the number of countries; – means fewer than ten, or that all values are the same. "
            f"{BUILT_IN} All are latest values, of different years."
        )
    return Figure("Do the assessments agree?", chart, said), rows[PAIRS]


def compared(found: pd.DataFrame, rows: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """The differences as a table: each value with its year, in a column called as its assessment, and its rank beside it."""
    said = side_by_side(rows[rows["indicator_id"].isin([first, second])]).set_index("iso3")[[f"{first}_said", f"{second}_said"]]
    columns = ["country_name", f"{first}_said", "first_rank", f"{second}_said", "second_rank", "rank_gap", "region"]
    table = found.join(said.loc[:, ~said.columns.duplicated()], on="iso3")
    return table[list(dict.fromkeys(columns))]


def behind(found: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """The differences as a download holds them: values as numbers, with the names of the two assessments."""
    return found.assign(assessment_label=LABELS[first], other_assessment=LABELS[second])


def two(found: pd.DataFrame, rows: pd.DataFrame, first: str, second: str) -> Figure:
    """Two assessments against each other, the largest differences of ranks named.

    Needs the answer of `agreement.differences`, and the `rows` that it was made from.
    """
    one, other = LABELS[first], LABELS[second]
    shown = found[found["first_value"].gt(0) | (first != "sdg_17_19_1")]
    shown = shown[shown["second_value"].gt(0) | (second != "sdg_17_19_1")].reset_index(drop=True)
    across, up = _scaled(shown["first_value"], first), _scaled(shown["second_value"], second)
    sides = names_beside(across, up, shown["country_name"], range(min(NAMED * 3, len(shown))), most=NAMED)
    drawn = shown.assign(side=sides, said=[_gap(row) for row in shown.itertuples()])
    base = alt.Chart(drawn).encode(
        x=alt.X("first_value:Q", title=_axis(first), scale=_scale(first), axis=_ticks(first)),
        y=alt.Y("second_value:Q", title=_axis(second), scale=_scale(second), axis=_ticks(second)),
    )
    points = base.mark_point(filled=True, size=90, opacity=0.8).encode(
        color=by_meaning(drawn["region"], REGIONS, {}, columns=6),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("first_value:Q", title=one, format=",.1~f"),
            alt.Tooltip("second_value:Q", title=other, format=",.1~f"),
            alt.Tooltip("said:N", title="Ranks"),
        ],
    )
    chart = alt.layer(points.add_params(picked("mark", "country_name")), *named(base, "country_name"), height=430)
    rank, count = agreement.spearman(found["first_value"], found["second_value"])
    both = rows[rows["iso3"].isin(found["iso3"])]
    years = [f"{label} of {_years(both, [code])}" for code, label in ((first, one), (second, other))]
    said = f"{words.count(count, 'country has', 'countries have')} both: {words.listed(dict.fromkeys(years))}. "
    said += (
        "That is too few, or all values are the same: no rank correlation. "
        if words.is_unknown(rank)
        else f"Rank correlation {words.number(rank, 2)}. "
    )
    said += f"{BUILT_IN} " if {first, second} == {"spi_overall", "odin_overall"} else ""
    far = found[found["rank_gap"] != 0].head(LISTED)
    said += (
        f"Furthest apart by rank: {words.listed([f'{row.country_name} ({_gap(row)})' for row in far.itertuples()])}."
        if len(far)
        else ""
    )
    return Figure(f"{one} against {other}: who is placed differently?", chart, said)


def _gap(row: object) -> str:
    return f"{row.first_rank:.0f} and {row.second_rank:.0f}"


def _axis(code: str) -> str:
    return {one.code: one.help for one in dictionary.codes("assessment")}[code].split(";")[0]


def _is_score(code: str) -> bool:
    return code in ("spi_overall", "odin_overall")


def _scaled(values: pd.Series, code: str) -> pd.Series:
    return np.log10(values) if code == "sdg_17_19_1" else values


def _scale(code: str) -> alt.Scale:
    if code == "sdg_17_19_1":
        return alt.Scale(type="log", nice=False, padding=12)
    return alt.Scale(zero=False, padding=14) if _is_score(code) else alt.Scale(domain=[-0.2, 1.2])


def _ticks(code: str) -> alt.Axis:
    if _is_score(code):
        return alt.Axis()
    return alt.Axis(format="~s") if code == "sdg_17_19_1" else alt.Axis(values=[0, 1], labelExpr="datum.value ? 'yes' : 'no'")


METHOD = (
    "Spearman’s rank correlation: countries are ranked by each of two assessments, equal values sharing the mean of their "
    "ranks, and the ranks are correlated, over the countries of which both are known:\n\n"
    r"$$\rho = \frac{\operatorname{cov}(R_x, R_y)}{\sigma_{R_x}\,\sigma_{R_y}}$$"
    "\n\nIt is not said below ten countries, nor where all have the same value, as for the census of SDG 17.19.2, of which "
    "only a yes is published. A difference of ranks is the rank by the second less the rank by the first, among these "
    "countries. Yes and no make two groups of equal ranks, so their correlations are lower than those of scores.\n\n"
    "**Not independent, and not of one year.** The World Bank builds SPI from data of others, Open Data Watch, PARIS21 and the "
    "United Nations among them: where SPI and ODIN, or SPI and an SDG indicator, agree, part of it is that one holds the other. "
    "Each value is the latest of its own source: SPI is years later than ODIN and the SDG indicators here, so a difference can "
    "also be what changed in between."
)
