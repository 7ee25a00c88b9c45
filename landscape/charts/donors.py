"""Charts of the donor pages: the list, the profile of one, and a few side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, DONOR_TYPES, FONT, GREEN, GREY, PURPLE, TEAL, Figure, picked
from landscape.charts.shapes import ranking

SHOWN = 15
YEARS = list(range(2010, 2021))  # of support to statistics
FREEDOM = {"earmarked": BLUE, "core": GREEN, "assessed": PURPLE, "other_contribution": GREY}  # of money given to the UN
FREEDOM_SAID = {"earmarked": "Earmarked", "core": "Core", "assessed": "Assessed", "other_contribution": "Other"}
SHADES = ("#d6e8f7", "#093a64")
FOR_MIGRATION = ("IOM", "UNFPA", "UNHCR", "UN")  # always shown where the donor gave to them
ELSEWHERE = "Several or not specified"


# --- the list ---------------------------------------------------------------------------------------------------------


def key_figures(donors: pd.DataFrame, total: int, regions: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """At most four figures on the donors shown: label, value, and what it is compared with."""
    paid = donors["statistics_to_regions_usd"].dropna().sort_values(ascending=False)
    proven = int((donors["funds_migration_statistics"] == "yes").sum())
    # What EU Institutions give comes from member states, whose own figures hold it.
    members = donors[donors["donor_id"] != "eu-institutions"]
    aid = members["oda_2024_usd"].dropna()
    left_out = ", without the EU" if len(members) < len(donors) else ""
    return [
        (
            "Donors",
            f"{len(donors):,}",
            f"of {total:,}; {(paid > 0).sum():,} with an amount paid",
        ),
        (
            f"To statistics{' there' if regions else ''}, 2010–2020",
            words.usd(paid.sum() if len(paid) else None),
            f"{words.percent(paid.head(5).sum(), paid.sum())} from the five largest" if len(paid) > 5 else "disbursed",
        ),
        (
            "Known to pay for migration data",
            f"{proven:,}",
            f"not known for {'the other ' if proven else ''}{len(donors) - proven:,}",
        ),
        (
            "Aid (ODA), 2024",
            words.usd(aid.sum() if len(aid) else None),
            f"{words.count(len(aid), 'government')}{left_out}" if len(aid) else "no figure for any of them",
        ),
    ]


def donors_by_statistics(donors: pd.DataFrame, regions: Sequence[str] = ()) -> Figure:
    """Donors ranked by what they disbursed to statistics. Needs donor_name, donor_type and statistics_to_regions_usd."""
    where = f" in {words.listed(regions)}" if regions else ""
    known = donors.dropna(subset=["statistics_to_regions_usd"])
    known = known[known["statistics_to_regions_usd"] != 0]
    chart = ranking(
        known.head(SHOWN),
        "donor_name",
        "statistics_to_regions_usd",
        "Disbursed to statistics, USD million",
        "donor_type",
        DONOR_TYPES,
    )
    amounts = known["statistics_to_regions_usd"]
    if known.empty:
        said = "No amount is recorded for any of these donors."
    elif len(known) > 5:
        said = (
            f"{words.listed(known['donor_name'].head(5).tolist())} gave {words.percent(amounts.head(5).sum(), amounts.sum())} "
            f"of the {words.usd(amounts.sum())} that {len(known)} donors disbursed."
        )
    else:
        said = f"{words.count(len(known), 'donor')} disbursed {words.usd(amounts.sum())}."
    if len(known) > SHOWN:
        rest = amounts.iloc[SHOWN:].sum()
        said += f" The {words.count(len(known) - SHOWN, 'other')} not drawn gave {words.usd(rest)}."
    return Figure(f"Who paid most for statistics{where}, 2010–2020?", chart, said)


def placed(donors: pd.DataFrame) -> pd.DataFrame:
    """The donors with an amount of aid and an amount to statistics, and what they give for each million of aid."""
    rows = donors[(donors["oda_2024_usd"] > 0) & (donors["statistics_2018_2020_usd"] > 0)]
    return rows.assign(statistics_per_million=rows["statistics_2018_2020_usd"] / 3 / (rows["oda_2024_usd"] / 1e6))


def ability_and_evidence(donors: pd.DataFrame) -> Figure:
    """Size of aid against support to statistics; the donors that give most and least for their size are named."""
    rows = placed(donors).sort_values("statistics_per_million", ascending=False)
    if len(rows) > 1:
        most, least = rows.iloc[0], rows.iloc[-1]
        said = (
            f"For its size {most['donor_name']} gave most to statistics, USD {most['statistics_per_million']:,.0f} a year "
            f"for each USD 1 m of aid, and {least['donor_name']} least, USD {least['statistics_per_million']:,.0f}."
        )
    else:
        said = f"Only {rows.iloc[0]['donor_name']} has both figures." if len(rows) else "None of these donors has both figures."
    missing = len(donors) - len(rows)
    if missing:
        said += (
            f" {words.count(missing, 'donor')} without both figures cannot be placed: only governments report aid of their own."
        )
    sides = _named(rows)
    rows = rows.assign(
        named_right=rows["donor_name"].where(rows["donor_name"].map(sides.get) == "left", ""),
        named_left=rows["donor_name"].where(rows["donor_name"].map(sides.get) == "right", ""),
        aid_millions=rows["oda_2024_usd"] / 1e6,
        statistics_millions=rows["statistics_2018_2020_usd"] / 1e6,
        aid_said=rows["oda_2024_usd"].map(words.usd),
        statistics_said=rows["statistics_2018_2020_usd"].map(words.usd),
    )
    room = 3 * _largest(rows["aid_millions"])  # for the name of the last point
    base = alt.Chart(rows).encode(
        x=_log(alt.X, "aid_millions", "Official development assistance 2024, USD million, each line ten times the last", room),
        y=_log(alt.Y, "statistics_millions", "To statistics 2018–2020, USD million", 1.5 * _largest(rows["statistics_millions"])),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("aid_said:N", title="Aid 2024"),
            alt.Tooltip("statistics_said:N", title="To statistics 2018–2020"),
            alt.Tooltip("statistics_per_million:Q", title="USD a year for each USD 1 m of aid", format=",.0f"),
        ],
    )
    points = (
        base.mark_point(filled=True, size=130, opacity=0.85)
        .encode(color=_type_colour(rows))
        .add_params(picked("mark", "donor_name"))
    )
    names = base.mark_text(align="left", dx=10).encode(text="named_right:N")
    names += base.mark_text(align="right", dx=-10).encode(text="named_left:N")
    return Figure(
        "Who gives less to statistics than the size of its aid would allow?", (points + names).properties(height=420), said
    )


# --- one donor --------------------------------------------------------------------------------------------------------


def who(facts: pd.DataFrame) -> str:
    """Who a donor is, in a sentence: type, full name, codes and whether the identifier is published or derived."""
    donor = facts.iloc[0]
    kind = dictionary.label_of("donor_type").get(donor["donor_type"], donor["donor_type"])
    kind = kind.replace("DAC member", "Member of the Development Assistance Committee (DAC)")
    said = kind if words.is_unknown(donor["full_name"]) else f"{donor['full_name']}. {kind}"
    said += ". No DAC donor code" if words.is_unknown(donor["dac_donor_code"]) else f". DAC donor code {donor['dac_donor_code']}"
    if words.is_unknown(donor["iati_org_id"]):
        return f"{said}; identifier in the International Aid Transparency Initiative (IATI) not known."
    derived = "derived" in str(donor["note"])
    code = "its DAC code" if not words.is_unknown(donor["dac_donor_code"]) else "its DAC channel code"
    how = f"derived from {code}, not seen as published" if derived else "as published"
    return f"{said}; identifier in the International Aid Transparency Initiative (IATI) {donor['iati_org_id']}, {how}."


def figures_of(facts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on one donor: its aid, the part that stays at home, its support to statistics, and migration data."""
    donor = facts.iloc[0]
    is_government = donor["donor_type"] not in ("Multilateral", "Private")
    share = words.number(donor["oda_gni_pct_2024"], 2, "%")
    cost = words.percent(donor["refugee_cost_2024_usd"], donor["oda_2024_usd"])
    rank, ranked = donor["statistics_rank"], donor["ranked_donors"]
    found = words.count(donor["strict_count"], "record", "records")
    return [
        (
            "Aid (ODA), 2024",
            words.usd(donor["oda_2024_usd"]) if is_government else "not applicable",
            f"{share} of national income" if is_government else "It is not a government",
        ),
        (
            "Refugee cost at home, 2024",
            words.usd(donor["refugee_cost_2024_usd"]) if is_government else "not applicable",
            f"{cost} of its aid" if is_government else "It is not a government",
        ),
        (
            "To statistics, 2010–2020",
            words.usd(donor["statistics_2010_2020_usd"]),
            "No amount to rank by" if words.is_unknown(rank) else f"Rank {rank} of {ranked} donors",
        ),
        (
            "Pays for migration data",
            dictionary.label_of("yes_no_unknown")[donor["funds_migration_statistics"]],
            f"{found}, {words.count(donor['evidence_count'], 'finding')}",
        ),
    ]


