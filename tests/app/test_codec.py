"""A scene file reads back to the same scene, and whatever is wrong with one is told in one sentence with its place."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.batches import Batching
from core.clipping import Clipping
from core.noise import Noise
from core.params import Param, params_of
from core.stopping import Stopping
from core.words import CoreError
from landscape_app.files import FileError
from landscape_app.scene import codec, guards
from landscape_app.scene.codec import dumps, load, loads, save
from landscape_app.scene.model import (
    DASHES,
    MARKERS,
    CameraState,
    Display,
    PlaybackState,
    Ranking,
    RunSpec,
    Scene,
    build,
)
from landscape_app.scene.values import SceneError

HEAD = 'format = "landscape-scene"\nversion = 1\n'
QUADRATIC = '[objective]\nid = "quadratic"\n'
GD = '[[runs]]\nmethod = "gradient_descent"\n'
PLAIN = HEAD + QUADRATIC + GD
DATA = HEAD + '[objective]\nid = "least_squares"\ndata = "own"\n'
TYPED = HEAD + '[objective]\nid = "typed"\n'


def told(text: str) -> str:
    """The one sentence with which ``text`` is refused."""
    with pytest.raises(SceneError) as caught:
        loads(text)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 1200
    return sentence


# ---------------------------------------------------------------- there and back


def _values(known: Param) -> st.SearchStrategy[Any]:
    if known.kind == "float":
        low = known.low if known.low is not None else -1e300
        high = known.high if known.high is not None else 1e300
        return st.floats(low, high, exclude_min=known.low_open, exclude_max=known.high_open)
    if known.kind == "int":
        low = int(known.low) if known.low is not None else -(2**53)
        high = int(known.high) if known.high is not None else 2**53
        if known.name == "dim":
            high = min(high, 6)
        return st.integers(low + known.low_open, high - known.high_open)
    if known.kind == "bool":
        return st.booleans()
    if known.kind == "choice":
        return st.sampled_from(known.choices)
    if known.name == "expression":
        return st.sampled_from(("x^2 + a y^2", "b sin(x) y + a", "|x|", "（x＋1）²"))
    if known.kind == "named":
        return st.dictionaries(st.sampled_from(("a", "b")), st.floats(-1e6, 1e6)).map(lambda d: tuple(d.items()))
    return st.just(known.default)


@st.composite
def _instances(draw: st.DrawFn, cls: type[Any]) -> Any:
    fields = {name: draw(_values(known)) for name, known in params_of(cls).items() if draw(st.booleans())}
    try:
        return cls(**fields)
    except CoreError:  # fields that do not go together
        return cls()


_finite = st.floats(allow_nan=False, allow_infinity=False)
_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
_changes = st.dictionaries(st.integers(1, 10**6), st.floats(1e-300, 1e300), max_size=5).map(
    lambda found: tuple(sorted(found.items()))
)
_colours = st.just("") | st.from_regex(r"\A#[0-9a-fA-F]{6}\Z")


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any scene that can be: every objective and method, any field in its range."""
    objective = draw(_instances(registry.get("objective", draw(st.sampled_from(registry.names("objective"))))))
    d = objective.dim
    points = st.just(()) | st.tuples(*[_finite] * d)

    def run() -> RunSpec:
        return RunSpec(
            draw(_instances(registry.get("optimizer", draw(st.sampled_from(registry.names("optimizer")))))),
            name=draw(_words),
            colour=draw(_colours),
            dash=draw(st.sampled_from(("", *DASHES))),
            marker=draw(st.sampled_from(("", *MARKERS))),
            visible=draw(st.booleans()),
            start=draw(points),
            stream=draw(st.integers(0, codec.MAX_STREAM)),
            noisy=draw(st.sampled_from((None, True, False))),
            schedule=draw(_instances(registry.get("schedule", draw(st.sampled_from(registry.names("schedule")))))),
            lr_changes=draw(_changes),
            clip=draw(_instances(Clipping)),
            batching=draw(_instances(Batching)),
        )

    pair = st.tuples(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9)).map(lambda p: (p[0], p[0] + p[1]))
    camera = draw(_instances(CameraState))
    return Scene(
        objective,
        tuple(run() for _ in range(draw(st.integers(0, 4)))),
        title=draw(_words),
        caption=draw(_words),
        start=draw(points),
        domain=draw(st.just(()) | st.tuples(*[pair] * d)),
        noise=draw(_instances(Noise)),
        stopping=draw(_instances(Stopping)),
        display=draw(_instances(Display)),
        ranking=draw(_instances(Ranking)),
        camera=replace(camera, target=tuple(draw(st.tuples(*[st.floats(-50, 50)] * 3)))),
        playback=draw(_instances(PlaybackState)),
    )


