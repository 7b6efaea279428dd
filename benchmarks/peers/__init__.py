"""The same decks by other makers of PowerPoint decks, side by side: `python -m benchmarks --peers`."""