def mechanisms_said(name: str, mechanisms: pd.DataFrame) -> str:
    """How many mechanisms a donor pays into, and how many of them are for migration data."""
    if mechanisms.empty:
        return f"No source names {name} as a contributor to a mechanism of the landscape. That does not mean there is none."
    for_migration = int((mechanisms["funds_migration"] == "yes").sum())
    return (
        f"The sources name {name} as a contributor to {words.count(len(mechanisms), 'mechanism')}; "
        f"{for_migration or 'none'} of them {'is' if for_migration == 1 else 'are'} known to fund migration data. "
        "How much it pays into each is mostly not stated."
    )


def migration_said(facts: pd.DataFrame) -> str:
    """What is known of a donor's payments for migration data: records by the strict and the wide rule, and evidence."""
    donor = facts.iloc[0]
    strict, wide = int(donor["strict_count"]), int(donor["strict_count"] + donor["migration_only_count"])
    if not wide and not donor["evidence_count"]:
        return f"Not known: no labelled project and no piece of evidence was found for {donor['donor_name']}. That is not a no."
    said = (
        f"By the strict rule (about migration and about statistics) {words.count(strict, 'record')} of 2010–2020 "
        f"{'counts' if strict == 1 else 'count'}; by the wide rule (a migration word in the title) {wide or 'none'}. "
        "The label is one reader's judgement from the title alone."
        if wide
        else "No record of 2010–2020 has a migration word in its title."
    )
    if donor["evidence_count"]:
        found = words.count(donor["evidence_count"], "finding")
        said += f" {found} on cited pages: rows may overlap, so their amounts are never added up."
    return said


