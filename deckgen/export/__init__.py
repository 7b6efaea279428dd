"""A written deck in, PDF and PNG out. The only place that runs LibreOffice."""
