"""The custodians answer from their own machines, and the commission decrypts with their files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import eleccion.cli
from auditoria.registro.asientos import MesaDescifrada, TandaDescifrada
from auditoria.registro.bitacora import recorrer
from boletas.cripto import canonico
from boletas.cripto.ceremonia import PARTE
from boletas.cripto.grupo import leer_punto_o_identidad, potencia, texto_de_punto
from eleccion.arranque import abrir_central
from eleccion.casos.computo.asentar_tanda import (
    DescifradoAlterado,
    asentar_tanda,
    leer_descifrado,
)
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.ordenes import descifrar as orden_descifrar
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.custodios import codigo_del_acta, responder
from tests.eleccion.escenario import (
    MESA,
    contar,
    copiar_comision,
    dia_completo,
    preparar,
)

VOTOS = (0, 1, 0, 2)
PRESENTES = (1, 2, 3, 5)

Cambio = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Noche:
    """The commission with the record received, and what four custodians answered."""

    central: Path
    paquete: Path
    respuestas: Path


@pytest.fixture(scope="module")
def hecha(tmp_path_factory: pytest.TempPathFactory) -> Noche:
    """The night until the custodians answered, lived once; each test copies it."""
    raiz = tmp_path_factory.mktemp("noche")
    registro = dia_completo(raiz / "dia", VOTOS).ruta
    with copiar_comision(raiz / "central") as central:
        verificado = verificar_registro(registro, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=preparar().clausura)
        central.sellar_punto()
    paquete = raiz / "paquete"
    orden = ["tanda", paquete, "--comision", raiz / "central"]
    assert eleccion.cli.principal(list(map(str, orden))) == 0
    respuestas = responder(raiz / "lejos", paquete, codigo_del_acta(registro), PRESENTES)
    return Noche(raiz / "central", paquete, respuestas)


class Oficina:
    """Who types the orders of the commission, with a copy of everything."""

    def __init__(self, de: Noche, carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys, self.central = capsys, carpeta / "central"
        self.carpeta, self.paquete = carpeta, de.paquete
        self.respuestas = carpeta / "respuestas"
        shutil.copytree(de.central, self.central)
        shutil.copytree(de.respuestas, self.respuestas)

    def __call__(self, orden: str, *mas: object) -> Corrida:
        """Type one."""
        return llamar(self.capsys, "eleccion", orden, *mas, "--comision", self.central)

    def de(self, indice: int) -> Path:
        """Answer of one custodian."""
        (ruta,) = self.respuestas.glob(f"parcial-*-{indice}.json")
        return ruta

    def dar(self, *indices: int) -> list[str]:
        """Answers of some, as they are typed."""
        return [f"--respuesta={self.de(indice)}" for indice in indices]

    def cambiar(self, indice: int, cambio: Cambio) -> None:
        """Let one custodian answer otherwise, in the one spelling of a file."""
        valor = json.loads(self.de(indice).read_bytes())
        cambio(valor)
        self.de(indice).write_bytes(canonico.escribir(valor))

    def asientos(self) -> list[object]:
        """Entries of its log."""
        with abrir_central(self.central) as central, central.leer() as lectura:
            pasos = recorrer(lectura.lineas(), lectura.cabeza().origen)
            return [paso.asiento for paso, _ in pasos]


@pytest.fixture
def oficina(hecha: Noche, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Oficina:
    """The commission, when the custodians answered."""
    return Oficina(hecha, tmp_path, capsys)


def test_la_comision_descifra_sin_ver_la_carpeta_de_nadie(oficina: Oficina, hecha: Noche) -> None:
    """The stores exist nowhere any more; rehearsed, done and repeated; no share is left behind."""
    assert sorted(r.name for r in hecha.paquete.iterdir()) == [f"{MESA}.bel", "encargo.txt"]
    hoja = (hecha.paquete / "encargo.txt").read_text("utf-8")
    assert f"--cierres CÓDIGOS.txt {MESA}.bel" in hoja, (
        "the code comes from the acta, never from here"
    )
    assert not list(hecha.respuestas.parent.rglob(PARTE))
    antes = oficina.asientos()
    orden = ("descifrar", *oficina.dar(5, 1), f"--respuesta={oficina.de(3)}")
    ensayo = oficina(*orden, "--ensayo")
    assert (ensayo.estado, oficina.asientos()) == (0, antes), ensayo.errores
    assert f"se descifran solas: {MESA}." in ensayo.errores
    assert not (oficina.central / "descifrados" / MESA).exists()
    dicha = oficina(*orden)
    assert (dicha.estado, "Tanda 1: quedó asentada" in dicha.errores) == (0, True), dicha.errores
    mesa, tanda = oficina.asientos()[len(antes) :]
    assert isinstance(mesa, MesaDescifrada)
    assert (mesa.resultado, mesa.cotejo) == (contar(VOTOS), "coincide")
    assert isinstance(tanda, TandaDescifrada)
    assert (tanda.custodios, tanda.ausentes, tanda.descartados) == ((1, 3, 5), (2, 4), ())
    otra_vez = oficina(*orden)
    assert (otra_vez.estado, len(oficina.asientos())) == (0, len(antes) + 2)
    assert "ya se descifraron" in otra_vez.errores
    assert "No hay mesas por descifrar" in oficina("tanda", oficina.carpeta / "nada").errores
    assert not (oficina.carpeta / "nada").exists()
    assert oficina("tanda", oficina.paquete).estado == 2, "a folder in use"
    assert oficina("sesion").estado == 0
    antes = oficina.asientos()
    sin_sobres = oficina("publicar", oficina.carpeta / "expediente")
    assert (sin_sobres.estado, oficina.asientos()) == (1, antes), "no verifier would take it"
    assert "(eleccion sobres): 0 de 1" in " ".join(sin_sobres.errores.split())


def test_dos_ordenes_a_la_vez_y_lo_que_dejo_otra_no_se_publican(
    oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes too late leaves no file in the place of those of the log; what a cut order
    left beside them is no part of the expediente. Control: a file that changed is not published."""
    suya = oficina.central / "descifrados" / MESA
    suya.mkdir()
    for resto in (".M1.bel.prefijo", ".M1.bel.77.parcial"):
        (suya / resto).write_bytes(b"a medias")
    otra: list[Corrida] = []

    def tarde(*dados: Any, **mas: Any) -> None:
        monkeypatch.setattr(orden_descifrar, "asentar_tanda", asentar_tanda)
        otra.append(oficina("descifrar", *oficina.dar(2, 3, 5)))
        asentar_tanda(*dados, **mas)

    monkeypatch.setattr(orden_descifrar, "asentar_tanda", tarde)
    llegada = oficina("descifrar", *oficina.dar(1, 2, 3))
    assert ([o.estado for o in otra], llegada.estado) == ([0], 1), llegada.errores
    with abrir_central(oficina.central) as central, central.leer() as lectura:
        guardado = lectura.descifrado(MESA)
        assert guardado, "the first session stands"
        assert [n for n, _ in leer_descifrado(central, guardado)] == [
            "M1.bel",
            "descifrado.json",
            "descifrado.json.firma",
        ]
        (suya / "M1.bel").write_bytes(b"otro")
        with pytest.raises(DescifradoAlterado):
            list(leer_descifrado(central, guardado))
    assert [r.name for r in suya.parent.iterdir()] == [MESA], "nothing of the orders is left"