def no_amount(years: pd.DataFrame, measures: Sequence[str] = ("disbursement_usd", "commitment_usd")) -> str:
    """Why there is nothing to draw on support to statistics; "" where there is an amount."""
    if years.empty:
        return "No record of support to statistics was found for 2010–2020. That does not mean there was none."
    if not any(years[measure].any() for measure in measures):
        found = words.count(int(years["record_count"].sum()), "record")
        return (
            f"{found} of support to statistics {'was' if found == '1 record' else 'were'} found for 2010–2020, without an amount."
        )
    return ""


def statistics_by_year(years: pd.DataFrame) -> Figure:
    """What one donor disbursed in each year as columns, and what it committed as marks: two measures, never added."""
    donor = years["donor_name"].iloc[0]
    rows = years.assign(
        disbursed=years["disbursement_usd"] / 1e6,
        committed=years["commitment_usd"] / 1e6,
        disbursed_said=years["disbursement_usd"].map(words.usd),
        committed_said=years["commitment_usd"].map(words.usd),
        paid="Disbursed",
        promised="Committed",
    )
    base = alt.Chart(rows).encode(
        x=alt.X("year:O", title=None, scale=alt.Scale(domain=YEARS), axis=alt.Axis(labelAngle=0)),
        tooltip=[
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("disbursed_said:N", title="Disbursed"),
            alt.Tooltip("committed_said:N", title="Committed"),
            alt.Tooltip("record_count:Q", title="Records", format=","),
        ],
    )
    colour = {
        "type": "nominal",
        "title": None,
        "scale": alt.Scale(domain=["Disbursed", "Committed"], range=[BLUE, BROWN]),
        "legend": alt.Legend(symbolType="square"),
    }
    axis = alt.Axis(format=",~f")
    columns = base.mark_bar().encode(y=alt.Y("disbursed:Q", title="USD million", axis=axis), color=alt.Color("paid", **colour))
    marks = base.mark_tick(thickness=4, opacity=1, orient="horizontal", bandSize=44).encode(
        y=alt.Y("committed:Q", title="USD million", axis=axis), color=alt.Color("promised", **colour)
    )
    return Figure(
        "How much did it give to statistics in each year?", (columns + marks).properties(height=320), _years_said(donor, years)
    )


