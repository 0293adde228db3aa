"""Give the custodians what the next session decrypts: whole archives, and which go together.

The commission only moves files. Each custodian's program verifies every ballot of each archive,
compares it with the code of the acta that was signed at the mesa, which is never in this packet,
and keeps what it decrypted, once ever.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.registro.archivos import escribir_archivo
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import LIMITE, MesaPorDescifrar, abrir_registro
from eleccion.casos.computo.descifrar_conjunto import OrdenDeConjunto, ordenes_de_conjunto
from eleccion.casos.computo.descifrar_tanda import OrdenDeDescifrado, ordenes_de_descifrado

HOJA: Final = "encargo.txt"
_ORDEN: Final = (
    "boletas custodio descifrar --custodia SU-CARPETA --salida RESPUESTAS --cierres CÓDIGOS.txt"
)


@dataclass(frozen=True, slots=True)
class ArchivoEncargado:
    """One file of the packet: its path inside of it, and its SHA-256."""

    ruta: str
    sha256: bytes


def encargar_tanda(destino: Path, *, comision: Comision) -> tuple[ArchivoEncargado, ...]:
    """Write the packet of the next session into a folder: the same for every custodian.

    Args:
        destino: Empty, or not there yet.

    Returns:
        Its archives, by path; none when nothing waits, and then nothing is written.

    Raises:
        RegistroCambiado: A record that the commission keeps is not the one it verified.
    """
    ordenes = ordenes_de_descifrado({}, comision=comision)
    conjuntos = ordenes_de_conjunto({}, comision=comision)
    if not ordenes and not conjuntos:
        return ()
    destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    escritos = []
    for ruta, mesa in _rutas(ordenes, conjuntos):
        bel = f"{ruta_de_mesa(mesa.mesa)}/{partir_mesa(mesa.mesa)[1]}.bel"
        with abrir_registro(mesa) as (registro, _):
            octetos = registro.leer(bel, LIMITE)
        (destino / ruta).parent.mkdir(mode=0o700, exist_ok=True)
        escribir_archivo(destino / ruta, octetos)
        escritos.append(ArchivoEncargado(ruta, sha256(octetos).digest()))
    hoja = "\n".join(_redactar(comision.proceso, ordenes, conjuntos)) + "\n"
    escribir_archivo(destino / HOJA, hoja.encode())
    return tuple(escritos)


def _rutas(
    ordenes: tuple[OrdenDeDescifrado, ...], conjuntos: tuple[OrdenDeConjunto, ...]
) -> Iterator[tuple[str, MesaPorDescifrar]]:
    for orden in ordenes:
        recibida = MesaPorDescifrar(
            mesa=orden.mesa, registro=orden.registro, manifiesto=orden.manifiesto
        )
        yield _ruta(orden.mesa), recibida
    for conjunto in conjuntos:
        for mesa in conjunto.mesas:
            yield _ruta(mesa.mesa, conjunto.demarcacion), mesa


def _ruta(mesa: str, conjunto: str = "") -> str:
    return f"conjunto-{conjunto}/{mesa}.bel" if conjunto else f"{mesa}.bel"


def _redactar(
    proceso: str, ordenes: tuple[OrdenDeDescifrado, ...], conjuntos: tuple[OrdenDeConjunto, ...]
) -> Iterator[str]:
    yield f"Encargo a los custodios. Proceso {proceso}."
    yield ""
    yield "Trabaje en su propio equipo, sin red, con su propio programa y su propia carpeta."
    yield "Cada CÓDIGO se copia del acta de escrutinio que se firmó en la mesa: no está en esta"
    yield "hoja y no se acepta de quien se la entrega. Lo que se descifra una vez no se repite"
    yield "con otras boletas. Entregue a la comisión los archivos parcial-….json y nada más."
    yield "Escriba cada código en un renglón de una hoja suya, CÓDIGOS.txt."
    if ordenes:
        yield ""
        yield f"Mesas que se descifran solas: {', '.join(orden.mesa for orden in ordenes)}."
        yield f"  {_ORDEN} {' '.join(_ruta(orden.mesa) for orden in ordenes)}"
    for conjunto in conjuntos:
        mesas = [mesa.mesa for mesa in conjunto.mesas]
        yield ""
        yield f"Mesas {', '.join(mesas)}: sólo en conjunto, ninguna de ellas sola."
        yield (
            f"  {_ORDEN} --conjunto {' '.join(_ruta(mesa, conjunto.demarcacion) for mesa in mesas)}"
        )
