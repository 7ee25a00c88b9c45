"""The funding landscape for migration statistics: the logic, importable without Streamlit."""