def _years_said(donor: str, years: pd.DataFrame) -> str:
    paid = years.dropna(subset=["disbursement_usd"])
    if paid.empty or not paid["disbursement_usd"].any():
        said = f"The records of {donor} carry no amount disbursed."
    else:
        most = paid.loc[paid["disbursement_usd"].idxmax()]
        span = _span(paid["year"])
        said = f"{donor} disbursed {words.usd(paid['disbursement_usd'].sum())} in {span}"
        said += f", most in {most['year']} ({words.usd(most['disbursement_usd'])})." if len(paid) > 1 else "."
    promised = years["commitment_usd"].dropna()
    if len(promised):
        said += f" It committed {words.usd(promised.sum())}, a measure of its own that is never added."
    taken_back = int(years["negative_count"].sum())
    if taken_back:
        said += f" {words.count(taken_back, 'record is a repayment or correction', 'records are repayments or corrections')}."
    return said


def regions(rows: pd.DataFrame) -> Figure:
    """Where one donor's money for statistics went: its M49 regions, the largest first."""
    known = rows.dropna(subset=["amount_usd"])
    named = known[(known["region_name"] != ELSEWHERE) & (known["amount_usd"] > 0)]
    if named.empty:
        said = "No amount is recorded for a single region."
    else:
        first = named.iloc[0]
        said = f"{first['region_name']} received {first['share_pct']:.0f} % of it ({words.usd(first['amount_usd'])})."
    chart = ranking(known, "region_name", "amount_usd", "Disbursed 2010–2020, USD million", room=1.4)
    return Figure("To which regions did it go?", chart, said)


def recipients(rows: pd.DataFrame, shown: int = 12) -> Figure:
    """The recipients that got most for statistics from one donor; regional recipients stay regional."""
    known = rows.dropna(subset=["amount_usd"])
    known = known[known["amount_usd"] != 0]
    countries = known.dropna(subset=["recipient_iso3"])
    if known.empty:
        said = "No amount is recorded for any recipient."
    else:
        first = known.iloc[0]
        said = f"{first['recipient_name']} received most, {words.usd(first['amount_usd'])}"
        said += f" ({first['share_pct']:.0f} %)." if len(known) > 1 else "."
        said += f" {words.count(len(countries), 'country', 'countries')} received an amount"
        regional = len(known) - len(countries)
        said += (
            f"; {words.count(regional, 'recipient is a region', 'recipients are regions')} or not specified." if regional else "."
        )
    chart = ranking(known.head(shown), "recipient_name", "amount_usd", "Disbursed 2010–2020, USD million", room=1.4)
    return Figure("Who received it?", chart, said)


def un_entities(rows: pd.DataFrame, shown: int = 9) -> Figure:
    """What one donor gave to UN entities, by how free the money is; those that matter for migration data always shown."""
    totals = rows.drop_duplicates("channel").set_index("channel")["entity_total_usd"]
    kept = [name for rank, name in enumerate(totals.index) if rank < shown or name in FOR_MIGRATION]
    labels = dictionary.label_of("un_entity")
    drawn = rows[rows["channel"].isin(kept)]
    drawn = drawn.assign(
        millions=drawn["amount_usd"] / 1e6,
        said=drawn["amount_usd"].map(words.usd),
        entity=drawn["channel"].map(labels.get).fillna(drawn["channel"]),
        freedom=drawn["finance_type"].map(FREEDOM_SAID),
        place=drawn["finance_type"].map(list(FREEDOM).index),
    )
    present = [kind for kind in FREEDOM if kind in set(drawn["finance_type"])]
    chart = (
        alt.Chart(drawn)
        .mark_bar()
        .encode(
            y=alt.Y("channel:N", sort=kept, title=None),
            x=alt.X("millions:Q", title=f"Given in {_span(rows)}, USD million", axis=alt.Axis(format=",~f")),
            color=alt.Color(
                "freedom:N",
                title=None,
                scale=alt.Scale(domain=[FREEDOM_SAID[kind] for kind in present], range=[FREEDOM[kind] for kind in present]),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("entity:N", title="UN entity"),
                alt.Tooltip("freedom:N", title="Kind"),
                alt.Tooltip("said:N", title="Amount"),
            ],
        )
        .properties(height=alt.Step(26))
    )
    return Figure("How does it fund the United Nations, and how freely?", chart, _un_said(rows, totals, labels))


