"""The ballot: encryption, proofs, credentials, trustees and their archive. No web, database or log."""
