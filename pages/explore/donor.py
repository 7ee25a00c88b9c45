import streamlit as st

st.title("donor")
