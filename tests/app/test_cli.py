"""The command line: what it prints, writes and refuses, with which exit code; no way to end is silent."""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core import registry
from core.params import params_of
from landscape_app import __main__ as program
from landscape_app import cli, crashlog, doctor, trace
from landscape_app.scene import codec
from landscape_app.scene.presets import OPENING, preset, presets
from tests.app.lesson_kit import VALLEY, lesson

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program in this process: exit code, stdout, stderr."""

    def call(*argv: str) -> tuple[int, str, str]:
        code = program.main(argv)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def process(*argv: str, **environ: str | None) -> subprocess.CompletedProcess[str]:
    """Call the program in a process of its own; None takes a variable away."""
    inherited = {**os.environ, **environ}
    known = {name: value for name, value in inherited.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-m", "landscape_app", *argv],
        cwd=ROOT,
        env=known,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_sentence(text: str) -> str:
    """The only line of ``text``."""
    assert text.startswith("landscape")
    assert text.count("\n") == 1, text
    return text


# ---------------------------------------------------------------- help, version, lists


def test_help_is_there_at_once_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; from landscape_app.__main__ import main; code = main(['--help']);"
        "heavy = {'numpy', 'PySide6', 'scipy', 'pyqtgraph', 'moderngl', 'av'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else code)"
    )
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    bare = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert took - (time.perf_counter() - bare) < 0.5  # 0.1 s on an idle machine


def test_help_names_every_command(run: Run) -> None:
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    for word in ("export", "trace", "list", "doctor", "--version", "SCENE"):
        assert word in out
    for command in ("export", "trace", "list", "doctor"):
        code, out, _ = run(command, "--help")
        assert code == 0
        assert f"landscape {command}" in out


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out == f"landscape {doctor.version()}\n"
    assert doctor.version()[0].isdigit()


@pytest.mark.parametrize("kind", ["objective", "optimizer"])
def test_list_names_what_scenes_may_call(run: Run, kind: str) -> None:
    code, out, _ = run("list", f"{kind}s")
    assert code == 0
    assert tuple(line.split()[0] for line in out.splitlines()) == registry.names(kind)
    for id, line in zip(registry.names(kind), out.splitlines(), strict=True):
        for field in params_of(registry.get(kind, id)):
            assert f"{field}=" in line


def test_list_names_the_presets_and_all_kinds(run: Run) -> None:
    _, out, _ = run("list", "presets")
    assert [line.split()[0] for line in out.splitlines()] == [p.id for p in presets()]
    _, out, _ = run("list")
    for heading in ("objectives:", "optimizers:", "presets:"):
        assert heading in out.splitlines()


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m landscape_app list | true',
        shell=True,
        executable="/bin/sh",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


# ---------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["a", "b"], "unrecognized arguments: b"),
        (["list", "methods"], "KIND: invalid choice: 'methods'"),
        (["export"], "the following arguments are required"),
        (["export", OPENING], "the following arguments are required: -o"),
        (["export", OPENING, "-o", "a.avi"], "must end in .mp4, .webm, .gif, .png or be a folder, got 'a.avi'"),
        (["export", OPENING, "-o", "a.mp4", "--fps", "0"], "--fps: must be a whole number from 1 to 120, got '0'"),
        (["export", OPENING, "-o", "a.mp4", "--fps", "2.5"], "--fps: must be a whole number"),
        (["export", OPENING, "-o", "a.mp4", "--size", "1920"], "--size: must be WIDTHxHEIGHT"),
        (["export", OPENING, "-o", "a.mp4", "--size", "8x8"], "sides from 64 to 7680 pixels"),
        (["export", OPENING, "-o", "a.mp4", "--size", "99999x100"], "sides from 64 to 7680 pixels"),
        (["export", OPENING, "-o", "a.mp4", "--seconds", "nan"], "--seconds: must be a number from 0.1 to 600"),
        (["export", OPENING, "-o", "a.mp4", "--seconds", "0"], "--seconds: must be a number from 0.1 to 600"),
        (["export", OPENING, "-o", "a.png", "--at", "-1"], "--at"),
        (["export", OPENING, "-o", "a.mp4", "--view", "4d"], "--view: invalid choice: '4d'"),
        (["export", OPENING, "-o", "a.mp4", "--camera", "fly"], "--camera: invalid choice"),
        (["export", OPENING, "-o", "a.mp4", "--theme", "pink"], "--theme: invalid choice"),
        (["trace", OPENING], "the following arguments are required: -o"),
        (["trace", OPENING, "-o", "a.txt"], "must end in .csv or .npz, got 'a.txt'"),
        (["doctor", "who"], "unrecognized arguments: who"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(run: Run, argv: list[str], sentence: str) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert sentence in one_sentence(err)


def test_the_flags_of_export_arrive(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    from landscape_app.export import cli as export_cli

    seen: dict[str, object] = {}
    monkeypatch.setattr(export_cli, "run", lambda args: seen.update(vars(args)) or 7)
    flags = "--view 2d --size 640x480 --fps 25 --seconds 1.5 --camera still --theme dark --at 3 --quiet"
    assert run("export", OPENING, "-o", "a.png", *flags.split())[0] == 7
    known = preset(OPENING)
    assert known is not None
    assert seen == {
        "scene": str(known.path),
        "output": "a.png",
        "view": "2d",
        "size": (640, 480),
        "fps": 25,
        "seconds": 1.5,
        "camera": "still",
        "theme": "dark",
        "at": 3.0,
        "quiet": True,
        "progress_lines": False,
    }
    run("export", OPENING, "-o", "frames")
    assert (seen["size"], seen["fps"], seen["seconds"], seen["at"]) == ((1920, 1080), 30, 8.0, None)


# ---------------------------------------------------------------- bad scenes


@pytest.mark.parametrize("command", [[], ["export", "-o", "x.png"], ["trace", "-o", "x.csv"]])
def test_a_bad_scene_is_one_sentence_and_exit_code_1(run: Run, tmp_path: Path, command: list[str]) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(
        f'format = "{codec.FORMAT}"\nversion = 1\n[objective]\nid = "quadratic"\nkappa = 0.3\n', encoding="utf-8"
    )
    code, out, err = run(*command, str(bad))
    assert (code, out) == (1, "")
    assert one_sentence(err) == f"landscape: {bad}: objective.kappa must be at least 1, got 0.3\n"


def test_a_missing_scene_says_what_there_is(run: Run) -> None:
    code, _, err = run("opening_rce")
    assert code == 1
    assert f"did you mean {OPENING}?" in one_sentence(err)
    code, _, err = run("trace", "nowhere/a.toml", "-o", "x.csv")
    assert code == 1
    assert "there is no file" in one_sentence(err)


# ---------------------------------------------------------------- trace


def test_csv_holds_every_record_of_every_run(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    code, out, _ = run("trace", "kappa_10", "-o", str(path))
    assert code == 0
    known = preset("kappa_10")
    assert known is not None
    scene = codec.load(known.path)
    runs = trace.compute(scene)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(t.steps + 1 for t in runs)
    assert f"{len(rows)} records" in out
    for t in runs:
        mine = [r for r in rows if r["run"] == str(t.run + 1)]
        assert [int(r["step"]) for r in mine] == list(range(t.steps + 1))
        assert {r["name"] for r in mine} == {scene.runs[t.run].title}
        for column, values in (("x0", t.x[:, 0]), ("x1", t.x[:, 1]), ("f", t.f), ("grad_norm", t.grad_norm)):
            assert [float(r[column]) for r in mine] == values.tolist()  # to the bit
        assert mine[0]["step_length"] == ""
        assert [float(r["step_length"]) for r in mine[1:]] == t.step_length[1:].tolist()
        assert [int(r["gradient_evals"]) for r in mine] == t.gradients.tolist()
        assert mine[-1]["stop"] == str(t.stop)
        assert all(r["stop"] == "" for r in mine[:-1])


def test_npz_holds_what_was_recorded_and_the_scene(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "runs.npz"
    assert run("trace", OPENING, "-o", str(path))[0] == 0
    with np.load(path, allow_pickle=False) as data:
        scene = codec.loads(str(data["scene"]))
        runs = trace.compute(scene)
        assert list(data["methods"]) == [r.method.id for r in scene.runs]
        for i, t in enumerate(runs):
            for part in ("x", "f", "gradient", "seen_gradient", "grad_norm", "step_length", "alpha"):
                assert np.array_equal(data[f"run{i}_{part}"], getattr(t, part), equal_nan=True)
            assert np.array_equal(data[f"run{i}_gradient_evals"], t.gradients)
            for name in t.extras:
                assert np.array_equal(data[f"run{i}_extra_{name}"], t.extras[name], equal_nan=True)
            assert data["stops"][i] == str(t.stop)


def test_tracing_twice_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for suffix in trace.SUFFIXES:
        for name in ("a", "b"):
            assert run("trace", "noise", "-o", str(tmp_path / f"{name}{suffix}"))[0] == 0
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_a_folder_that_is_not_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    code, out, err = run("trace", "kappa_1", "-o", str(tmp_path / "none" / "a.csv"))
    assert (code, out) == (1, "")
    assert "there is no such file or folder" in one_sentence(err)


# ---------------------------------------------------------------- display and doctor


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
def test_no_display_is_told_with_exit_code_2_and_no_abort() -> None:
    for environ, words in (
        ({"DISPLAY": None}, "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":4711"}, "nothing answers at DISPLAY=:4711"),
        ({"DISPLAY": "nonsense"}, "nothing answers at DISPLAY=nonsense"),
        ({"DISPLAY": None, "WAYLAND_DISPLAY": "none-9"}, "nothing answers at WAYLAND_DISPLAY=none-9"),
    ):
        done = process(**{"QT_QPA_PLATFORM": None, "WAYLAND_DISPLAY": None, **environ})
        assert (done.returncode, done.stdout) == (2, "")
        assert words in one_sentence(done.stderr)
        assert "landscape export SCENE -o FILE" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
def test_a_display_that_is_not_needed_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_libraries", lambda names: [])
    for chosen in ("offscreen", "offscreen:configfile=x", "minimal", "vnc"):
        assert doctor.window_problem({"QT_QPA_PLATFORM": chosen}) is None
    for chosen in ("", "xcb", "wayland", "xcb;wayland"):
        assert "no display" in (doctor.window_problem({"QT_QPA_PLATFORM": chosen}) or "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
def test_a_wayland_display_that_answers_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_libraries", lambda names: [])
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wayland-7")
        server.listen()
        environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "."}
        assert doctor.window_problem(environ) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")
def test_missing_libraries_are_named_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.missing_libraries({"libc.so.6": "libc6", "libnone.so.9": "libnone9"}) == ["libnone9"]
    monkeypatch.setattr(doctor, "LIBRARIES", {"libnone.so.9": "libnone9"})
    problem = doctor.window_problem({"QT_QPA_PLATFORM": "offscreen"}) or ""
    assert "sudo apt install libnone9" in problem
    lines: list[str] = []
    assert doctor.run(lines.append) == 1
    assert "To do: sudo apt install libnone9" in "\n".join(lines)


def test_doctor_finds_what_this_machine_has(run: Run) -> None:
    code, out, _ = run("doctor")
    assert code == 0, out
    for word in ("Python", "numpy", "PySide6-Essentials", "OpenGL", "libx264, libvpx-vp9, gif", "display"):
        assert word in out
    assert "Everything that Landscape needs is here." in out


def test_doctor_knows_the_broken_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 9))
    known = doctor._known_bad
    assert known("PySide6-Essentials", "6.12.0") is not None
    assert known("PySide6-Essentials", "6.9.1") is not None
    assert known("PySide6-Essentials", "6.11.2") is None
    monkeypatch.setattr(sys, "version_info", (3, 12, 1))
    assert known("PySide6-Essentials", "6.12.0") is None


@pytest.mark.parametrize("broken", [ImportError("libEGL.so.1"), RuntimeError("no context\nmore")])
def test_doctor_survives_a_machine_without_opengl(monkeypatch: pytest.MonkeyPatch, broken: Exception) -> None:
    import moderngl

    def refuse(**_: object) -> None:
        raise broken

    monkeypatch.setattr(moderngl, "create_context", refuse)
    lines: list[str] = []
    assert doctor.run(lines.append) == 1
    assert any(line.split()[:2] == ["MISSING", "OpenGL"] for line in lines)
    assert any("the 2-D map works without" in line for line in lines)


def test_doctor_names_a_missing_codec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENCODERS", ("gif", "libnothing"))
    lines: list[str] = []
    assert doctor.run(lines.append) == 1
    assert any("without libnothing" in line for line in lines)


# ---------------------------------------------------------------- what nobody expected


def test_an_unexpected_error_leaves_a_line_and_a_log(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError("nobody expected this\nsecond line")

    monkeypatch.setattr(cli, "run", broken)
    crashlog.log_path().unlink(missing_ok=True)
    code, out, err = run("list")
    assert (code, out) == (1, "")
    assert "ZeroDivisionError: nobody expected this" in one_sentence(err)
    assert str(crashlog.log_path()) in err
    log = crashlog.log_path().read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "second line" in log


def test_without_a_place_for_the_log_the_traceback_is_printed(
    monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(crashlog, "log_path", lambda: tmp_path / "file" / "errors.log")
    monkeypatch.setattr(cli, "run", lambda _: 1 / 0)
    code, _, err = run("list")
    assert code == 1
    assert "Traceback" in err
    assert err.splitlines()[-1].startswith("landscape: an unexpected error ended the program")


def test_a_log_does_not_grow_for_ever() -> None:
    path = crashlog.log_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x" * 1_100_000, encoding="utf-8")
    crashlog.record(ValueError("new"))
    assert path.stat().st_size < 10_000


def test_ctrl_c_is_not_an_error_report(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", stopped)
    assert run("list") == (130, "", "landscape: stopped\n")


def test_the_window_opens_the_scene_that_was_named(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    from landscape_app import app

    monkeypatch.setattr(doctor, "window_problem", lambda: None)
    opened: list[tuple[Path | None, str | None, bool]] = []
    monkeypatch.setattr(app, "main", lambda path, lesson, *, present, lang: opened.append((path, lesson, present)) or 3)
    assert run()[0] == 3
    assert run("kappa-10")[0] == 3
    known = preset("kappa_10")
    assert known is not None
    assert opened == [(None, None, False), (known.path, None, False)]


def test_the_window_opens_a_lesson_and_presents_it(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> None:
    from landscape_app import app

    monkeypatch.setattr(doctor, "window_problem", lambda: None)
    opened: list[tuple[Path | None, str | None, bool]] = []
    monkeypatch.setattr(app, "main", lambda path, lesson, *, present, lang: opened.append((path, lesson, present)) or 0)
    mine = tmp_path / "mine.md"
    mine.write_text(lesson(VALLEY), encoding="utf-8")
    assert run(str(mine), "--present")[0] == 0
    assert opened == [(None, str(mine), True)]
    mine.write_text("# nothing", encoding="utf-8")
    code, _, said = run(str(mine))
    assert code == 1
    assert "mine.md, line 1" in said
