import streamlit as st

st.title("funding")
