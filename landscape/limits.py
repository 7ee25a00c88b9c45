"""How large an uploaded file may be, and the sentences for a file that cannot be read."""

from __future__ import annotations

import os
from dataclasses import dataclass

from landscape.problems import Problem

_SETTINGS = {
    "max_mb": "LANDSCAPE_UPLOAD_MB",
    "max_unpacked_mb": "LANDSCAPE_UPLOAD_UNPACKED_MB",
    "max_ratio": "LANDSCAPE_UPLOAD_RATIO",
    "max_rows": "LANDSCAPE_UPLOAD_ROWS",
    "max_columns": "LANDSCAPE_UPLOAD_COLUMNS",
    "max_cells": "LANDSCAPE_UPLOAD_CELLS",
}
_ABOVE_THE_LIST = 100  # rows for titles and header lines, and for notes below, on top of the rows of the list
_SMALL = 2**20  # bytes: a part this small does no harm however well it is packed


class NotAWorkbook(Problem):
    """The bytes are no Excel workbook and no CSV file."""


class Encrypted(Problem):
    """The workbook asks for a password."""


class TooLarge(Problem):
    """The file is beyond a limit."""


class TooWide(TooLarge):
    """A sheet has more columns than are read; the other sheets of its workbook can be."""


class Damaged(Problem):
    """The file is a workbook, but cannot be read."""


@dataclass(frozen=True)
class Limits:
    """How large an uploaded file may be. Each limit is checked before the file is parsed."""

    max_mb: int = 20
    max_unpacked_mb: int = 400
    max_ratio: int = 200
    max_rows: int = 200_000
    max_columns: int = 300
    max_cells: int = 10_000_000

    @classmethod
    def from_environment(cls) -> Limits:
        """The limits as set in `LANDSCAPE_UPLOAD_…`, or the defaults."""
        chosen = {}
        for field, name in _SETTINGS.items():
            if said := os.environ.get(name, "").strip():
                if not said.isdecimal() or int(said) == 0:
                    raise Problem(f'The setting {name} is "{said}". It must be a whole number above 0.')
                chosen[field] = int(said)
        return cls(**chosen)

    def in_words(self) -> str:
        """The limits as the page says them."""
        return f"At most {self.max_mb} MB, {self.max_rows:,} rows and {self.max_columns} columns per sheet"

    def check_file(self, name: str, size: int) -> None:
        """Refuse a file of more bytes than allowed."""
        if size > self.max_mb * 1e6:
            raise TooLarge(
                f"{name} has {size / 1e6:,.0f} MB; at most {self.max_mb} MB are read. "
                "Remove pictures and sheets that are not needed, or split the list, and upload it again."
            )

    def check_unpacked(self, name: str, unpacked: int) -> None:
        """Refuse a file that unpacks to more bytes than allowed."""
        if unpacked > self.max_unpacked_mb * 1e6:
            raise TooLarge(
                f"{name} unpacks to more than {self.max_unpacked_mb} MB, so it was not opened. "
                "Copy the list into a new workbook as values, save it, and upload that."
            )

    def check_ratio(self, name: str, packed: int, unpacked: int) -> None:
        """Refuse a part that is packed tighter than any real workbook."""
        if unpacked > _SMALL and unpacked > self.max_ratio * max(packed, 1):
            raise TooLarge(
                f"{name} is packed tighter than a real workbook is (more than {self.max_ratio} to 1), so it was not opened. "
                "Copy the list into a new workbook as values, save it, and upload that."
            )

    def check_sheet(self, sheet: str, rows: int, columns: int) -> None:
        """Refuse a sheet that reaches further down or right than allowed."""
        if rows > self.max_rows + _ABOVE_THE_LIST:
            raise TooLarge(
                f'Sheet "{sheet}" goes down to row {rows:,}; at most {self.max_rows:,} rows are read. '
                "Delete the rows that are not part of the list (mark them, right-click, Delete), or split it, and save again."
            )
        if columns > self.max_columns:
            raise TooWide(
                f'Sheet "{sheet}" has {columns:,} columns; at most {self.max_columns} are read. '
                "Delete the columns that are not part of the list, save, and upload it again."
            )
        if rows * columns > self.max_cells:
            raise TooLarge(
                f'Sheet "{sheet}" has {rows:,} rows of {columns:,} columns; at most {self.max_cells:,} cells are read. '
                "Delete the columns that are not needed, or split the list, and upload it again."
            )

    def check_text(self, sheet: str, size: int) -> None:
        """Refuse a sheet whose text, written out cell by cell, is longer than a file may unpack to."""
        if size > self.max_unpacked_mb * 1e6:
            raise TooLarge(
                f'The text of sheet "{sheet}" is more than {self.max_unpacked_mb} MB long when each cell is written out. '
                "Delete the columns of long text that are not needed, and upload it again."
            )
