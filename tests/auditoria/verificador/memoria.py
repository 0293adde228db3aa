"""Thousands of verifications of nearly one record: what was not edited is worked out once."""

from pathlib import Path

from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from tests.auditoria.verificador.lecturas_con_memoria import LecturasConMemoria
from tests.auditoria.verificador.taller_con_memoria import TallerConMemoria


class Memoria:
    """Remembers what the record as published gave, by all its bytes, and nothing later.

    Whatever an edit touches is therefore read, proved and drawn again by the verifier itself, and
    the memory is as large after twenty thousand edits as before the first.
    """

    def __init__(self, publicado: Path, *, dibujar: bool = True) -> None:
        """Verify the record before any edit.

        Args:
            publicado: The record.
            dibujar: Whether papers are drawn at all.
        """
        self._taller = TallerConMemoria(dibujar=dibujar)
        self._lecturas = LecturasConMemoria()
        self.verificar(publicado)
        self._taller.aprende = self._lecturas.aprende = False

    def verificar(self, raiz: Path) -> Verificacion:
        """Check a record from its first byte to its last."""
        with self._lecturas.recordando():
            return verificar(raiz, procesos=1, taller=self._taller)
