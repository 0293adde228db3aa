"""Constancia de clausura y remisión: when the mesa closed, what leaves it, in whose hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.firmantes import SIN_REPRESENTANTES, firmante_de_mesa
from auditoria.papeles.horas import hora_de_jornada
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Campo,
    Campos,
    Columna,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)
from eleccion.documentos.caratulas import sobres_de
from eleccion.documentos.hoja import en_blanco, hoja_de_mesa, marcar

RELEVO: Final = (
    "Después de levantada el acta falló el equipo de la mesa; lo relevó el de reserva ({}), con el"
    " acta que ya se había firmado. Causa: {}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeClausura:
    """What the equipment knows when the mesa is closed.

    Attributes:
        registro: SHA-256 of the MANIFIESTO of the registro de la mesa that travels.
        relevos: Hour and cause of each take-over after the acta, which has no place for it.
    """

    acta: Acta
    hora: datetime
    registro: bytes
    relevos: tuple[tuple[datetime, str], ...] = ()


def documento_de_clausura(contexto: Contexto, datos: DatosDeClausura) -> Documento:
    """Lay out the constancia of one mesa."""
    acta = datos.acta
    demarcacion, _ = contexto.catalogo.ubicar(acta.mesa)
    dia = contexto.catalogo.proceso.jornada
    representantes = tuple(
        Firmante(demarcacion.planilla(r.planilla).nombre, r.nombre)
        for r in acta.representaciones
        if r.salida is None
    )
    return hoja_de_mesa(
        contexto,
        acta.mesa,
        "Constancia de clausura y remisión",
        (
            Seccion(
                "Clausura",
                (
                    Campos(
                        (
                            (
                                Campo(
                                    "Se cerró la votación", hora_de_jornada(acta.cierre.hora, dia)
                                ),
                                Campo(
                                    "Terminó el escrutinio",
                                    hora_de_jornada(acta.escrutinio.fin, dia),
                                ),
                                Campo(
                                    "Se clausuró la mesa",
                                    hora_de_jornada(datos.hora, dia),
                                    fuerte=True,
                                ),
                            ),
                        )
                    ),
                    *(
                        Parrafo(RELEVO.format(hora_de_jornada(hora, dia), causa))
                        for hora, causa in datos.relevos
                    ),
                    Columnas(
                        (marcar("¿Se fijó el cartel de resultados afuera?", "Sí", "No"),),
                        (marcar("¿Se entregaron copias?", "Sí", "No"),),
                    ),
                ),
            ),
            _paquete(contexto, datos),
            Seccion(
                "Entregan y acompañan",
                (
                    Firmas(
                        tuple(firmante_de_mesa(contexto, f) for f in acta.en_funciones),
                        rotulo="Personas de la mesa que entregan",
                    ),
                    Firmas(
                        representantes,
                        rotulo="Representantes; quien acompaña el traslado, anótelo junto a su"
                        " firma",
                        oficio="Planilla",
                    )
                    if representantes
                    else Parrafo(SIN_REPRESENTANTES),
                ),
            ),
        ),
        folio="CLA-1",
    )


def _paquete(contexto: Contexto, datos: DatosDeClausura) -> Seccion:
    sobres = sobres_de(contexto.catalogo.ubicar(datos.acta.mesa)[1])
    filas = tuple((str(n), sobre.titulo, "", "") for n, sobre in enumerate(sobres, 1))
    return Seccion(
        "Lo que sale de la mesa",
        (
            Campos(
                (
                    (
                        Campo("Registro de la mesa (USB), código", huella_corta(datos.registro), 4),
                        en_blanco("USB entregadas"),
                        en_blanco("Sello de la bolsa", 2),
                    ),
                    (
                        en_blanco("Sale con destino a", 4),
                        en_blanco("A las", 1),
                        en_blanco("Lo lleva", 3),
                    ),
                    (en_blanco("Números de los sellos del paquete, ya cerrado"),),
                )
            ),
            Tabla(
                (
                    Columna("N.º"),
                    Columna("Sobre del paquete", 9),
                    Columna("Va", 2),
                    Columna("Sello número", 4),
                ),
                filas,
                menuda=True,
            ),
            Columnas(
                (marcar("¿Va con cinta y con firmas en la envoltura?", "Sí", "No"),),
                (marcar("¿Se envió el registro por la red?", "Sí", "No había red", "No"),),
            ),
        ),
    )
