"""Pictures and sounds: kept, shown in notes, listed and let go."""
