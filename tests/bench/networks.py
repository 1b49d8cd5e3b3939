"""Networks: the loss on a plane through weight space, and an epoch of training, against PyTorch and loss-landscapes;
and how soon a slider of the network is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import numpy as np

from core import registry
from core.batches import Batching
from core.experiment import Run
from core.nn.activations import Tanh
from core.nn.initial import initial
from core.nn.mlp import Mlp
from core.nn.network_loss import Data
from core.nn.planes import Plane, random_plane
from core.nn.responses import responses
from core.nn.slice_grid import slice_tiles
from core.nn.training import Recipe, losses, train_epochs
from core.objectives.network_slice import NetworkSlice
from landscape_app.network_picture import POINTS, plane_of
from tests.bench.measure import Row, best

SIDE, SAMPLES, BATCH = 101, 500, 10
PLANE = f"loss on a {SIDE}² plane, 2-8-8-1 tanh, {SAMPLES} samples"
EPOCH = f"an epoch of Adam, 2-8-8-1 tanh, {SAMPLES} samples in batches of {BATCH}"


def rows() -> Iterator[Row]:
    """The plane, the epoch and the sliders."""
    yield from _against_peers()
    yield from _sliders()


def _against_peers() -> Iterator[Row]:
    toy = registry.create("toy", "spiral", samples=SAMPLES, test_share=0.0).split()[0]
    data = Data(toy.inputs / 5, toy.targets[:, None].astype(float))
    run = Run(registry.create("optimizer", "adam", lr=0.01), batching=Batching(BATCH))
    recipe = Recipe(Mlp((2, 8, 8, 1), Tanh()), registry.create("loss", "binary_cross_entropy"), run)
    w = initial(recipe.mlp, "xavier", 0)
    plane, axis = random_plane(recipe.mlp, w, 0), np.linspace(-1, 1, SIDE)
    loss = losses(recipe, data)
    with ThreadPoolExecutor(2) as executor:
        took = best(lambda: list(slice_tiles(loss, plane, axis, axis, executor=executor)), 7)
    empty = Data(np.zeros((0, 2)), np.zeros((0, 1)))
    start = next(train_epochs(recipe, data, empty, 1))
    epoch = best(lambda: list(train_epochs(recipe, data, empty, 1, start.checkpoint)), 3)
    try:
        import torch
    except ImportError as error:
        yield Row(PLANE, took, "a plain torch loop", None, "≥ 15×", str(error))
        yield Row(PLANE, took, "loss-landscapes' random_plane", None, "≥ 10×", str(error))
        yield Row(EPOCH, epoch, "a torch loop", None, "≥ 3×", str(error))
        return
    torch.set_num_threads(2)
    try:
        peer, note = best(partial(_loss_landscapes, data, w), 3), ""
    except ImportError as error:
        peer, note = None, str(error)
    yield Row(PLANE, took, "loss-landscapes' random_plane", peer, "≥ 10×", note)
    yield Row(PLANE, took, "a plain torch loop", best(partial(_torch_loop, data, plane, axis), 3), "≥ 15×")
    yield Row(PLANE, took, "torch.func.vmap", best(partial(_torch_vmap, data, plane, axis), 5), "≥ 2.5×")
    yield Row(EPOCH, epoch, "a torch loop", best(partial(_torch_epoch, data, w), 3), "≥ 3×")


def _sliders() -> Iterator[Row]:
    """What the window computes when one is moved, by the functions that it calls: one that leaves the weights as they
    are, to the whole slice, and one that trains them anew, to the slice's first rows.
    """
    network = registry.create("objective", "network_slice", data="spiral")
    assert isinstance(network, NetworkSlice)
    reaches, rates = count(1), count(1)
    shown = best(lambda: _seen(replace(network, reach=1.0 + 1e-3 * next(reaches)), False), 5)
    trained = best(lambda: _seen(replace(network, lr=0.02 + 1e-5 * next(rates)), True), 5)
    size = f"2-{network.hidden}-1 {network.activation}, {network.samples} samples"
    what = f"units' responses, decision and {network.finest}² slice after a slider, {size}"
    yield Row(what, shown, "a tenth of a second", 0.1, "≥ 1×")
    what = f"the same with the slice's first rows, after {network.epochs} epochs of training anew"
    yield Row(what, trained, "a tenth of a second", 0.1, "≥ 1×")


def _seen(network: NetworkSlice, coarse: bool) -> None:
    trained = network.trained
    responses(trained.recipe.mlp, trained.recipe.loss, trained.epochs[-1].w, plane_of(trained), POINTS)
    x, y = (np.linspace(low, high, network.finest) for low, high in network.domain)
    for rows, _ in network.grid(x, y):
        if coarse and len(rows):
            return


def _net() -> Any:
    from torch import nn

    return nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 1))


def _tensors(data: Data) -> tuple[Any, Any]:
    import torch

    return torch.tensor(data.inputs, dtype=torch.float32), torch.tensor(data.targets, dtype=torch.float32)


def _loss_landscapes(data: Data, w: Any) -> Any:
    import loss_landscapes
    import torch
    from loss_landscapes.metrics import Loss
    from torch.nn.functional import binary_cross_entropy_with_logits
    from torch.nn.utils import vector_to_parameters

    net, (x, y) = _net(), _tensors(data)
    # Its normalisation divides by zero where all biases of a layer are zero.
    vector_to_parameters(torch.tensor(np.where(w == 0, 0.01, w), dtype=torch.float32), net.parameters())
    with torch.no_grad():
        metric = Loss(binary_cross_entropy_with_logits, x, y)
        return loss_landscapes.random_plane(net, metric, 1, SIDE, "filter", True)


def _torch_loop(data: Data, plane: Plane, axis: Any) -> Any:
    """What a script does: put the weights in, call the network, next point."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits
    from torch.nn.utils import vector_to_parameters

    net, (x, y) = _net(), _tensors(data)
    w, u, v = (torch.tensor(part, dtype=torch.float32) for part in (plane.origin, plane.u, plane.v))
    out = np.empty((len(axis), len(axis)))
    with torch.no_grad():
        for j, b in enumerate(axis.tolist()):
            for i, a in enumerate(axis.tolist()):
                vector_to_parameters(w + a * u + b * v, net.parameters())
                out[j, i] = float(binary_cross_entropy_with_logits(net(x), y))
    return out


