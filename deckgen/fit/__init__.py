"""`DeckPlan` and `Template` in, `FittedDeck` out: every size, line, crop and page break is decided here."""
