"""The check of a deck and of a note being written: what is wrong, left as it is, and mended."""
