"""``destruccion-1.json``: the papers of some mesas that were destroyed, who did it and who saw it.

Page: docs/formato-destruccion.md. People destroy paper; this writes it down, once for each packet,
and not before the election that it is evidence of is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveProceso, IdMesa, Nombre, exigir_distintas, partir_mesa
from auditoria.papeles.imprimible import exigir_imprimible
from auditoria.registro import firma
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.esquema import Formato, Huella, Largo, Rango, Texto
from auditoria.reglas.plazos import dia_local
from eleccion.casos.archivo.publicacion_firme import PublicacionFirme
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.figuras import paquete_de
from eleccion.casos.dos_personas import exigir_selladores
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.dominio.supresion import exigir_bloqueo_vencido
from eleccion.errores import ActoIndebido

Cuantos = Annotated[int, Rango(0, 1_000_000)]


class PaqueteSinRecibir(ActoIndebido):
    """The commission never received that packet: nobody can say that it was destroyed."""

    explicacion: ClassVar[str] = "La comisión no tiene recibo de ese paquete"


class PaqueteYaDestruido(ActoIndebido):
    """A packet is destroyed once, and its acta is not written again."""

    explicacion: ClassVar[str] = "Ya hay un acta de destrucción de ese paquete"


class SinQuienPresencie(ReglaRota):
    """Papers of an election are destroyed by somebody, before somebody else."""

    explicacion = "Hace falta quien lo ejecute y, aparte, quien lo presencie"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaDeDestruccion(Formato):
    """Who was there. ``caracter``: whether the person did it or saw it."""

    caracter: Literal["ejecuta", "presencia"]
    nombre: Nombre
    cargo: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class PaquetePorDestruir(Formato):
    """The packet of a mesa as it was opened for the last time.

    Attributes:
        sellos: Numbers read on it.
        intacto: Whether nobody had opened it since it was kept.
        boletas: Paper ballots, used, spoiled and left over.
        pases: Slips, used, spoiled and left over.
        testigos: Papers of votes, cancelled ones too.
    """

    mesa: IdMesa
    sellos: Annotated[tuple[Nombre, ...], Largo(0, 40)]
    intacto: bool
    boletas: Cuantos
    pases: Cuantos
    testigos: Cuantos

    def __post_init__(self) -> None:
        exigir_distintas(self.sellos, "sellos del paquete")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaqueteDestruido(PaquetePorDestruir):
    """The same, and whether its seals are those that the receipt says."""

    sellos_del_recibo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeDestruccion(Formato):
    """What the office writes of one destruction; fields as ``Destruccion``."""

    lugar: Nombre
    metodo: Texto
    observaciones: Texto | None = None
    paquetes: Annotated[tuple[PaquetePorDestruir, ...], Largo(1, 999)]
    personas: Annotated[tuple[PersonaDeDestruccion, ...], Largo(2, 20)]

    def __post_init__(self) -> None:
        exigir_distintas((p.mesa for p in self.paquetes), "paquetes")
        if {p.caracter for p in self.personas} != {"ejecuta", "presencia"}:
            raise SinQuienPresencie


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruccion(Formato):
    """The file.

    Attributes:
        numero: Of the act in this process, from 1.
        metodo: How, in words.
    """

    formato: ClassVar[str] = "destruccion"

    proceso: ClaveProceso
    huella: Huella
    numero: Annotated[int, Rango(1, 999)]
    hora: datetime
    lugar: Nombre
    metodo: Texto
    observaciones: Texto | None = None
    paquetes: Annotated[tuple[PaqueteDestruido, ...], Largo(1, 999)]
    personas: Annotated[tuple[PersonaDeDestruccion, ...], Largo(2, 20)]


@dataclass(frozen=True, slots=True)
class DestruccionAsentada:
    """What became of a sheet. ``es_nueva``: it was not written down before."""

    destruccion: Destruccion
    contenido: bytes
    es_nueva: bool


def destruir_papeles(
    orden: OrdenDeDestruccion,
    selladores: tuple[Sellador, Sellador] | None,
    *,
    publicacion: PublicacionFirme,
    carpeta: Path,
    comision: Comision,
    hora: datetime,
) -> DestruccionAsentada:
    """Write down that the packets of some mesas were destroyed.

    Args:
        selladores: The two who sealed, who sign beside the commission; ``None`` in a dry run, which
            writes nothing.
        carpeta: Where the acts of the archive are kept.

    Returns:
        The act that says the same, with its own hour and number, where there is one.

    Raises:
        ContiendaAbierta: Of the demarcación of some packet.
        BloqueoVigente: The days of the convocatoria run.
        PaqueteSinRecibir, PaqueteYaDestruido, FirmanteAjeno: See each.
        ClaveAusente: The definition has no such mesa.
        TextoImposible, SinGlifo: A text cannot be printed.
    """
    sellado = publicacion.sellado
    for texto in _textos(orden):
        exigir_imprimible(texto)
    for paquete in orden.paquetes:
        sellado.catalogo.ubicar(paquete.mesa)
    publicacion.exigir_concluida(
        sorted({partir_mesa(paquete.mesa)[0] for paquete in orden.paquetes}), hora=hora
    )
    dias = sellado.reglas.aviso_privacidad.valor.bloqueo_dias
    exigir_bloqueo_vencido(dia_local(publicacion.publicado), dias, dia_local(hora))
    anteriores = tuple(leer_destrucciones(carpeta))
    with comision.leer() as lectura:
        paquetes = tuple(_mirar(paquete, lectura) for paquete in orden.paquetes)
    nueva = Destruccion(
        proceso=sellado.proceso,
        huella=sellado.lista.huella,
        numero=len(anteriores) + 1,
        hora=hora,
        lugar=orden.lugar,
        metodo=orden.metodo,
        observaciones=orden.observaciones,
        paquetes=paquetes,
        personas=orden.personas,
    )
    for anterior in anteriores:
        if replace(nueva, hora=anterior.hora, numero=anterior.numero) == anterior:
            return DestruccionAsentada(anterior, anterior.escribir(), es_nueva=False)
        for mesa in {p.mesa for p in anterior.paquetes} & {p.mesa for p in paquetes}:
            raise PaqueteYaDestruido(f"{mesa}, acta {anterior.numero}")
    contenido = nueva.escribir()
    if selladores is not None:
        exigir_selladores(sellado, selladores)
        llaves = [comision.llave, *(sellador.llave for sellador in selladores)]
        firmado = firma.firmar(Destruccion.formato, nueva.proceso, contenido, llaves)
        ruta = carpeta / archivo_de_destruccion(nueva.numero)
        carpeta.mkdir(mode=0o700, exist_ok=True)
        escribir_archivo(ruta.with_name(f"{ruta.name}.firma"), firmado, 0o600)
        escribir_archivo(ruta, contenido, 0o600)
    return DestruccionAsentada(nueva, contenido, es_nueva=True)


def archivo_de_destruccion(numero: int) -> str:
    """Name of the file of an act."""
    return f"destruccion-{numero}.json"


def leer_destrucciones(carpeta: Path) -> Iterator[Destruccion]:
    """Give the acts written down so far, in order."""
    numero = 1
    while (ruta := carpeta / archivo_de_destruccion(numero)).exists():
        yield Destruccion.leer(leer_archivo(ruta, _LIMITE))
        numero += 1


_LIMITE: Final = 1024 * 1024
"""Bytes of an act; one of 999 packets with forty seals takes under 900 KiB."""


def _mirar(paquete: PaquetePorDestruir, lectura: TrabajoDeComision) -> PaqueteDestruido:
    """Compare a packet with its receipt."""
    recibo = paquete_de(lectura, paquete.mesa)
    if recibo is None:
        raise PaqueteSinRecibir(paquete.mesa)
    return PaqueteDestruido(
        mesa=paquete.mesa,
        sellos=paquete.sellos,
        intacto=paquete.intacto,
        boletas=paquete.boletas,
        pases=paquete.pases,
        testigos=paquete.testigos,
        sellos_del_recibo=sorted(paquete.sellos) == sorted(recibo.sellos),
    )


def _textos(orden: OrdenDeDestruccion) -> Sequence[str]:
    return (
        orden.lugar,
        orden.metodo,
        orden.observaciones or "",
        *(sello for paquete in orden.paquetes for sello in paquete.sellos),
        *(texto for persona in orden.personas for texto in (persona.nombre, persona.cargo)),
    )
