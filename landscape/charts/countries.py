"""Charts of the country pages: what countries have, what they need, who pays for their statistics."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import altair as alt
import numpy as np
import pandas as pd

from landscape import words
from landscape.charts import BLUE, BROWN, GREEN, GREY, PURPLE, TEAL, Figure, maps, picked
from landscape.charts.shapes import ranking

REGIONS = {"Africa": BROWN, "Americas": GREEN, "Asia": BLUE, "Europe": PURPLE, "Oceania": TEAL}
SHOWN = 15
NAMED = 8  # outliers of a scatter
TYPED = {"USD": "value_usd", "%": "value_pct", "year": "value_year", "persons": "value_count"}
RELEASES = {"current": "Current release", "earlier": "Earlier release"}
MOVEMENTS = {"migrant_stock_in": ("Immigrants", BLUE), "migrant_stock_out": ("Emigrants", BROWN)}
COMPARED = (BLUE, BROWN, PURPLE, TEAL)
SHAPES = ("circle", "square", "triangle-up", "diamond")

# What the pages ask for by name.
SCORES = [
    "spi_overall",
    "spi_pillar_1",
    "spi_pillar_2",
    "spi_pillar_3",
    "spi_pillar_4",
    "spi_pillar_5",
    "odin_overall",
    "odin_population_coverage",
    "odin_population_openness",
]
PILLARS = [code for code in SCORES if code.startswith("spi")]
PLANS = [
    "sdg_17_18_2",
    "sdg_17_18_3_implemented",
    "sdg_17_18_3_funded",
    "last_census_year",
    "sdg_17_19_2_births",
    "sdg_17_19_2_deaths",
    "sdg_10_7_2",
]
PEOPLE = ["migrant_stock_in", "migrant_stock_out", "refugees_hosted", "internally_displaced", "remittances_received_pct_gdp"]
TREND = ["spi_overall", "spi_overall_earlier"]
OVER_TIME = [*TREND, *MOVEMENTS]

FACTS = [code for code in (*PLANS, *PEOPLE) if code not in ("last_census_year", "migrant_stock_in", "migrant_stock_out")]
PROFILE = [*SCORES, *PLANS, *PEOPLE]

# The tables of a profile: the question, what one row is, the columns shown (downloads have all), and what to know of them.
TABLES = {
    "All indicators": (
        "country_indicators",
        "indicator",
        ["topic", "indicator_name", "latest_value_said", "latest_year", "region_median_said", "income_median_said"],
        "Medians are those of the latest values of all countries of the region or the income group.",
    ),
    "Institutions": (
        "country_institutions",
        "institution",
        ["institution_name", "institution_kind", "role", "data_sources", "legal_basis", "confidence", "url"],
        "Kinds are the compiler’s judgement; some sources describe an earlier position.",
    ),
    "Data exchanges": (
        "country_exchanges",
        "data exchange",
        ["from_institution", "to_institution", "dataset", "arrangement", "frequency", "links_individuals", "since_year", "url"],
        "The arrangement is the compiler’s judgement; a committee means that only a coordinating body is documented.",
    ),
    "Projects": (
        "country_projects",
        "record with a migration word in its title",
        ["title", "donor_name", "year", "theme", "disbursement_usd", "commitment_usd", "recipient_name"],
        "The label is one reader’s judgement from the title alone. Constant prices, base year not stated by the source.",
    ),
    "Programmes": (
        "country_programmes",
        "training programme",
        ["programme_name", "providers", "first_year", "last_year", "programme_status", "what_it_does", "url"],
        "First and last years are those found, not always the true start and end.",
    ),
    "Mechanisms": (
        "country_mechanisms",
        "mechanism",
        ["mechanism_name", "mechanism_kind", "status", "funds_migration", "regions", "eligible", "application_route", "url"],
        "Their regions cover the country; that does not make it eligible. Kinds and ways in are judged by the compiler.",
    ),
}

Row = Mapping[str, object]


def writer(indicator: Row) -> Callable[[object], str]:
    """How the values of an indicator are written: "73.4", "12 %", "USD 5.90 bn", "yes"; "not known" for nothing."""
    unit, decimals = str(indicator["unit"]), int(indicator["decimals"])
    if unit.startswith("1 = yes"):
        return lambda value: words.NOT_KNOWN if words.is_unknown(value) else "yes" if value == 1 else "no"
    return lambda value: words.number(value, decimals, unit)


def with_unit(indicator: Row) -> str:
    """An indicator's name with its unit, as an axis or a legend says it."""
    unit, name = str(indicator["unit"]).removeprefix("score, "), str(indicator["indicator_name"])
    return name if unit in ("year", "1 = yes, 0 = no") else f"{name}, {unit}"