@given(scenes())
def test_every_scene_reads_back_as_itself(scene: Scene) -> None:
    again = loads(dumps(scene))
    assert again == scene
    assert again.camera == scene.camera  # take no part in ==
    assert again.playback == scene.playback


@given(scenes())
def test_writing_twice_writes_the_same(scene: Scene) -> None:
    assert dumps(loads(dumps(scene))) == dumps(scene)


def test_a_file_reads_back_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    scene = replace(loads(PLAIN), title='Δx ≤ "ε"\\', caption="two\nlines\ttab")
    save(scene, tmp_path / "a.toml")
    assert load(tmp_path / "a.toml") == scene
    assert [p.name for p in tmp_path.iterdir()] == ["a.toml"]


def test_a_scene_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    scene = loads(PLAIN)
    save(scene, tmp_path / "a.toml")
    before = (tmp_path / "a.toml").read_bytes()
    crowd = replace(scene, runs=scene.runs * (codec.MAX_RUNS + 1))
    with pytest.raises(SceneError, match="at most 32"):
        save(crowd, tmp_path / "a.toml")
    assert (tmp_path / "a.toml").read_bytes() == before


def test_a_lone_surrogate_cannot_be_written() -> None:
    with pytest.raises(SceneError, match="title must be"):
        dumps(replace(loads(PLAIN), title="\ud800"))


def test_missing_keys_take_their_defaults() -> None:
    scene = loads(PLAIN)
    assert scene.objective == registry.create("objective", "quadratic")
    assert scene.runs == (RunSpec(registry.create("optimizer", "gradient_descent")),)
    assert (scene.noise, scene.stopping, scene.display, scene.ranking) == (Noise(), Stopping(), Display(), Ranking())
    assert (scene.camera, scene.playback) == (CameraState(), PlaybackState())
    assert build(scene).starts_of(build(scene).runs[0]).shape == (1, 2)


def test_a_whole_number_may_stand_for_a_number() -> None:
    scene = loads(HEAD + QUADRATIC + "kappa = 10\n")
    assert scene.objective == registry.create("objective", "quadratic", kappa=10.0)
    assert "kappa = 10.0\n" in dumps(scene)


def test_a_run_in_mini_batches_on_data_of_one_s_own() -> None:
    scene = loads(DATA + "rows = [[1, 2.0], [2, 3.5], [3, 4.0]]\n" + GD + "batch = 2\nreplacement = true\n")
    assert scene.runs[0].batching == Batching(2, True)
    (run,) = build(scene).runs
    assert run.batching == Batching(2, True)
    assert scene.objective == registry.create(
        "objective", "least_squares", data="own", rows=((1.0, 2.0), (2.0, 3.5), (3.0, 4.0))
    )
    assert loads(dumps(scene)) == scene
    assert "batch = 2\nreplacement = true\n" in dumps(scene)


def test_five_thousand_samples_fit_a_scene_file() -> None:
    rows = np.random.default_rng(0).normal(size=(5000, 3)) * 1e3
    data = registry.create("objective", "least_squares", data="own", rows=tuple(map(tuple, rows.tolist())))
    scene = Scene(data, ())
    assert loads(dumps(scene)) == scene


def test_what_is_as_usual_is_not_written() -> None:
    text = dumps(loads(PLAIN))
    for table in ("noise", "stopping", "display", "ranking", "camera", "playback", "colour", "stream", "title"):
        assert table not in text
    assert dumps(loads(PLAIN + "[noise]\nsigma = 0.5\nseed = 0\n")).endswith("[noise]\nsigma = 0.5\n")


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + PLAIN.encode())
    assert load(tmp_path / "a.toml") == loads(PLAIN)


