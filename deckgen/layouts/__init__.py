"""Every layout, one file each."""
