"""Train a small network with PyTorch, hand its training over, and say how to open it.

    python examples/handover_torch.py [spiral.npz]

A 2-16-16-1 network with tanh learns two spirals with Adam on mini-batches. Landscape never imports PyTorch: the loss is
called here, with flat vectors in the order of ``parameters_to_vector``, many of them at once through ``vmap``.
"""

from __future__ import annotations

import sys

import numpy as np
import torch
from torch import nn
from torch.func import functional_call, vmap
from torch.nn.utils import parameters_to_vector

from landscape_app import handover

EPOCHS = 150
BATCH = 32


def spirals(count: int, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Points (n, 2) of two spirals, and which of them each belongs to, (n, 1)."""
    way = torch.rand(count, generator=generator)
    which = (torch.arange(count) % 2).float()
    angle = 6 * way + torch.pi * which
    points = torch.stack([way * angle.sin(), way * angle.cos()], dim=1)
    return points + 0.03 * torch.randn(count, 2, generator=generator), which[:, None]


def network() -> nn.Sequential:
    """2-16-16-1."""
    return nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))


def main(path: str) -> None:
    """Train, write ``path``, and tell."""
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(0)
    (x, t), (x_test, t_test) = spirals(256, generator), spirals(256, generator)
    net, criterion = network(), nn.BCEWithLogitsLoss()
    optimiser = torch.optim.Adam(net.parameters(), lr=0.01)

    records, train, test = [], [], []

    def record() -> None:
        # parameters_to_vector makes a new tensor; of a state_dict keep clones
        records.append(parameters_to_vector(net.parameters()).detach())
        with torch.no_grad():
            train.append(criterion(net(x), t).item())
            test.append(criterion(net(x_test), t_test).item())

    record()
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(x), generator=generator).split(BATCH):
            optimiser.zero_grad()
            criterion(net(x[batch]), t[batch]).backward()
            optimiser.step()
        record()

    shapes = [(name, tuple(p.shape)) for name, p in net.named_parameters()]

    def named(w: torch.Tensor) -> dict[str, torch.Tensor]:
        """A flat vector as the network's parameters."""
        parts = w.split([int(np.prod(shape)) for _, shape in shapes])
        return {name: part.reshape(shape) for (name, shape), part in zip(shapes, parts, strict=True)}

    at_once = vmap(lambda w: criterion(functional_call(net, named(w), x), t))

    def loss(w: np.ndarray) -> torch.Tensor:
        """The training loss (n,) at weights (n, d)."""
        with torch.no_grad():
            return at_once(torch.from_numpy(w))

    def tell(done: int, total: int) -> None:
        print(f"\r{done}/{total} evaluations", end="" if done < total else "\n", file=sys.stderr)

    told = handover.write(
        path,
        records,
        {"training loss": loss},
        shapes=shapes,  # names the arrays; needed for directions="filter"
        train=train,
        test=test,
        batch=128,
        progress=tell,
    )
    assert told.explained is not None
    assert told.random_walk is not None
    print(f"The plane shows {told.explained:.0%} of the path's variance; a random walk's own, {told.random_walk:.0%}.")
    print(f"Open it with:  landscape {path}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "spiral.npz")
