"""What is looked at closely: one run of the race and what is drawn of it beside its path."""

from __future__ import annotations

from dataclasses import dataclass

from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

MAX_FAN = 500
MAX_CLOUD = 2_000
MAX_SWARM = 20_000


@dataclass(frozen=True)
class Lens:
    """Everything is off at first: a scene opens as a race, and is looked into by hand or by its file."""

    run: int = param(
        0,
        label=QT_TRANSLATE_NOOP("lens", "Run"),
        low=0,
        high=31,
        help=QT_TRANSLATE_NOOP("lens", "Which run of the race is looked at closely, counted from 0"),
    )
    vectors: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Vectors"),
        help=QT_TRANSLATE_NOOP("lens", "Arrows at the ball: gradient, noise, momentum, scaled step, step"),
    )
    curvature: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Curvature"),
        help=QT_TRANSLATE_NOOP(
            "lens", "The Hessian's ellipse and eigenvectors at the ball, and the ellipse that the method believes in"
        ),
    )
    taylor: str = param(
        "off",
        label=QT_TRANSLATE_NOOP("lens", "Taylor model"),
        choices=("off", "plane", "quadratic"),
        words=(
            QT_TRANSLATE_NOOP("lens", "off"),
            QT_TRANSLATE_NOOP("lens", "order 1: tangent plane"),
            QT_TRANSLATE_NOOP("lens", "order 2: quadratic"),
        ),
        help=QT_TRANSLATE_NOOP("lens", "The local model of f at the ball, as a translucent surface"),
    )
    halves: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Halves of the step"),
        help=QT_TRANSLATE_NOOP("lens", "The gradient half and the prox half of a proximal step; ADMM's x, z and u"),
    )
    cloud: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Gradient cloud"),
        help=QT_TRANSLATE_NOOP("lens", "The gradients that chance may give at the ball, their mean and covariance"),
    )
    fan: int = param(
        0,
        label=QT_TRANSLATE_NOOP("lens", "Fan of seeds"),
        low=0,
        high=MAX_FAN,
        slider=(0, 200),
        help=QT_TRANSLATE_NOOP("lens", "Seeds of the run drawn at once, with median and quantiles; 0 is none"),
    )
    noise_ball: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Noise ball"),
        help=QT_TRANSLATE_NOOP("lens", "Where SGD with a constant step comes to rest: the stationary covariance"),
    )
    rotation: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("lens", "Rotation test"),
        low=-180.0,
        high=180.0,
        unit="°",
        help=QT_TRANSLATE_NOOP(
            "lens", "Turn surface and start by this angle, run again, turn the paths back and lay them over"
        ),
    )
    ghost: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("lens", "Ghost"),
        help=QT_TRANSLATE_NOOP("lens", "Keep the race as it was before the last change, faded"),
    )
    swarm: int = param(
        0,
        label=QT_TRANSLATE_NOOP("lens", "Swarm"),
        low=0,
        high=MAX_SWARM,
        slider=(0, 10_000),
        help=QT_TRANSLATE_NOOP("lens", "How many starts of the run, spread over the plane, move at once; 0 none"),
    )

    follow: str = param(
        "training",
        label=QT_TRANSLATE_NOOP("lens", "The network shown"),
        choices=("training", "run"),
        words=(
            QT_TRANSLATE_NOOP("lens", "of the training"),
            QT_TRANSLATE_NOOP("lens", "of the run in the plane"),
        ),
        help=QT_TRANSLATE_NOOP("lens", "Whose weights the network has at the play head"),
    )
    weights: tuple[tuple[str, float], ...] = param(
        (),
        kind="named",
        label=QT_TRANSLATE_NOOP("lens", "Weights set by hand"),
        low=-1e6,
        high=1e6,
        help=QT_TRANSLATE_NOOP("lens", "Weights of the network shown that have another value, such as W1[2,1]"),
    )

    def __post_init__(self) -> None:
        check_params(self)
