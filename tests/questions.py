"""Every question of `queries/`, and parameters that it can be asked with."""

import re

from landscape import dictionary, store

QUESTIONS = sorted(
    str(path.relative_to(store.QUERIES).with_suffix(""))
    for path in store.QUERIES.rglob("*.sql")
    if path.parent.name not in ("publish", "views")
)

# One value where a question takes one, by the name of its parameter. The real version and the tiny one know them all.
ONE = {
    "search": "",
    "first_year": 2000,
    "last_year": 2024,
    "year": 2020,
    "row_limit": 10,
    "lens": "statistics",
    "measure": "disbursement",
    "rule": "all",
    "indicator": "spi_overall",
    "against": "migrant_stock_in",
    "donor": "germany",
    "country": "NAM",
    "mechanism": "50x2030",
    "spelling": "Turkey",
    "release": "current",
    "list_of": "donor",
    "record": "germany",
    "since": "2026-01-01",
    "headers": "no such set of headers",
    "theme": "migration_statistics",
    "score": "need",
    "priority": None,
    "needs": '[{"need_id": "line:x", "amount_usd": 1e6, "first_year": 2029, "last_year": 2031, "region": null, '
    '"is_per_country": true, "categories": ["surveys"]}]',
    "scored": "aid_recipients",
    "survey": "test-survey",
    "decided_on": None,
}

# Several values where a question takes a list that is neither a code list nor a question of `queries/options/`.
SEVERAL = {
    "used": ["donor", "funding:statistics", "observation:spi_overall"],
    "table": ["donor", "funding"],
    "donors": ["germany", "united-states"],
    "countries": ["NAM", "TUR"],
    "sources": ["un-m49"],
    "rule_codes": ["13096"],
    "indicators": ["spi_overall", "population"],
    "decision_ids": ["no such decision"],
    "scenario_kinds": ["need", "priority_countries"],
    "assessments": ["spi_overall", "odin_overall"],
}


def text(question):
    return (store.QUERIES / f"{question}.sql").read_text(encoding="utf-8")


def header(question):
    """The comment on top, without its dashes."""
    lines = text(question).splitlines()
    return [line[2:].strip() for line in lines[: next(n for n, line in enumerate(lines) if not line.startswith("--"))]]


def takes_a_list(question, name):
    return bool(re.search(rf"\b(len|list_contains|list_has_any|list_position|unnest)\(\s*\${name}\b", text(question)))


def may_be_empty(question, name):
    """Whether an empty list means no restriction; otherwise the question is about what the list names."""
    return bool(re.search(rf"len\(\${name}\) = 0", text(question)))


def lists_of(question):
    return sorted(name for name in store.parameters_of(question) if takes_a_list(question, name))


def some_of(name):
    """Two values that a list parameter can hold."""
    if name in SEVERAL:
        return SEVERAL[name]
    codes = dictionary.codes(_code_list(name))
    if codes:
        return [code.code for code in codes][:2]
    assert f"options/{name}" in QUESTIONS, f"say in tests/questions.py what ${name} can be"
    return list(store.read(f"options/{name}", store.current()).code[:2])


def parameters(question, **chosen):
    """Parameters as a page sends them when nothing is chosen, but for what is named."""
    asked = {}
    for name in store.parameters_of(question):
        if name in chosen:
            asked[name] = chosen[name]
        elif takes_a_list(question, name):
            asked[name] = [] if may_be_empty(question, name) else some_of(name)
        else:
            assert name in ONE, f"say in tests/questions.py what ${name} can be"
            asked[name] = ONE[name]
    return asked


def _code_list(name):
    from landscape.filters import code_list_of

    return code_list_of(name)
