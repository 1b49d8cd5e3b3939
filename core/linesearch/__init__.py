"""Line searches: scalar algorithms on phi(alpha) = f(x + alpha p); they know no vectors.

>>> registry.create("linesearch", "strong_wolfe", c2=0.1).search(phi, dphi)

:mod:`~core.linesearch.along` carries vectors to them, row by row.
"""
