"""The pictures of signed sheets in a record: told by the log, clean, of a paper that is there."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from auditoria.papeles.informe import Falla
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.memoria import Memoria
from tests.auditoria.verificador.rehacer import Rehacedor

COMISION = "comision.bitacora"
FOTO = "D001/M1/firmadas/acta_escrutinio-hoja-1-version-1.jpg"


pytestmark = pytest.mark.usefixtures("como_se_publico")


def fallas(copia: Copia, memoria: Memoria) -> list[Falla]:
    """Failures of the check of the pictures."""
    hecha = memoria.verificar(copia.raiz)
    return [f for c in hecha.comprobaciones if c.nombre == "firmadas" for f in c.fallas]


def asentar_otra_cosa(copia: Copia, cambiar: Callable[[dict[str, Any]], None]) -> str:
    """The commission's log says otherwise of a picture, and everything is made again.

    Returns:
        Place of the entry.
    """
    asientos = asientos_de(copia.actual[COMISION])
    lugar = next(n for n, a in enumerate(asientos, 1) if a["tipo"] == "HojaFotografiada")
    cambiar(asientos[lugar - 1]["datos"])
    copia.poner(COMISION, encadenar(asientos, copia.origen(COMISION)))
    Rehacedor(copia).rehacer()
    return f"asiento {lugar}"


def test_control_las_fotos_publicadas_no_tienen_fallas(copia: Copia, memoria: Memoria) -> None:
    """Control: as published there are pictures of both places, and every one holds."""
    suyas = [ruta for ruta in copia.original if "/firmadas/" in ruta]
    assert {ruta.count("/") for ruta in suyas} == {2, 3}
    assert asentar_otra_cosa(copia, lambda datos: None) != ""
    assert (copia.cambiados, fallas(copia, memoria)) == ((), [])


def test_una_foto_sucia_se_halla_aunque_todas_las_llaves_la_firmen(
    copia: Copia, memoria: Memoria
) -> None:
    """Who holds every key can publish another picture, never one that says where it is from."""
    datos = copia.original[FOTO]
    sucia = datos[:2] + b"\xff\xfe\x00\x0bAna Ruiz!" + datos[2:]
    copia.poner(FOTO, sucia)
    asentar_otra_cosa(copia, lambda datos: datos.update(foto=sha256(sucia).hexdigest()))
    assert [(f.archivo, "un comentario" in f.hecho) for f in fallas(copia, memoria)] == [
        (FOTO, True)
    ]


def test_otra_foto_que_la_asentada_se_halla(copia: Copia, memoria: Memoria) -> None:
    """The log fixes the picture by its hash: another one, however clean, is named."""
    otra = FOTO.replace("version-1", "version-2")
    copia.poner(FOTO, copia.original[otra])
    copia.enlistar()
    assert [(f.archivo, COMISION in f.hecho) for f in fallas(copia, memoria)] == [(FOTO, True)]


def test_una_foto_que_nadie_asento_se_halla(copia: Copia, memoria: Memoria) -> None:
    """A picture among the others that the log does not tell of belongs to nobody."""
    de_mas = FOTO.replace("version-1", "version-9")
    copia.poner(de_mas, copia.original[FOTO])
    copia.enlistar()
    assert [f.archivo for f in fallas(copia, memoria)] == [de_mas]


@pytest.mark.parametrize(
    "cambio",
    [
        {"papel": "incidentes"},
        {"papel": "acta_recuento"},
        {"mesa": "D002-M1"},
        {"demarcacion": "D002"},
        {"hoja": 61},
        {"version": 5},
        {"clase": "png"},
    ],
    ids=str,
)
def test_un_asiento_que_miente_se_halla(
    copia: Copia, memoria: Memoria, cambio: dict[str, Any]
) -> None:
    """Made again with every key, an entry still cannot name another paper, sheet or place."""
    asentar_otra_cosa(copia, lambda datos: datos.update(cambio))
    assert fallas(copia, memoria)
