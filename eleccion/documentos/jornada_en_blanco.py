"""Blank form of the acta de la jornada: what is asked of a day that nobody's equipment wrote down.

Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.dia import Momento
from auditoria.papeles.contexto import Contexto, seccion_de_mesa
from auditoria.reglas.padron import lleva_lista
from boletas.impresion.documento import Campos, Documento, Parrafo, Seccion
from eleccion.documentos.en_blanco import firmas_en_blanco, formato_en_blanco
from eleccion.documentos.hoja import en_blanco, marcar
from eleccion.documentos.incidentes import MOMENTOS


def acta_de_jornada_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """The acta de la jornada."""
    demarcacion, catalogada = contexto.catalogo.ubicar(mesa)
    horario, con_lista = contexto.reglas.horario.valor, lleva_lista(contexto.reglas)
    return formato_en_blanco(
        contexto,
        mesa,
        "Acta de la jornada",
        (
            seccion_de_mesa(contexto, demarcacion, catalogada),
            _votacion(contexto, catalogada),
            Seccion(
                "Quienes llegaron o se retiraron",
                (
                    Parrafo("Personas de la mesa que se sustituyeron", menudo=True),
                    _tabla_en_blanco(*_SUSTITUCION, filas=2),
                    Parrafo("Representantes y observadores", menudo=True),
                    _tabla_en_blanco(*_PRESENCIA, filas=3),
                ),
            ),
            Seccion(
                "Cierre de la votación",
                (
                    Campos(
                        (
                            (
                                en_blanco("Se cerró a las", 2),
                                en_blanco(f"Personas en la fila a las {horario.cierre} h", 3),
                            ),
                        )
                    ),
                    marcar(
                        "Motivo",
                        f"Eran las {horario.cierre} h y no había personas en la fila",
                        f"A las {horario.cierre} h había personas en la fila y ya votaron",
                        *(("Ya habían votado todas las personas de la lista",) * con_lista),
                        "La votación se suspendió y no se pudo reanudar",
                    ),
                ),
            ),
            Seccion(
                "Incidentes y escritos",
                (
                    Campos(
                        (
                            (
                                *(en_blanco(f"Incidentes: {MOMENTOS[m].lower()}") for m in Momento),
                                en_blanco("Hojas de incidentes"),
                                en_blanco("Escritos"),
                            ),
                        )
                    ),
                ),
            ),
            *firmas_en_blanco(contexto, demarcacion),
        ),
    )


def _votacion(contexto: Contexto, mesa: Mesa) -> Seccion:
    apertura = contexto.reglas.horario.valor.apertura
    con_urna, de_papel = mesa.tiene_urna, mesa.admite_papel
    return Seccion(
        "Votación",
        (
            Campos(
                (
                    (
                        en_blanco("Inicio de la votación", 2),
                        en_blanco(f"Causa, si fue después de las {apertura} h", 5),
                        en_blanco("Personas acompañadas", 2),
                    ),
                    (
                        en_blanco("Con resolución, fuera de la lista", 3),
                        en_blanco("Representantes fuera de la lista", 3),
                        *((en_blanco("Pases de reserva que se abrieron", 3),) * con_urna),
                    ),
                )
            ),
            marcar("¿Se suspendió la votación?", "Sí", "No"),
            _tabla_en_blanco(("Desde", 2), ("Hasta", 2), ("Causa", 12), filas=2),
            *((_tabla_en_blanco(*_CONTINGENCIA, filas=1),) * (not de_papel)),
            *((_PRUEBAS, _tabla_en_blanco(*_PRUEBA, filas=2)) * con_urna),
        ),
    )


def _tabla_en_blanco(*columnas: tuple[str, int], filas: int) -> Campos:
    """Rows of fields for the pen, under the captions of a table."""
    fila = tuple(en_blanco(titulo, peso) for titulo, peso in columnas)
    return Campos((fila,) * filas)


_PRUEBAS = marcar("¿Se hicieron pruebas públicas de la urna?", "Sí", "No")
_PRUEBA = (("Hora", 2), ("La pidió", 5), ("Resultado", 9))
_CONTINGENCIA = (
    ("Sobre de contingencia: se abrió a las", 4),
    ("Boletas que traía", 3),
    ("Causa", 9),
)
_SUSTITUCION = (("Hora", 2), ("Cargo", 4), ("Sale", 5), ("Entra", 5), ("Causa", 5))
_PRESENCIA = (("Planilla o acreditación", 5), ("Nombre", 6), ("Llegó", 2), ("Se retiró", 2))
