"""What is measured: Explore pages with a filter that is changed, the page of needs with a weight that is moved, and that of
programme costs with a parameter, on 500 cost lines."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

TEXTS = ("a", "e", "i", "o", "n", "r", "t", "an", "in")
DONORS = ("Sweden", "Japan", "Norway", "France", "Italy", "Spain", "Germany", "Denmark", "Finland")
COUNTRIES = ("Ghana", "Nepal", "Peru", "Fiji", "Mali", "Chad", "Togo", "Haiti", "Samoa")
DOCUMENTED = ("Philippines", "Nigeria", "Germany", "Armenia", "Peru", "Sweden", "Mexico", "Georgia", "Colombia")
WEIGHTS = ([1], [9], [2], [8], [3], [7], [4], [6], [10])
CUTS = tuple([one] for one in ("By activity", "By term", "By part of the programme") * 3)
NEEDS = (
    *("Regional training programmes", "Household surveys of international migration", "Partnerships between statistical offices"),
    *("Central systems for migration data", "Regional workshops", "Secretariat", "Advice on migration in the census"),
    *("National mapping studies", "Common data portal"),
)
REGIONS = tuple([one] for one in ("Africa", "Asia", "Europe", "Oceania", "Americas", "Africa", "Asia", "Europe", "Oceania"))
MECHANISMS = (
    "Complex Risk Analytics Fund",
    "Data for Health initiative",
    "Demographic and Health Surveys Program",
    "EU Emergency Trust Fund for Africa",
    "Global Data Facility",
    "Global Concessional Financing Facility",
    "ACP Observatory on Migration",
    "Data For Now",
    "Pan-African Statistics Programme",
)


@dataclass(frozen=True)
class Subject:
    """A page, the choices it opens with, and the filter that is changed: its key, its label on screen and its new values.

    The first value warms up. A page without filters has none: it is run again with all answers forgotten.
    """

    page: str
    opens_with: tuple[tuple[str, str], ...] = ()
    key: str = ""
    label: str = ""
    values: tuple[str | list[str] | list[int], ...] = ()
    is_in_drawer: bool = False

    @property
    def query(self) -> str:
        """What stands in the address when the page opens."""
        return urlencode(self.opens_with)


SUBJECTS = {
    one.page or "overview": one
    for one in (
        Subject(""),
        Subject("donors", (), "search", "Search", TEXTS),
        Subject("donor", (("donor", "Canada"),), "donor", "Donor", DONORS),
        Subject(
            "compare_donors",
            (("donors", "Canada"), ("donors", "Norway")),
            "donors",
            values=tuple([*pair, "Belgium"] for pair in zip(DONORS, DONORS[1:] + DONORS[:1], strict=True)),
        ),
        Subject("mechanisms", (), "search", "Search", TEXTS),
        Subject("mechanism", (("mechanism", MECHANISMS[-1]),), "mechanism", "Mechanism", MECHANISMS[:-1]),
        Subject("funding", (), "search", "Search", TEXTS, is_in_drawer=True),
        Subject("countries", (), "search", "Search", TEXTS, is_in_drawer=True),
        Subject("country", (("country", "Kenya"),), "country", "Country", COUNTRIES),
        Subject(
            "compare_countries",
            (("countries", "Kenya"), ("countries", "Namibia")),
            "countries",
            values=tuple([*pair, "Kenya"] for pair in zip(COUNTRIES, COUNTRIES[1:] + COUNTRIES[:1], strict=True)),
        ),
        Subject("needs", (), "w_census_age", values=WEIGHTS),
        Subject("prospects", (), "w_aid", values=WEIGHTS),
        Subject("concentration", (), "search", "Search", TEXTS, is_in_drawer=True),
        Subject("rules", (("view", "Records"),), "search", "Search", TEXTS),
        Subject("training", (("view", "Supply and need"),), "search", "Search", TEXTS),
        Subject("assessments", (("view", "Agreement"),), "region", values=REGIONS),
        Subject("programmes", (), "search", "Search", TEXTS),
        Subject("programme", (), "p_country_count", values=tuple([number] for number in (21, 29, 22, 28, 23, 27, 24, 26, 25))),
        Subject("stack", (), "by", values=CUTS),
        Subject("matching", (("view", "Donors"),), "need", values=NEEDS),
        Subject("institutions", (("flow_country", "Kenya"),), "flow_country", "Country", DOCUMENTED),
        Subject(
            "model", (("model_view", "Country against model"), ("model_country", "Kenya")), "model_country", "Country", DOCUMENTED
        ),
    )
}
