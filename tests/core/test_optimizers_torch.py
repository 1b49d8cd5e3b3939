"""The methods against torch.optim: its numbers after 1, 7 and 30 steps in float64, to the 15 digits written here.

They were made once, outside the suite, with torch 2.13.0 on the CPU, ``torch.set_default_dtype(torch.float64)`` (NAdam
keeps its Π μ in that type), every method with options far from its defaults; ``rho`` is RMSprop's ``alpha``,
``amsgrad`` is ``Adam(amsgrad=True)``, ``adam_l2`` is ``Adam(weight_decay=...)``. Rosenbrock starts at (−1.2, 1), the
quadratic ½xᵀQx with Q = ((3, 0.8), (0.8, 0.5)) at (2, −1.5).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core import registry
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.objectives.base import Objective
from core.simulate import run_all
from core.stopping import Stopping

STEPS = (1, 7, 30)
STARTS = {"rosenbrock": (-1.2, 1.0), "quadratic_form": (2.0, -1.5)}
Points = list[tuple[float, float]]
REFERENCE: list[tuple[str, dict[str, Any], str, Points]] = [
    (
        "adagrad",
        {"lr": 0.3, "lr_decay": 0.05, "initial_accumulator_value": 0.2, "eps": 1e-06},
        "rosenbrock",
        [
            (-0.900000646781621, 1.29999612269909),
            (-1.04594394226296, 1.1006149223336),
            (-1.02798895805089, 1.0633533773133),
        ],
    ),
    (
        "adagrad",
        {"lr": 0.3, "lr_decay": 0.05, "initial_accumulator_value": 0.2, "eps": 1e-06},
        "quadratic_form",
        [
            (1.70129372904991, -1.76549511878815),
            (1.11659573380287, -1.98888067928316),
            (0.63854194147815, -1.43381526757853),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 1e-06, "rho": 0.9},
        "rosenbrock",
        [
            (-1.16837722386214, 1.03162277546532),
            (-1.09792099688557, 1.1031953098566),
            (-1.05749003855316, 1.12458125477181),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 1e-06, "rho": 0.9},
        "quadratic_form",
        [
            (1.96837724423164, -1.53162265895506),
            (1.867629320407, -1.62976948908221),
            (1.62876772196825, -1.84716548633154),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 1e-06, "momentum": 0.5, "rho": 0.9},
        "rosenbrock",
        [
            (-1.16837722386214, 1.03162277546532),
            (-1.05582533889527, 1.14353607102336),
            (-1.04481305460154, 1.09795425570667),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 1e-06, "momentum": 0.5, "rho": 0.9},
        "quadratic_form",
        [
            (1.96837724423164, -1.53162265895506),
            (1.76676225451429, -1.72574515248186),
            (1.31725551195358, -2.03531174492131),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 0.0001, "momentum": 0.5, "centered": True, "rho": 0.9},
        "rosenbrock",
        [
            (-1.16666671820235, 1.03333320707119),
            (-1.05206801832656, 1.14628315002445),
            (-1.04360294621759, 1.09545872342902),
        ],
    ),
    (
        "rmsprop",
        {"lr": 0.01, "eps": 0.0001, "momentum": 0.5, "centered": True, "rho": 0.9},
        "quadratic_form",
        [
            (1.96666898132074, -1.53332026656213),
            (1.72536495862459, -1.76289349021986),
            (0.904933928450421, -1.93139390309825),
        ],
    ),
    (
        "adadelta",
        {"lr": 0.7, "rho": 0.8, "eps": 0.0001},
        "rosenbrock",
        [
            (-1.18434752424168, 1.01565247533719),
            (-1.10971739586718, 1.09158037546331),
            (-1.05566950208435, 1.12075034278896),
        ],
    ),
    (
        "adadelta",
        {"lr": 0.7, "rho": 0.8, "eps": 0.0001},
        "quadratic_form",
        [
            (1.98434769399497, -1.51564706257039),
            (1.88113175129356, -1.61591715791444),
            (1.46920692613282, -1.93249340057658),
        ],
    ),
    (
        "nadam",
        {"lr": 0.05, "eps": 1e-06, "momentum_decay": 0.02, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [
            (-1.14522810025439, 1.05477189937725),
            (-1.05066494888168, 1.14495220111289),
            (-1.02510760162718, 1.05713269788087),
        ],
    ),
    (
        "nadam",
        {"lr": 0.05, "eps": 1e-06, "momentum_decay": 0.02, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [
            (1.94522811141116, -1.5547718355622),
            (1.69517510865183, -1.79022399141111),
            (0.883882830390658, -1.86582402896127),
        ],
    ),
    (
        "radam",
        {"lr": 0.0005, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [(-1.0922, 1.044), (-0.963204590053906, 1.0935601917543), (-0.96815263234939, 1.08814073871967)],
    ),
    (
        "radam",
        {"lr": 0.0005, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [(1.9976, -1.500425), (1.98781471391511, -1.50232616189353), (1.98162417341261, -1.50851016126534)],
    ),
    (
        "adamax",
        {"lr": 0.05, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [
            (-1.15000000023191, 1.04999999943182),
            (-1.02117444147184, 1.17633684469097),
            (-1.04064846375787, 1.0758937473735),
        ],
    ),
    (
        "adamax",
        {"lr": 0.05, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [
            (1.95000001041666, -1.54999994117654),
            (1.63002698413188, -1.84735358006956),
            (0.53821873789497, -1.75420948673586),
        ],
    ),
    (
        "amsgrad",
        {"lr": 0.05, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [
            (-1.15000000023191, 1.04999999943182),
            (-1.00693492299407, 1.18237539522296),
            (-1.03282633879852, 1.06754168706248),
        ],
    ),
    (
        "amsgrad",
        {"lr": 0.05, "eps": 1e-06, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [
            (1.95000001041666, -1.54999994117654),
            (1.65450790328154, -1.83912649334985),
            (0.830906431936333, -1.95074568610209),
        ],
    ),
    (
        "adam_l2",
        {"lr": 0.05, "eps": 1e-06, "weight_decay": 0.3, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [
            (-1.15000000023152, 1.04999999942987),
            (-1.00553953120783, 1.18135052896378),
            (-1.01318819802703, 1.04467402474037),
        ],
    ),
    (
        "adam_l2",
        {"lr": 0.05, "eps": 1e-06, "weight_decay": 0.3, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [
            (1.95000000925926, -1.54999987500031),
            (1.65422675288144, -1.78942073461933),
            (0.700014429165674, -0.902377722926848),
        ],
    ),
    (
        "adamw",
        {"lr": 0.05, "eps": 1e-06, "weight_decay": 0.3, "beta1": 0.8, "beta2": 0.95},
        "rosenbrock",
        [
            (-1.13200000023191, 1.03499999943182),
            (-0.923492174255122, 1.03916226930194),
            (-0.733500186730236, 0.543745298822518),
        ],
    ),
    (
        "adamw",
        {"lr": 0.05, "eps": 1e-06, "weight_decay": 0.3, "beta1": 0.8, "beta2": 0.95},
        "quadratic_form",
        [
            (1.92000001041666, -1.52749994117654),
            (1.47099740980709, -1.67064042855049),
            (0.425052959282994, -1.1163957604157),
        ],
    ),
]
CLIPPED: dict[str, Points] = {  # SGD(lr=0.05, momentum=0.5) on Rosenbrock, clipped at 0.7
    "norm": [
        (-1.16759533260982, 1.01322639485313),
        (-1.01361136214436, 1.05554688272714),
        (-0.895518964936248, 0.786445848291372),
    ],
    "value": [(-1.165, 1.035), (-1.033203125, 1.166796875), (-1.07400000014342, 1.12599999985658)],
}


def surface(id: str) -> Objective:
    fields = {"Q": ((3.0, 0.8), (0.8, 0.5)), "b": (0.0, 0.0)} if id == "quadratic_form" else {}
    made: Objective = registry.create("objective", id, **fields)
    return made


def points(f: str, run: Run) -> Any:
    stopping = Stopping(gradient_on=False, max_steps=30, bound=1e100)
    return run_all(Experiment(surface(f), (run,), start=STARTS[f], stopping=stopping))[0].x[list(STEPS)]


@pytest.mark.parametrize(("id", "fields", "f", "expected"), REFERENCE)
def test_thirty_steps_are_torchs(id: str, fields: dict[str, Any], f: str, expected: Points) -> None:
    """Rounding grows along the path, the most where the method bounces across Rosenbrock's valley."""
    found = points(f, Run(registry.create("optimizer", id, **fields)))
    np.testing.assert_allclose(found, expected, rtol=1e-11)
    np.testing.assert_allclose(found[0], expected[0], rtol=1e-14)


@pytest.mark.parametrize("clip", CLIPPED)
def test_clipped_steps_are_torchs(clip: str) -> None:
    method = registry.create("optimizer", "heavy_ball", lr=0.05, momentum=0.5)
    found = points("rosenbrock", Run(method, clip=Clipping(clip, 0.7)))
    np.testing.assert_allclose(found, CLIPPED[clip], rtol=1e-11)
