"""The bitácora: a log in which every entry cites the one before it.

Page: docs/formato-bitacora.md. One entry is one line of canonical JSON. The chain of hashes
catches a changed entry at once; over the same lines runs the tree of RFC 6962, whose root
is what checkpoints sign, observers cosign and papers print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO, Self

from auditoria.errores import NoAbre, ReglaRota
from auditoria.registro import canonico
from auditoria.registro.arbol import Frontera
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import TIPOS
from auditoria.registro.codigo import corto
from auditoria.registro.esquema import ValorNoAdmitido, escribir_instante, leer_instante
from auditoria.registro.punto import Punto

LIMITE_LINEA = 1024 * 1024
"""Bytes of one entry; the largest (a registro of some mesa) takes about 4 KiB."""


class AsientoIlegible(ReglaRota):
    """A line is not an entry in its one spelling."""

    explicacion = "Un asiento no se puede leer"


class CadenaRota(ReglaRota):
    """An entry does not cite the entry before it: one of the two was changed."""

    explicacion = "El asiento no corresponde con el anterior"


class SecuenciaRota(ReglaRota):
    """An entry is missing, repeated or out of place."""

    explicacion = "El número de asiento no sigue al anterior"


class AsientoDesconocido(ReglaRota):
    """The type is not in the catalogue."""

    explicacion = "La clase de asiento no está en el catálogo"


class CadenaAjena(ReglaRota):
    """A type of entry stands in a log that may not hold it."""

    explicacion = "Esa clase de asiento no va en esta bitácora"


class HoraIndebida(ReglaRota):
    """An entry states a time that its type leaves out, or lacks one."""

    explicacion = "El asiento trae una hora que no debe, o le falta"


class PuntoNoCoincide(ReglaRota):
    """A checkpoint is not of this log: it is longer, or had another root there."""

    explicacion = "La bitácora no es la que el punto de control firmó"


class LineaTrunca(NoAbre):
    """The file does not end in a line feed, or a line is too long."""

    explicacion = "La bitácora está cortada"


@dataclass(frozen=True, slots=True)
class Cabeza:
    """Where a log stands: what is needed to append, and what a checkpoint states.

    Attributes:
        origen: Name of the log.
        frontera: Tree over its lines.
        ultima: SHA-256 of the last line; before the first, of the name of the log.
    """

    origen: str
    frontera: Frontera
    ultima: bytes

    @classmethod
    def nueva(cls, origen: str) -> Cabeza:
        """Head of a log without entries.

        The first entry cites the name of the log, so that no line moves to another.
        """
        return cls(
            origen, Frontera(), sha256(f"eleccion-jpc/bitacora/v1\n{origen}\n".encode()).digest()
        )

    @property
    def tamano(self) -> int:
        """Number of entries."""
        return self.frontera.tamano

    def raiz(self) -> bytes:
        """RFC 6962 root over the lines."""
        return self.frontera.raiz()

    def punto(self) -> Punto:
        """What a checkpoint of this head states."""
        return Punto(self.origen, self.tamano, self.raiz())

    @property
    def texto(self) -> str:
        """Short code of the root, for papers: four groups of five."""
        return corto(self.raiz())

    def a_valor(self) -> dict[str, Any]:
        """The head as canonical JSON values, to keep it in one row."""
        return {
            "origen": self.origen,
            "tamano": self.tamano,
            "ultima": self.ultima.hex(),
            "nodos": [nodo.hex() for nodo in self.frontera.nodos],
        }

    @classmethod
    def desde(cls, valor: dict[str, Any]) -> Self:
        """Take back what ``a_valor`` gave."""
        nodos = tuple(bytes.fromhex(nodo) for nodo in valor["nodos"])
        frontera = Frontera(valor["tamano"], nodos)
        return cls(valor["origen"], frontera, bytes.fromhex(valor["ultima"]))


@dataclass(frozen=True, slots=True)
class Entrada:
    """One entry in its place.

    Attributes:
        secuencia: From 1; the leaf of the tree is ``secuencia - 1``.
        hora: Aware UTC, or ``None`` where the type leaves it out.
        asiento: What happened.
        linea: The bytes, without line feed.
    """

    secuencia: int
    hora: datetime | None
    asiento: Asiento
    linea: bytes


def origen(proceso: str, *partes: str) -> str:
    """Name of a log: ``eleccion-jpc/<proceso>/D001/M1/mesa-1``, or ``…/comision``."""
    return "/".join(("eleccion-jpc", proceso, *partes))


def cadena_de(origen: str) -> str:
    """Kind of a log by its name: ``comision``, ``mesa`` or ``urna``."""
    return origen.rpartition("/")[2].rstrip("0123456789").removesuffix("-")


def asentar(cabeza: Cabeza, asiento: Asiento, hora: datetime | None) -> tuple[bytes, Cabeza]:
    """Make the next line of a log. Nothing is stored: line and head go in with the act.

    Args:
        cabeza: Where the log stands.
        asiento: What happened; of a type that this log may hold.
        hora: Aware, whole seconds; ``None`` exactly when the type leaves it out.

    Returns:
        The line without line feed, and the head after it.

    Raises:
        CadenaAjena, HoraIndebida, FormatoInvalido: The reader would refuse the line.
    """
    _exigir_lugar(cabeza, asiento)
    if asiento.con_hora != (hora is not None):
        raise HoraIndebida(asiento.tipo)
    objeto: dict[str, canonico.Valor] = {
        "datos": asiento.valor_admitido(),
        "previo": cabeza.ultima.hex(),
        "secuencia": cabeza.tamano + 1,
        "tipo": asiento.tipo,
    }
    if hora is not None:
        objeto["hora"] = escribir_instante(hora)
    linea = canonico.escribir(objeto)
    return linea, _avanzar(cabeza, linea)


def recorrer(lineas: Iterable[bytes], origen: str) -> Iterator[tuple[Entrada, Cabeza]]:
    """Read a log entry by entry, each verified before it is given.

    Args:
        lineas: Without line feeds, in order, as ``partir`` gives them.
        origen: The log they must be of.

    Yields:
        Each entry and the head after it.

    Raises:
        AsientoIlegible, CadenaRota, SecuenciaRota, AsientoDesconocido, CadenaAjena,
        HoraIndebida, FormatoInvalido: With ``entrada`` = ``asiento <n>``.
    """
    cabeza = Cabeza.nueva(origen)
    for linea in lineas:
        try:
            entrada = _leer_entrada(cabeza, linea)
        except ReglaRota as fallo:
            lugar = f"asiento {cabeza.tamano + 1}"
            fallo.entrada = f"{lugar}, {fallo.entrada}" if fallo.entrada else lugar
            raise
        cabeza = _avanzar(cabeza, linea)
        yield entrada, cabeza


def escoger(lineas: Iterable[bytes], *tipos: type[Asiento]) -> Iterator[bytes]:
    """Give the lines of some types, unread."""
    # The keys are sorted, so the type closes the line, and no text inside of it can.
    finales = tuple(f'"tipo":"{tipo.tipo}"}}'.encode() for tipo in tipos)
    return (linea for linea in lineas if linea.endswith(finales))


def hojear(lineas: Iterable[bytes], *tipos: type[Asiento]) -> Iterator[Entrada]:
    """Give the entries of some types of a log that was verified before; chain and place are not.

    Raises:
        AsientoIlegible, HoraIndebida, FormatoInvalido: Such an entry cannot be read.
    """
    clases = {tipo.tipo: tipo for tipo in tipos}
    for linea in escoger(lineas, *tipos):
        objeto = canonico.leer(linea, LIMITE_LINEA)
        if not isinstance(objeto, dict) or not _DEBIDOS <= objeto.keys() <= _ADMITIDOS:
            raise AsientoIlegible("no tiene los campos de un asiento")
        asiento = clases[str(objeto["tipo"])].desde(objeto["datos"], "datos")
        yield Entrada(int(objeto["secuencia"]), _leer_hora(asiento, objeto), asiento, linea)


def verificar(lineas: Iterable[bytes], origen: str, puntos: Iterable[Punto] = ()) -> Cabeza:
    """Verify a whole log, and that it passed through every checkpoint given.

    Returns:
        Its head: size, root, last line.

    Raises:
        PuntoNoCoincide: A checkpoint is of another history, or of a longer one.
        The errors of ``recorrer``.
    """
    cabeza = Cabeza.nueva(origen)
    esperados = sorted(puntos, key=lambda punto: punto.tamano)
    esperados = _cotejar(esperados, cabeza)
    for _, cabeza in recorrer(lineas, origen):
        esperados = _cotejar(esperados, cabeza)
    if esperados:
        raise PuntoNoCoincide(
            f"el punto es de {esperados[0].tamano} asientos y hay {cabeza.tamano}"
        )
    return cabeza


def verificar_cerrada(
    lineas: Iterable[bytes], final: Punto, puntos: Iterable[Punto] = ()
) -> Cabeza:
    """Verify a log that ended: it is exactly what its last checkpoint signed.

    Raises:
        PuntoNoCoincide: Shorter, longer, or another history.
        The errors of ``recorrer``.
    """
    cabeza = verificar(lineas, final.origen, [*puntos, final])
    if cabeza.tamano > final.tamano:
        raise PuntoNoCoincide(
            f"hay {cabeza.tamano} asientos", entrada=f"asiento {final.tamano + 1}"
        )
    return cabeza


def partir(flujo: BinaryIO) -> Iterator[bytes]:
    """Give the lines of a file without their line feeds, holding one at a time.

    Raises:
        LineaTrunca: The last line does not end, or one is over ``LIMITE_LINEA``.
    """
    numero = 0
    while linea := flujo.readline(LIMITE_LINEA + 1):
        numero += 1
        if not linea.endswith(b"\n"):
            raise LineaTrunca(entrada=f"asiento {numero}")
        yield linea[:-1]


def _leer_entrada(cabeza: Cabeza, linea: bytes) -> Entrada:
    try:
        objeto = canonico.leer(linea, LIMITE_LINEA)
    except canonico.ArchivoVacio as fallo:
        raise AsientoIlegible("la línea está vacía") from fallo
    if not isinstance(objeto, dict) or not _DEBIDOS <= objeto.keys() <= _ADMITIDOS:
        raise AsientoIlegible("no tiene los campos de un asiento")
    if objeto["secuencia"] != cabeza.tamano + 1 or type(objeto["secuencia"]) is not int:
        raise SecuenciaRota(f"dice {objeto['secuencia']}")
    if objeto["previo"] != cabeza.ultima.hex():
        raise CadenaRota()
    clase = TIPOS.get(objeto["tipo"]) if isinstance(objeto["tipo"], str) else None
    if clase is None:
        raise AsientoDesconocido(str(objeto["tipo"])[:80])
    asiento = clase.desde(objeto["datos"], "datos")
    _exigir_lugar(cabeza, asiento)
    return Entrada(objeto["secuencia"], _leer_hora(asiento, objeto), asiento, linea)


def _leer_hora(asiento: Asiento, objeto: dict[str, Any]) -> datetime | None:
    if asiento.con_hora != ("hora" in objeto):
        raise HoraIndebida(asiento.tipo)
    if not asiento.con_hora:
        return None
    try:
        return leer_instante(objeto["hora"])
    except (ValueError, TypeError) as fallo:
        raise ValorNoAdmitido("se espera la forma 2026-11-22T18:05:03Z", entrada="hora") from fallo


def _exigir_lugar(cabeza: Cabeza, asiento: Asiento) -> None:
    if cadena_de(cabeza.origen) not in asiento.cadenas:
        raise CadenaAjena(f"{asiento.tipo} en {cabeza.origen}")


def _avanzar(cabeza: Cabeza, linea: bytes) -> Cabeza:
    return Cabeza(cabeza.origen, cabeza.frontera.agregar(linea), sha256(linea).digest())


def _cotejar(esperados: list[Punto], cabeza: Cabeza) -> list[Punto]:
    while esperados and esperados[0].tamano == cabeza.tamano:
        if esperados[0] != cabeza.punto():
            raise PuntoNoCoincide(entrada=f"asiento {cabeza.tamano}")
        esperados = esperados[1:]
    return esperados


_DEBIDOS = {"datos", "previo", "secuencia", "tipo"}
_ADMITIDOS = _DEBIDOS | {"hora"}
