"""From the convocatoria to a closed roll: what the commission does before the keys exist."""
