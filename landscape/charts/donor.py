"""Charts of the profile of a donor: what it gave, when, to whom, and how freely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREEN, GREY, PURPLE, Figure, picked
from landscape.charts.shapes import ELSEWHERE, by_meaning, ranking, span

YEARS = list(range(2010, 2021))  # of support to statistics
MECHANISMS = ["mechanism_name", "mechanism_kind", "administrator", "status", "funds_migration", "note", "what_it_funds"]
PROJECTS = ["title", "theme", "recipient_name", "year", "disbursement_usd", "commitment_usd"]
EVIDENCE = ["evidence", "note", "first_year", "last_year", "amount_usd", "confidence", "publisher", "url"]
FREEDOM = {"earmarked": BLUE, "core": GREEN, "assessed": PURPLE, "other_contribution": GREY}  # of money given to the UN
FREEDOM_SAID = {"earmarked": "Earmarked", "core": "Core", "assessed": "Assessed", "other_contribution": "Other"}
FOR_MIGRATION = ("IOM", "UNFPA", "UNHCR", "UN")  # always shown where the donor gave to them
METHOD = (
    "**Support to statistics** and **contributions to the United Nations** are two views of a donor's money that overlap: never "
    "add them up. **Disbursed** is money paid out, **committed** money promised in writing; they are never added either. "
    "A recipient that the source gives as a region stays a region; nothing is split over countries. A negative amount is a "
    "repayment or a correction and is counted. The theme of a record follows from the words of its title: see Rules. "
    "ODA is official development assistance; the refugee cost at home is the part of it that does not leave the country. "
    "Contributors to mechanisms and evidence are as the cited pages state them; how complete they are is not known."
)


def who(facts: pd.DataFrame) -> str:
    """Who a donor is, in a sentence: type, full name, codes and whether the identifier is published or derived."""
    donor = facts.iloc[0]
    kind = dictionary.label_of("donor_type").get(donor["donor_type"], donor["donor_type"])
    kind = kind.replace("DAC member", "Member of the Development Assistance Committee (DAC)")
    said = kind if words.is_unknown(donor["full_name"]) else f"{donor['full_name']}. {kind}"
    said += ". No DAC donor code" if words.is_unknown(donor["dac_donor_code"]) else f". DAC donor code {donor['dac_donor_code']}"
    if words.is_unknown(donor["iati_org_id"]):
        return f"{said}; identifier in the International Aid Transparency Initiative (IATI) not known."
    derived = any("derived" in line for line in _noted(facts, of_identifier=True))
    code = "its DAC code" if not words.is_unknown(donor["dac_donor_code"]) else "its DAC channel code"
    how = f"derived from {code}, not seen as published" if derived else "as published"
    return f"{said}; identifier in the International Aid Transparency Initiative (IATI) {donor['iati_org_id']}, {how}."


def notes(facts: pd.DataFrame) -> list[str]:
    """What members noted of a donor, line by line; how its identifier is known stands in `who`."""
    return _noted(facts, of_identifier=False)


def _noted(facts: pd.DataFrame, of_identifier: bool) -> list[str]:
    note = facts["note"].iloc[0]
    lines = [] if words.is_unknown(note) else str(note).splitlines()
    return [line for line in lines if line.startswith("IATI identifier") == of_identifier]


def key_figures(facts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on one donor: its aid, the part that stays at home, its support to statistics, and migration data."""
    donor = facts.iloc[0]
    is_government = donor["donor_type"] not in ("Multilateral", "Private")
    has_income = "oda_gni_pct_2024" not in donor["not_applicable"]
    share = words.number(donor["oda_gni_pct_2024"], 2, "%")
    cost = words.percent(donor["refugee_cost_2024_usd"], donor["oda_2024_usd"])
    rank, ranked = donor["statistics_rank"], donor["ranked_donors"]
    found = words.count(donor["strict_count"], "record", "records")
    weak = "On weak evidence only: " if donor["evidence_strength"] == "weak" else ""
    return [
        (
            "Aid (ODA), 2024",
            words.usd(donor["oda_2024_usd"]) if is_government else "not applicable",
            f"{share} of national income"
            if has_income
            else "A share of national income does not apply"
            if is_government
            else "It is not a government",
        ),
        (
            "Refugee cost at home, 2024",
            words.usd(donor["refugee_cost_2024_usd"]) if is_government else "not applicable",
            f"{cost} of its aid" if is_government else "It is not a government",
        ),
        (
            "To statistics, 2010–2020",
            words.usd(donor["statistics_2010_2020_usd"]),
            f"Rank {rank} of {ranked} donors" if not words.is_unknown(rank) else _unranked(donor["statistics_2010_2020_usd"]),
        ),
        (
            "Pays for migration data",
            dictionary.label_of("yes_no_unknown")[donor["funds_migration_statistics"]],
            f"{weak}{found}, {words.count(donor['evidence_count'], 'finding')}",
        ),
    ]


