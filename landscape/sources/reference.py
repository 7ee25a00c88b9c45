"""The reference lists -> evidence on donors, mechanisms, programmes, costs, institutions and a labelled sample."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import pandas as pd

from landscape import dictionary
from landscape.sources import Files, cited_pages, oecd

# Table -> file, and our field -> the file's column where the two names differ.
_FILES: dict[str, tuple[str, dict[str, str]]] = {
    "donor_evidence": ("donor_evidence", {"first_year": "year_from", "last_year": "year_to"}),
    "mechanism": ("mechanisms", {"mechanism_id": "id", "opened_on": "established", "closes_on": "closes"}),
    "programme": ("programmes", {"programme_id": "id"}),
    "cost_benchmark": ("cost_benchmarks", {"benchmark_id": "id", "first_year": "year_from", "last_year": "year_to"}),
    "institution": ("institutions", {"name": "institution", "data_sources": "data_source_held"}),
    "data_exchange": ("data_exchanges", {"links_individuals": "personal_identifier_linked"}),
    "global_programme": ("global_programmes", {"global_programme_id": "id", "lesson": "lesson_for_migration_statistics"}),
    "programme_element": ("programme_elements", {"element_id": "id"}),
    "classifier_sample": ("migration_statistics_projects", {"project_id": "id", "label_reason": "exclusion_reason"}),
}

_THEMES = {
    "migration statistics": "migration_statistics",
    "migration, not statistics": "migration",
    "not migration": "not_migration",
}

# Exchange -> the sources that its data come from, read from what is shared; absent where the text does not say.
_SHARED = {
    "arm-national-security-service-to-statistical-committee-of": "border records",
    "aus-department-of-home-affairs-to-australian-bureau-of": "border records; residence permits",
    "can-canada-revenue-agency-to-statistics-canada": "tax and social security",
    "can-immigration-refugees-and-to-statistics-canada": "residence permits",
    "col-regional-offices-of-migracion-to-migracion-colombia-statistics": "border records; residence permits",
    "deu-federal-office-for-migration-to-federal-statistical-office": "residence permits",
    "deu-local-registration-authorities-to-statistical-offices-of-the": "population register",
    "esp-municipalities-municipal-to-instituto-nacional-de": "population register",
    "gbr-department-for-work-and-to-office-for-national-statistics": "tax and social security",
    "gbr-home-office-to-office-for-national-statistics": "border records; residence permits",
    "geo-agencies-holding-migration-to-public-service-development": "border records; residence permits",
    "ita-ministry-of-the-interior-to-istat": "residence permits",
    "kor-immigration-authority-ministry-to-statistics-korea": "border records",
    "mex-instituto-nacional-de-to-unidad-de-politica-migratoria": "border records; residence permits",
    "nga-ministries-agencies-and-to-national-migration-database": "border records; residence permits",
    "nld-municipalities-personal-to-statistics-netherlands": "population register",
    "nor-owner-of-the-central-to-statistics-norway": "population register",
    "nzl-immigration-new-zealand-to-stats-nz": "residence permits",
    "nzl-new-zealand-customs-service-to-stats-nz": "border records",
    "per-direccion-general-de-to-instituto-nacional-de": "border records",
    "per-registro-nacional-de-to-instituto-nacional-de": "population register",
    "phl-department-of-migrant-workers-to-philippine-statistics": "work permits",
    "phl-philippine-statistics-to-department-of-migrant-workers": "civil register",
    "swe-swedish-migration-agency-to-statistics-sweden": "asylum register",
    "swe-swedish-tax-agency-to-statistics-sweden": "population register",
    "zaf-department-of-home-affairs-to-statistics-south-africa": "border records",
    "zaf-department-of-home-affairs-to-statistics-south-africa-2": "residence permits",
}
# Exchanges that their text calls planned or under discussion.
_PLANNED = (
    "gha-ministries-and-agencies-with-to-national-migration-data",
    "phl-department-of-migrant-workers-to-philippine-statistics",
)
# Institution -> how an exchange of its country calls it, where that is another name for the same body.
_ALSO_CALLED = {
    "deu-federal-statistical-office": "Statistical offices of the Laender and Federal Statistical Office",
    "geo-public-service-development-agency-ministry-of-justice": (
        "Public Service Development Agency (unified migration analytical system)"
    ),
    "ita-ministry-of-the-interior-questure": "Ministry of the Interior",
    "kor-ministry-of-justice": "Immigration authority (Ministry of Justice)",
    "mkd-state-statistical-office": "State Statistical Office and partners",
    "nzl-immigration-new-zealand-ministry-of-business-innovation-and": "Immigration New Zealand",
    "per-direccion-general-de-migraciones-y-naturalizacion": "Direccion General de Migraciones y Naturalizacion",
    "phl-inter-agency-committee-on-the-shared-government-information": "Shared Government Information System for Migration",
    "col-unidad-administrativa-especial-migracion-colombia": "Migracion Colombia, statistics group",
}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Rows of the nine tables of the reference lists, of the contributors to mechanisms and of the pages cited."""
    donors = oecd.donor_ids(files)
    text = {table: _text(files, name, columns) for table, (name, columns) in _FILES.items()}
    _complete_evidence(text["donor_evidence"], donors)
    _complete_mechanisms(text["mechanism"])
    _complete_programmes(text["programme"])
    _complete_institutions(text["institution"], text["data_exchange"])
    _complete_sample(text["classifier_sample"])
    made = {table: _typed(table, rows) for table, rows in text.items()}
    made["mechanism_contributor"] = _contributors(made["mechanism"], donors)
    made["source"] = cited_pages.rows(page for rows in text.values() for page in _cited(rows))
    return made


