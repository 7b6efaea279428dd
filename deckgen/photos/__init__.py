"""A report's photos as a list for the people who take and find them, and their files back into the report."""
