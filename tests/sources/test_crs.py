"""Aid by purpose code: five-digit purposes only, and no region becomes a country."""

import pandas as pd
import pytest

from landscape.sources import Files, crs

COUNTRY = pd.DataFrame({"iso3": ["NAM"], "name": ["Namibia"], "region": ["Africa"]})
FLOW = {"year": 2017, "recipient": "Namibia", "iso3": "NAM", "purpose_code": "16062", "level": "purpose", "usd_m": 1.25}


def made(tmp_path, *changes):
    pd.DataFrame([FLOW | change for change in changes]).to_parquet(tmp_path / crs.FLOWS)
    return crs.tables(Files(tmp_path, {"country": COUNTRY}))


def test_millions_become_dollars_and_recipients_have_our_names(tmp_path):
    rows = made(tmp_path, {}, {"recipient": "Africa, regional", "iso3": "", "purpose_code": "15190", "usd_m": -0.5})[
        "purpose_aid"
    ]
    kept = rows[["recipient_iso3", "recipient_name", "recipient_region", "purpose_code", "amount_usd"]].values.tolist()
    assert ["NAM", "Namibia", "Africa", "16062", 1_250_000] in kept
    assert ["", "Africa, regional", "Africa", "15190", -500_000] in kept


def test_sectors_other_purposes_later_years_and_blank_amounts_stay_out(tmp_path):
    left_out = ({"level": "sector", "purpose_code": "160"}, {"purpose_code": "93010"}, {"year": 2018}, {"usd_m": None})
    assert len(made(tmp_path, {}, *left_out)["purpose_aid"]) == 1


def test_a_recipient_of_no_known_name_stops_the_build(tmp_path):
    with pytest.raises(ValueError, match="Atlantis"):
        made(tmp_path, {"recipient": "Atlantis", "iso3": ""})