def _un_said(rows: pd.DataFrame, totals: pd.Series, labels: Mapping[str, str]) -> str:
    whole = rows["amount_usd"].sum()
    earmarked = rows.loc[rows["finance_type"] == "earmarked", "amount_usd"].sum()
    said = (
        f"In {_span(rows)} it gave {words.usd(whole)} to {words.count(len(totals), 'UN entity', 'UN entities')}, "
        f"{words.percent(earmarked, whole)} of it earmarked for a purpose"
    )
    said += f", most to {labels.get(totals.index[0], totals.index[0])}." if len(totals) > 1 else "."
    if "IOM" in totals.index:
        tied = rows.loc[(rows["channel"] == "IOM") & (rows["finance_type"] == "earmarked"), "amount_usd"].sum()
        said += (
            f" The International Organization for Migration (IOM) received {words.usd(totals['IOM'])}, "
            f"{words.percent(tied, totals['IOM'])} of it earmarked."
        )
    said += " This is another view of its money: never add it to the amounts to statistics."
    return said


# --- a few donors side by side ------------------------------------------------------------------------------------------


def statistics_of_donors(years: pd.DataFrame) -> Figure:
    """What two to four donors disbursed in each year: one line each, named at its end."""
    rows = years.dropna(subset=["disbursement_usd"])
    rows = rows.assign(millions=rows["disbursement_usd"] / 1e6, said=rows["disbursement_usd"].map(words.usd))
    donors = list(dict.fromkeys(years["donor_name"]))
    colours = alt.Color(
        "donor_name:N", legend=None, scale=alt.Scale(domain=donors, range=[BLUE, BROWN, PURPLE, TEAL][: len(donors)])
    )
    base = alt.Chart(rows).encode(
        x=alt.X(
            "year:Q",
            title=None,
            axis=alt.Axis(format="d", values=YEARS),
            scale=alt.Scale(domain=[YEARS[0], YEARS[-1] + 2.2], nice=False),
        ),
        y=alt.Y("millions:Q", title="Disbursed to statistics, USD million"),
        color=colours,
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("year:Q", title="Year", format="d"),
            alt.Tooltip("said:N", title="Disbursed"),
        ],
    )
    ends = alt.Chart(_line_ends(rows)).encode(x="year:Q", y="label_height:Q")
    names = ends.mark_text(align="left", dx=26).encode(text="donor_name:N")
    names += ends.mark_point(filled=True, shape="square", size=120, opacity=1, xOffset=16).encode(color=colours)
    lines = base.mark_line() + base.mark_point(filled=True, size=70, opacity=1).add_params(picked("mark", "donor_name"))
    totals = rows.groupby("donor_name", sort=False)["disbursement_usd"].sum().sort_values(ascending=False)
    said = "; ".join(f"{name} {words.usd(amount)}" for name, amount in totals.items())
    without = [name for name in donors if name not in totals.index]
    said = f"Disbursed in {_span(rows['year'])}: {said}." if len(totals) else "None of these donors has an amount."
    if without and len(totals):
        said += f" No amount is recorded for {words.listed(without)}."
    return Figure("Who gave how much to statistics, year by year?", (lines + names).properties(height=360), said)


