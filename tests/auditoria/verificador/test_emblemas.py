"""The emblems of a record: those of the sealed catalogue, each with its own, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pytest

from tests.auditoria.verificador.copia import Copia
from tests.auditoria.verificador.memoria import Memoria
from tests.auditoria.verificador.rehacer import Rehacedor

pytestmark = pytest.mark.usefixtures("como_se_publico")


def emblemas_de(copia: Copia) -> list[str]:
    """Paths of the emblems as published."""
    return [ruta for ruta in copia.original if ruta.startswith("emblemas/")]


def fallas(
    copia: Copia, memoria: Memoria, cambios: Mapping[str, bytes | None]
) -> list[tuple[str, str]]:
    """Files that the check of the emblems names, listed and signed anew, with what it says."""
    copia.editar(cambios)
    copia.enlistar()
    hecha = memoria.verificar(copia.raiz)
    return [
        (falla.archivo, falla.hecho)
        for comprobacion in hecha.comprobaciones
        if comprobacion.nombre == "emblemas"
        for falla in comprobacion.fallas
    ]


def test_control_los_emblemas_publicados_no_tienen_fallas(copia: Copia, memoria: Memoria) -> None:
    """Control: there are some to be changed below, and as published every one holds."""
    assert len(emblemas_de(copia)) >= 3
    assert fallas(copia, memoria, {}) == []


def test_un_emblema_cambiado_o_ausente_se_nombra(copia: Copia, memoria: Memoria) -> None:
    """The commission alone, which lists files, cannot change what the seal of two persons fixed."""
    una, otra, *_ = emblemas_de(copia)
    assert [ruta for ruta, _ in fallas(copia, memoria, {una: None})] == [una]
    copia.restaurar()
    cambiada = copia.original[una][:-9] + b"\0" + copia.original[una][-8:]
    assert [ruta for ruta, _ in fallas(copia, memoria, {una: cambiada, otra: None})] == [una, otra]


def test_dos_emblemas_cambiados_entre_si_se_nombran_los_dos(copia: Copia, memoria: Memoria) -> None:
    """Each is a good picture of this election: only its hash says whose it is."""
    una, otra, *_ = emblemas_de(copia)
    cambios = {una: copia.original[otra], otra: copia.original[una]}
    assert [ruta for ruta, _ in fallas(copia, memoria, cambios)] == [una, otra]


@pytest.mark.parametrize("nombre", [f"{'0' * 64}.jpg", "sol.png", "D001/P1.jpg"])
def test_un_emblema_de_mas_se_nombra(copia: Copia, memoria: Memoria, nombre: str) -> None:
    """A picture that no planilla has belongs to nobody."""
    de_mas = f"emblemas/{nombre}"
    cambios = {de_mas: copia.original[emblemas_de(copia)[0]]}
    assert [ruta for ruta, _ in fallas(copia, memoria, cambios)] == [de_mas]


def test_un_emblema_sucio_se_halla_aunque_todas_las_llaves_lo_sellen(
    copia: Copia, memoria: Memoria
) -> None:
    """Who holds every key can seal another picture, never one with something hidden in it."""
    una, *_ = emblemas_de(copia)
    datos = copia.original[una]
    sucia = datos[:2] + b"\xff\xfe\x00\x0bAna Ruiz!" + datos[2:]
    huella = sha256(sucia).hexdigest()
    antes = una.removeprefix("emblemas/").removesuffix(".jpg")
    catalogo = copia.original["catalogo.json"].replace(antes.encode(), huella.encode())
    copia.editar({"catalogo.json": catalogo, una: None, f"emblemas/{huella}.jpg": sucia})
    Rehacedor(copia).rehacer()
    assert [("comentario" in hecho, ruta) for ruta, hecho in fallas(copia, memoria, {})] == [
        (True, f"emblemas/{huella}.jpg")
    ]
