"""An empty page: what axe finds here is Streamlit's own."""

import streamlit as st

st.set_page_config(page_title="Empty", layout="wide")
st.navigation([st.Page(lambda: st.title("Empty", anchor=False), title="Empty")], position="top").run()
