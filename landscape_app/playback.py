"""The clock of the play head: an index that moves over finished runs. It computes nothing.

At 1× a whole race takes :data:`RACE_SECONDS`, but a short one never runs slower than :data:`SLOWEST` steps a second:
the rate is ``speed * max(length / 8, 4)`` steps a second. Time passes in ticks of 1/60 s, so that the positions shown
do not depend on how evenly the timer fires.
"""

from __future__ import annotations

import math
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from landscape_app.courtesy import GUI

RACE_SECONDS = 8.0  # a whole race at 1x
SLOWEST = 4.0  # steps a second at 1x, at least
SPEEDS = (0.1, 10.0)
TICK = 1 / 60  # seconds
_CATCH_UP = 15  # ticks made up for at once after the program was held up


class Playback(QObject):
    """Head, speed and loop; ``advance(dt)`` is the whole clockwork, the timer only calls it."""

    head_changed = Signal(float)  # fractional step
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    loop_changed = Signal(bool)
    length_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._length = 0
        self._complete = True
        self._target = 0.0  # where the head wants to be: inf is "at the end, wherever that comes to lie"
        self._head = 0.0
        self._speed = 1.0
        self._loop = False
        self._playing = False
        self._last = 0.0
        self._owed = 0.0  # seconds not yet spent in whole ticks
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(16)
        self._timer.timeout.connect(self._tick)

    @property
    def head(self) -> float:
        """The fractional step shown, 0 ... length."""
        return self._head

    @property
    def length(self) -> int:
        """The steps of the longest run."""
        return self._length

    @property
    def playing(self) -> bool:
        """Whether the head moves by itself."""
        return self._playing

    @property
    def speed(self) -> float:
        """Times the standard rate, 0.1 ... 10."""
        return self._speed

    @property
    def loop(self) -> bool:
        """Whether the end is followed by the start."""
        return self._loop

    @property
    def at_end(self) -> bool:
        """Whether the last step is shown."""
        return self._head >= self._length

    @property
    def steps_per_second(self) -> float:
        """The rate at the present speed."""
        return self._speed * max(self._length / RACE_SECONDS, SLOWEST)

    def set_length(self, length: int, *, complete: bool = True) -> None:
        """The longest run has ``length`` steps (so far, unless ``complete``).

        A head at the end stays at the end, any other keeps its step, also while the runs are recomputed and short
        for a moment. While the runs grow, a playing head waits for them rather than stop.
        """
        self._complete = complete
        if length != self._length:
            self._length = max(0, int(length))
            self.length_changed.emit(self._length)
        self._show()

    def set_speed(self, speed: float) -> None:
        """Times the standard rate; held within 0.1 ... 10."""
        speed = min(max(float(speed), SPEEDS[0]), SPEEDS[1])
        if speed != self._speed:
            self._speed = speed
            self.speed_changed.emit(speed)

    def set_loop(self, loop: bool) -> None:
        """Whether to start again at the end."""
        if loop != self._loop:
            self._loop = loop
            self.loop_changed.emit(loop)

    def play(self) -> None:
        """Start to move; from the start, where the head is at the end."""
        if self._playing:
            return
        if self._complete and self.at_end:
            self._go(0.0)
        self._playing = True
        self._last, self._owed = perf_counter(), 0.0
        self._timer.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stay where the head is."""
        if not self._playing:
            return
        self._playing = False
        self._timer.stop()
        self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self._playing:
            self.pause()
        else:
            self.play()

    def step(self, by: int) -> None:
        """Pause, and go to the next (+1) or the previous (-1) whole step."""
        self.pause()
        whole = math.floor(self._head) if by > 0 else math.ceil(self._head)
        self._go(float(whole + by))

    def seek(self, step: float) -> None:
        """Show ``step``; playing goes on from there."""
        if math.isfinite(step):
            self._go(float(step))

    def to_start(self) -> None:
        """Show the start."""
        self._go(0.0)

    def to_end(self) -> None:
        """Show the last step, and follow it where the runs grow or shrink."""
        self._go(math.inf)

    def advance(self, dt: float) -> None:
        """Let ``dt`` seconds pass: the head moves if it is playing, and pauses or starts again at the end."""
        if not self._playing or dt <= 0:
            return
        if self._length == 0 and self._complete:
            self.pause()
            return
        position = self._head + self.steps_per_second * dt
        if position < self._length:
            self._go(position)
        elif not self._complete:
            self._target = float(self._length)  # wait here, do not jump ahead when more arrives
            self._show()
        elif self._loop:
            self._go(position % self._length)
        else:
            self._go(math.inf)
            self.pause()

    def _tick(self) -> None:
        now = perf_counter()
        self._owed += now - self._last
        self._last = now
        ticks = int(self._owed / TICK)
        if ticks:
            self._owed = 0.0 if ticks > _CATCH_UP else self._owed - ticks * TICK
            with GUI.first():
                self.advance(min(ticks, _CATCH_UP) * TICK)

    def _go(self, step: float) -> None:
        step = max(0.0, step)
        at_end = self._complete and self._length > 0 and step >= self._length
        self._target = math.inf if at_end else step
        self._show()

    def _show(self) -> None:
        head = min(self._target, float(self._length))
        if head != self._head:
            self._head = head
            self.head_changed.emit(head)
