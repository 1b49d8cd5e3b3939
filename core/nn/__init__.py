"""Small networks in NumPy, batched over many weight vectors at once."""
