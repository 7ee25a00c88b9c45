"""Charts of the page Training: when, on what and by whom is taught, where that meets a need, and where it does not."""

from __future__ import annotations

from collections.abc import Collection

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import GREY, REGIONS, Figure, picked
from landscape.charts.shapes import LONG_NAMES, by_meaning, heat_map, rule_at, span
from landscape.frameworks import supply

SMALL = "A small list from public pages, not representative: what is not in it may exist all the same."
NOTES = (
    "Stated by the sources: providers, funders, dates, places, countries. Judged by the compiler: kind, topics, phases of the "
    "GSBPM, and the region where an event covers several. Level, languages, mode and status only where a source states them.",
    "First and last years are those found, not always the true start and end.",
)
LISTED = [
    "programme_name",
    "programme_status",
    "programme_kind",
    "topics",
    "providers",
    "programme_area",
    "first_year",
    "last_year",
    "languages",
]
LISTED += ["mode", "level", "funders", "countries", "url"]
FOR_COUNTRY = [
    "programme_name",
    "programme_status",
    "programme_kind",
    "open_because",
    "languages",
    "mode",
    "topics",
    "providers",
    "url",
]
PAIRS = [
    "programme_name",
    "other_programme",
    "topics",
    "programme_area",
    "first_year",
    "last_year",
    "providers",
    "other_providers",
]
CELLS = ["training_topic", "region", *supply.COUNTS]
DETAILS = ("what_it_does", "providers", "funders", "audience", "programme_area", "countries", "dates_note", "topics")
DETAILS += ("gsbpm_phases", "level", "languages", "mode", "cost_usd", "source_date", "confidence")
PLACES = {**REGIONS, supply.WORLD: GREY}
SHOWN = 9  # providers that have a column
HOLES = 8  # holes that are put in words
_ENDS = ("Last year found", "Last year not known")


def key_figures(rows: pd.DataFrame, total: int) -> list[tuple[str, str, str]]:
    """Four figures on the programmes shown: how many there are, how many run, and of how many status and languages are known."""
    on, unknown = rows["programme_status"].isin(supply.ON), (rows["programme_status"] == "unknown").sum()
    others = int((on & ~rows["is_training"]).sum())
    said = int(rows["languages"].notna().sum())
    return [
        ("Programmes and events", f"{len(rows)}", f"of {total} in the landscape"),
        ("Running or recurring", f"{on.sum()}", f"as a source states it; {others or 'none'} a forum, network or toolkit"),
        ("Status not known", f"{unknown}", "counted neither as running nor as ended"),
        ("Languages known", f"{said} of {len(rows)}", "no source names those of the others"),
    ]


