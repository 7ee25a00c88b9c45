"""An illustrative Global Programme: activities as the Terms of Reference list them, costs as others published theirs.

No figure of it is the Task Force's. What an activity is, how much of it and when is judgement of the landscape; each unit cost is
the amount of a published reference cost, divided by the units that it paid for, and names its row.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from landscape.sources import Files, source_rows

EXAMPLE, SUPPORT_COSTS = "example-programme", "un-programme-support-costs"

# fmt: off
# Parameter -> name, value, unit, choice, what it does.
_PARAMETERS = (
    ("short_first_year", "Short term begins", 2027, "year", None, "First year of the programme."),
    ("medium_first_year", "Medium term begins", 2029, "year", None, "Costs of this year and later are no more short term."),
    ("long_first_year", "Long term begins", 2032, "year", None, "Costs of this year and later are long term."),
    ("delay_years", "Delay", 0, "years", None, "Moves the whole programme, and the terms with it, to later years."),
    ("country_count", "Number of countries", 20, "countries", None, "Where no set of priority countries is chosen."),
    ("price_year", "Price year", 2025, "year", None, "Prices of lines whose source does not state a year of prices."),
    ("escalation_pct", "Price escalation", 3, "% a year", None,
     "Rise of prices from the year of a line's prices to that of spending."),
    ("contingency_pct", "Contingency", 5, "%", None, "Added for what nobody foresees."),
    ("overhead_pct", "Programme support costs", 13, "%", None, "Added for the administration of the body that runs it."),
    ("correlation_pct", "Correlation of costs", 0, "%", None,
     "How far costs are dear or cheap together. At 0 a dear line is often balanced by a cheap one, and the range is narrow; "
     "at 100 all are dear or all are cheap, and the range is wide."),
    ("currency", "Currency shown", None, None, "USD", "Totals are converted with the latest yearly rate of the landscape."),
)

_SHARING = "1: institutional frameworks and model sharing mechanism"
_TRAINING = "2: capacity development and training"
_SUPPORT = "4, objective c: technical cooperation"
_DESIGN = "4: structure, activities and review of the programme"

# Activity -> name, component, what is done, item of the Terms of Reference, activities before it.
_ACTIVITIES = (
    ("map-frameworks", "Map national institutional frameworks", "institutional_frameworks",
     "Who holds which data on migration in each country, on what legal basis, and how they reach the statistical office.",
     _SHARING, ()),
    ("model-sharing", "Model mechanism for sharing data", "institutional_frameworks",
     "A reference model with legal instruments, agreed at expert meetings and tried in some of the countries.", _SHARING,
     ("map-frameworks",)),
    ("regional-training", "Regional training", "capacity_development",
     "Workshops for statisticians of several countries, every year in every region.", _TRAINING, ()),
    ("country-capacity", "National capacity in migration statistics", "capacity_development",
     "Advice and training in each country, and partnerships between statistical offices.", _TRAINING, ("map-frameworks",)),
    ("census-module", "Migration in the 2030 round of censuses", "statistical_operations",
     "Advice on the migration questions, their processing and use, in countries with a census ahead.", _SUPPORT, ()),
    ("migration-surveys", "Household surveys of migration", "statistical_operations",
     "Surveys of international migration in some of the countries.", _SUPPORT, ("country-capacity",)),
    ("administrative-data", "Administrative data", "statistical_operations",
     "Registers and border data made fit for statistics, and central systems in a few countries.", _SUPPORT,
     ("model-sharing",)),
    ("data-portal", "Dissemination of data", "coordination", "A common portal on which countries' figures are found.",
     _DESIGN, ()),
    ("coordination", "Coordination, monitoring and evaluation", "coordination",
     "A small secretariat, a forum of countries and donors, and two evaluations.", _DESIGN, ()),
)
# fmt: on


@dataclass(frozen=True)
class _Line:
    """One cost line; `central`, `low` and `high` are reference costs, each with the units that its amount paid for."""

    code: str
    activity: str
    name: str
    category: str
    unit: str
    quantity: float
    years: tuple[int, int]
    central: tuple[str, float]
    low: tuple[str, float]
    high: tuple[str, float]
    is_per_country: bool = False
    is_yearly: bool = False
    note: str = ""


# fmt: off
_LINES = (
    _Line("framework-studies", "map-frameworks", "National mapping studies", "experts", "study", 1, (2027, 2028),
          ("iom-botswana-profile", 1), ("ec-liberia-profile", 1), ("iom-guyana-profile", 1), is_per_country=True,
          note="Migration profiles are the closest work that was published."),
    _Line("model-meetings", "model-sharing", "Expert meetings on the model", "workshops", "meeting", 4, (2027, 2028),
          ("taiex-workshop", 1), ("efta-workshop", 1), ("ifms-swiss", 1)),
    _Line("sharing-pilots", "model-sharing", "Pilots of the sharing mechanism", "grants", "country pilot", 0.2, (2029, 2031),
          ("idf-georgia-umas", 1), ("iom-turkmenistan", 1), ("ethiopia-migration-data", 1), is_per_country=True,
          note="In one country of five."),
    _Line("regional-workshops", "regional-training", "Regional workshops", "training", "workshop", 6, (2027, 2036),
          ("taiex-workshop", 1), ("efta-workshop", 1), ("ifms-swiss", 1), is_yearly=True),
    _Line("regional-programmes", "regional-training", "Regional training programmes", "training", "programme year", 1,
          (2029, 2036), ("sweden-au-phase-1-disb", 2), ("ilo-africa-labour-migration", 1), ("ec-remap", 2), is_yearly=True,
          note="Payments of two years are divided by two."),
    _Line("country-advice", "country-capacity", "Advice and training in the country", "experts", "country project", 1,
          (2028, 2031), ("iom-turkmenistan", 1), ("idf-national-min", 1), ("idf-zambia", 1), is_per_country=True),
    _Line("office-twinning", "country-capacity", "Partnerships between statistical offices", "experts", "partnership", 0.25,
          (2030, 2034), ("twinning-azerbaijan", 1), ("twinning-lebanon", 1), ("twinning-bolivia", 1), is_per_country=True,
          note="In one country of four."),
    _Line("census-advice", "census-module", "Advice on migration in the census", "experts", "adviser year in a country", 0.5,
          (2028, 2031), ("imf-rwanda-ta", 1), ("idf-national-min", 1), ("idf-zambia", 1), is_per_country=True,
          note="Half a year of an adviser for each country; advice in another field of statistics is the closest cost found."),
    _Line("household-surveys", "migration-surveys", "Household surveys of international migration", "surveys", "survey", 0.3,
          (2029, 2034), ("eni-2012-iati", 1), ("jordan-hims", 1), ("algeria-hims", 1), is_per_country=True,
          note="In three countries of ten; the reference costs are the share of one donor each."),
    _Line("displacement-surveys", "migration-surveys", "Surveys of displaced people", "surveys", "survey", 0.1, (2029, 2034),
          ("el-salvador-idp-profiling", 1), ("serbia-collective-centres", 1), ("pakistan-idp-survey", 1), is_per_country=True,
          note="In one country of ten."),
    _Line("register-work", "administrative-data", "Registers and border data made fit for statistics", "grants",
          "country project", 0.5, (2028, 2033), ("south-africa-iom-ireland", 1), ("idf-georgia-umas", 1),
          ("mptf-north-macedonia", 1), is_per_country=True, note="In half of the countries."),
    _Line("central-systems", "administrative-data", "Central systems for migration data", "it", "system", 0.15, (2030, 2036),
          ("jordan-central-migration-data-disb", 1), ("drc-midas", 1), ("jordan-central-migration-data-com", 1),
          is_per_country=True, note="In three countries of twenty."),
    _Line("portal", "data-portal", "Common data portal", "it", "phase of three years", 3, (2028, 2036), ("portal-iom-3", 1),
          ("portal-germany-2", 1), ("us-data-standards-2", 1)),
    _Line("secretariat", "coordination", "Secretariat", "staff", "year of a small team", 1, (2027, 2036),
          ("sweden-scb-2017", 2), ("missing-migrants-swiss", 1), ("rptc-desa-0809", 2), is_yearly=True,
          note="A bilateral project of two years is the closest published cost of a small team."),
    _Line("global-forum", "coordination", "Forum of countries and donors", "coordination", "forum", 5, (2028, 2036),
          ("ifms-swiss", 1), ("taiex-workshop", 1), ("missing-migrants-swiss", 1),
          note="Every second year; the reference cost is one contribution."),
    _Line("evaluations", "coordination", "Evaluations", "evaluation", "evaluation", 2, (2031, 2036),
          ("missing-migrants-needs", 1), ("fafo-palestinian-camps", 1), ("us-data-standards-2", 1),
          note="No evaluation with a published cost was found; a study of needs is the closest."),
)
# fmt: on

_NOT_STATED = "base year not stated"


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Rows of the example: parameters, activities and cost lines, and the sources that they name."""
    published = files.built["cost_benchmark"].set_index("benchmark_id")
    parameter = pd.DataFrame(
        [
            {
                "parameter_id": code,
                "name": name,
                "value": value,
                "unit": unit,
                "choice": choice,
                "explanation": explanation,
                "is_illustrative": True,
                "source_id": SUPPORT_COSTS if code == "overhead_pct" else EXAMPLE,
            }
            for code, name, value, unit, choice, explanation in _PARAMETERS
        ]
    ).astype({"value": "float64"})
    activity = pd.DataFrame(
        [
            {
                "activity_id": code,
                "name": name,
                "component": component,
                "description": what,
                "tor_item": item,
                "depends_on": list(before) or None,
                "is_illustrative": True,
                "source_id": EXAMPLE,
            }
            for code, name, component, what, item, before in _ACTIVITIES
        ]
    )
    return {
        "parameter": parameter,
        "activity": activity,
        "cost_line": pd.DataFrame([_row(line, published) for line in _LINES]),
        "source": _sources(len(_PARAMETERS) + len(_ACTIVITIES) + len(_LINES)),
    }


