"""The Global Programme: what it costs, who could pay for which part, how far that is, and what was decided."""
