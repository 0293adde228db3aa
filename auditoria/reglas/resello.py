"""What a re-sellado may change of a catalogue, and the catalogue that results.

Page: docs/formato-resello.md. Whoever verifies applies the changes again: a catalogue that says
anything else than they give was changed by nobody's resolution.

Source: docs/marco-legal.md#cancelled-challenged-annulled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Catalogo, Demarcacion
from auditoria.formatos.planilla import Integrante, Planilla
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.resello import (
    Cambio,
    IntegranteSustituido,
    NombreCorregido,
    PlanillaAgregada,
    PlanillaRetirada,
    clave_de,
    demarcacion_de,
)


class CambioImposible(ReglaRota):
    """What is sealed leaves no place for a change: pases, mesas and cargos stay as they are."""

    explicacion = "El re-sellado no puede hacer ese cambio"


class CambioOcioso(ReglaRota):
    """A change says what the definition says already."""

    explicacion = "El cambio no cambia nada de lo sellado"


class ReselloTardio(ReglaRota):
    """People vote, or are about to, under what was sealed: nothing of it changes any more."""

    explicacion = (
        "Ya es tarde para volver a sellar; para una planilla que perdió su registro está el acuerdo"
        " «planilla_cancelada»"
    )


def exigir_resello_a_tiempo(hora: datetime, apertura: datetime) -> None:
    """Demand that a ballot was changed before the official hour at which voting opens.

    Raises:
        ReselloTardio: It was changed afterwards.
    """
    if hora >= apertura:
        raise ReselloTardio(f"{hora:%Y-%m-%d %H:%M} UTC")


def aplicar_cambios(catalogo: Catalogo, cambios: Iterable[Cambio], reglas: Reglas) -> Catalogo:
    """Make the changes, one after the other; every mesa stays as it is.

    Raises:
        CambioImposible: There is no such planilla or cargo, or the ballot would not be one.
        CambioOcioso: One says what is there already.
        ClaveRepetida, SinContienda: Two planillas would have one name, or there are no mesas.
    """
    for cambio in cambios:
        clave = demarcacion_de(cambio)
        if clave not in {d.clave for d in catalogo.demarcaciones}:
            raise CambioImposible(clave)
        antes = catalogo.demarcacion(clave)
        despues = replace(antes, planillas=_cambiar(antes, cambio, reglas))
        if despues == antes:
            raise CambioOcioso(clave_de(cambio))
        if despues.mesas and len(despues.planillas) < 2 <= len(antes.planillas):
            raise CambioImposible(f"{clave}: quedaría una sola planilla")
        catalogo = replace(
            catalogo,
            demarcaciones=tuple(despues if d is antes else d for d in catalogo.demarcaciones),
        )
    return catalogo


def _cambiar(demarcacion: Demarcacion, cambio: Cambio, reglas: Reglas) -> tuple[Planilla, ...]:
    planillas, clave = demarcacion.planillas, clave_de(cambio)
    esta = clave in {planilla.clave for planilla in planillas}
    if isinstance(cambio, PlanillaAgregada):
        if esta:
            raise CambioImposible(f"{clave} ya está en la boleta")
        if not demarcacion.mesas:
            raise CambioImposible(f"{demarcacion.clave} no tiene mesas en que votar")
        _exigir_cargos(cambio.planilla, reglas)
        return (*planillas, cambio.planilla)
    if not esta:
        raise CambioImposible(f"{clave} no está en la boleta")
    if isinstance(cambio, PlanillaRetirada):
        return tuple(planilla for planilla in planillas if planilla.clave != clave)
    return tuple(_corregir(p, cambio) if p.clave == clave else p for p in planillas)


def _corregir(planilla: Planilla, cambio: NombreCorregido | IntegranteSustituido) -> Planilla:
    if isinstance(cambio, NombreCorregido):
        return replace(planilla, nombre=cambio.nombre)
    if cambio.cargo not in {integrante.cargo for integrante in planilla.integrantes}:
        raise CambioImposible(f"{planilla.clave} no tiene {cambio.cargo}")
    integrantes = tuple(
        _sustituir(integrante, cambio) if integrante.cargo == cambio.cargo else integrante
        for integrante in planilla.integrantes
    )
    presidencia = integrantes[0].propietaria.nombre
    return replace(planilla, integrantes=integrantes, presidencia=presidencia)


def _sustituir(integrante: Integrante, cambio: IntegranteSustituido) -> Integrante:
    if cambio.calidad == "propietaria":
        return replace(integrante, propietaria=cambio.persona)
    if integrante.suplente is None:
        raise CambioImposible(f"{cambio.planilla} no tiene suplente para {cambio.cargo}")
    return replace(integrante, suplente=cambio.persona)


def _exigir_cargos(planilla: Planilla, reglas: Reglas) -> None:
    """A planilla that comes late fills the cargos of the convocatoria, as every other one."""
    cargos = tuple(cargo.clave for cargo in reglas.cargos.valor)
    if tuple(integrante.cargo for integrante in planilla.integrantes) != cargos:
        raise CambioImposible(f"{planilla.clave} no tiene los cargos de la convocatoria")
