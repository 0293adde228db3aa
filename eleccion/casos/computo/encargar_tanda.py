"""Give the custodians what the next session decrypts: whole archives, and which go together.

The commission only moves files. Each custodian's program verifies every ballot of each archive,
compares it with the code of the acta that was signed at the mesa, which is never in this packet,
and keeps what it decrypted, once ever.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from auditoria.registro import bitacora
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import MesaEncargada
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import (
    MesaPorDescifrar,
    leer_por_descifrar,
    ruta_de_bel,
)
from eleccion.casos.computo.descifrar_conjunto import OrdenDeConjunto, ordenes_de_conjunto
from eleccion.casos.computo.descifrar_tanda import OrdenDeDescifrado, ordenes_de_descifrado
from eleccion.casos.computo.hallados_asentados import boletas_unidas
from eleccion.casos.computo.reunir_pruebas import reunir_pruebas
from eleccion.errores import ActoIndebido

HOJA: Final = "encargo.txt"
_ORDEN: Final = (
    "boletas custodio descifrar --custodia SU-CARPETA --salida RESPUESTAS --cierres CÓDIGOS.txt"
)
_ORDEN_CON_UNIDAS: Final = (
    "auditoria descifrar --custodia SU-CARPETA --salida RESPUESTAS --cierres CÓDIGOS.txt"
    " --huella HUELLA"
)


class EncargoDistinto(ActoIndebido):
    """Other ballots of a mesa were given to the custodians, or are about to be."""

    explicacion: ClassVar[str] = "A los custodios ya se dieron otras boletas de esa mesa"


@dataclass(frozen=True, slots=True)
class ArchivoEncargado:
    """One file of the packet: its path inside of it, and its SHA-256."""

    ruta: str
    sha256: bytes


def encargar_tanda(
    destino: Path, *, comision: Comision, hora: datetime
) -> tuple[ArchivoEncargado, ...]:
    """Write the packet of the next session into a folder: the same for every custodian.

    The log fixes what is given out before anybody has it: a machine that is found afterwards joins
    no more. Asked for again, the packet is the same, and nothing is written in the log.

    Args:
        destino: Empty, or not there yet.

    Returns:
        Its archives, by path; none when nothing waits, and then nothing is written.

    Raises:
        RegistroCambiado: A record that the commission keeps is not the one it verified.
        EncargoDistinto: Other ballots of a mesa were given out before.
    """
    ordenes = ordenes_de_descifrado({}, comision=comision)
    conjuntos = ordenes_de_conjunto({}, comision=comision)
    if not ordenes and not conjuntos:
        return ()
    mesas = tuple(_rutas(ordenes, conjuntos))
    _asentar([mesa for _, mesa in mesas], comision, hora)
    destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    escritos = []
    for ruta, mesa in mesas:
        octetos, _ = leer_por_descifrar(mesa)
        propia = destino / ruta
        if mesa.unidas:
            reunir_pruebas(mesa, propia, comision=comision)
            propia = propia / ruta_de_bel(mesa.mesa)
        propia.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        escribir_archivo(propia, octetos)
        escritos.append(
            ArchivoEncargado(str(propia.relative_to(destino)), sha256(octetos).digest())
        )
    hoja = "\n".join(_redactar(comision.proceso, ordenes, conjuntos)) + "\n"
    escribir_archivo(destino / HOJA, hoja.encode())
    return tuple(escritos)


def _asentar(mesas: Iterable[MesaPorDescifrar], comision: Comision, hora: datetime) -> None:
    """Write down, once, what is given out of each mesa."""
    por_dar = [(mesa, leer_por_descifrar(mesa)[1].sha256) for mesa in mesas]
    with comision.abrir() as trabajo:
        for mesa, _ in por_dar:
            trabajo.estado_de_mesa(mesa.mesa, bloquear=True)
        dadas = {
            entrada.asiento.mesa: entrada.asiento.archivo
            for entrada in bitacora.hojear(trabajo.lineas(), MesaEncargada)
            if isinstance(entrada.asiento, MesaEncargada)
        }
        for mesa, archivo in por_dar:
            # What joins is read again under the lock: a machine may be written down meanwhile.
            if dadas.get(mesa.mesa, archivo) != archivo or (
                boletas_unidas(trabajo, mesa.mesa) != mesa.unidas
            ):
                raise EncargoDistinto(mesa.mesa)
            if mesa.mesa not in dadas:
                trabajo.asentar(MesaEncargada(mesa=mesa.mesa, archivo=archivo), hora)


def _rutas(
    ordenes: tuple[OrdenDeDescifrado, ...], conjuntos: tuple[OrdenDeConjunto, ...]
) -> Iterator[tuple[str, MesaPorDescifrar]]:
    for orden in ordenes:
        yield _ruta(orden.recibida), orden.recibida
    for conjunto in conjuntos:
        for mesa in conjunto.mesas:
            yield _ruta(mesa, conjunto.demarcacion), mesa


def _ruta(mesa: MesaPorDescifrar, conjunto: str = "") -> str:
    """Name of what is given of a mesa: its archive or, when a machine joined, a folder."""
    nombre = mesa.mesa if mesa.unidas else f"{mesa.mesa}.bel"
    return f"conjunto-{conjunto}/{nombre}" if conjunto else nombre


def _redactar(
    proceso: str, ordenes: tuple[OrdenDeDescifrado, ...], conjuntos: tuple[OrdenDeConjunto, ...]
) -> Iterator[str]:
    yield f"Encargo a los custodios. Proceso {proceso}."
    yield ""
    yield "Trabaje en su propio equipo, sin red, con su propio programa y su propia carpeta."
    yield "Cada CÓDIGO se copia del acta de escrutinio que se firmó en la mesa: no está en esta"
    yield "hoja y no se acepta de quien se la entrega. Lo que se descifra una vez no se repite"
    yield "con otras boletas. Antes de entregar lean en voz alta cuántas boletas y qué código dice"
    yield "su programa de cada archivo: lo mismo en cada pantalla; si algo difiere, nadie entrega."
    yield "Entregue a la comisión los archivos parcial-….json y nada más."
    yield "Escriba cada código en un renglón de una hoja suya, CÓDIGOS.txt."
    solas = [orden.recibida for orden in ordenes if not orden.unidas]
    if solas:
        yield ""
        yield f"Mesas que se descifran solas: {', '.join(mesa.mesa for mesa in solas)}."
        yield f"  {_ORDEN} {' '.join(map(_ruta, solas))}"
    for orden in ordenes:
        if orden.unidas:
            yield ""
            yield from _explicar_unidas(orden.recibida)
            yield f"  {_ORDEN_CON_UNIDAS} {_ruta(orden.recibida)}"
    for conjunto in conjuntos:
        mesas = [mesa.mesa for mesa in conjunto.mesas]
        yield ""
        yield f"Mesas {', '.join(mesas)}: sólo en conjunto, ninguna de ellas sola."
        con_unidas = [mesa for mesa in conjunto.mesas if mesa.unidas]
        for mesa in con_unidas:
            yield from _explicar_unidas(mesa)
        rutas = " ".join(_ruta(mesa, conjunto.demarcacion) for mesa in conjunto.mesas)
        yield f"  {_ORDEN_CON_UNIDAS if con_unidas else _ORDEN} --conjunto {rutas}"


def _explicar_unidas(mesa: MesaPorDescifrar) -> Iterator[str]:
    yield f"Mesa {mesa.mesa}: se unen {len(mesa.unidas)} boletas de un equipo que se halló después"
    yield "del cierre. Use auditoria, que prueba que lo demás es lo que el acta fijó. HUELLA se"
    yield "copia también del acta."
