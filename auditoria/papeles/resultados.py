"""The results of a mesa as rows of figures, the same on the acta and on the cartel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import NULO
from auditoria.formatos.escrutinio import VotosOpcion
from boletas.impresion.documento import Cifras, Renglon, Vacio

COLUMNAS = ("Urna electrónica: testigos contados", "Boletas de papel", "Total")


EN_PAPEL = ("Boletas de papel",)


def cifras_en_papel(opciones: Sequence[VotosOpcion], demarcacion: Demarcacion) -> Cifras:
    """Only what was counted, where the electronic votes are counted elsewhere.

    There is no rubro 6 and no total per planilla: a sum without the votes still to be decrypted
    would be read, with its letra, as the result.
    """
    renglones = [
        replace(renglon, cantidades=renglon.cantidades[1:2])
        for renglon in cifras_de_resultados(opciones, demarcacion).renglones
    ]
    renglones[-1] = replace(renglones[-1], rotulo="Total de votos en papel", clave="")
    return Cifras(EN_PAPEL, tuple(renglones), encabezado="Planilla", unidad="votos")


def cifras_de_resultados(opciones: Sequence[VotosOpcion], demarcacion: Demarcacion) -> Cifras:
    """Results per planilla in the order of the ballot, no registradas, nulos and total.

    *No registradas* is *no aplica* by rule, never zero: the ballot has no place for a name. A mesa
    that opened no paper ballots shows *no aplica* in that column for the same reason, and one
    without testigos in theirs.
    """
    renglones = [
        _renglon(opcion, str(lugar), demarcacion)
        for lugar, opcion in enumerate(opciones, start=1)
        if opcion.opcion != NULO
    ]
    renglones.append(
        Renglon("Candidaturas o planillas no registradas", (Vacio.NO_APLICA,) * len(COLUMNAS))
    )
    renglones += [_renglon(o, "", demarcacion) for o in opciones if o.opcion == NULO]
    testigos = [o.testigos for o in opciones if o.testigos is not None]
    papel = [o.papel for o in opciones if o.papel is not None]
    renglones.append(
        Renglon(
            "Total de la votación",
            (
                sum(testigos) if testigos else Vacio.NO_APLICA,
                sum(papel) if papel else Vacio.NO_APLICA,
                sum(testigos) + sum(papel),
            ),
            clave="6",
            fuerte=True,
        )
    )
    return Cifras(COLUMNAS, tuple(renglones), encabezado="Planilla", unidad="votos")


def _renglon(opcion: VotosOpcion, clave: str, demarcacion: Demarcacion) -> Renglon:
    papel = Vacio.NO_APLICA if opcion.papel is None else opcion.papel
    testigos = Vacio.NO_APLICA if opcion.testigos is None else opcion.testigos
    cantidades = (testigos, papel, opcion.votos)
    if opcion.opcion == NULO:
        return Renglon("Votos nulos", cantidades)
    planilla = demarcacion.planilla(opcion.opcion)
    return Renglon(planilla.nombre, cantidades, detalle=planilla.presidencia)
