"""tools/setup.py where it cannot finish: one sentence with what to do, exit code 1, and no traceback."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE_APT = (
    "W: Failed to fetch http://a.invalid/  Temporary failure resolving 'a.invalid'\nE: Unable to locate package"
)
OFFLINE_PIP = "WARNING: Retrying after connection broken by 'NewConnectionError(Failed to establish a new connection)'"


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The tool, bound to an empty folder, on a machine that lacks one package and has apt and root."""
    spec = importlib.util.spec_from_file_location("landscape_setup", ROOT / "tools" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt", "setup.py"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/landscape-setup.txt")
    monkeypatch.setattr(module.platform, "system", lambda: "Linux")
    monkeypatch.setattr(module, "missing_packages", lambda dev: ["libegl1"])
    monkeypatch.setattr(module, "can_make_venv", lambda: True)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module.sys, "argv", ["setup.py"])
    return module


def says(module: ModuleType, capsys: pytest.CaptureFixture[str]) -> str:
    """What it tells a person when it fails."""
    assert module.main() == 1
    text = capsys.readouterr().err
    assert "Traceback" not in text
    return text


def test_without_sudo_it_names_the_line_for_root(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(setup, "output", lambda command: pytest.fail(f"it ran {command}"))
    told = says(setup, capsys)
    assert told.splitlines()[-1].endswith("apt-get install -y --no-install-recommends libegl1")


def test_a_system_without_apt_hears_the_names(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    assert "(Debian's names): libegl1\n" in says(setup, capsys)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (OFFLINE_APT, "There seems to be no network; with one, try again.\n"),
        ("sudo: a password is required", "sudo asks for a password."),
        ("E: dpkg was interrupted", "E: dpkg was interrupted\n"),
    ],
)
def test_apt_that_fails_is_explained(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    monkeypatch.setattr(setup, "output", lambda command: (100, words))
    text = says(setup, capsys)
    assert told in text
    assert (words == OFFLINE_APT) != text.endswith("install -y --no-install-recommends libegl1\n")


def test_pip_without_a_network_is_one_sentence(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "missing_packages", lambda dev: [])
    monkeypatch.setattr(setup, "is_sound", lambda: True)
    monkeypatch.setattr(setup, "output", lambda command: (1, OFFLINE_PIP))
    told = says(setup, capsys)
    assert told.count("\n") == 1
    assert "no network" in told


def test_a_folder_that_may_not_be_written_is_one_sentence(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(extras: set[str]) -> None:
        raise PermissionError(13, "Permission denied", str(setup.VENV))

    monkeypatch.setattr(setup, "missing_packages", lambda dev: [])
    monkeypatch.setattr(setup, "make_environment", refuse)
    told = says(setup, capsys)
    assert told.count("\n") == 1
    assert "Permission denied" in told


def test_an_environment_moved_with_its_folder_is_made_anew(setup: Any) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(setup.VENV)], check=True)
    library = next((setup.VENV / "lib").glob("python*/site-packages"))
    (library / "pip.py").write_text("")
    assert setup.is_sound()
    settings = setup.VENV / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace(str(setup.VENV), "/elsewhere/.venv"))
    assert not setup.is_sound()


def test_done_is_done_until_a_pin_changes(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "missing_packages", lambda dev: [])
    monkeypatch.setattr(setup, "is_sound", lambda: True)
    ran: list[list[str]] = []

    def record(command: list[str]) -> tuple[int, str]:
        ran.append(command)
        return 0, ""

    monkeypatch.setattr(setup, "output", record)
    setup.PYTHON.parent.mkdir(parents=True)
    setup.PYTHON.touch()
    assert setup.main() == 0
    assert ran
    ran.clear()
    assert setup.main() == 0
    assert not ran
    (setup.ROOT / "constraints.txt").write_text("numpy==2.4.6\n")
    assert setup.main() == 0
    assert ran
