"""A template nobody has bound: which slide layout serves which variant, and slide layouts for the rest."""
