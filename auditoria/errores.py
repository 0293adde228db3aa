"""Root of every error of ``auditoria``, and the two kinds a command tells apart.

The exit status of the commands depends on the kind alone: a record that breaks a rule
(``ReglaRota``) is a finding about the election, a file that cannot be opened or is not
of the kind (``NoAbre``) is a finding about the copy at hand.
"""

from __future__ import annotations

from auditoria.error_con_lugar import ErrorConLugar


class ErrorAuditoria(ErrorConLugar):
    """Something in a record is not as its format or the law says."""

    explicacion = "El registro no es correcto"


class ReglaRota(ErrorAuditoria):
    """It is a record, and it breaks a rule; canonical form included. Exit status 1."""


class NoAbre(ErrorAuditoria):
    """It cannot be opened, is empty, not of the kind, or over a limit. Exit status 2."""

    explicacion = "El archivo no se puede abrir"
