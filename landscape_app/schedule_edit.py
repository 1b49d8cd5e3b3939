"""A schedule edited by its curve: the handles on it, and the schedule as it is once one of them has been dragged."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.arrays import Array
from core.params import params_of
from core.schedules.base import MAX_STEPS, Schedule
from core.schedules.drawn import Drawn

MOST_KNOTS = 40
_TOLERANCE = 0.01  # of the factor, within which a drawn curve follows the one it was made of
_LEAST_SPAN = 20


@dataclass(frozen=True)
class Handle:
    """At step ``k`` and that factor; ``name`` says what it sets, ``across`` and ``up`` which ways it goes."""

    name: str
    k: float
    factor: float
    across: bool = True
    up: bool = True


def span(schedule: Schedule) -> int:
    """How many steps of it are shown."""
    s: Any = schedule
    ends: dict[str, Callable[[], float]] = {
        "step_decay": lambda: 3.2 * s.every,
        "exponential": lambda: math.log(0.05) / math.log(s.gamma) if 0 < s.gamma < 1 else 100,
        "cosine_restarts": lambda: s.first * (1 + s.growth) * 1.1,
        "inverse_sqrt": lambda: 30 * s.scale,
        "inverse_time": lambda: 10 * s.scale,
        "cyclic": lambda: 4.4 * s.half_period,
        "drawn": lambda: 1.2 * s.knots[-1][0],
    }
    own = ends[s.id]() if s.id in ends else 1.2 * getattr(s, "length", 40)
    return max(_LEAST_SPAN, min(MAX_STEPS, math.ceil(float(schedule.warmup * 1.25 + own))))


def handles(schedule: Schedule, steps: int) -> tuple[Handle, ...]:
    """On the curve over ``steps`` steps, from left to right of each kind."""
    s: Any = schedule
    w = s.warmup
    own: tuple[Handle, ...] = ()
    if s.id == "drawn":
        own = tuple(Handle(f"knot {i}", w + k, f) for i, (k, f) in enumerate(s.knots))
    elif s.id == "step_decay":
        own = (Handle("every", w + s.every, s.gamma),)
    elif s.id in ("cosine", "polynomial"):
        own = (Handle("length", w + s.length, s.floor),)
    elif s.id == "cosine_restarts":
        own = (Handle("first", w + s.first, s.floor),)
    elif s.id == "cyclic":
        own = (Handle("half_period", w + s.half_period, 1.0, up=False), Handle("floor", w, s.floor, across=False))
    elif s.id == "one_cycle":
        rise, end = s.rise * s.length - 1, s.length - 1.0
        own = (Handle("rise", w + max(0.0, rise), 1.0, up=False), Handle("length", w + end, 0.0, up=False))
    elif s.id in ("exponential", "inverse_sqrt", "inverse_time"):
        at = w + _middle(steps)
        own = (Handle("height", at, float(s.factor(np.array(at))), across=False),)
    first = float(s.rule(np.array(0)))
    warm = [Handle("warmup", w, first, up=False)] if s.id != "drawn" or w else []
    warm += [Handle("warmup_from", 0.0, s.warmup_from * first, across=False)] if w else []
    return (*own, *warm)


def dragged(schedule: Schedule, name: str, k: float, factor: float, steps: int) -> Schedule:
    """The schedule whose handle ``name`` is at (k, factor), or as near as its parameters allow."""
    s: Any = schedule
    at, factor = k - s.warmup, round(factor, 3)
    if name.startswith("knot "):
        return _knot_moved(s, int(name.split()[1]), at, factor)
    values: dict[str, Callable[[], dict[str, float]]] = {
        "every": lambda: {"every": at, "gamma": factor},
        "length": lambda: {"length": at + 1} if s.id == "one_cycle" else {"length": at, "floor": factor},
        "first": lambda: {"first": at, "floor": factor},
        "half_period": lambda: {"half_period": at},
        "floor": lambda: {"floor": factor},
        "rise": lambda: {"rise": round((at + 1) / s.length, 3)},
        "height": lambda: _through(s, _middle(steps), factor),
        "warmup": lambda: {"warmup": k},
        "warmup_from": lambda: {"warmup_from": factor / max(1e-9, float(s.rule(np.array(0))))},
    }
    return _with(s, **values[name]())


def with_knot(schedule: Drawn, k: float, factor: float) -> Drawn:
    """One more knot, at step ``k`` counted with the warm-up; none where one stands or there are too many."""
    at = float(max(0, round(k - schedule.warmup)))
    if len(schedule.knots) >= MOST_KNOTS or any(knot[0] == at for knot in schedule.knots):
        return schedule
    return replace(schedule, knots=tuple(sorted((*schedule.knots, (at, max(0.0, round(factor, 3)))))))


def without_knot(schedule: Drawn, index: int) -> Drawn:
    """Knot number ``index`` taken out; the last one stays."""
    if len(schedule.knots) < 2:
        return schedule
    return replace(schedule, knots=schedule.knots[:index] + schedule.knots[index + 1 :])


def as_drawn(schedule: Schedule, steps: int) -> Drawn:
    """A broken line that follows the curve, warm-up and all, over ``steps`` steps."""
    k = np.arange(steps + 1)
    f = np.asarray(schedule.factor(k), dtype=np.float64)
    chosen = [0, steps]
    while len(chosen) < MOST_KNOTS:
        off: Array = np.abs(np.interp(k, chosen, f[chosen]) - f)
        worst = int(np.argmax(off))
        if off[worst] <= _TOLERANCE:
            break
        chosen = sorted([*chosen, worst])
    return Drawn(knots=tuple((float(i), round(float(f[i]), 4)) for i in chosen))


def _middle(steps: int) -> int:
    return max(1, steps // 4)


def _through(s: Any, at: int, factor: float) -> dict[str, float]:
    """What makes the curve pass through ``factor`` at ``at`` steps after the warm-up."""
    f = min(max(factor, 0.01), 0.99)
    if s.id == "exponential":
        return {"gamma": f ** (1 / at)}
    return {"scale": at * f / (1 - f) if s.id == "inverse_time" else at / (1 / f**2 - 1)}


def _with(s: Any, **values: float) -> Schedule:
    """Numbers cut to what their parameters allow; whole where they are."""
    known = params_of(type(s))
    cut = {}
    for name, value in values.items():
        param = known[name]
        low = -math.inf if param.low is None else param.low
        high = math.inf if param.high is None else param.high
        low, high = (low + 1e-3 if param.low_open else low), (high - 1e-3 if param.high_open else high)
        value = min(max(value, low), high)
        cut[name] = round(value) if param.kind == "int" else value
    out: Schedule = replace(s, **cut)
    return out


def _knot_moved(s: Drawn, index: int, at: float, factor: float) -> Drawn:
    """Between its neighbours, to whole steps: the order stays."""
    knots = s.knots
    least = knots[index - 1][0] + 1 if index else 0.0
    most = knots[index + 1][0] - 1 if index + 1 < len(knots) else 1e6
    k = float(min(max(round(at), least), max(least, most)))
    if index + 1 < len(knots) and k >= knots[index + 1][0]:
        k = knots[index][0]
    return replace(s, knots=(*knots[:index], (k, min(max(factor, 0.0), 1e6)), *knots[index + 1 :]))
