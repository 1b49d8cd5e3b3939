"""Lessons written by tests."""

from __future__ import annotations

HEAD = """+++
format = "landscape-lesson"
version = 1
id = "{id}"
lang = "{lang}"
title = "{title}"
summary = "Three steps."
minutes = 5
+++

An introduction with a formula, $x^2$.
"""

VALLEY = """
# A narrow valley {#valley}

With $\\kappa = 100$ the gradient is *almost* at right angles to the way.

$$ x^{k+1} = x^k - \\alpha \\nabla f(x^k) $$

```scene
preset = "kappa_100"
```

```notes
Let them look first.
```

```try
- Drag the start.
```
"""

WHO = """
# Who is first? {#who}

Two methods, one start.

```scene
preset = "kappa_10"
```

```question
kind = "winner"
ask = "Who is down first?"
why = "Momentum remembers."
```
"""

RATE = """
# Too large {#rate}

The step is above $2/L$.

```scene
preset = "rate_too_large"
```

```question
kind = "diverges"
ask = "Will it come down?"
```

```aside
The bound holds for quadratics.
```
"""


def lesson(*steps: str, id: str = "mine", lang: str = "en", title: str = "Mine") -> str:
    """A whole file of these steps."""
    return HEAD.format(id=id, lang=lang, title=title) + "".join(steps)
