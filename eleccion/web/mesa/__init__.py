"""The officials' screens of one station."""
