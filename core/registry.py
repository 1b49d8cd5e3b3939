"""Name -> class, for objectives and optimisers. Built-ins register by being a file in their folder.

>>> registry.create("optimizer", "adam", lr=0.01)
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

from core.params import params_of
from core.words import QT_TRANSLATE_NOOP, CoreError, Said

_PACKAGES = {
    "objective": "core.objectives",
    "optimizer": "core.optimizers",
    "linesearch": "core.linesearch",
    "schedule": "core.schedules",
    "activation": "core.nn.activations",
    "loss": "core.nn.losses",
    "toy": "core.nn.toys",
}
_WORDS = ("label", "help", "remark", "source")  # of a class, that a person reads
_classes: dict[str, dict[str, type[Any]]] = {kind: {} for kind in _PACKAGES}
_loaded: set[str] = set()
T = TypeVar("T")


class UnknownName(CoreError):
    """No class of that kind has that id, or the class has no such field."""


def register(kind: str, id: str) -> Callable[[type[T]], type[T]]:
    """Class decorator: make a class known under ``id`` (snake_case); sets its ``id`` attribute."""

    def decorate(cls: type[T]) -> type[T]:
        if id in _classes[kind]:
            raise ValueError(f"two {kind} classes are called {id!r}")
        cls.id = id  # type: ignore[attr-defined]
        for name in _WORDS:
            if isinstance(vars(cls).get(name), str):
                setattr(cls, name, Said(vars(cls)[name]))
        _classes[kind][id] = cls
        return cls

    return decorate


def _load(kind: str) -> None:
    if kind not in _classes:
        raise UnknownName(_NO_KIND, kind=kind, known=", ".join(_PACKAGES))
    if kind not in _loaded:
        _loaded.add(kind)
        package = importlib.import_module(_PACKAGES[kind])
        for module in sorted(m.name for m in pkgutil.iter_modules(getattr(package, "__path__", ()))):
            importlib.import_module(f"{package.__name__}.{module}")


_NO_KIND = QT_TRANSLATE_NOOP("errors", "there is no kind {kind!r}; there are {known}")
_NO_NAME = QT_TRANSLATE_NOOP("errors", "there is no {kind} {id!r}; there are {known}")
_NO_FIELD = QT_TRANSLATE_NOOP("errors", "{id} has no field {name!r}; it has {known}")


def names(kind: str) -> tuple[str, ...]:
    """The ids of a kind, in order of (group, order, id) so that lists read well."""
    _load(kind)
    found = _classes[kind]
    return tuple(sorted(found, key=lambda i: (getattr(found[i], "order", 100), i)))


def get(kind: str, id: str) -> type[Any]:
    """The class called ``id``; raises :class:`UnknownName` with the list of known ids."""
    _load(kind)
    try:
        return _classes[kind][id]
    except (KeyError, TypeError):
        raise UnknownName(_NO_NAME, kind=kind, id=id, known=", ".join(names(kind))) from None


def create(kind: str, id: str, **fields: Any) -> Any:
    """An instance of the class called ``id``; unknown fields and bad values raise a :class:`CoreError`."""
    cls = get(kind, id)
    known = params_of(cls)
    for name in fields:
        if name not in known:
            raise UnknownName(_NO_FIELD, field=name, id=id, name=name, known=", ".join(known) or "none")
    return cls(**fields)
