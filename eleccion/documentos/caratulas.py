"""Covers of the envelopes of the paquete: what goes in each, who sealed it, and with which seal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditoria.formatos.catalogo import Mesa
from auditoria.papeles.contexto import Contexto
from boletas.impresion.documento import (
    Aviso,
    Campos,
    Clase,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Seccion,
)
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa


@dataclass(frozen=True, slots=True)
class Sobre:
    """An envelope.

    Attributes:
        clave: Of its folio.
        contiene: What goes in, one thing per line.
        aviso: What whoever holds it has to know; empty for none.
        de_urna: Whether it goes only where there is an urna electrónica.
        cuenta: What is counted before it is closed, as the question; empty for nothing.
    """

    clave: str
    titulo: str
    contiene: tuple[str, ...]
    cuenta: str = ""
    aviso: str = ""
    de_urna: bool = False


SOBRES: Final = (
    Sobre(
        "ACT",
        "Actas originales",
        ("Acta de inicio", "Acta de la jornada", "Acta de escrutinio y cómputo"),
        aviso="Por fuera del paquete va otra copia del acta de escrutinio.",
    ),
    Sobre(
        "TES",
        "Testigos contados",
        ("Los papeles de voto que se sacaron de la urna y se contaron",),
        "Testigos: cuántos",
        "Se abre sólo en un recuento, ante representantes.",
        de_urna=True,
    ),
    Sobre(
        "TCA",
        "Testigos cancelados",
        ("Los papeles que las personas no reconocieron como su voto", "No cuentan"),
        "Testigos cancelados: cuántos",
        de_urna=True,
    ),
    Sobre(
        "PUS",
        "Pases usados",
        ("Los pases con que se votó o se comprobó la máquina",),
        "Pases usados: cuántos",
        "No se leen ni se escanean: con ellos se sabría qué boletas salieron de esta caja.",
        de_urna=True,
    ),
    Sobre(
        "PSO",
        "Pases sobrantes, reserva e inutilizados",
        ("Los pases que nadie tomó", "La reserva sellada", "Los inutilizados y sus talones"),
        "Pases: cuántos",
        "La comisión los abre y publica sus credenciales: ninguna boleta puede llevar una.",
        de_urna=True,
    ),
    Sobre(
        "LIS",
        "Lista nominal",
        ("El cuadernillo con las marcas «VOTÓ»", "La lista adicional"),
        "Personas marcadas: cuántas",
        "Contiene datos personales. Va aparte y sólo la abre la autoridad.",
    ),
    Sobre(
        "ESC",
        "Escritos y hojas de incidentes",
        ("Hojas de incidentes", "Escritos y sus acuses", "Constancias de no inclusión"),
        "Hojas: cuántas",
        "Puede nombrar personas: es parte reservada.",
    ),
    Sobre(
        "PAP",
        "Boletas de papel",
        ("Votos válidos y nulos, por separado", "Sobrantes inutilizadas, con su talón"),
        "Boletas: cuántas",
        "Si no se abrió el sobre de contingencia, va cerrado y se dice aquí.",
    ),
    Sobre(
        "TAR",
        "Tarjetas y llaves",
        ("Las tarjetas de las personas funcionarias", "Las tarjetas de reserva que se usaron"),
        "Tarjetas: cuántas",
        "Sin su NIP no abren nada. El NIP no se escribe en ningún papel.",
    ),
    Sobre(
        "REG",
        "Registro de la mesa (USB)",
        ("Una memoria USB con el registro firmado", "Otra, si se grabó, con la parte reservada"),
        "Memorias: cuántas",
    ),
)


def sobres_de(mesa: Mesa) -> tuple[Sobre, ...]:
    """Give the envelopes of the paquete of a mesa; on paper alone, nothing of pases or testigos.

    Nor does its paper wait in an envelope for a contingencia.
    """
    if mesa.tiene_urna:
        return SOBRES
    return tuple(
        replace(sobre, aviso="") if sobre.clave == "PAP" else sobre
        for sobre in SOBRES
        if not sobre.de_urna
    )


def documento_de_caratula(contexto: Contexto, mesa: str, sobre: Sobre) -> Documento:
    """Lay out the cover of one envelope."""
    cuenta = (en_blanco(sobre.cuenta, 2),) if sobre.cuenta else ()
    return hoja_de_mesa(
        contexto,
        mesa,
        sobre.titulo,
        (
            Seccion(
                "",
                (
                    Destacado("\n".join(sobre.contiene), "Este sobre contiene"),
                    *((Aviso(sobre.aviso),) if sobre.aviso else ()),
                    Campos(
                        ((*cuenta, en_blanco("Número del sello", 2), en_blanco("Se cerró a las")),)
                    ),
                    Lineas(2, "Observaciones"),
                    Firmas(
                        (
                            Firmante("Presidencia"),
                            Firmante("Secretaría"),
                            Firmante("Quien más firme"),
                        )
                    ),
                ),
                numerada=False,
            ),
        ),
        folio=f"SOB-{sobre.clave}",
        copia="Carátula",
        clase=Clase.CARTEL,
    )
