"""Cost lines and parameters of a made-up programme, for the tests of what it costs."""

import numpy as np
import pandas as pd

from landscape.programme.costs import Assumptions

PLAIN = Assumptions(2027, 2029, 2032, 0, 10, 2025, 0.0, 0.0, 0.0, 0.0, "USD")
RATES = pd.DataFrame(
    {"currency": ["EUR", "JPY"], "rate_year": [2024, 2024], "units_per_dollar": [0.8, 150.0], "source_id": ["bank", "bank"]}
)
ACTIVITIES = {"map": ("Mapping", "institutional_frameworks"), "train": ("Training", "capacity_development")}
REGIONS = ("Africa", "Asia", "Oceania")


def line(code, **said):
    """One cost line: ten things at USD 100 each in 2027, unless said otherwise."""
    activity = said.pop("activity_id", "map")
    return {
        "line_id": code,
        "line_name": code.title(),
        "activity_id": activity,
        "activity_name": ACTIVITIES[activity][0],
        "component": ACTIVITIES[activity][1],
        "cost_category": "experts",
        "cost_unit": "study",
        "quantity": 10.0,
        "is_per_country": False,
        "is_yearly": False,
        "unit_cost": 100.0,
        "unit_cost_low": None,
        "unit_cost_high": None,
        "currency": "USD",
        "price_year": 2025,
        "first_year": 2027,
        "last_year": 2027,
        "region": None,
        "cost_basis": "benchmark",
        "benchmark_id": None,
        "is_illustrative": True,
        "source_id": "example-programme",
        "note": None,
        **said,
    }


def lines(*some):
    """The rows as a question gives them."""
    numbers = ("quantity", "unit_cost", "unit_cost_low", "unit_cost_high")
    years = ("price_year", "first_year", "last_year")
    rows = pd.DataFrame(list(some))
    return rows.astype({name: float for name in numbers} | {name: "Int64" for name in years} | {"is_illustrative": bool})


def random_programme(seed, count=40):
    """Lines of every kind that count, and what the reader assumes."""
    draw = np.random.default_rng(seed)
    some = []
    for number in range(count):
        unit = float(draw.uniform(10, 1e6))
        first = int(draw.integers(2026, 2036))
        has_range = draw.random() < 0.8
        some.append(
            line(
                f"line-{number}",
                activity_id=str(draw.choice(list(ACTIVITIES))),
                cost_category=str(draw.choice(["experts", "surveys", "staff"])),
                quantity=float(draw.uniform(0, 5)),
                is_per_country=bool(draw.random() < 0.5),
                is_yearly=bool(draw.random() < 0.5),
                unit_cost=unit,
                unit_cost_low=unit * draw.uniform(0.3, 1) if has_range else None,
                unit_cost_high=unit * draw.uniform(1, 3) if has_range else None,
                currency=str(draw.choice(["USD", "EUR", "JPY"])),
                price_year=None if draw.random() < 0.3 else int(draw.integers(2010, 2026)),
                first_year=first,
                last_year=first + int(draw.integers(0, 8)),
                region=None if draw.random() < 0.5 else str(draw.choice(REGIONS)),
                is_illustrative=bool(draw.random() < 0.7),
            )
        )
    assumed = PLAIN.with_values(
        {
            "country_count": int(draw.integers(1, 60)),
            "delay_years": int(draw.integers(0, 5)),
            "escalation_pct": float(draw.uniform(0, 8)),
            "contingency_pct": float(draw.uniform(0, 15)),
            "overhead_pct": float(draw.uniform(0, 15)),
        }
    )
    where = {region: int(draw.integers(0, 20)) for region in REGIONS}
    return lines(*some), assumed, where
