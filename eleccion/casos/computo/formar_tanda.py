"""Say which mesas may be decrypted now, which alone and which only together.

A mesa with very few ballots is never decrypted alone where its demarcación has others: so a
demarcación with several mesas waits until each of them came, or is in conflict, or was declared not
installed. Fail closed: what is not foreseen here is not decrypted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditoria.formatos.catalogo import Demarcacion, Modalidad
from auditoria.formatos.claves import id_de_mesa
from auditoria.reglas.conjuntos import agrupar
from auditoria.verificador.sellado import Sellado
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.computo.hallados_asentados import hallados_unidos
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_comision import TrabajoDeComision

RESUELTAS = frozenset({EstadoMesa.VERIFICADA, EstadoMesa.CONFLICTO, EstadoMesa.DESCIFRADA})
"""States of a mesa that nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class TandaPosible:
    """What a session of the custodians may decrypt.

    Attributes:
        solas: Mesas that are decrypted alone, ascending by demarcación and number.
        conjuntos: Sets of which only the product is decrypted, by demarcación.
        esperan: Verified mesas whose demarcación is not complete.
    """

    solas: tuple[str, ...]
    conjuntos: Mapping[str, tuple[str, ...]]
    esperan: tuple[str, ...]


def formar_tanda(
    lectura: TrabajoDeComision,
    sellado: Sellado,
    demarcaciones: Iterable[Demarcacion] | None = None,
) -> TandaPosible:
    """Form the sets of each demarcación from the records received.

    Args:
        demarcaciones: Only these, where nobody asks for the others: each stands by itself.
    """
    solas: list[str] = []
    conjuntos: dict[str, tuple[str, ...]] = {}
    esperan: list[str] = []
    for demarcacion in sellado.catalogo.demarcaciones if demarcaciones is None else demarcaciones:
        estados = {
            id_de_mesa(demarcacion.clave, mesa.clave): lectura.estado_de_mesa(
                id_de_mesa(demarcacion.clave, mesa.clave)
            )
            for mesa in demarcacion.mesas
        }
        listas = [m for m in con_urna(demarcacion) if estados[m] is EstadoMesa.VERIFICADA]
        ausentes = no_instaladas(lectura, demarcacion.clave)
        if any(e not in RESUELTAS and mesa not in ausentes for mesa, e in estados.items()):
            esperan += listas
            continue
        if EstadoMesa.DESCIFRADA in estados.values():
            # Decrypted before: whatever is left was left out of its sets, and stays so.
            continue
        grupos = agrupar(
            {mesa: depositadas_de(lectura, mesa) for mesa in listas},
            sellado.reglas.minimo_por_mesa.valor,
            completas=set(estados) == set(listas) | ausentes,
        )
        for grupo in grupos:
            if len(grupo) == 1:
                solas.append(grupo[0])
            else:
                conjuntos[demarcacion.clave] = grupo
    return TandaPosible(tuple(solas), conjuntos, tuple(esperan))


def depositadas_de(lectura: TrabajoDeComision, mesa: str) -> int:
    """Ballots of a mesa that may be decrypted, those of machines found in time among them."""
    unidas = sum(len(hallado.boletas) for hallado in hallados_unidos(lectura, mesa))
    return lectura.registros(mesa)[0].depositadas + unidas


def con_urna(demarcacion: Demarcacion) -> tuple[str, ...]:
    """Mesas of a demarcación where there is an urna electrónica."""
    return tuple(
        id_de_mesa(demarcacion.clave, mesa.clave)
        for mesa in demarcacion.mesas
        if mesa.modalidad is not Modalidad.PAPEL
    )