def _elevar(respuesta: dict[str, Any]) -> None:
    """Square every factor and keep the proofs of the true ones."""
    filas = respuesta["descifrado"]["decryption_factors"]
    respuesta["descifrado"]["decryption_factors"] = [
        [texto_de_punto(potencia(leer_punto_o_identidad(f), 2)) for f in fila] for fila in filas
    ]


def _quitar_segundas(respuesta: dict[str, Any]) -> None:
    respuesta["segundas"] = []


def _repetir_primeras(respuesta: dict[str, Any]) -> None:
    """Give the proofs of version 1 for the second ones."""
    respuesta["segundas"] = respuesta["descifrado"]["decryption_proofs"]


@pytest.mark.parametrize("cambio", [_elevar, _quitar_segundas, _repetir_primeras])
def test_una_respuesta_falsa_se_nombra_y_no_se_usa(oficina: Oficina, cambio: Cambio) -> None:
    """Without one to spare nothing is opened and it is said whose it is; with one, it is opened
    without the false one, and the log names who handed it over."""
    antes = oficina.asientos()
    oficina.cambiar(2, cambio)
    negada = oficina("descifrar", *oficina.dar(1, 2, 3))
    assert (negada.estado, oficina.asientos()) == (1, antes)
    assert f"{MESA}, no sirve lo del custodio 2" in negada.errores, negada.errores
    if cambio is _quitar_segundas:
        todas = oficina("descifrar", f"--respuesta={oficina.respuestas}")
        assert todas.estado == 0, todas.errores
        assert "No se usó lo que entregó el custodio 2" in todas.errores
        mesa, tanda = oficina.asientos()[-2:]
        assert isinstance(mesa, MesaDescifrada)
        assert mesa.resultado == contar(VOTOS)
        assert isinstance(tanda, TandaDescifrada)
        assert (tanda.custodios, tanda.descartados) == (PRESENTES, (2,))


