"""Forms: what data has to look like, how it is read, and all that is wrong with it."""
