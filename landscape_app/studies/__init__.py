"""Studies of a network: what is computed of it beside its slice, a file each; see :mod:`.base`."""
