"""``cofirmas.json``: heads of a mesa's log that representatives and observers cosigned.

Page: docs/formato-cofirmas.md. Each one is a signed checkpoint with its cosignature, as any C2SP
program reads it; the file is there only where somebody cosigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, IdMesa
from auditoria.registro import asientos, nota, punto
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.esquema import Formato, Largo, Texto
from auditoria.registro.llave import LlavePublica, Uso
from auditoria.registro.punto import Punto

ARCHIVO = "cofirmas.json"


class CofirmaAjena(ReglaRota):
    """A cosigned head is none of this log, or nobody whom the log knows cosigned it."""

    explicacion = "La constancia digital no es de esta bitácora o no consta de quién es"


class CofirmasIncompletas(ReglaRota):
    """The log says that a head was cosigned and the file does not have it, or the other way."""

    explicacion = "Las constancias digitales no son las que la bitácora dice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cofirmas(Formato):
    """The file. ``puntos`` come as they were handed in; each carries one cosignature."""

    formato: ClassVar[str] = "cofirmas"

    proceso: ClaveProceso
    mesa: IdMesa
    puntos: Annotated[tuple[Texto, ...], Largo(1, 999)]


@dataclass(frozen=True, slots=True)
class CabezaCofirmada:
    """A head, and the key of who saw it."""

    punto: Punto
    cofirmante: LlavePublica


def verificar_cofirma(
    datos: bytes, llaves: Mapping[str, LlavePublica], cofirmantes: Iterable[LlavePublica]
) -> CabezaCofirmada:
    """Verify a checkpoint with one cosignature.

    Args:
        llaves: Key of each log, by origin.
        cofirmantes: Keys for cosignatures that may stand on it.

    Raises:
        CofirmaAjena: Of another log, or without exactly one cosignature.
        NoEsNota, PuntoInvalido, FirmanteInesperado, FirmaFalsa: As ``punto.verificar``.
    """
    origen = Punto.desde_texto(nota.leer(datos, punto.LIMITE).texto).origen
    llave = llaves.get(origen)
    if llave is None:
        raise CofirmaAjena(origen)
    admitidos = [publica for publica in cofirmantes if publica.uso is Uso.COFIRMA]
    firmado = punto.verificar(datos, origen, llave, admitidos)
    if len(firmado.cofirmas) != 1:
        raise CofirmaAjena(f"trae {len(firmado.cofirmas)}")
    return CabezaCofirmada(firmado.punto, firmado.cofirmas[0].llave)


def revisar_cofirmas(
    puntos: Iterable[bytes], pasos: Iterable[tuple[Entrada, Cabeza]]
) -> tuple[CabezaCofirmada, ...]:
    """Verify every cosigned head of a mesa against its log, and the log against them.

    Raises:
        CofirmaAjena, CofirmasIncompletas: See the classes.
        The errors of ``verificar_cofirma``.
    """
    dados = tuple(pasos)
    cabezas = {cabeza.punto() for _, cabeza in dados}
    llaves = {cabeza.origen: llave for cabeza, llave in _llaves(dados)}
    cofirmantes = [
        LlavePublica.desde_vkey(entrada.asiento.llave)
        for entrada, _ in dados
        if isinstance(entrada.asiento, asientos.CofirmanteReconocido)
    ]
    dichas = [
        (entrada.asiento.llave, entrada.asiento.tamano)
        for entrada, _ in dados
        if isinstance(entrada.asiento, asientos.CofirmaRecibida)
    ]
    probadas = tuple(verificar_cofirma(datos, llaves, cofirmantes) for datos in puntos)
    for probada in probadas:
        if probada.punto not in cabezas:
            raise CofirmaAjena(f"{probada.punto.origen}, {probada.punto.tamano} asientos")
    if [(p.cofirmante.vkey, p.punto.tamano) for p in probadas] != dichas:
        raise CofirmasIncompletas(f"constan {len(dichas)}")
    return probadas


def hubo_cofirmas(entradas: Iterable[Entrada]) -> bool:
    """Whether somebody cosigned a head, by these entries."""
    return any(isinstance(entrada.asiento, asientos.CofirmaRecibida) for entrada in entradas)


def _llaves(pasos: Iterable[tuple[Entrada, Cabeza]]) -> Iterator[tuple[Cabeza, LlavePublica]]:
    for entrada, cabeza in pasos:
        if isinstance(entrada.asiento, asientos.MesaInstalada | asientos.MesaRelevada):
            yield cabeza, LlavePublica.desde_vkey(entrada.asiento.llave_mesa)
