"""What a person can do; the database session and the time are arguments."""
