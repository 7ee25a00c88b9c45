"""The pages that the reference lists cite, as rows of `source`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha1
from urllib.parse import urlsplit

import pandas as pd

# A host, or a host and the beginning of a path; subdomains are included.
_PUBLISHER_OF_HOST = {
    "50x2030.org": "50x2030 Initiative",
    "abs.gov.au": "Australian Bureau of Statistics",
    "afdb.org": "African Development Bank",
    "alnap.org": "ALNAP",
    "apai-crvs.org": "APAI-CRVS",
    "banquemondiale.org": "World Bank",
    "bibb.de": "BIBB",
    "bloomberg.org": "Bloomberg Philanthropies",
    "canada.ca": "Government of Canada",
    "cancilleria.gov.co": "Ministry of Foreign Affairs, Colombia",
    "cbs.nl": "Statistics Netherlands",
    "commission.ge": "State Commission on Migration Issues, Georgia",
    "crvs.unescap.org": "ESCAP",
    "dane.gov.co": "DANE",
    "data4sdgs.org": "Global Partnership for Sustainable Development Data",
    "datapopalliance.org": "Data-Pop Alliance",
    "desa.un.org": "UN DESA",
    "desapublications.un.org": "UN DESA",
    "dst.dk": "Statistics Denmark",
    "ec.europa.eu": "European Commission",
    "ec.europa.eu/eurostat": "Eurostat",
    "ecastats.uneca.org": "ECA",
    "eda.admin.ch": "Swiss Federal Department of Foreign Affairs",
    "dfae.admin.ch": "Swiss Federal Department of Foreign Affairs",
    "eeas.europa.eu": "European External Action Service",
    "egrisstats.org": "EGRISS",
    "eipa.eu": "EIPA",
    "entwicklung.at": "Austrian Development Cooperation",
    "expertisefrance.fr": "Expertise France",
    "fao.org": "FAO",
    "ghanaimmigration.org": "Ghana Immigration Service",
    "github.com/PARIS21-DATA": "PARIS21",
    "iadb.org": "Inter-American Development Bank",
    "icmpd.org": "ICMPD",
    "ifad.org": "IFAD",
    "igad.int": "IGAD",
    "ihsn.org": "International Household Survey Network",
    "iisd.org": "IISD",
    "ilo.org": "ILO",
    "ine.es": "INE Spain",
    "iom.int": "IOM",
    "istat.it": "Istat",
    "itad.com": "Itad",
    "itcilo.org": "ITC-ILO",
    "iussp.org": "IUSSP",
    "jointdatacenter.org": "Joint Data Center on Forced Displacement",
    "kirs.gov.rs": "Commissariat for Refugees and Migration, Serbia",
    "knomad.org": "KNOMAD",
    "kostat.go.kr": "Statistics Korea",
    "mieux-initiative.eu": "MIEUX",
    "migracion.gob.sv": "Migration authority of El Salvador",
    "migrationdataportal.com": "Migration Data Portal",
    "migrationdataportal.org": "Migration Data Portal",
    "migrationnetwork.un.org": "UN Network on Migration",
    "migrationpartnershipfacility.eu": "Migration Partnership Facility",
    "mire.gob.pa": "Ministry of Foreign Affairs, Panama",
    "mptf.undp.org": "UN Multi-Partner Trust Fund Office",
    "mptfportal.uat.undp.org": "UN Multi-Partner Trust Fund Office",
    "mygov.go.ke": "MyGov Kenya",
    "news.un.org": "UN News",
    "northmacedonia.un.org": "United Nations in North Macedonia",
    "openaid.se": "Openaid, Sweden",
    "osr.statisticsauthority.gov.uk": "Office for Statistics Regulation",
    "beta.ons.gov.uk": "Office for National Statistics",
    "paris21.org": "PARIS21",
    "pragueprocess.eu": "Prague Process",
    "registerforskning.se": "Register Utiliser Tool",
    "sammproject.org": "SAMM",
    "scb.se": "Statistics Sweden",
    "sdg6monitoring.org": "UN-Water",
    "seea.un.org": "UN Statistics Division",
    "seo.nl": "SEO Amsterdam Economics",
    "ssb.no": "Statistics Norway",
    "stat.fi": "Statistics Finland",
    "stat.uz": "Statistics Agency of Uzbekistan",
    "statafric.au.int": "African Union (STATAFRIC)",
    "statcan.gc.ca": "Statistics Canada",
    "statssa.gov.za": "Statistics South Africa",
    "stats.govt.nz": "Stats NZ",
    "unece.org": "UNECE",
    "unescwa.org": "ESCWA",
    "unfpa.org": "UNFPA",
    "unicef.org": "UNICEF",
    "unpbf.org": "UN Peacebuilding Fund",
    "unstats.un.org": "UN Statistics Division",
    "unwater.org": "UN-Water",
    "unwomen.org": "UN Women",
    "who.int": "WHO",
    "worldbank.org": "World Bank",
    "www.un.org": "United Nations",
}

# Sites on which anybody puts documents of others: who runs them is not who published.
_COPIES = [
    "123dok.net",
    "businessdocbox.com",
    "cupdf.com",
    "docest.com",
    "docslib.org",
    "dokumen.tips",
    "fdocuments.ec",
    "fdocuments.in",
    "fdocuments.us",
    "fdokumen.com",
    "financedocbox.com",
    "issuu.com",
    "lawsdocbox.com",
    "pdfslide.es",
    "pdfslide.net",
    "scribd.com",
    "slidelegend.com",
    "slideplayer.com",
    "slideserve.com",
    "studylib.net",
    "vdocuments.mx",
    "vdocuments.site",
    "yumpu.com",
]
_ENCYCLOPAEDIAS = {
    "everything.explained.today": "everything.explained.today",
    "wikimili.com": "wikimili.com",
    "wikipedia.org": "Wikipedia",
}

# A copy on a document-sharing site keeps the publisher that its title names in brackets.
_PUBLISHER_IN_TITLE = {
    "CBS": "Statistics Netherlands",
    "ECA": "ECA",
    "ESCWA": "ESCWA",
    "ICHD": "ICHD",
    "IOM Nigeria": "IOM",
    "ONS": "Office for National Statistics",
    "UN Women": "UN Women",
    "UNSD": "UN Statistics Division",
    "UNSD presentation": "UN Statistics Division",
    "Statistical office of Lower Saxony": "Statistical office of Lower Saxony",
    "WPS 7951": "World Bank",
}


def page_id(title: str, url: str) -> str:
    """The code of one page: readable, and different where the title or the address differs."""
    return f"{slug(title, 40)}-{sha1((url + title).encode()).hexdigest()[:4]}"


def pages_of(titles: str, urls: str) -> list[tuple[str, str]]:
    """The title and address of every page that a cell names; several titles with one address are one page."""
    if "; " not in urls:
        return [(titles.strip(), urls.strip())]
    return [(title.strip(), url.strip()) for title, url in zip(titles.split("; "), urls.split("; "), strict=True)]


def rows(cited: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    """Rows of `source`, one per distinct title and address of (title, address, date); dates that disagree are left out."""
    dates: dict[tuple[str, str], set[str]] = {}
    for title, url, date in cited:
        dates.setdefault((title, url), set()).update({date} - {""})
    return pd.DataFrame(
        [
            {
                "source_id": page_id(title, url),
                "kind": "page",
                "publisher": publisher(title, url),
                "title": title,
                "url": url,
                "vintage": next(iter(known)) if len(known) == 1 else None,
                "known_flaws": flaws(url),
            }
            for (title, url), known in dates.items()
        ]
    )


def publisher(title: str, url: str) -> str | None:
    """Who published a page, as far as its address or the end of its title tells; otherwise the name of the host.

    Nothing where the host only holds copies of what others published, or an encyclopaedia that anyone can write.
    """
    parts, host = urlsplit(url), _host(url)
    bracket = re.search(r"\(([^()]+)\)$", title)
    if bracket and bracket[1] in _PUBLISHER_IN_TITLE:
        return _PUBLISHER_IN_TITLE[bracket[1]]
    fitting = [known for known in _PUBLISHER_OF_HOST if _is_at(host, parts.path, known)]
    if fitting:
        return _PUBLISHER_OF_HOST[max(fitting, key=len)]
    return None if flaws(url) else host.removeprefix("www.")


def flaws(url: str) -> str | None:
    """What a reader must know of a page that is not at its publisher's own address."""
    host = _host(url)
    for site in _COPIES:
        if _is_at(host, "", site):
            return f"Copy found on {site}"
    for site, name in _ENCYCLOPAEDIAS.items():
        if _is_at(host, "", site):
            return f"Text of {name}, an encyclopaedia that anyone can write or copy"
    return None


def slug(text: str, longest: int) -> str:
    """Lower-case words joined by hyphens, cut between words to at most `longest` characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "").lower()))
    return words if len(words) <= longest else words[: longest + 1].rpartition("-")[0] or words[:longest]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").strip(".")


def _is_at(host: str, path: str, known: str) -> bool:
    known_host, _, known_path = known.partition("/")
    return (host == known_host or host.endswith("." + known_host)) and path.lstrip("/").startswith(known_path)
