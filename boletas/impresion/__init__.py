"""Paper: what every printed form stands on, from fonts and QR codes to whole documents and pases."""
