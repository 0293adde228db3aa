"""``eleccion simular``: a town with its troubles, told at the end, and two folders kept apart."""

import json
import re
import stat
from pathlib import Path

import pytest

from auditoria.registro import manifiesto
from eleccion.ordenes import simular as orden
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.permitidos import CASOS
from eleccion.simulacion.resumen import Renglon, Resumen
from tests.auditoria.verificador.orden import Corrida, correr, llamar

DEMARCACIONES, VOTANTES = 8, 64


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the simulation leaves its two folders."""
    return tmp_path_factory.mktemp("simular")


@pytest.fixture(scope="module")
def corrida(carpeta: Path) -> Corrida:
    """A town large enough to hold every trouble of a contest."""
    return correr(
        *("eleccion", "simular", "--demarcaciones", DEMARCACIONES, "--votantes", VOTANTES),
        *("--semilla", "pueblo", "--salida", carpeta / "expediente"),
    )


def test_lo_contado_es_lo_emitido(corrida: Corrida) -> None:
    """Option by option, at the end, for whoever asks whether the count is right."""
    assert corrida.estado == 0, corrida.errores
    assert corrida.salida == ""
    filas = re.findall(r"│ (D\d{3}) +│ (.+?) +│ +([\d,]+) │ +([\d,]+) +│", corrida.errores)
    assert len({clave for clave, *_ in filas}) == DEMARCACIONES - 1
    assert all(emitidos == contados for _, _, emitidos, contados in filas)
    votos = sum(int(emitidos) for _, _, emitidos, _ in filas)
    assert VOTANTES * 0.95 <= votos <= VOTANTES
    assert f"{VOTANTES} personas con pase, {votos} votos" in corrida.errores
    assert "Lo contado es lo emitido, opción por opción." in corrida.errores


@pytest.mark.parametrize(
    "caso",
    [
        "empate",
        "planilla_unica",
        "sin_planillas",
        "cero_votos",
        "diferencia_explicada",
        "custodio_ausente",
        "planilla_subsanada",
        "planilla_improcedente",
    ],
)
def test_el_resumen_dice_cada_caso_y_su_lugar(corrida: Corrida, caso: str) -> None:
    """A rehearsal without troubles rehearses nothing, and who looks at it must find them."""
    assert re.search(rf"^  {caso} \(\d+\): (D\d{{3}}|custodio)", corrida.errores, re.M)


def test_los_caminos_de_la_jornada_estan_en_la_lista(corrida: Corrida, carpeta: Path) -> None:
    """Which mishap happened where is said to programs too, apart from the public record."""
    assert corrida.estado == 0
    lista = json.loads((carpeta / "expediente.reservado" / "casos.json").read_text("utf-8"))
    assert lista["huella"] in corrida.errores
    assert {*lista["casos"], *lista["no_posibles"], *lista["sin_lugar"]} == CASOS
    for caso, lugares in lista["casos"].items():
        assert f"  {caso} ({len(lugares)}): " in corrida.errores
    assert {Camino.RELEVO, Camino.APAGON} <= lista["casos"].keys()
    (relevada,) = lista["casos"][Camino.RELEVO]
    carpeta_de_mesa = carpeta / "expediente" / relevada.replace("-", "/")
    assert {r.name for r in carpeta_de_mesa.glob("*-2.bitacora")} == {
        "mesa-2.bitacora",
        "urna-2.bitacora",
    }


def test_quien_no_pudo_votar_se_cuenta_por_motivo(corrida: Corrida) -> None:
    """People are turned away at every mesa of the world; how many and why, never who."""
    assert re.search(r"No pudieron votar: (otra_mesa|no_aparece|\w+) \d+", corrida.errores)


def test_el_expediente_no_guarda_otra_cosa(corrida: Corrida, carpeta: Path) -> None:
    """What is published is exactly what the commission listed; the rest is of its owner alone."""
    assert corrida.estado == 0
    expediente, reservado = carpeta / "expediente", carpeta / "expediente.reservado"
    hay = {str(r.relative_to(expediente)) for r in expediente.rglob("*") if r.is_file()}
    lista = manifiesto.leer_sin_verificar((expediente / manifiesto.NOMBRE).read_bytes())
    assert hay - {manifiesto.NOMBRE} == set(lista.huellas)
    assert stat.S_IMODE(reservado.stat().st_mode) == 0o700
    assert {"central", "talonarios", "tarjetas", "tablas"} <= {c.name for c in reservado.iterdir()}
    assert {cosa.name for cosa in carpeta.iterdir()} == {expediente.name, reservado.name}


def test_la_semilla_fija_a_las_personas_y_nada_mas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two runs of one seed are one town under two keys: no secret comes from what is typed."""
    opciones = ("--demarcaciones", 1, "--votantes", 2, "--semilla", "gemelas")
    catalogos, llaves = [], []
    for nombre in ("una", "otra"):
        salida = tmp_path / nombre
        assert llamar(capsys, "eleccion", "simular", *opciones, "--salida", salida).estado == 0
        (demarcacion,) = json.loads((salida / "catalogo.json").read_bytes())["demarcaciones"]
        catalogos.append(sorted(planilla["nombre"] for planilla in demarcacion["planillas"]))
        llaves.append((salida / "llaves.json").read_bytes())
        llaves.append((salida / "custodios.json").read_bytes())
        llaves.append((salida / "huella.txt").read_bytes())
    assert catalogos[0] == catalogos[1]
    assert len(set(llaves)) == len(llaves)


