"""Acta de destrucción: the papers of an election, once nobody can ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import fecha_local, hora
from auditoria.papeles.palabras import fundamento
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Campo,
    Campos,
    Columna,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)
from eleccion.documentos.hoja import hoja_del_proceso


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonDeDestruccion:
    """The packet of a mesa: papers of each kind, and how its seals were."""

    mesa: str
    sellos: tuple[str, ...]
    sellos_del_recibo: bool
    intacto: bool
    boletas: int
    pases: int
    testigos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeDestruccion:
    """What the acta says.

    Attributes:
        personas: In what quality each was there, and the name.
        codigo: SHA-256 of the signed file that says the same.
    """

    numero: int
    hora: datetime
    lugar: str
    metodo: str
    observaciones: str
    renglones: tuple[RenglonDeDestruccion, ...]
    personas: tuple[tuple[str, str], ...]
    codigo: bytes


def documento_de_destruccion(contexto: Contexto, datos: DatosDeDestruccion) -> Documento:
    """Lay out the acta."""
    return hoja_del_proceso(
        contexto,
        "Acta de destrucción de papeles electorales",
        (_cuando(contexto, datos), _que(datos), _firmas(datos)),
        subtitulo=f"Acta {datos.numero} del proceso",
        folio=f"DESTRUCCION-{datos.numero}",
    )


def _cuando(contexto: Contexto, datos: DatosDeDestruccion) -> Seccion:
    regla = contexto.reglas.aviso_privacidad
    plazo = (
        "Las elecciones de estas demarcaciones terminaron, el plazo para impugnarlas venció sin"
        " impugnación pendiente, y pasaron los días que la convocatoria manda conservar"
        f" ({regla.valor.bloqueo_dias})."
    )
    return Seccion(
        "Cuándo, dónde y cómo",
        (
            Campos(
                (
                    (
                        Campo("Fecha", fecha_local(datos.hora), 3),
                        Campo("Hora", hora(datos.hora)),
                        Campo("Lugar", datos.lugar, 5),
                    ),
                    (
                        Campo("Manera de destruirlos", datos.metodo, 5),
                        Campo("Código de este acto", huella_corta(datos.codigo), 4),
                    ),
                )
            ),
            Parrafo(plazo),
            Parrafo(f"Fundamento: {fundamento(regla.cita, regla.estado)}"),
        ),
    )


def _que(datos: DatosDeDestruccion) -> Seccion:
    filas = [
        (
            renglon.mesa,
            ", ".join(renglon.sellos) or "ninguno",
            _decir_sellos(renglon),
            f"{renglon.boletas:,}",
            f"{renglon.pases:,}",
            f"{renglon.testigos:,}",
        )
        for renglon in datos.renglones
    ]
    total = (
        "Total",
        "",
        "",
        f"{sum(renglon.boletas for renglon in datos.renglones):,}",
        f"{sum(renglon.pases for renglon in datos.renglones):,}",
        f"{sum(renglon.testigos for renglon in datos.renglones):,}",
    )
    columnas = (
        Columna("Mesa", 2),
        Columna("Sellos", 3),
        Columna("Cómo estaba el paquete", 4),
        Columna("Boletas de papel", 2, derecha=True),
        Columna("Pases", 2, derecha=True),
        Columna("Testigos", 2, derecha=True),
    )
    notas = (Parrafo(f"Observaciones: {datos.observaciones}"),) if datos.observaciones else ()
    return Seccion(
        "Qué se destruyó", (Tabla(columnas, (*filas, total), ultima_es_total=True), *notas)
    )


def _decir_sellos(renglon: RenglonDeDestruccion) -> str:
    estado = "cerrado como se guardó" if renglon.intacto else "abierto desde que se guardó"
    sellos = "sellos del recibo" if renglon.sellos_del_recibo else "otros sellos que los del recibo"
    return f"{estado}; {sellos}"


def _firmas(datos: DatosDeDestruccion) -> Seccion:
    firmantes = tuple(Firmante(calidad, nombre) for calidad, nombre in datos.personas)
    return Seccion("Firmas de quienes estuvieron", (Firmas(firmantes),))
