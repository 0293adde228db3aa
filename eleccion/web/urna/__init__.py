"""The voters' kiosks of one station and the ballot box. No person is known here."""