def typed(rows: pd.DataFrame, indicator: Row) -> pd.DataFrame:
    """The rows with the value under the name that says its unit, so that tables and downloads write it properly."""
    unit = str(indicator["unit"])
    if unit.startswith("1 = yes"):
        answers = rows["latest_value"].map({1: "yes", 0: "no"})
        return rows.assign(latest_value=answers).rename(columns={"latest_value": "value_yes_no"})
    return rows.rename(columns={"latest_value": TYPED.get(unit, "value_score")})


def columns_of(indicator: Row) -> list[str]:
    """The columns that a table of countries shows."""
    unit = str(indicator["unit"])
    value = "value_yes_no" if unit.startswith("1 = yes") else TYPED.get(unit, "value_score")
    return ["country_name", "place", value, "latest_year", "region", "subregion", "income_group"]


def only(rows: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """The rows of some indicators."""
    return rows[rows["indicator_id"].isin(list(codes))]


def is_known(rows: pd.DataFrame, column: str) -> bool:
    """Whether any row has a value."""
    return bool(rows[column].notna().any())


# --- all countries ----------------------------------------------------------------------------------------------------


def key_figures(groups: pd.DataFrame, indicator: Row) -> list[tuple[str, str, str]]:
    """At most four figures on one indicator: median, how many are known, the lowest and the highest region."""
    said, everyone = writer(indicator), groups.iloc[0]
    known, total = int(everyone["known_count"]), int(everyone["country_count"])
    found = ("Countries with a value", f"{known} of {total}", "the others are not known" if known < total else "all are known")
    if not known:
        return [found]
    years = _years(everyone["first_year"], everyone["last_year"])
    figures = [("Median country", said(everyone["median_value"]), f"{_unit(indicator)}{years}"), found]
    regions = groups.iloc[1:].dropna(subset=["median_value"])
    if len(regions) > 1 and not str(indicator["unit"]).startswith("1 = yes"):
        high, low = regions.iloc[0], regions.iloc[-1]
        figures += [
            ("Lowest region", str(low["region_name"]), f"median {said(low['median_value'])}"),
            ("Highest region", str(high["region_name"]), f"median {said(high['median_value'])}"),
        ]
    return figures


def map_of(countries: pd.DataFrame, indicator: Row) -> Figure:
    """Where an indicator is high or low. Needs at least one known value."""
    chart = maps.world(
        countries,
        "latest_value",
        with_unit(indicator),
        writer(indicator),
        str(indicator["scale"]),
        {} if indicator["unit"] == "year" else {"latest_year": "Year"},
        ("before {}", "{} or later") if indicator["unit"] == "year" else maps.ENDS,
    )
    return Figure(f"{indicator['indicator_name']}: how do countries differ?", chart, _spread(countries, indicator))


def highest(countries: pd.DataFrame, indicator: Row) -> Figure:
    """The countries with the highest values. Needs at least one known value."""
    known = countries.dropna(subset=["latest_value"])
    return _ranked(known.head(SHOWN), "Which countries have the highest values?", known, indicator)


def lowest(countries: pd.DataFrame, indicator: Row) -> Figure:
    """The countries with the lowest values, the lowest first. Needs at least one known value."""
    known = countries.dropna(subset=["latest_value"]).iloc[::-1]
    return _ranked(known.head(SHOWN), "Which countries have the lowest values?", known, indicator)


def is_short(countries: pd.DataFrame) -> bool:
    """Whether one ranking shows every known value."""
    return countries["latest_value"].count() <= SHOWN


def by_answer(countries: pd.DataFrame, indicator: Row) -> Figure:
    """How many countries have each of a few values, by region. Needs at least one known value."""
    said = writer(indicator)
    known = countries.dropna(subset=["latest_value", "region"])
    counts = known.groupby(["latest_value", "region"], as_index=False).size()
    counts = counts.assign(answer=counts["latest_value"].map(said))
    order = list(dict.fromkeys(counts.sort_values("latest_value", ascending=False)["answer"]))
    chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            y=alt.Y("answer:N", sort=order, title=str(indicator["unit"]).split(" =")[0] if len(order) > 2 else None),
            x=alt.X("sum(size):Q", title="Countries", axis=alt.Axis(format=",.0f", tickMinStep=1)),
            color=_by_region(counts["region"]),
            order=alt.Order("region:N"),
            tooltip=[
                alt.Tooltip("answer:N", title="Value"),
                alt.Tooltip("region:N", title="Region"),
                alt.Tooltip("size:Q", title="Countries"),
            ],
        )
        .properties(height=alt.Step(46))
    )
    return Figure(f"{indicator['indicator_name']}: how many countries?", chart, _spread(countries, indicator))


