"""Spellings of donors and of the agencies through which governments pay, so that "GIZ" in a list is known to be Germany.

A name that would mean several donors helps nobody, so these are left out:
- one that more than two donors of the landscape have ("Ministry of Foreign Affairs", "FIN"); of two, a person chooses;
- one that a donor outside the landscape has too ("Green Climate Fund" is also a window of the Asian Development Bank);
- a name that only says what kind of office it is (`_OFFICE`: "Ministry of Health"), unless it names the country of the donor
  or is in `_TELLING`; and an acronym that is a word, is shorter than three letters, or means any country (`_WORDS`);
- the windows and budget lines of multilateral and private donors: only the agency that is the organisation itself is taken;
- what leads to the donor already: its own names, and those of its country. A donor's own name is never another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from landscape.sources import Files, ceb, iati, oecd, paris21, source_rows

CODES = "oecd-dac-codes-2024"
COMPILED = "donor-spellings"
BOOK = "raw/oecd/DAC-CRS-CODES_2024-04.xls"

DAC, PARIS21, CEB, IATI, COMMON = "OECD DAC", "PARIS21", "UN CEB", "IATI", "Common usage"

# DAC codes of parts of a donor that the landscape has as one: the lending arms of the World Bank.
PARTS = {"901": "world-bank", "905": "world-bank"}

# Spellings that people use and no list at hand has.
MORE_SPELLINGS = {
    "adb": "AsDB; Banco Asiático de Desarrollo; BAsD",
    "afdb": "BAD; Banque africaine de développement; Banco Africano de Desenvolvimento; Banco Africano de Desarrollo",
    "bill-and-melinda-gates-foundation": "Gates Foundation; The Gates Foundation; BMGF; Fundación Gates; Fondation Gates",
    "bloomberg-family-foundation": "Bloomberg Philanthropies",
    "eu-institutions": "European Union; Union européenne; Unión Europea; União Europeia; Comisión Europea; Comissão Europeia; "
    "EU Commission; European Community; European Communities",
    "global-environment-facility": "Fondo para el Medio Ambiente Mundial; FMAM; FEM",
    "global-fund": "The Global Fund; Fonds mondial; Fondo Mundial",
    "iadb": "IDB; BID; Banco Interamericano de Desarrollo; Banco Interamericano de Desenvolvimento",
    "ilo": "OIT; Organización Internacional del Trabajo; Organização Internacional do Trabalho; International Labour Office",
    "imf": "FMI; Fondo Monetario Internacional; Fundo Monetário Internacional; Fonds monétaire international",
    "isdb": "BIsD; Islamic Development Bank Group",
    "kuwait-fund": "KFAED",
    "spc": "Secretariat of the Pacific Community; CPS",
    "un-peacebuilding-fund": "Peacebuilding Fund; UNPBF",
    "undp": "PNUD; Programa de las Naciones Unidas para el Desarrollo; UN Development Programme",
    "unep": "PNUMA; PNUE; Programa de las Naciones Unidas para el Medio Ambiente; UN Environment; UN Environment Programme",
    "unfpa": "FNUAP; UN Population Fund; Fondo de Población de las Naciones Unidas",
    "unicef": "UN Children's Fund; Fondo de las Naciones Unidas para la Infancia",
    "world-bank": "WBG; Banque mondiale; Banco Mundial; The World Bank Group; WB Group",
}
MORE_AGENCIES = {
    "australia": "DFAT; AusAID; Australian Aid",
    "austria": "Austrian Development Cooperation",
    "belgium": "Enabel; Belgian Technical Cooperation",
    "canada": "Foreign Affairs, Trade and Development Canada; DFATD",
    "eu-institutions": "DG INTPA; INTPA; DG DEVCO; DEVCO; EuropeAid; DG NEAR; DG HOME; DG ECHO; Eurostat",
    "france": "Expertise France; Agence française de développement",
    "germany": "Deutsche Gesellschaft für Internationale Zusammenarbeit; GTZ; KfW Development Bank; KfW Entwicklungsbank",
    "ireland": "DFAT; Irish Aid",
    "italy": "Italian Agency for Development Cooperation",
    "japan": "Japan International Cooperation Agency",
    "new-zealand": "NZ Aid Programme; NZAID; MFAT",
    "slovakia": "SlovakAid; Slovak Aid",
    "spain": "AECI; Agencia Española de Cooperación Internacional para el Desarrollo",
    "sweden": "Swedish International Development Cooperation Agency",
    "switzerland": "COSUDE; DEZA; Swiss Development Cooperation",
    "turkiye": "TIKA; Turkish Cooperation and Coordination Agency",
    "united-kingdom": "UKAID; UK Aid; Foreign Commonwealth and Development Office",
    "united-states": "USAID; US Agency for International Development; U.S. Agency for International Development; "
    "U.S. Department of State; US Department of State; PRM; BPRM",
}

_TELLING = {
    "Department for International Development",
    "Federal Foreign Office",
    "Federal Ministry for Economic Cooperation and Development",
    "Ministère fédéral de la coopération économique et du développement",
    "State Secretariat for Migration",
}
_OFFICE = re.compile(
    r"(the |le )?(administration|agence (national|nucléaire|de l'int)|attorney|aut(h?orit|onom|re)|bureau|cabinet|canton|central|"
    r"chamb(er|re)|climate change|comité|coop |corporations?|dep\w*\.? |départ|dép|direction (national|de l'anti)|délégué|"
    r"earmarked|environment(al)? |etats|export|exim|f[md] |federal|flux|fond(s|ations)? |food aid|general|gouv|govern|"
    r"foundations|home |institutions|interdep|intermin|international humanitarian|investment fund|local|macro|assistance macro|"
    r"min\w*( |/|$)|misc|divers|municip|national|nuclear|office|official|ordinance|oth|permanent|police|pr[ée]fectur|prime|"
    r"privat|provinc|public|regional|s[ée]nat|secrétariat|service public|sovereign|state (office|customs|sec)|third party|"
    r"trust fund|universit|various|ville int|volontaires|water|youth)",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"budget|capital|core resources|assessed|obligatoires|contributions|unearmarked|\(g[ée]n", re.IGNORECASE)
_WORDS = frozenset(
    "AGR AGRI AID BIN BIS BITS COMMERCE DEF DFA DTRE ECO ECON EDU EDUC EMP ENV FIN FOUND GOV INT INVENT JUSTICE LABOR LIC LOC "  # noqa: SIM905
    "LOCAL MAE MCT MCULT MEF MEN MESS MF MFA MFIN MIN MISC MIT MOD MOFA MOFAT MOH MUNIC OPB ORTF OTHER PEACE POLICE PRIVATE PTT "
    "REG SEU STATE STOA TRADE TRESOR UNIV WAG".split()
)
_ACRONYM = re.compile(r"[^\W\d_]{3,12}")
_IN_BRACKETS = re.compile(r"(.+?)\s*\(([A-Z][\w-]{1,11})\)")
_MOST_DONORS = 2


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Spellings of donors and of their agencies, and the two sources."""
    sheets = _sheets(files)
    rows = _telling(files, sheets, [*_spellings(files, sheets), *_agencies(files, sheets["Agency"]), *_compiled()])
    compiled = sum(row["source_id"] == COMPILED for row in rows)
    return {"source": _sources(len(sheets["Agency"]), compiled), "donor_alias": pd.DataFrame(rows)}


