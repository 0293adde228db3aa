"""What the officials state in the morning, screen by screen, until two cards install the mesa.

Nothing of it binds anybody before the instalación. It waits in a file beside the station's folder,
so that a power cut at half past seven does not make eight people say their names again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Literal, Self

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.claves import ClaveFuncionario, ClavePlanilla, Nombre
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.codigo import coincide
from auditoria.registro.esquema import Cantidad, Formato, Texto
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, RepresentantePresente
from eleccion.casos.sellado import HuellaAjena
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import exigir_lo_impreso
from eleccion.dominio.funcionarios import Funcionario, Integrado, integrar_mesa
from eleccion.errores import ActoIndebido


class Pantalla(StrEnum):
    """A screen of the instalación, in order."""

    DOTACION = "dotacion"
    PERSONAS = "personas"
    REPRESENTANTES = "representantes"
    PASES = "pases"
    LUGAR = "lugar"
    FIRMA = "firma"


class InstalacionIncompleta(ActoIndebido):
    """A screen before this one was not filled."""

    explicacion: ClassVar[str] = "Falta un paso anterior de la instalación"


class UrnaConPapeles(ActoIndebido):
    """The urn is shown empty before everybody, or the mesa does not begin."""

    explicacion: ClassVar[str] = "La urna se muestra vacía antes de empezar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acreditada(Formato):
    """The representative of a planilla who came."""

    planilla: ClavePlanilla
    nombre: Nombre
    caracter: Literal["propietaria", "suplente"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrador(Formato):
    """What was stated so far; each field is absent until its screen was filled.

    Attributes:
        ancla: Short fingerprint, typed from paper.
        arranque: Code announced this morning.
        presentes: Keys of the designated officials who came.
        fila: Names of people of the queue who accept, in order.
        boletas: Paper ballots, where people vote on them from the opening.
        sellos: Seals of the packet and boxes, when any was noted.
        rubrica: Who signed the paper ballots, when anybody did.
        lugar_ocupado: Where the mesa stands, when it is not where it was authorised.
        causa: Why.
    """

    ancla: Texto | None = None
    arranque: Texto | None = None
    presentes: tuple[ClaveFuncionario, ...] | None = None
    fila: tuple[Nombre, ...] | None = None
    representantes: tuple[Acreditada, ...] | None = None
    pases: Cantidad | None = None
    reserva: Cantidad | None = None
    boletas: Cantidad | None = None
    sellos: Texto | None = None
    rubrica: Texto | None = None
    lugar_autorizado: bool | None = None
    lugar_ocupado: Texto | None = None
    causa: Texto | None = None

    @classmethod
    def recuperar(cls, ruta: Path) -> Self:
        """Read what waits in a file; empty where there is none, or where it was cut short."""
        try:
            return cls.leer(ruta.read_bytes())
        except (OSError, ErrorAuditoria):
            return cls()

    def guardar(self, ruta: Path) -> None:
        """Keep it."""
        escribir_archivo(ruta, self.escribir(), 0o600)

    @property
    def pendiente(self) -> Pantalla:
        """First screen that was not filled."""
        llenas = {
            Pantalla.DOTACION: self.ancla,
            Pantalla.PERSONAS: self.presentes,
            Pantalla.REPRESENTANTES: self.representantes,
            Pantalla.PASES: self.boletas if self.pases is None else self.pases,
            Pantalla.LUGAR: self.lugar_autorizado,
        }
        vacias = (pantalla for pantalla, dato in llenas.items() if dato is None)
        return next(vacias, Pantalla.FIRMA)


def anotar_dotacion(
    borrador: Borrador, recibida: DotacionRecibida, ancla: str, arranque: str
) -> Borrador:
    """Take the fingerprint that stands on the paper and the code of the morning.

    Raises:
        HuellaAjena: The dotación has another fingerprint: it is not the one that was announced.
        CodigoInvalido: What was typed is no fingerprint.
    """
    if not coincide(recibida.sellado.huella, ancla):
        raise HuellaAjena("la que se escribió del papel no es la de este equipo")
    return replace(borrador, ancla=recibida.sellado.corta, arranque=arranque)


def anotar_recibido(
    borrador: Borrador,
    recibida: DotacionRecibida,
    *,
    pases: int | None,
    reserva: int | None,
    boletas: int | None,
) -> Borrador:
    """Take what was counted; ``None`` for what the mesa does not vote with.

    Raises:
        RecibidoDeMas: More than was printed for it.
    """
    _, mesa = recibida.sellado.catalogo.ubicar(recibida.mesa)
    exigir_lo_impreso(mesa, pases=pases, reserva=reserva, boletas=boletas)
    return replace(borrador, pases=pases, reserva=reserva, boletas=boletas)


def designados(recibida: DotacionRecibida) -> tuple[Funcionario, ...]:
    """Give who was designated for the mesa, by number."""
    return tuple(
        Funcionario(mesa=f.mesa, clave=f.clave, cargo=f.cargo, nombre=f.nombre, suplente=f.suplente)
        for f in recibida.sellado.llaves.de_mesa(recibida.mesa)
    )


def integrar(
    recibida: DotacionRecibida, presentes: Sequence[str], fila: Sequence[str]
) -> tuple[Integrado, ...]:
    """Say who takes each cargo today, by the order of the convocatoria.

    Raises:
        MesaSinIntegrar, FuncionarioDesconocido: See ``integrar_mesa``.
    """
    regla = recibida.sellado.reglas.mesa.valor
    return integrar_mesa(
        designados(recibida),
        presentes=presentes,
        fila=fila,
        cargos=[cargo.clave for cargo in regla.cargos],
        sustitucion=regla.sustitucion,
    )


def armar_orden(
    borrador: Borrador,
    recibida: DotacionRecibida,
    ruta: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
) -> OrdenDeInstalacion:
    """Make the order of the instalación from everything that was stated.

    Args:
        ruta: The dotación's file.

    Raises:
        InstalacionIncompleta: Something was not.
    """
    b = borrador
    if (
        b.pendiente is not Pantalla.FIRMA
        or b.ancla is None
        or b.arranque is None
        or b.lugar_autorizado is None
    ):
        raise InstalacionIncompleta(b.pendiente)
    return OrdenDeInstalacion(
        dotacion=ruta,
        tarjetas=tarjetas,
        ancla=b.ancla,
        arranque=b.arranque,
        hora=hora,
        funcionarios=integrar(recibida, b.presentes or (), b.fila or ()),
        representantes=tuple(
            RepresentantePresente(r.planilla, r.nombre, r.caracter) for r in b.representantes or ()
        ),
        pases_recibidos=b.pases,
        reserva_recibida=b.reserva,
        boletas_recibidas=b.boletas,
        sellos=b.sellos or "",
        rubrica=b.rubrica or "",
        lugar_autorizado=b.lugar_autorizado,
        lugar_ocupado=b.lugar_ocupado or "",
        causa_de_cambio=b.causa or "",
    )
