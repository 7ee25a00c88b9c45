"""Currencies as people write them: ISO 4217 codes, signs and names in four languages; what is not clear is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from landscape.values.cells import one_of

CODES = one_of(
    "AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHF"
    "|CLP|CNY|COP|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HRK"
    "|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL"
    "|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON"
    "|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SLL|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS"
    "|UAH|UGX|USD|UYU|UZS|VEF|VES|VND|VUV|WST|XAF|XCD|XCG|XDR|XOF|XPF|XUA|YER|ZAR|ZMW|ZWG|ZWL"
)

# Codes that are written in small letters too; others could be words (all, top, try).
_SMALL = one_of("usd|eur|gbp|chf|jpy|cad|aud|sek|nok|dkk|nzd|cny|inr|zar|brl|mxn|krw")

_SIGNS = {
    "US$": "USD",
    "U.S.$": "USD",
    "$US": "USD",
    "USD$": "USD",
    "CA$": "CAD",
    "CAN$": "CAD",
    "CAD$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "AUD$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "SG$": "SGD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "MEX$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "JP¥": "JPY",
    "CN¥": "CNY",
    "RMB": "CNY",
    "SFR": "CHF",
    "ZŁ": "PLN",
    "₹": "INR",
    "₩": "KRW",
    "₦": "NGN",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₱": "PHP",
    "₵": "GHS",
    "₸": "KZT",
    "₡": "CRC",
    "₲": "PYG",
    "₾": "GEL",
    "₼": "AZN",
}

# Signs and words that stand for several currencies, and the codes to choose from.
UNCLEAR = {
    "¥": "JPY or CNY",
    "C$": "CAD or NIO",
    "KR": "SEK, NOK, DKK or ISK",
    "KRONA": "SEK or ISK",
    "KRONE": "NOK or DKK",
    "KRONER": "NOK or DKK",
    "FR": "CHF, XOF or XAF",
    "FRANC": "CHF, XOF or XAF",
    "FRANCS": "CHF, XOF or XAF",
    "FCFA": "XOF or XAF",
    "CFA": "XOF or XAF",
    "PESO": "MXN, PHP, ARS or another",
    "PESOS": "MXN, PHP, ARS or another",
    "POUND": "GBP, EGP or another",
    "POUNDS": "GBP, EGP or another",
    "DINAR": "KWD, JOD, RSD or another",
    "DINARS": "KWD, JOD, RSD or another",
    "RUPEE": "INR, PKR or another",
    "RUPEES": "INR, PKR or another",
    "RS": "INR, PKR or another",
    "SHILLING": "KES, UGX or TZS",
    "SHILLINGS": "KES, UGX or TZS",
}

_NAMES = {
    "USD": "us dollars|us dollar|united states dollars|united states dollar|u.s. dollars|u.s. dollar|american dollars|dollars us"
    "|dollars des etats-unis|dollars americains|dollar americain|dollar us|dolares estadounidenses|dolar estadounidense"
    "|dolares de los estados unidos|dolares americanos|dolar americano|dolares dos estados unidos|dolares de los ee.uu."
    "|dollars|dollar|dolares|dolar",
    "EUR": "euros|euro",
    "GBP": "pounds sterling|pound sterling|british pounds|british pound|uk pounds|sterling|livres sterling|livre sterling"
    "|libras esterlinas|libra esterlina|uk pound",
    "CHF": "swiss francs|swiss franc|francs suisses|franc suisse|francos suizos|franco suizo|francos suicos|franco suico",
    "JPY": "japanese yen|yens|yen|yenes",
    "CAD": "canadian dollars|canadian dollar|dollars canadiens|dollar canadien|dolares canadienses|dolar canadiense",
    "AUD": "australian dollars|australian dollar|dollars australiens|dollar australien|dolares australianos",
    "NZD": "new zealand dollars|new zealand dollar",
    "SGD": "singapore dollars|singapore dollar",
    "SEK": "swedish kronor|swedish krona|swedish kronas|couronnes suedoises|couronne suedoise|coronas suecas|corona sueca",
    "NOK": "norwegian kroner|norwegian krone|norwegian krones|couronnes norvegiennes|couronne norvegienne|coronas noruegas",
    "DKK": "danish kroner|danish krone|danish krones|couronnes danoises|couronne danoise|coronas danesas",
    "ISK": "icelandic kronur|icelandic krona",
    "CZK": "czech koruna|czech korunas|czech crowns",
    "PLN": "polish zloty|polish zlotys|zloty",
    "HUF": "hungarian forint|forint",
    "RON": "romanian leu|romanian lei",
    "BGN": "bulgarian lev|bulgarian leva",
    "HRK": "croatian kuna",
    "KRW": "korean won|south korean won|won",
    "CNY": "chinese yuan|yuan renminbi|yuan|renminbi",
    "INR": "indian rupees|indian rupee",
    "MXN": "mexican pesos|mexican peso|pesos mexicanos|peso mexicano",
    "BRL": "brazilian reais|brazilian real|reais|real brasileiro",
    "RUB": "russian rubles|russian ruble|russian roubles|russian rouble",
    "TRY": "turkish lira|turkish liras",
    "ZAR": "south african rand|rand|rands",
    "UAH": "hryvnia|ukrainian hryvnia",
    "XOF": "west african cfa francs|west african cfa franc|francs cfa bceao|franc cfa bceao",
    "XAF": "central african cfa francs|central african cfa franc|francs cfa beac|franc cfa beac",
    "XDR": "special drawing rights|sdr|sdrs|dts",
    "XUA": "units of account|afdb units of account|ua",
}
_CODE_OF_NAME = {name: code for code, names in _NAMES.items() for name in names.split("|")}

_CODE = re.compile(r"(?<![^\W\d_])(" + "|".join(sorted(CODES)) + r")(?![^\W\d_])")
_SMALL_CODE = re.compile(r"(?<![^\W\d_])(" + "|".join(sorted(_SMALL)) + r")(?![^\W\d_])", re.IGNORECASE)
_SIGN = re.compile("|".join(rf"(?<![^\W\d_]){re.escape(s)}" for s in sorted(_SIGNS, key=len, reverse=True)), re.IGNORECASE)
_NAME = re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(_CODE_OF_NAME, key=len, reverse=True)) + r")(?!\w)")
_UNCLEAR = re.compile(
    r"(?<![^\W\d_])(" + "|".join(re.escape(n) for n in sorted(UNCLEAR, key=len, reverse=True)) + r")(?![^\W\d_])", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![^\W\d_])([kKmM])(EUR|USD|GBP|CHF|€|\$|£)")
_SPACED = re.compile(r"\b(US|CA|AU|NZ|HK) \$", re.IGNORECASE)
_NOTES = {"$": "$ is read as US dollars", "£": "£ is read as pounds sterling"}
_PLAIN = str.maketrans("àâäáãçéèêëíìîïñóòôöõúùûü", "aaaaaceeeeiiiinooooouuuu")


@dataclass(frozen=True)
class Taken:
    """The currencies that a text names and the text without them; where it is not clear, the codes to choose from."""

    codes: frozenset[str]
    rest: str
    note: str = ""
    unclear: str = ""


def apart(text: str) -> str:
    """Text with "k€" as two words and "US $" as one."""
    return _SPACED.sub(r"\1$", _SHORT.sub(r"\1 \2", text))


def take(text: str) -> Taken:
    """Find currencies in the text of an amount, of a header or of a cell that holds only a currency."""
    found: set[str] = set()
    notes: set[str] = set()
    rest = apart(text)
    lowered = rest.lower().translate(_PLAIN)
    if len(lowered) == len(rest):  # so that a place in the one is a place in the other
        for match in reversed(list(_NAME.finditer(lowered))):
            found.add(_CODE_OF_NAME[match[0]])
            if match[0] in ("dollar", "dollars", "dolar", "dolares"):
                notes.add(f"{match[0]} is read as US dollars")
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    for pattern in (_SIGN, _CODE, _SMALL_CODE):
        for match in reversed(list(pattern.finditer(rest))):
            sign = match[0].upper()
            found.add(_SIGNS.get(sign, sign))
            notes |= {_NOTES[sign]} if sign in _NOTES else set()
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    unclear = _UNCLEAR.search(rest)
    if unclear and not found:
        return Taken(frozenset(), rest, unclear=UNCLEAR[unclear[1].upper()])
    return Taken(frozenset(found), _UNCLEAR.sub(" ", rest) if unclear else rest, "; ".join(sorted(notes)))
