"""What is said of purpose codes, from a few rows counted by hand."""

import pandas as pd

from landscape import dictionary
from landscape.charts import purposes, rules, written
from landscape.filters import RULE_CODES


def published(*rows):
    return pd.DataFrame(rows, columns=["year", "purpose_code", "amount_usd", "wide_usd", "strict_usd", "record_count"])


def test_the_three_rules_are_said_beside_each_other():
    rows = published(
        (2020, "13096", 1e6, None, None, 1),
        (2020, "15190", 4e6, 4e6, None, 2),
        (2021, "16062", 8e6, None, None, 3),
        (2021, "other", 9e6, 3e6, None, 4),
    )
    figure = purposes.published(rows)
    assert (
        "By purpose code USD 5.0 m of disbursements were for migration, of it USD 1.0 m for population statistics"
        in figure.takeaway
    )
    assert "USD 7.0 m (wide), USD 3.0 m of which is reported under other codes or none; strict: no record." in figure.takeaway
    drawn = pd.concat(written(figure.chart)[1].values())
    assert "other" not in set(drawn["purpose_code"].dropna())


def test_all_aid_says_what_it_cannot_tell():
    columns = ["year", "purpose_code", "amount_usd", "record_count"]
    rows = pd.DataFrame([(2016, "16062", 6e6, 3), (2017, "16062", 4e6, 2), (2017, "15190", 2e6, 1)], columns=columns)
    said = purposes.all_aid(rows).takeaway
    assert said.startswith("USD 10.0 m were for statistical capacity building (16062) in 2016–2017; USD 2.0 m for migration")
    assert "known for 2017 only" in said and "nothing can be told" in said
    later = pd.concat([rows, pd.DataFrame([(2019, "13096", 1e6, 1)], columns=columns)])
    assert "nothing can be told" not in purposes.all_aid(later).takeaway


def test_what_is_said_of_the_rule_names_the_codes_that_it_counts():
    (described,) = [one.help for one in dictionary.codes("rule") if one.code == "codes"]
    for said in (
        purposes.BY_CODE.split(". ")[0],
        rules.METHOD.split("**Wide**")[0],
        described,
        dictionary.column("codes_usd").help,
    ):
        assert all(code in said for code in RULE_CODES)
