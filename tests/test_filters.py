"""Filters are two views of one choice: parameters for a question, and words for a person."""

import pytest

from landscape import dictionary, filters
from landscape.filters import Filter, Filters

TYPE = Filter("donor_type", "Donor type", "many", {"DAC member": "DAC member", "Multilateral": "Multilateral organisation"})
REGION = Filter("region", "Region", "many", {"Africa": "Africa", "Asia": "Asia"}, words="in {}")
YEARS = Filter("years", "Years", "years", default=(2010, 2020))
SEARCH = Filter("search", "Search", "text", default="")
COUNTRY = Filter("country", "Country", "one", {"NAM": "Namibia", "CIV": "Côte d'Ivoire"})
BAR = (SEARCH, TYPE, REGION, YEARS)


def chosen(search="", types=(), regions=(), years=(2010, 2020)):
    return Filters(BAR, (search, types, regions, years))


def test_nothing_chosen_means_no_restriction():
    assert chosen().parameters() == {"search": "", "donor_type": [], "region": [], "first_year": 2010, "last_year": 2020}
    assert chosen().chosen() == ()


def test_what_is_chosen_becomes_parameters():
    assert chosen(" data ", ("Multilateral",), ("Africa", "Asia"), (2015, 2015)).parameters() == {
        "search": "data",
        "donor_type": ["Multilateral"],
        "region": ["Africa", "Asia"],
        "first_year": 2015,
        "last_year": 2015,
    }


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (chosen(), "2010–2020"),
        (chosen(years=(2015, 2015)), "2015"),
        (chosen(types=("Multilateral",), regions=("Africa", "Asia")), "Multilateral organisation, in Africa and Asia, 2010–2020"),
        (chosen(search=" data "), "containing “data”, 2010–2020"),
        (Filters((TYPE,), ((),)), "everything"),
        (Filters((COUNTRY,), ("NAM",)), "Namibia"),
        (Filters((COUNTRY,), (None,)), "everything"),
        (Filters(), "everything"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_choice_says_itself_in_words(choice, words):
    assert choice.in_words() == words


def test_a_long_choice_is_counted_rather_than_listed():
    many = Filter("countries", "Countries", "many", {str(n): f"Country {n}" for n in range(9)}, words="to {}")
    assert many.in_words(("1", "2", "3", "4")) == "to Country 1, Country 2, Country 3 and Country 4"
    assert many.in_words(("1", "2", "3", "4", "5", "6")) == "to Country 1, Country 2, Country 3 and 3 others"


def test_without_one_filter_the_others_stay():
    choice = chosen("data", ("Multilateral",), ("Africa",), (2015, 2016))
    assert choice.without("region") == chosen("data", ("Multilateral",), (), (2015, 2016))
    assert choice.without("years")["years"] == (2010, 2020)
    assert choice.without() == chosen()
    assert choice == chosen("data", ("Multilateral",), ("Africa",), (2015, 2016)), "the choice itself is never changed"


def test_only_what_differs_from_the_default_counts_as_chosen():
    assert [one.name for one in chosen(types=("Multilateral",), years=(2010, 2019)).chosen()] == ["donor_type", "years"]
    assert [one.name for one in Filters((COUNTRY,), ("NAM",)).chosen()] == ["country"]
    assert Filters((COUNTRY,), (None,)).chosen() == ()


def test_one_value_is_found_by_name():
    assert chosen(regions=("Asia",))["region"] == ("Asia",)
    with pytest.raises(KeyError, match="weather"):
        chosen()["weather"]


def test_the_beginning_of_a_label_is_enough_where_only_one_has_it():
    one = Filter("country", "Country", "one", {"KEN": "Kenya", "NER": "Niger", "NGA": "Nigeria", "GBR": "United Kingdom"})
    assert [one.begun(text) for text in ("ken", "nigeri", "king", "niger", "x")] == ["KEN", "NGA", "GBR", None, None]


def test_two_bars_add_up_to_one():
    both = Filters((TYPE,), (("Multilateral",),)) + Filters((YEARS,), ((2011, 2012),))
    assert both.parameters() == {"donor_type": ["Multilateral"], "first_year": 2011, "last_year": 2012}


def test_the_catalogue_is_consistent():
    for name, one in filters._CATALOGUE.items():
        assert one.name == name
        assert one.label and "{}" in one.words
        assert not filters.code_list_of(name) or dictionary.codes(filters.code_list_of(name)), name
    assert set(filters._CODE_LISTS) <= set(filters._CATALOGUE)


def test_a_described_filter_takes_options_and_changes():
    one = filters.described("region", {"Africa": "Africa"}, label="Where", key="where")
    assert (one.label, one.key, one.name, dict(one.options)) == ("Where", "where", "region", {"Africa": "Africa"})
    assert filters.described("region").key == "region"
    with pytest.raises(KeyError, match="weather"):
        filters.described("weather")


@pytest.mark.parametrize(
    ("kind", "default", "said", "value"),
    [
        ("many", (), ["Alpha", "No such"], ["a"]),
        ("many", (), [], []),
        ("one", "b", ["Alpha"], "a"),
        ("one", "b", ["No such"], "b"),
        ("one", "b", [], "b"),
        ("number", 5, ["0"], 0),
        ("number", 5, ["many"], 5),
        ("years", (2010, 2020), ["2015", "2016"], (2015, 2016)),
        ("years", (2010, 2020), ["2015"], (2010, 2020)),
        ("text", "", ["bank"], "bank"),
        ("text", "", [], ""),
    ],
)
def test_what_an_address_asks_for_is_read_by_labels(kind, default, said, value):
    one = filters.Filter("x", "X", kind, {"a": "Alpha", "b": "Beta"}, default=default)
    assert one.asked_for(said) == value


def test_a_quiet_filter_says_nothing_of_its_default():
    one = Filter("scale", "Scale", "one", {"a": "As is", "b": "By rank"}, "a", "scale: {}", is_quiet=True)
    assert (one.in_words("a"), one.in_words("b")) == ("", "scale: By rank")


@pytest.mark.parametrize(
    ("step", "text", "number"),
    [
        *((1, "-5", -5), (1, "7", 7), (1, "7.5", None), (1, "11", None), (1, "-6", None), (1, "1e1", None), (1, "", None)),
        *((0.5, "7.5", 7.5), (0.5, "7", 7.0), (0.5, "nan", None), (0.5, "٣", None)),
    ],
)
def test_a_number_of_an_address_is_one_that_the_filter_can_have(step, text, number):
    one = Filter("x", "X", "number", default=0, least=-5, most=10, step=step)
    assert one.number(text) == number and one.asked_for([text]) == (0 if number is None else number)


def test_assumptions_about_the_programme_say_themselves_in_words():
    escalation = filters.assumption("escalation_pct", "Price escalation, % a year", 3.0, 0, 15, 0.5, None)
    dearer = filters.category("surveys", "Survey fieldwork", -90, 200)
    assert escalation.in_words(3.0) == "" and escalation.in_words(4.5) == "price escalation 4.5 %"
    assert dearer.in_words(-20) == "unit costs of survey fieldwork −20 %"
    assert (escalation.key, dearer.key) == ("p_escalation_pct", "c_surveys")
    assert filters.is_name("p_anything") and filters.is_name("c_anything") and filters.label_of("p_anything") == "parameter"
    assert Filter("x", "X", "text", default="", words="changed: {}").in_words(" a ") == "changed: a"
