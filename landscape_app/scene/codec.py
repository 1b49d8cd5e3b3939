"""A Scene as TOML, in and out.

A scene file is read strictly: the first thing that is wrong is named by its key path in one sentence
(:class:`SceneError`), and nothing is half loaded. What a field may be comes from ``param()`` alone.

    format = "landscape-scene"
    version = 1
    title = "A race"

    [objective]
    id = "quadratic"
    kappa = 10.0

    [[runs]]
    method = "gradient_descent"
    lr = 0.1
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from core import registry
from core.batches import Batching
from core.clipping import Clipping
from core.noise import Noise
from core.objectives.sampled_grid import SampledGrid
from core.params import Param, params_of
from core.schedules.base import MAX_STEPS, Schedule
from core.schedules.decays import Constant
from core.stopping import Stopping
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.files import cannot_read, write_atomic
from landscape_app.scene.guards import MAX_BYTES, MAX_DEPTH, TOO_DEEP, check_depth, check_size
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import (
    DASHES,
    MARKERS,
    VERSION,
    CameraState,
    Display,
    PageState,
    Panes,
    PlaybackState,
    Ranking,
    RunSpec,
    Scene,
)
from landscape_app.scene.panes import checked
from landscape_app.scene.toml_text import Unwritable, lines
from landscape_app.scene.values import (
    MISSING,
    NEEDS,
    SceneError,
    check_long,
    domain,
    flag,
    hint,
    known_keys,
    number,
    numbers,
    one_of,
    point,
    table,
    text,
    whole,
    written,
    wrong,
)

FORMAT = "landscape-scene"
SUFFIX = ".toml"
MAX_RUNS = 32
MAX_CHANGES = 64  # of a run's learning rate
MAX_NAME = 200  # characters of a title or a run's name
MAX_CAPTION = 4_000
MAX_STREAM = 2**31 - 1

_UNKNOWN_ID = QT_TRANSLATE_NOOP("errors", "{name} must be a known {kind}, got {got}; {hint}")
_NOT_A_SCENE = QT_TRANSLATE_NOOP("errors", 'this is not a Landscape scene: format must be "{format}", got {got}')
_TOO_NEW = QT_TRANSLATE_NOOP(
    "errors", "version {got} is newer than this Landscape, which reads scenes up to version {version}"
)
_NO_FILE = QT_TRANSLATE_NOOP("errors", "a scene must be a file, and this is a folder or a device")
_BINARY = QT_TRANSLATE_NOOP("errors", "this is not a text file: a scene holds no NUL bytes (byte {at})")
_NOT_UTF8 = QT_TRANSLATE_NOOP("errors", "this is not a UTF-8 text file: byte {at} is out of place")
_SYNTAX = QT_TRANSLATE_NOOP("errors", "this is not valid TOML: {why}")
_WITHIN = QT_TRANSLATE_NOOP("errors", "{name}: {why}")

T = TypeVar("T")


def load(path: str | os.PathLike[str]) -> Scene:
    """Read a scene file. Raises :class:`SceneError`, or ``FileError`` where the file cannot be read at all.

    A file over :data:`MAX_BYTES` is refused by its size, unread.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            known = os.fstat(file.fileno())
            if not stat.S_ISREG(known.st_mode):
                raise SceneError(_NO_FILE)
            check_size(known.st_size)
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise SceneError(_NO_FILE) from error
    except OSError as error:
        raise cannot_read(path, error) from error
    except ValueError as error:  # a NUL in the path itself
        raise SceneError(_WITHIN, name=repr(os.fspath(path))[:80], why=str(error)) from error
    check_size(len(data))
    if b"\0" in data:
        raise SceneError(_BINARY, at=data.index(b"\0"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SceneError(_NOT_UTF8, at=error.start) from error
    return loads(text, Path(path).parent)


def loads(text: str, folder: Path | None = None) -> Scene:
    """The scene that ``text`` describes. Raises :class:`SceneError`.

    Values that it opens by their hash are looked for in ``folder`` where they are not open already.
    """
    return from_tree(parsed(text), folder)


def parsed(text: str) -> dict[str, Any]:
    """``text`` as a tree of TOML, of a size and depth that a scene may have. Raises :class:`SceneError`.

    The error of a text that is no TOML has it as its ``__cause__``.
    """
    check_size(len(text))
    if "\0" in text:
        raise SceneError(_BINARY, at=text.index("\0"))
    check_depth(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SceneError(_SYNTAX, why=_first_small(str(error))) from error
    except (ValueError, OverflowError) as error:  # a number of 5,000 digits, a 13th month
        raise SceneError(_SYNTAX, why=_first_small(str(error))) from error
    except RecursionError as error:
        raise SceneError(TOO_DEEP, limit=MAX_DEPTH, line=1) from error


def from_tree(tree: dict[str, Any], folder: Path | None = None) -> Scene:
    """The scene that a tree as of :func:`parsed` describes; see :func:`loads`."""
    if folder is not None:
        _bring(tree.get("objective"), folder)
    return _scene(tree)


def _bring(objective: Any, folder: Path) -> None:
    if isinstance(objective, dict) and objective.get("id") == SampledGrid.id:
        from landscape_app import assets_store

        assets_store.bring(objective.get("file"), objective.get("sha256"), folder)


def dumps(scene: Scene) -> str:
    """The scene as TOML: ``loads(dumps(scene)) == scene``, camera and playback included.

    An objective and a method are written with all their fields, other tables only where they differ from defaults.
    """
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for key in ("title", "caption", "start", "domain"):
        if getattr(scene, key):
            head[key] = getattr(scene, key)
    try:
        return "\n".join(_blocks(scene, head))
    except Unwritable as error:
        raise SceneError(NEEDS, field=error.key, name=error.key or "value", needs=error.needs, got=error.got) from error


def _blocks(scene: Scene, head: dict[str, Any]) -> Iterator[str]:
    yield lines(head)
    yield ("[objective]\n" + lines({"id": scene.objective.id, **_fields(scene.objective)}))
    for run in scene.runs:
        entry: dict[str, Any] = {"method": run.method.id, **_fields(run.method)}
        for key, default in _RUN_DEFAULTS.items():
            if getattr(run, key) != default:
                entry[key] = getattr(run, key)
        for key, part in _RUN_PARTS.items():
            if getattr(run, key) != part():
                entry |= _fields(getattr(run, key))
        if run.schedule != Constant():
            entry["schedule"] = {"id": run.schedule.id, **_fields(run.schedule)}
        yield "[[runs]]\n" + lines(entry)
    for key, cls in _TABLES.items():
        default = _fields(cls())
        changed = {k: v for k, v in _fields(getattr(scene, key)).items() if v != default[k]}
        if changed:
            yield f"[{key}]\n" + lines(changed)


def _fields(instance: Any) -> dict[str, Any]:
    known = params_of(type(instance))
    return {k: dict(getattr(instance, k)) if known[k].kind == "named" else getattr(instance, k) for k in known}


def save(scene: Scene, path: str | os.PathLike[str]) -> None:
    """Write ``scene`` to ``path`` as a whole or not at all, and opened values beside it if they are not there.

    Raises :class:`SceneError` where the scene could not be read back (nothing is written then), ``FileError`` where
    the file cannot be written.
    """
    text = dumps(scene)
    loads(text)
    if isinstance(scene.objective, SampledGrid):
        from landscape_app import assets_store

        assets_store.keep_beside(scene.objective, Path(path).parent)
    write_atomic(path, text.encode("utf-8"))


# ---------------------------------------------------------------- what may stand where

_TABLES: dict[str, type[Any]] = {
    "noise": Noise,
    "stopping": Stopping,
    "display": Display,
    "ranking": Ranking,
    "lens": Lens,
    "panes": Panes,
    "camera": CameraState,
    "playback": PlaybackState,
    "page": PageState,
}
_TOP = ("format", "version", "title", "caption", "start", "domain", "objective", "runs", *_TABLES)
_RUN_DEFAULTS: dict[str, Any] = {
    f: RunSpec.__dataclass_fields__[f].default
    for f in ("name", "colour", "dash", "marker", "visible", "start", "stream", "noisy", "lr_changes")
}
_RUN_PARTS: dict[str, type[Any]] = {"clip": Clipping, "batching": Batching}  # their fields are keys of the run


def _scene(tree: dict[str, Any]) -> Scene:
    if tree.get("format") != FORMAT:
        raise SceneError(
            _NOT_A_SCENE, field="format", format=FORMAT, got=written(tree["format"]) if "format" in tree else "nothing"
        )
    version = whole(tree, "version", "version", low=1)
    if version > VERSION:
        raise SceneError(_TOO_NEW, field="version", got=version, version=VERSION)
    known_keys(tree, _TOP, "")
    objective = _created("objective", table(tree, "objective"), "objective", "id", ())
    entries = tree.get("runs", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise wrong("runs", "tables written [[runs]]", entries)
    if len(entries) > MAX_RUNS:
        raise SceneError(NEEDS, field="runs", name="runs", needs=f"at most {MAX_RUNS} tables", got=len(entries))
    runs = tuple(_run(entry, f"runs[{i}]", objective.dim) for i, entry in enumerate(entries))
    parts = {key: _plain(cls, table(tree, key), key) for key, cls in _TABLES.items() if key in tree}
    camera = parts.get("camera")
    if camera is not None and len(camera.target) != 3:
        raise wrong("camera.target", "3 numbers", camera.target)
    scene = Scene(
        objective,
        runs,
        title=text(tree, "title", "title", MAX_NAME),
        caption=text(tree, "caption", "caption", MAX_CAPTION),
        start=point(tree, "start", "start", objective.dim),
        domain=domain(tree, objective.dim),
        **parts,
    )
    try:
        checked(scene)
    except CoreError as error:
        raise _placed(error, "panes", params_of(Panes)) from error
    return scene


def _run(entry: dict[str, Any], path: str, dim: int) -> RunSpec:
    shared = [key for part in _RUN_PARTS.values() for key in params_of(part)]
    method = _created("optimizer", entry, path, "method", (*_RUN_DEFAULTS, *shared, "schedule"))
    schedule: Schedule = Constant()
    if "schedule" in entry:
        place = f"{path}.schedule"
        schedule = _created("schedule", table(entry, "schedule", place), place, "id", ())
    colour = text(entry, "colour", f"{path}.colour", 7)
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise wrong(f"{path}.colour", 'a colour such as "#0067b1"', colour)
    noisy = None if "noisy" not in entry else flag(entry, "noisy", f"{path}.noisy", False)
    stream = 0 if "stream" not in entry else whole(entry, "stream", f"{path}.stream", low=0, high=MAX_STREAM)
    return RunSpec(
        method,
        name=text(entry, "name", f"{path}.name", MAX_NAME),
        colour=colour,
        dash=one_of(entry, "dash", f"{path}.dash", DASHES),
        marker=one_of(entry, "marker", f"{path}.marker", MARKERS),
        visible=flag(entry, "visible", f"{path}.visible", True),
        start=point(entry, "start", f"{path}.start", dim),
        stream=stream,
        noisy=noisy,
        schedule=schedule,
        lr_changes=_lr_changes(entry, f"{path}.lr_changes"),
        **{
            name: _plain(part, {key: entry[key] for key in params_of(part) if key in entry}, path)
            for name, part in _RUN_PARTS.items()
        },
    )


def _lr_changes(entry: dict[str, Any], path: str) -> tuple[tuple[int, float], ...]:
    rows = entry.get("lr_changes", [])
    if not isinstance(rows, list) or len(rows) > MAX_CHANGES:
        raise wrong(path, f"a list of at most {MAX_CHANGES} pairs [step, learning rate]", rows)
    changes: list[tuple[int, float]] = []
    for i, row in enumerate(rows):
        place = f"{path}[{i}]"
        if not isinstance(row, list) or len(row) != 2 or type(row[0]) is not int:
            raise wrong(place, "a pair [step, learning rate], the step a whole number", row)
        rate = number(row[1], f"{place}[1]")
        if row[0] <= (changes[-1][0] if changes else 0) or row[0] > MAX_STEPS:
            raise wrong(f"{place}[0]", "a step after the one before it, from 1 to 1000000", row[0])
        if rate <= 0:
            raise wrong(f"{place}[1]", "greater than 0", row[1])
        changes.append((row[0], rate))
    return tuple(changes)


def _created(kind: str, entry: dict[str, Any], path: str, id_key: str, beside: tuple[str, ...]) -> Any:
    """An objective or a method from its table; ``beside`` are the keys of the table that are not its fields."""
    words = {"objective": "objective", "optimizer": "method", "schedule": "schedule"}[kind]
    ids = registry.names(kind)
    name = f"{path}.{id_key}"
    if id_key not in entry:
        raise SceneError(MISSING, field=name, name=name, needs=f"a {words}, such as {ids[0]!r}" if ids else words)
    id = entry[id_key]
    if not isinstance(id, str) or id not in ids:
        raise SceneError(_UNKNOWN_ID, field=name, name=name, kind=words, got=written(id), hint=hint(id, ids))
    cls = registry.get(kind, id)
    known_keys(entry, (id_key, *params_of(cls), *beside), path)
    return _plain(cls, {k: v for k, v in entry.items() if k != id_key and k not in beside}, path)


def _plain(cls: type[T], entry: dict[str, Any], path: str) -> T:
    """An instance of a dataclass of ``param()`` fields from a table of its fields."""
    known = params_of(cls)
    known_keys(entry, known, path)
    values = {key: _value_of(known[key], value, f"{path}.{key}") for key, value in entry.items()}
    try:
        return cls(**values)
    except CoreError as error:
        raise _placed(error, path, known) from error


def _placed(error: CoreError, path: str, known: Iterable[str]) -> SceneError:
    """The error of a constructor with the key's path in it."""
    name = f"{path}.{error.field}" if error.field in known else path
    values = dict(error.sentence.values)
    if values.get("name") == error.field and error.field:
        return SceneError(error.sentence.template, field=name, **{**values, "name": name})
    return SceneError(_WITHIN, field=name, name=name, why=error.sentence)


def _value_of(known: Param, value: Any, path: str) -> Any:
    """``value`` as the field's type, in range; whole numbers are numbers, true and false are not."""
    converted: Any
    if known.kind == "float":
        converted = number(value, path)
    elif known.kind == "int":
        if type(value) is not int:
            raise wrong(path, "a whole number", value)
        converted = value
        check_long(value, path)
    elif known.kind == "bool":
        if type(value) is not bool:
            raise wrong(path, "true or false", value)
        converted = value
    elif known.kind == "choice":
        if not isinstance(value, str) or value not in known.choices:
            raise wrong(path, "one of " + ", ".join(known.choices), value)
        converted = value
    elif known.kind == "text":
        converted = text({"": value}, "", path, int(known.high or MAX_CAPTION))
    elif known.kind == "named":
        if not isinstance(value, dict):
            raise wrong(path, "a table of names and numbers, such as {a = 1.0}", value)
        converted = tuple((name, number(each, f"{path}.{name}"[:60])) for name, each in value.items())
    elif known.kind == "vector":
        converted = numbers(value, path)
    else:
        rows = value if isinstance(value, list) else [None]
        converted = tuple(numbers(row, f"{path}[{i}]") for i, row in enumerate(rows))
        if len({len(row) for row in converted}) > 1:
            raise wrong(path, "rows of one length", value)
    try:
        known.check(converted)
    except CoreError as error:
        raise SceneError(
            error.sentence.template, field=path, **{**error.sentence.values, "name": path, "got": written(value)}
        ) from error
    return converted


def _first_small(text: str) -> str:
    line = text.splitlines()[0] if text else "unreadable"
    return line[:1].lower() + line[1:159]


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
