import streamlit as st

st.title("mechanisms")
