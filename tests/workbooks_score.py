"""How much of 24 real workbooks is found at first sight: `make workbooks` prints the table.

The workbooks and their truth (`expected.csv`) stand in `../shared/workbooks`, or in the folder that `LANDSCAPE_WORKBOOKS` names.
"""

from __future__ import annotations

import csv
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from landscape import layout, publish, workbook
from landscape.matching import headers, records

FOLDER = Path(os.environ.get("LANDSCAPE_WORKBOOKS") or Path(__file__).parents[2] / "shared" / "workbooks")
ROLES = ("name", "country", "year", "amount", "currency")
_TOTALS = ("total", "subtotal", "sub-total", "grand total")


@dataclass
class Score:
    """What was found in one workbook. A column that is neither expected nor proposed is not counted."""

    file: str
    sheet_is_right: bool = False
    header_is_right: bool = False
    rows_expected: int = 0
    rows_kept: int = 0
    rows_more: int = 0
    foreign: tuple[int, ...] = ()  # totals and footnotes among the rows kept
    columns: dict[str, bool] = field(default_factory=dict)
    proposed_too_much: tuple[str, ...] = ()
    seconds: float = 0.0
    fault: str = ""


def scores(version: str) -> list[Score]:
    """One score per workbook; names of donors and countries are those of a version."""
    names = records.names(version)
    with (FOLDER / "expected.csv").open(encoding="utf-8-sig", newline="") as file:
        return [_score(row, names) for row in csv.DictReader(file)]


def _score(truth: dict[str, str], names: records.Names) -> Score:
    score = Score(truth["file"], rows_expected=int(truth["data_rows"]))
    data = (FOLDER / truth["file"]).read_bytes()
    start = time.perf_counter()
    try:
        book = workbook.read(data, truth["file"])
        index, _ = layout.likeliest_sheet(book)
        score.sheet_is_right = book.sheets[index].name == truth["sheet"]
        sheet = next(one for one in book.sheets if one.name == truth["sheet"])
        found = layout.find(sheet)
        proposed = headers.roles(found, sheet, names)
        score.seconds = time.perf_counter() - start
    except Exception as fault:  # the report goes on: a crash is a result
        score.fault = repr(fault)
        return score
    score.header_is_right = found.header_row == int(truth["header_row"])
    span = range(int(truth["first_data_row"]), int(truth["last_data_row"]) + 1)
    inside = sum(row in span for row in found.data_rows)
    score.rows_kept = min(inside, score.rows_expected)
    score.rows_more = len(found.data_rows) - score.rows_kept
    score.foreign = tuple(row for row in found.data_rows if row not in span or _is_foreign(sheet.rows[row - 1]))
    _columns(score, truth, proposed, sheet.rows[found.header_row - 1])
    return score


def _is_foreign(row: list[object]) -> bool:
    texts = [cell.strip().casefold() for cell in row if isinstance(cell, str)]
    return any(text.rstrip(":") in _TOTALS for text in texts)


def _columns(score: Score, truth: dict[str, str], proposed: dict[str, headers.Match], header: list[object]) -> None:
    allowed = {role: {truth[f"{role}_column"]} - {""} for role in ROLES}
    for role in ROLES:
        if allowed[role]:
            # Where the donor is a country, one column is both, and a mapping to either is right.
            both = ("name", "country") if role in ("name", "country") and allowed["name"] == allowed["country"] else (role,)
            matches = [proposed[one] for one in both if one in proposed]
            said = {_said(text) for one in matches for text in (one.header, str(header[one.column]))}
            score.columns[role] = bool(said & {_said(one) for one in allowed[role]})
    score.proposed_too_much = tuple(role for role in ROLES if role in proposed and not allowed[role])


def _said(header: str) -> str:
    return " ".join(header.split())


def totals(all_scores: list[Score]) -> dict[str, float]:
    """The shares in per cent that the test watches."""
    columns = [is_right for one in all_scores for is_right in one.columns.values()]
    expected = sum(one.rows_expected for one in all_scores)
    return {
        "sheets": 100 * sum(one.sheet_is_right for one in all_scores) / len(all_scores),
        "header rows": 100 * sum(one.header_is_right for one in all_scores) / len(all_scores),
        "data rows kept": 100 * sum(one.rows_kept for one in all_scores) / expected,
        "data rows kept, mean of files": 100 * sum(one.rows_kept / one.rows_expected for one in all_scores) / len(all_scores),
        **({"columns": 100 * sum(columns) / len(columns)} if columns else {}),
    }


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANDSCAPE_VERSIONS"] = home
        found = scores(publish.first_version())
    print(
        f"{'workbook':<46}{'sheet':<7}{'header':<8}{'rows kept':>15}{'more':>6}{'seconds':>9}  columns (✗ wrong, + not expected)"
    )
    for one in found:
        marks = " ".join(f"{role}{'' if is_right else ' ✗'}" for role, is_right in one.columns.items())
        marks += "".join(f" +{role}" for role in one.proposed_too_much)
        kept = f"{one.rows_kept:,}/{one.rows_expected:,}"
        sheet, header = ("right" if good else "✗" for good in (one.sheet_is_right, one.header_is_right))
        print(f"{one.file[:45]:<46}{sheet:<7}{header:<8}{kept:>15}{one.rows_more:>6}{one.seconds:>9.2f}  {marks}{one.fault}")
    print()
    for name, share in totals(found).items():
        print(f"{name:<32}{share:6.1f} %")


if __name__ == "__main__":
    main()