def few_values(countries: pd.DataFrame) -> bool:
    """Whether an indicator has so few different values that countries are counted, not ranked."""
    return countries["latest_value"].nunique() <= 5 < countries["latest_value"].count()


def two_indicators(rows: pd.DataFrame, one: Row, two: Row) -> Figure:
    """Two indicators of the same countries, one dot each, the unusual ones named. Needs at least one row."""
    shown = rows[_drawable(rows["first_value"], one) & _drawable(rows["second_value"], two)]
    named = _outliers(_scaled(shown["second_value"], two), _scaled(shown["first_value"], one))
    shown = shown.assign(
        first_said=shown["first_value"].map(writer(one)),
        second_said=shown["second_value"].map(writer(two)),
        label=named,
        region=shown["region"].fillna("Other"),
    )
    base = alt.Chart(shown).encode(
        x=alt.X("second_value:Q", title=with_unit(two), scale=_scale(two), axis=_axis(two, shown["second_value"])),
        y=alt.Y("first_value:Q", title=with_unit(one), scale=_scale(one), axis=_axis(one, shown["first_value"])),
    )
    dots = base.mark_circle(size=95, opacity=0.85).encode(
        color=_by_region(shown["region"]),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("first_said:N", title=str(one["indicator_name"])),
            alt.Tooltip("first_value_year:Q", title="Year"),
            alt.Tooltip("second_said:N", title=str(two["indicator_name"])),
            alt.Tooltip("second_value_year:Q", title="Year"),
        ],
    )
    names = [
        base.transform_filter(f"datum.label === '{side}'").mark_text(align=align, dx=dx, dy=-7).encode(text="country_name:N")
        for side, align, dx in (("right", "left", 7), ("left", "right", -7))
    ]
    chart = alt.layer(dots.add_params(picked("mark", "country_name")), *names).properties(height=420)
    return Figure(f"{one['indicator_name']} and {_lower(two)}: do they go together?", chart, _together(rows, shown, one, two))


# --- one country ------------------------------------------------------------------------------------------------------


def who(country: Row) -> str:
    """One sentence on what a country is: place, income group and special groups."""
    groups = [
        label
        for flag, label in (
            ("is_ldc", "least developed country"),
            ("is_lldc", "landlocked developing country"),
            ("is_sids", "small island developing State"),
        )
        if country[flag]
    ]
    place = f"Country or area in {country['subregion']}" if not words.is_unknown(country["subregion"]) else "Country or area"
    income = "income group not known" if words.is_unknown(country["income_group"]) else str(country["income_group"]).lower()
    aid = "receives official development assistance" if country["is_oda_eligible"] else "not on the list of aid recipients"
    return f"{', '.join([place, income, *groups, aid])}."