def _line_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The last point of each line, with the heights of their labels pushed apart until they can be read."""
    ends = rows.sort_values("year").groupby("donor_name", sort=False).tail(1).sort_values("millions")
    step = 0.065 * max(rows["millions"].max() - min(rows["millions"].min(), 0), 1e-9) if len(rows) else 0
    heights: list[float] = []
    for value in ends["millions"]:
        heights.append(value if not heights else max(value, heights[-1] + step))
    return ends.assign(label_height=np.array(heights, dtype=float))


def regions_of_donors(rows: pd.DataFrame) -> Figure:
    """The share of each region in what two to four donors gave to statistics, as a heat map with the values in its cells."""
    known = rows.dropna(subset=["share_pct"])
    known = known.assign(
        cell=known["share_pct"].map(lambda share: "<1 %" if 0 < share < 0.5 else words.number(share, unit="%")),
        said=known["amount_usd"].map(words.usd),
    )
    donors = list(dict.fromkeys(rows["donor_name"]))
    columns = [name for name in dictionary.label_of("m49_region") if name in set(known["region_name"])]
    columns += [ELSEWHERE] if ELSEWHERE in set(known["region_name"]) else []
    base = alt.Chart(known).encode(
        x=alt.X("region_name:N", title=None, sort=columns, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=190)),
        y=alt.Y("donor_name:N", title=None, sort=donors),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("region_name:N", title="Region"),
            alt.Tooltip("cell:N", title="Share of the donor's total"),
            alt.Tooltip("said:N", title="Disbursed"),
        ],
    )
    cells = base.mark_rect().encode(
        color=alt.Color("share_pct:Q", legend=None, scale=alt.Scale(domain=[0, 100], range=list(SHADES), clamp=True))
    )
    text = base.mark_text(fontSize=FONT + 2).encode(
        text="cell:N",
        color=alt.condition("datum.share_pct > 63", alt.value("#ffffff"), alt.value("#000000")),
    )
    said = ". ".join(
        f"{name} gave most to {first['region_name']} ({first['cell']})"
        for name in donors
        for _, first in known[(known["donor_name"] == name) & (known["region_name"] != ELSEWHERE)].head(1).iterrows()
    )
    return Figure(
        "Where did their money for statistics go?",
        (cells + text).properties(height=alt.Step(48)),
        f"{said}." if said else "No amount is recorded for a region.",
    )


def compared_said(facts: pd.DataFrame) -> str:
    """Which of a few donors are known to have paid for migration data."""
    proven = facts.loc[facts["funds_migration_statistics"] == "yes", "donor_name"].tolist()
    others = facts.loc[facts["funds_migration_statistics"] != "yes", "donor_name"].tolist()
    if not proven:
        return "None of them is known to have paid for migration data; that is not a no."
    said = f"{words.listed(proven)} {'is' if len(proven) == 1 else 'are'} known to have paid for migration data"
    return f"{said}; for {words.listed(others)} it is not known." if others else f"{said}."


# --- shared -----------------------------------------------------------------------------------------------------------


def _log(channel: type[alt.X] | type[alt.Y], field: str, title: str, reach: float) -> alt.X | alt.Y:
    """A logarithmic axis in powers of ten that ends at `reach`."""
    return channel(
        field,
        type="quantitative",
        title=title,
        scale=alt.Scale(type="log", nice=False, padding=14, domainMax=reach),
        axis=alt.Axis(values=[10.0**power for power in range(-6, 8)], format=",~f"),
    )


def _type_colour(rows: pd.DataFrame) -> alt.Color:
    present = [kind for kind in DONOR_TYPES if kind in set(rows["donor_type"])]
    labels = dictionary.label_of("donor_type")
    return alt.Color(
        "donor_type:N",
        title=None,
        scale=alt.Scale(domain=present, range=[DONOR_TYPES[kind] for kind in present]),
        legend=alt.Legend(labelExpr=f"{labels}[datum.label] || datum.label") if len(present) > 1 else None,
    )


def _named(rows: pd.DataFrame) -> dict[str, str]:
    """The donors to name and how their names are aligned: those that give most and least for their size, and the largest.

    A name stands where it covers no point and no other name; the two that the takeaway speaks of are named in any case.
    """
    if rows.empty:
        return {}
    points = np.log10(rows[["oda_2024_usd", "statistics_2018_2020_usd"]].to_numpy())
    points = (points - points.min(axis=0)) / np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    taken = [(x - 0.01, x + 0.01, y) for x, y in points]
    ends = [0, len(rows) - 1, 1, 2, 3, *range(len(rows) - 2, max(len(rows) - 5, 0), -1)]
    largest = np.argsort(-rows["oda_2024_usd"].to_numpy())[:4]
    sides: dict[str, str] = {}
    for one in dict.fromkeys(int(place) for place in [*ends, *largest] if place < len(rows)):
        name, (x, y) = rows["donor_name"].iloc[one], points[one]
        width = 0.011 * len(name)
        spaces = {"left": (x + 0.011, x + 0.011 + width), "right": (x - 0.011 - width, x - 0.011)}
        free = [
            side
            for side, (start, end) in spaces.items()
            if not any(start < right and left < end and abs(y - height) < 0.05 for left, right, height in taken)
        ]
        if free or one in (0, len(rows) - 1):
            sides[name] = free[0] if free else "left"
            taken.append((*spaces[sides[name]], y))
    return sides


def _largest(values: pd.Series) -> float:
    return float(values.max()) if len(values) else 1.0


def _span(rows: pd.DataFrame | pd.Series) -> str:
    first, last = (
        (rows["first_year"].min(), rows["last_year"].max()) if isinstance(rows, pd.DataFrame) else (rows.min(), rows.max())
    )
    return str(first) if first == last else f"{first}–{last}"
