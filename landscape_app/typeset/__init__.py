"""A small typesetter of formulas: nodes say what, ``layout`` says where, ``paint`` draws, ``plain`` writes text."""
