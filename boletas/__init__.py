"""The ballot: encryption, proofs, credentials, trustees, their archive. No web, database or log."""
