"""The commands say one sentence when something is in the way, and never a traceback."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys

import openpyxl
import pytest

from landscape import __main__ as commands
from landscape import store, workbook
from landscape.changes import records
from tests.frameworks import capacity_questionnaire


def landscape(*arguments, **environment):
    """Run `python -m landscape` as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "landscape", *arguments],
        cwd=store.ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def test_build_makes_the_first_version_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path))
    assert commands.main(["build"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Building the landscape from data/landscape")
    assert "Version 0001 is ready" in said
    assert commands.main(["build"]) == 0
    assert capsys.readouterr().out == ""
    assert store.versions() == ["0001"]


def test_a_busy_port_is_one_sentence(version):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = landscape("run", "--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr == (
        f"Port {port} is in use, perhaps by a dashboard that already runs: open http://127.0.0.1:{port}, "
        f"or choose another port with: make run PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["0", "80000", "-1", "eight"])
def test_a_port_that_is_none_is_one_sentence(port, version, capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(["run", "--port", port])
    assert ended.value.code == 2
    assert f"argument --port: {port!r} is not a port" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    in_the_way = tmp_path / "versions"
    in_the_way.touch()
    ended = landscape("build", LANDSCAPE_VERSIONS=str(in_the_way))
    assert ended.returncode == 1
    assert ended.stderr == (
        f"The folder {in_the_way} cannot be written (File exists). Make it writable or free some space, or name another one in "
        "LANDSCAPE_VERSIONS. The version in force has not changed.\n"
    )


def test_a_folder_without_the_publishers_files_is_one_sentence(tmp_path):
    ended = landscape("data", str(tmp_path / "nowhere"))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert str(tmp_path / "nowhere") in ended.stderr


LIST = "Donor,Type,Colour\nTestland Agency,Other government,blue\nNorway,Nonsense,red\n"


@pytest.fixture
def given(tiny, tmp_path):
    """A member's list of donors: one is new, and one has a type that does not exist."""
    path = tmp_path / "donors.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def versions_and_bytes():
    """The version in force, and the digest of its file."""
    return store.versions(), hashlib.sha256(store.file_of(store.current()).read_bytes()).hexdigest()


def test_an_upload_is_read_and_previewed_with_reasons_and_changes_nothing(given, tmp_path, capsys):
    before = versions_and_bytes()
    marked, report = tmp_path / "marked.xlsx", tmp_path / "report.xlsx"
    assert commands.main(["upload", str(given), "--table", "donor", "--marked", str(marked), "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert "Sheet “donors” goes into Donors (donor)" in said
    assert "A  Donor -> Donor  (same name)" in said and "C  Colour -> left out" in said
    assert "Blocks: donors!B3 Type: found “Nonsense”. Expected: one of: DAC member" in said
    assert "1 added" in said and "new: Testland Agency" in said
    assert "not in the file; they stay as they are" in said
    assert "Nothing was published." in said
    assert workbook.read(marked.read_bytes(), "m.xlsx").sheets[0].name == "Problems"
    assert "Added" in [sheet.name for sheet in workbook.read(report.read_bytes(), "r.xlsx").sheets]
    assert versions_and_bytes() == before


def test_an_upload_is_published_when_it_is_signed(given, capsys):
    wanted = ["upload", str(given), "--table", "donor", "--publish", "--name", "Ann", "--note", "Members' list"]
    assert commands.main(wanted) == 0
    assert "Version 0002 is in force." in capsys.readouterr().out
    made = store.read("version_made", "0002").iloc[0]
    assert (made["made_by"], made["file_name"], made["added_count"]) == ("Ann", "donors.csv", 1)
    assert commands.main(wanted) == 0
    assert "Nothing to publish: version 0002 stays in force." in capsys.readouterr().out


def test_a_blank_cell_erases_only_when_told(tiny, tmp_path, capsys):
    out = tmp_path / "lists.xlsx"
    assert commands.main(["upload", "--template", str(out), "--table", "donor"]) == 0
    book = openpyxl.load_workbook(out)
    sheet = book["Donors"]
    row = next(row for row in sheet.iter_rows(min_row=2) if isinstance(row[8].value, (int, float)))
    row[8].value = None
    book.save(out)
    capsys.readouterr()
    assert commands.main(["upload", str(out)]) == 0
    said = capsys.readouterr().out
    assert "What would change: nothing" in said and "1 blank cell would erase a known value" in said
    assert commands.main(["upload", str(out), "--erase"]) == 0
    assert "-> not known" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.xlsx"], "nowhere.xlsx cannot be read (No such file or directory). Check the name of the file."),
        (["{given}", "--sheet", "Other"], "donors.csv has no sheet “Other”. Its sheets: donors."),
        (["{given}", "--marked", "nowhere/m.xlsx"], "nowhere/m.xlsx cannot be written"),
    ],
)
def test_an_upload_that_cannot_be_is_one_sentence(given, capsys, arguments, sentence):
    assert commands.main(["upload", *(one.format(given=given) for one in arguments)]) == 1
    assert sentence in capsys.readouterr().err


def test_a_list_that_fits_no_table_waits_for_one_to_be_named(tiny, tmp_path, capsys):
    path = tmp_path / "plants.csv"
    path.write_text("Plant,Height,Colour\nOak,30,green\nBirch,20,white\n", encoding="utf-8")
    assert commands.main(["upload", str(path)]) == 1
    said = capsys.readouterr().err
    assert (
        "It is not clear where the list on the sheet “plants” belongs" in said and "Say it with --table, one of: donor," in said
    )
    assert commands.main(["upload", str(path), "--table", "programme"]) == 0
    assert "Sheet “plants” goes into" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name a file to read"),
        (["x.csv", "--publish"], "--publish needs --name"),
        (["x.csv", "--table", "funding"], "invalid choice"),
    ],
)
def test_an_upload_that_is_told_wrongly_ends_with_2(tiny, capsys, arguments, sentence):
    with pytest.raises(SystemExit) as ended:
        commands.main(["upload", *arguments])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_unit_header_rows_and_names_can_be_said_for_the_whole_list(tiny, tmp_path, capsys):
    path = tmp_path / "paid.csv"
    lines = [
        "Donor,What is known,Amount,Year",
        "name,,paid,of it",
        "Germanny,A,5,2024",
        "Atlantis,B,6,2024",
        "UNFPA,C,7,2024",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    wanted = ["upload", str(path), "--table", "donor_evidence", "--unit", "millions", "--header-rows", "2"]
    assert commands.main([*wanted, "--accept", "90", "--others", "leave-out"]) == 0
    said = capsys.readouterr().out
    assert "Headers in row 2" in said and "numbers are in millions" in said
    assert "2 added" in said and "+USD 12" in said and "3 amounts in millions" in said
    assert "waiting for a decision" not in said


def test_a_questionnaire_is_read_as_a_survey_when_told_and_said_to_look_like_one(version, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))
    path = tmp_path / "answers.xlsx"
    path.write_bytes(capacity_questionnaire.wide())
    commands.main(["upload", str(path)])
    assert "It looks like a questionnaire. To read it as one, add: --survey" in "".join(capsys.readouterr())
    signed = ["--publish", "--name", "Ann", "--note", "A survey"]
    assert commands.main(["upload", str(path), "--survey", "Made-up survey", "--survey-year", "2018", *signed]) == 0
    said = capsys.readouterr().out
    assert "Countries stand in the column “Country”" in said and "unknown version" not in said
    (made,) = [one for key, one in records("assessment_survey", store.current()).items() if key == ("made-up-survey",)]
    assert (made["year"], made["is_confidential"], made["smallest_cell"]) == (2018, True, 5)


def test_a_list_that_is_no_questionnaire_is_refused_as_one(given, capsys):
    assert commands.main(["upload", str(given), "--survey", "Made-up survey"]) == 1
    assert "is no questionnaire: it needs a column that names three or more countries" in capsys.readouterr().err
