"""A written deck in; PDF, pictures, handouts, outlines and ODP out. The only place that runs LibreOffice."""
