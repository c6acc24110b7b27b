"""A model that the owner of an installation may set: it proposes, and all of it is checked."""
