"""What the gate found → one page to read, print and file."""
