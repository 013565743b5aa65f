"""What numba compiles: plain loops over arrays of whole numbers."""
