"""Reports in, board-ready native PowerPoint out."""

__version__ = "0.1.0"
