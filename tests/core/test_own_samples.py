"""A person's own table as what a network learns: which columns, which classes, standardised by the training samples."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.datasets import DataError, Rows, parse_csv, parse_table
from core.nn.journal import follow
from core.nn.setup import Setup, prepared
from core.nn.toys.own import EXAMPLE, LAYOUT, MAX_ROWS, Own, checked
from core.objectives.network_slice import NetworkSlice
from core.words import CoreError
from landscape_app.scene import codec
from landscape_app.scene.model import Scene


def table(inputs: int, what: str, n: int = 120) -> list[list[float]]:
    """Rows that can be learnt: sides of a plane, thirds of a direction, or a sum."""
    x = np.random.default_rng(inputs).normal(3.0, 2.0, (n, inputs))
    along = x.sum(axis=1)
    y = {
        "two": (along > np.median(along)).astype(float),
        "signs": np.where(along > np.median(along), 1.0, -1.0),
        "three": np.searchsorted(np.quantile(along, [1 / 3, 2 / 3]), along).astype(float),
        "number": 1000 + 50 * along,
    }[what]
    rows: list[list[float]] = np.column_stack([x, y]).tolist()
    return rows


# Reading ----------------------------------------------------------------------------------------------------------


def test_words_are_classes_in_their_order_and_the_other_cells_are_numbers() -> None:
    rows, names = parse_table("length;kind\n1,5;setosa\n# none\n2;virginica\n\n2,5;setosa\n", LAYOUT)
    assert rows == ((1.5, 0.0), (2.0, 1.0), (2.5, 0.0))
    assert names == ("setosa", "virginica")
    assert parse_table("1,2,3,4\n4,5,6,7\n", LAYOUT) == (((1, 2, 3, 4), (4, 5, 6, 7)), ())
    # a number among words is a word: the first sample decides
    assert parse_table("1,a\n2,7\n", LAYOUT)[1] == ("a", "7")
    assert parse_csv("1,2\n3,4\n") == ((1, 2), (3, 4))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,2,3\n4,x,5\n", "line 2, column 2 must be a number, got 'x'"),
        ("1,0\n2,yes\n", "line 2, column 2 must be a number, got 'yes'"),
        ("1,yes\n2,\n", "line 2, column 2 must name a class, got nothing"),
        ("1,yes\n2,3,no\n", "line 2 must have 2 columns as the lines before it, got 3"),
        ("1\n2\n", "line 1 must have 2 to 17 columns"),
        (",".join(["1"] * 18) + "\n", "line 1 must have 2 to 17 columns (inputs, then the class or number to learn)"),
        ("1,nan\n2,1\n", "line 1, column 2 must be a number between -1e9 and 1e9, got nan"),
        ("1e300,1\n2,1\n", "line 1, column 1 must be a number between -1e9 and 1e9, got 1e300"),
        ("".join(f"{i},class{i}\n" for i in range(11)), "line 11, column 2 must be one of the 10 classes before it"),
        ("1,2\n" * (MAX_ROWS + 1), "at most 2,000 samples; line 2001 is one too many"),
        ("", "hold no numbers"),
        ("1,2\n", "at least 2 samples"),
        ("1," * 600_000, "at most 1,000,000 characters"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(text: str, words: str) -> None:
    with pytest.raises(DataError) as raised:
        parse_table(text, LAYOUT)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    said = ""
    rows: Rows = ((0.0,),)
    names: tuple[str, ...] = ()
    try:
        rows, names = parse_table(text, LAYOUT)
    except DataError as error:
        said = str(error)
    assert "\n" not in said
    assert len({len(row) for row in rows}) == 1
    assert all(math.isfinite(number) for row in rows for number in row)
    assert len(names) <= 10


@given(arrays(np.float64, (5, 4), elements=st.floats(-1e9, 1e9)))
def test_numbers_are_read_to_the_bit(numbers: np.ndarray) -> None:
    text = "\n".join(",".join(repr(v) for v in row) for row in numbers.tolist())
    assert parse_table(text, LAYOUT)[0] == tuple(map(tuple, numbers.tolist()))


# What a table is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "task", "classes"),
    [
        ([0, 1, 1, 0], "auto", 2), ([-1, 1, 1, 1], "auto", 2), ([3.5, 7, 7, 7], "auto", 2), ([0, 1, 2, 2], "auto", 3),
        ([1, 2, 3, 3], "auto", 0), ([1, 2, 3, 3], "classes", 3), ([0, 1, 2, 1], "regression", 0),
        ([0, 1, 2.5, 2], "auto", 0), (range(10), "auto", 10), (range(11), "auto", 0),
    ],
)  # fmt: skip
def test_the_last_column_decides_whether_classes_are_learnt(last: Any, task: str, classes: int) -> None:
    rows = [[float(i), float(value)] for i, value in enumerate(last)]
    assert Own(rows=rows, task=task).classes == Setup(data="own", rows=tuple(map(tuple, rows)), task=task).classes
    assert Own(rows=rows, task=task).classes == classes


@pytest.mark.parametrize(
    ("rows", "task", "words"),
    [
        ([[1.0, 2.0]] * 5, "auto", "different values in their last column, got 2 everywhere"),
        ([[1.0, 2.0], [1.0, 3.0], [2.0, 2.0]], "auto", "4 to 2,000 samples, got 3"),
        ([[1.0] * 18] * 4, "auto", "2 to 17 columns"),
        ([[1.0]] * 4, "auto", "2 to 17 columns"),
        ([[1.0, 2.0]] * 3 + [[1.0, 2.0, 3.0]], "auto", "2 columns in every row, got 3 in row 4"),
        ([[1.0, 2e9]] * 4, "auto", "between -1e9 and 1e9, got 2e+09 in row 1"),
        ([[1.0, math.nan]] * 4, "auto", "between -1e9 and 1e9, got nan in row 1"),
        ([[0.0, float(i)] for i in range(11)], "classes", "at most 10 different values"),
    ],
)
def test_a_table_that_cannot_be_learnt_is_refused_in_a_sentence(rows: list[list[float]], task: str, words: str) -> None:
    with pytest.raises(DataError) as raised:
        checked(rows, task)
    assert words in str(raised.value)
    assert raised.value.field == "rows"
    with pytest.raises(CoreError):
        Setup(data="own", rows=tuple(map(tuple, rows)), task=task)


@given(
    arrays(np.float64, st.tuples(st.integers(4, 30), st.integers(1, 4)), elements=st.floats(-1e9, 1e9)),
    st.integers(2, 3),
    st.floats(0.0, 0.9),
    st.integers(0, 1000),
)
def test_every_sample_is_in_one_part_every_class_in_training_and_all_are_finite(
    x: np.ndarray, k: int, share: float, seed: int
) -> None:
    y = np.arange(len(x)) % k
    toy = Own(rows=np.column_stack([x, y]).tolist(), test_share=share, seed=seed)
    train, test = toy.split()
    assert toy.classes == k
    assert len(train) + len(test) == len(x)
    assert set(train.targets.tolist()) == set(range(k))
    for part in (train, test):
        assert np.all(np.isfinite(part.inputs))
    np.testing.assert_allclose(train.inputs.mean(axis=0), 0.0, atol=1e-3)


def test_the_training_samples_alone_set_the_units() -> None:
    rows = table(3, "number")
    recipe, train, test = prepared(Setup(data="own", rows=rows, held=0.4, seed=2))  # type: ignore[arg-type]
    np.testing.assert_allclose(train.inputs.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(train.inputs.std(axis=0), 1.0)
    assert (train.targets.mean(), train.targets.std()) == pytest.approx((0.0, 1.0))
    assert abs(test.inputs.mean()) > 1e-3
    # undone, they are the numbers in the table
    toy = Own(rows=rows, test_share=0.4, seed=2)
    x, y = toy.made()
    np.testing.assert_array_equal(np.column_stack([x, y]), rows)
    np.testing.assert_array_equal(toy.split()[0].inputs, train.inputs)
    spread = [np.ptp(np.concatenate([train.inputs[:, j], test.inputs[:, j]])) / np.ptp(x[:, j]) for j in range(3)]
    for j in range(3):
        whole = np.sort(np.concatenate([train.inputs[:, j], test.inputs[:, j]]))
        np.testing.assert_allclose(whole - whole[0], (np.sort(x[:, j]) - x[:, j].min()) * spread[j], atol=1e-12)
    assert recipe.mlp.sizes == (3, 8, 8, 1)


@pytest.mark.parametrize(
    ("inputs", "what", "outputs"),
    [(2, "two", 1), (1, "signs", 1), (2, "three", 3), (5, "three", 3), (1, "number", 1), (5, "number", 1)],
)
def test_a_network_learns_it(inputs: int, what: str, outputs: int) -> None:
    setup = Setup(data="own", rows=table(inputs, what), hidden="6", epochs=60, lr=0.03)  # type: ignore[arg-type]
    recipe, train, test = prepared(setup)
    assert recipe.mlp.sizes == (inputs, 6, outputs)
    assert (len(train), len(test)) == (84, 36)
    epochs = list(follow(setup))
    assert epochs[-1].train < 0.3 * epochs[0].train
    if what == "number":
        assert epochs[-1].test < 0.1  # of the numbers' variance, halved
    else:
        assert epochs[-1].test_accuracy > 0.85


def test_without_rows_it_is_the_example() -> None:
    setup = Setup(data="own")
    assert setup.rows == EXAMPLE
    assert setup.classes == 2
    assert list(follow(setup))[-1].train_accuracy == 1.0


@pytest.mark.parametrize("inputs", [1, 2, 5])
def test_it_travels_with_the_scene(inputs: int) -> None:
    objective = NetworkSlice(data="own", rows=table(inputs, "number"), epochs=2)  # type: ignore[arg-type]
    scene = Scene(objective, ())
    read = codec.loads(codec.dumps(scene)).objective
    assert read == objective
    assert hash(read) == hash(objective)
    assert isinstance(read, NetworkSlice)
    np.testing.assert_array_equal(read.trained.epochs[-1].w, objective.trained.epochs[-1].w)
    assert np.isfinite(read.value(np.array(read.start)))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("[[1, 2], [2, nan], [3, 3], [4, 4]]", "rows[1][1]"),
        ("[[1, 2], [2], [3, 3], [4, 4]]", "rows must be rows of one length"),
        ('[[1, 2], [2, "x"], [3, 3], [4, 4]]', "rows[1][1]"),
        ("[[1, 2], [1, 2], [3, 2], [4, 2]]", "different values"),
        ("[[1, 1e300], [1, 2], [3, 2], [4, 2]]", "between -1e9 and 1e9"),
        ("7", "rows"),
        ("[]", ""),
    ],
)
def test_a_scene_file_with_other_rows_is_refused_in_a_sentence(rows: str, words: str) -> None:
    text = f'format = "landscape-scene"\nversion = 1\n[objective]\nid = "network_slice"\ndata = "own"\nrows = {rows}\n'
    if not words:  # no rows: the example
        assert codec.loads(text).objective == NetworkSlice(data="own")
        return
    with pytest.raises(CoreError) as raised:
        codec.loads(text)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_setup_with_many_rows_hashes_and_copies_what_it_keeps() -> None:
    setup = Setup(data="own", rows=np.random.default_rng(0).normal(size=(2000, 17)).tolist())
    again = replace(setup, lr=0.1)
    assert again.rows is setup.rows
    other = replace(again, data="moons")
    assert (other.rows, other.classes) == (setup.rows, 2)
    assert other.toy.made()[0].shape == (200, 2)