def _unranked(amount: float | None) -> str:
    if words.is_unknown(amount):
        return "No amount to rank by"
    return "Recorded amounts add up to zero" if amount == 0 else "Repayments are larger than what was paid"


def mechanisms_said(name: str, mechanisms: pd.DataFrame) -> str:
    """How many mechanisms a donor has paid into, and how many of them are for migration data."""
    if mechanisms.empty:
        return f"No source names {name} as a contributor to a mechanism of the landscape. That does not mean there is none."
    for_migration = int((mechanisms["funds_migration"] == "yes").sum())
    return (
        f"The sources name {name} as a contributor to {words.count(len(mechanisms), 'mechanism')}; "
        f"{for_migration or 'none'} of them {'is' if for_migration == 1 else 'are'} known to fund migration data. "
        "How much it paid into each is mostly not stated."
    )


def migration_said(facts: pd.DataFrame, accuracy: str) -> str:
    """What is known of a donor's payments for migration data: records by the strict and the wide rule, and evidence.

    `accuracy` says how often the rules are right.
    """
    donor = facts.iloc[0]
    strict, wide = int(donor["strict_count"]), int(donor["strict_count"] + donor["migration_only_count"])
    titles = int(donor["strict_title_count"])
    split = f" ({words.count(titles, 'project')}, split into records by region or year)" if titles < strict else ""
    if not wide and not donor["evidence_count"]:
        return f"Not known: no record and no piece of evidence was found for {donor['donor_name']}. That is not a no."
    said = (
        f"By the strict rule (about migration and about statistics) {words.count(strict, 'record')} of 2010–2020{split} "
        f"{'counts' if strict == 1 else 'count'}; by the wide rule (a migration word in the title) {wide or 'none'}. "
        f"{accuracy}"
        if wide
        else "No record of 2010–2020 has a migration word in its title."
    )
    if donor["evidence_count"]:
        found = words.count(donor["evidence_count"], "finding")
        said += f" {found} on cited pages: rows may overlap, so their amounts are never added up."
    if strict and donor["funds_migration_statistics"] != "yes":
        said += (
            " The entry “Funds migration data” does not say yes all the same: it follows what a person has read, and nobody has "
            "confirmed this record yet."
        )
    if donor["evidence_strength"] == "weak":
        said += " This is weak evidence only: no record counts by the strict rule, and every finding is of low confidence."
    return said


def not_named_by_un(name: str) -> str:
    """What is said of a donor that gave to no UN entity, as far as known."""
    return f"The figures of UN entities do not name {name} as a contributor in the latest three years."


