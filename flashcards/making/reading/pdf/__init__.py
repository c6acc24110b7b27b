"""PDFs: bytes become pieces of text with places, and these become blocks."""
