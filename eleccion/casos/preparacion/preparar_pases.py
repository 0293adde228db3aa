"""Draw and print the pases of a mesa, and receive their public list.

The credential authority works on a machine of its own: secrets go to the printer and nowhere else,
and what comes back to the commission is the list of public halves, sorted by value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Protocol

from auditoria.formatos.catalogo import Caracter
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import PasesPreparados as PasesAsentados
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.credencial import leer_lista
from boletas.impresion import pases as talonario
from boletas.impresion.pases import DatosTalonario, Pase, imprimir_talonario, lista_publica
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.numerar_pases import OrdenDePases
from eleccion.errores import ActoIndebido


class ListaDistinta(ActoIndebido):
    """The list that comes back is not of the pases ordered."""

    explicacion: ClassVar[str] = "La lista de credenciales no es de los pases pedidos"


class TallerDePases(Protocol):
    """The printer of the credential authority.

    Contract: what it is given is secret; it leaves on paper and stays in no memory of the program.
    """

    def imprimir(self, pases: Sequence[Pase], datos: DatosTalonario) -> None:
        """Print the talonario of one mesa."""


class TallerEnCarpeta:
    """Draws the talonario as one PDF, for a simulation or to be printed elsewhere."""

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta

    def imprimir(self, pases: Sequence[Pase], datos: DatosTalonario) -> None:
        """Write the PDF, private to its owner."""
        escribir_archivo(self._ruta, imprimir_talonario(pases, datos), 0o600)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasesPreparados:
    """What the credential authority hands over: nothing of it votes."""

    mesa: str
    uuid: str
    cantidad: int
    reserva: int
    lista: bytes


def preparar_pases(
    orden: OrdenDePases, taller: TallerDePases, *, azar: Azar = AZAR
) -> PasesPreparados:
    """Draw the credentials of one mesa and print its talonario.

    Raises:
        TalonarioImposible: The order cannot be printed.
    """
    pases = talonario.preparar_pases(orden.uuid, orden.cantidad, orden.reserva, azar=azar)
    datos = DatosTalonario(
        proceso=orden.nombre_del_proceso,
        mesa=orden.mesa,
        simulacro=orden.caracter is Caracter.SIMULACRO,
    )
    taller.imprimir(pases, datos)
    return PasesPreparados(
        mesa=orden.mesa,
        uuid=orden.uuid,
        cantidad=orden.cantidad,
        reserva=orden.reserva,
        lista=lista_publica(pases),
    )


def asentar_pases(
    preparados: Iterable[PasesPreparados], *, comision: Comision, hora: datetime
) -> None:
    """Receive the public lists of the mesas; each is kept once.

    Raises:
        ListaDistinta: It is for another election, or has more or fewer credentials than ordered.
        MesaSinPases, PasesYaPreparados: The mesa was not numbered, or has its list.
        Incumplimiento: The list is not a list of valid credentials.
    """
    with comision.abrir() as trabajo:
        numerados = trabajo.pases()
        for preparado in preparados:
            publicas = leer_lista(preparado.lista).publicas
            numerado = numerados.get(preparado.mesa)
            if numerado is not None and (
                numerado.uuid != preparado.uuid
                or len(publicas) != numerado.cantidad + numerado.reserva
            ):
                raise ListaDistinta(preparado.mesa)
            trabajo.recibir_lista(preparado.mesa, preparado.lista)
            trabajo.asentar(
                PasesAsentados(
                    mesa=preparado.mesa,
                    cantidad=preparado.cantidad,
                    reserva=preparado.reserva,
                    lista=sha256(preparado.lista).digest(),
                ),
                hora,
            )
