"""The comparisons of the balance sheet, and the words for each total.

Page: docs/formato-acta.md#comprobaciones; docs/marco-legal.md#escrutinio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from auditoria.formatos.escrutinio import Rubro


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """A comparison of two totals.

    Attributes:
        clave: Its name; stable, one per comparison.
        signo: ``=`` when they must be equal, ``<=`` when the first may not exceed the second.
        texto: The comparison in Spanish, as the acta words it.
    """

    clave: str
    uno: Rubro
    signo: Literal["=", "<="]
    otro: Rubro
    texto: str


COMPROBACIONES = (
    Comprobacion(
        "suma_de_votantes",
        Rubro.VOTANTES,
        "=",
        Rubro.PERSONAS_Y_EXTRA,
        "Personas que votaron es igual a las marcadas en la lista, o registradas en la mesa, más"
        " las admitidas aparte",
    ),
    Comprobacion(
        "votantes_y_votos_sacados",
        Rubro.VOTANTES,
        "=",
        Rubro.EXTRAIDAS,
        "Personas que votaron es igual a votos sacados de la urna",
    ),
    Comprobacion(
        "votos_sacados_y_hojas",
        Rubro.EXTRAIDAS,
        "=",
        Rubro.HOJAS_CONTADAS,
        "Votos sacados de la urna es igual a los electrónicos contados más las boletas de papel",
    ),
    Comprobacion(
        "votos_sacados_y_votacion",
        Rubro.EXTRAIDAS,
        "=",
        Rubro.VOTACION,
        "Votos sacados de la urna es igual al total de la votación",
    ),
    Comprobacion(
        "votacion_y_opciones",
        Rubro.VOTACION,
        "=",
        Rubro.SUMA_DE_VOTOS,
        "Total de la votación es igual a la suma de las planillas y los votos nulos",
    ),
    Comprobacion(
        "pases_por_estado",
        Rubro.PASES_RECIBIDOS,
        "=",
        Rubro.PASES_POR_ESTADO,
        "Pases recibidos es igual a sobrantes más inutilizados, usados y no devueltos",
    ),
    Comprobacion(
        "pases_entregados",
        Rubro.PASES_ENTREGADOS,
        "=",
        Rubro.PASES_TOMADOS,
        "Pases entregados es igual a usados más inutilizados y no devueltos",
    ),
    Comprobacion(
        "pases_y_urna",
        Rubro.PASES_USADOS,
        "=",
        Rubro.BOLETAS_DE_LA_URNA,
        "Pases usados es igual a boletas depositadas más comprobadas",
    ),
    Comprobacion(
        "inutilizados_y_urna",
        Rubro.PASES_INUTILIZADOS,
        "=",
        Rubro.INUTILIZADAS_EN_LA_URNA,
        "Pases inutilizados es igual a los cancelados en la urna",
    ),
    Comprobacion(
        "depositadas_y_testigos",
        Rubro.DEPOSITADAS,
        "=",
        Rubro.TESTIGOS_VALIDOS,
        "Boletas depositadas es igual a testigos impresos menos cancelados",
    ),
    Comprobacion(
        "testigos_y_conteo",
        Rubro.TESTIGOS_VALIDOS,
        "=",
        Rubro.TESTIGOS_CONTADOS,
        "Testigos impresos menos cancelados es igual a testigos contados",
    ),
    Comprobacion(
        "conteo_y_opciones",
        Rubro.TESTIGOS_CONTADOS,
        "=",
        Rubro.SUMA_DE_TESTIGOS,
        "Testigos contados es igual a la suma de los testigos por opción",
    ),
    Comprobacion(
        "impresos_y_urna",
        Rubro.TESTIGOS_IMPRESOS,
        "=",
        Rubro.IMPRESOS_EN_LA_URNA,
        "Testigos impresos es igual a los que la urna mandó imprimir menos los que no salieron",
    ),
    Comprobacion(
        "cancelados_y_urna",
        Rubro.TESTIGOS_CANCELADOS,
        "=",
        Rubro.CANCELADOS_EN_LA_URNA,
        "Testigos cancelados es igual a los que se anotaron en la urna",
    ),
    Comprobacion(
        "depositadas_y_habilitaciones",
        Rubro.DEPOSITADAS,
        "<=",
        Rubro.HABILITACIONES,
        "Boletas depositadas no es mayor que las veces que se habilitó el kiosco",
    ),
    Comprobacion(
        "papel_entregado",
        Rubro.PAPEL_ENTREGADO,
        "=",
        Rubro.PAPEL_TOMADO,
        "Boletas de papel entregadas es igual a extraídas más inutilizadas",
    ),
    Comprobacion(
        "papel_por_estado",
        Rubro.PAPEL_RECIBIDO,
        "=",
        Rubro.PAPEL_POR_ESTADO,
        "Boletas de papel recibidas es igual a sobrantes más inutilizadas y extraídas",
    ),
    Comprobacion(
        "papel_y_opciones",
        Rubro.PAPEL_EXTRAIDO,
        "=",
        Rubro.SUMA_DE_PAPEL,
        "Boletas de papel extraídas es igual a la suma de las boletas de papel por opción",
    ),
    Comprobacion(
        "sobrantes_y_votantes",
        Rubro.SOBRANTES_Y_VOTANTES,
        "<=",
        Rubro.BOLETAS_RECIBIDAS,
        "Sobrantes más personas que votaron no es mayor que lo recibido",
    ),
    Comprobacion(
        "sobrantes_y_votacion",
        Rubro.SOBRANTES_Y_VOTACION,
        "<=",
        Rubro.BOLETAS_RECIBIDAS,
        "Sobrantes más total de la votación no es mayor que lo recibido",
    ),
    Comprobacion(
        "votacion_y_recibido",
        Rubro.VOTACION,
        "<=",
        Rubro.BOLETAS_RECIBIDAS,
        "Total de la votación no es mayor que lo recibido",
    ),
    Comprobacion(
        "votantes_y_lista",
        Rubro.VOTANTES,
        "<=",
        Rubro.ELECTORES_Y_EXTRA,
        "Personas que votaron no es mayor que la lista más las admitidas fuera de ella",
    ),
)
"""Every comparison, in the order of the acta. A pair of totals is compared once."""

NOMBRES: Mapping[Rubro, str] = {
    Rubro.VOTANTES: "Personas que votaron",
    Rubro.PERSONAS_Y_EXTRA: "Personas marcadas o registradas, y admitidas aparte",
    Rubro.EXTRAIDAS: "Votos sacados de la urna",
    Rubro.HOJAS_CONTADAS: "Votos electrónicos contados y boletas de papel extraídas",
    Rubro.VOTACION: "Total de la votación",
    Rubro.SUMA_DE_VOTOS: "Suma de planillas y votos nulos",
    Rubro.PASES_RECIBIDOS: "Pases recibidos, con la reserva",
    Rubro.PASES_POR_ESTADO: "Pases sobrantes, inutilizados, usados y no devueltos",
    Rubro.PASES_ENTREGADOS: "Pases entregados",
    Rubro.PASES_TOMADOS: "Pases usados, inutilizados y no devueltos",
    Rubro.PASES_USADOS: "Pases usados",
    Rubro.BOLETAS_DE_LA_URNA: "Boletas depositadas y comprobadas",
    Rubro.PASES_INUTILIZADOS: "Pases inutilizados",
    Rubro.INUTILIZADAS_EN_LA_URNA: "Pases cancelados en la urna",
    Rubro.DEPOSITADAS: "Boletas depositadas",
    Rubro.TESTIGOS_VALIDOS: "Testigos impresos menos cancelados",
    Rubro.TESTIGOS_CONTADOS: "Testigos contados",
    Rubro.SUMA_DE_TESTIGOS: "Suma de testigos por opción",
    Rubro.TESTIGOS_IMPRESOS: "Testigos impresos",
    Rubro.IMPRESOS_EN_LA_URNA: "Testigos que la urna mandó imprimir y salieron",
    Rubro.TESTIGOS_CANCELADOS: "Testigos cancelados",
    Rubro.CANCELADOS_EN_LA_URNA: "Testigos cancelados anotados en la urna",
    Rubro.HABILITACIONES: "Veces que se habilitó el kiosco",
    Rubro.PAPEL_ENTREGADO: "Boletas de papel entregadas",
    Rubro.PAPEL_TOMADO: "Boletas de papel extraídas e inutilizadas",
    Rubro.PAPEL_RECIBIDO: "Boletas de papel recibidas",
    Rubro.PAPEL_POR_ESTADO: "Boletas de papel sobrantes, inutilizadas y extraídas",
    Rubro.PAPEL_EXTRAIDO: "Boletas de papel extraídas",
    Rubro.SUMA_DE_PAPEL: "Suma de boletas de papel por opción",
    Rubro.BOLETAS_RECIBIDAS: "Pases y boletas de papel recibidos",
    Rubro.SOBRANTES_Y_VOTANTES: "Sobrantes más personas que votaron",
    Rubro.SOBRANTES_Y_VOTACION: "Sobrantes más total de la votación",
    Rubro.ELECTORES_Y_EXTRA: "Personas de la lista y admitidas fuera de ella",
}
"""Each total as the papers name it."""
