"""A printer that is a folder, for the demo, for tests and for whoever prints elsewhere.

Files carry no hour and no running number: who lists the folder learns what was printed and not in
which order.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from auditoria.registro.archivos import escribir_archivo
from boletas.errores import motivo
from eleccion.dominio.puertos import Azar
from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida

_SIN_HORA: Final = (0, 0)
_OCTETOS_DE_NOMBRE: Final = 8


class ImpresoraEnCarpeta:
    """Implements ``Impresora``. The folder is made if missing, for its owner alone."""

    def __init__(self, carpeta: Path, azar: Azar = os.urandom) -> None:
        self._carpeta = carpeta
        self._azar = azar

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Write a file ``papel-ejemplar.pdf``; a reprint stands beside the first."""
        nombre = f"{papel}-{ejemplar or self._azar(_OCTETOS_DE_NOMBRE).hex()}"
        try:
            self._carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
            ruta, otra = self._carpeta / f"{nombre}.pdf", 1
            while ruta.exists():
                otra += 1
                ruta = self._carpeta / f"{nombre}-{otra}.pdf"
            escribir_archivo(ruta, pdf, 0o600)
            os.utime(ruta, _SIN_HORA)
        except OSError as falla:
            raise ImpresoraDetenida(motivo(falla)) from falla

    def esta_lista(self) -> bool:
        """Tell whether the folder takes papers."""
        lugar = self._carpeta if self._carpeta.is_dir() else self._carpeta.parent
        return os.access(lugar, os.W_OK)

    def vaciar(self) -> None:
        """Do nothing: a folder keeps nobody waiting."""

    def conserva(self) -> Conservacion:
        """Say that it keeps every one of them: nothing comes out on paper."""
        return Conservacion.CARPETA
