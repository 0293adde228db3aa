"""Paper: what every form stands on, from fonts and QR codes to whole documents and pases."""
