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

import difflib
import math
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from core import registry
from core.noise import Noise
from core.params import Param, params_of
from core.stopping import Stopping
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.files import cannot_read, write_atomic
from landscape_app.scene.model import (
    DASHES,
    MARKERS,
    VERSION,
    CameraState,
    Display,
    PlaybackState,
    Ranking,
    RunSpec,
    Scene,
)

FORMAT = "landscape-scene"
SUFFIX = ".toml"
MAX_BYTES = 1_000_000
MAX_RUNS = 32
MAX_DEPTH = 16  # of brackets and of dotted keys; a scene needs 3
MAX_NAME = 200  # characters of a title or a run's name
MAX_CAPTION = 4_000
MAX_STREAM = 2**31 - 1
_LONG = 2**63 - 1  # TOML's whole numbers

_NEEDS = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
_MISSING = QT_TRANSLATE_NOOP("errors", "{name} is missing; it must be {needs}")
_UNKNOWN_KEY = QT_TRANSLATE_NOOP("errors", "{name} is not a key that a scene has; {hint}")
_UNKNOWN_ID = QT_TRANSLATE_NOOP("errors", "{name} must be a known {kind}, got {got}; {hint}")
_MEANT = QT_TRANSLATE_NOOP("errors", "did you mean {meant}?")
_THERE_ARE = QT_TRANSLATE_NOOP("errors", "there are {known}")
_NOT_A_SCENE = QT_TRANSLATE_NOOP("errors", 'this is not a Landscape scene: format must be "{format}", got {got}')
_TOO_NEW = QT_TRANSLATE_NOOP(
    "errors", "version {got} is newer than this Landscape, which reads scenes up to version {version}"
)
_TOO_LARGE = QT_TRANSLATE_NOOP("errors", "a scene file must be at most {limit}, got {got}")
_NO_FILE = QT_TRANSLATE_NOOP("errors", "a scene must be a file, and this is a folder or a device")
_BINARY = QT_TRANSLATE_NOOP("errors", "this is not a text file: a scene holds no NUL bytes (byte {at})")
_NOT_UTF8 = QT_TRANSLATE_NOOP("errors", "this is not a UTF-8 text file: byte {at} is out of place")
_SYNTAX = QT_TRANSLATE_NOOP("errors", "this is not valid TOML: {why}")
_TOO_DEEP = QT_TRANSLATE_NOOP("errors", "brackets or keys must be nested at most {limit} deep (line {line})")
_WITHIN = QT_TRANSLATE_NOOP("errors", "{name}: {why}")

T = TypeVar("T")


class SceneError(CoreError):
    """A scene that cannot be read; ``field`` is the key's path, the message one sentence."""


