"""A custodian who answers with false factors, to see that it is named and not used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from boletas.cripto.descifrado import DescifradoParcial
from boletas.cripto.grupo import potencia
from boletas.cripto.verificacion import ArchivoVerificado
from eleccion.casos.computo.abrir_registro import abrir_custodio
from eleccion.casos.computo.descifrar_tanda import (
    Descifrador,
    MesaDescifrada,
    OrdenDeDescifrado,
    descifrar_mesa,
)


class Falsario:
    """Squares every factor and keeps the proofs of the true ones."""

    def __init__(self, carpeta: Path) -> None:
        self._verdadero = abrir_custodio(carpeta)

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Answer falsely."""
        parcial = self._verdadero.descifrar(archivo, cierre=cierre)
        falsos = tuple(tuple(potencia(f, 2) for f in fila) for fila in parcial.factores)
        return replace(parcial, factores=falsos)


def descifrar_con_falsario(encargo: tuple[OrdenDeDescifrado, Path | None]) -> MesaDescifrada:
    """Decrypt a mesa; the custodian of the folder given, if any, answers falsely."""
    orden, falso = encargo

    def abrir(carpeta: Path) -> Descifrador:
        return Falsario(carpeta) if carpeta == falso else abrir_custodio(carpeta)

    return descifrar_mesa(orden, abrir=abrir)
