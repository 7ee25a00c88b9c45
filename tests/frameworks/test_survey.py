"""Answers counted by hand; and small counts of a confidential survey that nobody can work out, tried on every possible table."""

import random
from itertools import product

import pandas as pd
import pytest

from landscape.frameworks import survey

NAN = float("nan")


def answers(*rows):
    return pd.DataFrame(rows, columns=["iso3", "answer", "region", "income_group"])


FEW = answers(
    ("AAA", ["yes"], "Africa", "Low income"),
    ("BBB", ["yes", "no"], "Africa", "Low income"),
    ("CCC", ["no"], "Asia", None),
)


def protected(answers, least, choices=(), is_several=False):
    """Counts of one question of a survey that asked no other."""
    return survey.protected(survey.counted(answers, choices), least, is_several, survey.hidden_groups(answers, least))


def numbers(answers, least):
    """The same of a question that was answered with numbers."""
    return survey.numbers(answers, least, survey.hidden_groups(answers, least))


def table(counts, dimension):
    rows = counts[counts["dimension"] == dimension]
    return {(row.group_name, row.choice): row.answer_count for row in rows.itertuples()}


def test_answers_are_counted_in_all_by_region_and_by_income():
    counts = survey.counted(FEW, ["yes", "no", "perhaps"])
    assert table(counts, survey.ALL) == {
        (survey.ALL, survey.TOTAL): 3,
        (survey.ALL, "yes"): 2,
        (survey.ALL, "no"): 2,
        (survey.ALL, "perhaps"): 0,
    }
    assert table(counts, "region")["Africa", "yes"] == 2 and table(counts, "region")["Asia", survey.TOTAL] == 1
    assert table(counts, "income_group")["Not known", "no"] == 1


def test_choices_come_as_the_code_book_has_them_and_others_after():
    counts = survey.counted(FEW, ["no"])
    assert list(dict.fromkeys(counts["choice"])) == [survey.TOTAL, "no", "yes"]


def test_of_an_open_survey_nothing_is_hidden():
    least = survey.smallest_cell({"is_confidential": False, "smallest_cell": 5})
    assert not protected(FEW, least, is_several=True)["is_hidden"].any()


@pytest.mark.parametrize(("said", "least"), [(None, 5), (NAN, 5), (3, 3), (10, 10)])
def test_a_confidential_survey_says_its_smallest_cell_or_five_counts(said, least):
    assert survey.smallest_cell({"is_confidential": True, "smallest_cell": said}) == least


def test_a_hidden_count_cannot_be_taken_from_the_total():
    shown = survey.line_protected(pd.Series({"Africa": 12, "Asia": 9, "Oceania": 3}), 5)
    assert shown.isna().tolist() == [False, True, True], "the smallest of the others goes with it"
    assert shown["Africa"] == 12


def test_hidden_counts_that_are_few_together_take_another_with_them():
    shown = survey.line_protected(pd.Series({"A": 20, "B": 9, "C": 1, "D": 2}), 5)
    assert shown.isna().tolist() == [False, True, True, True], "one and two are three, which is fewer than five"


def test_a_zero_tells_of_nobody_and_stays():
    shown = survey.line_protected(pd.Series({"A": 20, "B": 0, "C": 6}), 5)
    assert shown.tolist() == [20, 0, 6]


def test_the_same_counts_are_hidden_in_every_table_of_a_question():
    rows = [(f"A{n}", ["yes"], "Africa", "Low income") for n in range(12)]
    rows += [(f"B{n}", ["no"], "Asia", "High income") for n in range(9)] + [("CCC", ["no"], "Oceania", "High income")]
    counts = protected(answers(*rows), 5)
    oceania = counts[counts["group_name"] == "Oceania"]
    assert oceania[oceania["choice"].isin(["no", survey.TOTAL])]["is_hidden"].all()
    hidden = counts[counts["is_hidden"]]
    assert (hidden["dimension"] == "region").sum() >= 4, "what is hidden with it stands in its row and in its column"
    assert hidden["answer_count"].isna().all()


