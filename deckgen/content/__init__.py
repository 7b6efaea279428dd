"""Content YAML in, `Report` out: what is said, without a word on how it is laid out."""
