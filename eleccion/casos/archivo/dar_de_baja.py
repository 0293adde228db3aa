"""``baja.json``: what a machine kept for an election and deleted, signed by two officials.

Page: docs/formato-baja.md. It is written before the first file is deleted, so that a deletion that
is cut goes on later, and it stays when everything else is gone. It is no part of the expediente:
its log ended with the results.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal

from auditoria.formatos.claves import (
    ClaveFuncionario,
    ClaveLlana,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_orden,
)
from auditoria.registro import firma
from auditoria.registro.esquema import Formato, Huella, Largo, Rango
from auditoria.registro.punto import Punto
from auditoria.verificador.sellado import Sellado
from eleccion.casos.archivo.publicacion_firme import PublicacionFirme
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas, ordenar_tarjetas
from eleccion.dominio.supresion import (
    ClaseSuprimida,
    DepositoSuprimible,
    PiezaSuprimible,
    en_orden,
    huella_de_clase,
)
from eleccion.errores import ActoIndebido, OrdenMalDada

ARCHIVO: Final = "baja.json"


class BajaDeOtroProceso(ActoIndebido):
    """What was deleted there was of another process, or the expediente is of another."""

    explicacion: ClassVar[str] = "El expediente es de otro proceso que lo que hay ahí"


class NadaQueSuprimir(OrdenMalDada):
    """There is nothing of a station, or of people, where it was looked for."""

    explicacion: ClassVar[str] = "Ahí no hay nada que borrar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParteDadaDeBaja(Formato):
    """A machine: ``mesa`` or ``urna``, and its number in the mesa, from 1."""

    parte: Literal["mesa", "urna"]
    generacion: Annotated[int, Rango(1, 99)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suprimido(Formato):
    """Files of one kind.

    Attributes:
        clase: As ``ClaseSuprimida``.
        huella: SHA-256 of their list, ``<sha256>  <path>`` a line, by path.
    """

    clase: ClaveLlana
    archivos: Annotated[int, Rango(1, 1_000_000)]
    octetos: Annotated[int, Rango(0, 2**50)]
    huella: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaDeBaja(Formato):
    """Whose card signed; officials are public."""

    funcionario: ClaveFuncionario
    nombre: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class Baja(Formato):
    """The file.

    Attributes:
        huella: SHA-256 of huella.txt.
        hora: When it began.
        resultados: SHA-256 of resultados.json, published before.
        suprimido: By kind, in the order of deletion.
        ajenos: Files in the same folders that are not of the election; they stay.
    """

    formato: ClassVar[str] = "baja"

    proceso: ClaveProceso
    mesa: IdMesa
    huella: Huella
    hora: datetime
    resultados: Huella
    partes: Annotated[tuple[ParteDadaDeBaja, ...], Largo(1, 2)]
    suprimido: Annotated[tuple[Suprimido, ...], Largo(1, 20)]
    ajenos: Annotated[int, Rango(0, 1_000_000)]
    personas: Annotated[tuple[PersonaDeBaja, ...], Largo(2, 2)]

    def __post_init__(self) -> None:
        exigir_orden((parte.parte for parte in self.partes), "partes")
        lugares = [list(ClaseSuprimida).index(ClaseSuprimida(s.clase)) for s in self.suprimido]
        exigir_orden(lugares, "suprimido")


@dataclass(frozen=True, slots=True)
class BajaFirmada:
    """The file as it stands on the disk, and its signatures."""

    baja: Baja
    contenido: bytes
    firmado: bytes


def preparar_baja(
    publicacion: PublicacionFirme,
    equipos: tuple[tuple[Identidad, Punto], ...],
    deposito: DepositoSuprimible,
    *,
    hora: datetime,
) -> tuple[Suprimido, ...]:
    """Look at everything that has to be true, and say what would be deleted; nothing is written.

    Args:
        equipos: The parts that were installed there, and the last checkpoint that each signed.

    Raises:
        ContiendaAbierta, EquipoSinEntregar, NadaQueSuprimir: See each.
    """
    publicacion.exigir_concluida([equipos[0][0].mesa.partition("-")[0]], hora=hora)
    for identidad, firmado in equipos:
        publicacion.exigir_entregado(identidad, firmado)
    return resumir(deposito.piezas())


def firmar_baja(
    publicacion: PublicacionFirme,
    equipos: tuple[tuple[Identidad, Punto], ...],
    deposito: DepositoSuprimible,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
) -> BajaFirmada:
    """Write what is about to be deleted under the signatures of two officials.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their NIP.
        The errors of ``preparar_baja``.
    """
    suprimido = preparar_baja(publicacion, equipos, deposito, hora=hora)
    sellado, mesa = publicacion.sellado, equipos[0][0].mesa
    exigir_tarjetas(tarjetas, sellado.llaves, mesa)
    claves = sorted((t.clave for t in tarjetas), key=lambda clave: int(clave[1:]))
    nombres = {f.clave: f.nombre for f in sellado.llaves.de_mesa(mesa)}
    baja = Baja(
        proceso=sellado.proceso,
        mesa=mesa,
        huella=sellado.que_cubre(mesa).huella,
        hora=hora,
        resultados=publicacion.resultados,
        partes=tuple(
            ParteDadaDeBaja(parte=identidad.parte, generacion=identidad.generacion)
            for identidad, _ in sorted(equipos, key=lambda equipo: equipo[0].parte)
        ),
        suprimido=suprimido,
        ajenos=len(deposito.ajenos()),
        personas=tuple(PersonaDeBaja(funcionario=c, nombre=nombres[c]) for c in claves),
    )
    contenido = baja.escribir()
    firmado = firma.firmar(Baja.formato, baja.proceso, contenido, ordenar_tarjetas(tarjetas))
    return BajaFirmada(baja, contenido, firmado)


def leer_baja(contenido: bytes, firmado: bytes, sellado: Sellado) -> BajaFirmada:
    """Read one that was written, with the signatures of two officials of its mesa.

    Raises:
        BajaDeOtroProceso: The definition at hand is another.
        The errors of ``firma.verificar``.
    """
    baja = Baja.leer(contenido)
    if (baja.proceso, baja.huella) != (sellado.proceso, sellado.que_cubre(baja.mesa).huella):
        raise BajaDeOtroProceso(baja.proceso)
    llaves = {f.clave: f.llave_publica for f in sellado.llaves.de_mesa(baja.mesa)}
    firmantes = [llaves[p.funcionario] for p in baja.personas if p.funcionario in llaves]
    firma.verificar(firmado, contenido, Baja.formato, baja.proceso, firmantes)
    return BajaFirmada(baja, contenido, firmado)


def suprimir(deposito: DepositoSuprimible) -> int:
    """Delete everything that is of the election and is still there; gives how many files.

    What opens the rest goes first. It may be cut anywhere and done again.
    """
    piezas = deposito.piezas()
    for pieza in piezas:
        deposito.borrar(pieza)
    deposito.rematar()
    return len(piezas)


def resumir(piezas: tuple[PiezaSuprimible, ...]) -> tuple[Suprimido, ...]:
    """Count files by kind, in the order of deletion (``NadaQueSuprimir``)."""
    if not piezas:
        raise NadaQueSuprimir
    de_clase: dict[ClaseSuprimida, list[PiezaSuprimible]] = {}
    for pieza in en_orden(piezas):
        de_clase.setdefault(pieza.clase, []).append(pieza)
    return tuple(
        Suprimido(
            clase=clase.value,
            archivos=len(suyas),
            octetos=sum(pieza.octetos for pieza in suyas),
            huella=huella_de_clase(tuple(suyas)),
        )
        for clase, suyas in de_clase.items()
    )
