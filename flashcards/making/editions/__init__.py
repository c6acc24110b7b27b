"""A new edition of a document against the earlier one: where each quote stands now."""
