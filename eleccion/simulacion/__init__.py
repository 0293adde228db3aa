"""A town that does not exist, for demonstrations, rehearsals and tests."""