def test_no_method_has_a_field_called_like_a_key_of_a_run() -> None:
    for id in registry.names("optimizer"):
        assert not set(params_of(registry.get("optimizer", id))) & {*RunSpec.__dataclass_fields__, "method"}
    for id in registry.names("objective"):
        assert "id" not in params_of(registry.get("objective", id))


# ---------------------------------------------------------------- what is wrong is named


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + QUADRATIC + "kappa = 0.3\n", "objective.kappa must be at least 1, got 0.3"),
        (HEAD + QUADRATIC + "kappa = nan\n", "objective.kappa must be a finite number, got nan"),
        (HEAD + QUADRATIC + "kappa = -inf\n", "objective.kappa must be a finite number, got -inf"),
        (HEAD + QUADRATIC + "kappa = 1e400\n", "objective.kappa must be a finite number, got inf"),
        (HEAD + QUADRATIC + "kappa = true\n", "objective.kappa must be a number, got true"),
        (HEAD + QUADRATIC + 'kappa = "10"\n', 'objective.kappa must be a number, got "10"'),
        (HEAD + QUADRATIC + "kappa = [1.0]\n", "objective.kappa must be a number, got [1.0]"),
        (HEAD + QUADRATIC + "kapa = 3.0\n", "objective.kapa is not a key that a scene has; did you mean kappa?"),
        (HEAD + '[objective]\nid = "quadratik"\n', "did you mean quadratic?"),
        (HEAD + "[objective]\nid = 3\n", "objective.id must be a known objective, got 3"),
        (HEAD + "[objective]\nkappa = 3.0\n", "objective.id is missing"),
        (HEAD, "objective is missing; it must be a table written [objective]"),
        (HEAD + "objective = 3\n", "objective must be a table written [objective], got 3"),
        (HEAD + QUADRATIC + '[[runs]]\nmethod = "gradient_decent"\n', "runs[0].method must be a known method"),
        (HEAD + QUADRATIC + '[[runs]]\nmethod = "gradient_decent"\n', "did you mean gradient_descent?"),
        (PLAIN + "[[runs]]\nlr = 0.1\n", "runs[1].method is missing"),
        (HEAD + "runs = 3\n" + QUADRATIC, "runs must be tables written [[runs]], got 3"),
        (HEAD + "runs = [3]\n" + QUADRATIC, "runs must be tables written [[runs]], got [3]"),
        (PLAIN + "lr = -1.0\n", "runs[0].lr must be"),
        (PLAIN + "beta9 = 1.0\n", "runs[0].beta9 is not a key that a scene has"),
        (PLAIN + 'colour = "red"\n', 'runs[0].colour must be a colour such as "#0067b1", got "red"'),
        (PLAIN + 'colour = "#12345g"\n', "runs[0].colour must be a colour"),
        (PLAIN + 'color = "#123456"\n', "runs[0].color is not a key that a scene has; did you mean colour?"),
        (PLAIN + 'dash = "dashed"\n', "runs[0].dash must be one of solid, dash"),
        (PLAIN + "marker = 1\n", "runs[0].marker must be one of circle"),
        (PLAIN + "visible = 1\n", "runs[0].visible must be true or false, got 1"),
        (PLAIN + 'noisy = "no"\n', 'runs[0].noisy must be true or false, got "no"'),
        (PLAIN + "stream = -1\n", "runs[0].stream must be at least 0, got -1"),
        (PLAIN + "stream = 1.0\n", "runs[0].stream must be a whole number, got 1.0"),
        (PLAIN + "start = [1.0]\n", "runs[0].start must be 2 numbers, one for each variable, got [1.0]"),
        (PLAIN + "start = [1.0, nan]\n", "runs[0].start[1] must be a finite number, got nan"),
        (TYPED + 'expression = "x +"\n', "objective: the formula breaks off"),
        (TYPED + "expression = 3\n", "objective.expression must be a text in quotes, got 3"),
        (TYPED + f'expression = "{"x" * 501}"\n', "objective.expression must be at most 500 characters"),
        (TYPED + 'expression = "a x"\nparameters = {c = 1.0}\n', "objective.parameters: parameters.c is not a letter"),
        (TYPED + 'expression = "a x"\nparameters = {a = nan}\n', "objective.parameters.a must be a finite number"),
        (TYPED + 'expression = "a x"\nparameters = {a = 1e9}\n', "must be at most 1e+06"),
        (TYPED + 'expression = "a x"\nparameters = [1.0]\n', "objective.parameters must be a table of names"),
        (PLAIN + 'schedule = "cosine"\n', "runs[0].schedule must be a table written [runs[0].schedule]"),
        (PLAIN + "schedule = {}\n", "runs[0].schedule.id is missing; it must be a schedule, such as 'constant'"),
        (PLAIN + 'schedule = {id = "cosin"}\n', "runs[0].schedule.id must be a known schedule"),
        (PLAIN + 'schedule = {id = "cosine", length = 0}\n', "runs[0].schedule.length must be at least 1, got 0"),
        (PLAIN + 'schedule = {id = "cosine", len = 3}\n', "runs[0].schedule.len is not a key"),
        (PLAIN + 'schedule = {id = "drawn", knots = [[3.0, 1.0], [1.0, 0.0]]}\n', "runs[0].schedule.knots must be"),
        (PLAIN + 'clip = "both"\n', 'runs[0].clip must be one of none, norm, value, got "both"'),
        (PLAIN + "clip = true\n", "runs[0].clip must be one of none, norm, value, got true"),
        (PLAIN + "clip_at = 0\n", "runs[0].clip_at must be greater than 0, got 0"),
        (PLAIN + "batch = -1\n", "runs[0].batch must be at least 0, got -1"),
        (PLAIN + "batch = 5001\n", "runs[0].batch must be at most 5000, got 5001"),
        (PLAIN + "batch = 2.0\n", "runs[0].batch must be a whole number, got 2.0"),
        (PLAIN + "batch = true\n", "runs[0].batch must be a whole number, got true"),
        (PLAIN + "replacement = 1\n", "runs[0].replacement must be true or false, got 1"),
        (DATA + "rows = [[1.0, 2.0], [3.0]]\n", "objective.rows must be rows of one length"),
        (DATA + "rows = [[1.0, nan], [3.0, 1.0]]\n", "objective.rows[0][1] must be a finite number, got nan"),
        (DATA + "rows = [[1.0, 2.0]]\n", "objective.rows must be 2 to 5,000 samples, got 1"),
        (DATA + "rows = [[1.0], [2.0]]\n", "objective.rows must have 2 columns (feature, target) or 3"),
        (
            DATA + "rows = [[1.0, 2e9], [2.0, 1.0]]\n",
            "objective.rows must hold numbers between -1e9 and 1e9, got 2e+09",
        ),
        (DATA + "rows = [[1.0, 2.0], [1.0, 3.0]]\n", "objective.rows must not have features that are multiples"),
        (PLAIN + "clip_at = inf\n", "runs[0].clip_at must be a finite number, got inf"),
        (PLAIN + "lr_changes = 3\n", "runs[0].lr_changes must be a list of at most 64 pairs"),
        (PLAIN + "lr_changes = [[1.5, 0.1]]\n", "runs[0].lr_changes[0] must be a pair [step, learning rate]"),
        (PLAIN + "lr_changes = [[5, 0.1], [5, 0.2]]\n", "runs[0].lr_changes[1][0] must be a step after the one before"),
        (PLAIN + "lr_changes = [[5, 0.0]]\n", "runs[0].lr_changes[0][1] must be greater than 0, got 0.0"),
        (PLAIN + "lr_changes = [[5, nan]]\n", "runs[0].lr_changes[0][1] must be a finite number, got nan"),
        (PLAIN + f'name = "{"n" * 201}"\n', "runs[0].name must be at most 200 characters, got 201 characters"),
        (HEAD + "start = [1.0, 2.0, 3.0]\n" + QUADRATIC, "start must be 2 numbers"),
        (HEAD + 'start = "here"\n' + QUADRATIC, 'start must be a list of numbers, got "here"'),
        (HEAD + "domain = [[-1.0, 1.0]]\n" + QUADRATIC, "domain must be 2 pairs [low, high]"),
        (HEAD + "domain = [[1.0, -1.0], [0.0, 1.0]]\n" + QUADRATIC, "domain[0] must be a pair [low, high] with"),
        (HEAD + "domain = [[0.0, 1.0], [-1e308, 1e308]]\n" + QUADRATIC, "domain[1] must be a pair"),
        (HEAD + "title = 3\n" + QUADRATIC, "title must be a text in quotes, got 3"),
        (HEAD + f'caption = "{"c" * 5000}"\n' + QUADRATIC, "caption must be at most 4,000 characters"),
        (HEAD + 'title = "a\\u0000b"\n' + QUADRATIC, "title must be a text without NUL"),
        (HEAD + "titel = 3\n" + QUADRATIC, "titel is not a key that a scene has; did you mean title?"),
        (HEAD + '"\\n\\u0007 x" = 3\n' + QUADRATIC, '"\\n\\u0007 x" is not a key'),
        (HEAD + QUADRATIC + "[stopping]\nmax_steps = 500.0\n", "stopping.max_steps must be a whole number, got 500.0"),
        (HEAD + QUADRATIC + "[stopping]\nmax_steps = true\n", "stopping.max_steps must be a whole number, got true"),
        (HEAD + QUADRATIC + "[stopping]\nmax_steps = 0\n", "stopping.max_steps must be at least 1, got 0"),
        (HEAD + QUADRATIC + "[stopping]\ngradient_eps = 0\n", "stopping.gradient_eps must be greater than 0, got 0"),
        (HEAD + QUADRATIC + "[stopping]\nmax_step = 9\n", "did you mean max_steps?"),
        (HEAD + QUADRATIC + "[noise]\nsame_dice = 1\n", "noise.same_dice must be true or false, got 1"),
        (HEAD + QUADRATIC + "[noise]\nsigma = 1979-05-27\n", "noise.sigma must be a number, got date"),
        (HEAD + QUADRATIC + '[display]\nmode = "3d"\n', 'display.mode must be one of plane, line, got "3d"'),
        (HEAD + QUADRATIC + "[camera]\ntarget = [0.0, 0.0]\n", "camera.target must be 3 numbers, got [0.0, 0.0]"),
        (HEAD + QUADRATIC + "[camera]\ntarget = [0.0, 0.0, 99.0]\n", "camera.target must be at most 50"),
        (HEAD + QUADRATIC + "[playback]\nspeed = 11.0\n", "playback.speed must be at most 10, got 11"),
        ("", 'format must be "landscape-scene", got nothing'),
        ('format = "something-else"\nversion = 1\n', 'got "something-else"'),
        ('format = "landscape-scene"\n' + QUADRATIC, "version is missing"),
        ('format = "landscape-scene"\nversion = 2\nnew = 1\n', "version 2 is newer than this Landscape"),
        ('format = "landscape-scene"\nversion = 1.0\n' + QUADRATIC, "version must be a whole number, got 1.0"),
        (HEAD + QUADRATIC + "kappa = \n", "not valid TOML: invalid value (at line 5, column 9)"),
        (HEAD + QUADRATIC + "kappa = 1\nkappa = 2\n", "not valid TOML: cannot overwrite a value"),
        (HEAD + "x = " + "9" * 5000 + "\n" + QUADRATIC, "not valid TOML"),
        (HEAD + QUADRATIC + f"kappa = 0x{'f' * 9000}\n", "objective.kappa must be a number of at most 18 digits"),
        (HEAD + QUADRATIC + f"[noise]\nseed = {2**70}\n", "noise.seed must be a number of at most 18 digits"),
        (PLAIN + "\0", "holds no NUL bytes"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, sentence: str) -> None:
    assert sentence in told(text)


