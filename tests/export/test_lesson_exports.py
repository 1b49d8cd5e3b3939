"""Lessons as a film, a hand-out and slides; worksheets whose key is the simulation: written, and read back."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage

from core.experiment import Experiment
from core.record import Recorder
from core.simulate import simulate
from landscape_app.__main__ import main
from landscape_app.export import handout, headless, worksheet
from landscape_app.export.lesson_film import LessonOptions, film_length, write
from landscape_app.lessons import reader
from landscape_app.scene import codec
from landscape_app.scene.model import build
from landscape_app.scene.presets import find
from tests.app.lesson_kit import RATE, VALLEY, WHO, lesson


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "mine.en.md"
    made.write_text(lesson(VALLEY, WHO, RATE))
    return made


def pages(pdf: Path) -> int:
    """How many pages the file says it has."""
    found = re.findall(rb"/Type\s*/Pages.*?/Count\s+(\d+)|/Count\s+(\d+).*?/Type\s*/Pages", pdf.read_bytes(), re.S)
    return max(int(a or b) for a, b in found)


def streams(pdf: Path) -> bytes:
    """Everything that is drawn, unpacked."""
    out = b""
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.S):
        try:
            out += zlib.decompress(found.group(1))
        except zlib.error:
            continue
    return out


def test_the_hand_out(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mine.pdf"
    assert main(["lesson", "export", str(path), "-o", str(out), "--quiet"]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert pages(out) == 4  # a step a page, and the answers
    assert f"pages: {pages(out)}" in capsys.readouterr().out
    assert len(streams(out)) > 10_000


def test_slides_and_film(path: Path, tmp_path: Path) -> None:
    application = headless.application()
    made = reader.load(path)
    folder = tmp_path / "slides"
    assert write(made, LessonOptions(f"{folder}/", (640, 360))) == 4
    images = [QImage(str(file)) for file in sorted(folder.iterdir())]
    assert [(image.width(), image.height()) for image in images] == [(640, 360)] * 4
    assert len({bytes(image.constBits()) for image in images}) == 4
    film = LessonOptions(str(tmp_path / "mine.mp4"), (640, 360), fps=5, seconds=1.0)
    told: list[int] = []
    count = write(made, film, lambda done, total, left: told.append(total))
    assert count == film_length(made, film) == 15 + 3 * 5 + 2 * (20 + 12)
    assert set(told) == {count}
    with av.open(film.output) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 640, 360)
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    assert len(frames) == count
    still = np.abs(frames[16 + 5].astype(int) - frames[16 + 15].astype(int)).mean()  # the first question stands
    moving = np.abs(frames[15].astype(int) - frames[19].astype(int)).mean()
    assert 3 * still < moving
    del application


def test_a_stopped_export_leaves_nothing(path: Path, tmp_path: Path) -> None:
    from landscape_app.export.job import ExportCancelled

    application = headless.application()
    for name in ("mine.mp4", "mine.pdf"):
        options = LessonOptions(str(tmp_path / name), (320, 180), fps=5, seconds=1.0)
        writer = handout.write if name.endswith("pdf") else write
        with pytest.raises(ExportCancelled):
            writer(reader.load(path), options, lambda done, total, left: False)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.en.md"]
    del application


# ------------------------------------------------------------ worksheets


@pytest.mark.parametrize("id", ["kappa_10", "opening_race", "cobweb", "adam_step_by_step"])
def test_the_key_is_the_simulation(id: str) -> None:
    scene = codec.load(find(id))
    found = worksheet.variants(scene, 4, 3, seed=1)
    assert len({(v.scene.start, v.scene.runs[0].method) for v in found}) == 3
    for variant in found:
        experiment: Experiment = build(variant.scene)
        recorder = Recorder(experiment)
        for chunk in simulate(experiment):
            recorder.add(chunk)
        run = recorder.trajectories()[0]
        rows = worksheet.table(variant, filled=True)[1:]
        assert [row[0] for row in rows] == ["0", "1", "2", "3", "4"]
        for k, row in enumerate(rows):
            numbers = [float(cell.replace("−", "-")) for cell in row[1 : 1 + 2 * scene.objective.dim + 1]]
            assert numbers == pytest.approx([*run.x[k], *run.gradient[k], run.f[k]], rel=6e-4, abs=1e-9)
        blank = worksheet.table(variant, filled=False)
        assert [cell for cell in blank[2][1:-1] if cell] == []


def test_gradient_descent_by_hand_agrees() -> None:
    """x ← x − α∇f(x) from the printed start and rate, with the matrix Q as it is printed."""
    scene = codec.load(find("kappa_10"))
    variant = worksheet.variants(scene, 5, 1, seed=7)[0]
    q, x = scene.objective.hessian(np.zeros((1, 2)))[0], np.array(variant.scene.start)
    rate = float(variant.scene.runs[0].method.lr)  # type: ignore[attr-defined]
    for k in range(1, 6):
        x = x - rate * (q @ x)
        np.testing.assert_allclose(variant.run.x[k], x, atol=1e-12)


def test_the_same_seed_gives_the_same_sheet(tmp_path: Path) -> None:
    scene = codec.load(find("kappa_10"))
    starts = [[v.scene.start for v in worksheet.variants(scene, 3, 4, seed)] for seed in (3, 3, 4)]
    assert starts[0] == starts[1] != starts[2]
    out = tmp_path / "sheet.pdf"
    assert main(["worksheet", "kappa_10", "-o", str(out), "--variants", "3", "--steps", "4"]) == 0
    assert pages(out) == 4


def test_what_cannot_be_a_worksheet_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worksheet", "spiral", "-o", str(tmp_path / "no.pdf")]) == 1
    assert "needs a scene with a run" in capsys.readouterr().err
    assert main(["worksheet", "kappa_10", "-o", str(tmp_path / "no.txt")]) == 2
    assert list(tmp_path.iterdir()) == []
