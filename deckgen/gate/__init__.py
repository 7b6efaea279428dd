"""The delivery gate: a report and its source, or a written deck → findings. Loaded only where it is asked for."""
