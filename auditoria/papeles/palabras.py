"""Words every paper shares: figures with separators and the values of the formats, spelled out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from auditoria.formatos.acta import EstadoFirma
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.computo import Cotejo, EstadoContienda
from auditoria.formatos.presencia import Procedencia
from auditoria.formatos.reglas import EstadoRegla, Prevalece, ReglaEmpate
from boletas.impresion.documento import Casillas, Opcion

MODALIDADES: Final[Mapping[Modalidad, str]] = MappingProxyType(
    {
        Modalidad.URNA_ELECTRONICA: "Urna electrónica",
        Modalidad.PAPEL: "Boletas de papel",
        Modalidad.MIXTA: "Urna electrónica y boletas de papel",
    }
)
PROCEDENCIAS: Final[Mapping[Procedencia, str]] = MappingProxyType(
    {
        Procedencia.PROPIETARIA: "persona designada",
        Procedencia.SUPLENTE: "suplente",
        Procedencia.FILA: "tomada de la fila",
    }
)
ESTADOS_DE_FIRMA: Final[Mapping[EstadoFirma, str]] = MappingProxyType(
    {
        EstadoFirma.FIRMO: "Firmó",
        EstadoFirma.BAJO_PROTESTA: "Firmó bajo protesta",
        EstadoFirma.NO_FIRMO: "No firmó",
        EstadoFirma.AUSENTE: "Ausente",
    }
)
ESTADOS_DE_CONTIENDA: Final[Mapping[EstadoContienda, str]] = MappingProxyType(
    {
        EstadoContienda.SIN_PLANILLAS: "SIN PLANILLAS REGISTRADAS",
        EstadoContienda.CERO_VOTOS: "CERO VOTOS",
        EstadoContienda.EMPATE: "EMPATE",
        EstadoContienda.DISCREPANCIA: "DISCREPANCIA ENTRE LAS DOS CUENTAS",
        EstadoContienda.CANCELADA: "ELECCIÓN CANCELADA",
        EstadoContienda.IMPUGNADA: "RESULTADO IMPUGNADO",
        EstadoContienda.ANULADA: "ELECCIÓN ANULADA",
        EstadoContienda.COMPUTADA: "CÓMPUTO CONCLUIDO",
        EstadoContienda.FIRME: "RESULTADO FIRME",
    }
)
COTEJOS: Final[Mapping[Cotejo, str]] = MappingProxyType(
    {
        Cotejo.COINCIDE: "Coincide",
        Cotejo.DIFIERE: "Difiere",
        Cotejo.EN_CONJUNTO: "En conjunto",
        Cotejo.SIN_DESCIFRAR: "Sin descifrar",
        Cotejo.SIN_TESTIGO: "Sin testigos",
        Cotejo.SOLO_PAPEL: "Sólo papel",
        Cotejo.CONFLICTO: "En conflicto",
        Cotejo.NO_INSTALADA: "No instalada",
    }
)
VIAS_DE_EMPATE: Final[Mapping[ReglaEmpate, str]] = MappingProxyType(
    {
        ReglaEmpate.EXTRAORDINARIA: "elección extraordinaria entre las planillas empatadas",
        ReglaEmpate.SORTEO: "sorteo público entre las planillas empatadas",
        ReglaEmpate.RESOLUCION: "resolución de la autoridad",
    }
)
PREVALENCIAS: Final[Mapping[Prevalece, str]] = MappingProxyType(
    {
        Prevalece.RESOLUCION: "lo que resuelva la autoridad",
        Prevalece.PAPEL: "la cuenta de los testigos de papel",
        Prevalece.DIGITAL: "la cuenta de las boletas electrónicas",
    }
)


def cifra(n: int) -> str:
    """Write a count with the Mexican thousands separator: ``35,500``."""
    return f"{n:,}"


def plural(n: int, singular: str, varios: str) -> str:
    """Write a count with its noun in figures: ``1 hoja``, ``1,200 hojas``."""
    return f"{cifra(n)} {singular if n == 1 else varios}"


def enumerar(partes: tuple[str, ...], conjuncion: str = "y") -> str:
    """Join names as prose does: ``a``, ``a y b``, ``a, b y c``; *y* before an i sound is *e*."""
    if len(partes) < 2:
        return "".join(partes)
    ultima = partes[-1]
    suena_i = ultima[:1].lower() in "ií" or ultima[:2].lower() in ("hi", "hí")
    if conjuncion == "y" and suena_i and ultima[:3].lower() not in ("hie", "hia"):
        conjuncion = "e"
    return f"{', '.join(partes[:-1])} {conjuncion} {ultima}"


def si_o_no(pregunta: str, respuesta: bool | None) -> Casillas:
    """A question with its two boxes; ``None`` leaves both for the pen."""
    return Casillas(pregunta, (Opcion("Sí", respuesta is True), Opcion("No", respuesta is False)))


def folios(inicial: int, final: int) -> str:
    """Write a range of folios: ``0001–0130``."""
    return f"{inicial:04d}–{final:04d}"


def fundamento(cita: str, estado: EstadoRegla) -> str:
    """A citation of the convocatoria with its standing said: nothing uncertain is cited as law."""
    if estado is EstadoRegla.CONFIRMADO:
        return cita
    # Before the point of a citation that is a whole sentence.
    sola, punto = (cita[:-1], ".") if cita.endswith(".") else (cita, "")
    return f"{sola} (por confirmar){punto}"
