"""The installation of a mesa: how its two logs begin, and who vouched for the machines' keys."""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.verificador.citas import CitasDeMesa
from auditoria.verificador.diario import Diario, llaves_reconocidas, revisar_punto
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado

Primero = asientos.MesaInstalada | asientos.UrnaInstalada
"""What a machine's log may begin with."""


class PrimerAsientoDistinto(ReglaRota):
    """A machine's log does not begin with its installation, or not with the same keys."""

    explicacion = "La bitácora no empieza con la instalación del equipo"


def revisar_instalacion(
    e: Expediente,
    sellado: Sellado,
    citas: CitasDeMesa | None,
    mesa: str,
    diarios: tuple[Diario | None, Diario | None],
    cuaderno: Cuaderno,
) -> tuple[LlavePublica, LlavePublica] | None:
    """Both logs begin with the same keys, vouched for by two officials, under this seal.

    Args:
        diarios: That of the mesa and that of the urna; ``None`` where it could not be read.

    Returns:
        Key of the mesa, key of the urna; ``None`` when neither log shows them.
    """
    llaves = None
    tipos: tuple[type[Primero], ...] = (asientos.MesaInstalada, asientos.UrnaInstalada)
    for parte, (diario, tipo) in enumerate(zip(diarios, tipos, strict=True)):
        if diario is None:
            continue
        with cuaderno.revisar(Nombre.INSTALACION, diario.archivo, "asiento 1"):
            primero = diario.entradas[0].asiento
            if not isinstance(primero, tipo):
                raise PrimerAsientoDistinto(primero.tipo)
            propias = llaves_reconocidas(sellado.llaves, sellado.proceso, mesa, primero)
            if llaves is not None and llaves != propias:
                raise PrimerAsientoDistinto("las llaves no son las de la otra bitácora")
            llaves = propias
            revisar_punto(e, diario, propias[parte])
            for afirma, consta in _cotejos(sellado, citas, mesa, primero):
                cuaderno.cotejar(Nombre.INSTALACION, diario.archivo, "asiento 1", afirma, consta)
    return llaves


def _cotejos(
    sellado: Sellado,
    citas: CitasDeMesa | None,
    mesa: str,
    primero: Primero,
) -> list[tuple[object, object]]:
    """What the first entry says beside the seal, the catalogue and the commission's log."""
    pares: list[tuple[object, object]] = [(primero.huella, sellado.lista.huella)]
    if citas is not None:
        pares.append((primero.arranque, citas.arranque))
    if isinstance(primero, asientos.MesaInstalada):
        pares.append((primero.electores, sellado.catalogo.ubicar(mesa)[1].electores))
        if citas is not None:
            pares.append((primero.dotacion, citas.dotacion.manifiesto))
    return pares
