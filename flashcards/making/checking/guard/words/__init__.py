"""The words that notes about one person are full of, and those that books are, by language."""
