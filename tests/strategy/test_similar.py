"""Who is like whom, worked out by hand."""

import pandas as pd

from landscape.strategy.similar import similar

NAN = float("nan")


def test_the_distance_is_over_what_is_known_of_both():
    points = pd.DataFrame(
        {
            "a": [0, 30, NAN, 0],
            "b": [0, 40, 10, 0],
            "c": [50, 50, 50, NAN],
            "d": [50, 50, 50, NAN],
            "e": [50, 50, 50, NAN],
            "f": [NAN, 0, 50, 0],
            "g": [50, NAN, 50, 0],
        },
        index=["one", "far", "near", "unknown"],
    )
    made = similar(points, "one").set_index("donor_id")
    assert list(made.index) == ["near", "far"]  # of "unknown" only three components can be compared
    assert made["shared_count"].to_dict() == {"near": 5, "far": 5}
    assert made["distance"]["near"] == (10**2 / 5) ** 0.5
    assert made["distance"]["far"] == ((30**2 + 40**2) / 5) ** 0.5


def test_fewer_than_half_of_what_is_known_of_the_one_is_too_little():
    names = [f"c{n}" for n in range(12)]
    points = pd.DataFrame(
        [[10.0] * 12, [10.0] * 5 + [NAN] * 7, [20.0] * 6 + [NAN] * 6], columns=names, index=["one", "five", "six"]
    )
    assert similar(points, "one")["donor_id"].tolist() == ["six"]


def test_the_same_donor_is_at_no_distance_and_ties_stand_by_name():
    points = pd.DataFrame([[10.0] * 5] * 3, index=["b", "c", "a"])
    assert similar(points, "b")[["donor_id", "distance"]].values.tolist() == [["a", 0.0], ["c", 0.0]]
