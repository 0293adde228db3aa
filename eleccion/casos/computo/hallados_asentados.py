"""Machines of a mesa that were found after the close, as the commission's books have them.

The rule of which of them join what is decrypted is ``auditoria.reglas.hallados``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.hallado import Hallado, archivo_de_hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.registro import asientos, bitacora
from auditoria.registro.asiento import Asiento
from auditoria.reglas.hallados import PasesConocidos, hallados_a_tiempo
from auditoria.verificador.pases import ARCHIVO as PASES
from eleccion.casos.comision import Comision
from eleccion.casos.computo.pases_gastados import leer_gastados
from eleccion.dominio.puertos_comision import TrabajoDeComision

_ACTOS: Final = (
    asientos.ComputoConcluido,
    asientos.EquipoHallado,
    asientos.MesaDescifrada,
    asientos.MesaEncargada,
    asientos.MesaEnConflicto,
    asientos.PasesAbiertos,
)
"""What the rule, and what is known of the pases, depend on."""


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Where a machine stands among what was written down of its mesa.

    Attributes:
        asentado: Whether it was written down already; then all this is as it was before.
        a_tiempo: Whether its ballots join what is decrypted.
        tras_pases: Whether the unused pases of the mesa are open.
        previas: Machines of the mesa that were written down before it.
        conocidos: How the pases of the mesa ended without it.
    """

    asentado: bool
    a_tiempo: bool
    tras_pases: bool
    previas: tuple[int, ...]
    conocidos: PasesConocidos


def situar_hallazgo(
    lectura: TrabajoDeComision, mesa: str, generacion: int, *, comision: Comision
) -> Hallazgo:
    """Say what was known and done when a machine was written down, or now if it was not yet."""
    actos = tuple(_actos(lectura))
    lugar = next(
        (
            lugar
            for lugar, acto in enumerate(actos)
            if isinstance(acto, asientos.EquipoHallado)
            and (acto.mesa, acto.generacion) == (mesa, generacion)
        ),
        len(actos),
    )
    antes = actos[:lugar]
    este = asientos.EquipoHallado(mesa=mesa, generacion=generacion, hallado=bytes(32), boletas=0)
    gastados = leer_gastados(comision, lectura.registros(mesa)[0])
    conocidos = PasesConocidos(gastados.depositadas, gastados.comprobadas)
    for unido in hallados_a_tiempo(antes, mesa):
        conocidos = conocidos.con(_leer(lectura, unido))
    tras_pases = any(isinstance(a, asientos.PasesAbiertos) and a.mesa == mesa for a in antes)
    if tras_pases:
        abiertos = lectura.documentos.leer(f"{ruta_de_mesa(mesa)}/{PASES}")
        conocidos = conocidos.tras_abrir(PasesAbiertos.leer(abiertos))
    return Hallazgo(
        asentado=lugar < len(actos),
        a_tiempo=este in hallados_a_tiempo((*antes, este), mesa),
        tras_pases=tras_pases,
        previas=tuple(
            a.generacion for a in antes if isinstance(a, asientos.EquipoHallado) and a.mesa == mesa
        ),
        conocidos=conocidos,
    )


def hallados_unidos(lectura: TrabajoDeComision, mesa: str) -> tuple[Hallado, ...]:
    """Give what joins the ballots of a mesa, in the order in which it was written down."""
    if not lectura.documentos.rutas(f"{ruta_de_mesa(mesa)}/hallado-"):
        return ()
    return tuple(_leer(lectura, h) for h in hallados_a_tiempo(_actos(lectura), mesa))


def boletas_unidas(lectura: TrabajoDeComision, mesa: str) -> tuple[bytes, ...]:
    """Give the texts of the ballots that join those of a mesa; nearly always none."""
    unidos = hallados_unidos(lectura, mesa)
    return tuple(b.boleta.encode() for hallado in unidos for b in hallado.boletas)


def _actos(lectura: TrabajoDeComision) -> Iterator[Asiento]:
    for entrada in bitacora.hojear(lectura.lineas(), *_ACTOS):
        yield entrada.asiento


def _leer(lectura: TrabajoDeComision, asentado: asientos.EquipoHallado) -> Hallado:
    ruta = f"{ruta_de_mesa(asentado.mesa)}/{archivo_de_hallado(asentado.generacion)}"
    return Hallado.leer(lectura.documentos.leer(ruta))
