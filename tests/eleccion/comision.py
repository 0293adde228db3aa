"""What the verifier says of the record of the prepared mesa, once the commission published it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditoria.verificador.recorrido import verificar
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from tests.eleccion.escenario import preparar
from tests.eleccion.noche import publicar_todo


def publicar(carpeta: Path, remitido: RegistroRemitido, *, danados: Sequence[int] = ()) -> Path:
    """Carry a record to the end; gives the expediente."""
    publicar_todo(carpeta, remitido, danados=danados)
    return carpeta / "expediente"


def fallas(expediente: Path) -> list[str]:
    """Names of the checks that fail, with where, under the fingerprint on the papers."""
    dictamen = verificar(expediente, huella=preparar().corta, procesos=1)
    return [
        f"{comprobacion.nombre}: {falla.archivo} {falla.entrada}"
        for comprobacion in dictamen.comprobaciones
        for falla in comprobacion.fallas
    ]
