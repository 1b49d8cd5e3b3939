"""A training handed over: its plane, its honesty, its file, and what the program makes of it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import Array
from core.nn import planes
from core.nn.filters import Piece, normalised
from core.nn.planes import principal_plane, random_walk_share
from core.nn.trees import Tree
from core.objectives.sampled_grid import SampledGrid
from core.words import CoreError
from landscape_app import assets_store, handover
from landscape_app.assets_store import open_values
from landscape_app.data import numpy_files
from landscape_app.data.errors import DataError
from landscape_app.data.handover_files import encode, unpack

ROOT = Path(__file__).resolve().parents[2]
RNG = np.random.default_rng(7)
PATH = np.cumsum(RNG.normal(size=(12, 6)), axis=0)  # records of six weights
SCALES = np.arange(1.0, 7.0)


def bowl(w: Array) -> float:
    return float(np.sum(SCALES * w**2))


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(CoreError) as caught:
        call()
    assert isinstance(caught.value, ValueError)
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 300
    return said


# ---------------------------------------------------------------- what it imports


def test_handing_over_imports_numpy_alone(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import numpy.random, numpy.linalg\n"
        "before = set(sys.modules)\n"
        "from landscape_app import handover\n"
        f"handover.write({str(tmp_path / 'a.npz')!r}, numpy.cumsum(numpy.eye(5), 0), lambda w: w @ w, points=5)\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split("LOADED")[1].split())
    foreign = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert foreign - {"numpy"} == {"core", "landscape_app"}


# ---------------------------------------------------------------- the plane and its honesty


def test_the_principal_plane_holds_as_much_of_the_variance_as_the_two_largest_eigenvalues() -> None:
    plan = handover.plan(PATH)
    eigenvalues = np.sort(np.linalg.eigvalsh(np.cov(PATH.T)))[::-1]
    assert plan.honesty.explained == pytest.approx(eigenvalues[:2].sum() / eigenvalues.sum())
    u, v = plan.plane.u, plan.plane.v
    np.testing.assert_allclose([u @ u, v @ v, u @ v], [1, 1, 0], atol=1e-12)


def test_pythagoras_holds_between_the_path_its_picture_and_its_distance_off_the_plane() -> None:
    plan = handover.plan(PATH)
    drawn, off = plan.honesty.points, plan.honesty.off
    np.testing.assert_allclose(np.sum(drawn**2, axis=1) + off**2, np.sum((PATH - PATH[-1]) ** 2, axis=1))
    assert off[-1] == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(drawn[-1], 0.0, atol=1e-9)


def test_the_file_holds_the_loss_at_the_weights_and_where_they_are_drawn(tmp_path: Path) -> None:
    plan = handover.plan(PATH, points=(9, 7))
    told = plan.write(tmp_path / "a.npz", bowl)
    np.testing.assert_allclose(told.true["loss"], [bowl(w) for w in PATH])
    basis = np.stack([plan.plane.u, plan.plane.v])
    on_plane = PATH[-1] + (PATH - PATH[-1]) @ basis.T @ basis
    np.testing.assert_allclose(told.seen["loss"], [bowl(w) for w in on_plane])
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays["surface_loss"].shape == (7, 9)
        for j, i in ((0, 0), (3, 8), (6, 2)):
            w = PATH[-1] + arrays["x"][i] * basis[0] + arrays["y"][j] * basis[1]
            assert arrays["surface_loss"][j, i] == pytest.approx(bowl(w))


def test_a_random_walk_of_many_dimensions_is_drawn_by_its_own_law(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [random_walk_share(40, 300, seed) for seed in range(60)]
    monkeypatch.setattr(planes, "_LARGE", 0)
    many = [random_walk_share(40, 300, seed) for seed in range(60)]
    assert few[0] != many[0]
    error = np.hypot(np.std(few), np.std(many)) / 60**0.5
    assert abs(np.mean(few) - np.mean(many)) < 4 * error
    limit = 6 / np.pi**2 * (1 + 1 / 4)  # Antognini and Sohl-Dickstein 2018
    assert random_walk_share(200, 100_000) == pytest.approx(limit, abs=0.02)


def test_components_of_a_large_path_are_those_of_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    path = np.cumsum(np.random.default_rng(0).normal(size=(20, 400)), axis=0)
    whole, shares = principal_plane([path])
    monkeypatch.setattr(planes, "_LARGE", 0)
    again, same = principal_plane([path])
    np.testing.assert_allclose([again.u, again.v], [whole.u, whole.v], atol=1e-10)
    np.testing.assert_allclose(same, shares, atol=1e-12)
    with pytest.raises(CoreError, match="points on one line"):
        principal_plane([np.outer(np.arange(5.0), path[1])])


@pytest.mark.parametrize("origin", [0, 5, -1])
def test_the_plane_goes_through_the_record_chosen(origin: int) -> None:
    plan = handover.plan(PATH, origin=origin)
    np.testing.assert_allclose(plan.at(0.0, 0.0), PATH[origin])
    np.testing.assert_allclose(plan.honesty.points[origin], 0.0, atol=1e-9)


@pytest.mark.parametrize("directions", ["principal", "none"])
@pytest.mark.parametrize("reach", [1.0, 1.3, 2.0])
def test_the_rectangle_holds_the_path(directions: str, reach: float) -> None:
    plan = handover.plan(PATH, directions=directions, reach=reach)
    low, high = plan.honesty.points.min(axis=0), plan.honesty.points.max(axis=0)
    for axis, a, b in zip((plan.x, plan.y), low, high, strict=True):
        assert axis[0] <= a + 1e-9
        assert axis[-1] >= b - 1e-9
        if directions == "principal":
            assert axis[-1] - axis[0] == pytest.approx(reach * (b - a))
        else:
            assert axis[0] <= -reach
            assert axis[-1] >= reach


def test_a_path_along_one_direction_still_gets_a_rectangle() -> None:
    line = np.outer(np.linspace(0, 2, 5), [1.0, 0, 0])
    plan = handover.plan(line, directions=([1.0, 0, 0], [0, 1.0, 0]), origin=0)
    assert plan.y[-1] - plan.y[0] == pytest.approx(plan.x[-1] - plan.x[0])
    plan = handover.plan([[1.0, 2.0]], directions="none")
    assert plan.x[0] == plan.y[0] == -1.3


# ---------------------------------------------------------------- filter normalisation (Li et al. 2018)

SHAPES = [("conv", (4, 3, 2, 2)), ("scale", (4,)), ("dense", (5, 16)), ("bias", (5,))]
D = sum(int(np.prod(shape)) for _, shape in SHAPES)


def norms(plan: handover.Plan, name: str, of: Array, outputs: str) -> Array:
    first = 0
    for each, shape in SHAPES:
        size = int(np.prod(shape))
        if each == name:
            array = of[first : first + size].reshape(shape)
            axes = tuple(range(1, len(shape))) if outputs == "first" else tuple(range(len(shape) - 1))
            return np.sqrt(np.sum(array**2, axis=axes))
        first += size
    raise AssertionError(name)


@pytest.mark.parametrize("outputs", ["first", "last"])
def test_every_filter_of_a_direction_is_as_long_as_the_weights_filter(outputs: Any) -> None:
    w = np.random.default_rng(1).normal(size=D)
    plan = handover.plan([w], directions="filter", shapes=SHAPES, outputs=outputs)
    for direction in (plan.plane.u, plan.plane.v):
        for name in ("conv", "dense"):
            np.testing.assert_allclose(norms(plan, name, direction, outputs), norms(plan, name, w, outputs))
        for name in ("scale", "bias"):
            assert not norms(plan, name, direction, outputs).any()
    raw = np.random.default_rng([0, 0]).normal(size=D)
    dense = slice(48 + 4, 48 + 4 + 80)
    cosine = plan.plane.u[dense] @ raw[dense] / np.linalg.norm(plan.plane.u[dense]) / np.linalg.norm(raw[dense])
    assert 0.8 < cosine < 1  # scaled filter by filter, not drawn anew


def test_layers_are_scaled_as_wholes_and_biases_where_asked_for() -> None:
    w = np.random.default_rng(1).normal(size=D)
    plan = handover.plan([w], directions="layer", shapes=SHAPES, biases=True)
    first = 0
    for _, shape in SHAPES:
        part = slice(first, first + int(np.prod(shape)))
        assert np.linalg.norm(plan.plane.u[part]) == pytest.approx(np.linalg.norm(w[part]))
        first = part.stop


def test_rescaling_a_layer_rescales_its_direction_alike() -> None:
    """Why it is done: of two networks that compute the same, neither looks flatter."""
    w = np.random.default_rng(1).normal(size=D)
    scaled = w.copy()
    scaled[:48] *= 10.0
    u, v = (handover.plan([each], directions="filter", shapes=SHAPES).plane.u for each in (w, scaled))
    np.testing.assert_allclose(v[:48], 10 * u[:48])
    np.testing.assert_allclose(v[48:], u[48:])


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=0, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["filter", "layer", "none"]),
    st.booleans(),
    st.sampled_from([0, -1]),
)
def test_a_scaled_direction_never_turns_within_a_piece(
    shapes: list[list[int]], normalise: Any, biases: bool, outputs: int
) -> None:
    pieces: list[Piece] = []
    for shape in shapes:
        pieces.append(Piece("", tuple(shape), pieces[-1].place.stop if pieces else 0, outputs))
    d = pieces[-1].place.stop
    rng = np.random.default_rng(d)
    w, raw = rng.normal(size=(2, d))
    out = normalised(pieces, w, raw, normalise, biases)
    for piece in pieces:
        if piece.is_vector and not biases:
            assert not out[piece.place].any()
        elif normalise == "filter" and not piece.is_vector:
            ratio = piece.of(out) / piece.of(raw)
            rows = np.moveaxis(ratio, outputs, 0).reshape(ratio.shape[outputs], -1)
            np.testing.assert_allclose(rows, np.broadcast_to(rows[:, :1], rows.shape))
        else:
            ratio = out[piece.place] / raw[piece.place]
            np.testing.assert_allclose(ratio, ratio[0])


# ---------------------------------------------------------------- weights as they come


class Layer(NamedTuple):
    w: Array
    b: Array


def test_the_loss_is_called_with_weights_as_they_were_handed_over(tmp_path: Path) -> None:
    def record(k: int) -> dict[str, Any]:
        rng = np.random.default_rng(k)
        return {
            "dense": Layer(rng.normal(size=(2, 3)).astype(np.float32), rng.normal(size=2)),
            "more": [rng.normal(size=(1, 2)), (rng.normal(), rng.normal(size=()))],
        }

    seen: list[Any] = []

    def loss(w: Any) -> float:
        seen.append(w)
        assert w["dense"].w.dtype == np.float32
        assert w["dense"].b.shape == (2,)
        return float(np.sum(w["dense"].w) ** 2 + np.sum(w["more"][0]) + w["more"][1][0] * w["more"][1][1])

    records = [record(k) for k in range(5)]
    told = handover.write(tmp_path / "a.npz", records, loss, points=4)
    assert len(seen) == 16 + 5 + 5
    np.testing.assert_allclose(told.true["loss"], [loss(r) for r in records], rtol=1e-6)
    assert type(seen[0]["more"][1]) is tuple


@given(st.integers(2, 9), st.integers(1, 5), st.integers(1, 4), st.integers(0, 999))
def test_flat_and_shaped_undo_each_other(rows: int, columns: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    records = [{"b": rng.normal(size=rows), "a": [rng.normal(size=(rows, columns))]} for _ in range(count)]
    tree = Tree.of(records[0], "weights")
    flat = np.stack([tree.flat(record, "weights") for record in records])
    np.testing.assert_array_equal(flat[:, :rows], [record["b"] for record in records])  # the first record's order
    back = tree.shaped(flat)
    np.testing.assert_array_equal(back["a"][0], [record["a"][0] for record in records])
    swapped = {"a": records[-1]["a"], "b": records[-1]["b"]}
    np.testing.assert_array_equal(tree.flat(swapped, "weights"), flat[-1])


@pytest.mark.parametrize(
    "weights",
    [PATH.tolist(), list(PATH), iter(PATH), PATH.astype(np.float32), [{"w": w} for w in PATH], [[w] for w in PATH]],
    ids=["lists", "vectors", "iterator", "float32", "dicts", "lists of arrays"],
)
def test_every_way_to_hold_the_same_weights_gives_the_same_picture(weights: Any) -> None:
    plan = handover.plan(weights)
    np.testing.assert_allclose(plan.honesty.points, handover.plan(PATH).honesty.points, atol=1e-5)


def test_a_loss_may_write_into_what_it_is_given(tmp_path: Path) -> None:
    def greedy(w: Array) -> float:
        value = bowl(w)
        w[:] = 0.0
        return value

    told = handover.write(tmp_path / "a.npz", PATH, greedy, points=5)
    again = handover.write(tmp_path / "b.npz", PATH, bowl, points=5)
    np.testing.assert_array_equal(told.true["loss"], again.true["loss"])
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_many_at_once_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    sizes: list[int] = []

    def batched(w: Array) -> Array:
        sizes.append(len(w))
        return np.sum(SCALES * w**2, axis=-1)

    steps: list[tuple[int, int]] = []
    handover.write(
        tmp_path / "a.npz", PATH, batched, points=9, batch=16, progress=lambda done, total: steps.append((done, total))
    )
    handover.write(tmp_path / "b.npz", PATH, bowl, points=9)
    with np.load(tmp_path / "a.npz") as a, np.load(tmp_path / "b.npz") as b:
        np.testing.assert_allclose(a["surface_loss"], b["surface_loss"])
    assert max(sizes) == 16
    assert steps[-1] == (81 + 12 + 12, 81 + 12 + 12)
    assert [done for done, _ in steps] == np.cumsum(sizes).tolist()


def test_a_surface_computed_elsewhere_is_the_one_that_would_be_computed_here(tmp_path: Path) -> None:
    plan = handover.plan(PATH, points=21)
    table = np.array([[bowl(plan.at(a, b)) for a in plan.x] for b in plan.y])
    mesh = np.meshgrid(plan.x, plan.y)
    np.testing.assert_allclose(table, np.sum(SCALES * plan.at(*mesh) ** 2, axis=-1))
    true = [bowl(w) for w in PATH]
    here = plan.write(tmp_path / "a.npz", bowl)
    there = plan.write(tmp_path / "b.npz", table, true=true)
    for name in ("true", "seen"):
        np.testing.assert_allclose(getattr(there, name)["loss"], getattr(here, name)["loss"], rtol=1e-9)
    assert "loss" not in plan.write(tmp_path / "c.npz", table).true


def test_an_error_of_the_loss_is_the_user_s_and_leaves_no_file(tmp_path: Path) -> None:
    calls: list[int] = []

    def failing(w: Array) -> float:
        calls.append(1)
        if len(calls) == 30:
            raise ZeroDivisionError("mine")
        return 0.0

    (tmp_path / "a.npz").write_bytes(b"before")
    with pytest.raises(ZeroDivisionError, match="mine"):
        handover.write(tmp_path / "a.npz", PATH, failing)
    assert [p.name for p in tmp_path.iterdir()] == ["a.npz"]
    assert (tmp_path / "a.npz").read_bytes() == b"before"


def test_what_diverges_is_a_hole(tmp_path: Path) -> None:
    told = handover.write(
        tmp_path / "a.npz", PATH, lambda w: bowl(w) if w[0] > PATH[-1, 0] - 1e-9 else np.inf, points=15
    )
    objective = open_values(tmp_path / "a.npz")
    assert 0 < objective.holes < 225
    assert np.isinf(told.true["loss"]).any()


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("weights", "options", "sentence"),
    [
        (np.zeros(6), {}, "weights must be records by row, (k+1, d), got 6 numbers"),
        (np.zeros((2, 3, 4)), {}, "weights must be records by row, (k+1, d), got an array of 2 × 3 × 4"),
        ({"w": PATH}, {}, "weights must be a list of records along the training, got dict"),
        (3.0, {}, "weights must be a list of records along the training, got float"),
        ([], {}, "weights must be 1 to 5,000 records, got 0"),
        (np.zeros((5001, 2)), {}, "weights must be 1 to 5,000 records, got 5,001"),
        (PATH[:2], {}, ('weights must be 3 or more that lie on no line for directions="principal", got 2; '
         'directions="filter" takes any number of them')),
        (np.outer(np.arange(4.0), SCALES), {}, ("weights must be 3 or more that lie on no line for "
         'directions="principal", got points on one line; directions="filter" takes any number of them')),
        (np.ones((4, 6)), {}, ("weights must change, got 4 records that are all equal: keep copies (in PyTorch "
         "detach().clone()), since training goes on changing the arrays themselves")),
        (np.where(np.arange(6) == 3, np.nan, PATH), {}, "weights[0] must be finite numbers, got nan"),
        ([{"a": PATH[0]}, {"a": PATH[1] * np.inf}], {}, "weights[1] a must be finite numbers, got *inf"),
        ([{"a": PATH[0]}, {"b": PATH[1]}], {}, "weights[1] must have what the first record has, a, got b"),
        ([[PATH[0]], [PATH[0], PATH[1]]], {}, "weights[1] must have what the first record has, 1 items, got 2 items"),
        ([{"a": PATH[0]}, {"a": PATH[1, :5]}], {},
         "weights[1] a must have the shape (6,) as in the first record, got (5,)"),
        ([{"a": PATH[0], "steps": np.array(3)}], {}, ("weights[0] steps must be real numbers that are trained, "
         "got int64: leave counters and other buffers out")),
        ([{"a": "words"}], {}, "weights[0] a must be an array of numbers, got str*"),
        ([{"a": None}], {}, "weights[0] a must be an array of numbers, got NoneType"),
        ([PATH[0] * 1j], {}, "weights[0] must be an array of numbers, got complex128"),
        ([{}], {}, "weights[0] must hold at least one array, got none"),
        (np.zeros((4, 1)), {}, "weights must be 2 or more numbers each, got 1"),
        (PATH, {"directions": "filter"},
         "directions='filter' needs shapes=[(name, shape), ...], since the weights are flat vectors"),
        (PATH, {"directions": "filter", "shapes": [("b", (6,))]}, ("directions='filter' needs an array of two or more "
         "axes: vectors stay as they are unless biases=True")),
        (PATH, {"directions": "filter", "shapes": [("W", (2, 2))]},
         "shapes must be the shapes of 6 numbers in all, got 4"),
        ([{"a": PATH[0]}], {"shapes": [("W", (2, 3))]},
         "shapes must be left out where the records are arrays by name, got some"),
        (PATH, {"directions": "best"}, ('directions must be "principal", "filter", "layer", "none" or two arrays, '
         "got 'best'")),
        (PATH, {"directions": 3}, "directions must be a name or two arrays, got int"),
        (PATH, {"directions": (PATH[0], PATH[0, :3])},
         "directions[1] must have the shape (6,) as in the first record, got (3,)"),
        (PATH, {"directions": (PATH[0], 2 * PATH[0])},
         "directions must span a plane, got directions that are multiples of each other"),
        (PATH, {"outputs": "rows"}, "outputs must be \"first\" or \"last\", got 'rows'"),
        (PATH, {"origin": 12}, "origin must be the index of one of 12 records, got 12"),
        (PATH, {"points": 3}, "points must be 4 to 1,025, or two such numbers, got 3"),
        (PATH, {"points": (9, 2000)}, "points must be 4 to 1,025, or two such numbers, got (9, 2000)"),
        (PATH, {"reach": 0}, "reach must be more than 0, got 0"),
        (PATH, {"domain": (1, 2)}, "domain must be ((x0, x1), (y0, y1)), got (1, 2)"),
        (PATH, {"domain": ((1, 0), (0, 1))},
         "domain must be ((x0, x1), (y0, y1)), lower ends first, got ((1, 0), (0, 1))"),
    ],
)  # fmt: skip
def test_weights_that_cannot_be_drawn_are_refused_in_a_sentence(
    weights: Any, options: dict[str, Any], sentence: str
) -> None:
    said = refusal(lambda: handover.plan(weights, **options))
    assert re.fullmatch(re.escape(sentence).replace(r"\*", ".*"), said), said


@pytest.mark.parametrize(
    ("loss", "options", "sentence"),
    [
        (lambda w: None, {}, "loss must return one number, got NoneType"),
        (lambda w: w, {}, "loss must return one number, got 6 numbers"),
        (lambda w: "0.5", {}, "loss must return one number, got str"),
        (lambda w: 1j, {}, "loss must return one number, got complex"),
        (lambda w: [0.1, 0.9], {}, "loss must return one number, got 2 numbers"),
        (lambda w: 1.0, {"batch": 8}, "loss must return 8 numbers, one for each of the weights, got one number"),
        (lambda w: np.zeros((8, 1)), {"batch": 8},
         "loss must return 8 numbers, one for each of the weights, got an array of 8 × 1"),
        ({"test": lambda w: None}, {}, "test must return one number, got NoneType"),
    ],
)  # fmt: skip
def test_a_loss_that_gives_no_number_is_told_at_its_first_call(
    tmp_path: Path, loss: Any, options: dict[str, Any], sentence: str
) -> None:
    assert refusal(lambda: handover.write(tmp_path / "a.npz", PATH, loss, **options)) == sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("loss", "options", "sentence"),
    [
        (None, {}, "loss must be a callable or a table of 41 rows (one for each y) of 41 numbers, got NoneType"),
        (np.zeros((41, 40)), {}, ("loss must be a callable or a table of 41 rows (one for each y) of 41 numbers, "
         "got an array of 41 × 40")),
        ({}, {}, ("a.npz: a training handed over must have x, y and a surface_… over them, got handover_version, x, y, "
         "path, off_plane, explained, random_walk")),
        ({str(k): bowl for k in range(9)}, {}, "a.npz: a training handed over must have at most 8 surfaces, got 9"),
        ({"a/b": bowl}, {}, ("a.npz: a surface's name must be at most 40 letters, digits, spaces, dots and hyphens, a "
         "letter or digit first, got 'a/b'")),
        (bowl, {"train": [1.0, 2.0]}, "train must be 12 numbers, one for each record, got 2 numbers"),
        (bowl, {"test": np.zeros((12, 1))}, "test must be 12 numbers, one for each record, got an array of 12 × 1"),
        (bowl, {"epochs": range(12, 0, -1)}, "a.npz: epoch must be rising, got a lower one after a higher"),
        (bowl, {"epochs": [np.nan] * 12}, "a.npz: epoch must be finite numbers, got nan among 12"),
        (bowl, {"batch": 0}, "batch must be 1 or more, or None, got 0"),
        (bowl, {"true": {"test": np.zeros(12)}}, "true must be given for 'loss', got 'test'"),
        (bowl, {"true": [1.0]}, "true['loss'] must be 12 numbers, one for each record, got one number"),
    ],
)  # fmt: skip
def test_everything_is_checked_before_the_loss_is_called(
    tmp_path: Path, loss: Any, options: dict[str, Any], sentence: str
) -> None:
    called: list[int] = []

    def spied(f: Any) -> Any:
        return (lambda w: called.append(1) or bowl(w)) if callable(f) else f

    spy = {name: spied(f) for name, f in loss.items()} if isinstance(loss, dict) else spied(loss)
    assert refusal(lambda: handover.write(tmp_path / "a.npz", PATH, spy, **options)) == sentence
    assert called == []


def test_a_place_where_nothing_can_be_written_is_told_before_the_loss_is_called(tmp_path: Path) -> None:
    def never(w: Array) -> float:
        raise AssertionError

    (tmp_path / "folder.npz").mkdir()
    for name, why in (
        ("a.txt", "its name must end in .npz"),
        ("none/a.npz", "there is no such folder"),
        ("folder.npz", "it is a folder"),
    ):
        target = tmp_path / name
        assert (
            refusal(lambda target=target: handover.write(target, PATH, never)) == f"{target} cannot be written: {why}"
        )


# ---------------------------------------------------------------- the file


def whole() -> dict[str, Array]:
    """A file with everything that there may be."""
    x, y = np.linspace(-1, 1, 6), np.linspace(-2, 2, 5)
    f = np.add.outer(y**2, x**2)
    line = np.linspace(1.0, 0.0, 4)
    return {
        "handover_version": np.array(1), "x": x, "y": y, "surface_loss": f, "surface_test loss": 2 * f,
        "path": np.stack([line, line], axis=1), "off_plane": line, "explained": np.array(0.9),
        "random_walk": np.array(0.7), "epoch": np.array([0.0, 1.0, 2.0, 10.0]), "true_loss": line, "seen_loss": line,
        "logged_train": line, "logged_test": np.full(4, np.inf),
    }  # fmt: skip


def test_every_array_of_the_manual_is_read_and_no_other() -> None:
    grids, recording = unpack("a.npz", whole())
    assert list(grids) == ["loss", "test loss"]
    assert recording is not None
    assert recording.path[0] == (1.0, 1.0)
    assert (recording.explained, recording.random_walk) == (0.9, 0.7)
    assert recording.epoch_of(3) == 10
    assert set(recording.logged) == {"train", "test"}
    manual = (ROOT / "docs/manual/handover.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `(\w+)", manual, re.MULTILINE))
    named = {name.replace("loss", "NAME").replace("test NAME", "NAME") for name in whole()}
    assert {name for name in named if not name.startswith("logged")} | {"logged_train", "logged_test"} <= table


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"handover_version": np.array(2)}, "a.npz: handover_version must be 1, got 2; is Landscape older than it?"),
        ({"handover_version": np.ones(3)}, "a.npz: handover_version must be 1, got 3; is Landscape older than it?"),
        ({"x": None}, "a.npz: a training handed over must have x, y and a surface_… over them, got *"),
        ({"surface_loss": np.zeros((6, 5))},
         "a.npz: surface_loss must be 5 rows (one for each y) of 6 numbers (one for each x), got 6 × 5"),
        ({"surface_loss": np.full((5, 6), np.nan)}, "a.npz: surface_loss must have a number at all four corners *"),
        ({"weights": np.zeros(3)}, "a.npz: no array of a training handed over is called 'weights'"),
        ({"logged_valid": np.zeros(4)}, "a.npz: no array of a training handed over is called 'logged_valid'"),
        ({"true_other": np.zeros(4)}, "a.npz: true_other is there without surface_other"),
        ({"path": None}, "a.npz: * is there without path"),
        ({"path": np.zeros((4, 3))}, "a.npz: path must be 1 to 5,000 pairs of finite numbers by row, got 4 × 3"),
        ({"path": np.zeros((0, 2))}, "a.npz: path must be 1 to 5,000 pairs of finite numbers by row, got 0 × 2"),
        ({"path": np.zeros((5001, 2))}, "a.npz: path must be 1 to 5,000 pairs of finite numbers by row, got 5001 × 2"),
        ({"path": np.full((4, 2), np.nan)},
         "a.npz: path must be 1 to 5,000 pairs of finite numbers by row, got nan among 4 × 2"),
        ({"off_plane": np.zeros(3)}, "a.npz: off_plane must be 4 numbers, one for each point of path, got 3"),
        ({"off_plane": -np.ones(4)}, "a.npz: off_plane must be 0 or more, got -1"),
        ({"off_plane": np.full(4, np.inf)}, "a.npz: off_plane must be finite numbers, got inf among 4"),
        ({"seen_loss": np.zeros((4, 1))}, "a.npz: seen_loss must be 4 numbers, one for each point of path, got 4 × 1"),
        ({"explained": np.array(1.5)}, "a.npz: explained must be one number from 0 to 1, got 1.5"),
        ({"random_walk": np.array(np.nan)}, "a.npz: random_walk must be one number from 0 to 1, got nan"),
        ({"epoch": np.array([0.0, 2, 1, 3])}, "a.npz: epoch must be rising, got a lower one after a higher"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_the_manual_says_is_refused(changes: dict[str, Array | None], sentence: str) -> None:
    arrays = {name: a for name, a in (whole() | changes).items() if a is not None}
    with pytest.raises(DataError) as caught:
        unpack("a.npz", arrays)
    said = str(caught.value)
    assert re.fullmatch(re.escape(sentence).replace(r"\*", ".*"), said), said


def pickled() -> bytes:
    class Bomb:
        def __reduce__(self) -> tuple[Any, ...]:
            return (os.abort, ())

    out = io.BytesIO()
    np.save(out, np.array([Bomb()], dtype=object), allow_pickle=True)
    return out.getvalue()


def with_member(name: str, data: bytes) -> bytes:
    out = io.BytesIO(encode(whole()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name + ".npy", data)
    return out.getvalue()


def header(shape: str) -> bytes:
    head = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head.encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (with_member("surface_more", pickled()), "a.npz: surface_more must be real numbers, got Python objects"),
        (with_member("surface_more", header("(99999999, 9999999)")),
         "a.npz: surface_more must be at most 4096 × 4096 numbers, got 99999999 × 9999999"),
        (with_member("surface_more", header("(5, 6)")), "a.npz: surface_more ends after 0 of 240 bytes"),
        (with_member("surface_more", header("(4096, 4096)") + bytes(300_000_000)),
         "a.npz: surface_more must be at most 268,500,992 bytes unpacked, got 300,000,128"),
        (with_member("../../x", header("(5,)") + bytes(40)),
         "a.npz: no array of a training handed over is called '../../x'"),
        (encode(whole())[:-30], "a.npz: an .npz must be a ZIP archive of arrays, got something else (*"),
    ],
    ids=["pickle", "huge", "short", "bomb", "outside", "cut"],
)  # fmt: skip
def test_hostile_files_are_refused_before_they_unfold(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.npz").write_bytes(data)
    with pytest.raises(DataError) as caught:
        open_values(tmp_path / "a.npz")
    said = str(caught.value)
    assert re.fullmatch(re.escape(sentence).replace(r"\*", ".*"), said), said


def test_many_arrays_may_not_unfold_together_either(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(numpy_files, "MAX_TOTAL_BYTES", 2000)
    (tmp_path / "a.npz").write_bytes(encode(whole()))
    with pytest.raises(DataError, match=r"^a\.npz: all arrays together must be at most 2,000 bytes unpacked, got"):
        open_values(tmp_path / "a.npz")


def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    data, rng = encode(whole()), np.random.default_rng(3)
    said: list[str] = []
    path = tmp_path / "a.npz"
    for _ in range(300):
        damaged = bytearray(data)
        for at in rng.integers(0, len(data), rng.integers(1, 6)):
            damaged[at] = rng.integers(0, 256)
        path.write_bytes(damaged[: rng.integers(0, len(data))] if rng.random() < 0.2 else damaged)
        try:
            open_values(path)
        except DataError as error:
            said.append(str(error))
    assert len(said) > 100
    assert all(sentence.startswith("a.npz: ") for sentence in said)


@given(st.integers(1, 9), st.integers(4, 9), st.integers(4, 9), st.integers(0, 9999))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, count: int, nx: int, ny: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    folder = tmp_path_factory.mktemp("round")
    plan = handover.plan(rng.normal(size=(count, 3)), directions="none", seed=seed, points=(nx, ny))
    train, epochs = rng.normal(size=count), np.sort(rng.uniform(size=count))
    told = plan.write(folder / "a.npz", lambda w: float(w @ w), train=train, epochs=epochs)
    objective = open_values(folder / "a.npz")
    read = objective.recording
    assert read is not None
    assert objective.path == told.path == read.path
    np.testing.assert_array_equal(read.off, told.off)
    np.testing.assert_array_equal(read.true["loss"], told.true["loss"])
    np.testing.assert_array_equal(read.seen["loss"], told.seen["loss"])
    np.testing.assert_array_equal(read.logged["train"], train)
    np.testing.assert_array_equal(read.epoch, epochs)
    assert (read.explained, read.random_walk) == (told.explained, told.random_walk)
    assert (read.explained is None) == (count < 3)
    assert objective.size == (nx, ny)
    at = np.stack(np.meshgrid(plan.x, plan.y), axis=-1)
    np.testing.assert_allclose(objective.value(at), np.sum(plan.at(at[..., 0], at[..., 1]) ** 2, axis=-1), rtol=1e-9)


def test_taking_the_path_away_takes_what_is_known_of_it(tmp_path: Path) -> None:
    handover.write(tmp_path / "a.npz", PATH, bowl, points=9)
    objective = open_values(tmp_path / "a.npz")
    assert objective.recording is not None
    assert SampledGrid(objective.file, objective.sha256).recording is None
    assert SampledGrid(objective.file, objective.sha256, path=((0.0, 0.0),)).recording is None
    assert assets_store.recorded(objective.sha256) is not None
