"""What is installed on the machine of an election is whole, and comes from these sources alone."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eleccion.recursos import modulos_de_navegador
from tests.proyecto.arbol import PAQUETES, RAIZ, archivos, modulos, terceros
from tests.proyecto.conftest import (
    Instalacion,
    copiar_proyecto,
    crear_entorno,
    hacer_rueda,
    instalar,
)

VEDADAS = ("alembic", "flask", "flask_login", "jinja2", "sqlalchemy", "werkzeug")

(ARCHIVO,) = (RAIZ / "tests/vectores/belenios/sid-single").glob("*.bel")

BLOQUEO = f"""
import sys
from importlib.abc import MetaPathFinder

class Vedado(MetaPathFinder):
    def find_spec(self, nombre, ruta=None, destino=None):
        if nombre.split(".")[0] in {VEDADAS!r}:
            raise ModuleNotFoundError(nombre, name=nombre)

sys.meta_path.insert(0, Vedado())
"""

DIBUJAR = """
import sys
from pathlib import Path
from boletas.impresion.documento import Documento, Lineas, Seccion
from boletas.impresion.lienzo import imprimir

documento = Documento(
    titulo="Acta de prueba", proceso="Proceso de prueba",
    secciones=(Seccion("Incidentes", (Lineas(3),)),),
)
Path(sys.argv[1]).write_bytes(imprimir(documento))
"""


def test_dos_ruedas_de_la_misma_fuente_son_iguales(ruedas: tuple[Path, Path]) -> None:
    """Anyone who builds the published sources can compare the program byte for byte."""
    una, otra = ruedas
    assert una.name == otra.name
    assert una.read_bytes() == otra.read_bytes()


def test_la_rueda_lleva_todo_lo_que_no_es_codigo(ruedas: tuple[Path, Path]) -> None:
    """A template, catalogue or migration left behind fails on the day, not in the office."""
    esperados = {
        nombre if nombre.split("/")[0] in PAQUETES else f"eleccion/{nombre}"
        for nombre in archivos()
        if nombre.startswith((*(f"{p}/" for p in PAQUETES), "templates/", "docs/manuales/"))
    } | set(terceros())
    with zipfile.ZipFile(ruedas[0]) as rueda:
        llevados = {n for n in rueda.namelist() if ".dist-info/" not in n}
    assert llevados == esperados


@pytest.mark.parametrize("dano", ["alterado", "ausente"])
def test_no_hay_rueda_con_javascript_de_otros_que_no_sea_el_listado(
    tmp_path: Path, dano: str
) -> None:
    """What a kiosk runs beside our modules is what was reviewed, or nothing is built."""
    copia = copiar_proyecto(tmp_path / "copia", hora=1_700_000_000)
    victima = copia / "eleccion/terceros/@noble/curves/ed25519.js"
    if dano == "alterado":
        victima.write_bytes(victima.read_bytes() + b"\n")
    else:
        victima.unlink()
    with pytest.raises(subprocess.CalledProcessError) as fallo:
        hacer_rueda(copia, tmp_path / "ruedas")
    assert b"is missing or altered" in fallo.value.stderr + fallo.value.stdout


def test_la_instalada_encuentra_los_modulos_del_navegador(
    instalada: Instalacion, tmp_path: Path
) -> None:
    """The kiosk of an installed program loads the bytes that the checkout's tests tried."""
    orden = (
        "from eleccion.recursos import modulos_de_navegador as m\n"
        "for nombre, ruta in m().items(): print(nombre, ruta, sep='\\t')"
    )
    fin = instalada.correr("python", "-c", orden, carpeta=tmp_path)
    assert fin.returncode == 0, fin.stderr
    hallados = dict(linea.split("\t") for linea in fin.stdout.splitlines())
    assert hallados.keys() == modulos_de_navegador().keys()
    assert "@noble/curves/ed25519.js" in hallados
    for nombre, ruta in hallados.items():
        assert str(instalada.carpeta) in ruta
        assert Path(ruta).read_bytes() == modulos_de_navegador()[nombre].read_bytes()


