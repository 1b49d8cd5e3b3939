"""Sharpness along a training, beside the threshold of its method, and what a rescaling makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.nn.sharpness import HOMOGENEOUS, SCALES, Along, Rescaled, along, rescaled
from core.objectives.network_slice import NetworkSlice
from landscape_app.studies.base import Row, Study

_ALONG = 0.7  # of the work, where there is a rescaling too


@dataclass(frozen=True, eq=False)
class Sharp:
    """``rescaled``: one for each hidden layer, () where the activation is not homogeneous."""

    along: Along
    rescaled: tuple[Rescaled, ...] = ()
    share: float = 1.0

    def table(self) -> list[Row]:
        """One row an epoch measured."""
        a = self.along
        head: list[Row] = [
            ("epoch", "training loss", "largest eigenvalue", "trace", "standard error of the trace",
             "filter-normalised sharpness", "largest eigenvalue of the preconditioned Hessian", "threshold"),
        ]  # fmt: skip
        columns = (a.loss[a.epochs], a.largest, a.trace, a.error, a.filtered, a.preconditioned, a.threshold)
        head += [
            (int(k), *(float(value) for value in row)) for k, *row in zip(a.epochs, *columns, strict=True)
        ]  # fmt: skip
        if self.rescaled:
            head.append(("hidden layer", "scale c", "largest eigenvalue", "trace", "filter-normalised sharpness",
                         "largest relative change of an output"))  # fmt: skip
        for each in self.rescaled:
            rows = zip(SCALES, each.largest, each.trace, each.filtered, each.moved, strict=True)
            head += [(each.layer, *(float(value) for value in row)) for row in rows]
        return head


class SharpnessStudy(Study):
    """Of the training."""

    name = "sharpness"

    def work(self, objective: NetworkSlice) -> Iterator[Sharp | None]:
        setup = objective.alone
        more = setup.activation in HOMOGENEOUS and len(setup.units) > 0
        part = _ALONG if more else 1.0
        found: Sharp | None = None
        for a in along(setup):
            found = None if a is None else Sharp(a, share=part * a.share)
            yield found
        assert found is not None, "the last that is yielded is whole"
        for layer in rescaled(setup) if more else ():
            if layer is None:
                yield None
                continue
            layers = (*found.rescaled, layer)
            rest = len(layers) / len(setup.units)
            found = replace(found, rescaled=layers, share=1.0 if rest == 1 else part + (1 - part) * rest)
            yield found
