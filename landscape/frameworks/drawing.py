"""A diagram in DOT as an SVG or PNG file, laid out by graphviz-pure: a program that its wheel brings along.

It runs as a process of its own for some hundredths of a second; it needs no browser, no net and no fonts of the machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from functools import cache

from landscape.problems import Problem

_NAME = "graphviz-pure"
_DPI = 288  # of a PNG: as fine as print asks for
_LONGEST = 20  # seconds


class NoDrawing(Problem):
    """A diagram that could not be drawn."""


def svg(dot: str) -> bytes:
    """The diagram as an SVG file. Raises `NoDrawing`."""
    return _drawn(dot, "-Tsvg")


def png(dot: str) -> bytes:
    """The diagram as a PNG file, fine enough for print. Raises `NoDrawing`."""
    return _drawn(dot, "-Tpng", f"-Gdpi={_DPI}")


@cache
def _program() -> str:
    found = shutil.which(_NAME, path=sysconfig.get_path("scripts")) or shutil.which(_NAME)
    if found is None:
        raise NoDrawing(f"The library {_NAME} is not installed. Run make run once, which installs what is pinned.")
    return found


def _drawn(dot: str, *options: str) -> bytes:
    try:
        done = subprocess.run(
            [_program(), "-q", *options], input=dot.encode(), capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoDrawing("The diagram could not be drawn. Try again, or download its table.") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip()[:200]
        raise NoDrawing(f"The diagram could not be drawn. Download its table instead. {said}".strip())
    return done.stdout
