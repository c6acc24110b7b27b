"""Tables of cards as text: what separates their cells, what their columns hold, and their rows."""
