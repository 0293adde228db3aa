"""What a worker process does for one mesa: print and mint, pack, verify; picklable in and out."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditoria.formatos.reglas import CargoMesa
from boletas.impresion.pases import DatosTalonario, Pase
from eleccion.casos.computo.abrir_pases import LecturaDeSobre, leer_sobre
from eleccion.casos.computo.verificar_registro import (
    ContextoDeRecepcion,
    RegistroVerificado,
    verificar_registro,
)
from eleccion.casos.preparacion.emitir_dotacion import (
    DotacionArmada,
    OrdenDeDotacion,
    armar_dotacion,
)
from eleccion.casos.preparacion.imprimir_paquete import OrdenDePaquete, imprimir_paquete
from eleccion.casos.preparacion.imprimir_tarjetas import imprimir_tarjetas
from eleccion.casos.preparacion.numerar_pases import OrdenDePases
from eleccion.casos.preparacion.preparar_pases import (
    PasesPreparados,
    TallerEnCarpeta,
    preparar_pases,
)
from eleccion.casos.preparacion.preparar_tarjetas import (
    OrdenDeTarjetas,
    TarjetasPreparadas,
    preparar_tarjetas,
)
from eleccion.persistencia.impresora import ImpresoraEnCarpeta


@dataclass(frozen=True, slots=True)
class _CajaDePases:
    """The credential authority's printer, whose slips the simulated mesa draws afterwards."""

    taller: TallerEnCarpeta
    codigos: list[str] = field(default_factory=list, repr=False)
    reserva: list[str] = field(default_factory=list, repr=False)

    def imprimir(self, pases: Sequence[Pase], datos: DatosTalonario) -> None:
        self.taller.imprimir(pases, datos)
        for pase in pases:
            (self.reserva if pase.reserva else self.codigos).append(pase.codigo)


def preparar_talonario(
    encargo: tuple[OrdenDePases, Path],
) -> tuple[PasesPreparados, tuple[str, ...], tuple[str, ...]]:
    """Pases of one mesa, those of the sealed reserve apart, in a worker."""
    orden, talonario = encargo
    caja = _CajaDePases(TallerEnCarpeta(talonario))
    preparados = preparar_pases(orden, caja)
    return preparados, tuple(caja.codigos), tuple(caja.reserva)


def acunar(encargo: tuple[OrdenDeTarjetas, Mapping[str, str]]) -> TarjetasPreparadas:
    """Cards of one mesa, each with the PIN that its owner chose, in a worker."""
    orden, pines = encargo
    return preparar_tarjetas(orden, pines, azar=os.urandom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprenta:
    """What is printed for one mesa before the day, and the folder that stands for the printer."""

    paquete: OrdenDePaquete
    tarjetas: OrdenDeTarjetas
    proceso: str
    cargos: tuple[CargoMesa, ...]
    carpeta: Path


def imprimir_papeles(imprenta: Imprenta) -> None:
    """Print the paper that goes to one mesa, and its officials' cards."""
    impresora = ImpresoraEnCarpeta(imprenta.carpeta)
    imprimir_paquete(imprenta.paquete, impresora)
    imprimir_tarjetas(
        imprenta.tarjetas,
        imprenta.proceso,
        imprenta.cargos,
        simulacro=True,
        impresora=impresora,
    )


def armar(encargo: tuple[OrdenDeDotacion, Path]) -> DotacionArmada:
    """Pack the dotación of one mesa."""
    orden, destino = encargo
    return armar_dotacion(orden, destino, azar=os.urandom)


def verificar(encargo: tuple[Path, ContextoDeRecepcion]) -> RegistroVerificado:
    """Check the registro of one mesa, every proof of it."""
    ruta, contexto = encargo
    return verificar_registro(ruta, contexto)


def leer_sobres(
    encargo: tuple[str, str, tuple[str, ...], tuple[str, ...]],
) -> tuple[str, LecturaDeSobre, LecturaDeSobre]:
    """Scan the two envelopes of unused slips of one mesa."""
    uuid, mesa, sobrantes, inutilizados = encargo
    return mesa, leer_sobre(uuid, sobrantes), leer_sobre(uuid, inutilizados)


def aquietar_recolector() -> None:
    """Spare the collector what stays to the end, and what dies by itself.

    What a worker inherits of the program is never garbage; what a mesa makes holds few cycles, and
    waiting for twenty thousand new objects costs no memory that shows beside a list of credentials.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
