"""What a study of a network is: long work behind one page of the network's pages, and a table of what came of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from typing import Any, ClassVar, Protocol

from core.objectives.network_slice import NetworkSlice

Row = tuple[str | float, ...]


class Found(Protocol):
    """What a study has found so far: each yields a class of its own, which can be written as a table."""

    @property
    def share(self) -> float:
        """How much of the work is done, 0 … 1."""

    def table(self) -> list[Row]:
        """The numbers, a heading first, for .csv files."""


class Study(ABC):
    """``work`` runs in a thread: yield None often while at work, and what is found so far now and then.

    The last thing yielded is whole (``share`` 1). Work that takes more than some seconds is ``by_hand``: it starts with
    a click. Studies have no state; two with equal ``key`` find the same.
    """

    name: ClassVar[str]
    by_hand: ClassVar[bool] = False
    amounts: ClassVar[tuple[int, ...]] = ()  # how much of it a person may ask for: random seeds, say

    def key(self, objective: NetworkSlice) -> Hashable:
        """What the findings depend on: the training, however its plane is cut."""
        return objective.alone

    def why_not(self, objective: NetworkSlice) -> str:
        """Why there is nothing to study, marked with QT_TRANSLATE_NOOP("studies", ...); "" where there is."""
        return ""

    @abstractmethod
    def work(self, objective: NetworkSlice) -> Iterator[Any]:
        """None while at work, :class:`Found` now and then."""

    def more(self, objective: NetworkSlice, amount: int, known: Any) -> Iterator[Any]:
        """The same up to ``amount``, one of ``amounts`` (0: the usual one), where ``known`` (None: nothing) is what was
        found of an objective with the same key; a study whose work has no such end begins anew.
        """
        return self.work(objective)


def whole(study: Study, objective: NetworkSlice) -> Found | None:
    """The whole study here and now, for the command line and tests; None where there is nothing to study."""
    if study.why_not(objective):
        return None
    last: Found | None = None
    for found in study.work(objective):
        last = found if found is not None else last
    return last
