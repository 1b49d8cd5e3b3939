"""The Scene: an experiment and what is shown of it. Frozen, compared by value, holds recipes and never arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.batches import Batching
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.params import check_params, param
from core.schedules.base import Schedule
from core.schedules.decays import Constant
from core.stopping import Stopping
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.scene.lens import Lens

VERSION = 1
DASHES = ("solid", "dash", "dot", "dashdot", "dashdotdot")
MARKERS = ("circle", "square", "triangle", "diamond", "plus", "star", "pentagon", "cross")
PAGES = (  # below the views, in their order
    "charts", "race", "theory", "points", "maps", "ends", "network", "step", "training",
)  # fmt: skip
NETWORK_PAGES = (  # of the network's page, in their order
    "network", "backpropagation", "activations", "honesty", "connection", "regularisation", "schedules", "sharpness",
    "flatness",
)  # fmt: skip
MAPS = ("basins", "rate_start", "rate_momentum", "phase")
MEASURES = ("value", "steps", "gradient_evaluations", "function_evaluations")
CHARTED = (  # what a chart can show, see landscape_app.quantities
    "gap", "gradient", "step", "alpha", "distance", "eigen", "zoutendijk", "cosine", "sharpness", "residuals",
)  # fmt: skip
COUNTS = ("steps", "gradients", "values", "samples")  # what the charts' bottom axis counts
CHARTS = ("chart_1", "chart_2", "chart_3", "chart_4")  # the fields of Display that say what each chart shows


@dataclass(frozen=True)
class RunSpec:
    """One runner of the race: the method, how it is drawn, and where it starts."""

    method: Optimizer
    name: str = ""  # "" shows the method's label
    colour: str = ""  # "#rrggbb"; "" takes the theme's palette by position
    dash: str = ""  # one of DASHES; "" by position
    marker: str = ""  # one of MARKERS; "" by position
    visible: bool = True
    start: tuple[float, ...] = ()  # () is the scene's start
    stream: int = 0  # which dice it throws (see core.noise)
    noisy: bool | None = None  # None: as the method is
    schedule: Schedule = Constant()  # multiplies the learning rate in force
    lr_changes: tuple[tuple[int, float], ...] = ()  # (step, learning rate): from that step on
    clip: Clipping = Clipping()  # of the gradients that the method sees
    batching: Batching = Batching()  # which samples they are the mean over, where the objective is a finite sum

    @property
    def title(self) -> str:
        """The name shown."""
        return said(self.name) or self.method.label


def _chart_field(default: str) -> str:
    known: str = param(
        default,
        label=QT_TRANSLATE_NOOP("display", "Chart"),
        choices=CHARTED,
        words=(
            QT_TRANSLATE_NOOP("display", "f − f*"),
            QT_TRANSLATE_NOOP("display", "‖∇f‖"),
            QT_TRANSLATE_NOOP("display", "step length ‖Δx‖"),
            QT_TRANSLATE_NOOP("display", "step size α"),
            QT_TRANSLATE_NOOP("display", "distance ‖x − x*‖"),
            QT_TRANSLATE_NOOP("display", "eigendirections |⟨x − x*, uᵢ⟩|"),
            QT_TRANSLATE_NOOP("display", "Zoutendijk's sum Σ cos²θ ‖∇f‖²"),
            QT_TRANSLATE_NOOP("display", "cos ∠(∇fₖ, ∇fₖ₋₁)"),
            QT_TRANSLATE_NOOP("display", "sharpness λ_max"),
            QT_TRANSLATE_NOOP("display", "residuals"),
        ),
        help=QT_TRANSLATE_NOOP("display", "What the chart shows of every run"),
    )
    return known


@dataclass(frozen=True)
class Display:
    """How the surface is drawn, and what the charts show."""

    log_height: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("display", "Log height"),
        help=QT_TRANSLATE_NOOP("display", "Height is log(1 + (f − min f)/unit): makes narrow valleys readable"),
    )
    height_scale: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("display", "Height scale"),
        low=0.0,
        high=4.0,
        slider=(0.0, 2.0),
        help=QT_TRANSLATE_NOOP("display", "Stretch of the vertical axis; 0 is flat"),
    )
    levels: int = param(
        18,
        label=QT_TRANSLATE_NOOP("display", "Level lines"),
        low=0,
        high=60,
        help=QT_TRANSLATE_NOOP("display", "Number of level lines"),
    )
    trail: int = param(
        0,
        label=QT_TRANSLATE_NOOP("display", "Trail"),
        low=0,
        high=1_000_000,
        unit=QT_TRANSLATE_NOOP("schedules", "steps"),
        help=QT_TRANSLATE_NOOP("display", "How many past steps stay visible; 0 is all"),
        slider=(0, 200),
    )
    drop_lines: bool = param(
        True,
        label=QT_TRANSLATE_NOOP("display", "Drop lines"),
        help=QT_TRANSLATE_NOOP("display", "A line from each ball to the floor"),
    )
    axes: bool = param(
        True,
        label=QT_TRANSLATE_NOOP("display", "Axes"),
        help=QT_TRANSLATE_NOOP("display", "Axes, ticks and labels"),
    )
    labels: bool = param(
        True,
        label=QT_TRANSLATE_NOOP("display", "Run labels"),
        help=QT_TRANSLATE_NOOP("display", "Marker and name beside each ball of the 3-D view, and its legend"),
    )
    bounds: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("display", "Bounds"),
        help=QT_TRANSLATE_NOOP("display", "Draw theory's bounds on the charts, where their assumptions hold"),
    )
    mode: str = param(
        "plane",
        label=QT_TRANSLATE_NOOP("display", "View"),
        choices=("plane", "line"),
        words=(QT_TRANSLATE_NOOP("display", "surface and map"), QT_TRANSLATE_NOOP("display", "along a line")),
        help=QT_TRANSLATE_NOOP("display", "plane: f(x, y) as surface and map; line: 1-D with tangent, step and cobweb"),
    )
    chart_1: str = _chart_field("gap")
    chart_2: str = _chart_field("gradient")
    chart_3: str = _chart_field("step")
    chart_4: str = _chart_field("alpha")
    count: str = param(
        "steps",
        label=QT_TRANSLATE_NOOP("display", "Charts count"),
        choices=COUNTS,
        words=(
            QT_TRANSLATE_NOOP("display", "steps"),
            QT_TRANSLATE_NOOP("display", "gradient evaluations"),
            QT_TRANSLATE_NOOP("display", "function evaluations"),
            QT_TRANSLATE_NOOP("display", "epochs, or gradients of samples"),
        ),
        help=QT_TRANSLATE_NOOP("display", "What the bottom axis of the charts counts"),
    )

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class Ranking:
    """By what the race is won."""

    measure: str = param(
        "value",
        label=QT_TRANSLATE_NOOP("ranking", "Rank by"),
        choices=MEASURES,
        help=QT_TRANSLATE_NOOP(
            "ranking",
            "value: f after k steps; otherwise the count of steps, gradient evaluations "
            "or function evaluations until f − f* is within the tolerance",
        ),
    )
    after: int = param(
        100,
        label=QT_TRANSLATE_NOOP("ranking", "After steps"),
        low=1,
        high=1_000_000,
        scale="log",
        help=QT_TRANSLATE_NOOP("ranking", "k of: f after k steps"),
    )
    tolerance: float = param(
        1e-3,
        label=QT_TRANSLATE_NOOP("ranking", "Tolerance"),
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        help=QT_TRANSLATE_NOOP("ranking", "How near f must come to its minimum"),
        slider=(1e-12, 10.0),
    )

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class Panes:
    """Small multiples: which number of the scene is varied, "" for none; see :mod:`landscape_app.scene.panes`."""

    vary: str = param("", label="Vary", help="", high=60)
    values: tuple[float, ...] = param((), label="Values", help="", kind="vector")
    view: str = param(
        "surface",
        label=QT_TRANSLATE_NOOP("panes", "Panes show"),
        choices=("surface", "map"),
        words=(QT_TRANSLATE_NOOP("panes", "the surface"), QT_TRANSLATE_NOOP("panes", "the map")),
        help=QT_TRANSLATE_NOOP("panes", "What every pane shows"),
    )

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class CameraState:
    """Where the camera stands: saved with the scene, never an undo entry. Angles in degrees."""

    azimuth: float = param(-60.0, label="Azimuth", help="", low=-3600.0, high=3600.0, unit="°")
    elevation: float = param(35.0, label="Elevation", help="", low=-90.0, high=90.0, unit="°")
    distance: float = param(3.2, label="Distance", help="in half-widths of the box", low=0.2, high=50.0)
    target: tuple[float, ...] = param((0.0, 0.0, 0.0), label="Target", help="in box coordinates", low=-50.0, high=50.0)
    orthographic: bool = param(False, label="Orthographic", help="")

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class PlaybackState:
    """Where the play head stands: saved with the scene, never an undo entry."""

    head: float = param(0.0, label="Step", help="", low=0.0, high=1e6)
    speed: float = param(1.0, label="Speed", help="times the standard rate", low=0.1, high=10.0, scale="log")
    loop: bool = param(False, label="Loop", help="")

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class PageState:
    """Which page below the views is open, "" for whichever is: saved with the scene, never an undo entry.

    ``map`` is drawn when the scene opens on the page of the maps, for the run looked at; ``network`` is the
    page that is open on the network's own.
    """

    below: str = param("", label="Page", help="", choices=("", *PAGES))
    map: str = param("", label="Map", help="", choices=("", *MAPS))
    network: str = param("", label="Network's page", help="", choices=("", *NETWORK_PAGES))

    def __post_init__(self) -> None:
        check_params(self)


@dataclass(frozen=True)
class Scene:
    """Everything that is saved. What is of the session (:data:`SESSION`) takes no part in equality: it makes nothing
    dirty.
    """

    objective: Objective
    runs: tuple[RunSpec, ...]
    title: str = ""
    caption: str = ""
    start: tuple[float, ...] = ()  # () is the objective's own start
    domain: tuple[tuple[float, float], ...] = ()  # () is the objective's own domain
    noise: Noise = Noise()
    stopping: Stopping = Stopping()
    display: Display = Display()
    ranking: Ranking = Ranking()
    lens: Lens = Lens()
    panes: Panes = Panes()
    camera: CameraState = field(default=CameraState(), compare=False)
    playback: PlaybackState = field(default=PlaybackState(), compare=False)
    page: PageState = field(default=PageState(), compare=False)

    @property
    def start_point(self) -> tuple[float, ...]:
        """The start in force."""
        return self.start or self.objective.start

    @property
    def view_domain(self) -> tuple[tuple[float, float], ...]:
        """The rectangle in force."""
        return self.domain or self.objective.domain


SESSION = ("camera", "playback", "page")


def in_session_of(old: Scene, scene: Scene) -> Scene:
    """``scene`` with the session's state of ``old``."""
    return replace(scene, **{name: getattr(old, name) for name in SESSION})


def build(scene: Scene) -> Experiment:
    """The Experiment that a scene describes (hidden runs too: hiding changes no numbers)."""
    runs = tuple(
        Run(r.method, (r.start,) if r.start else (), r.stream, r.noisy, r.schedule, r.lr_changes, r.clip, r.batching)
        for r in scene.runs
    )
    return Experiment(scene.objective, runs, scene.start_point, scene.noise, scene.stopping)


def with_objective(scene: Scene, objective: Objective) -> Scene:
    """The scene on another objective: start, domain and runs' own starts go back to that objective's, and what was said
    of another kind of surface is true no more.
    """
    runs = tuple(replace(r, start=()) for r in scene.runs)
    if type(objective) is not type(scene.objective):
        display = replace(scene.display, log_height=objective.log_height)
        scene = replace(scene, title="", caption="", display=display)
    return replace(scene, objective=objective, runs=runs, start=(), domain=())