def country_figures(latest: pd.DataFrame, years: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on one country, from its latest indicators and the support to its statistics by year."""
    by_code = latest.set_index("indicator_id")

    def one(code: str, label: str) -> tuple[str, str, str]:
        row = by_code.loc[code]
        said = writer(row)
        median = "" if words.is_unknown(row["region_median"]) else f"{row['region']}: median {said(row['region_median'])}"
        year = "" if words.is_unknown(row["latest_year"]) or row["unit"] == "year" else f"0–100, {row['latest_year']:.0f}"
        return label, said(row["latest_value"]), " · ".join(part for part in (year, median) if part) or "no value published"

    money = years["amount_usd"].sum(min_count=1) if len(years) else None
    return [
        one("spi_overall", "Statistical performance"),
        one("odin_population_coverage", "Population data published"),
        one("last_census_year", "Last population census"),
        (
            "Paid for its statistics",
            words.usd(money),
            "disbursed 2010–2020, constant prices" if len(years) else "no record, 2010–2020",
        ),
    ]


def capacity(latest: pd.DataFrame, name: str) -> Figure:
    """The scores of one country beside the medians of its region and its income group. Needs at least one known value."""
    rows = only(latest, SCORES)
    region, income = f"{rows['region'].iloc[0]}, median", f"{rows['income_group'].iloc[0]}, median"
    sides = {name: "latest_value", region: "region_median", income: "income_median"}
    order = [short_name(one) for one in rows["indicator_name"]]
    dots = pd.concat(
        [
            pd.DataFrame({"indicator_name": rows["indicator_name"], "short": order, "who": side, "score": rows[column]})
            for side, column in reversed(sides.items())  # the country is drawn last, on top
        ]
    ).dropna(subset=["score"])
    present = [side for side in sides if side in set(dots["who"])]
    look = dict(zip(sides, ((BLUE, "circle", 130), (BROWN, "diamond", 150), (GREY, "square", 260)), strict=True))
    legend = alt.Legend(title=None, columns=1)
    x = alt.X("score:Q", title="Score, 0–100", scale=alt.Scale(domain=[0, 100]))
    base = alt.Chart(dots).encode(y=alt.Y("short:N", sort=order, title=None, axis=alt.Axis(labelLimit=320)))
    lines = base.mark_rule(stroke=GREY, opacity=0.6).encode(x=alt.X("min(score):Q", title="Score, 0–100"), x2="max(score):Q")
    points = base.mark_point(filled=True, opacity=1).encode(
        size=alt.Size("who:N", legend=None, scale=alt.Scale(domain=present, range=[look[side][2] for side in present])),
        x=x,
        color=alt.Color("who:N", legend=legend, scale=alt.Scale(domain=present, range=[look[side][0] for side in present])),
        shape=alt.Shape("who:N", legend=legend, scale=alt.Scale(domain=present, range=[look[side][1] for side in present])),
        tooltip=[
            alt.Tooltip("indicator_name:N", title="Indicator"),
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("score:Q", title="Score", format=".1f"),
        ],
    )
    known = rows.dropna(subset=["latest_value", "region_median"])
    below = known[known["latest_value"] < known["region_median"]]
    missing = len(rows) - rows["latest_value"].count()
    said = f"{name} is below its region’s median in {len(below)} of {words.count(len(known), 'score')}."
    if len(below):
        gap = (below["region_median"] - below["latest_value"]).sort_values().index[-1]
        said += f" The widest gap: {short_name(below.loc[gap, 'indicator_name'])}."
    if missing:
        said += f" {words.count(int(missing), 'score is', 'scores are')} not known."
    chart = (lines + points.add_params(picked("mark", "indicator_name"))).properties(height=alt.Step(34))
    return Figure(f"How strong are the statistics of {name}?", chart, said)


def scores_over_time(series: pd.DataFrame, name: str) -> Figure:
    """The overall score by year, each release a line of its own. Needs at least one row of either release."""
    rows = only(series, TREND)
    rows = rows.assign(series=rows["release"].map(RELEASES), said=rows["value"].map(lambda value: words.number(value, 1)))
    chart = _lines(
        rows,
        "Overall score, 0–100",
        dict(zip(RELEASES.values(), (BLUE, GREY), strict=True)),
        alt.Scale(domain=[0, 100]),
        {RELEASES["earlier"]: "start", RELEASES["current"]: "end"},
    )
    said = [
        f"{RELEASES[release]}: {_from_to(of_release)}."
        for release, of_release in ((release, rows[rows["release"] == release]) for release in RELEASES)
        if len(of_release)
    ]
    return Figure(
        f"Has the statistical performance of {name} changed?",
        chart,
        f"{' '.join(said)} The releases follow different rules: never read one as the continuation of the other.",
    )


def movements(series: pd.DataFrame, name: str) -> Figure:
    """Immigrants and emigrants by year. Needs at least one row."""
    rows = only(series, MOVEMENTS)
    size, unit = (
        (1e6, "million persons")
        if rows["value"].max() >= 2e6
        else (1e3, "thousand persons")
        if rows["value"].max() >= 2e3
        else (1, "persons")
    )
    rows = rows.assign(
        value=rows["value"] / size,
        series=rows["indicator_id"].map({code: label for code, (label, _) in MOVEMENTS.items()}),
        said=rows["value"].map(words.number),
    )
    chart = _lines(
        rows,
        f"Mid-year stock, {unit}",
        {label: colour for label, colour in MOVEMENTS.values()},
        alt.Scale(zero=True),
        {label: "after" for label, _ in MOVEMENTS.values()},
    )
    last = rows["year"].max()
    ends = [f"{row.said} {row.series.lower()}" for row in rows[rows["year"] == last].itertuples()]
    said = f"In {last:.0f}: {words.listed(ends)}. Estimates at mid-year; refugees are included."
    return Figure(f"How many migrants live in {name}, how many of its people live abroad?", chart, said)


def support_by_year(years: pd.DataFrame, name: str) -> Figure:
    """What was disbursed to statistics by year, 2010–2020. Needs at least one row."""
    rows = years.assign(millions=years["amount_usd"] / 1e6, said=years["amount_usd"].map(words.usd))
    chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="Year", scale=alt.Scale(domain=list(range(2010, 2021))), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("millions:Q", title="Disbursed, USD million", axis=alt.Axis(format=",~g")),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("said:N", title="Disbursed"),
                alt.Tooltip("record_count:Q", title="Records"),
                alt.Tooltip("donor_count:Q", title="Donors"),
            ],
        )
        .properties(height=300)
    )
    known = rows.dropna(subset=["amount_usd"])
    if known.empty:
        said = f"{words.count(int(rows['record_count'].sum()), 'record names', 'records name')} {name}, none with an amount."
    else:
        top = known.loc[known["amount_usd"].idxmax()]
        total = words.usd(known["amount_usd"].sum())
        years_said = words.count(len(known), "year")
        said = (
            f"{total} in {years_said} with a record, most in {top['year']:.0f} ({top['said']}). No column: no record, not zero."
        )
    return Figure(f"How much was paid for statistics in {name}?", chart, said)


def donors_of(donors: pd.DataFrame, name: str) -> Figure:
    """Who paid for statistics in one country, 2010–2020. Needs at least one known amount."""
    known = donors.dropna(subset=["amount_usd"])
    top = known.head(10)
    chart = ranking(top, "donor_name", "amount_usd", "Disbursed to statistics 2010–2020, USD million", room=1.35)
    total, first = known["amount_usd"].sum(), known.iloc[0]
    share = words.percent(first["amount_usd"], total) if total > 0 else words.NOT_KNOWN
    said = (
        f"{first['donor_name']} paid all of it."
        if len(known) == 1
        else f"{first['donor_name']} paid {share} of what {words.count(len(known), 'donor')} disbursed."
    )
    return Figure(f"Who paid for statistics in {name}, 2010–2020?", chart, said)


def in_words(latest: pd.DataFrame) -> pd.DataFrame:
    """Indicators of one country as a table in words, each value in its own unit."""
    writers = [writer(row) for row in latest.to_dict("records")]
    return latest.assign(
        **{
            f"{column}_said": [said(value) for said, value in zip(writers, latest[column], strict=True)]
            for column in ("latest_value", "region_median", "income_median")
        }
    )


def facts(latest: pd.DataFrame) -> list[tuple[str, str]]:
    """Plans, registers and people as pairs of name and value with its year: ("Refugees hosted", "12,345 (2024)")."""
    rows = only(latest, FACTS)
    return [(str(row["indicator_name"]), _with_year(row)) for row in rows.to_dict("records")]


def unknowns(name: str, latest: pd.DataFrame, counts: Row) -> list[str]:
    """What is not known about one country, as sentences."""
    missing = latest[latest["latest_value"].isna()]["indicator_name"].tolist()
    said = []
    if missing:
        more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
        said.append(f"No value is published for: {', '.join(missing[:6])}{more}.")
    if not counts["funding_count"]:
        said.append(f"No record of support to statistics, 2010–2020, names {name}. That does not mean there was none.")
    else:
        said.append("What was paid for statistics after 2020: the source ends there.")
    if not counts["institution_count"]:
        said.append("Which institutions produce migration statistics: the landscape documents 27 countries so far.")
    if not counts["exchange_count"]:
        said.append("Whether and how institutions share migration data.")
    said.append("What the country itself says it needs: no source of the landscape asks that yet.")
    return said


# --- a few countries --------------------------------------------------------------------------------------------------


def pillars(rows: pd.DataFrame) -> Figure:
    """The SPI scores of a few countries and the medians of their regions. Needs at least one known value."""
    rows = only(rows, PILLARS)
    rows = rows.assign(short=rows["indicator_name"].map(short_name))
    order, names = list(dict.fromkeys(rows["short"])), list(dict.fromkeys(rows["country_name"]))
    known = rows.dropna(subset=["latest_value"])
    medians = rows.dropna(subset=["region_median"]).drop_duplicates(["short", "region"])
    medians = medians.assign(who=medians["region"] + ", median")
    y = alt.Y("short:N", sort=order, title=None, axis=alt.Axis(labelLimit=320))
    x = {"title": "Score, 0–100", "scale": alt.Scale(domain=[0, 100])}
    ticks = (
        alt.Chart(medians)
        .mark_tick(color=GREY, thickness=4, size=24, opacity=1)
        .encode(
            y=y,
            x=alt.X("region_median:Q", **x),
            tooltip=[alt.Tooltip("who:N", title="Who"), alt.Tooltip("region_median:Q", title="Score", format=".1f")],
        )
    )
    points = (
        alt.Chart(known)
        .mark_point(filled=True, size=170, opacity=1)
        .encode(
            y=y,
            x=alt.X("latest_value:Q", **x),
            color=alt.Color("country_name:N", title=None, scale=alt.Scale(domain=names, range=list(COMPARED[: len(names)]))),
            shape=alt.Shape("country_name:N", title=None, scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)]))),
            tooltip=[
                alt.Tooltip("country_name:N", title="Country"),
                alt.Tooltip("indicator_name:N", title="Indicator"),
                alt.Tooltip("latest_value:Q", title="Score", format=".1f"),
                alt.Tooltip("latest_year:Q", title="Year"),
            ],
        )
        .add_params(picked("mark", "country_name"))
    )
    overall = known[known["indicator_id"] == "spi_overall"].sort_values("latest_value", ascending=False)
    scores = [f"{row.country_name} {words.number(row.latest_value, 1)}" for row in overall.itertuples()]
    silent = [name for name in names if name not in set(overall["country_name"])]
    said = f"Overall score: {words.listed(scores)}." if scores else "No overall score is known."
    said += f" Not known: {words.listed(silent)}." if silent and scores else ""
    chart = (ticks + points).properties(height=alt.Step(40))
    return Figure("How strong are their statistics?", chart, f"{said} Grey bars: median of each country’s region.")


def side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """Indicators as rows, countries as columns, each cell a value with its year; then the medians of their regions."""
    said = rows.assign(cell=[_with_year(row) for row in rows.to_dict("records")])
    medians = rows.drop_duplicates(["indicator_id", "region"]).dropna(subset=["region"])
    medians = medians.assign(
        cell=[writer(row)(row["region_median"]) for row in medians.to_dict("records")],
        country_name=medians["region"] + ", median",
    )
    long = pd.concat([said, medians])
    columns = list(dict.fromkeys(long["country_name"]))
    wide = long.pivot(index="indicator_id", columns="country_name", values="cell").reindex(columns=columns)
    first = rows.drop_duplicates("indicator_id").set_index("indicator_id")[["indicator_name"]]
    return first.join(wide).reset_index(drop=True)


def names(rows: pd.DataFrame) -> str:
    """The countries of the rows in a sentence."""
    return words.listed(list(dict.fromkeys(rows["country_name"])))


def short_name(indicator_name: str) -> str:
    """An indicator's name without what all of its kind share: "SPI pillar 1: data use" is "Data use"."""
    text = indicator_name.removeprefix("SPI ")
    if text.startswith("pillar ") and ": " in text:
        text = text.split(": ", 1)[1]
    text = {
        "ODIN coverage: population and vital statistics": "ODIN, population: coverage",
        "ODIN openness: population and vital statistics": "ODIN, population: openness",
    }.get(text, text)
    return text[:1].upper() + text[1:]


# --- shared -----------------------------------------------------------------------------------------------------------


def _ranked(top: pd.DataFrame, title: str, known: pd.DataFrame, indicator: Row) -> Figure:
    said = writer(indicator)
    rows = top.assign(said=top["latest_value"].map(said), region=top["region"].fillna("Other"))
    is_year = indicator["unit"] == "year"
    room = 1 + 0.035 * max(rows["said"].map(len))
    low, high = min(rows["latest_value"].min(), 0), max(rows["latest_value"].max(), 0)
    scale = alt.Scale(zero=False, nice=True) if is_year else alt.Scale(domain=[low * room, high * room or 1], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("country_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=210)),
        x=alt.X("latest_value:Q", title=with_unit(indicator), scale=scale, axis=_axis(indicator)),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("said:N", title="Value"),
            alt.Tooltip("latest_year:Q", title="Year"),
        ],
    )
    marks = (base.mark_circle(size=130, opacity=1) if is_year else base.mark_bar()).encode(
        color=_by_region(rows["region"], columns=3)
    )
    text = base.mark_text(align="left", dx=8 if is_year else 5).encode(text="said:N")
    chart = (marks.add_params(picked("mark", "country_name")) + text).properties(height=alt.Step(25))
    first, last = top.iloc[0], top.iloc[-1]
    ties = int((known["latest_value"] == last["latest_value"]).sum() - (top["latest_value"] == last["latest_value"]).sum())
    sentence = f"{first['country_name']} comes first with {said(first['latest_value'])}"
    sentence += f"; {len(known) - len(top)} more countries have a value" if len(known) > len(top) else ""
    sentence += f", {ties} of them the same as the last one shown" if ties else ""
    return Figure(title, chart, sentence + ".")


def _spread(countries: pd.DataFrame, indicator: Row) -> str:
    """How the values spread, in one sentence."""
    said = writer(indicator)
    known = countries.dropna(subset=["latest_value"])
    if known.empty:
        return "No value is known."
    if str(indicator["unit"]).startswith("1 = yes"):
        yes = int((known["latest_value"] == 1).sum())
        return f"{yes} of {words.count(len(known), 'country', 'countries')} with a value say yes."
    top, bottom = known.iloc[0], known.iloc[-1]
    later = "later" if indicator["unit"] == "year" else "above"
    if len(known) == 1:
        return f"Only {top['country_name']} has a value: {said(top['latest_value'])}."
    return (
        f"From {said(bottom['latest_value'])} in {_holders(known, bottom)} "
        f"to {said(top['latest_value'])} in {_holders(known, top)}; "
        f"half of {words.count(len(known), 'country', 'countries')} are at {said(known['latest_value'].median())} or {later}."
    )


def _holders(known: pd.DataFrame, row: pd.Series) -> str:
    same = int((known["latest_value"] == row["latest_value"]).sum())
    return str(row["country_name"]) if same == 1 else f"{same} countries"


def _together(rows: pd.DataFrame, shown: pd.DataFrame, one: Row, two: Row) -> str:
    """How far two indicators rise together, by the correlation of ranks."""
    left_out = len(rows) - len(shown)
    extra = (
        f" {words.count(left_out, 'country with zero or less is', 'countries with zero or less are')} not drawn."
        if left_out
        else ""
    )
    if {one["release"], two["release"]} == {"current", "earlier"}:
        extra += " The two releases follow different rules: a difference is not a change over time."
    count = words.count(len(rows), "country has", "countries have")
    both = rows["first_value"].nunique() > 1 and rows["second_value"].nunique() > 1
    if len(rows) < 8 or not both:
        return f"{count} both values, too few or too alike to say whether they go together.{extra}"
    rank = rows["first_value"].rank().corr(rows["second_value"].rank())
    strength = "hardly" if abs(rank) < 0.2 else "weakly" if abs(rank) < 0.4 else "clearly" if abs(rank) < 0.7 else "strongly"
    way = "go together" if rank >= 0 else "go in opposite directions"
    figure = words.number(rank, 2)
    return f"{count} both values. They {strength} {way} (correlation of ranks {figure}); that says nothing about causes.{extra}"


def _outliers(x: pd.Series, y: pd.Series) -> pd.Series:
    """On which side of its dot a country's name stands: the unusual ones, as far as their names do not cover each other."""
    sides = pd.Series("", index=x.index)
    across, up = (x - x.min()) / ((x.max() - x.min()) or 1), (y - y.min()) / ((y.max() - y.min()) or 1)
    unusual = (across - across.mean()).abs() + (up - up.mean()).abs() / 4
    if x.nunique() > 1 and y.nunique() > 1:
        slope, start = np.polyfit(across, up, 1)
        unusual += (up - slope * across - start).abs() * 2
    for country in unusual.sort_values(ascending=False, kind="stable").index:
        covered = (up[sides != ""] - up[country]).abs().lt(0.07) & (across[sides != ""] - across[country]).abs().lt(0.2)
        if not covered.any():
            sides[country] = "left" if across[country] > 0.75 else "right"
        if (sides != "").sum() >= NAMED:
            break
    return sides


def _is_logarithmic(indicator: Row) -> bool:
    return indicator["scale"] == "logarithmic"


def _drawable(values: pd.Series, indicator: Row) -> pd.Series:
    return values > 0 if _is_logarithmic(indicator) else values.notna()


def _scaled(values: pd.Series, indicator: Row) -> pd.Series:
    return np.log10(values.astype(float)) if _is_logarithmic(indicator) else values.astype(float)


def _scale(indicator: Row) -> alt.Scale:
    return alt.Scale(type="log", nice=False, padding=12) if _is_logarithmic(indicator) else alt.Scale(zero=False, padding=12)


def _axis(indicator: Row, shown: pd.Series | None = None) -> alt.Axis:
    if indicator["unit"] == "year":
        return alt.Axis(format=".0f", tickMinStep=1)
    if str(indicator["unit"]).startswith("1 = yes"):
        return alt.Axis(values=[0, 1], labelExpr="datum.value == 1 ? 'yes' : 'no'")
    if shown is not None and _is_logarithmic(indicator) and len(shown):
        powers = range(int(np.floor(np.log10(shown.min()))), int(np.ceil(np.log10(shown.max()))) + 1)
        steps = (1,) if len(powers) > 3 else (1, 2, 5)
        return alt.Axis(labelExpr=_SHORT, values=[step * 10.0**power for power in powers for step in steps])
    return alt.Axis(labelExpr=_SHORT)


# 1500000 is "1.5 m": the letters that the rest of the screen uses.
_SHORT = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~r') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~r') + ' m' : format(datum.value, ',~r')"
)


