"""The election in the law's own words: pure values and rules, with no clock, file or database."""
