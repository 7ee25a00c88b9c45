"""Charts of the profile of a country: how strong its statistics are, who moves, who pays."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREY, Figure, picked
from landscape.charts.indicators import SCORES, Row, only, short_name, with_year, writer
from landscape.charts.shapes import lines, ranking

RELEASES = {"current": "Current release", "earlier": "Earlier release"}
MOVEMENTS = {"migrant_stock_in": ("Immigrants", BLUE), "migrant_stock_out": ("Emigrants", BROWN)}
SIZES = ((1e6, "million persons"), (1e3, "thousand persons"), (1, "persons"))

# What the page asks for by name.
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

# The tables of a profile: the question, what one row is, the columns shown (downloads have all), and what to know of them.
# What a click on a row of a table opens: the column that names it, the page and the page's filter.
OPENS = {
    "All indicators": ("indicator_name", "explore/countries", "indicator"),
    "Projects": ("donor_name", "explore/donor", "donor"),
    "Mechanisms": ("mechanism_name", "explore/mechanism", "mechanism"),
}
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
        [
            *("from_institution", "to_institution", "arrangement", "is_planned", "is_ended", "dataset", "frequency"),
            *("links_individuals", "since_year", "until_year", "url"),
        ],
        "The arrangement is the compiler’s judgement; a committee means that only a coordinating body is documented. One that is "
        "only planned does not run yet; one whose last year is past has ended.",
    ),
    "Projects": (
        "country_projects",
        "record with a migration word in its title",
        ["title", "donor_name", "year", "theme", "disbursement_usd", "commitment_usd", "recipient_name"],
        "Themes follow from the words of the title. Constant prices, base year not stated by the source.",
    ),
    "Programmes": (
        "country_programmes",
        "training programme",
        ["programme_name", "providers", "first_year", "last_year", "programme_status", "what_it_does", "url"],
        "First and last years are those found, not always the true start and end.",
    ),
    "Training it can attend": (
        "country_training",
        "training programme",
        [
            *("programme_name", "programme_status", "programme_kind", "open_because", "languages", "mode", "topics"),
            *("providers", "url"),
        ],
        "By the place that a programme names; one that names countries is for these alone. Most languages are not known.",
    ),
    "Assessments": (
        "country_assessments",
        "assessment",
        ["indicator_name", "latest_value", "unit", "latest_year", "what_measured", "publisher", "url"],
        "SPI, ODIN and the SDG indicators on statistics. The page Assessments sets all countries beside each other.",
    ),
    "Mechanisms": (
        "country_mechanisms",
        "mechanism",
        ["mechanism_name", "mechanism_kind", "status", "funds_migration", "regions", "eligible", "application_route", "url"],
        "Their regions cover the country; that does not make it eligible. Kinds and ways in are judged by the compiler.",
    ),
}


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
    aid = "on the list of aid recipients" if country["is_oda_eligible"] else "not on the list of aid recipients"
    return f"{', '.join([place, income, *groups, aid])}."


def reasons_of(country: Row) -> dict[str, str]:
    """What opens the page Needs at the rank of a country: one that is no aid recipient is ranked among all countries."""
    link = {"country": str(country["country_name"]), "view": "Why this rank"}
    return link if country["is_oda_eligible"] else {**link, "scored": dictionary.label_of("scored")["all"]}


def key_figures(latest: pd.DataFrame, years: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on one country, from its latest indicators and the support to its statistics by year."""
    by_code = latest.set_index("indicator_id")

    def one(code: str, label: str) -> tuple[str, str, str]:
        row = by_code.loc[code]
        said = writer(row)
        median = "" if words.is_unknown(row["region_median"]) else f"{row['region']}: median {said(row['region_median'])}"
        scale = "seen from" if row["unit"] == "year" else "0–100,"
        year = "" if words.is_unknown(row["latest_year"]) else f"{scale} {row['latest_year']:.0f}"
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


def gaps(latest: pd.DataFrame) -> str:
    """What is missing by the figures shown here, in one sentence, and how many signs of a gap are not known."""
    by_code = latest.set_index("indicator_id").to_dict("index")
    found, not_known = [], 0
    for code, (gap, is_gap) in GAPS.items():
        row = by_code.get(code, {"latest_value": None})
        if words.is_unknown(row["latest_value"]) or (is_gap is _is_below and words.is_unknown(row["region_median"])):
            not_known += 1
        elif is_gap(row):
            year = "" if row["unit"] == "year" else f" ({row['latest_year']:.0f})"
            found.append(f"{gap.format(**row)}{year}")
    looked_at = f"{len(found)} of {len(GAPS)} signs of a gap looked at"
    said = (
        f"Gaps by these figures: {'; '.join(found)}." if found else f"None of the {len(GAPS)} signs of a gap looked at is found."
    )
    said = f"{said[:-1]} ({looked_at})." if found else said
    said += f" {not_known} could not be seen because no value is published." if not_known else ""
    seen = by_code.get("last_census_year", {}).get("latest_year")
    return said if words.is_unknown(seen) else f"{said} The age of the census is that in {seen:.0f}."


