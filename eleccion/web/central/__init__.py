"""The commission's pages. For now: what a demonstration shows of a process."""