def test_figures_of_a_small_group_are_not_shown():
    rows = [(f"A{n}", [str(n)], "Africa", "Low income") for n in range(11)]
    rows += [(f"B{n}", ["100"], "Asia", "Low income") for n in range(3)]
    found = numbers(answers(*rows), 5).set_index("group_name")
    assert found.loc["Asia", "is_hidden"] and pd.isna(found.loc["Asia", "median_value"])
    assert found.loc["Africa", "is_hidden"], "or the total would tell of Asia"
    assert found.loc[survey.ALL, "median_value"] == 6.5
    open_ones = numbers(answers(*rows), 1).set_index("group_name")
    assert open_ones.loc["Asia", "median_value"] == 100 and open_ones.loc["Africa", "answer_count"] == 11


def test_what_is_no_number_is_left_out_of_the_figures():
    found = numbers(answers(("AAA", ["about ten"], "Africa", "x"), ("BBB", ["4"], "Africa", "x")), 1)
    assert found[found["dimension"] == survey.ALL]["answer_count"].tolist() == [1]


def test_response_is_a_share_of_all_countries_of_a_region():
    countries = pd.DataFrame({"iso3": ["AAA", "BBB", "CCC", "DDD"], "region": ["Africa"] * 2 + ["Asia"] * 2})
    rows = survey.response(FEW, countries, 1).set_index("region")
    assert rows.loc["Africa"].tolist() == [2, 2, 100.0] and rows.loc["Asia"].tolist() == [1, 2, 50.0]
    assert survey.response(FEW, countries, 5)["answered_count"].isna().all()


def random_table(rows, columns):
    counts = [[random.choice([0, 1, 1, 2, 3, 4, 5, 6, 9]) for _ in range(columns)] for _ in range(rows)]
    cells = {("region", f"g{j}", f"c{i}"): counts[i][j] for i in range(rows) for j in range(columns)}
    cells |= {("region", f"g{j}", survey.TOTAL): sum(row[j] for row in counts) for j in range(columns)}
    cells |= {(survey.ALL, survey.ALL, f"c{i}"): sum(counts[i]) for i in range(rows)}
    return cells | {(survey.ALL, survey.ALL, survey.TOTAL): sum(map(sum, counts))}


def possible(cells, hidden):
    """Every value that each hidden cell can have, given all that is shown, and that a hidden count is none of a zero."""
    inner = [one for one in hidden if one[0] == "region" and one[2] != survey.TOTAL]
    values = {one: set() for one in hidden}
    for guess in product(*(range(int(cells[one] > 0), 11) for one in inner)):
        full = cells | dict(zip(inner, guess, strict=True))
        for group in {one[1] for one in cells if one[0] == "region"}:
            full["region", group, survey.TOTAL] = sum(
                full[one] for one in cells if one[:2] == ("region", group) and one[2] != survey.TOTAL
            )
        for choice in {one[2] for one in cells} - {survey.TOTAL}:
            full[survey.ALL, survey.ALL, choice] = sum(full[one] for one in cells if one[0] == "region" and one[2] == choice)
        full[survey.ALL, survey.ALL, survey.TOTAL] = sum(
            full[one] for one in cells if one[0] == "region" and one[2] == survey.TOTAL
        )
        if all(full[one] == cells[one] for one in cells if one not in hidden):
            for one in hidden:
                values[one].add(full[one])
    return values


def test_no_small_count_can_be_worked_out_from_what_is_shown():
    random.seed(6)
    tried = 0
    while tried < 25:
        cells = random_table(random.choice([2, 3]), random.choice([2, 3]))
        hidden = survey._hidden(cells, list(survey._sums(cells)), 5)
        if not hidden or sum(one[0] == "region" and one[2] != survey.TOTAL for one in hidden) > 4:
            continue
        tried += 1
        assert {one for one, count in cells.items() if 0 < count < 5} <= hidden
        values = possible(cells, hidden)
        assert [one for one in hidden if 0 < cells[one] < 5 and len(values[one]) < 2] == []


def said(region, **counts):
    return [(f"{region}{n}", [one], region, "Low income") for one, count in counts.items() for n in range(count)]


def of_region(counts, group):
    return counts[(counts["dimension"] == "region") & (counts["group_name"] == group)]


