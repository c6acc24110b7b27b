"""Reading .apkg and .colpkg packages of every generation, within bounds of memory and time."""
