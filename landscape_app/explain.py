"""What a quantity is, its formula, what to try and where it is from: the words behind "What is this?"."""

from __future__ import annotations

from dataclasses import dataclass

from core.params import Param
from core.words import QT_TRANSLATE_NOOP, said


@dataclass(frozen=True)
class Entry:
    """``definition``, ``tries``: marked words; ``formula`` and ``source`` are the same in every language."""

    definition: str
    formula: str = ""
    tries: str = ""
    source: str = ""


# By the name of the parameter, or of the part of the window.
ENTRIES: dict[str, Entry] = {
    "lr": Entry(
        QT_TRANSLATE_NOOP("explain", "How far a step goes along the method's direction."),
        "x ← x − α ∇f(x);  on a quadratic it converges for 0 < α < 2/L",
        QT_TRANSLATE_NOOP("explain", "Turn it up until the run diverges: the mark on the slider is the limit."),
        "Cauchy (1847); Boyd and Vandenberghe (2004), 9.3",
    ),
    "momentum": Entry(
        QT_TRANSLATE_NOOP("explain", "The share of the last step that is kept, as the speed of a ball with friction."),
        "v ← β v + ∇f(x),  x ← x − α v",
        QT_TRANSLATE_NOOP("explain", "Try 0, 0.5, 0.9 and 0.99 in a narrow valley: Look, Small multiples."),
        "Polyak (1964)",
    ),
    "kappa": Entry(
        QT_TRANSLATE_NOOP("explain", "How many times as steep the steepest direction is as the flattest one."),
        "κ = L/μ;  gradient descent shrinks the error by at best (κ − 1)/(κ + 1) a step",
        QT_TRANSLATE_NOOP("explain", "Turn it from 1 to 100 while the race runs: the bowl becomes a valley."),
        "Boyd and Vandenberghe (2004), 9.1.2",
    ),
    "beta1": Entry(
        QT_TRANSLATE_NOOP("explain", "How slowly the running mean of the gradient forgets."),
        "m ← β₁ m + (1 − β₁) g",
        QT_TRANSLATE_NOOP("explain", "Set it to 0: what is left is RMSProp with bias correction."),
        "Kingma and Ba (2015)",
    ),
    "beta2": Entry(
        QT_TRANSLATE_NOOP("explain", "How slowly the running mean of the squared gradient forgets."),
        "v ← β₂ v + (1 − β₂) g²",
        QT_TRANSLATE_NOOP("explain", "Lower it to 0.9 with noise on: the steps become uneven."),
        "Kingma and Ba (2015)",
    ),
    "weight_decay": Entry(
        QT_TRANSLATE_NOOP("explain", "Every step first shrinks x towards the origin, beside the gradient."),
        "x ← (1 − αλ) x",
        QT_TRANSLATE_NOOP("explain", "Compare Adam with L2, where the penalty goes through the gradient."),
        "Loshchilov and Hutter (2019)",
    ),
    "sigma": Entry(
        QT_TRANSLATE_NOOP("explain", "The standard deviation of the Gaussian noise on every gradient coordinate."),
        "g = ∇f(x) + ξ,  ξ ~ N(0, σ²);  at rest the variance is ασ²/(h(2 − αh))",
        QT_TRANSLATE_NOOP("explain", "Turn it up, then lower the learning rate: the cloud shrinks like √α."),
        "Mandt, Hoffman and Blei (2017)",
    ),
    "c1": Entry(
        QT_TRANSLATE_NOOP("explain", "The share of the decrease promised by the slope that a step must reach."),
        "f(x + αp) ≤ f + c₁ α gᵀp",
        QT_TRANSLATE_NOOP("explain", "Look at the Step tab: the line from the start turns as you change it."),
        "Armijo (1966)",
    ),
    "c2": Entry(
        QT_TRANSLATE_NOOP("explain", "The share of the first slope that may be left at the end of a step."),
        "|∇f(x + αp)ᵀp| ≤ c₂ |gᵀp|",
        QT_TRANSLATE_NOOP("explain", "0.9 for quasi-Newton methods, 0.1 for conjugate gradients."),
        "Wolfe (1969); Nocedal and Wright (2006), 3.1",
    ),
    "eps": Entry(
        QT_TRANSLATE_NOOP("explain", "A small number that keeps a division from being by zero."),
        "x ← x − α m̂/(√v̂ + ε)",
        QT_TRANSLATE_NOOP("explain", "Make it large: Adam becomes gradient descent with momentum."),
        "Kingma and Ba (2015)",
    ),
    "timeline": Entry(
        QT_TRANSLATE_NOOP("explain", "The step that every view shows. The ticks are where runs ended."),
        tries=QT_TRANSLATE_NOOP("explain", "Drag it back and forth; the charts share its cursor."),
    ),
    "map": Entry(
        QT_TRANSLATE_NOOP(
            "explain",
            "The surface from above: a line joins places of equal height. x and y have one scale, so that a gradient "
            "is seen at a right angle to its line.",
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Drag the ring: every run is computed anew from there."),
    ),
    "view3d": Entry(
        QT_TRANSLATE_NOOP(
            "explain", "The surface as a landscape; stars are minima, crosses saddles, triangles maxima."
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Drag to go round it, turn the wheel to come nearer, press 4 to look down."),
    ),
    "charts": Entry(
        QT_TRANSLATE_NOOP(
            "explain", "Quantities of every run over the steps; a straight line on log-y is a linear rate."
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Click a chart's title and choose another quantity."),
    ),
    "race": Entry(
        QT_TRANSLATE_NOOP(
            "explain", "Who won, by a measure and within a budget that you choose, and why each run stopped."
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Tune each finds every method's best learning rate: who wins then?"),
    ),
    "points": Entry(
        QT_TRANSLATE_NOOP(
            "explain",
            "The critical points in view: minima, saddles and maxima, with the eigenvalues of the Hessian there.",
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Double-click a saddle: the start is put just beside it."),
    ),
    "maps": Entry(
        QT_TRANSLATE_NOOP(
            "explain",
            "Every start coloured by where it ends, or every learning rate against the start or the momentum.",
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Draw the basins, and click where they are torn into threads."),
    ),
    "ends": Entry(
        QT_TRANSLATE_NOOP("explain", "Many runs of every method, and where they end, with confidence intervals."),
        tries=QT_TRANSLATE_NOOP("explain", "Count from one start with other seeds: how much is chance?"),
    ),
    "network": Entry(
        QT_TRANSLATE_NOOP(
            "explain", "The network behind the slice: its units, its decision, and pages that take it apart."
        ),
        tries=QT_TRANSLATE_NOOP("explain", "Play, then point at the loss surface: the decision there is shown."),
    ),
    "step": Entry(
        QT_TRANSLATE_NOOP("explain", "One step of one run as a formula with its numbers, and f along its ray."),
        tries=QT_TRANSLATE_NOOP("explain", "Press → and follow one number from line to line."),
    ),
    "runs": Entry(
        QT_TRANSLATE_NOOP("explain", "The runners of the race: method, learning rate and the rest, one card each."),
        tries=QT_TRANSLATE_NOOP("explain", "Add a method, then duplicate it with another learning rate."),
    ),
    "surface": Entry(
        QT_TRANSLATE_NOOP("explain", "The function to be minimised, and its parameters."),
        tries=QT_TRANSLATE_NOOP("explain", "Type a formula of your own: other letters than x and y become sliders."),
    ),
    "noise": Entry(
        QT_TRANSLATE_NOOP("explain", "The noise on the gradients, and when a run stops."),
        tries=QT_TRANSLATE_NOOP("explain", "Switch on one stopping rule at a time."),
    ),
    "look": Entry(
        QT_TRANSLATE_NOOP("explain", "What is drawn over the picture: vectors, ellipses, models, clouds, swarms."),
        tries=QT_TRANSLATE_NOOP("explain", "Tick Vectors, and go step by step."),
    ),
    "theory": Entry(
        QT_TRANSLATE_NOOP("explain", "What is proved of a method here, each assumption with its tick."),
        tries=QT_TRANSLATE_NOOP("explain", "Break an assumption, and see the bound vanish from the charts."),
    ),
}

_DEFAULT = QT_TRANSLATE_NOOP("explain", "Usual value: {default}.")
_RANGE = QT_TRANSLATE_NOOP("explain", "From {low} to {high}.")
_TRY = QT_TRANSLATE_NOOP("explain", "Try:")
_SOURCE = QT_TRANSLATE_NOOP("explain", "Source:")


def of_param(param: Param) -> str:
    """Rich text about one parameter: its entry where there is one, else its own help, and its range."""
    entry = ENTRIES.get(param.name)
    head = f"<b>{_safe(param.label)}</b>" + (f" {_safe(param.symbol)}" if param.symbol else "")
    body = said(entry.definition) if entry is not None else param.help
    facts = []
    if isinstance(param.default, (int, float)) and not isinstance(param.default, bool):
        facts.append(said(_DEFAULT).format(default=f"{param.default:g}"))
    if param.low is not None and param.high is not None and param.kind in ("float", "int"):
        facts.append(said(_RANGE).format(low=f"{param.low:g}", high=f"{param.high:g}"))
    return _laid(head, body, entry, " ".join(facts))


def of_place(name: str, title: str) -> str:
    """Rich text about a part of the window; "" where nothing is written."""
    entry = ENTRIES.get(name)
    return "" if entry is None else _laid(f"<b>{_safe(title)}</b>", said(entry.definition), entry, "")


def _laid(head: str, body: str, entry: Entry | None, facts: str) -> str:
    lines = [head, _safe(body)]
    if entry is not None and entry.formula:
        lines.append(f"<i>{_safe(entry.formula)}</i>")
    if facts:
        lines.append(_safe(facts))
    if entry is not None and entry.tries:
        lines.append(f"{_safe(said(_TRY))} {_safe(said(entry.tries))}")
    if entry is not None and entry.source:
        lines.append(f"{_safe(said(_SOURCE))} {_safe(entry.source)}")
    return "<br>".join(line for line in lines if line)


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
