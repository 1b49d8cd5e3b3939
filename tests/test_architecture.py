"""The shape of the house, and that what the README says is there is there."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import registry
from landscape_app import cli
from landscape_app.lessons import library
from landscape_app.scene import codec, presets

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HEAVY = {"PySide6", "shiboken6", "pyqtgraph", "scipy", "av", "moderngl", "contourpy", "superqt", "numpy", "tqdm"}
CORE = sorted((ROOT / "core").rglob("*.py"))
SOURCES = [*CORE, *sorted((ROOT / "landscape_app").rglob("*.py"))]
CLASSES = [(kind, id) for kind in ("objective", "optimizer") for id in registry.names(kind)]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(program: str) -> Iterator[list[str]]:
    """The words after ``program`` in every shell line of the README that calls it."""
    for block in blocks("sh"):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] == program:
                yield words[1:]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


# ---------------------------------------------------------------- start-up


@pytest.mark.parametrize("words", [["--help"], ["export", "--help"], ["trace", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    loaded = run_python(
        "import sys, landscape_app.__main__\n"
        "from landscape_app import cli\n"
        f"try: cli.run({words!r})\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print('LOADED', *sys.modules)"
    )
    names = {name.split(".")[0] for name in loaded.split("LOADED")[1].split()}
    assert "landscape_app" in names
    assert names & HEAVY == set()


def test_the_core_runs_without_qt_or_opengl() -> None:
    loaded = run_python(
        "import sys\n"
        "from core import registry\n"
        "from core.experiment import Experiment, Run\n"
        "from core.simulate import simulate\n"
        "f = registry.create('objective', 'himmelblau')\n"
        "chunks = list(simulate(Experiment(f, (Run(registry.create('optimizer', 'adam')),))))\n"
        "assert chunks\n"
        "print('LOADED', *sys.modules)"
    )
    names = {name.split(".")[0] for name in loaded.split("LOADED")[1].split()}
    assert "numpy" in names
    assert names & (HEAVY - {"numpy", "scipy"}) == set()
    assert "landscape_app" not in names


# ---------------------------------------------------------------- the core


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(ROOT)))
def test_core_opens_prints_and_threads_nothing(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "exec", "eval"}, f"line {node.lineno}"
        modules = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        for module in modules:
            banned = {
                "os",
                "io",
                "sys",
                "threading",
                "pathlib",
                "subprocess",
                "multiprocessing",
                "concurrent",
                "logging",
            }
            assert module.split(".")[0] not in banned, f"line {node.lineno}"


@pytest.mark.parametrize(("kind", "id"), CLASSES, ids=lambda v: str(v))
def test_every_registered_class_introduces_itself(kind: str, id: str) -> None:
    cls = registry.get(kind, id)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", id)
    assert cls.label.strip()
    assert isinstance(cls.order, int)
    assert "order" in cls.__dict__, "its place in lists is left to chance"
    assert cls.__doc__
    assert not cls.__doc__.startswith(f"{cls.__name__}("), "the docstring is the one that dataclass made up"


@pytest.mark.parametrize("kind", ["objective", "optimizer"])
def test_labels_tell_classes_apart(kind: str) -> None:
    labels = [registry.get(kind, id).label for id in registry.names(kind)]
    assert len(set(labels)) == len(labels)


# ---------------------------------------------------------------- words and files


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_words_to_translate_are_plain_strings(path: Path) -> None:
    """``lupdate`` does not see an f-string, so its words would stay English for ever."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in {"tr", "translate", "QT_TRANSLATE_NOOP"}:
            inside = [part for argument in node.args for part in ast.walk(argument)]
            assert not any(isinstance(part, ast.JoinedStr) for part in inside), f"line {node.lineno}"


def test_files_name_no_machine_and_no_registry_host() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    private = ["pypi" + ".org", "files.python" + "hosted", "/wo" + "rk/", "/ro" + "ot/"]
    found, read = [], 0
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if not path.is_file() or b"\0" in (data := path.read_bytes()):
            continue
        read += 1
        found += [f"{name}: {word}" for word in private if word in data.decode("utf-8", "replace")]
    assert read > 50
    assert found == []


# ---------------------------------------------------------------- the README


def test_scene_of_the_readme_loads() -> None:
    (text,) = blocks("toml")
    scene = codec.loads(text)
    assert scene.objective.id == "rosenbrock"
    assert [run.method.id for run in scene.runs] == ["heavy_ball", "gradient_descent"]
    assert codec.loads(codec.dumps(scene)) == scene


def test_method_of_the_readme_runs(tmp_path: Path) -> None:
    """In a process of its own, where a strange method may register."""
    (code,) = blocks("python")
    (tmp_path / "coordinate_descent.py").write_text(code, encoding="utf-8")
    out = run_python(
        f"import sys; sys.path.append({str(tmp_path)!r})\n"
        "import numpy as np\n"
        "import coordinate_descent\n"
        "from core import registry\n"
        "from landscape_app.jobs import compute_now\n"
        "from landscape_app.scene import codec\n"
        "assert registry.names('optimizer')[-1] == 'coordinate_descent', registry.names('optimizer')\n"
        "scene = codec.loads('''format = \"landscape-scene\"\nversion = 1\nstart = [3.0, 2.0]\n"
        '[objective]\nid = "booth"\n[[runs]]\nmethod = "coordinate_descent"\nlr = 0.25\n\'\'\')\n'
        "run = compute_now(scene).runs[0].trajectory\n"
        "moved = np.abs(np.diff(np.asarray(run.x).reshape(-1, 2)[:3], axis=0))\n"
        "assert np.all(np.count_nonzero(moved, axis=1) == 1), moved\n"
        "print('moved')"
    )
    assert out.strip() == "moved"


def test_make_targets_of_the_readme_exist() -> None:
    text = README.read_text(encoding="utf-8")
    named = {words[0] for words in commands("make")} | set(re.findall(r"`make ([a-z]+)`", text))
    assert {"run", "test"} <= named
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_commands_of_the_readme_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    seen = set()
    for words in commands("landscape"):
        seen.add(words[0])
        if words[0] == "export":  # tests/export writes films; here it is whether the line is right
            given = cli.export_parser().parse_args(words[1:])
            codec.load(presets.find(given.scene))
        elif words[:2] == ["lesson", "export"]:
            assert library.find(words[2], "en").is_file()
        elif words[0] in ("trace", "list", "race", "worksheet", "lesson"):
            assert cli.run(words) == 0
        else:
            assert words in (["doctor"], ["desktop", "install"])
    assert seen == {"export", "trace", "race", "list", "doctor", "lesson", "worksheet", "desktop"}
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "runs.csv").stat().st_size > 1000
    assert (tmp_path / "runs.npz").stat().st_size > 1000
    assert "Adam" in (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert "coordinate_descent" not in capsys.readouterr().out, "the README's example has become a built-in"


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("README*.md")), ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+://|#", target):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_versions_agree() -> None:
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert project
    version = project[1]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