def _by_region(present: pd.Series, columns: int = 6) -> alt.Color:
    regions = {**REGIONS, "Other": GREY}
    shown = [region for region in regions if region in set(present)]
    legend = alt.Legend(title=None, columns=columns) if len(shown) > 1 else None
    return alt.Color("region:N", legend=legend, scale=alt.Scale(domain=shown, range=[regions[region] for region in shown]))


def _lines(
    rows: pd.DataFrame, axis: str, colours: Mapping[str, str], scale: alt.Scale, names_at: Mapping[str, str]
) -> alt.LayerChart:
    """One line with dots per series, its name beside it instead of a legend: above its start or its end, or after its end."""
    present = [name for name in colours if name in set(rows["series"])]
    colour = alt.Color("series:N", legend=None, scale=alt.Scale(domain=present, range=[colours[name] for name in present]))
    years = sorted(rows["year"].unique().tolist())
    room = 0.28 * (years[-1] - years[0] + 1) if "after" in names_at.values() else 0.5
    x = alt.X(
        "year:Q",
        title="Year",
        axis=alt.Axis(format=".0f", values=[year for year in years if years[-1] - year != 4 or len(years) < 7]),
        scale=alt.Scale(domain=[years[0] - 0.5, years[-1] + room], nice=False),
    )
    base = alt.Chart(rows).encode(x=x, y=alt.Y("value:Q", title=axis, scale=scale, axis=alt.Axis(format=",~r")), color=colour)
    tooltip = [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("year:Q", title="Year"),
        alt.Tooltip("said:N", title="Value"),
    ]
    layers = [base.mark_line(), base.mark_point(filled=True, size=90, opacity=1).encode(tooltip=tooltip)]
    by_year = rows.sort_values("year").groupby("series")
    for place, ends, text in (
        ("start", by_year.head(1), {"align": "left", "dy": -18, "dx": -4}),
        ("end", by_year.tail(1), {"align": "right", "dy": -18}),
        ("after", by_year.tail(1), {"align": "left", "dx": 10}),
    ):
        named = ends[ends["series"].map(names_at) == place]
        if len(named):
            layers.append(alt.Chart(named).mark_text(**text).encode(x=x, y="value:Q", text="series:N"))
    return alt.layer(*layers).properties(height=300)


def _from_to(rows: pd.DataFrame) -> str:
    rows = rows.sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    start = f"{first['said']} in {first['year']:.0f}"
    return start if len(rows) == 1 else f"{start}, {last['said']} in {last['year']:.0f}"


def _with_year(row: Row) -> str:
    said = writer(row)(row["latest_value"])
    return said if words.is_unknown(row["latest_value"]) or row["unit"] == "year" else f"{said} ({row['latest_year']:.0f})"


def _unit(indicator: Row) -> str:
    unit = str(indicator["unit"])
    return "" if unit in ("year", "%", "USD", "1 = yes, 0 = no") else f"{unit} · "


def _years(first: object, last: object) -> str:
    return f"{first:.0f}" if first == last else f"latest years, {first:.0f}–{last:.0f}"


def _lower(indicator: Row) -> str:
    name = str(indicator["indicator_name"])
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
