"""After the results: what was kept for the election and nobody needs any more is deleted."""