def _is_below(row: Row) -> bool:
    return row["latest_value"] < row["region_median"]


def _is_no(row: Row) -> bool:
    return row["latest_value"] == 0


def _is_old(row: Row) -> bool:
    return row["latest_value"] < row["latest_year"] - 10


# Signs of a gap in the statistics of a country: what is said of it and when it is there.
GAPS = {
    "last_census_year": ("last census in {latest_value:.0f}, over 10 years ago", _is_old),
    "spi_overall": ("statistical performance below the median of {region}", _is_below),
    "odin_population_coverage": ("fewer population data published than the median of {region}", _is_below),
    "sdg_17_18_2": ("law on statistics does not follow the UN principles", _is_no),
    "sdg_17_18_3_implemented": ("no national statistical plan under way", _is_no),
    "sdg_17_18_3_funded": ("no fully funded statistical plan", _is_no),
    "sdg_17_19_2_births": ("birth registration under 90 % complete", _is_no),
    "sdg_17_19_2_deaths": ("death registration under 75 % complete", _is_no),
}
VINTAGES = "Values of the SDG indicators come from a release of 2019; ODIN, open data, ends in 2020."


def no_score(name: str) -> str:
    """What is said of a country without any score of statistical capacity."""
    return f"No score of statistical capacity is published for {words.the(name)}."


def no_support(name: str) -> str:
    """What is said of a country whose statistics no record of support names."""
    return (
        f"No record of support to the statistics of {words.the(name)} was found for 2010–2020. That does not mean there was none."
    )


def mechanisms_said(name: str, mechanisms: pd.DataFrame) -> str:
    """How many mechanisms cover a country with their regions, and what is known of them."""
    if mechanisms.empty:
        return f"The regions of no mechanism of the landscape cover {words.the(name)}."
    is_open, pays = (mechanisms["status"] == "open").sum(), (mechanisms["funds_migration"] == "yes").sum()
    return (
        f"The regions of {words.count(len(mechanisms), 'mechanism')} cover {words.the(name)}; that does not make it eligible. "
        f"{is_open or 'None'} of them {'is' if is_open == 1 else 'are'} stated as open, "
        f"{pays or 'none'} {'is' if pays == 1 else 'are'} known to fund migration data."
    )


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
    base = alt.Chart().encode(y=alt.Y("short:N", sort=order, title=None, axis=alt.Axis(labelLimit=320)))
    lines = base.mark_rule(stroke=GREY, opacity=0.6).encode(
        x=alt.X("min(score):Q", title="Score, 0–100"), x2=alt.X2("max(score):Q")
    )
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
    who = words.the(name)
    said = f"{who[:1].upper()}{who[1:]} is below its region’s median in {len(below)} of {words.count(len(known), 'score')}."
    if len(below):
        gap = (below["region_median"] - below["latest_value"]).sort_values().index[-1]
        said += f" The widest gap: {short_name(below.loc[gap, 'indicator_name'])}."
    if missing:
        said += f" {words.count(int(missing), 'score is', 'scores are')} not known."
    chart = alt.layer(lines, points.add_params(picked("mark", "indicator_name")), data=dots, height=alt.Step(34))
    return Figure(f"How strong are the statistics of {words.the(name)}?", chart, said)


def scores_over_time(series: pd.DataFrame, name: str) -> Figure:
    """The overall score by year, each release a line of its own. Needs at least one row of either release."""
    rows = only(series, TREND)
    rows = rows.assign(release=rows["release"].map(RELEASES), said=rows["value"].map(lambda value: words.number(value, 1)))
    chart = lines(
        rows,
        "release",
        "Overall score, 0–100",
        dict(zip(RELEASES.values(), (BLUE, GREY), strict=True)),
        {RELEASES["earlier"]: "start", RELEASES["current"]: "end"},
        alt.Scale(domain=[0, 100]),
    )
    said = [
        f"{RELEASES[release]}: {_from_to(of_release)}."
        for release, of_release in ((release, rows[rows["release"] == label]) for release, label in RELEASES.items())
        if len(of_release)
    ]
    return Figure(
        f"Has the statistical performance of {words.the(name)} changed?",
        chart,
        f"{' '.join(said)} The releases follow different rules: never read one as the continuation of the other.",
    )


