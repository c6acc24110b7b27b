"""Documents are read and drafted in processes of their own: one may hang or swell alone."""
