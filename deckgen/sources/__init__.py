"""The files that a report's figures come from → their text, with the name of every place in it."""
