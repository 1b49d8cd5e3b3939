"""Files of values: what is read, what is refused and in which words, and scenes that show them."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core import registry
from core.arrays import Array
from core.objectives import sampled_grid
from core.objectives.sampled_grid import SampledGrid
from core.params import ParameterError
from core.surface import sample
from landscape_app import app, assets_store, cli
from landscape_app.assets_store import open_values
from landscape_app.data import errors, hdf5_files
from landscape_app.data.errors import DataError
from landscape_app.data.tables import from_published
from landscape_app.data.writers import write_surface
from landscape_app.panels.data_form import DataForm
from landscape_app.render.height import HeightMap
from landscape_app.scene import codec
from landscape_app.scene.model import Display, Scene, with_objective
from landscape_app.scene.values import SceneError
from landscape_app.shapes import Polyline
from landscape_app.window import Window

X, Y = np.linspace(-1.0, 2.0, 9), np.linspace(0.0, 3.0, 6)
U, V = np.meshgrid(X, Y)
F = 0.5 + U**2 + 2 * (V - 1) ** 2 + U * V / 3  # its own spline, exactly
AT = np.array([[0.3, 0.7], [-0.91, 2.2], [1.99, 0.01]])
TRUTH = 0.5 + AT[:, 0] ** 2 + 2 * (AT[:, 1] - 1) ** 2 + AT[:, 0] * AT[:, 1] / 3


@pytest.fixture(autouse=True)
def _nothing_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process."""
    monkeypatch.setattr(assets_store, "_opened", {})
    monkeypatch.setattr(sampled_grid, "_open", {})


def saved(path: Path, **arrays: Array) -> Path:
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


def columns(separator: str, heading: str = "", order: Array | None = None) -> str:
    rows = np.column_stack([U.ravel(), V.ravel(), F.ravel()])
    rows = rows if order is None else rows[order]
    text = "\n".join(separator.join(repr(float(number)) for number in row) for row in rows)
    return f"{heading}\n{text}\n" if heading else text + "\n"


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    "arrays",
    [
        {"x": X, "y": Y, "f": F},
        {"x": X, "y": Y, "z": F.astype(np.float32), "other": F},
        {"x": X, "y": Y, "losses": F},
        {"x": X, "y": Y, "f": F.T},  # fits only the other way round
        {"x": U, "y": V, "f": F},
        {"x": U.T, "y": V.T, "f": F.T},
        {"x": X[::-1], "y": Y, "f": F[:, ::-1]},
        {"x": X, "y": Y[::-1], "f": np.asfortranarray(F[::-1])},
    ],
    ids=["plain", "z", "only", "turned", "meshgrid", "ij", "falling x", "falling y"],
)
def test_npz_is_read_whatever_way_round_it_lies(tmp_path: Path, arrays: dict[str, Array]) -> None:
    objective = open_values(saved(tmp_path / "a.npz", **arrays))
    np.testing.assert_allclose(objective.value(AT), TRUTH, rtol=1e-6)
    assert objective.domain == ((-1.0, 2.0), (0.0, 3.0))


