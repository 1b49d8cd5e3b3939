"""The numerical core of Landscape: NumPy only, no Qt, no OpenGL, no files, no threads, no printing."""
