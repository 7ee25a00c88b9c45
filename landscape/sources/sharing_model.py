"""A reference model of a national flow of migration data: what institutions, sources, exchanges and rules a country should have.

The choice of elements is judgement of the landscape, drawn from the standards that each of them names; nothing is quoted.
An element also says how it is found in the lists of institutions and exchanges of a country.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import pandas as pd

from landscape.sources import Files, source_rows

# Short name -> publisher, title, address, year of the edition, what is known to be wrong with the address.
_STANDARDS = {
    "model-migration-recommendations": (
        "United Nations Statistics Division",
        "Recommendations on Statistics of International Migration and Temporary Mobility, with the page of the expert group",
        "https://unstats.un.org/unsd/demographic-social/migration-expert-group/",
        "2025",
        "",
    ),
    "model-fundamental-principles": (
        "United Nations",
        "Fundamental Principles of Official Statistics, General Assembly resolution 68/261",
        "https://undocs.org/A/RES/68/261",
        "2014",
        "",
    ),
    "model-quality-frameworks": (
        "United Nations Statistics Division",
        "United Nations National Quality Assurance Frameworks Manual for Official Statistics (UN NQAF)",
        "https://unstats.un.org/unsd/methodology/dataquality/",
        "2019",
        "",
    ),
    "model-census-recommendations": (
        "United Nations Statistics Division",
        "Principles and Recommendations for Population and Housing Censuses, Revision 3",
        "https://www.un-ilibrary.org/population-and-demography/"
        "principles-and-recommendations-for-population-and-housing-censuses-revision-3_bb3ea73e-en",
        "2017",
        "",
    ),
    "model-vital-statistics": (
        "United Nations Statistics Division",
        "Principles and Recommendations for a Vital Statistics System, Revision 3",
        "https://unstats.un.org/unsd/demographic/standmeth/principles/M19Rev3en.pdf",
        "2014",
        "",
    ),
    "model-registers": (
        "UNECE",
        "Guidelines on the Use of Registers and Administrative Data for Population and Housing Censuses",
        "https://www.un-ilibrary.org/economic-and-social-development/"
        "guidelines-on-the-use-of-registers-and-administrative-data-for-population-and-housing-censuses_48165223-en",
        "2018",
        "",
    ),
    "model-data-integration": (
        "UNECE",
        "Guidance on Data Integration for Measuring Migration",
        "https://www.readkong.com/page/guidance-on-data-integration-for-measuring-migration-9974327",
        "2019",
        "Copy found on readkong.com. ",
    ),
    "model-refugee-statistics": (
        "EGRISS",
        "International Recommendations on Refugee Statistics (IRRS), report to the Statistical Commission",
        "https://egrisstats.org/resource/report-of-the-expert-group-on-refugee-and-internally-displaced-persons-statistics-2018/",
        "2018",
        "",
    ),
}
_MIGRATION, _PRINCIPLES, _QUALITY, _CENSUS, _VITAL, _REGISTERS, _LINKING, _REFUGEES = _STANDARDS

_NSO, _INTERIOR, _BORDER = "national statistical office", "interior or immigration", "border"
_REGISTER, _CIVIL, _LABOUR, _FOREIGN = "population register", "civil registration", "labour", "foreign affairs"
# What an act is called, and with what words that say what it is about begin, in English, French, Spanish, Portuguese and German.
_ACT = ["act", "acts", "law", "laws", "code", "statute", "loi", "ley", "lei", "gesetz"]
_STATISTICS = ["statisti", "estadisti", "estatisti"]
_REGISTERED = [
    *("register", "registr", "migra", "immigra", "inmigra", "foreign", "alien", "residen", "permit", "border", "frontier"),
    *("civil", "identity", "population", "etranger", "extranjer", "estrangeir", "auslander", "aufenthalt"),
]
# What an exchange may rest on where the model asks for an arrangement: that one, or a firmer one.
_FIRM = {"law": ["law", "decree"], "memorandum of understanding": ["law", "decree", "memorandum of understanding"]}


@dataclass(frozen=True)
class _Element:
    """A row of `model_element`; its place is its place below."""

    element_id: str
    name: str
    kind: str
    source_id: str
    description: str
    standard_part: str = ""
    from_element_id: str = ""
    to_element_id: str = ""
    arrangement: str = ""
    gsbpm_phases: list[str] = field(default_factory=list)
    found_kinds: list[str] = field(default_factory=list)
    found_sources: list[str] = field(default_factory=list)
    found_legal: bool | None = None
    legal_about: list[str] = field(default_factory=list)
    legal_called: list[str] = field(default_factory=list)
    shared_sources: list[str] = field(default_factory=list)
    shared_to_kinds: list[str] = field(default_factory=list)
    shared_by: list[str] = field(default_factory=list)
    shared_linked: bool | None = None


def _institution(code: str, name: str, standard: str, kind: str, does: str, part: str = "") -> _Element:
    """Found by its kind alone: an office that also holds a register is not the authority for it."""
    return _Element(code, name, "institution", standard, does, part, found_kinds=[kind])


def _source(code: str, name: str, standard: str, holder: str, source: str, asks: str) -> _Element:
    return _Element(code, name, "source", standard, asks, "", holder, gsbpm_phases=["collect"], found_sources=[source])


def _exchange(
    code: str, name: str, standard: str, giver: str, source: str, arrangement: str, asks: str, part: str = ""
) -> _Element:
    phases = ["collect", "process"]
    to = {"shared_sources": [source], "shared_to_kinds": [_NSO], "shared_by": _FIRM[arrangement]}
    return _Element(code, name, "exchange", standard, asks, part, giver, "nso", arrangement, phases, **to)


_PRINCIPLE = "Principle {}: {}".format
_ELEMENTS = (
    _institution(
        "nso",
        "National statistical office",
        _PRINCIPLES,
        _NSO,
        "It produces the official statistics on migration and may draw on all data that other institutions hold.",
        _PRINCIPLE(5, "sources of official statistics"),
    ),
    _institution(
        "immigration",
        "Immigration authority",
        _MIGRATION,
        _INTERIOR,
        "It decides on residence and keeps the records of it.",
    ),
    _institution(
        "border-authority",
        "Border authority",
        _MIGRATION,
        _BORDER,
        "It records who enters and who leaves, in a form that statistics can use.",
    ),
    _institution(
        "register-authority",
        "Keeper of the population register",
        _REGISTERS,
        _REGISTER,
        "It keeps a register of residents in which moves from and to abroad are recorded.",
    ),
    _institution(
        "civil-registration",
        "Civil registration",
        _VITAL,
        _CIVIL,
        "It registers births and deaths of all who live in the country, whatever their citizenship.",
    ),
    _institution(
        "labour-authority",
        "Labour authority",
        _MIGRATION,
        _LABOUR,
        "It keeps records of foreign workers, and of workers who leave for work abroad.",
    ),
    _institution(
        "foreign-affairs",
        "Foreign affairs",
        _MIGRATION,
        _FOREIGN,
        "It keeps records of visas and of citizens abroad.",
    ),
    _source(
        "census",
        "Population census",
        _CENSUS,
        "nso",
        "census",
        "A census within ten years that asks country of birth, citizenship and year of arrival.",
    ),
    _source(
        "survey",
        "Household survey with questions on migration",
        _MIGRATION,
        "nso",
        "household survey",
        "A regular survey that tells migrants from others and says why people move and how they live.",
    ),
    _source(
        "population-register",
        "Population register",
        _REGISTERS,
        "register-authority",
        "population register",
        "Changes of residence across the border are entered, and departures are removed.",
    ),
    _source(
        "civil-register",
        "Register of births and deaths",
        _VITAL,
        "civil-registration",
        "civil register",
        "Births and deaths of residents with citizenship and country of birth.",
    ),
    _source(
        "border-records",
        "Border records",
        _MIGRATION,
        "border-authority",
        "border records",
        "Entries and exits of each person that can be put together to the length of stay.",
    ),
    _source(
        "residence-permits",
        "Residence permits",
        _MIGRATION,
        "immigration",
        "residence permits",
        "Permits granted and valid, with reason, length, citizenship, sex and age.",
    ),
    _source(
        "work-permits",
        "Work permits and registers of workers abroad",
        _MIGRATION,
        "labour-authority",
        "work permits",
        "Permits and registrations of workers with occupation, industry and country.",
    ),
    _source(
        "asylum-register",
        "Asylum register",
        _REFUGEES,
        "immigration",
        "asylum register",
        "Applicants and people under protection, with the date and outcome of each step.",
    ),
    _source(
        "consular-register",
        "Consular register",
        _MIGRATION,
        "foreign-affairs",
        "consular register",
        "Citizens abroad by country of residence, knowing that not all of them register.",
    ),
    _exchange(
        "border-to-nso",
        "Border records reach the statistical office",
        _PRINCIPLES,
        "border-authority",
        "border records",
        "law",
        "Individual records at least every quarter, on the basis of the statistics act.",
        _PRINCIPLE(5, "sources of official statistics"),
    ),
    _exchange(
        "permits-to-nso",
        "Residence permits reach the statistical office",
        _PRINCIPLES,
        "immigration",
        "residence permits",
        "law",
        "Individual records at least every year, on the basis of the statistics act.",
        _PRINCIPLE(5, "sources of official statistics"),
    ),
    _exchange(
        "register-to-nso",
        "The population register reaches the statistical office",
        _REGISTERS,
        "register-authority",
        "population register",
        "law",
        "Regular extracts with moves from and to abroad, on the basis of the register act and the statistics act.",
    ),
    _exchange(
        "vital-to-nso",
        "Births and deaths reach the statistical office",
        _VITAL,
        "civil-registration",
        "civil register",
        "law",
        "Every registered event, on the basis of the act on civil registration.",
    ),
    _exchange(
        "work-to-nso",
        "Records of workers reach the statistical office",
        _QUALITY,
        "labour-authority",
        "work permits",
        "memorandum of understanding",
        "Records of permits and of workers who leave, as a memorandum lays down.",
        _PRINCIPLE(2, "relationships with providers of data"),
    ),
    _exchange(
        "asylum-to-nso",
        "The asylum register reaches the statistical office",
        _REFUGEES,
        "immigration",
        "asylum register",
        "memorandum of understanding",
        "Applicants, decisions and people under protection, so that they are counted among the population.",
    ),
    _exchange(
        "consular-to-nso",
        "Records of citizens abroad reach the statistical office",
        _QUALITY,
        "foreign-affairs",
        "consular register",
        "memorandum of understanding",
        "Counts by country, sex and age at least every year, with what is known of their coverage.",
        _PRINCIPLE(2, "relationships with providers of data"),
    ),
    _Element(
        "feedback",
        "Findings on quality go back, individual records do not",
        "exchange",
        _QUALITY,
        "Those who give data learn what was wrong with them and get the statistics; no record of a person ever goes back.",
        _PRINCIPLE(2, "relationships with providers of data"),
        "nso",
        "immigration",
        "memorandum of understanding",
        ["evaluate"],
    ),
    _Element(
        "common-identifier",
        "Records of one person can be linked",
        "identifier",
        _LINKING,
        "The same person is found in several sources by one number, or by tested rules of matching.",
        "",
        "nso",
        gsbpm_phases=["process"],
        shared_to_kinds=[_NSO],
        shared_linked=True,
    ),
    _Element(
        "protected-identifier",
        "Identifiers are replaced before records are used",
        "identifier",
        _QUALITY,
        "Numbers and names are replaced on arrival, the key is kept apart, and few people have access to it.",
        _PRINCIPLE(7, "statistical confidentiality and data security"),
        "nso",
        gsbpm_phases=["process"],
    ),
    _Element(
        "statistics-act",
        "Statistics act",
        "legal instrument",
        _PRINCIPLES,
        "It gives the statistical office the mandate, access to administrative records free of charge, and the duty of secrecy.",
        _PRINCIPLE(7, "legislation"),
        "nso",
        gsbpm_phases=["specify needs"],
        found_kinds=[_NSO],
        found_legal=True,
        legal_about=_STATISTICS,
        legal_called=_ACT,
    ),
    _Element(
        "data-protection-act",
        "Data-protection act",
        "legal instrument",
        _PRINCIPLES,
        "It allows use for statistics, and forbids use of statistical records against a person.",
        _PRINCIPLE(6, "confidentiality"),
        "nso",
        gsbpm_phases=["specify needs"],
    ),
    _Element(
        "register-acts",
        "Acts on registers, permits and borders",
        "legal instrument",
        _REGISTERS,
        "They say what is registered, by whom, and that it may be used for statistics.",
        "",
        "register-authority",
        gsbpm_phases=["specify needs"],
        found_kinds=[_REGISTER, _CIVIL, _INTERIOR, _BORDER],
        found_legal=True,
        legal_about=_REGISTERED,
        legal_called=_ACT,
    ),
    _Element(
        "memoranda",
        "Memoranda on the supply of data",
        "legal instrument",
        _QUALITY,
        "Between the office and each institution: variables, time, format, descriptions, whom to ask.",
        _PRINCIPLE(2, "relationships with providers of data"),
        "nso",
        gsbpm_phases=["design"],
        shared_by=["memorandum of understanding"],
    ),
    _Element(
        "coordination",
        "Coordination body for migration statistics",
        "coordination",
        _PRINCIPLES,
        "All who hold or use the data meet, agree on definitions, and settle who does what.",
        _PRINCIPLE(8, "national coordination"),
        "nso",
        gsbpm_phases=["specify needs", "evaluate"],
        found_kinds=["coordination body"],
        shared_by=["committee"],
    ),
)


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Rows of `model_element` and of the standards that they come from; the publishers' files have nothing to do with it."""
    rows = pd.DataFrame([{**asdict(one), "position": place} for place, one in enumerate(_ELEMENTS, start=1)])
    for name in rows.columns:
        rows[name] = pd.Series([None if value in ("", []) else value for value in rows[name]], dtype="object")
    return {"model_element": rows, "source": _sources(rows)}


def _sources(rows: pd.DataFrame) -> pd.DataFrame:
    used = rows["source_id"].value_counts()
    said = "The model takes its elements from the standard in its own words; it quotes nothing and names no paragraph."
    return source_rows(
        *(
            {
                "source_id": code,
                "kind": "page",
                "publisher": publisher,
                "title": title,
                "url": url,
                "vintage": year,
                "row_count": int(used.get(code, 0)),
                "known_flaws": f"{flaw}{said}",
            }
            for code, (publisher, title, url, year, flaw) in _STANDARDS.items()
        )
    )
