"""The Global Programme: what is decided about it and around it, and what follows."""
