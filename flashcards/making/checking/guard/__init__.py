"""The guard: tells case notes and clients' data from texts to study, and redacts them."""
