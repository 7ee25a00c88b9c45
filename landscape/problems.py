"""The errors a person may see. Everything else is a bug: it is logged and shown as a reference number."""

from __future__ import annotations


class Problem(Exception):
    """Something the reader can act on. `str(problem)` says what happened and what to do, and is shown as it is."""
