"""The verifier: recomputes a whole record from its definition down, and says what failed."""
