"""The mesa's database: the roll of one station, encrypted, and marks without hour."""