def test_an_unknown_key_deep_in_the_file_names_its_field() -> None:
    with pytest.raises(SceneError) as caught:
        loads(PLAIN + GD + "speeed = 3\n")
    assert caught.value.field == "runs[1].speeed"


def test_too_many_runs() -> None:
    assert len(loads(HEAD + QUADRATIC + GD * 32).runs) == 32
    assert told(HEAD + QUADRATIC + GD * 33) == "runs must be at most 32 tables, got 33"


def test_two_runs_may_have_one_name() -> None:
    assert len(loads(HEAD + QUADRATIC + (GD + 'name = "twin"\n') * 2).runs) == 2


@pytest.mark.parametrize("deep", ["[" * 5000 + "]" * 5000, "[" * 5000, "{a = " * 5000 + "1" + "}" * 5000])
def test_five_thousand_brackets(deep: str) -> None:
    assert told(HEAD + f"x = {deep}\n" + QUADRATIC) == "brackets or keys must be nested at most 16 deep (line 3)"


@pytest.mark.timeout(10)
@pytest.mark.parametrize("key", ["a." * 300_000 + "b = 1", "[" + "'a' . " * 100_000 + "b]", 'x = {"a".' * 60_000 + "b"])
def test_a_key_of_a_hundred_thousand_parts_is_refused_at_once(key: str) -> None:
    assert "nested at most 16 deep (line 3)" in told(HEAD + key + "\n")


