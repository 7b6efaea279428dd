"""Rules on reports (`rules/`, tabled in `reports.py`) and on written decks (`deck_rules/`, tabled in `decks.py`)."""
