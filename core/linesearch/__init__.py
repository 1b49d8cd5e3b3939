"""Line searches: scalar algorithms on phi(alpha) = f(x + alpha p); they know no vectors."""
