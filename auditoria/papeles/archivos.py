"""Every public paper that the files of a record ask for, whatever happened in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.paquete import ARCHIVO as ARCHIVO_DE_PAQUETE
from auditoria.formatos.recuento import Recuento
from auditoria.papeles.contexto import Contexto, Contextos, Lector
from auditoria.papeles.errores import ActaAjena
from auditoria.papeles.redibujo import (
    carpeta_de_registro,
    redibujar_acuerdo,
    redibujar_demarcacion,
    redibujar_mesa,
    redibujar_paquete,
    redibujar_recuento,
    redibujar_resello,
)

_ACUERDO: Final = re.compile(r"acuerdo-([1-9][0-9]?)\.json", re.ASCII)
_APARTE: Final = re.compile(r"registro-([1-9][0-9]?)/acta\.json", re.ASCII)


def redibujar_actas_de_resello(contextos: Contextos, leer: Lector) -> dict[str, bytes]:
    """Draw the acta of every re-sellado, by path; none where nothing was sealed again."""
    papeles: dict[str, bytes] = {}
    for numero, contexto in contextos.de_sello.items():
        if numero > 1:
            papeles |= redibujar_resello(contexto, leer, numero)
    return papeles


def redibujar_todo(
    contexto: Contexto, leer: Lector, nombres: Collection[str], demarcacion: Demarcacion
) -> dict[str, bytes]:
    """Draw every paper of a demarcación and of its mesas, by path.

    Args:
        leer: Gives the files of the record.
        nombres: Paths of all of them.
    """
    clave = demarcacion.clave
    papeles = redibujar_demarcacion(contexto, leer, clave)
    for (numero,) in _hallar(_ACUERDO, clave, nombres):
        papeles |= redibujar_acuerdo(contexto, leer, clave, int(numero))
    for mesa in demarcacion.mesas:
        carpeta = ruta_de_mesa(id_de_mesa(clave, mesa.clave))
        registros = [1] if f"{carpeta}/acta.json" in nombres else []
        registros += sorted(int(numero) for (numero,) in _hallar(_APARTE, carpeta, nombres))
        for registro in registros:
            papeles |= _redibujar_registro(contexto, leer, clave, mesa.clave, registro)
        if f"{carpeta}/{ARCHIVO_DE_PAQUETE}" in nombres:
            papeles |= redibujar_paquete(contexto, leer, clave, mesa.clave)
        if f"{carpeta}/recuento.json" in nombres:
            recontado = _recontado(leer, carpeta, registros)
            papeles |= redibujar_recuento(contexto, leer, clave, mesa.clave, recontado)
    return papeles


def _hallar(
    patron: re.Pattern[str], carpeta: str, nombres: Collection[str]
) -> Iterator[tuple[str, ...]]:
    for nombre in nombres:
        if nombre.startswith(f"{carpeta}/"):
            hallado = patron.fullmatch(nombre.removeprefix(f"{carpeta}/"))
            if hallado:
                yield hallado.groups()


def _redibujar_registro(
    contexto: Contexto, leer: Lector, demarcacion: str, mesa: str, registro: int
) -> Mapping[str, bytes]:
    """Draw the papers of one record of a mesa, in its own folder."""
    carpeta = f"{demarcacion}/{mesa}"
    propia = carpeta_de_registro(carpeta, registro)

    def leer_propio(nombre: str) -> bytes:
        return leer(f"{propia}/{nombre.removeprefix(f'{carpeta}/')}")

    dibujados = redibujar_mesa(contexto, leer_propio, demarcacion, mesa)
    return {f"{propia}/{n.removeprefix(f'{carpeta}/')}": o for n, o in dibujados.items()}


def _recontado(leer: Lector, carpeta: str, registros: list[int]) -> int:
    """Which record holds the acta that the recount names."""
    buscada = Recuento.leer(leer(f"{carpeta}/recuento.json")).acta
    for registro in registros:
        acta = leer(f"{carpeta_de_registro(carpeta, registro)}/acta.json")
        if hashlib.sha256(acta).digest() == buscada:
            return registro
    raise ActaAjena(carpeta)
