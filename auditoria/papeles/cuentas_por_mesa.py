"""Both counts of every mesa side by side, answer by answer, with their cotejo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.computo import Computo, Conjunto, Cotejo, MesaComputada
from auditoria.formatos.reglas import Prevalece
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
    segunda = _que_es_el_descifrado(computo)
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
                f"Planillas en el orden de la boleta: {leyenda}.{segunda}",
                menudo=True,
            ),
        ),
    )


def _que_es_el_descifrado(computo: Computo) -> str:
    """Second count, or the only one where no testigos are counted; nothing where there is none."""
    if not computo.hay_descifrado:
        return ""
    if Cotejo.SIN_TESTIGO in computo.cotejos:
        return (
            " El descifrado es la única cuenta de los votos electrónicos: la convocatoria no prevé"
            " testigos de papel."
        )
    return (
        " El descifrado es la segunda cuenta, independiente de la que se hizo en la mesa con los"
        " testigos de papel."
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
            *(map(cifra, c.votos[desde:hasta]) if c.votos else ("",) * (hasta - desde)),
            *((*_cierre(c.votos), c.cotejo) if es_ultimo else ()),
        )
        for c in cuentas
    )
    return Tabla(columnas, filas)


def _cierre(votos: tuple[int, ...]) -> tuple[str, str]:
    """Null votes and total; blank where nothing was counted, which is not zero."""
    return (cifra(votos[-1]), cifra(sum(votos))) if votos else ("", "")


def _cuentas_de_mesa(mesa: MesaComputada) -> list[_Cuenta]:
    recuento = mesa.recuento
    hechas = (
        ("testigos contados", mesa.testigos),
        ("boletas de papel", mesa.papel),
        ("recuento de testigos", recuento.testigos if recuento else ()),
        ("recuento de papel", recuento.papel if recuento else ()),
        ("descifrado", mesa.descifrado),
    )
    cuentas = [_Cuenta(f"{mesa.mesa}: {que}", votos) for que, votos in hechas if votos]
    cuentas = cuentas or [_Cuenta(f"{mesa.mesa}: sin cuenta", ())]
    cotejo = _decir(mesa.cotejo, mesa.prevalece) + ("; anulada" if mesa.anulada else "")
    return [*cuentas[:-1], replace(cuentas[-1], cotejo=cotejo)]


def _cuentas_de_conjunto(conjunto: Conjunto) -> list[_Cuenta]:
    mesas = enumerar(conjunto.mesas)
    cotejo = _decir(conjunto.cotejo, conjunto.prevalece)
    hechas = (("testigos contados", conjunto.testigos), ("descifrado", conjunto.descifrado))
    cuentas = [_Cuenta(f"{mesas} en conjunto: {que}", votos) for que, votos in hechas if votos]
    return [*cuentas[:-1], replace(cuentas[-1], cotejo=cotejo)]


def _decir(cotejo: Cotejo, prevalece: Prevalece | None) -> str:
    if prevalece is None:
        return COTEJOS[cotejo]
    return f"{COTEJOS[cotejo]}; vale {'el papel' if prevalece is Prevalece.PAPEL else 'lo digital'}"
