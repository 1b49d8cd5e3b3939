"""The update rule of every method as expressions that are typeset, filled with a step's numbers, and computed."""