def _torch_vmap(data: Data, plane: Plane, axis: Any) -> Any:
    """The whole plane as one batched call, in chunks that fit the memory."""
    import torch
    from torch.func import functional_call, vmap
    from torch.nn.functional import binary_cross_entropy_with_logits

    net, (x, y) = _net(), _tensors(data)
    shapes = {name: p.shape for name, p in net.named_parameters()}
    sizes = [shape.numel() for shape in shapes.values()]

    def loss(w: Any) -> Any:
        parts = dict(
            zip(shapes, (p.reshape(s) for p, s in zip(w.split(sizes), shapes.values(), strict=True)), strict=True)
        )
        return binary_cross_entropy_with_logits(functional_call(net, parts, (x,)), y)

    points = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    w = torch.tensor(plane.at(points), dtype=torch.float32)
    with torch.no_grad():
        return vmap(loss, chunk_size=256)(w)


def _torch_epoch(data: Data, w: Any) -> Any:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits
    from torch.nn.utils import vector_to_parameters

    net, (x, y) = _net(), _tensors(data)
    vector_to_parameters(torch.tensor(w, dtype=torch.float32), net.parameters())
    optimizer: Any = torch.optim.Adam(net.parameters(), lr=0.01)
    step: Callable[[], Any] = optimizer.step
    for batch in torch.randperm(len(x)).split(BATCH):
        optimizer.zero_grad()
        binary_cross_entropy_with_logits(net(x[batch]), y[batch]).backward()
        step()
    return net
