"""The CSS of strangers' note types, scoped so that it cannot leave the card."""
