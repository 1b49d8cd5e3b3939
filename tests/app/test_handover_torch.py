"""What PyTorch hands over is what PyTorch computes; ``make torch`` installs it and runs this."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.words import CoreError
from landscape_app import app, handover
from landscape_app.assets_store import open_values

torch = pytest.importorskip("torch", reason="needs PyTorch: make torch")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def example() -> Any:
    spec = importlib.util.spec_from_file_location("handover_torch", ROOT / "examples" / "handover_torch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_s_file_opens_and_agrees_with_pytorch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    module = example()
    monkeypatch.setattr(module, "EPOCHS", 25)
    kept: list[Any] = []
    write = handover.write

    def spied(path: Any, weights: Any, *arguments: Any, **options: Any) -> Any:
        kept.extend(weights)
        return write(path, weights, *arguments, **options)

    monkeypatch.setattr(module.handover, "write", spied)
    target = tmp_path / "spiral.npz"
    module.main(str(target))
    assert f"landscape {target}" in capsys.readouterr().out

    # The same again with PyTorch alone: the plane, the way, the losses.
    w = torch.stack(kept).double()
    assert w.shape == (26, 2 * 16 + 16 + 16 * 16 + 16 + 16 + 1)
    _, _, rows = torch.linalg.svd(w - w.mean(0), full_matrices=False)
    basis = torch.stack([row * torch.sign(row[row.abs().argmax()]) for row in rows[:2]])
    points = (w - w[-1]) @ basis.T
    net = module.network().double()
    x, t = (part.double() for part in module.spirals(256, torch.Generator().manual_seed(0)))

    def loss(flat: Any) -> float:
        torch.nn.utils.vector_to_parameters(flat, net.parameters())
        with torch.no_grad():
            return float(torch.nn.functional.binary_cross_entropy_with_logits(net(x), t))

    objective = open_values(target)
    recording = objective.recording
    assert recording is not None
    np.testing.assert_allclose(recording.points, points.numpy(), atol=1e-9)
    left = w - w[-1] - points @ basis
    np.testing.assert_allclose(recording.off, left.norm(dim=1).numpy(), atol=1e-9)
    assert recording.explained == pytest.approx(
        float((points - points.mean(0)).pow(2).sum() / (w - w.mean(0)).pow(2).sum())
    )
    rtol = 1e-4  # the network computed in float32
    np.testing.assert_allclose(recording.true["training loss"], [loss(v) for v in w], rtol=rtol)
    np.testing.assert_allclose(recording.seen["training loss"], [loss(w[-1] + p @ basis) for p in points], rtol=rtol)
    np.testing.assert_allclose(recording.logged["train"], recording.true["training loss"], rtol=rtol)
    (x0, x1), (y0, y1) = objective.domain
    for i, j in ((0, 0), (40, 3), (17, 40), (20, 20)):
        at = np.array([x0 + (x1 - x0) * i / 40, y0 + (y1 - y0) * j / 40])
        assert float(objective.value(at)) == pytest.approx(loss(w[-1] + torch.from_numpy(at) @ basis), rel=rtol)

    app.application()
    window = app.build(target)
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    assert window.store.scene.objective == objective
    assert window.playback.length == 25
    window.store.mark_saved()
    app.shutdown(window)


def test_filter_normalisation_is_that_of_a_convolutional_network_s_tensors() -> None:
    torch.manual_seed(1)
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.Flatten(), torch.nn.Linear(4 * 36, 3)
    )
    plan = handover.plan([dict(net.named_parameters())], directions="filter", seed=5)
    for which, direction in enumerate((plan.plane.u, plan.plane.v)):
        raw = torch.from_numpy(np.random.default_rng([5, which]).normal(size=direction.size))
        wanted, first = [], 0
        for p in net.parameters():
            d = raw[first : first + p.numel()].reshape(p.shape).clone()
            first += p.numel()
            if p.dim() <= 1:
                d.zero_()
            else:
                for row, like in zip(d, p.detach().double(), strict=True):
                    row.mul_(like.norm() / row.norm())
            wanted.append(d.flatten())
        np.testing.assert_allclose(direction, torch.cat(wanted).numpy(), rtol=1e-12, atol=1e-15)


def test_tensors_come_as_they_are(tmp_path: Path) -> None:
    weights = [
        {"a": torch.full((2, 2), float(k), requires_grad=True), "b": torch.tensor([k * k], dtype=torch.bfloat16)}
        for k in range(4)
    ]

    def loss(w: dict[str, Any]) -> Any:
        assert w["a"].dtype == w["b"].dtype == np.float32
        return torch.from_numpy(w["a"]).sum() + torch.from_numpy(w["b"]).sum().requires_grad_()

    told = handover.write(tmp_path / "a.npz", weights, loss, points=5)
    np.testing.assert_allclose(told.true["loss"], [4 * k + k * k for k in range(4)])


def test_tensors_that_were_not_cloned_are_noticed() -> None:
    net = torch.nn.Linear(3, 2)
    optimiser, records = torch.optim.SGD(net.parameters(), lr=0.1), []
    for _ in range(4):
        records.append(net.state_dict())
        net(torch.ones(3)).sum().backward()
        optimiser.step()
    with pytest.raises(CoreError, match=r"4 records that are all equal: keep copies \(in PyTorch detach\(\)\.clone"):
        handover.plan(records)
    bn = torch.nn.BatchNorm1d(2)
    with pytest.raises(CoreError, match="num_batches_tracked must be real numbers that are trained, got int64"):
        handover.plan([bn.state_dict()])
