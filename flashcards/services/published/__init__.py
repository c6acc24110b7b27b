"""The decks that ship, together: the works they cite, their order, and whether all is sound."""