@pytest.mark.parametrize(
    ("salida", "reservado", "dicho"),
    [
        ("expediente", "otra", "ya existe"),
        ("nueva", "expediente", "ya existe"),
        ("nueva", "nueva/dentro", "una dentro de la otra"),
        ("nueva/dentro", "nueva", "una dentro de la otra"),
    ],
)
def test_no_se_escribe_donde_ya_hay_algo_ni_una_dentro_de_otra(
    salida: str,
    reservado: str,
    dicho: str,
    corrida: Corrida,
    carpeta: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A second run over the first would mix two elections; secrets inside the record, worse."""
    assert corrida.estado == 0
    antes = {cosa.name for cosa in carpeta.iterdir()}
    opciones = ("--demarcaciones", 1, "--votantes", 2, "--semilla", "x")
    rutas = ("--salida", carpeta / salida, "--reservado", carpeta / reservado)
    hecha = llamar(capsys, "eleccion", "simular", *opciones, *rutas)
    assert hecha.estado == 2
    assert dicho in hecha.errores
    assert {cosa.name for cosa in carpeta.iterdir()} == antes


def test_una_cuenta_distinta_termina_en_uno(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control: one vote more than was cast, and the command says where and does not end in 0."""
    de_mas = Resumen(
        huella="HUELLA",
        demarcaciones=1,
        mesas=1,
        recibieron_pase=2,
        votos=2,
        renglones=(Renglon("D001", "D001-P1", "Nogal", 2, 3), Renglon("D001", "nulo", "N", 0, 0)),
        casos=(),
        negativas={},
        estados={"computada": 1},
        no_posibles={"comprobacion": "en toda mesa se vota en papel"},
        sin_lugar=("incidente", "reloj_aceptado"),
    )
    monkeypatch.setattr(orden, "simular", lambda encargo, avance: de_mas)
    opciones = ("--demarcaciones", 1, "--votantes", 2, "--semilla", "x")
    (tmp_path / "nueva.reservado").mkdir()
    hecha = llamar(capsys, "eleccion", "simular", *opciones, "--salida", tmp_path / "nueva")
    assert hecha.estado == 1
    assert "≠" in hecha.errores
    assert "Hay 1 opciones con cuentas distintas." in hecha.errores
    assert "  comprobacion: en toda mesa se vota en papel" in hecha.errores
    assert "no sucedieron en un poblado así: incidente, reloj_aceptado" in hecha.errores
