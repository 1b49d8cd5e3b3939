"""Pictures in, files out: MP4, WebM, GIF, one PNG, a folder of PNGs; the type is told by the name.

A QImage's 32-bit rows are BGRA in memory and go to FFmpeg as they are: reordering them in NumPy costs more than the
encoder. Every writer works on a thread of its own (:class:`Encoder`), so painting and encoding overlap.
"""

from __future__ import annotations

import contextlib
import errno
import os
import queue
import re
import shutil
import tempfile
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PySide6.QtGui import QImage

from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.files import cannot_write, replacing

Kind = Literal["mp4", "webm", "gif", "png", "folder"]
VIDEO: tuple[Kind, ...] = ("mp4", "webm")
GIF_CENTISECONDS = 100  # ticks a second in which a GIF states its delays
GIF_MAX_FPS = 50  # viewers slow a delay below 2 centiseconds down to 10
GIF_COLOURS = 255  # one of 256 is kept for "as before"
QUEUE_DEPTH = 4  # pictures waiting for the encoder: enough to overlap, few enough to hold in memory

_UNKNOWN = QT_TRANSLATE_NOOP(
    "errors",
    "{path}: the type {suffix} is unknown; end the name with .mp4, .webm, .gif or .png, or with / for a folder",
)
_MIXED = QT_TRANSLATE_NOOP(
    "errors", "{path} already holds {old}, beyond this export's {count} frames; choose an empty folder"
)
_CODEC = QT_TRANSLATE_NOOP("errors", "{path} could not be encoded: {why}")


class ExportError(CoreError):
    """An export that cannot be; the message is one sentence."""


def kind_of(output: str | os.PathLike[str]) -> Kind:
    """What ``output`` asks for: by suffix, and a folder by a final slash, by being one, or by having no suffix.

    Raises :class:`ExportError` for any other suffix.
    """
    text = os.fspath(output)
    path = Path(text)
    if text.endswith(("/", os.sep)) or path.is_dir() or not path.suffix:
        return "folder"
    suffix = path.suffix.lower()
    kinds: dict[str, Kind] = {".mp4": "mp4", ".webm": "webm", ".gif": "gif", ".png": "png"}
    if suffix not in kinds:
        raise ExportError(_UNKNOWN, field=text, path=text, suffix=path.suffix)
    return kinds[suffix]


class Writer(ABC):
    """Takes pictures of one size, in order, on one thread."""

    @abstractmethod
    def add(self, image: QImage) -> None:
        """The next picture, Format_RGB32 or Format_ARGB32."""

    @abstractmethod
    def finish(self) -> None:
        """No more pictures: complete the file."""

    def abort(self) -> None:  # noqa: B027 (most have nothing to let go)
        """Let go of the file as it is."""


