"""The contract of a custodian's store, on memory and on disk, and files that appear whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boletas.cripto.almacen import Almacen, AlmacenEnCarpeta, escritura_firme
from boletas.errores import NoGuardado, YaGuardado
from tests.dobles.custodia import CustodiaEnMemoria

FABRICAS: dict[str, Callable[[Path], Almacen]] = {
    "memoria": lambda _: CustodiaEnMemoria(),
    "carpeta": lambda ruta: AlmacenEnCarpeta(ruta / "custodio"),
}


@pytest.fixture(params=FABRICAS.values(), ids=FABRICAS)
def almacen(request: pytest.FixtureRequest, tmp_path: Path) -> Almacen:
    """One store of each kind."""
    creado: Almacen = request.param(tmp_path)
    return creado


def test_lo_creado_se_lee_y_no_se_pisa(almacen: Almacen) -> None:
    """What was decrypted once must not be replaced by what is asked for next."""
    almacen.crear("a.json", b"1")
    with pytest.raises(YaGuardado):
        almacen.crear("a.json", b"2")
    assert almacen.leer("a.json") == b"1"


def test_lo_que_no_esta_tiene_su_error(almacen: Almacen) -> None:
    """Nothing is None."""
    with pytest.raises(NoGuardado):
        almacen.leer("a.json")
    with pytest.raises(NoGuardado):
        almacen.borrar("a.json")


def test_lo_borrado_se_puede_volver_a_crear(almacen: Almacen) -> None:
    """Deleting is for the secrets of a finished ceremony."""
    almacen.crear("a.json", b"1")
    almacen.borrar("a.json")
    almacen.crear("a.json", b"2")
    assert almacen.leer("a.json") == b"2"


@pytest.mark.parametrize("nombre", ["", "../a", "/etc/passwd", ".oculto", "a/b", "a\0b", "ñ"])
def test_un_nombre_no_sale_de_la_carpeta(tmp_path: Path, nombre: str) -> None:
    """Names hold a uuid that came in a file: it may not be a path."""
    with pytest.raises(NoGuardado):
        AlmacenEnCarpeta(tmp_path).leer(nombre)
    with pytest.raises(NoGuardado):
        AlmacenEnCarpeta(tmp_path).crear(nombre, b"")


class _Corte(Exception):
    """The lights go out."""


def _escribir_a_medias(ruta: Path) -> None:
    with escritura_firme(ruta) as salida:
        salida.write(b"mitad")
        raise _Corte


def test_una_escritura_cortada_no_deja_nada(tmp_path: Path) -> None:
    """Neither half a file, nor a temporary one, nor the old one lost."""
    ruta = tmp_path / "M1.bel"
    ruta.write_bytes(b"antes")
    with pytest.raises(_Corte):
        _escribir_a_medias(ruta)
    assert ruta.read_bytes() == b"antes"
    assert [hijo.name for hijo in tmp_path.iterdir()] == ["M1.bel"]
    with escritura_firme(ruta) as salida:
        salida.write(b"todo")
    assert ruta.read_bytes() == b"todo"
