"""Full-width letters, digits and signs, and the half-width ones that they are."""

from __future__ import annotations

# One character for one, so that places in the plain text are places in the author's.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
