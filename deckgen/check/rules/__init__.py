"""One file per rule: its docstring is its documentation, `RULE` what the table in `deckgen.check` lists."""
