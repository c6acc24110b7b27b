"""From a document to notes: reading, drafting, and what a person decides on each draft."""
