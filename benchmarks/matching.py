"""Matching of 500 cost lines with 60 mechanisms and 120 donors: the time of the processor that both questions take.

Time of the processor, all threads together, is never less than what a quiet machine takes by the clock, and says the same on a
busy one. The lines are of all categories, sizes, years and regions; mechanisms and donors are those of the landscape, some of
them twice where there are too few. Also measured: until the answer is a table, as a page gets it.
"""

from __future__ import annotations

import json
import statistics
import time

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
    columns = ", ".join(f'"{name}"' for name in one.field_names if name != one.keys[0])
    connection.execute(one.shadow)
    rows = f'(select * from "{table}" order by all)'  # noqa: S608 - names of the dictionary
    more = f'select \'again-\' || "{one.keys[0]}" as "{one.keys[0]}", {columns} from {rows}'  # noqa: S608
    both = f"select * from {rows} union all by name {more}"  # noqa: S608
    connection.execute(f'create or replace temp table "sized" as select * from ({both}) limit {size}')  # noqa: S608
    connection.execute(f'drop table "temp"."{table}"')
    connection.execute(f'alter table "sized" rename to "{table}"')


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
