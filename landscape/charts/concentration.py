"""Charts of the page of concentration: how many donors it comes down to, who depends on one, and what goes with one."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, DONOR_TYPES, GREY, PURPLE, RED, Figure, picked
from landscape.charts.funding import PRICES
from landscape.charts.shapes import lines, named, names_beside, ranking, span, unit_of

SHOWN = 15
NAMED = 10
NOTHING = "No donor has a known amount above zero here: there is no share to tell. Choose other years, records or donors."
RULE = (
    "A share is a part of what single donors gave, net of repayments. A donor with more repaid than paid, one without a known "
    "amount and money of many (pooled funds, own revenue, contributors that are not named) have no share. "
    "Dependence is more than half from one donor."
)
METHOD = (
    "**Share of the largest (CR1, CR5, CR10).** The amounts of the 1, 5 or 10 largest donors over those of all, in per cent.  \n"
    "**Herfindahl–Hirschman index (HHI).** The sum of the squared shares: HHI = Σ (100 · amount ÷ total)², from near 0 to 10,000 "
    "for one donor alone.  \n"
    "**Effective number of donors.** 10,000 ÷ HHI: as many donors of equal size would be as concentrated.  \n"
    "**If a donor leaves.** Its amounts over those of all, by country, by UN entity and by mechanism; “more than half” is over "
    "50 %. It is arithmetic on past payments: nobody else is supposed to step in, and a plan to leave is not implied.\n\n"
    f"{RULE} For a period, amounts are added up first; a year alone moves with one large loan, so the first and the last three "
    "years are compared. The effective number lies between 1 and the number of donors. No number is too few as such: "
    "competition authorities call a market above an index of 1,800 highly concentrated (United States Merger Guidelines, 2023), "
    "but donors are no market. A country that depends on one donor here can have support that no source of this lens records.\n\n"
    "Sources: A. O. Hirschman, “The Paternity of an Index”, *American Economic Review* 54 (1964); M. A. Adelman, “Comment on the "
    "‘H’ Concentration Measure as a Numbers-Equivalent”, *Review of Economics and Statistics* 51 (1969); on donors, S. Knack and "
    "A. Rahman, “Donor fragmentation and bureaucratic quality in aid recipients”, *Journal of Development Economics* 83 (2007)."
)
DEPENDENCE = ["cr1_pct", "largest_donor", "amount_usd", "donor_count", "effective_donors", "hhi"]
LOST = ["lost_usd", "lost_pct", "amount_usd", "donor_count"]
MECHANISMS = ["mechanism_name", "mechanism_kind", "status", "share_pct", "paid_usd", "contributor_count"]
FEW = {"cr10_pct": "Ten largest", "cr5_pct": "Five largest", "cr1_pct": "Largest donor"}
_FEW_COLOURS = {"Ten largest": PURPLE, "Five largest": BLUE, "Largest donor": BROWN}
_AMOUNTS = "replace(replace(replace(datum.label, 'G', ' bn'), 'M', ' m'), 'k', ' k')"
HALVES = {"More than half": RED, "Half or less": BLUE}
_NOTE = {
    "statistics": "",
    "iati": " Organisations overlap, and few publish for each country: shares of what is published, not of all support.",
    "un": " Money through pooled funds or other UN bodies counts twice.",
}


def facts(periods: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four key figures of the last period, each beside the first: label, value and comparison."""
    last = periods.iloc[-1]
    when = span(last["first_year"], last["last_year"])
    shapes = {
        "Effective number of donors": ("effective_donors", _one, f"{when}, of {words.count(last['donor_count'], 'donor')}"),
        "Share of the largest donor": ("cr1_pct", _whole, f"{words.plain(str(last['largest_donor']))}, {when}"),
        "Share of the five largest": ("cr5_pct", _whole, f"{when}; ten largest {_whole(last['cr10_pct'])}"),
        "Herfindahl–Hirschman index": ("hhi", words.number, f"{when}; 10,000 is one donor alone"),
    }
    return [(label, say(last[name]), said + _before(periods, name, say)) for label, (name, say, said) in shapes.items()]


def _before(periods: pd.DataFrame, name: str, say: object) -> str:
    if len(periods) < 2:
        return ""
    first = periods.iloc[0]
    return f". In {span(first['first_year'], first['last_year'])}: {say(first[name])}"


