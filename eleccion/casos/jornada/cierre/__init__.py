"""The close of a mesa: its count, its balance, its acta, and what leaves for the commission."""