def no_amount(years: pd.DataFrame, measures: Sequence[str] = ("disbursement_usd", "commitment_usd")) -> str:
    """Why there is nothing to draw on support to statistics; "" where there is an amount."""
    if years.empty:
        return "No record of support to statistics was found for 2010–2020. That does not mean there was none."
    if not any(years[measure].any() for measure in measures):
        found = words.count(int(years["record_count"].sum()), "record")
        found = f"{found} of support to statistics {'was' if found == '1 record' else 'were'} found for 2010–2020"
        has_zero = any(years[measure].notna().any() for measure in measures)
        return f"{found}; the recorded amounts add up to zero." if has_zero else f"{found}, without an amount."
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
    base = alt.Chart().encode(
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
    columns = columns.add_params(picked("mark", "year"))
    marks = base.mark_tick(thickness=4, opacity=1, orient="horizontal", bandSize=44).encode(
        y=alt.Y("committed:Q", title="USD million", axis=axis), color=alt.Color("promised", **colour)
    )
    marks = marks.add_params(picked("mark_promised", "year"))
    chart = alt.layer(columns, marks, data=rows, height=320)
    return Figure("How much did it give to statistics in each year?", chart, _years_said(donor, years))


def _years_said(donor: str, years: pd.DataFrame) -> str:
    paid = years.dropna(subset=["disbursement_usd"])
    if paid.empty:
        said = f"The records of {donor} carry no amount disbursed."
    elif not paid["disbursement_usd"].any():
        said = f"The amounts disbursed that are recorded for {donor} add up to zero."
    else:
        most = paid.loc[paid["disbursement_usd"].idxmax()]
        span_of = span(paid["year"].min(), paid["year"].max())
        said = f"{donor} disbursed {words.usd(paid['disbursement_usd'].sum())} in {span_of}"
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
    chart = ranking(known, "region_name", "amount_usd", "Disbursed 2010–2020, {}", room=1.4)
    return Figure("To which regions did it go?", chart, said)


def recipients(rows: pd.DataFrame, shown: int = 12) -> Figure:
    """The recipients that got most for statistics from one donor; regional recipients stay regional."""
    known = rows.dropna(subset=["amount_usd"])
    known = known[known["amount_usd"] != 0]
    countries = known.dropna(subset=["recipient_iso3"])
    if known.empty:
        said = "No amount is recorded for any recipient."
    else:
        said = _countries_said(countries, len(known)) + _elsewhere_said(known[known["recipient_iso3"].isna()])
    chart = ranking(known.head(shown), "recipient_name", "amount_usd", "Disbursed 2010–2020, {}", room=1.4)
    return Figure("Who received it?", chart, said)


def _countries_said(countries: pd.DataFrame, recipients: int) -> str:
    if countries.empty:
        return "No amount is recorded for a single country."
    first = countries.iloc[0]
    said = f"{words.count(len(countries), 'country', 'countries')} received an amount"
    if len(countries) == 1:
        said = f"{first['recipient_name']} is the one country that received an amount"
    elif first["amount_usd"] > 0:
        said += f", {first['recipient_name']} most"
    said += f": {words.usd(first['amount_usd'])}" if len(countries) == 1 or first["amount_usd"] > 0 else ""
    return said + (f" ({first['share_pct']:.0f} %)." if recipients > 1 and first["amount_usd"] > 0 else ".")


def _elsewhere_said(rows: pd.DataFrame) -> str:
    """How much names no country: a region, several countries, or nothing."""
    if rows.empty:
        return ""
    return (
        f" {words.usd(rows['amount_usd'].sum())} ({rows['share_pct'].sum():.0f} %) names no country: a region, several or none."
    )


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
    chart = (
        alt.Chart(drawn)
        .mark_bar()
        .encode(
            y=alt.Y("channel:N", sort=kept, title=None),
            x=alt.X("millions:Q", title=f"Given in {_years_of(rows)}, USD million", axis=alt.Axis(format=",~f")),
            color=by_meaning(drawn["finance_type"], FREEDOM, FREEDOM_SAID, is_always_explained=True),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("entity:N", title="UN entity"),
                alt.Tooltip("freedom:N", title="Kind"),
                alt.Tooltip("said:N", title="Amount"),
            ],
        )
        .add_params(picked("mark", "channel"))
        .properties(height=alt.Step(26))
    )
    return Figure("How does it fund the United Nations, and how freely?", chart, _un_said(rows, totals, labels, drawn))


def _un_said(rows: pd.DataFrame, totals: pd.Series, labels: Mapping[str, str], drawn: pd.DataFrame) -> str:
    whole = rows["amount_usd"].sum()
    earmarked = rows.loc[rows["finance_type"] == "earmarked", "amount_usd"].sum()
    said = (
        f"In {_years_of(rows)} it gave {words.usd(whole)} to {words.count(len(totals), 'UN entity', 'UN entities')}, "
        f"{words.percent(earmarked, whole)} of it earmarked for a purpose"
    )
    said += f", most to {labels.get(totals.index[0], totals.index[0])}." if len(totals) > 1 else "."
    if "IOM" in totals.index:
        tied = rows.loc[(rows["channel"] == "IOM") & (rows["finance_type"] == "earmarked"), "amount_usd"].sum()
        said += (
            f" The International Organization for Migration (IOM) received {words.usd(totals['IOM'])}, "
            f"{words.percent(tied, totals['IOM'])} of it earmarked."
        )
    taken_back = drawn.loc[drawn["amount_usd"] < 0, "amount_usd"]
    if len(taken_back):
        said += f" Bars below zero are repayments or corrections ({words.usd(taken_back.sum())})."
    said += " This is another view of its money: never add it to the amounts to statistics."
    return said


def of_funding(name: str, entities: pd.DataFrame, year: object, region: object, entity: object) -> dict[str, object]:
    """What the page of funding is asked for after a click on a year, a region or a UN entity; nothing where none was clicked."""
    if year:
        return {"donors": name, "years_statistics": [year, year], "view": "Records"}
    if region and region != ELSEWHERE:
        return {"donors": name, "region": region, "years_statistics": [YEARS[0], YEARS[-1]], "view": "Recipients"}
    if entity:
        lens, years = dictionary.label_of("lens")["un"], [entities["first_year"].min(), entities["last_year"].max()]
        return {"lens": lens, "donors": name, "search": entity, "years_un": years, "view": "Records"}
    return {}


def _years_of(rows: pd.DataFrame) -> str:
    return span(rows["first_year"].min(), rows["last_year"].max())
