"""Train a small network with NumPy alone, hand its training over, and say how to open it.

    python examples/handover_numpy.py [moons.npz]

A 2-8-1 network with tanh learns two half-moons by gradient descent with momentum. Its weights stay a dict of arrays.
"""

from __future__ import annotations

import sys

import numpy as np

from landscape_app import handover

EPOCHS = 120


def moons(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, 2) of two half-moons, and which of them each belongs to, 0 or 1."""
    angle = rng.uniform(0, np.pi, count)
    which = np.arange(count) % 2
    x = np.where(which, 1 - np.cos(angle), np.cos(angle))
    y = np.where(which, 0.5 - np.sin(angle), np.sin(angle))
    return np.stack([x, y], axis=-1) + rng.normal(0, 0.15, (count, 2)), which


def forward(w: dict[str, np.ndarray], x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The hidden layer's outputs (n, 8) and the logits (n,)."""
    h = np.tanh(x @ w["W1"].T + w["b1"])
    return h, h @ w["W2"][0] + w["b2"][0]


def loss(w: dict[str, np.ndarray], x: np.ndarray, t: np.ndarray) -> float:
    """The mean cross-entropy, ln(1 + e^s) - t s."""
    s = forward(w, x)[1]
    return float(np.mean(np.logaddexp(0, s) - t * s))


def gradient(w: dict[str, np.ndarray], x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
    """Backpropagation."""
    h, s = forward(w, x)
    delta2 = (1 / (1 + np.exp(-s)) - t)[:, None] / len(x)
    delta1 = delta2 * w["W2"] * (1 - h**2)
    return {"W1": delta1.T @ x, "b1": delta1.sum(0), "W2": delta2.T @ h, "b2": delta2.sum(0)}


def main(path: str) -> None:
    """Train, write ``path``, and tell."""
    rng = np.random.default_rng(0)
    train, test = moons(200, rng), moons(200, rng)
    w = {"W1": rng.normal(size=(8, 2)), "b1": np.zeros(8), "W2": rng.normal(size=(1, 8)) / 8**0.5, "b2": np.zeros(1)}
    v = {name: np.zeros_like(a) for name, a in w.items()}
    records, train_losses, test_losses = [w], [loss(w, *train)], [loss(w, *test)]
    for _ in range(EPOCHS):
        for batch in np.array_split(rng.permutation(200), 10):
            g = gradient(w, train[0][batch], train[1][batch])
            v = {name: 0.9 * v[name] + g[name] for name in w}
            w = {name: w[name] - 0.05 * v[name] for name in w}
        records.append(w)  # new arrays in every step: nothing to copy
        train_losses.append(loss(w, *train))
        test_losses.append(loss(w, *test))

    told = handover.write(
        path,
        records,
        {"training loss": lambda w: loss(w, *train), "test loss": lambda w: loss(w, *test)},
        train=train_losses,
        test=test_losses,
    )
    print(f"{path}: the plane shows {told.explained:.0%} of the path's variance,")
    print(f"and would show {told.random_walk:.0%} of a random walk's. Open it with:  landscape {path}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "moons.npz")
