"""Blank forms of the actas, for the sealed envelope of contingencia: the same rubros, for a pen.

A mesa that goes on without equipment fills them by hand; what does not change (place, planillas in
the drawn order, rubros) is printed. Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.papeles.contexto import Contexto, seccion_de_mesa
from auditoria.papeles.palabras import folios
from auditoria.reglas.padron import lleva_lista
from boletas.impresion.documento import (
    Campo,
    Campos,
    Cifras,
    Clase,
    Columna,
    Columnas,
    Documento,
    Firmante,
    Firmas,
    Lineas,
    Parrafo,
    Renglon,
    Seccion,
    Tabla,
    Vacio,
)
from eleccion.documentos.hoja import A_MANO, en_blanco, hoja_de_mesa, marcar

_VACIO = (Vacio.EN_BLANCO,)
_COLUMNAS = ("Urna electrónica: testigos contados", "Boletas de papel", "Total")


def acta_de_inicio_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """The acta de inicio."""
    demarcacion, catalogada = contexto.catalogo.ubicar(mesa)
    return formato_en_blanco(
        contexto,
        mesa,
        "Acta de inicio de la mesa receptora",
        (
            seccion_de_mesa(contexto, demarcacion, catalogada),
            Seccion(
                "Instalación",
                (
                    Campos(
                        (
                            (en_blanco("Hora de instalación", 2), *_pases(catalogada)),
                            (
                                en_blanco("Boletas de papel recibidas", 2),
                                en_blanco("Del folio"),
                                en_blanco("Al folio"),
                                en_blanco("Quién las rubricó o selló", 3),
                            ),
                            (en_blanco("Sellos de las cajas que se abrieron"),),
                        )
                    ),
                    Columnas(
                        (
                            marcar("¿Se instaló en el lugar autorizado?", "Sí", "No"),
                            marcar("¿La urna se mostró vacía?", "Sí", "No"),
                        ),
                        (
                            marcar(_SE_CONTARON[catalogada.tiene_urna], "Sí", "No"),
                            marcar("¿Se leyó y coincidió la huella?", "Sí", "No"),
                        ),
                    ),
                    Lineas(1, "Si no fue en el lugar autorizado, en cuál y por qué"),
                ),
            ),
            *((_ceros(),) if catalogada.tiene_urna else ()),
            _planillas(demarcacion),
            *firmas_en_blanco(contexto, demarcacion),
        ),
    )


def acta_de_escrutinio_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """The acta de escrutinio y cómputo, with the rubros of the official form."""
    demarcacion, catalogada = contexto.catalogo.ubicar(mesa)
    rubros = (
        ("1", _SOBRANTES[catalogada.tiene_urna], False),
        ("2", _VOTARON[lleva_lista(contexto.reglas)], False),
        ("3", "Votaron sin estar en la lista", False),
        ("4", "Total de personas que votaron (2 + 3)", True),
        ("5", "Votos sacados de la urna", True),
    )
    return formato_en_blanco(
        contexto,
        mesa,
        "Acta de escrutinio y cómputo",
        (
            seccion_de_mesa(contexto, demarcacion, catalogada),
            Seccion(
                "Personas que votaron y votos sacados de la urna",
                (
                    Campos(
                        (
                            (
                                en_blanco("El escrutinio inició", 2),
                                en_blanco("Terminó", 2),
                                en_blanco("Si se hizo en otro lugar, cuál y por qué", 6),
                            ),
                        )
                    ),
                    Cifras(
                        ("Cantidad",),
                        tuple(
                            Renglon(rotulo, _VACIO, clave=clave, fuerte=fuerte)
                            for clave, rotulo, fuerte in rubros
                        ),
                    ),
                ),
            ),
            Seccion("Resultados de la votación", (_resultados(demarcacion),)),
            _cuadre(catalogada),
            Seccion(
                "Incidentes y escritos de protesta",
                (
                    Campos(
                        (
                            (
                                en_blanco("Incidentes en el escrutinio; en qué hojas", 3),
                                en_blanco("Escritos de protesta, de qué planillas", 4),
                            ),
                        )
                    ),
                ),
            ),
            *firmas_en_blanco(contexto, demarcacion),
        ),
    )


def _cuadre(mesa: Mesa) -> Seccion:
    """Detail of rubros 1 and 5, and the four comparisons of the PREP, which a pencil makes."""
    detalle = (
        (*_PASES, *_PAPEL, _CONTADOS, _SACADAS, *_TESTIGOS)
        if mesa.tiene_urna
        else (*_PAPEL, _SACADAS)
    )
    return Seccion(
        "Cuadre",
        (
            Cifras(
                ("Cantidad",),
                tuple(Renglon(rotulo, _VACIO, clave=clave) for clave, rotulo in detalle),
                con_letra=False,
            ),
            Columnas(
                (
                    marcar("¿4 es igual a 2 + 3?", "Sí", "No"),
                    marcar("¿4 es igual a 5?", "Sí", "No"),
                ),
                (
                    marcar("¿5 es igual a 6?", "Sí", "No"),
                    marcar("¿6 es la suma de planillas y nulos?", "Sí", "No"),
                ),
            ),
            Lineas(2, "Si algo no es igual, cuánto y por qué; firman dos personas"),
        ),
    )


def cartel_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """The poster with the results."""
    demarcacion, _ = contexto.catalogo.ubicar(mesa)
    renglones = [Renglon(planilla.nombre, _VACIO) for planilla in demarcacion.planillas]
    renglones += [
        Renglon("Votos nulos", _VACIO),
        Renglon("Total de votos", _VACIO, fuerte=True),
    ]
    return hoja_de_mesa(
        contexto,
        mesa,
        "Resultados de la votación en esta mesa",
        (
            Seccion(
                "",
                (Cifras(("Votos",), tuple(renglones), encabezado="Opción", unidad="votos"),),
                numerada=False,
            ),
            Seccion(
                "",
                (
                    Campos(((en_blanco("Personas que votaron"), en_blanco("Hora")),)),
                    Firmas(
                        (
                            Firmante("Presidencia de la mesa"),
                            Firmante("Representantes que quieran firmar"),
                        ),
                        en_lineas=True,
                    ),
                ),
                numerada=False,
            ),
        ),
        copia="Para el exterior de la mesa",
        clase=Clase.CARTEL,
    )


def formato_en_blanco(
    contexto: Contexto, mesa: str, titulo: str, secciones: tuple[Seccion, ...]
) -> Documento:
    """A sheet of the envelope, without folio: a pen writes it."""
    return hoja_de_mesa(contexto, mesa, titulo, secciones, copia=A_MANO)


_SOBRANTES = {
    True: "Pases sobrantes, con la reserva sellada",
    False: "Boletas sobrantes inutilizadas",
}
_PASES = (
    ("1a", "Pases recibidos"),
    ("1b", "Pases de la reserva"),
    ("1c", "Pases inutilizados"),
    ("1d", "Pases usados, en su caja"),
    ("1e", "Pases repuestos"),
    ("1f", "Pases no devueltos"),
)
_PAPEL = (
    ("1g", "Boletas de papel recibidas"),
    ("1h", "Boletas de papel inutilizadas"),
    ("1i", "Boletas de papel sobrantes"),
    ("1j", "Personas que votaron en papel"),
    ("1k", "Boletas de papel repuestas"),
)
_CONTADOS = ("5a", "Testigos contados")
_SACADAS = ("5b", "Boletas de papel sacadas de la urna")
_TESTIGOS = (
    ("5g", "Testigos impresos"),
    ("5h", "Testigos cancelados"),
)
"""Under the numbers of the acta that the equipment prints (``acta_escrutinio``)."""

_VOTARON = {
    True: "Personas que votaron conforme a la lista",
    False: "Personas registradas en la mesa que votaron",
}
"""By whether the mesas have a list, as the acta says it."""

_SE_CONTARON = {
    True: "¿Se contaron y mezclaron los pases?",
    False: "¿Se contaron las boletas de papel?",
}
"""By whether the mesa has an urna electrónica."""


def _pases(mesa: Mesa) -> tuple[Campo, ...]:
    """Fields for the pases; none where the mesa votes on paper only."""
    if mesa.pases is None:
        return ()
    propios = folios(mesa.pases.folio_inicial, mesa.pases.folio_final)
    return (
        en_blanco("Pases recibidos"),
        en_blanco(f"¿Son los folios {propios}?", 2),
        en_blanco("Reserva sellada"),
    )


def _ceros() -> Seccion:
    nombres = ("Boletas depositadas", "Boletas de comprobación", "Pases inutilizados")
    return Seccion(
        "Cuentas de la urna electrónica al inicio, si la hay",
        (
            Cifras(
                ("Cantidad",),
                tuple(Renglon(nombre, _VACIO, clave=str(n)) for n, nombre in enumerate(nombres, 1)),
            ),
        ),
    )


def _planillas(demarcacion: Demarcacion) -> Seccion:
    filas = tuple(
        (str(lugar), planilla.nombre, planilla.presidencia)
        for lugar, planilla in enumerate(demarcacion.planillas, 1)
    )
    columnas = (Columna("Lugar", derecha=True), Columna("Planilla", 6), Columna("Encabeza", 6))
    return Seccion("Planillas, en el orden de la boleta", (Tabla(columnas, filas, menuda=True),))


def _resultados(demarcacion: Demarcacion) -> Cifras:
    vacias = (Vacio.EN_BLANCO,) * len(_COLUMNAS)
    return Cifras(
        _COLUMNAS,
        (
            *(Renglon(planilla.nombre, vacias) for planilla in demarcacion.planillas),
            Renglon("Candidaturas o planillas no registradas", (Vacio.NO_APLICA,) * len(_COLUMNAS)),
            Renglon("Votos nulos", vacias),
            Renglon("Total de la votación", vacias, clave="6", fuerte=True),
        ),
        encabezado="Planilla",
        unidad="votos",
    )


def firmas_en_blanco(contexto: Contexto, demarcacion: Demarcacion) -> tuple[Seccion, Seccion]:
    """Places for ink of the mesa and of every planilla."""
    oficios = tuple(Firmante(cargo.nombre) for cargo in contexto.reglas.mesa.valor.cargos)
    planillas = tuple(Firmante(planilla.nombre) for planilla in demarcacion.planillas)
    suyas = (Firmas(planillas, con_protesta=True, con_copia=True, oficio="Planilla"),)
    return (
        Seccion("Mesa directiva", (Firmas(oficios, con_protesta=True),)),
        Seccion(
            "Representantes de las planillas",
            suyas if planillas else (Parrafo("La demarcación no tiene planillas."),),
        ),
    )
