"""The day at one station: from the dotación to the registro that goes back.

`urna` holds the acts on ballots; `mesa`, `lista` and `cierre` those of the table, its persons and
its night. The two sides never import each other: what both need stands here and knows neither,
and what passes at the opening and at the close is a value.
"""