def test_la_instalada_no_mira_al_arbol_de_trabajo(instalada: Instalacion, tmp_path: Path) -> None:
    """Control of the tests below: what they run is the wheel, not the checkout."""
    fin = instalada.correr(
        "python", "-c", "import eleccion, sys; print(eleccion.__file__, sys.path)", carpeta=tmp_path
    )
    assert fin.returncode == 0, fin.stderr
    assert str(instalada.carpeta) in fin.stdout
    assert f"'{RAIZ}'" not in fin.stdout


def test_la_instalada_encuentra_sus_recursos(instalada: Instalacion, tmp_path: Path) -> None:
    """One function finds the templates in a wheel and in the checkout."""
    orden = (
        "from eleccion.recursos import encontrar_recurso as e; print(e('templates','README.md'))"
    )
    fin = instalada.correr("python", "-c", orden, carpeta=tmp_path)
    assert Path(fin.stdout.strip()).read_bytes() == (RAIZ / "templates/README.md").read_bytes()
    assert str(instalada.carpeta) in fin.stdout


@pytest.fixture(scope="module")
def proceso(instalada: Instalacion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``expediente``, the record of a small process run by the installed program."""
    carpeta = tmp_path_factory.mktemp("proceso")
    orden = "eleccion simular --demarcaciones 2 --votantes 16 --semilla rueda --salida expediente"
    fin = instalada.correr(*orden.split(), carpeta=carpeta)
    assert fin.returncode == 0, fin.stderr
    return carpeta


def test_la_instalada_lleva_una_eleccion_entera(instalada: Instalacion, proceso: Path) -> None:
    """Schemas, catalogues, fonts and rules are all there: what it runs, it verifies."""
    fin = instalada.correr("auditoria", "verificar", "expediente", carpeta=proceso)
    assert fin.returncode == 0, fin.stderr


def test_la_instalada_dibuja_las_mismas_actas(instalada: Instalacion, proceso: Path) -> None:
    """An acta redrawn by another install, in another place, has the bytes of the first."""
    fin = instalada.correr(
        "eleccion", "actas", "expediente", "--salida", "instalada", carpeta=proceso
    )
    assert fin.returncode == 0, fin.stderr
    ejecutable = Path(sys.executable).with_name("eleccion")
    subprocess.run(
        [ejecutable, "actas", "expediente", "--salida", "arbol"],
        cwd=proceso,
        check=True,
        capture_output=True,
        env=os.environ | {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    )
    publicadas = {
        ruta.relative_to(proceso / "expediente") for ruta in (proceso / "expediente").rglob("*.pdf")
    }
    assert Path("D001/M1/acta_escrutinio.pdf") in publicadas
    for nombre in publicadas:
        octetos = (proceso / "expediente" / nombre).read_bytes()
        assert (proceso / "instalada" / nombre).read_bytes() == octetos
        assert (proceso / "arbol" / nombre).read_bytes() == octetos


@pytest.mark.parametrize("orden", PAQUETES)
def test_la_instalada_tiene_sus_ordenes(instalada: Instalacion, tmp_path: Path, orden: str) -> None:
    """Each console command starts where only the wheel is."""
    fin = instalada.correr(orden, "--help", carpeta=tmp_path)
    assert fin.returncode == 0, fin.stderr
    assert f"usage: {orden}" in fin.stdout or f"uso: {orden}" in fin.stdout


def correr_sin_web(programa: str) -> subprocess.CompletedProcess[str]:
    """Run a program where Flask, SQLAlchemy and what they bring cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", BLOQUEO + programa],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_boletas_y_auditoria_cargan_sin_web_ni_base_de_datos() -> None:
    """An observer installs the core alone; nothing in it may need the rest, even unused."""
    nombres = [m for m in modulos() if m.split(".")[0] in ("boletas", "auditoria")]
    cargar = "import importlib\n" + "\n".join(f"importlib.import_module({n!r})" for n in nombres)
    fin = correr_sin_web(cargar)
    assert fin.returncode == 0, fin.stderr


@pytest.mark.parametrize("orden", ["boletas", "auditoria"])
def test_las_ordenes_del_nucleo_corren_sin_web_ni_base_de_datos(orden: str) -> None:
    """The verifier starts in the bare environment, not only imports."""
    fin = correr_sin_web(
        f"from {orden}.cli import principal\nsys.argv = [{orden!r}, '--help']\nprincipal()"
    )
    assert fin.returncode == 0, fin.stderr


def test_el_nucleo_verifica_un_archivo_sin_web_ni_base_de_datos() -> None:
    """It does its work there: a whole archive of another program is read and verified."""
    orden = ["boletas", "verificar", str(ARCHIVO), "--permitir-revoto"]
    fin = correr_sin_web(
        f"from boletas.cli import principal\nsys.argv = {orden!r}\nsys.exit(principal())"
    )
    assert fin.returncode == 0, fin.stderr


def _eleccion_sin_web(*palabras: str) -> subprocess.CompletedProcess[str]:
    return correr_sin_web(
        f"from eleccion.cli import principal\nsys.argv = {['eleccion', *palabras]!r}\n"
        "sys.exit(principal())"
    )


def test_el_verificador_solo_ofrece_lo_que_puede() -> None:
    """An observer recomputes and redraws; the orders of a station are not even listed."""
    fin = _eleccion_sin_web("--help")
    assert fin.returncode == 0, fin.stderr
    ofrecidas = {linea.split()[0] for linea in fin.stdout.splitlines() if linea.startswith("    ")}
    assert {"computar", "actas", "pagina"} <= ofrecidas
    assert not {"estacion", "demo", "simular", "migrar"} & ofrecidas


@pytest.mark.parametrize("orden", ["estacion", "demo", "simular"])
def test_una_orden_del_programa_completo_lo_dice_en_el_verificador(orden: str) -> None:
    """Words for engineers would make an observer think that the memory is damaged."""
    fin = _eleccion_sin_web(orden)
    assert fin.returncode == 2
    assert fin.stdout == ""
    assert fin.stderr == (
        "Aquí se instaló solo el verificador, y esta orden pide el programa completo: "
        f"eleccion {orden}.\n"
    )


def test_el_bloqueo_bloquea() -> None:
    """Control: in the bare environment of these tests Flask is really out of reach."""
    assert "ModuleNotFoundError: flask" in correr_sin_web("import flask").stderr


@pytest.mark.largo
def test_el_nucleo_se_instala_y_corre_solo(ruedas: tuple[Path, Path], tmp_path: Path) -> None:
    """A real environment with requirements/nucleo.txt and nothing else verifies and draws."""
    desnuda = crear_entorno(tmp_path / "entorno")
    instalar(desnuda, "--require-hashes", "-r", str(RAIZ / "requirements" / "nucleo.txt"))
    instalar(desnuda, "--no-deps", "--no-index", str(ruedas[0]))
    assert desnuda.correr("python", "-c", "import flask", carpeta=tmp_path).returncode == 1
    for orden in ("boletas", "auditoria"):
        fin = desnuda.correr(orden, "--help", carpeta=tmp_path)
        assert fin.returncode == 0, fin.stderr
    fin = desnuda.correr(
        "boletas", "verificar", str(ARCHIVO), "--permitir-revoto", carpeta=tmp_path
    )
    assert fin.returncode == 0, fin.stderr
    fin = desnuda.correr("python", "-c", DIBUJAR, "papel.pdf", carpeta=tmp_path)
    assert fin.returncode == 0, fin.stderr
