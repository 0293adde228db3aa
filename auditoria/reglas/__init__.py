"""Rules of an election that an observer recomputes: pure, no clock, no files, no keys."""
