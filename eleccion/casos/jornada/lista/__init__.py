"""Who may vote at this table, and who has: the side that knows persons and no ballot."""
