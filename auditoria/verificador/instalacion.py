"""The installation of a mesa: how its two logs begin, and who vouched for the machines' keys."""

from __future__ import annotations

from typing import Final

from auditoria.errores import ReglaRota
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import archivo_de
from auditoria.reglas.dictado import exigir_arranque
from auditoria.verificador.citas import CitasPrevias
from auditoria.verificador.diario import Diario, Primero, llaves_reconocidas, revisar_punto
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado

_COMIENZOS: Final = (
    (asientos.MesaInstalada, asientos.MesaRelevada),
    (asientos.UrnaInstalada, asientos.UrnaRelevada),
)
"""How the log of each part begins: the first machine's, and those of whoever took over."""


class PrimerAsientoDistinto(ReglaRota):
    """A machine's log does not begin with its installation, or not with the same keys."""

    explicacion = "La bitácora no empieza con la instalación del equipo"


def revisar_instalacion(
    e: Expediente,
    sellado: Sellado,
    citas: CitasPrevias | None,
    mesa: str,
    diarios: tuple[Diario | None, Diario | None],
    cuaderno: Cuaderno,
) -> tuple[tuple[LlavePublica, ...], ...]:
    """The logs of every generation begin with the same keys, vouched for by two officials.

    Args:
        citas: ``None`` when the commission's log does not say it once: a finding already.
        diarios: That of the mesa and that of the urna; ``None`` where it could not be read, or
            where there is none because the mesa votes on paper only.

    Returns:
        Per machine, oldest first: key of the mesa, and key of the urna where there is one; empty
        where nobody vouched for them. Nothing when no log shows them.
    """
    de_partes = [
        _revisar_parte(e, sellado, citas, mesa, parte, diario, diarios[0], cuaderno)
        for parte, diario in enumerate(diarios)
        if diario is not None
    ]
    for otras, diario in zip(de_partes[1:], diarios[1:], strict=False):
        if diario is not None and otras != de_partes[0]:
            with cuaderno.revisar(Nombre.INSTALACION, diario.archivo, "asiento 1"):
                raise PrimerAsientoDistinto("las llaves no son las de la otra bitácora")
            return ()
    return next((tuple(llaves) for llaves in de_partes if any(llaves)), ())


def _revisar_parte(
    e: Expediente,
    sellado: Sellado,
    citas: CitasPrevias | None,
    mesa: str,
    parte: int,
    diario: Diario,
    de_mesa: Diario | None,
    cuaderno: Cuaderno,
) -> list[tuple[LlavePublica, ...]]:
    """Keys of the parts as the logs of one say them, by generation; empty where one is not so."""
    llaves: list[tuple[LlavePublica, ...]] = []
    comienzos = () if de_mesa is None else de_mesa.comienzos
    partes = 2 if sellado.catalogo.ubicar(mesa)[1].tiene_urna else 1
    for generacion, tramo in enumerate(diario.historia.tramos, start=1):
        archivo, primero = archivo_de(tramo.origen), tramo.pasos[0][0].asiento
        llaves.append(())
        with cuaderno.revisar(Nombre.INSTALACION, archivo, "asiento 1"):
            if not isinstance(primero, _COMIENZOS[parte][generacion > 1]):
                raise PrimerAsientoDistinto(primero.tipo)
            integran = None
            if de_mesa is not None and generacion <= len(comienzos):
                integran = de_mesa.integran(comienzos[generacion - 1])
            propias = llaves_reconocidas(sellado.llaves, sellado.proceso, mesa, primero, integran)
            if len(propias) != partes:
                raise PrimerAsientoDistinto("la llave de la urna falta o sobra")
            llaves[-1] = propias
            revisar_punto(e, diario, generacion, propias[parte])
            for afirma, consta in _cotejos(sellado, citas, mesa, primero, de_mesa):
                cuaderno.cotejar(Nombre.INSTALACION, archivo, "asiento 1", afirma, consta)
            if citas is not None:
                # Last: where it is only observed, what stands above was looked at.
                exigir_arranque(primero.arranque, citas.arranque)
    return llaves


def _cotejos(
    sellado: Sellado,
    citas: CitasPrevias | None,
    mesa: str,
    primero: Primero,
    de_mesa: Diario | None,
) -> list[tuple[object, object]]:
    """What the first entry says beside the seal, the catalogue and the commission's log."""
    pares: list[tuple[object, object]] = [(primero.huella, sellado.lista.huella)]
    if citas is not None and isinstance(primero, asientos.MesaInstalada | asientos.MesaRelevada):
        pares.append((primero.dotacion, citas.dotacion))
    if de_mesa is not None:
        # Typed once a morning: every machine of the mesa says it alike.
        pares.append((primero.arranque, _arranque(de_mesa)))
    if isinstance(primero, asientos.MesaInstalada):
        # Absent and false would be two spellings of one machine.
        pares.append((primero.dos_equipos, primero.dos_equipos or None))
        pares.append((primero.electores, sellado.catalogo.ubicar(mesa)[1].electores))
    return pares


def _arranque(de_mesa: Diario) -> str:
    """Code with which the mesa was installed (``DiarioIncompleto``)."""
    instalada, _ = de_mesa.unico(asientos.MesaInstalada)
    return instalada.arranque