def test_of_a_group_that_is_too_small_nothing_is_shown_not_even_a_zero():
    rows = said("Africa", yes=12, no=9) + said("Asia", yes=8, no=7) + said("Oceania", yes=3)
    counts = protected(answers(*rows), 5, ["yes", "no"])
    assert of_region(counts, "Oceania")["is_hidden"].all() and len(of_region(counts, "Oceania")) == 3
    assert table(counts, "region")["Africa", "yes"] == 12, "a large group with two minds is shown"


def test_where_all_or_nearly_all_said_the_same_no_answer_is_shown():
    rows = said("Africa", yes=12, no=9) + said("Asia", yes=12) + said("Europe", yes=11, no=9)
    counts = protected(answers(*rows), 5, ["yes", "no"])
    asia = of_region(counts, "Asia").set_index("choice")["is_hidden"]
    assert asia["yes"] and asia["no"] and not asia[survey.TOTAL]
    for rows in (said("Asia", yes=20), said("Asia", yes=18, no=2)):
        counts = protected(answers(*rows), 5, ["yes", "no"])
        assert counts[counts["choice"] != survey.TOTAL]["is_hidden"].all()


def test_that_nearly_all_took_one_of_several_choices_is_hidden():
    rows = [(f"A{n}", ["census", "survey"] if n < 10 else ["census"], "Asia", "Low income") for n in range(20)]
    counts = protected(answers(*rows), 5, ["census", "survey"], is_several=True)
    assert table(counts, survey.ALL)[survey.ALL, "survey"] == 10
    assert pd.isna(table(counts, survey.ALL)[survey.ALL, "census"]), "who did not take it is nobody"


def test_groups_left_out_are_the_same_in_every_table_of_a_survey():
    everybody = said("Africa", yes=12, no=9) + said("Asia", yes=8, no=7) + said("Oceania", yes=3)
    groups = survey.hidden_groups(answers(*everybody), 5)
    assert groups["region"] == {"Asia", "Oceania"}
    few = survey.protected(survey.counted(answers(*everybody[:36]), ["yes", "no"]), 5, False, groups)
    assert of_region(few, "Asia")["is_hidden"].all(), "or who answered would tell of Oceania"
    countries = pd.DataFrame([(row[0], row[2]) for row in everybody], columns=["iso3", "region"])
    rows = survey.response(answers(*everybody), countries, 5).set_index("region")
    assert rows["answered_count"].isna().to_dict() == {"Africa": False, "Asia": True, "Oceania": True}


def test_a_table_by_group_is_not_shown_where_a_group_left_a_question_out():
    everybody = said("Africa", yes=12, no=9) + said("Asia", yes=8, no=7)
    groups = survey.hidden_groups(answers(*everybody), 5)
    assert not groups["region"]
    own = answers(*everybody[:21], *everybody[21:24])
    counts = survey.protected(survey.counted(own, ["yes", "no"]), 5, False, groups)
    assert counts[counts["dimension"] == "region"]["is_hidden"].all()
    assert table(counts, survey.ALL)[survey.ALL, "yes"] == 15
    figures = survey.numbers(own.assign(answer=[[str(n)] for n in range(len(own))]), 5, groups)
    assert figures[figures["dimension"] == "region"]["is_hidden"].all()


def test_figures_are_not_shown_where_most_said_the_same_number():
    found = numbers(answers(*[(f"A{n}", ["4"], "Asia", "Low income") for n in range(9)]), 5)
    assert found["median_value"].isna().all() and found["is_hidden"].all()


def test_no_answer_kept_back_can_be_worked_out_while_how_many_answered_is_known():
    random.seed(7)
    tried = 0
    while tried < 25:
        cells = random_table(2, random.choice([2, 3]))
        hidden = survey._kept_back(cells, 2, {})
        inner = [one for one in hidden if one[0] == "region" and one[2] != survey.TOTAL]
        if not 0 < len(inner) <= 4 or any(one[2] == survey.TOTAL for one in hidden):
            continue
        tried += 1
        assert survey._sensitive(cells, 2) <= hidden
        assert [one for one, values in possible(cells, hidden).items() if len(values) < 2] == []
