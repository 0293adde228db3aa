"""Files cut short or damaged on the way: refused or reported, never half stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.informe import Informe
from eleccion.errores import EntradaIlegible
from tests.dobles.registro import AlmacenEnMemoria
from tests.eleccion.casos.registro.pueblo import Oficina, con_catalogo

TABLAS = ("demarcaciones", "planillas", "padron", "funcionarios")


@pytest.fixture(scope="module")
def oficina(tmp_path_factory: pytest.TempPathFactory) -> Oficina:
    """An office with the catalogue imported; each example works over a copy of its storage."""
    return con_catalogo(tmp_path_factory.mktemp("oficina"))


def importar(oficina: Oficina, tabla: str, datos: bytes) -> tuple[Informe | None, bool]:
    """Import damaged bytes over a copy; give the report, if any, and whether anything changed."""
    original: Path = getattr(oficina.archivos, tabla)
    ruta = original.with_name(f"danado-{tabla}.csv")
    ruta.write_bytes(datos)
    almacen = AlmacenEnMemoria()
    almacen.estado = antes = oficina.almacen.estado
    casos: dict[str, Callable[[], Informe]] = {
        "demarcaciones": lambda: importar_demarcaciones(ruta, abrir=almacen.abrir),
        "planillas": lambda: importar_planillas(ruta, abrir=almacen.abrir, reloj=oficina.reloj),
        "padron": lambda: importar_padron(ruta, abrir=almacen.abrir),
        "funcionarios": lambda: importar_funcionarios(ruta, abrir=almacen.abrir),
    }
    try:
        informe = casos[tabla]()
    except EntradaIlegible:
        return None, almacen.estado != antes
    return informe, almacen.estado != antes


@settings(max_examples=80)
@given(st.sampled_from(TABLAS), st.data())
def test_un_archivo_danado_se_importa_entero_o_no_se_importa(
    oficina: Oficina, tabla: str, datos: st.DataObject
) -> None:
    """Any bytes changed anywhere: an error in words, or a report that tells the truth."""
    original = bytearray(getattr(oficina.archivos, tabla).read_bytes())
    for _ in range(datos.draw(st.integers(1, 4), "cambios")):
        lugar = datos.draw(st.integers(0, len(original) - 1), "lugar")
        original[lugar] = datos.draw(st.integers(0, 255), "octeto")
    informe, cambio = importar(oficina, tabla, bytes(original))
    if informe is None or not informe.aplicado:
        assert not cambio
    if informe is not None:
        assert informe.aplicado is not informe.tiene_graves


@settings(max_examples=60)
@given(st.sampled_from(("padron", "funcionarios", "demarcaciones")), st.floats(0.01, 0.99))
def test_un_archivo_cortado_a_medio_renglon_no_se_aplica(
    oficina: Oficina, tabla: str, donde: float
) -> None:
    """A copy interrupted halfway must not become a shorter roll."""
    original: bytes = getattr(oficina.archivos, tabla).read_bytes()
    corte = int(len(original) * donde)
    # Between both characters of a line end, nothing of that line is missing.
    fin = original.rfind(b"\r\n", 0, corte + 1)
    siguiente = original.find(b"\r\n", corte)
    ultima_celda = max(original.rfind(b",", 0, siguiente), original.rfind(b"\t", 0, siguiente))
    # In the last cell, or at its end, the text that is left may be a whole value.
    corte = min(corte, ultima_celda)
    if corte <= fin + 2:
        corte = fin + 3
    informe, cambio = importar(oficina, tabla, original[:corte])
    assert not cambio
    assert informe is None or informe.tiene_graves
