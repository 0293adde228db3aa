"""The urna's database: credentials and ballots of one mesa, without persons, hours or order."""
