"""The evidence: log, record, rules an observer recomputes, public papers, verifier."""
