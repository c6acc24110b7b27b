"""Terms that a text uses, and the sentences that explain them, weighed by what was learned."""
