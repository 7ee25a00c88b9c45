import streamlit as st

st.title("country")
