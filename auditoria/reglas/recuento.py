"""Grounds on which a mesa may be counted again.

Source: LGIPE, artículo 311, by analogy; docs/marco-legal.md#recuento. They are findings for
the commission to weigh: none changes a figure and none annuls anything by itself.
"""

from __future__ import annotations

from collections.abc import Collection

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.formatos.mesa_computada import CausalHallada
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.recuento import Causal
from auditoria.reglas.cuadre import COMPROBACIONES, cuadrar, explicadas_de_mas, sin_explicar

__all__ = ["TEXTOS", "Causal", "RecuentoSinCausa", "causales_de_recuento", "difiere"]


class RecuentoSinCausa(ReglaRota):
    """No ground, no discrepancy and nobody who asks: a closed count is not opened for nothing."""

    explicacion = "No hay causa para recontar la mesa"


TEXTOS = {
    Causal.ERROR_EVIDENTE: "Hay diferencias que el acta no explica",
    Causal.NULOS_SOBRE_DIFERENCIA: (
        "Los votos nulos son más que la diferencia entre el primer y el segundo lugar"
    ),
    Causal.TODOS_PARA_UNA: "Todos los votos son para una misma planilla",
    Causal.CIFRAS_IMPOSIBLES: "Hay más votos o personas de lo que permite lo recibido o la lista",
    Causal.RUBROS_FUNDAMENTALES: (
        "No son iguales las personas que votaron, los votos sacados y el total de la votación"
    ),
    Causal.PAQUETE_ALTERADO: "El paquete llegó con muestras de alteración",
}
"""Each ground in words."""


def causales_de_recuento(
    acta: Acta, motivos: Collection[str], paquete: Paquete | None = None
) -> tuple[CausalHallada, ...]:
    """Find the grounds that the figures of an acta and the receipt of its packet show.

    All votes for one is no ground where only one planilla stands: there it is the ordinary
    outcome. Nor are the null votes compared with a difference that does not exist. Where votes
    are still to be decrypted only the balance is looked at.

    Args:
        motivos: ``reglas.claves_de_diferencia``.
        paquete: How the packet came, where that was written down.

    Returns:
        At most one finding per ground, in the order of ``Causal``; ``detalle`` gives the figures
        or the facts, in Spanish.
    """
    *votos, nulos = acta.votos or (0, 0)
    halladas = {
        d.comprobacion.clave for d in cuadrar(acta.escrutinio.rubros, acta.escrutinio.opciones)
    }
    inexplicadas = [d.comprobacion.clave for d in sin_explicar(acta, motivos)]
    ociosas = ["/".join(asentada.entre) for asentada in explicadas_de_mas(acta)]
    orden = sorted(votos, reverse=True)
    compiten = len(votos) > 1
    detalles = {
        Causal.ERROR_EVIDENTE: ", ".join(inexplicadas + ociosas),
        Causal.NULOS_SOBRE_DIFERENCIA: (
            f"{nulos} {'nulo' if nulos == 1 else 'nulos'}, diferencia de {orden[0] - orden[1]}"
            if compiten and nulos > orden[0] - orden[1]
            else ""
        ),
        Causal.TODOS_PARA_UNA: (
            f"{orden[0]} {'voto' if orden[0] == 1 else 'votos'}"
            if compiten and orden[0] and not (sum(orden[1:]) or nulos)
            else ""
        ),
        Causal.CIFRAS_IMPOSIBLES: ", ".join(c for c in _IMPOSIBLES if c in halladas),
        Causal.RUBROS_FUNDAMENTALES: ", ".join(c for c in _FUNDAMENTALES if c in halladas),
        Causal.PAQUETE_ALTERADO: _muestras(paquete),
    }
    return tuple(
        CausalHallada(causal=causal, detalle=detalles[causal])
        for causal in Causal
        if detalles[causal]
    )


def _muestras(paquete: Paquete | None) -> str:
    """What the receipt says; the words of who received it stand there whole, not here."""
    if paquete is None or not paquete.alterado:
        return ""
    partes: tuple[str, ...] = ()
    if paquete.alteracion is not None:
        partes += ("muestras de alteración en el recibo",)
    if not paquete.sellos_de_la_mesa:
        partes += ("sellos que no son los de la constancia de clausura",)
    return ", ".join(partes)


_IMPOSIBLES = tuple(c.clave for c in COMPROBACIONES if c.signo == "<=")
_FUNDAMENTALES = (
    "votantes_y_votos_sacados",
    "votos_sacados_y_votacion",
    "votacion_y_opciones",
)


def difiere(computo: Computo | None, mesa: str) -> bool:
    """Whether the two counts of a mesa, or of its set, differ by the last session, if any."""
    if computo is None:
        return False
    cotejos = [suya.cotejo for suya in computo.mesas if suya.mesa == mesa]
    cotejos += [conjunto.cotejo for conjunto in computo.conjuntos if mesa in conjunto.mesas]
    return Cotejo.DIFIERE in cotejos
