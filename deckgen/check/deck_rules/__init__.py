"""One file per rule on written decks: its docstring is its documentation, `RULE` what the table in
`deckgen.check.decks` lists."""
