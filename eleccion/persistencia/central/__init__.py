"""The commission's database: the same tables and code on PostgreSQL and on SQLite."""