def leaving_facts(donor: str, all_lost: pd.DataFrame, lost: pd.DataFrame, mechanisms: pd.DataFrame, lens: str) -> list[tuple]:
    """Four key figures of one donor that leaves: label, value and comparison. `all_lost` is what `leaving` says of all donors."""
    mine = all_lost[all_lost["donor_name"] == donor]
    amount, share = (mine["lost_usd"].iloc[0], mine["lost_pct"].iloc[0]) if len(mine) else (None, None)
    rank = f"Of what single donors gave; number {mine.index[0] + 1} of {len(all_lost):,}" if len(mine) else "It has no share"
    things = "UN entities" if lens == "un" else "Countries"
    decided, alone = int(mechanisms["share_pct"].notna().sum()), int((mechanisms["other_contributor_count"] == 0).sum())
    known = f"its share is known of {decided}" if decided else "what share is not known"
    paid = f"It has paid into {len(mechanisms)}, {known}. Only contributor named of {alone}"
    return [
        ("Would be lost", words.usd(amount), f"In {PRICES[lens]}"),
        ("Share of all", words.percent(share, 100), rank),
        (f"{things} losing over half", f"{int(lost['loses_half'].sum())}", f"Of {len(lost)} that it gives to"),
        (
            "Mechanisms losing over half",
            f"{int((mechanisms['share_pct'] > 50).sum())}" if decided else words.NOT_KNOWN,
            paid if len(mechanisms) else "No source names it as a contributor",
        ),
    ]


def left_out(rows: pd.DataFrame, lens: str, away: float = 0) -> str:
    """What is in no share, in a sentence, over all rows of `concentration`; `away` is what went to no single country, in USD."""
    said = [f"{words.usd(away)} for regional or unspecified recipients"] if abs(away) >= 0.5 else []
    if rows["unnamed_usd"].any():
        said.append(f"{words.usd(rows['unnamed_usd'].sum())} of pooled funds, own revenue and contributors that are not named")
    if rows["repaid_count"].any():
        count = words.count(int(rows["repaid_count"].sum()), "case")
        said.append(f"{words.usd(rows['repaid_usd'].sum())} of donors with more repaid than paid ({count})")
    if rows["unknown_donor_count"].any():
        said.append(f"donors without a known amount ({words.count(int(rows['unknown_donor_count'].sum()), 'case')})")
    return (f"In no share: {words.listed(said)}." if said else "Every donor with a record has a share.") + _NOTE[lens]


