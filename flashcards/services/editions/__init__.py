"""A revised document in place of an earlier one: planned, shown, applied, and undone."""