def test_npy_and_a_bare_matrix_count_their_places(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", F)
    np.savetxt(tmp_path / "b.csv", F, delimiter=",")
    for name in ("a.npy", "b.csv"):
        objective = open_values(tmp_path / name)
        assert objective.domain == ((0.0, 8.0), (0.0, 5.0))
        assert objective.value(np.array([3.0, 2.0])) == pytest.approx(F[2, 3])


@pytest.mark.parametrize(
    "text",
    [
        columns(","),
        columns(",", "x,y,f"),
        columns("\t", "# made by hand\n\nX\tY\tloss"),
        columns(" ", order=np.random.default_rng(3).permutation(F.size)),
        "\ufeff" + columns(";", "x;y;f").replace(".", ","),
    ],
    ids=["bare", "heading", "tabs", "shuffled", "decimal commas"],
)
def test_csv_columns_are_a_whole_grid(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    np.testing.assert_allclose(open_values(tmp_path / "a.csv").value(AT), TRUTH, rtol=1e-9)


def test_further_columns_are_further_quantities(tmp_path: Path) -> None:
    rows = np.column_stack([U.ravel(), V.ravel(), F.ravel(), -F.ravel()])
    np.savetxt(tmp_path / "a.csv", rows, delimiter=",", header="x,y,loss,gain", comments="")
    objective = open_values(tmp_path / "a.csv")
    assert objective.quantities == ("loss", "gain")
    np.testing.assert_allclose(replace(objective, quantity="gain").value(AT), -TRUTH, rtol=1e-9)


def published() -> dict[str, Array]:
    """A surface file as loss-landscape leaves it: declared (nx, ny), filled by ravel() in the order of meshgrid."""
    loss, accuracy, test = (-np.ones((len(X), len(Y))) for _ in range(3))
    for k in range(F.size - len(X)):  # the last row of y was never reached
        u, v = U.ravel()[k], V.ravel()[k]
        loss.ravel()[k] = 0.5 + u**2 + 2 * (v - 1) ** 2 + u * v / 3
        accuracy.ravel()[k] = 100 - k
    return {"xcoordinates": X, "ycoordinates": Y, "train_loss": loss, "train_acc": accuracy, "test_loss": test}


def test_loss_landscape_surfaces_are_read_in_the_order_in_which_they_are_written() -> None:
    grids = from_published("a.h5", published())
    assert list(grids) == ["train_loss", "train_acc"]  # of the test loss not one value was ever written
    np.testing.assert_array_equal(grids["train_loss"].f[:-1], F[:-1])
    assert np.isnan(grids["train_loss"].f[-1]).all()
    assert grids["train_acc"].f[1, 2] == 100 - (9 + 2)


def test_the_same_arrays_in_an_npz_are_read_the_same_way(tmp_path: Path) -> None:
    objective = open_values(saved(tmp_path / "surface.npz", **published()))
    assert objective.quantities == ("train_loss", "train_acc")
    inside = AT[AT[:, 1] < Y[-2]]
    np.testing.assert_allclose(objective.value(inside), TRUTH[AT[:, 1] < Y[-2]], rtol=1e-9)
    assert np.isnan(objective.value(np.array([0.0, 2.9])))
    assert objective.holes == len(X)


def test_a_trajectory_is_pairs() -> None:
    found = hdf5_files.trajectory("p.h5", {"proj_xcoord": np.array([1.0, 2.0]), "proj_ycoord": np.array([3.0, 4.0])})
    np.testing.assert_array_equal(found, [[1.0, 3.0], [2.0, 4.0]])
    for arrays, sentence in (
        ({"x": X}, "p.h5: there must be proj_xcoord and proj_ycoord, got x"),
        (
            {"proj_xcoord": X, "proj_ycoord": Y},
            "p.h5: proj_xcoord and proj_ycoord must be 1 or more finite pairs, got 9 and 6",
        ),
    ):
        with pytest.raises(DataError) as caught:
            hdf5_files.trajectory("p.h5", arrays)
        assert str(caught.value) == sentence


def test_h5_without_h5py_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "h5py", None)
    (tmp_path / "a.h5").write_bytes(b"\x89HDF\r\n\x1a\n")
    with pytest.raises(DataError, match=r"^a\.h5: an \.h5 file needs h5py, .*pip install 'landscape-optimisation\[i"):
        open_values(tmp_path / "a.h5")


def test_h5_is_read_and_follows_no_link(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["dir_file"] = "directions.h5"
        file.create_group("more")
        for name, values in published().items():
            file[name] = values
        file["proj_xcoord"], file["proj_ycoord"] = X, X
    objective = open_values(tmp_path / "a.h5")
    assert objective.quantities == ("train_loss", "train_acc")
    np.testing.assert_allclose(objective.value(AT[0]), TRUTH[0], rtol=1e-9)
    assert hdf5_files.read_trajectory("a.h5", (tmp_path / "a.h5").read_bytes()).shape == (9, 2)
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["xcoordinates"] = h5py.ExternalLink(str(tmp_path / "a.h5"), "xcoordinates")
    with pytest.raises(DataError, match="xcoordinates must lie in the file itself"):
        open_values(tmp_path / "b.h5")
    (tmp_path / "c.h5").write_bytes(b"nonsense")
    with pytest.raises(DataError, match=r"^c\.h5: an \.h5 must be an HDF5 file"):
        open_values(tmp_path / "c.h5")


# ---------------------------------------------------------------- refusing


def npy_header(shape: str, descr: str = "<f8") -> bytes:
    """An .npy that declares much and holds nothing."""
    head = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head.encode()


def npz_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name + ".npy", data)
    return out.getvalue()


def pickled() -> bytes:
    out = io.BytesIO()
    np.save(out, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"1", "a.txt: values are read from .npz, .npy, .csv and .h5 files, got .txt"),
        ("a", b"1", "a: values are read from .npz, .npy, .csv and .h5 files, got no suffix"),
        ("a.npz", b"PK nonsense",
         "a.npz: an .npz must be a ZIP archive of arrays, got something else (File is not a zip file)"),
        ("a.npy", b"nonsense", "a.npy: the array must be a NumPy array of numbers, got something else (*"),
        ("a.npy", pickled(), "a.npy: the array must be real numbers, got Python objects"),
        ("a.npz", npz_of(f=pickled()), "a.npz: f must be real numbers, got Python objects"),
        ("a.npy", npy_header("(8, 8)", "<c16"), "a.npy: the array must be real numbers, got complex numbers"),
        ("a.npy", npy_header("(99999999, 99999999)"),
         "a.npy: the array must be at most 4096 × 4096 numbers, got 99999999 × 99999999"),
        ("a.npy", npy_header("(8, 8)"), "a.npy: the array ends after 0 of 512 bytes"),
        ("a.npy", npy_header("(8, 3)") + bytes(192),
         "a.npy: f must be a table of 4 to 4096 rows and columns, got 8 × 3"),
        ("a.npy", npy_header("(-8, -8)") + bytes(512),
         "a.npy: the array must be at most 4096 × 4096 numbers, got -8 × -8"),
        ("a.npz", npz_of(f=npy_header("(10000, 10000)")),
         "a.npz: f must be at most 4096 × 4096 numbers, got 10000 × 10000"),
        ("a.npz", npz_of(), "a.npz: there must be an array f or z, or just one with two sides, got none"),
        ("a.npz", npz_of(**{f"a{i}": b"" for i in range(65)}), "a.npz: an .npz must hold at most 64 arrays, got 65"),
        ("a.csv", b"", "a.csv: a .csv must hold rows of numbers, got none"),
        ("a.csv", b"# only words\n\n", "a.csv: a .csv must hold rows of numbers, got none"),
        ("a.csv", b"x,y,f\n", "a.csv: a .csv must hold rows of numbers, got none"),
        ("a.csv", b"\xff\xfe1,2", "a.csv: a .csv must be UTF-8 text, got another byte at place 0"),
        ("a.csv", b"1,2,3,4\n1,2,oops,4\n", "a.csv: row 2, column 3 must be a number, got 'oops'"),
        ("a.csv", b"1,2,3,4\n1,2,,4\n", "a.csv: row 2, column 3 must be a number, got nothing"),
        ("a.csv", b"1,2,3,4\n1,2,4\n", "a.csv: every row must have as many columns, got 4 columns, then 3 in row 2"),
        ("a.csv", b"1,2\n3,4\n", "a.csv: f must be a table of 4 to 4096 rows and columns, got 2 × 2"),
        ("a.csv", "\n".join(columns(",").splitlines()[:-1]).encode(),
         "a.csv: the columns x and y must hold each of 9 · 6 pairs once, got 53 rows of 53 pairs"),
        ("a.csv", (columns(",") + columns(",").splitlines()[0]).encode(),
         "a.csv: the columns x and y must hold each of 9 · 6 pairs once, got 55 rows of 54 pairs"),
        ("a.csv", columns(",").replace("-1.0,", "nan,").encode(),
         "a.csv: x and y must be finite numbers in every row, got one that is not"),
    ],
)  # fmt: skip
def test_every_refusal_is_one_sentence_with_the_name_of_the_file(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DataError) as caught:
        open_values(tmp_path / name)
    said = str(caught.value)
    assert re.fullmatch(re.escape(sentence).replace(r"\*", ".*"), said), said
    assert "\n" not in said
    assert len(said) < 300


