"""Acta de escrutinio y cómputo de la mesa: two pages, rubros numbered as in the official form.

Numbers 1 to 5 are those of the law's form (sobrantes, personas que votaron, representantes fuera de
lista, suma, votos sacados de la urna); what a mesa with an electronic urna adds stands under the same
number with a letter, so that nobody has to learn another order. Fields: docs/papeles.md.
"""

from __future__ import annotations

from auditoria.formatos.acta import Acta, Momento
from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.formatos.escrutinio import Rubros
from auditoria.papeles.codigos import seccion_de_codigos, sello_del_acta
from auditoria.papeles.contexto import Contexto, datos_de_mesa, seccion_de_mesa
from auditoria.papeles.datos import DatosDeActa
from auditoria.papeles.diferencias import comparaciones, seccion_de_diferencias
from auditoria.papeles.firmantes import secciones_de_firmas
from auditoria.papeles.horas import fecha_y_hora
from auditoria.papeles.incidencias import cuenta_de_escritos, relacion_de_incidentes
from auditoria.papeles.palabras import folios_de_pases
from auditoria.papeles.resultados import cifras_de_resultados
from boletas.impresion.documento import (
    Campo,
    Campos,
    Cifras,
    Documento,
    Renglon,
    Seccion,
    Vacio,
)


def documento(contexto: Contexto, datos: DatosDeActa) -> Documento:
    """Lay out the acta de escrutinio y cómputo of one mesa."""
    acta = datos.acta
    demarcacion, mesa = contexto.catalogo.ubicar(acta.mesa)
    return Documento(
        titulo="Acta de escrutinio y cómputo de la mesa receptora",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_mesa(contexto, demarcacion, mesa),
        huella=contexto.huella_corta,
        folio=f"{acta.mesa}-AEC-{acta.version}",
        version=f"Versión {acta.version}" if acta.version > 1 else "",
        secciones=(
            seccion_de_mesa(contexto, demarcacion, mesa),
            _escrutinio(acta),
            _pases(acta.escrutinio.rubros, mesa),
            _personas(acta.escrutinio.rubros),
            _urna(acta.escrutinio.rubros),
            Seccion(
                "Resultados de la votación",
                (cifras_de_resultados(acta.escrutinio.opciones, demarcacion),),
            ),
            comparaciones(acta),
            seccion_de_diferencias(contexto, acta),
            _incidentes(acta, demarcacion),
            *secciones_de_firmas(contexto, acta, demarcacion),
            seccion_de_codigos(contexto, datos),
        ),
        sello=sello_del_acta(datos),
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _escrutinio(acta: Acta) -> Seccion:
    """Hours of the count; where it was done, if elsewhere, is for the pen."""
    return Seccion(
        "Escrutinio",
        (
            Campos(
                (
                    (
                        Campo("Inició", fecha_y_hora(acta.escrutinio.inicio), 3),
                        Campo("Terminó", fecha_y_hora(acta.escrutinio.fin), 3),
                        Campo("Si se hizo en otro lugar, cuál y por qué", Vacio.EN_BLANCO, 4),
                    ),
                )
            ),
        ),
    )


def _pases(rubros: Rubros, mesa: Mesa) -> Seccion:
    """Rubro 1. In a mesa with kiosk, what the law counts as boletas are the pases."""
    renglones = [
        Renglon(
            "Pases recibidos",
            (rubros.pases_recibidos,),
            clave="1a",
            detalle=folios_de_pases(mesa.pases),
        ),
        Renglon("Pases de reserva recibidos", (rubros.reserva_recibida,), clave="1b"),
        Renglon("Pases inutilizados", (rubros.inutilizados,), clave="1c"),
        Renglon("Pases usados, en su caja", (rubros.usados,), clave="1d"),
        Renglon("Pases repuestos a la misma persona", (rubros.repuestos,), clave="1e"),
        Renglon("Pases no devueltos", (rubros.no_devueltos,), clave="1f"),
        Renglon(
            "Pases sobrantes, con la reserva sellada",
            (rubros.sobrantes,),
            clave="1",
            fuerte=True,
        ),
    ]
    if rubros.papel:
        renglones += [
            Renglon("Boletas de papel recibidas", (rubros.papel.recibidas,), clave="1g"),
            Renglon("Boletas de papel inutilizadas", (rubros.papel.inutilizadas,), clave="1h"),
            Renglon("Boletas de papel sobrantes", (rubros.papel.sobrantes,), clave="1i"),
        ]
    return Seccion("Pases y boletas", (Cifras(("Cantidad",), tuple(renglones)),))


def _personas(rubros: Rubros) -> Seccion:
    """Rubros 2 to 4."""
    return Seccion(
        "Personas que votaron",
        (
            Cifras(
                ("Cantidad",),
                (
                    Renglon(
                        "Personas que votaron conforme a la lista", (rubros.personas,), clave="2"
                    ),
                    Renglon(
                        "Personas con resolución o en lista adicional, y representantes fuera de"
                        " la lista",
                        (rubros.extra,),
                        clave="3",
                    ),
                    Renglon(
                        "Suma de personas que votaron (2 + 3)",
                        (rubros.votantes,),
                        clave="4",
                        fuerte=True,
                    ),
                ),
                unidad="personas",
                femenino=True,
            ),
        ),
    )


def _urna(rubros: Rubros) -> Seccion:
    """Rubro 5, with what the machine counted and what the paper says."""
    papel = rubros.papel.extraidas if rubros.papel else Vacio.NO_APLICA
    return Seccion(
        "Votos sacados de la urna",
        (
            Cifras(
                ("Cantidad",),
                (
                    Renglon("Testigos de voto contados", (rubros.testigos_contados,), clave="5a"),
                    Renglon("Boletas de papel sacadas de la urna", (papel,), clave="5b"),
                    Renglon(
                        "Votos sacados de la urna (5a + 5b)",
                        (rubros.extraidas,),
                        clave="5",
                        fuerte=True,
                    ),
                    Renglon(
                        "Boletas electrónicas depositadas, según el equipo",
                        (rubros.depositadas,),
                        clave="5c",
                    ),
                    Renglon(
                        "Boletas electrónicas de comprobación", (rubros.comprobadas,), clave="5d"
                    ),
                    Renglon("Pases inutilizados en el equipo", (rubros.inutilizadas,), clave="5e"),
                    Renglon("Habilitaciones de la urna", (rubros.habilitaciones,), clave="5f"),
                    Renglon("Testigos impresos", (rubros.testigos_impresos,), clave="5g"),
                    Renglon("Testigos cancelados", (rubros.testigos_cancelados,), clave="5h"),
                ),
            ),
        ),
    )


def _incidentes(acta: Acta, demarcacion: Demarcacion) -> Seccion:
    propios = tuple(i for i in acta.incidentes if i.momento is Momento.ESCRUTINIO)
    return Seccion(
        "Incidentes durante el escrutinio y escritos de protesta",
        (
            *relacion_de_incidentes(propios, "¿Hubo incidentes durante el escrutinio y cómputo?"),
            *cuenta_de_escritos(acta.escritos, demarcacion),
        ),
    )
