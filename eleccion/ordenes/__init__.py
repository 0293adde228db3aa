"""The orders of the command ``eleccion``, one module each."""
