"""A ballot under a pase that nobody used is a failure of the record; the balance closes as sets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from auditoria.papeles.informe import Falla
from auditoria.registro import canonico
from auditoria.verificador.recorrido import verificar
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.rehacer import Rehacedor
from tests.auditoria.verificador.taller_con_memoria import TallerConMemoria

RUTA = "D001/M1/pases-abiertos.json"
BEL = "D001/M1/M1.bel"
COMISION = "comision.bitacora"


@pytest.fixture(scope="module")
def taller() -> TallerConMemoria:
    """Proves archives once and draws nothing."""
    return TallerConMemoria(dibujar=False)


@pytest.fixture(autouse=True)
def _como_se_publico(copia: Copia) -> Iterator[None]:
    yield
    copia.restaurar()


def fallas_tras(copia: Copia, taller: TallerConMemoria, valor: dict[str, Any]) -> list[Falla]:
    """Write the file, make everything again with every key, and give the failures about pases."""
    copia.poner(RUTA, canonico.escribir(valor))
    asientos = asientos_de(copia.actual[COMISION])
    for asiento in asientos:
        if (asiento["tipo"], asiento["datos"].get("mesa")) == ("PasesAbiertos", "D001-M1"):
            for sobre in ("sobrantes", "inutilizados"):
                asiento["datos"][sobre] = len(valor[sobre])
    copia.poner(COMISION, encadenar(asientos, copia.origen(COMISION)))
    Rehacedor(copia).rehacer()
    return de_pases(copia, taller)


def de_pases(copia: Copia, taller: TallerConMemoria) -> list[Falla]:
    """Failures of the check of pases."""
    hecha = verificar(copia.raiz, procesos=1, taller=taller)
    return [f for c in hecha.comprobaciones if c.nombre == "pases" for f in c.fallas]


def publicados(copia: Copia) -> dict[str, Any]:
    """What the file says."""
    valor: dict[str, Any] = json.loads(copia.original[RUTA])
    return valor


def depositada(copia: Copia) -> str:
    """Credential of a ballot of the mesa."""
    hallada = re.search(rb'"credential":"([0-9a-f]{64})"', copia.original[BEL])
    assert hallada
    return hallada[1].decode()


def test_control_el_archivo_publicado_no_tiene_fallas(
    copia: Copia, taller: TallerConMemoria
) -> None:
    """Control: as it came out, and made again without any change."""
    assert publicados(copia)["sobrantes"]
    assert fallas_tras(copia, taller, publicados(copia)) == []


@pytest.mark.parametrize("sobre", ["sobrantes", "inutilizados"])
def test_una_boleta_bajo_un_pase_sobrante_se_halla(
    copia: Copia, taller: TallerConMemoria, sobre: str
) -> None:
    """The stuffed ballot has every proof right; the slip that never left its envelope tells."""
    valor, usada = publicados(copia), depositada(copia)
    valor[sobre] = sorted([*valor[sobre], usada])
    lugar = f"{sobre}[{valor[sobre].index(usada)}]"
    assert (RUTA, lugar) in {(f.archivo, f.entrada) for f in fallas_tras(copia, taller, valor)}


def test_un_pase_de_otra_parte_se_halla(copia: Copia, taller: TallerConMemoria) -> None:
    """A credential that nobody sealed cannot fill an envelope."""
    valor = publicados(copia)
    valor["sobrantes"] = sorted([*valor["sobrantes"], "0" * 64])
    assert "sobrantes[0]" in {f.entrada for f in fallas_tras(copia, taller, valor)}


def test_los_conjuntos_cierran(copia: Copia, taller: TallerConMemoria) -> None:
    """A slip less is one not given back, and a figure of the acta that asks for its reason."""
    valor = publicados(copia)
    acta = json.loads(copia.original["D001/M1/acta.json"])["escrutinio"]["rubros"]["urna"]
    valor["sobrantes"].pop()
    entradas = {f.entrada for f in fallas_tras(copia, taller, valor)}
    assert entradas == {"no_devueltos", "diferencias"}
    copia.restaurar()
    faltaban = valor["no_devueltos"]
    valor["no_devueltos"] += 1
    valor["diferencias"] = [
        {
            "rubro": rubro,
            "acta": acta[rubro],
            "hallado": hallado,
            "motivo": "pase_no_devuelto",
        }
        for rubro, hallado in (
            ("sobrantes", len(valor["sobrantes"])),
            ("no_devueltos", faltaban + 1),
        )
    ]
    assert fallas_tras(copia, taller, valor) == []
    copia.restaurar()
    valor["diferencias"][0]["motivo"] = "porque_si"
    assert {f.entrada for f in fallas_tras(copia, taller, valor)} == {"motivos"}


def test_ilegibles_que_no_faltan_son_de_mas(copia: Copia, taller: TallerConMemoria) -> None:
    """Unreadable slips stand for pases that are missing, not for pases that are elsewhere."""
    valor = publicados(copia)
    valor["sobrantes_ilegibles"] += valor["no_devueltos"] + 1
    (falla,) = fallas_tras(copia, taller, valor)
    assert (falla.archivo, falla.entrada) == (RUTA, "")


def test_sin_abrirlos_falta_la_prueba(copia: Copia, taller: TallerConMemoria) -> None:
    """The rule says at how many mesas; a commission that leaves one out is told."""
    asientos = asientos_de(copia.original[COMISION])
    quedan = [
        a for a in asientos if (a["tipo"], a["datos"].get("mesa")) != ("PasesAbiertos", "D001-M1")
    ]
    assert len(quedan) == len(asientos) - 1
    copia.poner(COMISION, encadenar(quedan, copia.origen(COMISION)))
    for ruta in (RUTA, f"{RUTA}.firma"):
        copia.editar({ruta: None})
    Rehacedor(copia).rehacer()
    assert (COMISION, "PasesAbiertos") in {(f.archivo, f.entrada) for f in de_pases(copia, taller)}
