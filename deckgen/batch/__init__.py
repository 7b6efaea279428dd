"""Many decks from one order: jobs, rows, what has to be built anew, worker processes, and one account of it all."""