def test_lo_que_no_es_una_respuesta_de_esta_tanda_no_deja_nada(oficina: Oficina) -> None:
    """Cut, altered, empty, enormous, of another process, of nobody, twice, too few: each is said
    with its file before anything is verified, and the books stay as they were."""
    antes, entera = oficina.asientos(), oficina.de(2).read_bytes()
    valor = json.loads(entera)
    sueltas = oficina.carpeta / "sueltas"
    sueltas.mkdir()

    def hacer(nombre: str, datos: bytes) -> Path:
        (sueltas / nombre).write_bytes(datos)
        return sueltas / nombre

    enorme = hacer("enorme.json", b"")
    os.truncate(enorme, 1 << 30)
    os.mkfifo(tubo := sueltas / "tubo.json")
    sin_segundas = {clave: v for clave, v in valor.items() if clave != "segundas"}
    casos: tuple[tuple[int, str, Path], ...] = (
        (1, "cortada.json", hacer("cortada.json", entera[:-40])),
        (1, "otra.json", hacer("otra.json", entera.replace(b",", b", ", 1))),
        (1, "segundas", hacer("sin.json", canonico.escribir(sin_segundas))),
        (2, "lista.json", hacer("lista.json", b"[]")),
        (2, "vacia.json", hacer("vacia.json", b"")),
        (2, "enorme.json", enorme),
        (2, "tubo.json", tubo),
        (2, "no-hay.json", sueltas / "no-hay.json"),
        (1, "de esta tanda", hacer("ajena.json", canonico.escribir(valor | {"uuid": "2" * 14}))),
        (1, "custodio 9", hacer("nadie.json", canonico.escribir(valor | {"dueno": 9}))),
        (1, "deje una", hacer("repetida.json", entera)),
    )
    for estado, dicho, ruta in casos:
        negada = oficina("descifrar", *oficina.dar(1, 2, 3), f"--respuesta={ruta}")
        assert (negada.estado, dicho in negada.errores) == (estado, True), (ruta, negada.errores)
    pocas = oficina("descifrar", *oficina.dar(1, 2))
    assert (pocas.estado, f"{MESA}, 2 de 3" in pocas.errores) == (1, True), pocas.errores
    assert oficina("descifrar").estado == 2
    assert oficina.asientos() == antes


def test_antes_de_los_registros_no_hay_encargo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is asked of the custodians, and an early answer is of no mesa of the session."""
    copiar_comision(tmp_path / "central").cerrar()
    dicha = llamar(
        capsys, "eleccion", "tanda", tmp_path / "nueva", "--comision", tmp_path / "central"
    )
    assert (dicha.estado, dicha.salida, (tmp_path / "nueva").exists()) == (0, "", False)
    assert "No hay mesas por descifrar" in dicha.errores
