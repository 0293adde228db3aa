"""From the records of the mesas to published results: reception, second count, expediente."""
