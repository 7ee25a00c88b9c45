"""A version of the real landscape with a pipeline of thirteen opportunities from tests/data/pipeline."""

import shutil
from pathlib import Path

from landscape import publish

OPPORTUNITIES = Path(__file__).parent / "data" / "pipeline"


def with_opportunities(folder):
    """Put a first version in force that holds the embedded tables and the opportunities; `folder` gets the tables."""
    for path in publish.DATA.glob("*.csv"):
        shutil.copy(path, folder)
    for path in OPPORTUNITIES.glob("*.csv"):
        shutil.copy(path, folder)
    return publish.first_version(folder)
