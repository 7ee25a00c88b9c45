"""Matching of 500 cost lines with 60 mechanisms and 120 donors: the time of the processor that both questions take.

Time of the processor, all threads together, is never less than what a quiet machine takes by the clock, and says the same on a
busy one. The lines are of all categories, sizes, years and regions; mechanisms and donors are those of the landscape, some of
them twice where there are too few. Also measured: until the answer is a table, as a page gets it.
"""

from __future__ import annotations

import json
import statistics
import time

import pyarrow as pa

from landscape import dictionary, store

LINES, MECHANISMS, DONORS, TIMES = 500, 60, 120, 9
REGIONS = (None, ["Africa"], ["Asia", "Oceania"], None)
COUNTRIES = ["KEN", "NPL", "GHA", "PER", "FJI"]
TARGET = 200  # milliseconds of DuckDB
QUESTIONS = ("match_mechanisms", "match_donors")


def measure() -> str:
    """Rows of a Markdown table: what, ms in DuckDB, ms until it is a table, target; the sum of both questions last."""
    asked = {"needs": json.dumps(_needs()), "countries": COUNTRIES}
    with store.scratch(store.current()) as connection:
        _sized(connection, "mechanism", MECHANISMS)
        _sized(connection, "donor", DONORS)
        rows, inside, whole = [], 0.0, 0.0
        for name in QUESTIONS:
            statement = (store.QUERIES / "strategy" / f"{name}.sql").read_text(encoding="utf-8")
            found = len(connection.execute(statement, asked).df())
            pairs = [_times(connection, statement, asked) for _ in range(TIMES)]
            alone, table = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
            rows.append(f"| {name}, {found:,} rows | {alone:.0f} | {table:.0f} | |")
            inside, whole = inside + alone, whole + table
    return "\n".join([*rows, f"| both | {inside:.0f} | {whole:.0f} | ≤ {TARGET} |"])


def _times(connection: store.Connection, statement: str, asked: dict[str, object]) -> tuple[float, float]:
    start = time.process_time()
    answer = connection.execute(statement, asked)
    between = time.process_time()
    answer.df()
    return between - start, time.process_time() - start


def _sized(connection: store.Connection, table: str, size: int) -> None:
    """Let a table have this many rows on the connection: the first ones, some twice under another code where they are too few."""
    one = dictionary.table(table)
    (key,) = one.keys
    rows = connection.execute(one.select).to_arrow_table()
    codes = pa.array([f"again-{code}" for code in rows[key].to_pylist()])
    again = rows.set_column(rows.schema.get_field_index(key), key, codes)
    connection.execute(one.shadow)
    store.load(connection, "going", rows)
    connection.execute(one.take_away)
    store.load(connection, "incoming", pa.concat_tables([rows, again]).slice(0, size))
    connection.execute(one.put)


def _needs() -> list[dict[str, object]]:
    categories = list(dictionary.label_of("cost_category"))
    return [
        {
            "need_id": f"line:{n:03}",
            "amount_usd": 2e4 * 1.02**n,
            "first_year": 2027 + n % 8,
            "last_year": 2029 + n % 8,
            "regions": REGIONS[n % len(REGIONS)],
            "is_per_country": n % 2 == 0,
            "categories": [categories[n % len(categories)]],
        }
        for n in range(LINES)
    ]
