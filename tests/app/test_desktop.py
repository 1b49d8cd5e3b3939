"""The menu entry, icon and file types of a Linux desktop: written whole, valid where there is a validator, removed."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from core.words import CoreError
from landscape_app import __version__, desktop
from landscape_app.resources import assets

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux desktops only")
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


@LINUX
def test_it_is_installed_and_removed_whole(tmp_path: Path) -> None:
    written = desktop.install(tmp_path)
    assert sorted(written) == sorted(desktop.places(tmp_path).values())
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(tmp_path / "applications" / f"{desktop.APP}.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    command = main["Exec"].split()
    assert command[-1] == "%f"
    assert shutil.which(command[0].strip("'")) is not None
    assert {"Name", "Icon", "Comment", "Comment[zh_CN]", "MimeType"} <= set(main)
    for size in desktop.SIZES:
        icon = QImage(str(desktop.places(tmp_path)[f"icon {size}"]))
        assert (icon.width(), icon.height()) == (size, size)
    if shutil.which("desktop-file-validate"):
        said = subprocess.run(["desktop-file-validate", str(written[0])], capture_output=True, text=True, check=False)
        assert (said.returncode, said.stdout) == (0, "")
    assert sorted(desktop.remove(tmp_path)) == sorted(written)
    assert desktop.remove(tmp_path) == []


def test_file_types_are_those_that_our_files_begin_with() -> None:
    root = ElementTree.parse(assets() / "desktop" / f"{desktop.APP}.mime.xml").getroot()
    entry = (assets() / "desktop" / f"{desktop.APP}.desktop").read_text(encoding="utf-8")
    heads = [path.read_text(encoding="utf-8")[:256] for path in assets().glob("scenes/01-*.toml")]
    heads += [path.read_text(encoding="utf-8")[:256] for path in assets().glob("lessons/deck.*.md")]
    for kind in root.findall(f"{SPACE}mime-type"):
        assert f"{kind.attrib['type']};" in entry
        (match,) = kind.iter(f"{SPACE}match")
        assert any(match.attrib["value"] in head for head in heads)


def test_appstream_data_tell_the_version_and_the_entry() -> None:
    root = ElementTree.parse(assets() / "desktop" / f"{desktop.APP}.metainfo.xml").getroot()
    assert root.findtext("id") == desktop.APP
    assert root.findtext("launchable") == f"{desktop.APP}.desktop"
    assert next(root.iter("release")).attrib["version"] == __version__


def test_other_systems_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(CoreError, match="Linux"):
        desktop.install(tmp_path)
