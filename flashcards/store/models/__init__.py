"""The tables: accounts, content (what is learned) and learning (who knows what)."""