def _text(files: Files, name: str, columns: dict[str, str]) -> pd.DataFrame:
    """One list as text under our names, with the codes of the pages that each row cites."""
    rows = files.text(f"reference/{name}.csv").rename(columns={theirs: ours for ours, theirs in columns.items()})
    rows["pages"] = [
        cited_pages.pages_of(title, url) for title, url in zip(rows["source_title"], rows["source_url"], strict=True)
    ]
    codes = [[cited_pages.page_id(*page) for page in pages] for pages in rows["pages"]]
    rows["source_id"] = [first for first, *_ in codes]
    rows["more_source_ids"] = ["; ".join(more) for _, *more in codes]
    return rows


def _cited(rows: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    """Title, address and date of every page cited; the date of a row that cites several belongs to none of them for certain."""
    dates = rows["source_date"] if "source_date" in rows else [""] * len(rows)
    for pages, date in zip(rows["pages"], dates, strict=True):
        for title, url in pages:
            yield title, url, date if len(pages) == 1 else ""


def _complete_evidence(rows: pd.DataFrame, donors: dict[str, str]) -> None:
    rows["donor_id"] = [donors[name.casefold()] for name in rows["donor_name"]]
    rows["evidence_id"] = _distinct(
        f"{donor}-{cited_pages.slug(evidence, 50)}" for donor, evidence in zip(rows["donor_id"], rows["evidence"], strict=True)
    )


def _complete_mechanisms(rows: pd.DataFrame) -> None:
    rows["opened_year"] = rows["opened_on"].str[:4]
    rows["closes_year"] = rows["closes_on"].str[:4]


def _complete_programmes(rows: pd.DataFrame) -> None:
    """The word "unknown" is a code only where the dictionary lists it; elsewhere unknown is blank."""
    for name in ("level", "mode"):
        rows[name] = rows[name].replace("unknown", "")


def _complete_institutions(institutions: pd.DataFrame, exchanges: pd.DataFrame) -> None:
    institutions["institution_id"] = _distinct(
        f"{iso3.lower()}-{cited_pages.slug(name, 60)}"
        for iso3, name in zip(institutions["iso3"], institutions["name"], strict=True)
    )
    exchanges["exchange_id"] = _distinct(
        f"{iso3.lower()}-{cited_pages.slug(giver, 30)}-to-{cited_pages.slug(taker, 30)}"
        for iso3, giver, taker in zip(exchanges["iso3"], exchanges["from_institution"], exchanges["to_institution"], strict=True)
    )
    unknown = (set(_SHARED) - set(exchanges["exchange_id"])) | (set(_ALSO_CALLED) - set(institutions["institution_id"]))
    if unknown:
        raise ValueError(f"no such exchange or institution: {', '.join(sorted(unknown))}")
    institutions["other_names"] = [_ALSO_CALLED.get(one, "") for one in institutions["institution_id"]]
    exchanges["data_sources"] = [_SHARED.get(one, "") for one in exchanges["exchange_id"]]
    exchanges["is_planned"] = exchanges["exchange_id"].isin(_PLANNED)


def _complete_sample(rows: pd.DataFrame) -> None:
    rows["label"] = [_THEMES[label] for label in rows["label"]]
    rows["sample_half"] = [half(title) for title in rows["title"]]


def half(title: str) -> str:
    """The half of the sample that a title is in: by the SHA-256 of its letters and digits, so that the same title in another
    record, with other capitals, accents or marks, is never in the other half."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = " ".join(re.findall("[a-z0-9]+", "".join(one for one in letters if not unicodedata.combining(one))))
    return ("written_on", "held_out")[int(hashlib.sha256(plain.encode()).hexdigest()[:8], 16) % 2]


def _contributors(mechanisms: pd.DataFrame, donors: dict[str, str]) -> pd.DataFrame:
    rows = mechanisms[["mechanism_id", "contributors", "source_id"]].explode("contributors", ignore_index=True)
    rows = rows.rename(columns={"contributors": "contributor"}).dropna(subset="contributor")
    rows["donor_id"] = [donors.get(name.casefold()) for name in rows["contributor"]]
    return rows


def _typed(table: str, text: pd.DataFrame) -> pd.DataFrame:
    """The columns that the dictionary has for this table, with its types; a blank is unknown, a zero stays zero."""
    return pd.DataFrame({f.name: _values(text[f.name], f.type) for f in dictionary.table(table).fields if f.name in text})


def _values(text: pd.Series, kind: str) -> pd.Series:
    if kind == "boolean":
        return text.astype("boolean")
    known = text.str.strip().mask(text.str.strip() == "")
    if kind == "integer":
        return pd.to_numeric(known).astype("Int64")
    if kind == "number":
        return pd.to_numeric(known).astype("float64")
    if kind == "list":
        parts = [[part.strip() for part in cell.split(";") if part.strip()] for cell in text]
        return pd.Series([part or None for part in parts], index=text.index, dtype="object")
    return known


def _distinct(codes: Iterable[str]) -> list[str]:
    """The codes in order; the second and later of the same are numbered."""
    seen: dict[str, int] = {}
    numbered = []
    for code in codes:
        seen[code] = seen.get(code, 0) + 1
        numbered.append(code if seen[code] == 1 else f"{code}-{seen[code]}")
    return numbered
