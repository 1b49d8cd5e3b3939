"""A scene as a short text code for a chat, and back.

A code is ``LS1.`` and URL-safe base64 (RFC 4648, section 5, unpadded) of the scene's TOML text, deflated without a
header (RFC 1951), and its CRC-32. Both ends know the words of :data:`WORDS`, a preset dictionary of every key, id,
default and preset's caption: a preset is 45 to 170 characters (median 90; 560 with samples of its own), with a title
and a caption of one's own 115 to 235, and some 16 more for each number that was found by dragging.

The words are frozen with the version: a word changed there is another code, so they are a new file and ``LS2.``.
What a code holds is read by :func:`codec.loads`, as strictly as a file.
"""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import replace
from functools import cache

from core.objectives.sampled_grid import DataMissing, SampledGrid
from core.words import QT_TRANSLATE_NOOP
from landscape_app.resources import assets
from landscape_app.scene import codec
from landscape_app.scene.model import CameraState, Scene
from landscape_app.scene.values import SceneError

VERSION = 1
WORDS = f"LS{VERSION}.txt"  # in assets/codes, at most the 32,768 bytes that deflate looks back
MAX_CODE = 16_000  # characters: more is a file
MAX_TEXT = 100_000  # bytes of the scene's text
_MAX_GIVEN = 4 * MAX_CODE  # with all that a chat adds
_CHECK = 4  # bytes of the CRC-32

_BEGINS = re.compile(r"LS(\d{1,4})\.", re.IGNORECASE)
# What chats put into and around a text: white space, joiners and marks without width, quotation marks, code marks.
_ADDED = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\"'`<>«»‹›„“”‟‘’‚‛「」『』]+")
_DASHES = str.maketrans({"—": "--", "–": "-", "‐": "-", "‑": "-", "−": "-"})  # "smart" ones

_NOT_A_CODE = QT_TRANSLATE_NOOP("errors", "this is not a scene code: a code begins with {begins}, got {got}")
_OTHER_VERSION = QT_TRANSLATE_NOOP(
    "errors", "this is a scene code of version {got}, and this Landscape reads codes of version {version}"
)
_LONG = QT_TRANSLATE_NOOP("errors", "a scene code must be at most {limit} characters, got {got}")
_LETTER = QT_TRANSLATE_NOOP("errors", "a scene code has letters, digits, - and _ only, got {got}")
_DAMAGED = QT_TRANSLATE_NOOP("errors", "the scene code is cut off or changed: its checksum does not fit")
_INSIDE = QT_TRANSLATE_NOOP("errors", "the scene code does not hold a scene's text")
_LARGE = QT_TRANSLATE_NOOP("errors", "a scene code must hold at most {limit} characters of text")
_TOO_MUCH = QT_TRANSLATE_NOOP(
    "errors", "this scene is too large for a code (at most {limit} characters, got {got}): share its file"
)
_RESTS_ON_FILE = QT_TRANSLATE_NOOP(
    "errors",
    "a scene that shows the values of a file ({file}) cannot be a code: share its file, and the values with it",
)


def looks_like(text: str) -> bool:
    """Whether ``text`` begins as a scene code does, in any version; says nothing of what follows."""
    return _BEGINS.match(_ADDED.sub("", text[:200])) is not None


def encode(scene: Scene) -> str:
    """The code of ``scene``: ``decode(encode(scene)) == scene``.

    The camera and the play head are rounded to hundredths. Raises :class:`SceneError` where the scene rests on a file
    of values, is too large, or could not be read back.
    """
    objective = scene.objective
    if isinstance(objective, SampledGrid) and objective.sha256:
        raise _rests_on(objective.file)
    text = codec.dumps(_rounded(scene))
    data = text.encode("utf-8")
    code = _packed(data)
    if len(code) > MAX_CODE or len(data) > MAX_TEXT:
        raise SceneError(_TOO_MUCH, limit=f"{MAX_CODE:,}", got=f"{len(code):,}")
    codec.loads(text)
    return code


