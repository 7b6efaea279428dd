"""How long a deck takes, as a whole process, for growing numbers of slides."""
