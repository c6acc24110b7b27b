"""A document becomes drafts."""