def decode(text: str) -> Scene:
    """The scene that the code ``text`` holds. Raises :class:`SceneError`.

    Spaces, line breaks and quotation marks that a chat added are forgiven. No more than :data:`MAX_TEXT` bytes are
    ever inflated.
    """
    if len(text) > _MAX_GIVEN:
        raise SceneError(_LONG, limit=f"{MAX_CODE:,}", got=f"{len(text):,}")
    bare = _ADDED.sub("", text).translate(_DASHES)
    begins = _BEGINS.match(bare)
    if begins is None:
        got = repr(" ".join(text.split())[:20]) if text.strip() else "nothing"
        raise SceneError(_NOT_A_CODE, begins=f"LS{VERSION}.", got=got)
    if int(begins[1]) != VERSION:
        raise SceneError(_OTHER_VERSION, got=int(begins[1]), version=VERSION)
    if len(bare) > MAX_CODE:
        raise SceneError(_LONG, limit=f"{MAX_CODE:,}", got=f"{len(bare):,}")
    inside = _inflated(_unpacked(bare[begins.end() :].rstrip(".,;:=")))
    try:
        scene = codec.loads(inside)
    except SceneError as error:
        if isinstance(error.__cause__, DataMissing):
            raise _rests_on(error.__cause__.file) from error
        raise
    if isinstance(scene.objective, SampledGrid) and scene.objective.sha256:  # known here by chance
        raise _rests_on(scene.objective.file)
    return scene


def _rests_on(file: str) -> SceneError:
    return SceneError(_RESTS_ON_FILE, field="objective.file", file=file or "?")


def _packed(data: bytes) -> str:
    words = _words()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, words)
    small = deflate.compress(data) + deflate.flush()
    whole = small + _checksum(small)
    return f"LS{VERSION}." + base64.urlsafe_b64encode(whole).decode("ascii").rstrip("=")


def _unpacked(letters: str) -> bytes:
    """The deflated bytes that ``letters`` stand for, their checksum looked at."""
    strange = re.search(r"[^A-Za-z0-9_-]", letters)
    if strange:
        raise SceneError(_LETTER, got=ascii(strange[0]) if not strange[0].isprintable() else f"“{strange[0]}”")
    if len(letters) % 4 == 1:
        raise SceneError(_DAMAGED)
    whole = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    small, check = whole[:-_CHECK], whole[-_CHECK:]
    spare = base64.urlsafe_b64encode(whole).decode("ascii").rstrip("=") != letters  # bits that no byte has
    if spare or not small or check != _checksum(small):
        raise SceneError(_DAMAGED)
    return small


def _inflated(small: bytes) -> str:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS, _words())
    try:
        data = inflate.decompress(small, MAX_TEXT + 1)
    except zlib.error as error:
        raise SceneError(_INSIDE) from error
    if len(data) > MAX_TEXT:
        raise SceneError(_LARGE, limit=f"{MAX_TEXT:,}")
    if not inflate.eof or inflate.unused_data:
        raise SceneError(_INSIDE)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SceneError(_INSIDE) from error


def _checksum(small: bytes) -> bytes:
    """Of the words too: an installation with others would read another text."""
    return zlib.crc32(small, zlib.crc32(_words())).to_bytes(_CHECK, "big")


@cache
def _words() -> bytes:
    # read_text, so that line ends are the same on every system
    return assets().joinpath("codes", WORDS).read_text(encoding="utf-8").encode("utf-8")


def _rounded(scene: Scene) -> Scene:
    """The session's numbers to what an eye can tell: sixteen digits of an angle are sixteen letters."""
    camera, playback = scene.camera, scene.playback
    turned: CameraState = replace(
        camera,
        azimuth=round(camera.azimuth, 2),
        elevation=round(camera.elevation, 2),
        distance=max(round(camera.distance, 2), 0.2),
        target=tuple(round(x, 2) for x in camera.target),
    )
    return replace(scene, camera=turned, playback=replace(playback, head=round(playback.head, 2)))