def _row(line: _Line, published: pd.DataFrame) -> dict[str, object]:
    """A cost line with its unit costs; each in US dollars, as all its reference costs are."""
    central = published.loc[line.central[0]]
    year = central["last_year"]
    is_stated = _NOT_STATED not in str(central["caveat"]) and pd.notna(year)
    return {
        "line_id": line.code,
        "name": line.name,
        "activity_id": line.activity,
        "category": line.category,
        "unit": line.unit,
        "quantity": line.quantity,
        "is_per_country": line.is_per_country,
        "is_yearly": line.is_yearly,
        **{
            name: round(float(published.loc[code, "amount_usd"]) / units, 2)
            for name, (code, units) in (("unit_cost", line.central), ("unit_cost_low", line.low), ("unit_cost_high", line.high))
        },
        "currency": "USD",
        "price_year": int(year) if is_stated else None,
        "first_year": line.years[0],
        "last_year": line.years[1],
        "basis": "benchmark",
        "benchmark_id": line.central[0],
        "benchmark_units": line.central[1],
        "low_benchmark_id": line.low[0],
        "low_benchmark_units": line.low[1],
        "high_benchmark_id": line.high[0],
        "high_benchmark_units": line.high[1],
        "is_illustrative": True,
        "source_id": central["source_id"],
        "note": " ".join(one for one in (line.note, _years_said(line, published)) if one),
    }


