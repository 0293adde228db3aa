"""Both counts of every mesa side by side, answer by answer, with their cotejo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.computo import Computo, Conjunto, MesaComputada
from auditoria.papeles.palabras import COTEJOS, cifra, enumerar
from boletas.impresion.documento import Columna, Parrafo, Seccion, Tabla

_PLANILLAS_POR_CUADRO: Final = 12
"""More columns than these do not fit beside each other; the table goes on below."""


def cuentas_por_mesa(computo: Computo, demarcacion: Demarcacion) -> Seccion:
    """Section of the acta de cómputo: testigos, paper and decryption of every mesa or set."""
    filas: list[_Cuenta] = []
    for mesa in computo.mesas:
        filas += _cuentas_de_mesa(mesa)
    for conjunto in computo.conjuntos:
        filas += _cuentas_de_conjunto(conjunto)
    leyenda = "; ".join(
        f"{lugar}, {planilla.nombre}"
        for lugar, planilla in enumerate(demarcacion.planillas, start=1)
    )
    total = len(demarcacion.planillas)
    cuadros = tuple(
        _cuadro(filas, desde, min(desde + _PLANILLAS_POR_CUADRO, total), total)
        for desde in range(0, total, _PLANILLAS_POR_CUADRO)
    )
    return Seccion(
        "Cuentas por mesa",
        (
            *cuadros,
            Parrafo(
                f"Planillas en el orden de la boleta: {leyenda}. El descifrado es la segunda"
                " cuenta, independiente de la que se hizo en la mesa con los testigos de papel.",
                menudo=True,
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Cuenta:
    """One count of a mesa: its name, votes per answer with the null vote last, its cotejo."""

    rotulo: str
    votos: tuple[int, ...]
    cotejo: str = ""


def _cuadro(cuentas: list[_Cuenta], desde: int, hasta: int, planillas: int) -> Tabla:
    """Votes of some planillas; null votes, total and cotejo beside the last ones."""
    es_ultimo = hasta == planillas
    lugares = (Columna(str(lugar + 1), 1, derecha=True) for lugar in range(desde, hasta))
    cierre = (
        Columna("Nulos", 2, derecha=True),
        Columna("Total", 2, derecha=True),
        Columna("Cotejo", 3),
    )
    columnas = (Columna("Mesa y cuenta", 7), *lugares, *(cierre if es_ultimo else ()))
    filas = tuple(
        (
            c.rotulo,
            *map(cifra, c.votos[desde:hasta]),
            *((cifra(c.votos[-1]), cifra(sum(c.votos)), c.cotejo) if es_ultimo else ()),
        )
        for c in cuentas
    )
    return Tabla(columnas, filas)


def _cuentas_de_mesa(mesa: MesaComputada) -> list[_Cuenta]:
    cuentas = [_Cuenta(f"{mesa.mesa}: testigos contados", mesa.testigos)]
    if mesa.papel:
        cuentas.append(_Cuenta(f"{mesa.mesa}: boletas de papel", mesa.papel))
    if mesa.descifrado:
        cuentas.append(_Cuenta(f"{mesa.mesa}: descifrado", mesa.descifrado))
    return [*cuentas[:-1], replace(cuentas[-1], cotejo=COTEJOS[mesa.cotejo])]


def _cuentas_de_conjunto(conjunto: Conjunto) -> list[_Cuenta]:
    mesas = enumerar(conjunto.mesas)
    return [
        _Cuenta(f"{mesas} en conjunto: testigos contados", conjunto.testigos),
        _Cuenta(f"{mesas} en conjunto: descifrado", conjunto.descifrado, COTEJOS[conjunto.cotejo]),
    ]
