"""Formulas typed by a person: read, differentiated and evaluated here, without ever running code.

``read`` turns a text into an expression, ``derivative`` differentiates it, ``Program`` evaluates it with NumPy. There
is no ``eval``, no compiler and no loop in any of it: what a text can do is what the tables in :mod:`core.formula.expr`
hold, and its length and size are capped before anything is computed.
"""