def movements(series: pd.DataFrame, name: str) -> Figure:
    """Immigrants and emigrants by year. Needs at least one row."""
    rows = only(series, MOVEMENTS)
    most = rows["value"].max()
    size, unit = next((size, unit) for size, unit in SIZES if most >= 2 * size or size == 1)
    rows = rows.assign(
        value=rows["value"] / size,
        indicator_name=rows["indicator_id"].map({code: label for code, (label, _) in MOVEMENTS.items()}),
        said=rows["value"].map(words.number),
    )
    chart = lines(rows, "indicator_name", f"Mid-year stock, {unit}", dict(MOVEMENTS.values()))
    last = rows["year"].max()
    ends = [f"{row.said} {row.indicator_name.lower()}" for row in rows[rows["year"] == last].itertuples()]
    said = f"In {last:.0f}: {words.listed(ends)}. Estimates at mid-year; refugees are included."
    return Figure(f"How many migrants live in {words.the(name)}, how many of its people live abroad?", chart, said)


def indicator_of(mark: str, series: pd.DataFrame) -> str:
    """The name of the indicator behind a mark that was clicked: lines over time have short names."""
    codes = {**dict(zip(RELEASES.values(), TREND, strict=True)), **{label: code for code, (label, _) in MOVEMENTS.items()}}
    names = dict(zip(series["indicator_id"], series["indicator_name"], strict=True))
    return str(names.get(codes.get(mark, ""), mark))


def support_by_year(years: pd.DataFrame, name: str) -> Figure:
    """What was disbursed to statistics by year, 2010–2020. Needs at least one row."""
    rows = years.assign(millions=years["amount_usd"] / 1e6, said=years["amount_usd"].map(words.usd))
    chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="Year", scale=alt.Scale(domain=list(range(2010, 2021))), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("millions:Q", title="Disbursed, USD million", axis=alt.Axis(format=",~f")),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("said:N", title="Disbursed"),
                alt.Tooltip("record_count:Q", title="Records"),
                alt.Tooltip("donor_count:Q", title="Donors"),
            ],
        )
        .add_params(picked("mark", "year"))
        .properties(height=300)
    )
    known = rows.dropna(subset=["amount_usd"])
    if known.empty:
        count = words.count(int(rows["record_count"].sum()), "record names", "records name")
        said = f"{count} {words.the(name)}, none with an amount."
    else:
        top = known.loc[known["amount_usd"].idxmax()]
        total = words.usd(known["amount_usd"].sum()) + words.repaid(known["amount_usd"])
        years_said = words.count(len(known), "year")
        said = (
            f"{total} in {years_said} with a record, most in {top['year']:.0f} ({top['said']}). No column: no record, not zero."
        )
    return Figure(f"How much was paid for statistics in {words.the(name)}?", chart, said)


def donors_of(donors: pd.DataFrame, name: str, shown: int = 10) -> Figure:
    """Who paid for statistics in one country, 2010–2020. Needs at least one known amount."""
    known = donors.dropna(subset=["amount_usd"])
    top = known.head(shown)
    chart = ranking(top, "donor_name", "amount_usd", "Disbursed to statistics 2010–2020, {}", room=1.35)
    total, first = known["amount_usd"].sum(), known.iloc[0]
    repaid = words.repaid(known["amount_usd"])
    if repaid:
        said = f"{words.count(len(known), 'donor')} disbursed {words.usd(total)}{repaid}."
    elif len(known) == 1 or not total:
        said = f"{first['donor_name']} paid all of it." if total else "The known amounts are all zero."
    else:
        said = f"{first['donor_name']} paid {words.percent(first['amount_usd'], total)} of what "
        said += f"{words.count(len(known), 'donor')} disbursed."
    return Figure(f"Who paid for statistics in {words.the(name)}, 2010–2020?", chart, said)


def facts(latest: pd.DataFrame) -> list[tuple[str, str]]:
    """Plans, registers and people as pairs of name and value with its year: ("Refugees hosted", "12,345 (2024)")."""
    rows = only(latest, FACTS)
    return [(str(row["indicator_name"]), with_year(row)) for row in rows.to_dict("records")]


def unknowns(name: str, latest: pd.DataFrame, counts: Row) -> list[str]:
    """What is not known about one country, as sentences."""
    missing = latest[latest["latest_value"].isna()]["indicator_name"].tolist()
    said = []
    if missing:
        more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
        said.append(f"No value is published for: {', '.join(missing[:6])}{more}.")
    if not counts["funding_count"]:
        said.append(f"No record of support to statistics, 2010–2020, names {words.the(name)}. That does not mean there was none.")
    else:
        said.append("What was paid for statistics after 2020: the source ends there.")
    if not counts["institution_count"]:
        documented = words.count(counts["documented_country_count"], "country", "countries")
        said.append(f"Which institutions produce migration statistics: the landscape documents {documented} so far.")
    if not counts["exchange_count"]:
        said.append("Whether and how institutions share migration data.")
    said.append("What the country itself says it needs: no source of the landscape asks that yet.")
    return said


def _from_to(rows: pd.DataFrame) -> str:
    rows = rows.sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    start = f"{first['said']} in {first['year']:.0f}"
    return start if len(rows) == 1 else f"{start}, {last['said']} in {last['year']:.0f}"
