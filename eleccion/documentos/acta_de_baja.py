"""Acta de baja: what a machine of a mesa kept for an election and deleted when nobody needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import PIE_DE_HORAS, fecha_local, hora
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Campos,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Parrafo,
    Seccion,
)
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa, marcar
from eleccion.documentos.lo_suprimido import RenglonSuprimido, tabla_de_lo_suprimido

QUE_SON: Final[Mapping[str, str]] = MappingProxyType(
    {
        "llaves": "Llaves y secretos del equipo, cerrados bajo las tarjetas",
        "red": "Llaves con que el equipo servía en la red de la casilla",
        "lista": "Lista de la mesa (lista nominal), cifrada, y lo que llegó con ella",
        "bases": "Bases de datos: marcas en la lista, boletas cifradas",
        "memoria": "Copia de respaldo en la memoria USB",
        "papeles": "Papeles guardados en lugar de imprimirse",
        "cierre": "Archivos del cierre, entregados a la comisión",
        "bitacoras": "Puntos de control de las bitácoras",
        "otros": "Otros archivos de trabajo de la estación",
    }
)
"""What each kind of file is, for whoever reads the acta."""

FUNDAMENTO: Final = (
    "Ley General de Protección de Datos Personales en Posesión de Sujetos Obligados, supresión de"
    " los datos cuando termina su finalidad (artículo por confirmar)."
)

_ALCANCE: Final = (
    "Cada archivo se sobrescribió una vez y después se borró. En un disco de estado sólido o en una"
    " memoria USB eso no asegura que no quede rastro: el aparato puede guardar copias que ningún"
    " programa alcanza. Lo que quedara está cifrado con las llaves que se borraron primero y, si el"
    " disco se cifró entero al instalarlo, también con la suya. Por eso las tarjetas se destruyen,"
    " y un disco sin cifrar se destruye o se borra con la orden del fabricante."
)
_COPIAS: Final = (
    "Esta acta no alcanza copias que se hicieran fuera de esas carpetas (respaldos del equipo,"
    " otras memorias, papeles)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeBaja:
    """What the acta says.

    Attributes:
        equipos: ``mesa-1``, ``urna-1``.
        ajenos: Files that stood beside and stayed.
        personas: Name of each of the two officials whose cards signed.
        codigo: SHA-256 of the signed file that says the same.
    """

    mesa: str
    hora: datetime
    equipos: tuple[str, ...]
    resultados: bytes
    suprimido: tuple[RenglonSuprimido, ...]
    ajenos: int
    personas: tuple[str, str]
    codigo: bytes


def documento_de_baja(contexto: Contexto, datos: DatosDeBaja) -> Documento:
    """Lay out the acta of one machine."""
    return hoja_de_mesa(
        contexto,
        datos.mesa,
        "Acta de baja de datos",
        (_cuando(datos), _que(datos), _alcance(), _pendiente(), _firmas(datos)),
        subtitulo="Lo que este equipo guardaba de la elección y ya no guarda",
        folio="BAJA-1",
        pie=PIE_DE_HORAS,
    )


def _cuando(datos: DatosDeBaja) -> Seccion:
    return Seccion(
        "Cuándo y por qué",
        (
            Campos(
                (
                    (
                        Campo("Fecha", fecha_local(datos.hora), 3),
                        Campo("Hora", hora(datos.hora)),
                        Campo("Equipo", ", ".join(datos.equipos), 2),
                        en_blanco("Marca y número de serie", 3),
                    ),
                    (
                        Campo(
                            "Código de los resultados publicados", huella_corta(datos.resultados), 3
                        ),
                        Campo("Código de esta baja (baja.json)", huella_corta(datos.codigo), 3),
                    ),
                )
            ),
            Parrafo(
                "Los resultados se publicaron, el plazo para impugnarlos venció sin impugnación"
                " pendiente y la comisión tiene completo lo que este equipo entregó."
            ),
            Parrafo(f"Fundamento: {FUNDAMENTO}"),
        ),
    )


def _que(datos: DatosDeBaja) -> Seccion:
    quedan = (
        "En las mismas carpetas no había nada más."
        if not datos.ajenos
        else f"En las mismas carpetas quedan {datos.ajenos:,} archivos que no son de la elección."
    )
    return Seccion(
        "Qué se dio de baja",
        (
            tabla_de_lo_suprimido(datos.suprimido, QUE_SON, "Archivos", con_total=True),
            Parrafo(quedan),
        ),
    )


def _alcance() -> Seccion:
    return Seccion("Hasta dónde llega este borrado", (Aviso(_ALCANCE), Parrafo(_COPIAS)))


def _pendiente() -> Seccion:
    return Seccion(
        "Lo que se hace a mano",
        (
            Columnas(
                (
                    marcar("¿Se destruyeron todas las tarjetas de la mesa?", "Sí", "No"),
                    marcar("¿Se destruyó la memoria USB?", "Sí", "No", "No hubo"),
                ),
                (marcar("¿El disco estaba cifrado entero?", "Sí", "No", "No se sabe"),),
            ),
            Lineas(1, "Observaciones"),
        ),
    )


def _firmas(datos: DatosDeBaja) -> Seccion:
    de_tarjeta = tuple(Firmante("Funcionaria o funcionario", nombre) for nombre in datos.personas)
    testigos = (Firmante("Recibe por la comisión"), Firmante("Testigo"))
    return Seccion("Firmas", (Firmas((*de_tarjeta, *testigos), en_lineas=True),))
