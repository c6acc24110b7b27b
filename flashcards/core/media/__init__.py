"""Pictures and sounds in notes: what a file is, what it may be called, how a field names it."""