def the_one(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """The programme whose details are shown: the one of that name, or the only one; no row where there is none."""
    return rows if len(rows) == 1 else rows[rows["programme_name"] == name]


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """The programmes of which a year is known, by region of the world and year."""
    known = rows.dropna(subset=["first_year"])
    place = known["world_region"].map(list(PLACES).index)
    return known.assign(place=place).sort_values(["place", "first_year"], kind="stable").drop(columns="place")


def timeline(known: pd.DataFrame, rows: pd.DataFrame, this_year: int) -> Figure:
    """One bar per programme from the first year found to the last, by region; pale where the last is not known.

    Without a last year the bar of one that runs reaches this year, and that of any other is one year long. `known` are the
    `dated` ones among the rows.
    """
    on = known["programme_status"].isin(supply.ON)
    has_end = known["last_year"].notna()
    last = known["last_year"].where(has_end, known["first_year"].where(~on, this_year)).astype(float)
    drawn = known.assign(
        start=known["first_year"].astype(float) - 0.5,
        end=last + 0.5,
        end_known=has_end.map({True: _ENDS[0], False: _ENDS[1]}),
        said=[_years(row) for row in known.itertuples()],
        status_label=known["programme_status"].map(dictionary.label_of("programme_status")),
    )
    ends = [end for end in _ENDS if end in set(drawn["end_known"])]
    scale = alt.Scale(domain=ends, range=[1 if end == _ENDS[0] else 0.35 for end in ends])
    legend = alt.Legend(title=None, symbolFillColor=GREY, symbolType="square", symbolSize=240)
    axis = alt.Axis(format="d", orient="top", tickMinStep=1)
    reach = [float(drawn["start"].min()) - 0.5, float(max(drawn["end"].max(), this_year + 0.5)) + 0.5]
    bars = (
        alt.Chart(drawn)
        .mark_bar()
        .encode(
            y=alt.Y("programme_name:N", sort=None, axis=alt.Axis(**LONG_NAMES)),
            x=alt.X("start:Q", title=None, scale=alt.Scale(domain=reach, nice=False), axis=axis),
            x2=alt.X2("end:Q"),
            color=by_meaning(drawn["world_region"], PLACES, {}, columns=6),
            opacity=alt.Opacity("end_known:O", scale=scale, legend=legend if len(ends) > 1 else None),
            tooltip=[
                alt.Tooltip("programme_name:N", title="Programme"),
                alt.Tooltip("said:N", title="Years found"),
                alt.Tooltip("status_label:N", title="Status"),
                alt.Tooltip("programme_area:N", title="Region"),
            ],
        )
        .add_params(picked("mark", "programme_name"))
    )
    chart = alt.layer(bars, rule_at(this_year), height=alt.Step(22))
    counts = known["world_region"].value_counts()
    said = f"A year is known for {len(known)} of {words.count(len(rows), 'programme')}, "
    said += f"most of them for {counts.index[0]} ({counts.iloc[0]}). " if len(counts) > 1 else f"all for {counts.index[0]}. "
    there = int((last >= this_year).sum())
    said += f"{words.count(there, 'bar')} {'reaches' if there == 1 else 'reach'} {this_year}, the dotted line."
    return Figure("When was taught, and for which region?", chart, said)


def _years(row: object) -> str:
    return (
        f"from {row.first_year}, last year not known" if words.is_unknown(row.last_year) else span(row.first_year, row.last_year)
    )


def by_topic(rows: pd.DataFrame, this_year: int) -> pd.DataFrame:
    """How many programmes taught a topic in a year: one row per topic and year from the first year found to the last.

    One that runs and has no last year counts until this year, any other without one in its first year only.
    """
    made = [
        (topic, year)
        for row in rows.dropna(subset=["first_year"]).itertuples()
        for topic in (row.topics if row.topics is not None else ())
        for year in range(int(row.first_year), _last(row, this_year) + 1)
    ]
    counts = pd.DataFrame(made, columns=["training_topic", "year"]).value_counts().rename("programmes_found").reset_index()
    order = counts["training_topic"].map([one.code for one in dictionary.codes("training_topic")].index)
    return counts.assign(order=order).sort_values(["order", "year"], ignore_index=True).drop(columns="order")


def _last(row: object, this_year: int) -> int:
    if not words.is_unknown(row.last_year):
        return int(row.last_year)
    return max(this_year, int(row.first_year)) if row.programme_status in supply.ON else int(row.first_year)


def topics_by_year(counts: pd.DataFrame) -> Figure:
    """Programmes by topic and year. Needs training_topic, year, programmes_found, as `by_topic` gives them."""
    labels, most = dictionary.label_of("training_topic"), max(1, counts["programmes_found"].max())
    years = [str(year) for year in range(int(counts["year"].min()), int(counts["year"].max()) + 1)]
    drawn = counts.assign(
        training_topic=counts["training_topic"].map(labels),
        year=counts["year"].astype(str),
        cell=counts["programmes_found"].astype(str),
        level=counts["programmes_found"] / most,
    )
    chart = heat_map(drawn, "training_topic", "year", years, [alt.Tooltip("cell:N", title="Programmes")])
    top = counts.loc[counts["programmes_found"].idxmax()]
    said = (
        f"Most was found on {labels[top['training_topic']].lower()} in {top['year']}: {top['programmes_found']} at once. "
        "One programme can teach several topics; an empty cell means that none was found."
    )
    return Figure("When was which topic taught?", chart, said)


def by_provider(rows: pd.DataFrame) -> pd.DataFrame:
    """How many programmes a provider gives on a topic: one row per topic and provider, of the providers with most programmes."""
    each = rows[["programme_id", "topics", "providers"]].explode("providers").dropna(subset=["providers"])
    first = each["providers"].value_counts().head(SHOWN).index
    counts = each[each["providers"].isin(first)].explode("topics").dropna(subset=["topics"])
    counts = counts.groupby(["topics", "providers"]).size().rename("programmes_found").reset_index()
    counts = counts.rename(columns={"topics": "training_topic", "providers": "provider"})
    order = [one.code for one in dictionary.codes("training_topic")]
    place = counts["training_topic"].map(order.index) * 100 + counts["provider"].map(list(first).index)
    return counts.assign(place=place).sort_values("place", ignore_index=True).drop(columns="place")


def providers(counts: pd.DataFrame, rows: pd.DataFrame) -> Figure:
    """Topics by provider. Needs training_topic, provider and programmes_found, as `by_provider` gives them."""
    labels, most = dictionary.label_of("training_topic"), max(1, counts["programmes_found"].max())
    named = rows["providers"].explode().dropna().value_counts()
    columns = [name for name in named.index if name in set(counts["provider"])]
    drawn = counts.assign(
        training_topic=counts["training_topic"].map(labels),
        cell=counts["programmes_found"].astype(str),
        level=counts["programmes_found"] / most,
    )
    chart = heat_map(drawn, "training_topic", "provider", columns, [alt.Tooltip("cell:N", title="Programmes")], is_wrapped=True)
    top = counts.loc[counts["programmes_found"].idxmax()]
    many = words.count(named.size, "provider")
    said = (
        f"{columns[0]} is named in most programmes ({named.iloc[0]} of {len(rows)}); the strongest pair is {top['provider']} on "
        f"{labels[top['training_topic']].lower()} ({top['programmes_found']}). {len(columns)} of {many} are drawn; an "
        "empty cell means that none was found. Providers are spelled as the sources have them."
    )
    return Figure("Who teaches what?", chart, said)


def supply_and_need(cells: pd.DataFrame, rules: pd.DataFrame) -> Figure:
    """Topics by region: programmes that run beside the countries that lack. Needs `CELLS`; darker where more countries lack.

    `rules` says by what a country lacks in each topic.
    """
    labels = dictionary.label_of("training_topic")
    drawn = cells.assign(
        training_topic=cells["training_topic"].map(labels),
        level=cells["lacking_count"] / max(1, cells["lacking_count"].max()),
        cell=[f"{row.running_count or 'none'} · {row.lacking_count} of {row.country_count} lack" for row in cells.itertuples()],
    )
    more = [
        alt.Tooltip("running_count:Q", title="Running in the region"),
        alt.Tooltip("global_count:Q", title="Running for the whole world"),
        alt.Tooltip("status_unknown_count:Q", title="Status not known"),
        alt.Tooltip("lacking_count:Q", title="Countries that lack"),
        alt.Tooltip("countries_not_known:Q", title="Not known of"),
    ]
    chart = heat_map(drawn, "training_topic", "region", list(dict.fromkeys(cells["region"])), more)
    open_cells, with_need = supply.holes(cells), cells[cells["lacking_count"] > 0]
    said = (
        f"In {len(open_cells)} of {len(with_need)} cells in which countries lack, no programme of the region runs. A cell says "
        "how many programmes of the region run or recur, and how many of its countries lack; darker is more countries. "
        f"{_lacking_said(rules[rules['training_topic'].isin(cells['training_topic'])])}"
    )
    return Figure("Where does training run, and where is it needed?", chart, said)


def _lacking_said(rules: pd.DataFrame) -> str:
    """What countries lack, in short: the limits of one topic, of several what they are read from."""
    if rules["training_topic"].nunique() == 1:
        what = f"Lacking means {words.listed([words.inside(_holds(row)) for row in rules.itertuples()])}."
    else:
        names = [words.inside(name) for name in rules["component_name"].unique()]
        what = f"What they lack is read from {words.listed(names)}; “How these figures are made” has the limits."
    return f"{what} Only countries that receive aid count."


def _holds(row: object) -> str:
    return f"{row.component_name} {row.comparison} {words.number(row.threshold)} ({row.raw_unit})"


def answer_said(cells: pd.DataFrame, topics: Collection[str]) -> str:
    """Of a few topics, which regions have running training and which need it, in words; "" where no topic is chosen."""
    labels, lines = dictionary.label_of("training_topic"), []
    for topic in topics:
        own = cells[cells["training_topic"] == topic]
        runs = [f"{row.region} ({row.running_count})" for row in own.itertuples() if row.running_count]
        needs = own[own["lacking_count"] > 0].sort_values("lacking_count", ascending=False)
        lack = [f"{row.region} ({row.lacking_count} of {row.country_count} countries)" for row in needs.itertuples()]
        world = own["global_count"].iloc[0] if len(own) else 0
        lines.append(
            f"**{labels[topic]}**: running in {words.listed(runs) if runs else 'no region'}, and "
            f"{words.count(int(world), 'programme')} for the whole world; "
            f"needed in {words.listed(lack) if lack else 'no region'}."
        )
    return "\n\n".join(lines)


def holes_said(cells: pd.DataFrame) -> list[str]:
    """The largest holes in sentences: topic and region, how many countries lack, and what there is all the same."""
    labels = dictionary.label_of("training_topic")
    found = supply.holes(cells)
    said = [
        f"{labels[row.training_topic]}, {row.region}: {row.lacking_count} of {row.country_count} countries lack, and no "
        f"programme of the region runs; {row.global_count or 'none'} for the whole world"
        + (f", {row.status_unknown_count} of status not known" if row.status_unknown_count else "")
        + (f"; of {words.count(row.countries_not_known, 'country')} it is not known" if row.countries_not_known else "")
        + "."
        for row in found.head(HOLES).itertuples()
    ]
    return [*said, f"{len(found) - HOLES} more in the table."] if len(found) > HOLES else said


def rule_said(rules: pd.DataFrame) -> str:
    """When a country is said to lack in a topic, one line per topic."""
    labels = dictionary.label_of("training_topic")
    lines = []
    for topic, some in rules.groupby("training_topic", sort=False):
        holds = [words.plain(_holds(row)) for row in some.itertuples()]
        why = "; ".join(str(one) for one in some["reason"] if not words.is_unknown(one))
        lines.append(f"- **{labels[topic]}**: {' and '.join(holds)}. {words.plain(why)}.")
    return (
        "Supply counts training whose status a source states as running or recurring; that of a sub-region counts for its "
        "region. What counts as training follows from the kind in the list: workshops, seminar series, courses on and off line, "
        "training of trainers, twinning and projects in countries do; forums, networks and toolkits do not. "
        "Need counts the aid recipients that lack by the components of the page Needs. A country lacks where all "
        "components of a topic hold; where one does not hold it does not lack; otherwise it is not known, and counted apart. "
        "Which component stands for which topic is judgement, kept as rows of the list *Needs behind topics of training*, which "
        "members can change.\n\n" + "\n".join(lines)
    )


def for_country_said(rows: pd.DataFrame, name: str) -> str:
    """What one country can attend and in which language, in a sentence or two."""
    rows, others = rows[rows["is_training"]], rows[~rows["is_training"]]
    on = rows[rows["programme_status"].isin(supply.ON)]
    unknown = int((rows["programme_status"] == "unknown").sum())
    meets = int(others["programme_status"].isin(supply.ON).sum())
    if on.empty:
        said = f"The landscape documents no running training that names {words.the(name)}, its region or the whole world. "
    else:
        why = on["open_because"].value_counts()
        where = words.the(name)
        said = f"{where[0].upper()}{where[1:]} can attend {words.count(len(on), 'programme')} that "
        said += f"{'runs or recurs' if len(on) == 1 else 'run or recur'}, as far as their place says: "
        said += f"{words.listed([f'{count} naming {reason}' for reason, count in why.items()])}. "
    spoken = on["languages"].dropna().explode().value_counts()
    known = int(on["languages"].notna().sum())
    if len(on):
        said += f"Languages are known of {known} of them" if known else "Their languages are not known"
        said += f" ({words.listed([f'{name} in {count}' for name, count in spoken.items()])}). " if known else ". "
    said += f"Of {unknown} more it is not known whether they still run. " if unknown else ""
    said += f"Forums, networks and toolkits that run stand in the list and are not counted ({meets}). " if meets else ""
    return said + "Whether a place is free, and for whom, only the provider knows."


def undated(rows: pd.DataFrame) -> str:
    """Which programmes have no known year, in a sentence; "" where all have one."""
    names = rows[rows["first_year"].isna()]["programme_name"].tolist()
    return f"No source names a year for {words.count(len(names), 'programme')}: {'; '.join(names)}." if names else ""


def pairs_said(pairs: pd.DataFrame) -> str:
    """How much overlaps, in a sentence."""
    if pairs.empty:
        return "No two programmes of different providers share a topic, a region and a year."
    topics = pairs["topics"].explode().value_counts()
    label = dictionary.label_of("training_topic")[topics.index[0]].lower()
    return (
        f"{words.count(len(pairs), 'pair')} of programmes share a topic, a region and a year and have no provider in common, "
        f"most often on {label} ({topics.iloc[0]}). That is a reason to ask, not a finding: they may complement one another. "
        "Programmes without a known year are in no pair, and where both name countries, they share one."
    )
