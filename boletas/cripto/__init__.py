"""Belenios protocol version 1 over Ed25519, with a mandatory second decryption proof."""
