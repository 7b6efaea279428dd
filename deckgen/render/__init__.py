"""`FittedDeck` and `Template` in, package out. Rendering draws; it decides nothing."""