@pytest.mark.parametrize("suffix", [".npy", ".npz", ".csv"])
def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    whole = io.BytesIO()
    if suffix == ".npy":
        np.save(whole, F)
    elif suffix == ".npz":
        np.savez(whole, x=X, y=Y, f=F)
    else:
        whole.write(columns(",", "x,y,f").encode())
    rng = np.random.default_rng(5)
    said: list[str] = []
    for _ in range(400):
        data = bytearray(whole.getvalue())
        for at in rng.integers(0, rng.choice([200, len(data)]), rng.integers(1, 6)):
            data[at] = rng.integers(0, 256)
        if rng.random() < 0.2:
            data = data[: rng.integers(0, len(data))]
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        try:
            open_values(path)
        except DataError as error:
            said.append(str(error))
    assert len(said) > 100
    assert all(sentence.startswith(f"a{suffix}: ") and "\n" not in sentence for sentence in said)


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"x": X, "y": Y, "f": F[:, :-1]},
         "a.npz: f must be 6 rows (one for each y) of 9 numbers (one for each x), got 6 × 8"),
        ({"x": X * np.nan, "y": Y, "f": F}, "a.npz: x must be finite numbers, got nan at place 1"),
        ({"x": X, "y": np.zeros(6), "f": F}, "a.npz: y must rise or fall all the way, got 0 before 0 at place 2"),
        ({"a": F, "b": F},
         "a.npz: there must be an array f or z, or just one with two sides, got a (6 × 9), b (6 × 9)"),
        ({"f": np.zeros(9)}, "a.npz: f must be a table of 4 to 4096 rows and columns, got 9"),
        ({"xcoordinates": X, "ycoordinates": Y},
         "a.npz: there must be one of train_loss, train_acc, test_loss, test_acc, got xcoordinates, ycoordinates"),
        ({"xcoordinates": X, "ycoordinates": Y, "train_loss": F[:3]},
         "a.npz: train_loss must have 9 · 6 values, one for each pair of x and y, got 3 × 9"),
        ({"xcoordinates": X, "ycoordinates": Y, "train_loss": -np.ones((9, 6))},
         "a.npz: train_loss must have a number at all four corners of at least one cell, got 0 usable values of 54"),
    ],
)  # fmt: skip
def test_arrays_that_do_not_go_together_are_told(tmp_path: Path, arrays: dict[str, Array], sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        open_values(saved(tmp_path / "a.npz", **arrays))
    assert str(caught.value) == sentence


def test_a_large_file_a_folder_and_nothing_are_told_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets_store, "MAX_BYTES", 2**20)
    (tmp_path / "large.npy").write_bytes(bytes(2**20 + 1))
    with pytest.raises(DataError, match=r"^large\.npy: a file of values must be at most 1 MB, got 1\.0 MB$"):
        open_values(tmp_path / "large.npy")
    (tmp_path / "folder.npy").mkdir()
    with pytest.raises(DataError, match=r"^folder\.npy: values must be in a file"):
        open_values(tmp_path / "folder.npy")
    with pytest.raises(ValueError, match="there is no such file"):
        open_values(tmp_path / "none.npy")
    assert errors.MAX_BYTES == 64 * 2**20


