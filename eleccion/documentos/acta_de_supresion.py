"""Acta de supresión: what the commission kept of people and deleted when its term ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import fecha_local, hora
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
from eleccion.documentos.hoja import hoja_del_proceso, marcar
from eleccion.documentos.lo_suprimido import RenglonSuprimido, tabla_de_lo_suprimido

QUE_SON: Final[Mapping[str, str]] = MappingProxyType(
    {
        "llaves": "Llave con que se leían los renglones de personas",
        "padron": "Renglones del padrón, cifrados",
        "planillas": "Expedientes de las planillas, cifrados",
        "lista": "Dotaciones que salieron a las mesas, con la lista de cada una",
        "reservado": "Parte reservada: constancias, hojas de incidentes, escritos, listas",
        "otros": "Archivos de ensayos",
    }
)
"""What each kind is, for whoever reads the acta."""

_ALCANCE: Final = (
    "Primero se cambió la llave con que se leían los renglones de personas, y después se borraron"
    " los renglones y los archivos, que se sobrescribieron una vez. En un disco de estado sólido y"
    " en los respaldos de la base eso no asegura que no quede rastro; lo que quedara está cifrado"
    " con la llave que se destruyó, salvo la parte reservada, que no lo estaba: el disco que la"
    " tuvo se destruye o se borra con la orden de su fabricante, si no estaba cifrado entero."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeSupresion:
    """What the acta says. ``codigo``: SHA-256 of the signed file that says the same."""

    hora: datetime
    publicado: datetime
    dias: int
    fundamento: str
    resultados: bytes
    suprimido: tuple[RenglonSuprimido, ...]
    codigo: bytes


def documento_de_supresion(contexto: Contexto, datos: DatosDeSupresion) -> Documento:
    """Lay out the acta."""
    return hoja_del_proceso(
        contexto,
        "Acta de supresión de datos personales",
        (_cuando(datos), _que(datos), _alcance(), _pendiente(), _firmas()),
        subtitulo="Lo que la comisión guardaba de personas y ya no guarda",
        folio="SUPRESION-1",
    )


def _cuando(datos: DatosDeSupresion) -> Seccion:
    return Seccion(
        "Cuándo y por qué",
        (
            Campos(
                (
                    (
                        Campo("Fecha", fecha_local(datos.hora), 3),
                        Campo("Hora", hora(datos.hora)),
                        Campo("Resultados publicados", fecha_local(datos.publicado), 3),
                        Campo("Días de bloqueo", str(datos.dias), 1),
                    ),
                    (
                        Campo("Código de los resultados", huella_corta(datos.resultados), 3),
                        Campo("Código de esta supresión", huella_corta(datos.codigo), 3),
                    ),
                )
            ),
            Parrafo(
                "Toda elección del proceso terminó, el plazo para impugnarla venció sin impugnación"
                " pendiente, y pasaron los días que la convocatoria manda conservar los datos."
            ),
            Parrafo(f"Fundamento: {datos.fundamento}"),
        ),
    )


def _que(datos: DatosDeSupresion) -> Seccion:
    tabla = tabla_de_lo_suprimido(datos.suprimido, QUE_SON, "Cuántos")
    return Seccion("Qué se suprimió", (tabla,))


def _alcance() -> Seccion:
    publico = (
        "El expediente público no cambia: no nombra a nadie del padrón. El papel se destruye con"
        " su propia acta."
    )
    return Seccion("Hasta dónde llega", (Aviso(_ALCANCE), Parrafo(publico)))


def _pendiente() -> Seccion:
    return Seccion(
        "Lo que se hace a mano",
        (
            Columnas(
                (
                    marcar("¿Se borraron los respaldos de la base?", "Sí", "No", "No hubo"),
                    marcar("¿Se devolvió o destruyó el padrón recibido?", "Sí", "No"),
                ),
                (
                    marcar("¿Se borraron las tablas de la oficina?", "Sí", "No"),
                    marcar("¿Cada mesa entregó su acta de baja?", "Sí", "No"),
                ),
            ),
            Lineas(1, "Observaciones"),
        ),
    )


def _firmas() -> Seccion:
    cargos = ("Selló", "Selló", "Área de archivo", "Órgano interno de control")
    return Seccion("Firmas", (Firmas(tuple(Firmante(cargo) for cargo in cargos), en_lineas=True),))
