"""The urna at one station: every act on ballots, seen from the side that knows no person."""
