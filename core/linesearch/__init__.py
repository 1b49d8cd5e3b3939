"""Line searches over a scalar φ(α): vector-free, usable alone."""