def _sheets(files: Files) -> dict[str, pd.DataFrame]:
    """The sheets of donors, agencies and channels, as text and without a header."""
    with files.path(BOOK).open("rb") as book:
        sheets = pd.read_excel(book, sheet_name=["Donor", "Agency", "Channel code"], header=None, dtype=str, engine="calamine")
    sheets = {name: sheet.fillna("") for name, sheet in sheets.items()}
    is_agency = sheets["Agency"][0].str.fullmatch(r"\d+")
    return sheets | {"Agency": sheets["Agency"][is_agency].drop_duplicates()}


def _spellings(files: Files, sheets: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str, str, str]]:
    """Names of donors as the publishers write them: alias, donor, kind, origin, source."""
    donor = files.built["donor"]
    ids = oecd.donor_ids(files)
    of_code = _of_code(donor)
    for code, names in _listed(sheets["Donor"]):
        for name in names if code in of_code else ():
            yield name, of_code[code], "spelling", DAC, CODES
    of_channel = {
        found[1]: donor_id
        for identifier, donor_id in zip(donor["iati_org_id"], donor["donor_id"], strict=True)
        if (found := re.fullmatch(r"(?:XM-DAC-)?(4\d{4})", identifier))
    }
    for _, channel, _, *names in sheets["Channel code"][list(range(7))].itertuples(index=False):
        for name in names if channel in of_channel else ():
            yield name, of_channel[channel], "spelling", DAC, CODES
    written = {
        (PARIS21, paris21.SOURCE): files.parquet(oecd.CLEARINGHOUSE)["ReporterName"],
        (CEB, ceb.SOURCE): files.parquet(ceb.CONTRIBUTIONS)["donor"],
    }
    for (origin, source), names in written.items():
        for name in sorted(set(names)):
            if name.casefold() in ids:
                yield name, ids[name.casefold()], "spelling", origin, source
    for name, donor_id, is_agency in iati.reporting_names(files):
        yield name, donor_id, "agency" if is_agency else "spelling", IATI, iati.SOURCE
    for spelling in oecd.SPELLINGS:
        if spelling.casefold() in ids:
            yield spelling, ids[spelling.casefold()], "spelling", COMMON, COMPILED


