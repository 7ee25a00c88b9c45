"""The commands say one sentence when something is in the way, and never a traceback."""

import os
import socket
import subprocess
import sys

import pytest

from landscape import __main__ as commands
from landscape import store


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
        f"The folder {in_the_way} cannot be written. Make it writable, or name another one in LANDSCAPE_VERSIONS.\n"
    )


def test_a_folder_without_the_publishers_files_is_one_sentence(tmp_path):
    ended = landscape("data", str(tmp_path / "nowhere"))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert str(tmp_path / "nowhere") in ended.stderr
