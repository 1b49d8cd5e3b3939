"""What a point, a basin or a run is: looked at after the fact, never counted as the method's own work."""