def _agencies(files: Files, sheet: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str]]:
    """Agencies of governments and of the European Union; of other donors the organisation itself, without its windows."""
    donor = files.built["donor"]
    of_code = _of_code(donor)
    is_state = dict(zip(donor["donor_id"], donor["donor_type"].isin(["DAC member", "Other government"]), strict=True))
    own = {name.casefold(): one for one, names in _own(donor).items() for name in names}
    for donor_code, _, _, agency, *names in sheet[list(range(7))].itertuples(index=False):
        if donor_code not in of_code:
            continue
        names = [" ".join(name.split()) for name in names]
        # An agency that is a donor of its own, such as the Kuwait Fund, is that donor.
        donor_id = next((own[part.casefold()] for part in _parts(names[0]) if part.casefold() in own), of_code[donor_code])
        if is_state[of_code[donor_code]]:
            kind = "agency" if donor_id == of_code[donor_code] else "spelling"
        elif agency == "1" and not any(_BUDGET.search(name) for name in names):
            kind = "spelling"
        else:
            continue
        for name in names:
            yield name, donor_id, kind, DAC, CODES


def _compiled() -> Iterator[tuple[str, str, str, str, str]]:
    for kind, lists in {"spelling": MORE_SPELLINGS, "agency": MORE_AGENCIES}.items():
        for donor_id, listed in lists.items():
            for alias in listed.split("; "):
                yield alias, donor_id, kind, COMMON, COMPILED


def _telling(files: Files, sheets: dict[str, pd.DataFrame], found: list[tuple[str, str, str, str, str]]) -> list[dict[str, str]]:
    """One row per spelling and donor, the first source's; general names are left out by the rules of this module."""
    donor = files.built["donor"]
    own = _own(donor)
    of_own = {_plain(name): donor_id for donor_id, names in own.items() for name in names}
    outside = _outside(donor, sheets)
    iso3_of = dict(zip(donor["donor_id"], donor["iso3"], strict=True))
    names_of: dict[str, list[str]] = {}
    for name, iso3 in files.iso3_of.items():
        if len(name) > 3:
            names_of.setdefault(iso3, []).append(name)
    kept: dict[tuple[str, str], dict[str, str]] = {}
    donors: dict[str, set[str]] = {}
    for listed, donor_id, kind, origin, source in found:
        if donor_id not in iso3_of:
            continue
        for alias in _parts(listed):
            said = _plain(alias)
            is_ours = source == COMPILED
            if said in of_own or said in files.iso3_of or (said in outside and not is_ours):
                continue
            if not is_ours and _BUDGET.search(alias):
                continue
            if kind == "agency" and not is_ours and not _is_telling(alias, names_of.get(iso3_of[donor_id], [])):
                continue
            if _ACRONYM.fullmatch(alias) is None and len(alias) < 4:
                continue
            donors.setdefault(said, set()).add(donor_id)
            row = {"alias": alias, "donor_id": donor_id, "kind": kind, "origin": origin, "source_id": source}
            kept.setdefault((said, donor_id), row)
    return [row for (said, _), row in kept.items() if len(donors[said]) <= _MOST_DONORS]


