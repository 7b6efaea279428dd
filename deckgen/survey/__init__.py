"""A template by itself, without a report: what it holds, how deckgen uses it, what is wrong with it."""
