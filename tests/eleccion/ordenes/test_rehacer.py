"""``eleccion computar`` and ``eleccion actas``: the same bytes wherever and by whomever run."""

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.auditoria.verificador.copia import Copia
from tests.auditoria.verificador.orden import RAIZ, correr, llamar
from tests.auditoria.verificador.proceso import Proceso, simular

ENTORNOS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
    {"TZ": "America/Mexico_City", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
)
"""Time zones on both sides of midnight, locales present or not, seeds of the hash of texts."""


def _lo_alcanza_cualquiera(ruta: Path) -> bool:
    return all(carpeta.stat().st_mode & 0o001 for carpeta in (ruta, *ruta.parents))


OTRO = (
    "import os; os.setgroups([]); os.setgid(65534); os.setuid(65534)"
    if os.geteuid() == 0 and _lo_alcanza_cualquiera(RAIZ)
    else ""
)
"""Makes the last of them another user's, where the tests run as root and others can read here."""


@pytest.fixture
def lugares() -> Iterator[Path]:
    """A folder that any user may read and write in; those of the tests are of one alone."""
    with TemporaryDirectory() as carpeta:
        Path(carpeta).chmod(0o777)
        yield Path(carpeta)


@pytest.fixture(scope="module")
def raiz_comun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this worker."""
    return tmp_path_factory.mktemp("rehacer")


@pytest.fixture(scope="module")
def proceso(raiz_comun: Path) -> Proceso:
    """Two mesas."""
    return simular(raiz_comun, "proceso", demarcaciones=2, votantes=20)


def contenido(carpeta: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        str(ruta.relative_to(carpeta)): ruta.read_bytes()
        for ruta in sorted(carpeta.rglob("*"))
        if ruta.is_file()
    }


def test_computar_da_los_resultados_publicados(proceso: Proceso, lugares: Path) -> None:
    """From another folder, hour and language the digest is that of the published file."""
    publicado = (proceso.expediente / "resultados.json").read_bytes()
    esperado = f"{sha256(publicado).hexdigest()}  resultados.json\n"
    for numero, entorno in enumerate(ENTORNOS):
        lugar = lugares / f"lugar {numero}"
        shutil.copytree(proceso.expediente, lugar / "expediente")
        antes = contenido(lugar)
        corrida = correr(
            "eleccion",
            "computar",
            "expediente",
            entorno=entorno,
            carpeta=lugar,
            antes=OTRO if numero == 2 else "",
        )
        assert (corrida.estado, corrida.salida) == (0, esperado), corrida.errores
        assert contenido(lugar) == antes


def test_actas_dibuja_los_mismos_papeles(proceso: Proceso, lugares: Path) -> None:
    """Every public paper comes out byte for byte, under the path it has in the record."""
    publicados = {
        ruta: octetos
        for ruta, octetos in contenido(proceso.expediente).items()
        if ruta.endswith((".pdf", ".html"))
    }
    copia = shutil.copytree(proceso.expediente, lugares / "expediente")
    for numero, entorno in enumerate(ENTORNOS):
        salida = lugares / f"actas {numero}"
        corrida = correr(
            "eleccion",
            "actas",
            copia,
            "--salida",
            salida,
            entorno=entorno,
            antes=OTRO if numero == 2 else "",
        )
        assert corrida.estado == 0, corrida.errores
        assert salida.stat().st_uid == (65534 if OTRO and numero == 2 else os.geteuid())
        assert contenido(salida) == publicados


def test_actas_no_escribe_dentro_del_expediente(
    proceso: Proceso, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is drawn again must not become part of the record."""
    antes = contenido(proceso.expediente)
    dentro = proceso.expediente / "otra"
    corrida = llamar(capsys, "eleccion", "actas", proceso.expediente, "--salida", dentro)
    assert corrida.estado == 2
    assert "dentro del expediente" in corrida.errores
    assert contenido(proceso.expediente) == antes


def test_computar_un_expediente_alterado_lo_dice(
    proceso: Proceso, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A figure changed in the published results: status 1, where, and the digest that is due."""
    copia = Copia(proceso, tmp_path / "expediente")
    publicado = copia.original["resultados.json"]
    copia.poner("resultados.json", publicado.replace(b'"votos":', b'"votos":1', 1))
    corrida = llamar(capsys, "eleccion", "computar", copia.raiz)
    assert corrida.estado == 1
    assert corrida.salida == f"{sha256(publicado).hexdigest()}  resultados.json\n"
    assert "resultados.json" in corrida.errores
    assert "Traceback" not in corrida.errores


def test_lo_que_no_es_expediente_da_dos(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing there, an empty folder, or a file that is no zip: status 2 and a sentence."""
    (tmp_path / "vacia").mkdir()
    (tmp_path / "texto").write_text("nada")
    for nombre in ("no-hay", "vacia", "texto"):
        for orden in (("computar",), ("actas", "--salida", tmp_path / "salida")):
            corrida = llamar(capsys, "eleccion", orden[0], tmp_path / nombre, *orden[1:])
            assert corrida.estado == 2, corrida.errores
            assert corrida.salida == ""
            assert "Traceback" not in corrida.errores
    assert not (tmp_path / "salida").exists()