def _parts(listed: str) -> list[str]:
    """A name as people write it: "Danish Agency (DANIDA)" whole and in its two parts, "Co-operation" in one word too."""
    name = " ".join(listed.split())
    parts = [name] if name else []
    if found := _IN_BRACKETS.fullmatch(name):
        parts += found.groups()
    return list(dict.fromkeys([*parts, *(re.sub("([Cc])o-o", r"\1oo", part) for part in parts)]))


def _is_telling(alias: str, names_of_country: list[str]) -> bool:
    """Whether the name of an agency means one government by itself."""
    if alias in _TELLING or any(name in alias.casefold() for name in names_of_country):
        return True
    if _OFFICE.match(alias) or "/" in alias:
        return False
    return " " in alias or (bool(_ACRONYM.fullmatch(alias)) and alias.upper() not in _WORDS)


def _outside(donor: pd.DataFrame, sheets: dict[str, pd.DataFrame]) -> set[str]:
    """The names of the DAC's donors that are not in the landscape, and of their agencies."""
    of_code = _of_code(donor)
    names = [name for code, listed in _listed(sheets["Donor"]) if code not in of_code for name in listed]
    agencies = sheets["Agency"]
    names += agencies.loc[~agencies[0].isin(list(of_code)), [4, 5, 6]].to_numpy().ravel().tolist()
    return {_plain(part) for name in names for part in _parts(name)}


def _listed(sheet: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Code and names, English and French, from a sheet that has four lists of donors side by side."""
    for first in range(0, sheet.shape[1] - 3, 5):
        for code, _, *names in sheet[list(range(first, first + 4))].itertuples(index=False):
            if code.isdigit():
                yield code, names


def _of_code(donor: pd.DataFrame) -> dict[str, str]:
    """DAC donor code -> donor_id."""
    known = set(donor["donor_id"])
    of_code = {code: one for code, one in zip(donor["dac_code"], donor["donor_id"], strict=True) if code}
    return of_code | {code: one for code, one in PARTS.items() if one in known}


def _own(donor: pd.DataFrame) -> dict[str, list[str]]:
    """The names under which the donor list has each donor."""
    names = donor[["name", "full_name", "acronym"]].fillna("").to_numpy().tolist()
    return {one: [name for name in listed if name] for one, listed in zip(donor["donor_id"], names, strict=True)}


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("&", " and ").split())


def _sources(agencies: int, compiled: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": CODES,
            "publisher": "OECD Development Assistance Committee",
            "title": "DAC and CRS code lists: donors, agencies and channels",
            "url": "https://www.oecd.org/en/topics/official-development-assistance-oda.html",
            "licence": "CC BY 4.0",
            "vintage": "April 2024",
            "row_count": agencies,
            "known_flaws": "Agencies that were closed or renamed are listed beside their successors. Names and acronyms that "
            "several donors have, and those that only say what kind of office it is, are left out.",
        },
        {
            "source_id": COMPILED,
            "publisher": "Funding landscape",
            "title": "Spellings of donors compiled for the landscape",
            "url": "https://www.oecd.org/en/topics/official-development-assistance-oda.html",
            "licence": "Facts, free to use",
            "vintage": "2026",
            "row_count": compiled,
            "known_flaws": "A short list of names and acronyms in common use that no published list has; not complete.",
        },
    )