def effective(years: pd.DataFrame, lens: str) -> Figure:
    """The effective number of donors in each year; a click returns the year. Needs what `concentration` says of years."""
    shown = years.assign(
        said=years["effective_donors"].map(_one),
        amount=years["amount_usd"].map(words.usd),
        index_said=years["hhi"].map(words.number),
    )
    base = alt.Chart().encode(
        x=alt.X("year:O", title="Year", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("effective_donors:Q", title="Donors of equal size", axis=alt.Axis(tickMinStep=1)),
        tooltip=[
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("said:N", title="Effective number of donors"),
            alt.Tooltip("donor_count:Q", title="Donors"),
            alt.Tooltip("index_said:N", title="Herfindahl–Hirschman index"),
            alt.Tooltip("amount:N", title="Given"),
        ],
    )
    bars = base.mark_bar().add_params(picked("mark", "year"))
    chart = alt.layer(bars, base.mark_text(dy=-10).encode(text="said:N"), data=shown, height=300)
    return Figure("How many donors does it come down to?", chart, _effective_said(years, lens))


def _effective_said(years: pd.DataFrame, lens: str) -> str:
    known = years.dropna(subset=["effective_donors"])
    last = known.iloc[-1]
    said = (
        f"In {last['year']} the money of {words.count(int(last['donor_count']), 'donor')} was as concentrated as that of "
        f"{_one(last['effective_donors'])} of equal size"
    )
    if len(known) > 1:
        low, high = (known.loc[known["effective_donors"].agg(pick)] for pick in ("idxmin", "idxmax"))
        said += f"; lowest in {low['year']} ({_one(low['effective_donors'])}), highest in {high['year']} "
        said += f"({_one(high['effective_donors'])})"
    return f"{said}. In {PRICES[lens]}."


def few(years: pd.DataFrame) -> Figure:
    """The shares of the largest donor, the five and the ten largest in each year; a click returns the year or the few."""
    long = years[["year", *FEW]].melt("year", list(FEW), var_name="largest_few", value_name="value").dropna(subset=["value"])
    long = long.assign(largest_few=long["largest_few"].map(FEW), said=long["value"].map(_whole))
    chart = lines(long, "largest_few", "Share of all, %", _FEW_COLOURS, scale=alt.Scale(domain=[0, 100]), room=0.36)
    chart.layer[1].params = alt.Undefined  # the columns beside it take the click
    last = years.dropna(subset=["cr1_pct"]).iloc[-1]
    said = (
        f"In {last['year']} the largest donor, {last['largest_donor']}, gave {_whole(last['cr1_pct'])}, the five largest "
        f"{_whole(last['cr5_pct'])} and the ten largest {_whole(last['cr10_pct'])}."
    )
    return Figure("What share do the largest give?", chart, said)


def dependence(rows: pd.DataFrame, lens: str, names: str) -> Figure:
    """Each country or UN entity by what it received and the part from its largest donor; a click returns its name (`names`)."""
    known = rows.dropna(subset=["cr1_pct"]).reset_index(drop=True)
    across = np.log10(known["amount_usd"].clip(lower=1))
    wanted = known.assign(place=range(len(known))).sort_values(["depends", "amount_usd"], ascending=False)["place"]
    shown = known.assign(
        side=names_beside(across, known["cr1_pct"], known[names], list(wanted), most=NAMED),
        half=np.where(known["depends"].astype(bool), *HALVES),
        said=known["amount_usd"].map(words.usd),
        share_said=known["cr1_pct"].map(_whole),
    )
    base = alt.Chart().encode(
        x=alt.X(
            "amount_usd:Q",
            title=f"Received, USD, {'constant' if lens == 'statistics' else 'current'} prices",
            scale=alt.Scale(type="log"),
            axis=alt.Axis(format="~s", values=[10.0**n for n in range(13)], labelExpr=_AMOUNTS),
        ),
        y=alt.Y("cr1_pct:Q", title="From its largest donor, %", scale=alt.Scale(domain=[0, 100])),
    )
    dots = base.mark_circle(size=95, opacity=0.85).encode(
        color=alt.Color("half:N", title=None, scale=alt.Scale(domain=list(HALVES), range=list(HALVES.values()))),
        tooltip=[
            alt.Tooltip(names, type="nominal", title=_thing(lens)),
            alt.Tooltip("largest_donor:N", title="Largest donor"),
            alt.Tooltip("share_said:N", title="Its share"),
            alt.Tooltip("said:N", title="Received"),
            alt.Tooltip("donor_count:Q", title="Donors"),
        ],
    )
    line = alt.Chart().mark_rule(stroke=GREY, strokeDash=[5, 4], strokeWidth=1.5).encode(y=alt.datum(50))
    chart = alt.layer(line, dots.add_params(picked("mark", names)), *named(base, names), data=shown, height=420)
    asked = "Which UN entities depend on one donor?" if lens == "un" else "Which countries depend on one donor?"
    return Figure(asked, chart, _dependence_said(known, names, lens))


def _dependence_said(known: pd.DataFrame, names: str, lens: str) -> str:
    if known.empty:
        return NOTHING
    half = known[known["depends"].astype(bool)]
    said = f"{len(half)} of {words.count(len(known), *_counted(lens))} received more than half from one donor"
    if half.empty:
        return f"{said}."
    who, alone = half["largest_donor"].value_counts(), int((half["donor_count"] == 1).sum())
    largest = half.sort_values("amount_usd", ascending=False).head(3)
    most = [f"{row[names]} ({_whole(row['cr1_pct'])} from {row['largest_donor']})" for _, row in largest.iterrows()]
    said += f", most often from {who.index[0]} ({who.iloc[0]})" if len(half) > 1 else ""
    said += f"; {alone} had one donor only" if alone else ""
    return f"{said}. The largest amounts among them: {words.listed(most)}."


def donors(rows: pd.DataFrame, lens: str) -> Figure:
    """Whose leaving would cost most; a click returns the donor. Needs what `leaving` says."""
    chart = ranking(rows.head(SHOWN), "donor_name", "lost_usd", "{}, " + _prices(lens), "donor_type", DONOR_TYPES)
    top, most = rows.iloc[0], rows.loc[rows["half_count"].idxmax()]
    said = f"Without {top['donor_name']}, {words.usd(top['lost_usd'])} would be missing ({_whole(top['lost_pct'])} of all)."
    if most["half_count"]:
        said += f" {words.count(int(most['half_count']), *_counted(lens))} would lose more than half with {most['donor_name']}."
    return Figure("Whose leaving would cost most?", chart, f"{said} Choose a donor above, or click one.")


def code_of(donor: object, options: Mapping[str, str]) -> str | None:
    """The code of the donor that was clicked; None where nothing was, or where it is not in the donor list."""
    return next((code for code, label in options.items() if label == donor), None)


def lost(rows: pd.DataFrame, donor: str, lens: str, names: str) -> Figure:
    """What goes with one donor, by country or UN entity; a click returns its name (`names`). Needs what `lost` says."""
    shown = rows.head(SHOWN).assign(half=np.where(rows.head(SHOWN)["loses_half"], *HALVES))
    shown = shown.assign(said=shown["lost_usd"].map(words.usd) + " · " + shown["lost_pct"].map(_whole))
    unit, name = unit_of(shown["lost_usd"])
    base = alt.Chart().encode(
        y=alt.Y(names, type="nominal", sort=None, title=None),
        x=alt.X(
            "length:Q",
            title=f"Would be lost, {name}, {_prices(lens)}",
            axis=alt.Axis(format=",~f"),
            scale=alt.Scale(domainMax=1.2 * shown["lost_usd"].max() / unit),
        ),
        tooltip=[alt.Tooltip(names, type="nominal", title=_thing(lens)), alt.Tooltip("said:N", title="Lost, and its share")],
    )
    domain = alt.Scale(domain=list(HALVES), range=list(HALVES.values()))
    bars = base.mark_bar().encode(color=alt.Color("half:N", title=None, scale=domain)).add_params(picked("mark", names))
    text = base.mark_text(align="left", dx=5).encode(text="said:N")
    data = shown.assign(length=shown["lost_usd"] / unit)
    chart = alt.layer(bars, text, data=data, height=alt.Step(26))
    half = rows[rows["loses_half"]]
    said = f"{len(half)} of {words.count(len(rows), *_counted(lens))} that {donor} gives to would lose more than half"
    if len(half):
        said += f", together {words.usd(half['lost_usd'].sum())}: first {words.listed(half[names].head(5).tolist())}"
    rest = rows.iloc[SHOWN:]
    more = f" Not drawn: {words.count(len(rest), 'other')} with {words.usd(rest['lost_usd'].sum())}." if len(rest) else ""
    asked = "Which UN entities" if lens == "un" else "Which countries"
    return Figure(f"{asked} would miss {donor}?", chart, f"{said}.{more} The per cent is the part of all that it received.")


def place(lens: str) -> str:
    """The column that holds the places of a lens: countries, or UN entities where it does not say which country."""
    return "channel" if lens == "un" else "country_name"


def mechanisms_said(donor: str, rows: pd.DataFrame) -> str:
    """What is known of the mechanisms that a donor has paid into."""
    if rows.empty:
        return f"No source on the mechanisms here names {donor} as a contributor; that does not mean that it paid into none."
    unknown, alone = int(rows["share_pct"].isna().sum()), int((rows["other_contributor_count"] == 0).sum())
    said = f"{donor} is named as a contributor to {words.count(len(rows), 'mechanism')}"
    said += f", and as the only one of {alone}" if alone else ""
    if not unknown:
        return f"{said}."
    return (
        f"{said}. For {unknown} of them its share is not known: no source here states what each contributor paid. It can be "
        "filled in: “Paid in”, for every contributor of a mechanism, in the list “Contributors to mechanisms” (Update from "
        "Excel, or Small edits)."
    )


def _counted(lens: str) -> tuple[str, str]:
    return noun(lens), "UN entities" if lens == "un" else "countries"


def noun(lens: str) -> str:
    """What one place of a lens is called."""
    return "UN entity" if lens == "un" else "country"


def of_entity(entity: str, years: tuple[int, int]) -> dict[str, object]:
    """What the page of funding is asked for after a click on a UN entity."""
    lens = dictionary.label_of("lens")["un"]
    return {"lens": lens, "search": entity, "years_un": list(years), "view": "Donors"}


def _thing(lens: str) -> str:
    return noun(lens).capitalize() if lens != "un" else noun(lens)


def _prices(lens: str) -> str:
    return "constant prices" if lens == "statistics" else "current prices"


def _one(value: float) -> str:
    return words.number(value, 1)


def _whole(share: float) -> str:
    return words.percent(share, 100)
