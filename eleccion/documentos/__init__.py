"""Papers that never enter the expediente: what a mesa hands out, writes on, wraps and takes home.

Each module turns plain data into pages; none reads a file, a clock or a database. Papers of the
urna and papers of the roll are in modules that do not know each other. Fields:
docs/papeles-de-la-mesa.md.
"""
