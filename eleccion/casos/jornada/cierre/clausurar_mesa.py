"""Print what the mesa signs last: incidents, receipt of copies, clausura and remisión."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.papeles.contexto import Contexto
from auditoria.reglas.padron import lleva_lista
from boletas.impresion.documento import Documento
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.imprimir_actas import (
    anotar_impreso,
    asentar_reimpresion,
    leer_impresos,
    tiraje,
)
from eleccion.casos.tarjetas import Tarjeta
from eleccion.documentos.clausura import DatosDeClausura, documento_de_clausura
from eleccion.documentos.copias import documento_de_copias
from eleccion.documentos.incidentes import documento_de_incidentes
from eleccion.documentos.personas_registradas import (
    PersonaRegistrada,
    documento_de_personas_registradas,
)
from eleccion.dominio.mesa import ActaAusente, PapelSinSalir
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.registro_en_mesa import RegistroImprocedente

ACTA = "acta.json"
PERSONAS: Final = "personas_registradas"
CLAUSURA: Final = "clausura"
HOJA_DE_CLAUSURA: Final = "clausura"
"""The code of the registro, once everything that is signed last was printed."""

HOJA_DE_HORA: Final = "hora_de_clausura"
ULTIMOS: Final = (CLAUSURA, "copias", "incidentes")
"""What is signed last and can be printed again; the list of people is for the tribunal alone."""


def clausurar_mesa(
    mesa: EquipoMesa, registro: bytes, *, impresora: Impresora, hora: datetime
) -> None:
    """Print the last papers, once the registro de la mesa was closed.

    Of the constancia there are as many as of an acta, for it is handed as they are. Where people
    register at the mesa, the list of them is one: for the tribunal alone.

    Args:
        registro: SHA-256 of its MANIFIESTO (``remitir_registro``).

    Raises:
        ImpresoraDetenida: One of them did not come out; the act is repeated and goes on from it.
        ActaAusente: The acta was not drawn up.
    """
    if not (mesa.carpeta / ACTA).exists():
        raise ActaAusente
    # What came out before a stuck paper, and what is printed again, say the same hour.
    with mesa.almacen.escribir() as trabajo:
        if trabajo.hoja(HOJA_DE_HORA) is None:
            trabajo.guardar_hoja(HOJA_DE_HORA, hora.isoformat().encode())
        salieron, firmados = leer_impresos(trabajo), tiraje(mesa, trabajo, CLAUSURA)
    papeles = _ultimos(mesa, registro)
    if not lleva_lista(mesa.sellado.reglas):
        papeles[PERSONAS] = _personas_registradas(mesa, mesa.sellado.contexto)
    for papel, documento in papeles.items():
        cuantos = firmados if papel == CLAUSURA else 1
        for numero in range(salieron.get(papel, 0) + 1, cuantos + 1):
            impresora.imprimir(papel, f"{mesa.identidad}-{numero}", imprimir(documento))
            anotar_impreso(mesa, papel, numero)
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_CLAUSURA, registro)


def reimprimir_ultimo(mesa: EquipoMesa, papel: str, *, impresora: Impresora, hora: datetime) -> int:
    """Print one more copy of what is signed last, byte for byte; gives how many there are of it.

    Args:
        papel: One of ``ULTIMOS`` that came out.

    Raises:
        PapelSinSalir: It did not.
        ImpresoraDetenida: The new copy did not come out.
    """
    with mesa.almacen.leer() as lectura:
        registro, ya = lectura.hoja(HOJA_DE_CLAUSURA), leer_impresos(lectura)
    if papel not in ULTIMOS or papel not in ya or registro is None:
        raise PapelSinSalir(papel)
    pdf = imprimir(_ultimos(mesa, registro)[papel])
    numero = asentar_reimpresion(mesa, papel, hora=hora)
    impresora.imprimir(papel, f"{mesa.identidad}-{numero}", pdf)
    anotar_impreso(mesa, papel, numero)
    return numero


def _ultimos(mesa: EquipoMesa, registro: bytes) -> dict[str, Documento]:
    """Lay out what is signed last, from what is kept."""
    acta = Acta.leer((mesa.carpeta / ACTA).read_bytes())
    contexto = mesa.sellado.contexto
    with mesa.almacen.leer() as lectura:
        relevos = tuple(Diario.de(lectura).relevos_tras_el_acta())
        escrita = lectura.hoja(HOJA_DE_HORA)
    if escrita is None:
        raise PapelSinSalir(ULTIMOS[0])
    hora = datetime.fromisoformat(escrita.decode())
    papeles = {
        CLAUSURA: documento_de_clausura(
            contexto, DatosDeClausura(acta=acta, hora=hora, registro=registro, relevos=relevos)
        ),
        "copias": documento_de_copias(contexto, acta),
    }
    if acta.incidentes:
        papeles["incidentes"] = documento_de_incidentes(contexto, mesa.identidad, acta.incidentes)
    return papeles


def clausurar_a_mano(mesa: EquipoMesa, registro: bytes, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """End the day of a mesa whose printer died: the blank forms of the envelope are filled by hand.

    The log was closed with the record and says nothing more; the cause stands with the papers that
    were not printed before. A list of people registered cannot be written by hand from nothing: it
    stays in the machine, until ``imprimir_lista``.

    Args:
        registro: As ``clausurar_mesa``.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_CLAUSURA, registro)


def falta_lista(mesa: EquipoMesa) -> bool:
    """Tell whether people were registered here and the list of them is on no paper yet."""
    with mesa.almacen.leer() as lectura:
        return not lleva_lista(mesa.sellado.reglas) and PERSONAS not in leer_impresos(lectura)


def imprimir_lista(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], *, impresora: Impresora
) -> None:
    """Print the list that a close by hand left in the machine, on whatever printer there is later.

    It is for the tribunal alone, and this paper its only form outside of the machine: two cards.

    Raises:
        ActaAusente: The day did not end.
        RegistroImprocedente: There is no such list, or it came out before.
        ImpresoraDetenida: It did not come out.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.leer() as lectura:
        if lectura.hoja(HOJA_DE_CLAUSURA) is None:
            raise ActaAusente
    if not falta_lista(mesa):
        raise RegistroImprocedente(PERSONAS)
    documento = _personas_registradas(mesa, mesa.sellado.contexto)
    impresora.imprimir(PERSONAS, mesa.identidad, imprimir(documento))
    anotar_impreso(mesa, PERSONAS, 1)


def _personas_registradas(mesa: EquipoMesa, contexto: Contexto) -> Documento:
    """The list for the tribunal, which leaves the machine on paper and in no file."""
    with mesa.almacen.leer() as lectura:
        personas = tuple(
            PersonaRegistrada(credencial.clave, credencial.seccion, credencial.manzana)
            for credencial in lectura.registradas()
        )
    return documento_de_personas_registradas(contexto, mesa.identidad, personas)
