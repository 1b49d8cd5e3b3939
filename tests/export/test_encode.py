"""What is written can be read back: length, size, rate, type, and every picture in its place."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from core.words import CoreError
from landscape_app.export.encode import ExportError, kind_of, writing

W, H, FPS = 128, 72, 30
SAND, RED = np.array([230, 220, 200]), np.array([200, 30, 30])


def picture(i: int, size: tuple[int, int] = (W, H)) -> QImage:
    """A red square whose left edge stands at 2 i."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(*SAND.tolist()))
    painter = QPainter(image)
    painter.fillRect(2 * i, 20, 16, 16, QColor(*RED.tolist()))
    painter.end()
    return image


def write(path: Path | str, count: int, fps: int = FPS, size: tuple[int, int] = (W, H)) -> None:
    with writing(path, size, fps, count, [picture(i, size) for i in range(0, count, 5)]) as encoder:
        for i in range(count):
            encoder.add(picture(i, size))


def decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]


def left_edge(rgb: np.ndarray) -> int:
    red = np.abs(rgb[28].astype(int) - RED).sum(axis=1) < 120
    return int(np.flatnonzero(red)[0])


@pytest.mark.parametrize(("suffix", "codec", "pixels"), [("mp4", "h264", "yuv420p"), ("webm", "vp9", "yuv420p")])
def test_a_film_has_the_length_the_size_and_the_colours_asked_for(
    tmp_path: Path, suffix: str, codec: str, pixels: str
) -> None:
    path = tmp_path / f"film.{suffix}"
    write(path, 45)
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert stream.codec_context.name == codec
        assert stream.codec_context.pix_fmt == pixels
        assert (stream.width, stream.height) == (W, H)
        assert stream.average_rate == FPS
        assert file.duration is not None
        assert file.duration / av.time_base == pytest.approx(1.5, abs=0.002)
        assert stream.codec_context.colorspace == 1  # BT.709: players that guess by size would shift the hues
    frames = decoded(path)
    assert len(frames) == 45
    for i in (0, 7, 23, 44):
        assert left_edge(frames[i]) == pytest.approx(2 * i, abs=1)
        assert np.abs(frames[i][60, 60] - SAND).max() <= 4


