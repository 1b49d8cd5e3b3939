"""Bring your own: hand over a training of PyTorch, JAX, Keras or anything else, and see it in Landscape.

    from landscape_app import handover

    weights = [...]                   # after every epoch: a flat vector, or a dict or list of arrays
    handover.write("run.npz", weights, loss)

and then ``landscape run.npz``. ``loss`` is called here, in your process, with weights as you hand them over, and gives
one number. NumPy alone is needed: nothing of the window is imported, and neither is your framework. The manual page is
docs/manual/handover.md.
"""

from core.recording import Recording
from landscape_app.handover.plan import Plan, plan, write

__all__ = ["Plan", "Recording", "plan", "write"]