# ---------------------------------------------------------------- scenes


def test_a_scene_and_its_values_move_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, moved = tmp_path / "there", tmp_path / "moved"
    there.mkdir()
    objective = open_values(saved(tmp_path / "loss.npz", x=X, y=Y, f=F))
    scene = Scene(replace(objective, log=True, clip=90.0), ())
    codec.save(scene, there / "a.toml")
    text = (there / "a.toml").read_text()
    assert hashlib.sha256((there / "loss.npz").read_bytes()).hexdigest() in text
    assert len(text) < 500  # a recipe, no arrays
    there.rename(moved)
    forget(monkeypatch)
    assert codec.load(moved / "a.toml") == scene
    np.testing.assert_allclose(codec.load(moved / "a.toml").objective.value(AT), scene.objective.value(AT))


def test_values_beside_a_scene_that_are_others_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    saved(folder / "loss.npz", x=X, y=Y, f=-F)
    others = (folder / "loss.npz").read_bytes()
    scene = Scene(open_values(saved(tmp_path / "loss.npz", x=X, y=Y, f=F)), ())
    codec.save(scene, folder / "a.toml")
    codec.save(scene, folder / "b.toml")
    assert (folder / "loss.npz").read_bytes() == others
    assert len(list(folder.glob("loss-????????.npz"))) == 1
    forget(monkeypatch)
    np.testing.assert_allclose(codec.load(folder / "b.toml").objective.value(AT), TRUTH, rtol=1e-9)


