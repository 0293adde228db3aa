"""The commission's acuerdos beside its cómputos: each in the moment that its matter allows.

Page: docs/formato-acuerdo.md. What an acuerdo says is checked with the documents, and that a
cómputo obeyed it with the sessions; here only when it was taken, which the log alone tells.
"""

from __future__ import annotations

from auditoria.registro import asientos
from auditoria.reglas.acuerdos import exigir_momento
from auditoria.verificador.comision import ARCHIVO, ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre


def revisar_acuerdos(actos: ActosDeComision, cuaderno: Cuaderno) -> None:
    """Check the moment of each acuerdo against the first cómputo of its demarcación."""
    primeros: dict[str, int] = {}
    for concluido, lugar in actos.de_tipo(asientos.ComputoConcluido):
        primeros.setdefault(concluido.demarcacion, numero_de(lugar))
    for acuerdo, lugar in actos.de_tipo(asientos.AcuerdoTomado):
        with cuaderno.revisar(Nombre.COMPUTO, ARCHIVO, lugar):
            primero = primeros.get(acuerdo.demarcacion)
            computada = primero is not None and primero < numero_de(lugar)
            exigir_momento(acuerdo.asunto, computada=computada)
