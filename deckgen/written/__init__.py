"""A written .pptx, anybody's, → `WrittenDeck`: what its slides show, resolved, and what its package holds."""