def test_a_scene_without_its_values_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codec.save(Scene(open_values(saved(tmp_path / "loss.npz", x=X, y=Y, f=F)), ()), tmp_path / "a.toml")
    sha256 = hashlib.sha256((tmp_path / "loss.npz").read_bytes()).hexdigest()
    saved(tmp_path / "loss.npz", x=X, y=Y, f=F + 1)  # the same name, another content
    forget(monkeypatch)
    with pytest.raises(SceneError) as caught:
        codec.load(tmp_path / "a.toml")
    assert str(caught.value) == (
        f"objective.sha256: the values of “loss.npz” (sha256 {sha256[:8]}…) are needed, "
        "and no file of that content is open or beside the scene"
    )
    secret = tmp_path / "a.toml"
    secret.write_text(secret.read_text().replace('"loss.npz"', '"../loss.npz"'))
    with pytest.raises(SceneError, match="file must be a file's name without folder"):
        codec.load(secret)


# ---------------------------------------------------------------- writing


def test_a_surface_saved_as_npz_is_the_surface_when_opened(tmp_path: Path) -> None:
    objective = registry.create("objective", "himmelblau")
    surface = sample(objective, n=201)
    write_surface(surface, Display(), tmp_path / "a.npz")
    with np.load(tmp_path / "a.npz") as arrays:
        np.testing.assert_array_equal(arrays["f"], surface.f)
        assert arrays["gradient"].shape == (201, 201, 2)
    again = open_values(tmp_path / "a.npz")
    points = np.random.default_rng(0).uniform(-5, 5, (500, 2))
    np.testing.assert_allclose(again.value(points), objective.value(points), atol=1e-5)
    np.testing.assert_allclose(again.gradient(points), objective.gradient(points), atol=1e-3)


@pytest.mark.parametrize("display", [Display(), Display(log_height=True, height_scale=0.5)], ids=["plain", "log"])
def test_an_obj_is_the_mesh_as_it_is_drawn(tmp_path: Path, display: Display) -> None:
    f = F.copy()
    f[0, 0] = np.nan
    surface = sample(open_values(saved(tmp_path / "a.npz", x=X, y=Y, f=f)), n=41)
    write_surface(surface, display, tmp_path / "a.obj")
    lines = [line.split() for line in (tmp_path / "a.obj").read_text().splitlines()]
    v = np.array([line[1:] for line in lines if line[0] == "v"], dtype=float)
    vn = np.array([line[1:] for line in lines if line[0] == "vn"], dtype=float)
    faces = np.array([[int(c.split("//")[0]) for c in line[1:]] for line in lines if line[0] == "f"]) - 1
    assert all(c.split("//")[0] == c.split("//")[1] for line in lines if line[0] == "f" for c in line[1:])
    assert len(v) == len(vn) == np.isfinite(surface.f).sum() < surface.f.size
    assert faces.min() == 0
    assert faces.max() == len(v) - 1
    heights = HeightMap.of(surface, display)
    known = np.isfinite(surface.f)
    np.testing.assert_allclose(v[:, 2], heights.z(surface.f[known]), atol=1e-6)
    np.testing.assert_allclose(v[:, 0], ((np.meshgrid(surface.x, surface.y)[0] + 1) / 1.5 - 1)[known], atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(vn, axis=1), 1.0, atol=1e-5)
    a, b, c = (v[faces[:, k]] for k in range(3))
    flat = np.cross(b - a, c - a)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    assert (flat[:, 2] > 0).all()  # seen from above the corners go round against the clock
    assert np.mean(np.sum(flat * vn[faces[:, 0]], axis=1)) > 0.98