@pytest.mark.timeout(10)
@pytest.mark.parametrize("junk", ['"""\\', '"\\"', "'''", '"', "\\", "[", "#", "a=1\n"])
def test_a_megabyte_of_anything_is_answered_at_once(junk: str) -> None:
    told(HEAD + (junk * guards.MAX_BYTES)[: guards.MAX_BYTES - 100])


def test_brackets_and_dots_within_words_are_words() -> None:
    caption = "[" * 40 + "a." * 40 + "{" * 40 + ' # """ '
    scene = replace(loads(PLAIN), caption=caption)
    assert loads(dumps(scene)).caption == caption
    text = HEAD + f"caption = '''{'[' * 40}\n{'a.' * 40}'''\n" + QUADRATIC + "# " + "[" * 50 + "\n"
    assert loads(text).caption == "[" * 40 + "\n" + "a." * 40


# ---------------------------------------------------------------- files


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def no_reading(*_: object) -> str:
        raise AssertionError("it was read")

    monkeypatch.setattr(codec, "loads", no_reading)
    with pytest.raises(SceneError, match="at most 1 MB, got 200 MB"):
        load(path)


def test_a_file_that_is_just_small_enough_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes((PLAIN + "#").encode().ljust(guards.MAX_BYTES, b" "))
    assert load(path) == loads(PLAIN)
    path.write_bytes((PLAIN + "#").encode().ljust(guards.MAX_BYTES + 1, b" "))
    with pytest.raises(SceneError, match="at most 1 MB"):
        load(path)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (PLAIN.encode("utf-16"), "not a text file"),
        (PLAIN.encode() + b"# caf\xe9", "not a UTF-8 text file: byte"),
        (b"", "not a Landscape scene"),
        (b"hello", "not valid TOML"),
    ],
)
def test_a_file_of_something_else(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.toml").write_bytes(data)
    with pytest.raises(SceneError, match=sentence):
        load(tmp_path / "a.toml")


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(SceneError, match="a folder or a device"):
        load(tmp_path)
    with pytest.raises(SceneError, match="null"):
        load("a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.timeout(10)
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path / "pipe.toml", Path("/dev/zero")):
        with pytest.raises(SceneError, match="a folder or a device"):
            load(path)


def test_saving_where_one_cannot(tmp_path: Path) -> None:
    scene = loads(PLAIN)
    with pytest.raises(FileError, match=r"Cannot write .*: there is no such file or folder"):
        save(scene, tmp_path / "none" / "a.toml")
    with pytest.raises(FileError, match="it is a folder"):
        save(scene, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="not a folder"):
        save(scene, tmp_path / "file" / "a.toml")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    path = tmp_path / "a.toml"
    save(loads(PLAIN), path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="the disk is full"):
        save(replace(loads(PLAIN), title="new"), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_saving_keeps_links_and_permissions(tmp_path: Path) -> None:
    path, link = tmp_path / "a.toml", tmp_path / "link.toml"
    save(loads(PLAIN), path)
    path.chmod(0o640)
    link.symlink_to(path)
    save(replace(loads(PLAIN), title="new"), link)
    assert link.is_symlink()
    assert load(path).title == "new"
    assert path.stat().st_mode & 0o777 == 0o640
