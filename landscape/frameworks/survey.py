"""Answers to a survey, counted: by question, region and income group, with counts hidden where the survey is confidential.

Which groups are too small is chosen once for a survey, from how many countries of each answered it; every table leaves them out.
A table by group is shown where each other group, and all left out together, still hold enough countries. How many answered is
then taken as known to everybody. Answers are hidden where a count is small or where nearly all of a group gave the same one, and
with them as many others as it takes that none can be worked out: the counts of a question in all, by region and by income group
are one system of sums (complementary suppression, as in Willenborg and de Waal, Elements of Statistical Disclosure Control,
2001). Filters would give other sums of the same answers, so such a survey has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from landscape import words
from landscape.filters import Filter, described

SMALLEST = 5  # countries, where a confidential survey does not say
ALL = "All countries"  # the dimension and the group of a question's totals
TOTAL = "All who answered"  # the choice that stands for the countries that answered
BY = {"region": "Region", "income_group": "Income group"}
UNPLACED = "Not known"
REST = "Groups that are left out"
NOT_TAKEN = "Did not take it"

Cell = tuple[str, str, str]  # dimension, group, choice


def question_filter(questions: pd.DataFrame) -> Filter:
    """The filter that chooses one question of a survey; the first stands when none was chosen."""
    labels = dict(zip(questions["question_id"], questions["question_label"], strict=True))
    return described("survey_question", labels, default=next(iter(labels), None))


def smallest_cell(survey: Mapping[str, object]) -> int:
    """The smallest count that is shown: of a confidential survey what it says, or `SMALLEST`; of any other every count."""
    if not survey["is_confidential"]:
        return 1
    said = survey["smallest_cell"]
    return SMALLEST if words.is_unknown(said) else int(said)


def counted(answers: pd.DataFrame, choices: Sequence[str] = ()) -> pd.DataFrame:
    """How often each choice was taken, in all, by region and by income group: dimension, group_name, choice, answer_count.

    `answers` has one row per country with answer (a list), region and income_group; a country that took several choices counts
    for each. The choice `TOTAL` counts the countries that answered. Choices come as given, others after them by frequency.
    """
    placed = answers.assign(
        **{name: answers[name].astype(object).where(answers[name].notna(), UNPLACED) for name in BY}, **{ALL: ALL}
    )
    each = placed.explode("answer")
    found = each["answer"].value_counts()
    order = [*choices, *sorted(set(found.index) - set(choices), key=lambda one: (-found[one], one))]
    rows = []
    for dimension in (ALL, *BY):
        for group in sorted(placed[dimension].unique(), key=lambda one: (one == UNPLACED, one)):
            taken = each[each[dimension] == group]["answer"].value_counts()
            rows.append((dimension, group, TOTAL, int((placed[dimension] == group).sum())))
            rows += [(dimension, group, one, int(taken.get(one, 0))) for one in order]
    return pd.DataFrame(rows, columns=["dimension", "group_name", "choice", "answer_count"])


def hidden_groups(answers: pd.DataFrame, least: int) -> dict[str, set[str]]:
    """Dimension -> the groups that no table of the survey shows: those too small, and others from which they could be told.

    `answers` are all answers to the survey, with iso3 and the columns of `BY`.
    """
    each = answers.drop_duplicates("iso3")
    return {name: _left_out(each[name].astype(object).where(each[name].notna(), UNPLACED).value_counts(), least) for name in BY}


def _left_out(counts: pd.Series, least: int) -> set[str]:
    shown = line_protected(counts, least)
    return set(shown.index[shown.isna()])


def protected(counts: pd.DataFrame, least: int, is_several: bool, groups: Mapping[str, set[str]]) -> pd.DataFrame:
    """The same counts with `is_hidden`. `is_several` says that one country can take several choices, so that they have no sum.

    `groups` are the `hidden_groups` of the survey.
    """
    cells = {(row.dimension, row.group_name, row.choice): int(row.answer_count) for row in counts.itertuples()}
    hidden: set[Cell] = set()
    if least > 1:
        for table in _yes_or_no(cells) if is_several else [cells]:
            hidden |= _kept_back(table, least, groups)
    marks = [one in hidden for one in cells]
    return counts.assign(
        is_hidden=marks, answer_count=counts["answer_count"].astype("Int64").mask(pd.Series(marks, counts.index))
    )


def _yes_or_no(cells: Mapping[Cell, int]) -> Iterator[dict[Cell, int]]:
    """For each of several choices a table of those who took it and those who did not."""
    totals = {one: count for one, count in cells.items() if one[2] == TOTAL}
    for choice in sorted({one for _, _, one in cells} - {TOTAL}):
        taken = {one: count for one, count in cells.items() if one[2] == choice}
        yield totals | taken | {(*one[:2], NOT_TAKEN): totals[*one[:2], TOTAL] - count for one, count in taken.items()}


def _kept_back(cells: Mapping[Cell, int], least: int, groups: Mapping[str, set[str]]) -> set[Cell]:
    """The cells of a table of choices that add up to not show; a dimension that cannot be protected as a whole."""
    if cells[ALL, ALL, TOTAL] < least:
        return set(cells)
    dimensions = {one for one, _, _ in cells} - {ALL}
    dimensions = {one for one in dimensions if _are_enough(_joined(cells, {one}, groups), least)}
    while True:
        joined = _joined(cells, dimensions, groups)
        hidden = _hidden(joined, list(_sums(joined)), least, _sensitive(joined, least))
        failed = {one[0] for one in hidden if one[2] == TOTAL}  # how many answered is known, and hides nothing
        if not failed:
            break
        if not dimensions:
            return set(cells)
        dimensions = dimensions - failed if dimensions & failed else set()
    left_out = {one for one in cells if one[0] != ALL and (one[0] not in dimensions or one[1] in groups.get(one[0], ()))}
    return left_out | (hidden & set(cells))


def _joined(cells: Mapping[Cell, int], dimensions: set[str], groups: Mapping[str, set[str]]) -> dict[Cell, int]:
    """The cells in all and of some dimensions, with the groups left out as one: what anybody can work out by subtracting."""
    found: dict[Cell, int] = {}
    for (dimension, group, choice), count in cells.items():
        if dimension == ALL or dimension in dimensions:
            one = (dimension, REST if group in groups.get(dimension, ()) else group, choice)
            found[one] = found.get(one, 0) + count
    return found


def _are_enough(cells: Mapping[Cell, int], least: int) -> bool:
    return all(count >= least for one, count in cells.items() if one[2] == TOTAL)


def _sensitive(cells: Mapping[Cell, int], least: int) -> set[Cell]:
    """Small counts; and all answers of a group, zeros too, of which fewer than the smallest cell gave another than the rest."""
    found = {one for one, count in cells.items() if 0 < count < least}
    for dimension, group, choice in [one for one in cells if one[2] == TOTAL]:
        total = cells[dimension, group, choice]
        own = [one for one in cells if one[:2] == (dimension, group) and one[2] != TOTAL]
        if total < 2 * least or any(cells[one] > total - least for one in own):
            found |= set(own)
    return found


def line_protected(counts: pd.Series, least: int) -> pd.Series:
    """Counts of groups that add up to a total which is shown, `NA` where one is hidden."""
    cells = {("", str(name), ""): int(count) for name, count in counts.items()}
    total = ("", "", TOTAL)
    hidden = _hidden({**cells, total: sum(cells.values())}, [(list(cells), total)], least)
    return counts.astype("Int64").mask(pd.Series([one in hidden for one in cells], counts.index))


def _sums(cells: Mapping[Cell, int]) -> Iterator[tuple[list[Cell], Cell]]:
    """Which cells add up to which other one."""
    for dimension in {one for one, _, _ in cells} - {ALL}:
        for choice in {one for _, _, one in cells}:
            parts = [one for one in cells if one[0] == dimension and one[2] == choice]
            yield parts, (ALL, ALL, choice)
    for dimension, group in {(one, other) for one, other, _ in cells}:
        parts = [one for one in cells if one[:2] == (dimension, group) and one[2] != TOTAL]
        if parts:
            yield parts, (dimension, group, TOTAL)


def _hidden(
    cells: Mapping[Cell, int], sums: Sequence[tuple[list[Cell], Cell]], least: int, first: set[Cell] | None = None
) -> set[Cell]:
    """The cells to hide: the small ones or those said, and others until nothing hidden can be worked out."""
    hidden = {one for one, count in cells.items() if 0 < count < least} if first is None else set(first)
    while hidden and (wanting := _wanting(cells, sums, hidden, least)) is not None:
        hidden.add(wanting)
    return hidden


def _wanting(cells: Mapping[Cell, int], sums: Sequence[tuple[list[Cell], Cell]], hidden: set[Cell], least: int) -> Cell | None:
    """One more cell to hide, where something hidden can be worked out; None where nothing can.

    First in a single sum: a hidden part of a total that is shown, or a hidden total of parts that are. Then from several sums.
    """
    for parts, total in sums:
        unknown = [one for one in parts if one in hidden]
        left = sum(cells[one] for one in unknown)
        is_told = not unknown if total in hidden else unknown and not (len(unknown) > 1 and left >= max(least, len(unknown) + 1))
        if is_told and (more := _next(cells, parts, total, hidden)):
            return more
    is_crossed = any(total[0] not in ("", ALL) for _, total in sums)  # counts stand in two sums each
    told = {one for one in hidden if not _is_open(cells, hidden, one)} if is_crossed else set()
    for parts, total in sums:
        if told & {*parts, total} and (more := _next(cells, parts, total, hidden)):
            return more
    return None


def _next(cells: Mapping[Cell, int], parts: Sequence[Cell], total: Cell, hidden: set[Cell]) -> Cell | None:
    """What of a sum is hidden next: the smallest part that holds somebody, then one that holds nobody, then the total."""
    shown = [one for one in parts if one not in hidden]
    if shown:
        return min(shown, key=lambda one: (cells[one] == 0, cells[one], one))
    return total if total not in hidden else None


def _is_open(cells: Mapping[Cell, int], hidden: set[Cell], cell: Cell) -> bool:
    """Whether a hidden count could be one more or one less with all that is shown as it is, so that nobody can tell it.

    Within one table a count moves where a way leads through hidden counts back to it: one more for a choice in a group is one
    less for another choice of the group, which is one more of that in another group, and so on. No hidden count is taken to zero
    or below, so that a reader who knows that nobody hid a zero is not helped by it.
    """
    dimension, group, choice = cell
    dimensions = {one for one, _, _ in cells} - {ALL}
    if dimension == ALL and choice == TOTAL:
        return True  # then too few answered at all, and everything that they could be counted from is hidden
    if dimension == ALL:
        others = [one for one in hidden if one[0] == ALL and one[2] not in (choice, TOTAL)]
        return any(
            (cells[one] > 1 and all(_leads(cells, hidden, each, ("c", choice), ("c", one[2])) for each in dimensions))
            or (cells[cell] > 1 and all(_leads(cells, hidden, each, ("c", one[2]), ("c", choice)) for each in dimensions))
            for one in others
        )
    if choice == TOTAL:
        others = [one for one in hidden if one[0] == dimension and one[2] == TOTAL and one != cell]
        return any(
            (cells[one] > 1 and _leads(cells, hidden, dimension, ("g", one[1]), ("g", group)))
            or (cells[cell] > 1 and _leads(cells, hidden, dimension, ("g", group), ("g", one[1])))
            for one in others
        )
    more = _leads(cells, hidden, dimension, ("g", group), ("c", choice), cell)
    return more or (cells[cell] > 1 and _leads(cells, hidden, dimension, ("c", choice), ("g", group), cell))


def _leads(
    cells: Mapping[Cell, int],
    hidden: set[Cell],
    dimension: str,
    start: tuple[str, str],
    end: tuple[str, str],
    without: Cell | None = None,
) -> bool:
    """Whether a way leads through hidden counts of one table: from a choice to a group by one more, back by one less."""
    inner = [one for one in hidden if one[0] == dimension and one != without]
    seen, ahead = {start}, [start]
    while ahead:
        kind, name = ahead.pop()
        if kind == "c":
            found = {("g", one[1]) for one in inner if one[2] == name}
        else:
            found = {("c", one[2]) for one in inner if one[1] == name and one[2] != TOTAL and cells[one] > 1}
            if (dimension, name, TOTAL) in inner:  # the group as a whole has one more, another one less
                found |= {("g", one[1]) for one in inner if one[2] == TOTAL and one[1] != name and cells[one] > 1}
        if end in found:
            return True
        ahead += found - seen
        seen |= found
    return False


def numbers(answers: pd.DataFrame, least: int, groups: Mapping[str, set[str]]) -> pd.DataFrame:
    """Answers that are numbers, in all and by group: dimension, group_name, answer_count, median, lower and upper quartile.

    Of a confidential survey the groups left out have no figures, nor has a dimension in which another group is too small, nor one
    of which the middle half said the same. What is no number is left out. `groups` as in `protected`.
    """
    value = pd.to_numeric(answers["answer"].map(lambda some: some[0] if len(some) == 1 else None), errors="coerce")
    known = answers.assign(value=value.astype(float)).dropna(subset=["value"])
    counts = counted(known.assign(answer=[[]] * len(known)))
    counts = counts[counts["choice"] == TOTAL]
    cells = {(row.dimension, row.group_name, row.choice): int(row.answer_count) for row in counts.itertuples()}
    shown = {one for one in (ALL, *BY) if least <= 1 or _are_enough(_joined(cells, {one}, groups), least)}
    rows = []
    for row in counts.itertuples():
        some = known if row.dimension == ALL else known[known[row.dimension].astype(object).fillna(UNPLACED) == row.group_name]
        is_hidden = row.dimension not in shown or row.group_name in groups.get(row.dimension, ())
        figures = some["value"].quantile([0.5, 0.25, 0.75]).tolist()
        is_same = least > 1 and figures[1] == figures[2]
        count = pd.NA if is_hidden else row.answer_count
        rows.append(
            (
                row.dimension,
                row.group_name,
                count,
                is_hidden or is_same,
                *([float("nan")] * 3 if is_hidden or is_same else figures),
            )
        )
    columns = ["dimension", "group_name", "answer_count", "is_hidden", "median_value", "lower_quartile", "upper_quartile"]
    return pd.DataFrame(rows, columns=columns).astype({"answer_count": "Int64"})


def response(answers: pd.DataFrame, countries: pd.DataFrame, least: int) -> pd.DataFrame:
    """By region: countries that answered anything, all countries and areas of the region, and the share in %; NA where hidden.

    Who was asked is not known: the share is of all countries and areas, not of those that were asked.
    """
    whole = countries.groupby("region")["iso3"].nunique()
    answered = answers.drop_duplicates("iso3").groupby("region")["iso3"].nunique().reindex(whole.index, fill_value=0)
    shown = answered.astype("Int64").mask(answered.index.isin(hidden_groups(answers, least)["region"]))
    rows = pd.DataFrame({"region": whole.index, "answered_count": shown.to_numpy(), "country_count": whole.to_numpy()})
    rows["answered_pct"] = (100 * rows["answered_count"].astype("Float64") / rows["country_count"]).astype("Float64")
    return rows


def first_of(surveys: Filter) -> Filter:
    """The filter of surveys, the first of which stands when none was chosen."""
    return replace(surveys, default=next(iter(surveys.options)))
