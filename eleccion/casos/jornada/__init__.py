"""The day at one station: from the dotación to the registro that goes back.

Modules of the urna and modules of the mesa do not import each other; what both need at the close
passes as a value.
"""
