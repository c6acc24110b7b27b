"""Which part of speech each word of a sentence is, and which words make a noun phrase."""