def load(path: str | os.PathLike[str]) -> Scene:
    """Read a scene file. Raises :class:`SceneError`, or ``FileError`` where the file cannot be read at all.

    A file over :data:`MAX_BYTES` is refused by its size, unread.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            known = os.fstat(file.fileno())
            if not stat.S_ISREG(known.st_mode):
                raise SceneError(_NO_FILE)
            _check_size(known.st_size)
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise SceneError(_NO_FILE) from error
    except OSError as error:
        raise cannot_read(path, error) from error
    except ValueError as error:  # a NUL in the path itself
        raise SceneError(_WITHIN, name=repr(os.fspath(path))[:80], why=str(error)) from error
    _check_size(len(data))
    if b"\0" in data:
        raise SceneError(_BINARY, at=data.index(b"\0"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SceneError(_NOT_UTF8, at=error.start) from error
    return loads(text)


def loads(text: str) -> Scene:
    """The scene that ``text`` describes. Raises :class:`SceneError`."""
    _check_size(len(text))
    if "\0" in text:
        raise SceneError(_BINARY, at=text.index("\0"))
    _check_depth(text)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SceneError(_SYNTAX, why=_first_small(str(error))) from error
    except (ValueError, OverflowError) as error:  # a number of 5,000 digits, a 13th month
        raise SceneError(_SYNTAX, why=_first_small(str(error))) from error
    except RecursionError as error:
        raise SceneError(_TOO_DEEP, limit=MAX_DEPTH, line=1) from error
    return _scene(tree)


def dumps(scene: Scene) -> str:
    """The scene as TOML: ``loads(dumps(scene)) == scene``, camera and playback included.

    An objective and a method are written with all their fields, other tables only where they differ from defaults.
    """
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for key in ("title", "caption", "start", "domain"):
        if getattr(scene, key):
            head[key] = getattr(scene, key)
    blocks = [_lines(head)]
    blocks.append("[objective]\n" + _lines({"id": scene.objective.id, **_fields(scene.objective)}))
    for run in scene.runs:
        entry: dict[str, Any] = {"method": run.method.id, **_fields(run.method)}
        for key, default in _RUN_DEFAULTS.items():
            if getattr(run, key) != default:
                entry[key] = getattr(run, key)
        blocks.append("[[runs]]\n" + _lines(entry))
    for key, cls in _TABLES.items():
        default = _fields(cls())
        changed = {k: v for k, v in _fields(getattr(scene, key)).items() if v != default[k]}
        if changed:
            blocks.append(f"[{key}]\n" + _lines(changed))
    return "\n".join(blocks)


def save(scene: Scene, path: str | os.PathLike[str]) -> None:
    """Write ``scene`` to ``path`` as a whole or not at all.

    Raises :class:`SceneError` where the scene could not be read back (nothing is written then), ``FileError`` where
    the file cannot be written.
    """
    text = dumps(scene)
    loads(text)
    write_atomic(path, text.encode("utf-8"))


# ---------------------------------------------------------------- what may stand where

_TABLES: dict[str, type[Any]] = {
    "noise": Noise,
    "stopping": Stopping,
    "display": Display,
    "ranking": Ranking,
    "camera": CameraState,
    "playback": PlaybackState,
}
_TOP = ("format", "version", "title", "caption", "start", "domain", "objective", "runs", *_TABLES)
_RUN_DEFAULTS: dict[str, Any] = {
    f: RunSpec.__dataclass_fields__[f].default
    for f in ("name", "colour", "dash", "marker", "visible", "start", "stream", "noisy")
}


def _scene(tree: dict[str, Any]) -> Scene:
    if tree.get("format") != FORMAT:
        raise SceneError(
            _NOT_A_SCENE, field="format", format=FORMAT, got=_got(tree["format"]) if "format" in tree else "nothing"
        )
    version = _whole(tree, "version", "version", low=1)
    if version > VERSION:
        raise SceneError(_TOO_NEW, field="version", got=version, version=VERSION)
    _known_keys(tree, _TOP, "")
    objective = _created("objective", _table(tree, "objective"), "objective", "id", ())
    entries = tree.get("runs", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise _needs("runs", "tables written [[runs]]", entries)
    if len(entries) > MAX_RUNS:
        raise SceneError(_NEEDS, field="runs", name="runs", needs=f"at most {MAX_RUNS} tables", got=len(entries))
    runs = tuple(_run(entry, f"runs[{i}]", objective.dim) for i, entry in enumerate(entries))
    parts = {key: _plain(cls, _table(tree, key), key) for key, cls in _TABLES.items() if key in tree}
    camera = parts.get("camera")
    if camera is not None and len(camera.target) != 3:
        raise _needs("camera.target", "3 numbers", camera.target)
    return Scene(
        objective,
        runs,
        title=_text(tree, "title", "title", MAX_NAME),
        caption=_text(tree, "caption", "caption", MAX_CAPTION),
        start=_point(tree, "start", "start", objective.dim),
        domain=_domain(tree, objective.dim),
        **parts,
    )


def _run(entry: dict[str, Any], path: str, dim: int) -> RunSpec:
    method = _created("optimizer", entry, path, "method", tuple(_RUN_DEFAULTS))
    colour = _text(entry, "colour", f"{path}.colour", 7)
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise _needs(f"{path}.colour", 'a colour such as "#0067b1"', colour)
    noisy = None if "noisy" not in entry else _flag(entry, "noisy", f"{path}.noisy", False)
    stream = 0 if "stream" not in entry else _whole(entry, "stream", f"{path}.stream", low=0, high=MAX_STREAM)
    return RunSpec(
        method,
        name=_text(entry, "name", f"{path}.name", MAX_NAME),
        colour=colour,
        dash=_one_of(entry, "dash", f"{path}.dash", DASHES),
        marker=_one_of(entry, "marker", f"{path}.marker", MARKERS),
        visible=_flag(entry, "visible", f"{path}.visible", True),
        start=_point(entry, "start", f"{path}.start", dim),
        stream=stream,
        noisy=noisy,
    )


def _created(kind: str, entry: dict[str, Any], path: str, id_key: str, beside: tuple[str, ...]) -> Any:
    """An objective or a method from its table; ``beside`` are the keys of the table that are not its fields."""
    words = {"objective": "objective", "optimizer": "method"}[kind]
    ids = registry.names(kind)
    name = f"{path}.{id_key}"
    if id_key not in entry:
        raise SceneError(_MISSING, field=name, name=name, needs=f"a {words}, such as {ids[0]!r}" if ids else words)
    id = entry[id_key]
    if not isinstance(id, str) or id not in ids:
        raise SceneError(_UNKNOWN_ID, field=name, name=name, kind=words, got=_got(id), hint=_hint(id, ids))
    cls = registry.get(kind, id)
    _known_keys(entry, (id_key, *params_of(cls), *beside), path)
    return _plain(cls, {k: v for k, v in entry.items() if k != id_key and k not in beside}, path)


def _plain(cls: type[T], entry: dict[str, Any], path: str) -> T:
    """An instance of a dataclass of ``param()`` fields from a table of its fields."""
    known = params_of(cls)
    _known_keys(entry, known, path)
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
        converted = _number(value, path)
    elif known.kind == "int":
        if type(value) is not int:
            raise _needs(path, "a whole number", value)
        converted = value
        _check_long(value, path)
    elif known.kind == "bool":
        if type(value) is not bool:
            raise _needs(path, "true or false", value)
        converted = value
    elif known.kind == "choice":
        if not isinstance(value, str) or value not in known.choices:
            raise _needs(path, "one of " + ", ".join(known.choices), value)
        converted = value
    elif known.kind == "vector":
        converted = _numbers(value, path)
    else:
        rows = value if isinstance(value, list) else [None]
        converted = tuple(_numbers(row, f"{path}[{i}]") for i, row in enumerate(rows))
        if len({len(row) for row in converted}) > 1:
            raise _needs(path, "rows of one length", value)
    try:
        known.check(converted)
    except CoreError as error:
        raise SceneError(
            error.sentence.template, field=path, **{**error.sentence.values, "name": path, "got": _got(value)}
        ) from error
    return converted


# ---------------------------------------------------------------- single values


def _needs(path: str, needs: str, got: object) -> SceneError:
    return SceneError(_NEEDS, field=path, name=path, needs=needs, got=_got(got))


def _table(tree: Mapping[str, Any], key: str) -> dict[str, Any]:
    if key not in tree:
        raise SceneError(_MISSING, field=key, name=key, needs=f"a table written [{key}]")
    value = tree[key]
    if not isinstance(value, dict):
        raise _needs(key, f"a table written [{key}]", value)
    return value


def _known_keys(entry: Mapping[str, Any], known: Iterable[str], path: str) -> None:
    names = tuple(known)
    for key in entry:
        if key not in names:
            shown = key if re.fullmatch(r"[\w-]{1,60}", key) else _got(key)
            name = f"{path}.{shown}" if path else shown
            raise SceneError(_UNKNOWN_KEY, field=name, name=name, hint=_hint(key, names))


def _hint(given: object, known: Iterable[str]) -> str:
    names = tuple(known)
    close = difflib.get_close_matches(given[:60], names, 1, 0.6) if isinstance(given, str) else []
    return _MEANT.format(meant=close[0]) if close else _THERE_ARE.format(known=", ".join(names) or "none")


def _number(value: Any, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _needs(path, "a number", value)
    if isinstance(value, int):
        _check_long(value, path)
    if not math.isfinite(value):
        raise _needs(path, "a finite number", value)
    return float(value)


def _check_long(value: int, path: str) -> None:
    if abs(value) > _LONG:
        raise _needs(path, "a number of at most 18 digits", value)


def _numbers(value: Any, path: str) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise _needs(path, "a list of numbers", value)
    return tuple(_number(v, f"{path}[{i}]") for i, v in enumerate(value))


def _whole(entry: Mapping[str, Any], key: str, path: str, low: int, high: int = _LONG) -> int:
    if key not in entry:
        raise SceneError(_MISSING, field=path, name=path, needs="a whole number")
    value = entry[key]
    if type(value) is not int:
        raise _needs(path, "a whole number", value)
    if not low <= value <= high:
        needs = f"at least {low}" if value < low else f"at most {high}"
        raise _needs(path, needs, value)
    return value


def _flag(entry: Mapping[str, Any], key: str, path: str, default: bool) -> bool:
    value = entry.get(key, default)
    if type(value) is not bool:
        raise _needs(path, "true or false", value)
    return value


def _text(entry: Mapping[str, Any], key: str, path: str, limit: int) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise _needs(path, "a text in quotes", value)
    if "\0" in value:
        raise _needs(path, "a text without NUL", value)
    if len(value) > limit:
        raise SceneError(
            _NEEDS, field=path, name=path, needs=f"at most {limit:,} characters", got=f"{len(value):,} characters"
        )
    return value


def _one_of(entry: Mapping[str, Any], key: str, path: str, choices: tuple[str, ...]) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or (value and value not in choices):
        raise _needs(path, "one of " + ", ".join(choices), value)
    return value


def _point(entry: Mapping[str, Any], key: str, path: str, dim: int) -> tuple[float, ...]:
    if key not in entry:
        return ()
    point = _numbers(entry[key], path)
    if len(point) not in (0, dim):
        raise _needs(path, f"{dim} numbers, one for each variable", entry[key])
    return point


def _domain(tree: Mapping[str, Any], dim: int) -> tuple[tuple[float, float], ...]:
    rows = tree.get("domain", [])
    if not isinstance(rows, list) or len(rows) not in (0, dim):
        raise _needs("domain", f"{dim} pairs [low, high], one for each variable", rows)
    pairs = []
    for i, row in enumerate(rows):
        pair = _numbers(row, f"domain[{i}]")
        if len(pair) != 2 or not pair[0] < pair[1] or not math.isfinite(pair[1] - pair[0]):
            raise _needs(f"domain[{i}]", "a pair [low, high] with low < high", row)
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


# ---------------------------------------------------------------- guards before parsing


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise SceneError(_TOO_LARGE, limit=_megabytes(MAX_BYTES), got=_megabytes(size))


def _megabytes(size: int) -> str:
    return f"{math.ceil(size / 1e5) / 10:g} MB"


# Strings and comments, each closed or running to the end of its line or text, so that one pass is linear.
_QUOTED = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*(?:"|$)'
    r"|'[^'\n]*(?:'|$)|\#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
# Possessive, and begun at the start of a word alone: linear in any text.
_WORD = r"[\w\"'-]++"
_DOTTED = re.compile(rf"(?<![\w\"'-]){_WORD}(?:[ \t]*+\.[ \t]*+{_WORD}){{{MAX_DEPTH}}}")


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser sees it: it recurses for brackets and is cubic in a dotted key's parts."""
    bare = _QUOTED.sub(lambda m: '""' + "\n" * m.group().count("\n"), text)
    dotted = _DOTTED.search(bare)
    if dotted:
        raise SceneError(_TOO_DEEP, limit=MAX_DEPTH, line=bare.count("\n", 0, dotted.start()) + 1)
    depth = 0
    for found in re.finditer(r"[\[\]{}]", bare):
        depth += 1 if found.group() in "[{" else -1
        if depth > MAX_DEPTH:
            raise SceneError(_TOO_DEEP, limit=MAX_DEPTH, line=bare.count("\n", 0, found.start()) + 1)


