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
from eleccion.documentos.hoja import A_MANO, ORIGINAL, en_blanco, hoja_de_mesa, marcar

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
    momentos = (acta.cierre.hora, acta.escrutinio.fin, datos.hora)
    return _hoja(
        contexto,
        acta.mesa,
        horas=tuple(
            Campo(rotulo, hora_de_jornada(hora, dia), fuerte=rotulo == _HORAS[-1])
            for rotulo, hora in zip(_HORAS, momentos, strict=True)
        ),
        relevos=tuple(
            Parrafo(RELEVO.format(hora_de_jornada(hora, dia), causa))
            for hora, causa in datos.relevos
        ),
        registro=Campo(_REGISTRO, huella_corta(datos.registro), 4),
        entregan=tuple(firmante_de_mesa(contexto, f) for f in acta.en_funciones),
        representantes=tuple(
            Firmante(demarcacion.planilla(r.planilla).nombre, r.nombre)
            for r in acta.representaciones
            if r.salida is None
        ),
        folio="CLA-1",
    )


def clausura_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """Lay out an empty constancia, for a mesa that closes without its equipment."""
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    return _hoja(
        contexto,
        mesa,
        horas=tuple(en_blanco(rotulo) for rotulo in _HORAS),
        registro=en_blanco(_REGISTRO, 4),
        entregan=tuple(Firmante(cargo.nombre) for cargo in contexto.reglas.mesa.valor.cargos),
        representantes=tuple(Firmante(planilla.nombre) for planilla in demarcacion.planillas),
        copia=A_MANO,
    )


_HORAS: Final = ("Se cerró la votación", "Terminó el escrutinio", "Se clausuró la mesa")
_REGISTRO: Final = "Registro de la mesa (USB), código"


def _hoja(
    contexto: Contexto,
    mesa: str,
    *,
    horas: tuple[Campo, ...],
    registro: Campo,
    entregan: tuple[Firmante, ...],
    representantes: tuple[Firmante, ...],
    relevos: tuple[Parrafo, ...] = (),
    folio: str = "",
    copia: str = ORIGINAL,
) -> Documento:
    return hoja_de_mesa(
        contexto,
        mesa,
        "Constancia de clausura y remisión",
        (
            Seccion(
                "Clausura",
                (
                    Campos((horas,)),
                    *relevos,
                    Columnas(
                        (marcar("¿Se fijó el cartel de resultados afuera?", "Sí", "No"),),
                        (marcar("¿Se entregaron copias?", "Sí", "No"),),
                    ),
                ),
            ),
            _paquete(contexto, mesa, registro),
            Seccion(
                "Entregan y acompañan",
                (
                    Firmas(entregan, rotulo="Personas de la mesa que entregan"),
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
        folio=folio,
        copia=copia,
    )


def _paquete(contexto: Contexto, mesa: str, registro: Campo) -> Seccion:
    sobres = sobres_de(contexto.catalogo.ubicar(mesa)[1])
    filas = tuple((str(n), sobre.titulo, "", "") for n, sobre in enumerate(sobres, 1))
    return Seccion(
        "Lo que sale de la mesa",
        (
            Campos(
                (
                    (
                        registro,
                        en_blanco("USB entregadas"),
                        en_blanco("Sello de la bolsa", 2),
                    ),
                    (
                        en_blanco("Sale con destino a", 4),
                        en_blanco("A las", 1),
                        en_blanco("Lo lleva", 3),
                    ),
                    (
                        en_blanco("Números de los sellos del paquete, ya cerrado", 5),
                        en_blanco("Si la USB va aparte, quién la lleva", 3),
                    ),
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
                (marcar("¿La USB va en el paquete?", "Sí", "No, aparte"),),
            ),
        ),
    )
