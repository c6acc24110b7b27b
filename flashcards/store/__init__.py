"""Where everything is kept: the engine, the tables and the named selects."""