def test_the_command_line_writes_surfaces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = tmp_path / "a.toml"
    codec.save(Scene(open_values(saved(tmp_path / "loss.npz", x=X, y=Y, f=F)), ()), scene)
    forget(monkeypatch)
    assert cli.run(["surface", str(scene), "-o", str(tmp_path / "out.npz"), "--points", "31"]) == 0
    assert capsys.readouterr().out == f"Wrote 31 × 31 points to {tmp_path / 'out.npz'}\n"
    with np.load(tmp_path / "out.npz") as arrays:
        assert arrays["f"].shape == (31, 31)
        assert arrays["f"][0, 0] == pytest.approx(F[0, 0])
    with pytest.raises(SystemExit) as caught:
        cli.run(["surface", str(scene), "-o", "out.stl"])
    assert caught.value.code == 2
    assert "must end in .npz or .obj" in capsys.readouterr().err


# ---------------------------------------------------------------- the window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    app.application()
    made = app.build()
    qtbot.waitUntil(lambda: not made.controller.busy, timeout=20_000)
    yield made
    made.store.mark_saved()
    app.shutdown(made)


def test_a_dropped_file_is_the_surface_and_one_undo_takes_it_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    before = window.store.scene
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved(tmp_path / "loss.npz", x=X, y=Y, f=F)))])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: isinstance(window.store.scene.objective, SampledGrid))
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    snapshot = window.controller.snapshot
    assert snapshot is not None
    assert snapshot.surface is not None
    assert snapshot.surface.extent == ((-1.0, 2.0), (0.0, 3.0))
    assert window.store.scene.title == "loss.npz"
    assert [r.method for r in window.store.scene.runs] == [r.method for r in before.runs]
    window.store.undo()
    assert window.store.scene == before


def test_the_program_starts_with_a_file_of_values(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assets_store.SUFFIXES == cli.VALUE_SUFFIXES
    shown: list[Path | None] = []
    monkeypatch.setattr(app, "main", lambda path, *_, **__: shown.append(path) or 0)
    path = saved(tmp_path / "loss.npz", x=X, y=Y, f=F)
    assert cli.run([str(path)]) == 0
    assert shown == [path]
    app.application()
    made = app.build(path)
    qtbot.waitUntil(lambda: not made.controller.busy, timeout=20_000)
    assert made.store.scene.objective == open_values(path)
    made.store.mark_saved()
    app.shutdown(made)
    path.write_bytes(b"nonsense")
    with pytest.raises(DataError, match=r"^loss\.npz: an \.npz must be"):
        cli.run([str(path)])


def test_a_refused_file_leaves_everything_as_it_was(window: Window, tmp_path: Path) -> None:
    before = window.store.scene
    (tmp_path / "a.npy").write_bytes(b"nonsense")
    assert not window.documents.open_path(tmp_path / "a.npy")
    assert window.store.scene == before
    assert window.message.text().startswith("a.npy: the array must be")


def test_the_panel_offers_the_file_s_quantities_and_refuses_a_logarithm_of_nothing(
    window: Window, tmp_path: Path
) -> None:
    rows = np.column_stack([U.ravel(), V.ravel(), F.ravel(), -F.ravel()])
    np.savetxt(tmp_path / "a.csv", rows, delimiter=",", header="x,y,loss,gain", comments="")
    assert window.documents.open_path(tmp_path / "a.csv")
    form = window.findChild(DataForm)
    assert isinstance(form, DataForm)
    assert "a.csv" in form.file.text()
    assert form.facts.text() == "9 × 6 values"
    form.quantity.textActivated.emit("gain")
    form.log.setChecked(True)
    assert not form.log.isChecked()
    assert "ln f must have a number" in form.problem.text()
    objective = window.store.scene.objective
    assert isinstance(objective, SampledGrid)
    assert (objective.quantity, objective.log) == ("gain", False)
    form.quantity.textActivated.emit("loss")
    form.log.setChecked(True)
    objective = window.store.scene.objective
    assert isinstance(objective, SampledGrid)
    assert (objective.quantity, objective.log) == ("loss", True)


def test_missing_values_are_asked_for(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes, elsewhere = tmp_path / "scenes", tmp_path / "elsewhere"
    scenes.mkdir()
    elsewhere.mkdir()
    scene = Scene(open_values(saved(tmp_path / "loss.npz", x=X, y=Y, f=F)), ())
    codec.save(scene, scenes / "a.toml")
    (scenes / "loss.npz").rename(elsewhere / "renamed.npz")
    saved(elsewhere / "wrong.npz", x=X, y=Y, f=-F)
    forget(monkeypatch)
    before = window.store.scene
    asked: list[str] = []

    def answer(button: QMessageBox.StandardButton, file: str) -> None:
        def question(_parent: object, _title: str, text: str, *_more: object) -> QMessageBox.StandardButton:
            asked.append(text)
            return button

        monkeypatch.setattr(QMessageBox, "question", question)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))

    answer(QMessageBox.StandardButton.Cancel, "")
    assert not window.documents.open_path(scenes / "a.toml")
    assert "“loss.npz”" in asked[0]
    assert "are needed" in window.message.text()
    answer(QMessageBox.StandardButton.Open, str(elsewhere / "wrong.npz"))
    assert not window.documents.open_path(scenes / "a.toml")
    assert "its content must be that with sha256" in window.message.text()
    assert window.store.scene == before
    answer(QMessageBox.StandardButton.Open, str(elsewhere / "renamed.npz"))
    assert window.documents.open_path(scenes / "a.toml")
    assert window.store.scene == scene


