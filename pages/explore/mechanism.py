import streamlit as st

st.title("mechanism")