def _first_small(text: str) -> str:
    line = text.splitlines()[0] if text else "unreadable"
    return line[:1].lower() + line[1:159]


def _got(value: object) -> str:
    """``value`` as it would stand in the file, cut to 60 characters."""
    if value is None:
        return "nothing"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LONG:
        return "a longer one"  # repr() refuses beyond 4,300 digits
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list) and len(value) > 30:
        return f"a list of {len(value):,}"
    try:
        text = _toml(value)
    except (SceneError, ValueError):
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."


# ---------------------------------------------------------------- writing


def _fields(instance: Any) -> dict[str, Any]:
    return {key: getattr(instance, key) for key in params_of(type(instance))}


def _lines(entries: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_toml(value, key)}\n" for key, value in entries.items())


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def _toml(value: Any, key: str = "") -> str:
    """A value in TOML. Numbers are written by ``repr``, which reads back to the same bits."""
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_toml(v, key) for v in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(_escaped(c, key) for c in value) + '"'
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, int):
        return repr(int(value))
    if isinstance(value, float):
        return repr(float(value))
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:  # a NumPy scalar
        return _toml(value.item(), key)
    raise SceneError(
        _NEEDS, field=key, name=key or "value", needs="a number, a text or a list", got=type(value).__name__
    )


def _escaped(c: str, key: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if "\ud800" <= c <= "\udfff":
        raise SceneError(_NEEDS, field=key, name=key or "text", needs="text that Unicode can write", got=ascii(c))
    return f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
