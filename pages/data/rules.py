"""What counts as migration statistics: the rules, how well they work, the records they name, and how to change them."""

import streamlit as st

from landscape import screen, words
from landscape.charts import purposes
from landscape.charts import rules as charts

VIEWS = ["How well they work", "Purpose codes", "Records", "Words", "Decided by hand"]

screen.head(
    "What counts as migration statistics?",
    "Words in titles decide, in English, French and Spanish. Here are the words, the records they name, and how often they err.",
)
view = screen.switch("Show", VIEWS, "view")
figures = screen.answer("explore/overview_figures").to_dict("records")[0]
accuracy, donors = screen.answer("classifier_accuracy"), screen.answer("explore/migration_donors")
screen.key_figures(*charts.facts(figures, accuracy, donors))
st.caption(screen.accuracy())
support, sample = screen.sources_of("funding:statistics"), screen.sources_of("classifier_sample")
donor = None
if view == "How well they work":
    st.header("How often are the rules right?", anchor=False)
    st.markdown("The words were written looking at one half of the sample; the held-out half says what to expect of new titles.")
    about = screen.about("Precision and recall of the rules", "everything", sample)
    screen.table(accuracy, "accuracy", about, columns=charts.ACCURACY_COLUMNS)
    paid = screen.about(
        "Donors to migration statistics by both rules",
        f"Disbursements, {figures['first_year']}–{figures['last_year']}",
        support,
        "Constant US dollars, base year not stated by the source.",
        screen.accuracy(),
    )
    if disagreeing := charts.entries_said(donors):
        st.markdown(disagreeing)
    for column, rule in zip(st.columns(2, gap="large"), ("strict", "wide"), strict=True):
        with column:
            donor = screen.panel(charts.by_rule(donors, rule), donors, rule, paid, pick="donor_name") or donor
elif view == VIEWS[1]:
    published, aid = screen.answer("data/published_by_code"), screen.aid_by_code()
    if published["purpose_code"].notna().any():
        said = screen.about("Published activities", "By purpose code", screen.sources_of("funding:iati"), purposes.BY_CODE)
        screen.panel(purposes.published(published), published, "published", said)
    st.caption(screen.by_code())
    if aid.empty:
        st.info(purposes.ABSENT)
    else:
        said = screen.about("Aid", "By purpose code", screen.sources_of("purpose_aid"), purposes.OF_ALL_AID)
        screen.panel(purposes.all_aid(aid), aid, "aid", said)
        st.caption(purposes.OF_ALL_AID)
        rows = screen.answer("data/aid_by_code_recipients", search="")
        screen.table(rows, "recipients", said, noun="amount", columns=purposes.RECIPIENTS)
else:
    filters = screen.filter_bar("search")
    question, noun, columns, sources, note = charts.TABLES[view]
    rows = screen.answer(f"data/{question}", **filters.parameters())
    if rows.empty:
        st.info(f"No {noun} matches “{words.plain(filters['search'])}”." if filters["search"] else charts.NONE_BY_HAND)
    else:
        about = screen.about(f"Rules: {view.lower()}", filters, screen.sources_of(*sources), screen.accuracy())
        donor = screen.table(rows, "rows", about, noun=noun, columns=columns, pick="donor_name" if view == "Records" else "")
    st.caption(note)
    if view == "Words":
        screen.change_word()
    else:
        screen.decide_by_hand()

with st.container(horizontal=True):
    screen.page_link("data/edit", "Edit the words in their list", ":material/edit:", list_to_edit="Words of the rules")
    screen.page_link("data/update", "Many words or decisions at once, in Excel", ":material/upload_file:")
    screen.page_link("explore/funding", "Migration statistics in Funding", ":material/payments:", rule="Migration (wide)")
screen.method(charts.METHOD)
if donor in screen.options("donor").values():
    screen.open_page("explore/donor", donor=donor)
