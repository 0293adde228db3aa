"""Storage: three databases that never meet, their rows, migrations and units of work.

``central`` is the commission's; ``mesa`` holds the roll of one station and its check-in marks;
``urna`` holds the ballots of one station. ``mesa`` and ``urna`` do not import each other and share
no key, no time and no identifier of a person or of a ballot.
"""
