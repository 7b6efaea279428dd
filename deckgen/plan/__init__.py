"""`Report` in, `DeckPlan` out: which slides, which layout, which fill in which slot."""
