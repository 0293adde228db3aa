"""The table at one station: its officials, its papers and its hours, from the instalación on."""