def test_the_menu_saves_the_surface_shown(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "shown"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Mesh for 3-D programs (*.obj)"))
    window.menus.save_surface()
    assert (tmp_path / "shown.obj").read_text().startswith("# Landscape")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "shown.npz"), ""))
    window.menus.save_surface()
    snapshot = window.controller.snapshot
    assert snapshot is not None
    assert snapshot.surface is not None
    with np.load(tmp_path / "shown.npz") as arrays:
        np.testing.assert_array_equal(arrays["f"], snapshot.surface.f)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "shown.npz"), ""))
    window.menus.save_surface()
    assert "was not saved" in window.message.text()


# ---------------------------------------------------------------- recorded paths


def test_a_recorded_path_is_laid_over_its_surface_and_saved_with_the_scene(qtbot: QtBot, tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "path.h5", "w") as file:
        file["proj_xcoord"], file["proj_ycoord"] = np.linspace(-1, 1, 7), np.linspace(0.5, -0.5, 7) ** 2
    app.application()
    window = app.build()
    window.show()
    try:
        refused: list[str] = []
        window.documents.refused.connect(refused.append)
        assert not window.documents.open_data(tmp_path / "path.h5")
        assert refused == ["path.h5 holds a recorded path: open the surface that it belongs to first"]
        window.store.update(with_objective(window.store.scene, SampledGrid()))
        assert window.documents.open_data(tmp_path / "path.h5")
        qtbot.waitUntil(lambda: any(isinstance(s, Polyline) for s in window.looking.overlay), timeout=20_000)
        line = next(s for s in window.looking.overlay if isinstance(s, Polyline))
        np.testing.assert_allclose(line.points[:, 0], np.linspace(-1, 1, 7))
        scene = window.store.scene
        assert codec.loads(codec.dumps(scene)) == scene
        button = window.findChild(DataForm).drop
        assert not button.isHidden()
        window.side.setCurrentIndex(1)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.store.scene.objective == SampledGrid()
        window.store.undo()
        assert len(window.store.scene.objective.path) == 7
    finally:
        window.store.mark_saved()
        app.shutdown(window)


@pytest.mark.parametrize("path", [((1.0,),), ((1.0, 2.0, 3.0),), tuple((float(i), 0.0) for i in range(5001))])
def test_a_path_that_cannot_be_is_one_sentence(path: tuple[tuple[float, ...], ...]) -> None:
    with pytest.raises(ParameterError, match="path must be at most 5000 points of 2 numbers"):
        SampledGrid(path=path)
