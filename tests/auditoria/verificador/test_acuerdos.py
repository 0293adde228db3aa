"""When acuerdos were taken: none against what its matter allows."""

from __future__ import annotations

import pytest

from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AcuerdoTomado,
    ArranqueAnunciado,
    ComputoConcluido,
    DefinicionSellada,
    PlazoVencido,
    ProcesoAbierto,
    ResultadosPublicados,
)
from auditoria.verificador.acuerdos import revisar_acuerdos
from auditoria.verificador.comision import revisar_etapas
from auditoria.verificador.hallazgos import Cuaderno
from tests.auditoria.verificador.test_actos_de_la_comision import NADA, leer
from tests.auditoria.verificador.test_firmezas import firme

COMPUTO = ComputoConcluido(demarcacion="D001", computo=NADA, estado="computada")


def acuerdo(asunto: str, demarcacion: str = "D001") -> AcuerdoTomado:
    """An acuerdo on that matter."""
    return AcuerdoTomado(demarcacion=demarcacion, numero=1, asunto=asunto, acuerdo=NADA)


def fallas(*asientos: Asiento) -> list[str]:
    """Entries in which something is found."""
    cuaderno = Cuaderno()
    revisar_acuerdos(leer(*asientos), cuaderno)
    return [f.entrada for c in cuaderno.comprobaciones() for f in c.fallas]


@pytest.mark.parametrize(
    "asientos",
    [
        (acuerdo("cancelada"), COMPUTO),
        (acuerdo("planilla_cancelada"), COMPUTO, acuerdo("impugnada"), COMPUTO),
        (COMPUTO, acuerdo("impugnada"), COMPUTO, acuerdo("resuelta"), COMPUTO, firme("D001")),
        (COMPUTO, acuerdo("conflicto"), COMPUTO, acuerdo("revocado"), COMPUTO),
        (COMPUTO, acuerdo("no_instalada", "D002")),
    ],
    ids=["cancelada", "cancelada e impugnada", "resuelta y firme", "revocado", "otra sin cómputo"],
)
def test_los_acuerdos_en_su_momento_no_dan_hallazgo(asientos: tuple[Asiento, ...]) -> None:
    """Control of the next: honest logs, in which nothing is found."""
    assert fallas(*asientos) == []


@pytest.mark.parametrize(
    ("asientos", "halladas"),
    [
        ((COMPUTO, acuerdo("planilla_cancelada"), COMPUTO), ["asiento 2"]),
        ((COMPUTO, acuerdo("cancelada"), COMPUTO), ["asiento 2"]),
        ((acuerdo("impugnada"), COMPUTO), ["asiento 1"]),
        ((COMPUTO, acuerdo("resuelta", "D002"), COMPUTO), ["asiento 2"]),
    ],
    ids=[
        "se cancela a quien ganó",
        "se cancela lo computado",
        "se impugna lo que no hay",
        "de otra que no se ha computado",
    ],
)
def test_un_acuerdo_a_destiempo_se_halla(
    asientos: tuple[Asiento, ...], halladas: list[str]
) -> None:
    """A commission with every key would cancel the planilla that it saw winning."""
    assert fallas(*asientos) == halladas


@pytest.mark.parametrize(
    ("lugar", "cuantas"),
    [(0, 1), (1, 1), (2, 0), (3, 0), (4, 0), (5, 0), (6, 1)],
)
def test_un_acuerdo_se_toma_desde_el_sellado_hasta_publicar(lugar: int, cuantas: int) -> None:
    """A planilla is cancelled on the eve: the acts of the morning after it are in their place."""
    actos: list[Asiento] = [
        ProcesoAbierto(proceso="jpc-2026", caracter="simulacro", convocatoria=NADA),
        DefinicionSellada(huella=NADA, personas=("una", "otra")),
        ArranqueAnunciado(codigo="ROBLE-417-NIDO"),
        COMPUTO,
        PlazoVencido(computos=()),
        ResultadosPublicados(resultados=NADA),
    ]
    actos.insert(lugar, acuerdo("planilla_cancelada"))
    cuaderno = Cuaderno()
    revisar_etapas(leer(*actos), cuaderno)
    assert sum(len(c.fallas) for c in cuaderno.comprobaciones()) == cuantas