class _Container(Writer):
    """What every FFmpeg file shares: mux what the encoder gives, close once."""

    def __init__(self, path: Path, kind: Kind, options: dict[str, str]) -> None:
        import av

        options = {"fflags": "+bitexact", **options}  # no dates, no versions: equal pictures give equal bytes
        self._container = av.open(str(path), "w", format=kind, container_options=options)
        self._stream: Any = None
        self._tick = Fraction(1)  # of our own clock; the muxer may choose another for the file

    def _open_stream(self, codec: str, size: tuple[int, int], pixels: str, rate: int, options: dict[str, str]) -> Any:
        stream: Any = self._container.add_stream(codec, rate=rate, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = pixels
        self._tick = Fraction(1, rate)
        stream.codec_context.time_base = stream.time_base = self._tick
        self._stream = stream
        return stream

    def _mux(self, frame: Any | None) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def finish(self) -> None:
        self._mux(None)
        self._container.close()

    def abort(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._container.close()


class VideoWriter(_Container):
    """H.264 in MP4 or VP9 in WebM: yuv420p, BT.709, limited range, so that every player shows the same colours."""

    def __init__(self, path: Path, kind: Kind, size: tuple[int, int], fps: int) -> None:
        from av.video.reformatter import Colorspace

        super().__init__(path, kind, {"movflags": "+faststart"} if kind == "mp4" else {})
        if kind == "mp4":
            # cpu-independent: without it x264's mb-tree rounds by where its memory happens to lie, and two exports
            # of one scene differ in their last bits
            codec, options = "libx264", {"preset": "veryfast", "crf": "20", "x264-params": "cpu-independent=1"}
        else:
            codec, options = "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "row-mt": "1", "crf": "24"}
        context = self._open_stream(codec, size, "yuv420p", fps, options).codec_context
        context.gop_size = 2 * fps  # a key frame every two seconds: quick to seek
        context.thread_count = max(1, os.cpu_count() or 1)
        if kind == "webm":
            context.bit_rate = 0  # quality alone decides
        bt709 = 1
        context.color_primaries = context.color_trc = context.colorspace = bt709
        context.color_range = 1  # limited
        self._bt709 = Colorspace.ITU709
        self._count = 0

    def add(self, image: QImage) -> None:
        frame = _bgra(image).reformat(format="yuv420p", dst_colorspace=self._bt709)
        frame.pts = self._count
        frame.time_base = self._tick
        self._count += 1
        self._mux(frame)


class GifWriter(_Container):
    """A GIF of one shared palette, made from ``samples`` of the pictures to come.

    palettegen would hold every frame; a spread of them has the same colours. Delays are whole centiseconds, so frame
    i is shown at round(100 i / fps): at 30 frames a second they run 3, 4, 3, and ten seconds stay ten.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, count: int, samples: Sequence[QImage]) -> None:
        self._fps, self._count, self._total = fps, 0, count
        last = _centisecond(count, fps) - _centisecond(count - 1, fps)
        super().__init__(path, "gif", {"loop": "0", "final_delay": str(last)})
        self._open_stream("gif", size, "pal8", GIF_CENTISECONDS, {})
        self._graph, self._source, self._sink = self._mapping(size, self._palette(size, samples))

    @staticmethod
    def _palette(size: tuple[int, int], samples: Sequence[QImage]) -> Any:
        from av.filter import Graph
        from av.video.format import VideoFormat

        graph = Graph()
        source = graph.add_buffer(width=size[0], height=size[1], format=VideoFormat("bgra"), time_base=Fraction(1, 100))
        palette = graph.add("palettegen", f"max_colors={GIF_COLOURS}:reserve_transparent=0:stats_mode=full")
        sink = graph.add("buffersink")
        source.link_to(palette)
        palette.link_to(sink)
        graph.configure()
        for i, image in enumerate(samples):
            frame = _bgra(image)
            frame.pts = i
            source.push(frame)
        source.push(None)
        return sink.pull()

    @staticmethod
    def _mapping(size: tuple[int, int], palette: Any) -> tuple[Any, Any, Any]:
        from av.filter import Graph
        from av.video.format import VideoFormat

        graph = Graph()
        tick = Fraction(1, GIF_CENTISECONDS)
        source = graph.add_buffer(width=size[0], height=size[1], format=VideoFormat("bgra"), time_base=tick)
        colours = graph.add_buffer(width=16, height=16, format=palette.format, time_base=tick)
        # an ordered dither stands still where the picture does; error diffusion would boil
        use = graph.add("paletteuse", "dither=bayer:bayer_scale=4:diff_mode=rectangle")
        sink = graph.add("buffersink")
        source.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        palette.pts = 0
        palette.time_base = tick
        colours.push(palette)
        colours.push(None)
        return graph, source, sink

    def add(self, image: QImage) -> None:
        frame = _bgra(image)
        frame.pts = _centisecond(self._count, self._fps)
        frame.time_base = self._tick
        self._count += 1
        self._source.push(frame)
        self._drain()

    def _drain(self) -> None:
        import av

        while True:
            try:
                mapped = self._sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            mapped.time_base = self._tick
            self._mux(mapped)

    def finish(self) -> None:
        self._source.push(None)
        self._drain()
        super().finish()


class PngWriter(Writer):
    """One picture."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, image: QImage) -> None:
        _save_png(image, self._path)

    def finish(self) -> None:
        """Nothing is left to do."""


class FolderWriter(Writer):
    """frame-0001.png, frame-0002.png ... in ``folder``."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder, self._digits, self._count = folder, max(4, len(str(count))), 0

    def add(self, image: QImage) -> None:
        self._count += 1
        _save_png(image, self._folder / f"frame-{self._count:0{self._digits}d}.png")

    def finish(self) -> None:
        """Nothing is left to do."""


class Encoder:
    """A writer on its own thread. An error there is raised by the next ``add`` or by ``finish``."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._queue: queue.Queue[QImage | None] = queue.Queue(QUEUE_DEPTH)
        self._error: BaseException | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="encoder", daemon=True)
        self._thread.start()

    def add(self, image: QImage) -> None:
        """Hand over a picture; waits while the encoder is :data:`QUEUE_DEPTH` behind."""
        self._check()
        self._queue.put(image)

    def finish(self) -> None:
        """Wait until the file is complete."""
        self._queue.put(None)
        self._thread.join()
        self._check()

    def abort(self) -> None:
        """Stop at once; the file is left half written for its owner to remove."""
        self._stopping = True
        self._queue.put(None)
        self._thread.join()

    def _check(self) -> None:
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        while (image := self._queue.get()) is not None:
            if not self._broken():
                self._take(self._writer.add, image)
        if not self._broken():
            self._take(self._writer.finish)
        if self._broken():
            self._take(self._writer.abort)

    def _broken(self) -> bool:
        return self._stopping or self._error is not None

    def _take(self, action: Callable[..., None], *values: QImage) -> None:
        # after an error the queue is still emptied, or ``add`` would wait for ever
        try:
            action(*values)
        except Exception as error:
            self._error = self._error or error


@contextlib.contextmanager
def writing(
    output: str | os.PathLike[str], size: tuple[int, int], fps: int, count: int, samples: Sequence[QImage] = ()
) -> Iterator[Encoder]:
    """An :class:`Encoder` for ``output``; the file appears, whole, when the block ends well, and not at all otherwise.

    ``samples`` are pictures of the film for a GIF's palette. Raises :class:`ExportError` or ``FileError``.
    """
    kind = kind_of(output)
    if kind == "folder":
        with _folder(Path(output), count) as folder, _running(Path(output), FolderWriter(folder, count)) as encoder:
            yield encoder
        return
    with replacing(output) as temporary:
        with _speaking(Path(output)):
            writer: Writer
            if kind == "png":
                writer = PngWriter(temporary)
            elif kind == "gif":
                writer = GifWriter(temporary, size, fps, count, samples)
            else:
                writer = VideoWriter(temporary, kind, size, fps)
        with _running(Path(output), writer) as encoder:
            yield encoder


@contextlib.contextmanager
def _running(output: Path, writer: Writer) -> Iterator[Encoder]:
    encoder = Encoder(writer)
    try:
        with _speaking(output):
            yield encoder
            encoder.finish()
    except BaseException:
        encoder.abort()
        raise


@contextlib.contextmanager
def _speaking(output: Path) -> Iterator[None]:
    """FFmpeg's errors as one sentence; those of the operating system stay OSError."""
    import av

    try:
        yield
    except av.error.FFmpegError as error:
        number = error.errno or 0
        if isinstance(error, OSError) and number in errno.errorcode:
            raise cannot_write(output, OSError(number, os.strerror(number))) from error
        why = (error.strerror or type(error).__name__).lower()
        raise ExportError(_CODEC, field=str(output), path=str(output), why=why) from error


@contextlib.contextmanager
def _folder(target: Path, count: int) -> Iterator[Path]:
    """A temporary folder beside (or in) ``target``, whose pictures take their place when the block ends well."""
    try:
        old = _frames_in(target) if target.is_dir() else {}
        stale = [name for name, number in old.items() if number > count]
        if stale:
            raise ExportError(_MIXED, field=str(target), path=str(target), old=min(stale), count=count)
        existed = target.is_dir()
        if not existed and target.exists():
            raise NotADirectoryError(errno.ENOTDIR, "")
        temporary = Path(tempfile.mkdtemp(prefix=".landscape-", dir=target if existed else target.parent))
    except OSError as error:
        raise cannot_write(target, error) from error
    try:
        yield temporary
        if existed:
            for picture in sorted(temporary.iterdir()):
                picture.replace(target / picture.name)
        else:
            mask = os.umask(0o077)
            os.umask(mask)
            temporary.chmod(0o777 & ~mask)
            temporary.replace(target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _frames_in(folder: Path) -> dict[str, int]:
    found = ((p.name, re.fullmatch(r"frame-(\d{4,})\.png", p.name)) for p in folder.iterdir())
    return {name: int(match[1]) for name, match in found if match}


def _bgra(image: QImage) -> Any:
    """The picture as a frame that shares its memory; both live as long as the frame does."""
    import av

    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = rows[:, : image.width()].view(_Pixels)
    pixels.owner = image
    return av.VideoFrame.from_numpy_buffer(pixels, format="bgra")


class _Pixels(np.ndarray[Any, np.dtype[np.uint8]]):
    """An array that keeps the picture alive whose memory it shows: a filter may hold a frame for a while."""

    owner: QImage


def _save_png(image: QImage, path: Path) -> None:
    from PySide6.QtCore import QFile, QIODevice
    from PySide6.QtGui import QImageWriter

    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        _raise_os(path)
    writer = QImageWriter(file, b"png")
    writer.setCompression(40)  # of 100: a third of the time of the default for a tenth more bytes
    ok = writer.write(image)
    ok = file.flush() and ok
    file.close()
    if not ok:
        _raise_os(path)


def _raise_os(path: Path) -> None:
    """Qt says only that it failed; ask the system why."""
    with path.open("ab") as probe:
        probe.write(b"\0" * 4096)
        probe.flush()
        os.fsync(probe.fileno())
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _centisecond(frame: int, fps: int) -> int:
    return (2 * GIF_CENTISECONDS * frame + fps) // (2 * fps)  # rounds halves up, exactly