def test_a_film_starts_with_its_index_so_that_it_plays_while_it_loads(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write(path, 10)
    data = path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("fps", [10, 12, 24, 30, 50])
def test_ten_seconds_of_gif_are_ten_seconds(tmp_path: Path, fps: int) -> None:
    path, count = tmp_path / "film.gif", 10 * fps
    with writing(path, (32, 18), fps, count, [picture(0, (32, 18))]) as encoder:
        for i in range(count):
            encoder.add(picture(i % 8, (32, 18)))
    delays = gif_delays(path.read_bytes())
    assert len(delays) == count
    assert sum(delays) == 1000
    assert max(delays) - min(delays) <= 1
    with av.open(str(path)) as file:
        times = [Fraction(p.pts * p.time_base) for p in file.demux(video=0) if p.pts is not None]
    assert all(abs(t - Fraction(i, fps)) <= Fraction(1, 200) for i, t in enumerate(times))


def gif_delays(data: bytes) -> list[int]:
    """The delay of each graphic control extension (GIF89a specification, section 23), centiseconds."""
    out, at = [], data.find(b"\x21\xf9\x04")
    while at >= 0:
        if data[at + 7] == 0:
            out.append(int.from_bytes(data[at + 4 : at + 6], "little"))
        at = data.find(b"\x21\xf9\x04", at + 1)
    return out


def test_a_gif_has_one_palette_and_true_pictures(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    write(path, 30)
    frames = decoded(path)
    assert len(frames) == 30
    colours = {tuple(c) for frame in frames for c in np.unique(frame.reshape(-1, 3), axis=0)}
    assert len(colours) <= 256
    for i in (0, 11, 29):
        assert left_edge(frames[i]) == 2 * i
        assert np.abs(frames[i][60, 60] - SAND).max() <= 4
    assert b"NETSCAPE2.0\x03\x01\x00\x00" in path.read_bytes()  # repeats for ever


def test_one_picture_is_the_picture(tmp_path: Path) -> None:
    write(tmp_path / "one.png", 1)
    assert QImage(str(tmp_path / "one.png")).convertToFormat(QImage.Format.Format_RGB32) == picture(0)


def test_a_folder_holds_numbered_pictures_and_keeps_what_else_was_there(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.mkdir()
    (old / "notes.txt").write_text("mine")
    for folder in (new, old):
        write(f"{folder}/", 12)
    names = [f"frame-{i:04d}.png" for i in range(1, 13)]
    assert sorted(p.name for p in new.iterdir()) == names
    assert sorted(p.name for p in old.iterdir()) == [*names, "notes.txt"]
    assert left_edge(decoded(new / "frame-0008.png")[0]) == 14
    with pytest.raises(ExportError, match=r"old already holds frame-0005\.png, beyond this export's 4 frames"):
        write(f"{old}/", 4)
    assert sorted(p.name for p in old.iterdir()) == [*names, "notes.txt"]


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.gif", "a.png"])
def test_equal_pictures_give_equal_bytes(tmp_path: Path, name: str) -> None:
    count = 1 if name == "a.png" else 20
    (tmp_path / "second").mkdir()
    write(tmp_path / name, count)
    write(tmp_path / "second" / name, count)
    assert (tmp_path / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def break_off(path: str) -> None:
    with writing(path, (W, H), FPS, 50, [picture(0)]) as encoder:
        encoder.add(picture(0))
        raise KeyError


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.gif", "a.png", "frames/"])
def test_an_export_that_breaks_off_leaves_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        break_off(f"{tmp_path}/{name}")
    assert list(tmp_path.iterdir()) == []


def test_the_old_film_stays_when_the_new_one_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the old one")
    with pytest.raises(KeyError):
        break_off(str(path))
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.mp4", "a.gif", "a.png", "frames/"])
def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path, name: str) -> None:
    target = f"{tmp_path}/nowhere/{name}"
    with pytest.raises(CoreError, match=r"Cannot write .*nowhere.*: there is no such file or folder"):
        write(target, 2)


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.gif", "frames/"])
def test_a_folder_that_vanishes_meanwhile_is_one_sentence(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    home.mkdir()

    def export() -> None:
        with writing(f"{home}/{name}", (W, H), FPS, 3, [picture(0)]) as encoder:
            home.rename(tmp_path / "moved")
            for i in range(3):
                encoder.add(picture(i))

    with pytest.raises(CoreError, match=r"Cannot write .*: there is no such file or folder"):
        export()


@contextmanager
def small_disk() -> Iterator[None]:
    """No file may pass 4 KB: writes fail as they do on a full disk (Python ignores SIGXFSZ).

    For the export alone: pytest itself may be writing a longer log.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.gif", "a.png", "frames/"])
def test_a_full_disk_is_one_sentence(tmp_path: Path, name: str, rng: np.random.Generator) -> None:
    noise = [rng.integers(0, 255, (H, W, 4), dtype=np.uint8) for _ in range(30)]
    images = [QImage(n.data, W, H, 4 * W, QImage.Format.Format_RGB32) for n in noise]
    count = 1 if name == "a.png" else 30

    def export() -> None:
        with writing(f"{tmp_path}/{name}", (W, H), FPS, count, images[:2]) as encoder:
            for image in images[:count]:
                encoder.add(image)

    with pytest.raises(CoreError, match=r"Cannot write .*: the file would be too large for this disk"), small_disk():
        export()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.mp4", "mp4"), ("A.MP4", "mp4"), ("b.webm", "webm"), ("c.gif", "gif"), ("d.png", "png"),
     ("frames", "folder"), ("v1.5/", "folder")],
)  # fmt: skip
def test_the_name_tells_the_type(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_an_unknown_suffix_is_one_sentence() -> None:
    with pytest.raises(ExportError, match=r"film\.avi: the type \.avi is unknown; end the name with \.mp4"):
        kind_of("film.avi")


def test_an_existing_folder_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.avi").mkdir()
    assert kind_of(os.fspath(tmp_path / "x.avi")) == "folder"
