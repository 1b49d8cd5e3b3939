"""Other people's grids of values, in and out: .npz, .npy, .csv and .h5 are read, .npz and .obj are written."""
