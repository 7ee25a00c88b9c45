"""One country in brief: how strong its statistics are, who moves, who pays, who produces the data, and what is not known."""

import streamlit as st

from landscape import screen, words
from landscape.charts import country as charts
from landscape.charts import indicators

top = st.container()
filters = screen.filter_bar("country")
if (code := filters["country"]) is None:
    with top:
        screen.head("What do we know about a country?", "Its statistics, its migrants, who pays, and what is not known.")
    st.info("Choose a country above, or click one on the page Countries.", icon=":material/arrow_upward:")
    screen.page_link("explore/countries", "All countries", ":material/public:")
    screen.end()

country = screen.answer("explore/country", country=code).iloc[0]
name, shown = country["country_name"], words.plain(country["country_name"])
latest = screen.answer("explore/country_indicators", countries=[code], indicators=[])
series = screen.answer("explore/country_series", country=code, indicators=charts.OVER_TIME)
years, donors, counts = (screen.answer(f"explore/country_{one}", country=code) for one in ("funding_years", "donors", "counts"))
with top:
    screen.head(f"{shown}: what does it have, what is missing?", words.plain(charts.who(country)), ("country", code))
screen.key_figures(*charts.key_figures(latest, years))
st.markdown(words.plain(charts.gaps(latest)))

spi = screen.sources_of("observation:spi_overall", "observation:spi_overall_earlier", "observation:odin_overall")
score = scored = moved = donor = row = year = None
left, right = st.columns(2, gap="large")
with left:
    scores = indicators.only(latest, indicators.SCORES)
    if indicators.is_known(scores, "latest_value"):
        about = screen.about(f"Scores of {name}", name, spi)
        score = screen.panel(charts.capacity(latest, name), scores, "capacity", about, pick="indicator_name")
    else:
        st.info(words.plain(charts.no_score(name)))
    if not (moves := indicators.only(series, charts.MOVEMENTS)).empty:
        about = screen.about(f"Migrants of {name}", name, screen.sources_of("observation:migrant_stock_in"))
        moved = screen.panel(charts.movements(series, name), moves, "movements", about, pick="indicator_name")
with right:
    if not (trend := indicators.only(series, charts.TREND)).empty:
        about = screen.about(f"SPI of {name} by year", name, spi)
        scored = screen.panel(charts.scores_over_time(series, name), trend, "scores", about, pick="release")
    st.header("Plans, registers and people", anchor=False)
    screen.facts(*charts.facts(latest))
    st.caption(charts.VINTAGES)
prices = "Disbursements in constant prices, base year not stated by the source; the source ends in 2020."
if years.empty:
    st.info(words.plain(charts.no_support(name)))
else:
    left, right = st.columns(2, gap="large")
    about = screen.about(f"Support to the statistics of {name}", name, screen.sources_of("funding:statistics"), prices)
    with left:
        year = screen.panel(charts.support_by_year(years, name), years, "support", about, pick="year")
    with right:
        if indicators.is_known(donors, "amount_usd"):
            donor = screen.panel(charts.donors_of(donors, name), donors, "donors", about, pick="donor_name")
    st.caption(prices)

st.header("What else is known", anchor=False)
more = screen.switch("What else is known", list(charts.TABLES), key="more")
question, noun, columns, note = charts.TABLES[more]
pick, page, of_page = charts.OPENS.get(more, ("", "", ""))
rows = screen.answer(f"explore/{question}", country=code, countries=[code], indicators=[])
if rows.empty:
    st.info(f"The landscape documents no {noun} of {shown}. That does not mean there is none.")
else:
    rows = indicators.in_words(rows) if more == "All indicators" else rows
    about = screen.about(f"{more} of {name}", name, screen.sources_behind(rows), note)
    row = screen.table(rows, "more", about, None, noun, columns, lambda: indicators.in_numbers(rows), pick)
    st.caption(f"{note} {screen.accuracy()}" if more == "Projects" else note)

screen.decisions_about("country", code)
st.header("What we do not know", anchor=False)
st.markdown("\n".join(f"- {words.plain(one)}" for one in charts.unknowns(name, latest, counts.iloc[0])))
with st.container(horizontal=True):
    screen.page_link("explore/funding", f"Funding to {shown}", ":material/payments:", countries=name)
    screen.page_link("explore/compare_countries", f"Compare {shown} with others", ":material/compare:", countries=name)
    screen.page_link("strategy/needs", "Its need for support, and why", ":material/priority_high:", **charts.reasons_of(country))
    screen.page_link("frameworks/institutions", "How it shares migration data", ":material/lan:", flow_country=name)
    screen.page_link("explore/countries", "All countries", ":material/public:")
if mark := score or scored or moved:
    screen.open_page("explore/countries", indicator=charts.indicator_of(mark, series))
if year:
    screen.open_page("explore/funding", countries=name, years_statistics=[year, year], view="Records")
if donor:
    screen.open_page("explore/donor", donor=donor)
if row:
    screen.open_page(page, **{of_page: row})
