"""Two networks trained from different first weights, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.nn.connection import Connection, T, connection
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.studies.base import Row, Study

_NO_EPOCHS = QT_TRANSLATE_NOOP("studies", "The training has no epochs: there are no two trained networks.")


@dataclass(frozen=True, eq=False)
class Connected(Connection):
    """What was found, as a table too."""

    def table(self) -> list[Row]:
        """One row a place on a way."""
        head: list[Row] = [("way", "t", "training loss", "test loss", "training accuracy", "test accuracy")]
        ways = {**self.ways(), "first weights to trained": self.first}
        return head + [
            (name, *(float(a) for a in row))
            for name, way in ways.items()
            for row in zip(T, way.train, way.test, way.train_accuracy, way.test_accuracy, strict=True)
        ]


class ConnectionStudy(Study):
    """Of the training, whatever plane is shown of it."""

    name = "connection"

    def why_not(self, objective: NetworkSlice) -> str:
        return _NO_EPOCHS if objective.epochs == 0 else ""

    def work(self, objective: NetworkSlice) -> Iterator[Connected | None]:
        for found in connection(objective.alone):
            yield None if found is None else Connected(**vars(found))
