"""How fast the dashboard is, as ratios to a plain Streamlit page measured in the same run. `make bench` prints the table."""