def _years_said(line: _Line, published: pd.DataFrame) -> str:
    """From which years low and high are, where the three years are not the same; "" otherwise.

    They stay as published: bringing them to one year would need the rise of prices, which is a parameter that a reader moves.
    """
    years = [published.loc[code, "last_year"] for code, _ in (line.central, line.low, line.high)]
    central, low, high = ("a year not stated" if pd.isna(one) else f"{int(one)}" for one in years)
    if central == low == high:
        return ""
    return f"Costs of {central} (central), {low} (low) and {high} (high); none was brought to the prices of another year."


def _sources(rows: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": EXAMPLE,
            "publisher": "Funding landscape",
            "title": "Illustrative example of a Global Programme on Migration Statistics",
            "url": "https://unstats.un.org/unsd/demographic-social/migration-expert-group/",
            "licence": "Free to use",
            "vintage": "2026",
            "row_count": rows,
            "known_flaws": "Made for illustration: activities follow the Terms of Reference of the Task Force, quantities and "
            "years are judgement, unit costs are those of published reference costs. Low and high unit costs are taken in prices "
            "of the year of the central one, whatever their own year. Not an estimate of the Task Force.",
        },
        {
            "source_id": SUPPORT_COSTS,
            "kind": "page",
            "publisher": "International Trade Centre",
            "title": "Information on the UN standard percentage for programme support costs, 14 May 2008",
            "url": "https://www.intracen.org/WorkArea/DownloadAsset.aspx?id=45172",
            "vintage": "2008",
            "row_count": 1,
            "known_flaws": "Reports the rate of 13 per cent that the General Assembly approved; other rates, such as 7 or "
            "8 per cent, are agreed for some funds.",
        },
    )
