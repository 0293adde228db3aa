"""``eleccion baja``: what a neighbour's laptop kept is gone, and only when nobody needs it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from auditoria.registro import asientos
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.punto import Punto
from eleccion.arranque import RelojDelEquipo, conectar_memoria
from eleccion.arranque.baja import PAPEL, QUEDAN
from eleccion.casos.archivo.dar_de_baja import ARCHIVO, Baja
from eleccion.casos.archivo.publicacion_firme import EquipoSinEntregar, leer_publicacion
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.registradas import Registradas
from eleccion.casos.sellado import leer_sellado
from eleccion.ordenes import baja as orden
from eleccion.persistencia.supresion import DepositoEnDisco
from eleccion.persistencia.urna.trabajo import BaseDeUrna
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.escenario import (
    MESA,
    cerrar_y_contar,
    instalar,
    preparar,
    remitir,
    votar,
)
from tests.eleccion.noche import publicar_todo

VOTOS = (0, 1, 0, 2)


@dataclass(frozen=True)
class Terminada:
    """A day that was lived and published: the machine of the mesa, its memory, the expediente."""

    datos: Path
    memoria: Path
    expediente: Path


@pytest.fixture(scope="module")
def terminada(tmp_path_factory: pytest.TempPathFactory) -> Terminada:
    """Made once; every test works on a copy of the machine."""
    raiz = tmp_path_factory.mktemp("terminada")
    datos, memoria, usb = raiz / "datos", raiz / "memoria", raiz / "usb"
    for carpeta in (datos, memoria, usb):
        carpeta.mkdir()
    with instalar(datos / "estacion") as estacion:
        conectar_memoria(estacion, memoria, preparar().tarjetas, hora=preparar().clausura)
        votar(estacion, VOTOS)
        remitido = remitir(estacion, cerrar_y_contar(estacion, VOTOS), usb)
    (datos / "impresora/mesa").mkdir(parents=True)
    (datos / "impresora/mesa/cuadernillo-1.pdf").write_bytes(b"%PDF nombres")
    (datos / "fotos de la familia.zip").write_bytes(b"no son de la eleccion")
    (memoria / "tarea.odt").write_bytes(b"tampoco")
    publicar_todo(raiz, remitido)
    return Terminada(datos, memoria, raiz / "expediente")


class Vecina:
    """Who has the laptop, with the two cards of the mesa."""

    def __init__(self, de: Terminada, carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys, self.expediente = capsys, de.expediente
        self.datos, self.memoria = carpeta / "datos", carpeta / "memoria"
        shutil.copytree(de.datos, self.datos)
        shutil.copytree(de.memoria, self.memoria)

    def __call__(self, *mas: object) -> Corrida:
        """Type the order."""
        tarjetas = preparar().raiz / "tarjetas" / MESA
        dos = [("--tarjeta", ruta_de_tarjeta(tarjetas, MESA, t.clave)) for t in preparar().tarjetas]
        palabras = ("baja", "--datos", self.datos, "--expediente", self.expediente)
        return llamar(self.capsys, "eleccion", *palabras, *(p for par in dos for p in par), *mas)

    @property
    def archivos(self) -> set[str]:
        """What is in the folder of the machine."""
        return {str(r.relative_to(self.datos)) for r in self.datos.rglob("*") if r.is_file()}


@pytest.fixture
def vecina(
    terminada: Terminada,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Vecina]:
    """Three months after the day, with the NIP of both cards."""
    fijar_hora(monkeypatch, preparar().clausura + timedelta(days=90))
    monkeypatch.setattr(orden, "getpass", recordar_nip)
    return Vecina(terminada, tmp_path, capsys)


def recordar_nip(pregunta: str) -> str:
    """Each official has the NIP that the scenario gave."""
    hallada = re.search(r"f([0-9]+)", pregunta)
    assert hallada, pregunta
    return f"{int(hallada[1]):06d}"


def fijar_hora(monkeypatch: pytest.MonkeyPatch, hora: datetime) -> None:
    """Set the clock of the machine."""
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: hora)


AJENO = "fotos de la familia.zip"


def test_se_ensaya_se_borra_todo_y_otra_vez_no_hay_nada(vecina: Vecina) -> None:
    """Nothing of the election is left but who deleted it; nothing of the neighbour is touched."""
    antes = vecina.archivos
    ensayo = vecina("--ensayo", "--memoria", vecina.memoria)
    assert (ensayo.estado, vecina.archivos, ensayo.salida) == (0, antes, ""), ensayo.errores
    assert "Lista de la mesa (lista nominal), cifrada, y lo que llegó con ella: 1" in ensayo.errores
    hecha = vecina("--memoria", vecina.memoria)
    assert hecha.estado == 0, hecha.errores
    assert vecina.archivos == {AJENO, *QUEDAN}
    assert not [r for r in vecina.datos.rglob("*") if r.is_dir()]
    assert [r.name for r in vecina.memoria.rglob("*")] == ["tarea.odt"]
    baja = Baja.leer((vecina.datos / ARCHIVO).read_bytes())
    assert [s.clase for s in baja.suprimido] == [
        "llaves", "lista", "bases", "memoria", "papeles", "cierre", "bitacoras",
    ]  # fmt: skip
    assert sum(s.archivos for s in baja.suprimido) == len(antes) - 1 + contar_respaldo(vecina)
    assert (baja.ajenos, [p.parte for p in baja.partes]) == (1, ["mesa", "urna"])
    papel = (vecina.datos / PAPEL).read_bytes()
    otra_vez = vecina("--memoria", vecina.memoria)
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    assert "Ya se había dado de baja" in otra_vez.errores
    assert (vecina.datos / PAPEL).read_bytes() == papel


def contar_respaldo(vecina: Vecina) -> int:
    """Files that the copy in the memory had, by what the acta says of them."""
    baja = Baja.leer((vecina.datos / ARCHIVO).read_bytes())
    return next(s.archivos for s in baja.suprimido if s.clase == "memoria")


def test_en_esa_carpeta_no_se_instala_otra_vez(vecina: Vecina) -> None:
    """The old dotación in the folder of a station that was deleted would make a second mesa."""
    assert vecina().estado == 0
    negada = llamar(
        vecina.capsys, "eleccion", "estacion", "--datos", vecina.datos, "--dotacion", "d.zip"
    )
    assert (negada.estado, "se dio de baja" in negada.errores) == (2, True), negada.errores


def test_un_corte_a_la_mitad_lo_termina_la_siguiente_vez_sin_tarjetas(
    vecina: Vecina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes after any file: what opens the rest is gone first, and the rest goes next."""
    borrar, total = DepositoEnDisco.borrar, len(vecina.archivos) - 1
    for corte in range(total):
        quedan = iter(range(1))

        def morir(deposito: DepositoEnDisco, pieza: object, quedan: Iterator[int] = quedan) -> None:
            if next(quedan, None) is None:
                raise KeyboardInterrupt
            borrar(deposito, pieza)  # type: ignore[arg-type]

        monkeypatch.setattr(DepositoEnDisco, "borrar", morir)
        if corte:
            monkeypatch.setattr(orden, "getpass", sin_tarjetas)
        if corte < total - 1:
            with pytest.raises(KeyboardInterrupt):
                vecina()
        else:
            assert vecina().estado == 0
        assert not list(vecina.datos.glob("estacion/mesa/equipo.json")), "what opens the rest"
    assert vecina.archivos == {AJENO, *QUEDAN}


def sin_tarjetas(pregunta: str) -> str:
    """Nobody is asked twice for what two officials signed."""
    raise AssertionError(pregunta)


@pytest.mark.parametrize(
    ("estado", "dias", "cambio", "dicho"),
    [
        pytest.param(1, 1, lambda v: None, "se puede impugnar hasta", id="el plazo corre"),
        pytest.param(1, 90, lambda v: quitar_final(v), "bitácora", id="bitácora cortada"),
        pytest.param(
            1,
            90,
            lambda v: (v.expediente / "catalogo.json").write_bytes(b"{}"),
            "catalogo.json",
            id="otra definición",
        ),
        pytest.param(
            1, 90, lambda v: cambiar_computo(v), "no es el de la bitácora", id="otro cómputo"
        ),
        pytest.param(1, 90, lambda v: acortar_punto(v), "entréguelo antes", id="sin entregar"),
        pytest.param(
            2, 90, lambda v: shutil.rmtree(v.datos / "estacion"), "no hay nada", id="sin estación"
        ),
    ],
)
def test_mientras_pueda_hacer_falta_no_se_borra(
    vecina: Vecina,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    estado: int,
    dias: int,
    cambio: Callable[[Vecina], object],
    dicho: str,
) -> None:
    """Deleted too early, what a tribunal asks for is nowhere: nobody's word is the proof."""
    vecina.expediente = shutil.copytree(vecina.expediente, tmp_path / "expediente")
    cambio(vecina)
    antes = vecina.archivos
    fijar_hora(monkeypatch, preparar().clausura + timedelta(days=dias))
    for mas in (("--ensayo",), ()):
        negada = vecina(*mas)
        assert (negada.estado, dicho in negada.errores) == (estado, True), negada.errores
        assert vecina.archivos == antes


def quitar_final(vecina: Vecina) -> None:
    """The log as it was before the results."""
    ruta = vecina.expediente / "comision.bitacora"
    ruta.write_bytes(b"".join(ruta.read_bytes().splitlines(keepends=True)[:-1]))


def cambiar_computo(vecina: Vecina) -> None:
    """A cómputo that says that it is over, in place of the commission's."""
    ruta = vecina.expediente / "D001/computo.json"
    ruta.write_bytes(ruta.read_bytes().replace(b'"firme"', b'"anulada"'))


def acortar_punto(vecina: Vecina) -> None:
    """The machine did something after it handed its record in."""
    (punto,) = (vecina.datos / "estacion/urna/puntos").glob("*.punto")
    (otro,) = (vecina.datos / "estacion/mesa/puntos").glob("*.punto")
    punto.write_bytes(otro.read_bytes())


def test_hacen_falta_dos_tarjetas_de_la_mesa(
    vecina: Vecina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person alone, or without the NIP, deletes nothing."""
    antes = vecina.archivos
    monkeypatch.setattr(orden, "getpass", lambda _: "999999")
    sin_nip = vecina()
    assert (sin_nip.estado, vecina.archivos) == (1, antes), sin_nip.errores
    tarjeta = ruta_de_tarjeta(preparar().raiz / "tarjetas" / MESA, MESA, "f1")
    palabras = ("--datos", vecina.datos, "--expediente", vecina.expediente, "--tarjeta", tarjeta)
    una = llamar(vecina.capsys, "eleccion", "baja", *palabras)
    assert (una.estado, "dos tarjetas" in una.errores, vecina.archivos) == (2, True, antes)
    monkeypatch.setattr(orden, "getpass", recordar_nip)
    misma = llamar(vecina.capsys, "eleccion", "baja", *palabras, "--tarjeta", tarjeta)
    assert (misma.estado, vecina.archivos) == (1, antes), misma.errores


def test_lo_enlazado_y_lo_que_tiene_otro_nombre_no_se_pierde(
    vecina: Vecina, tmp_path: Path
) -> None:
    """A link among the files, or a second name of one, must not take what is elsewhere with it."""
    afuera, carpeta = tmp_path / "afuera.txt", tmp_path / "ajena"
    afuera.write_bytes(b"de otra cosa")
    carpeta.mkdir()
    (carpeta / "suyo.txt").write_bytes(b"de otra cosa")
    (vecina.datos / "impresora/enlace").symlink_to(afuera)
    (vecina.datos / "impresora/carpeta").symlink_to(carpeta)
    copia = tmp_path / "dotacion que mandaron.zip"
    os.link(vecina.datos / "estacion/dotacion.zip", copia)
    entera = copia.read_bytes()
    assert vecina().estado == 0
    assert vecina.archivos == {AJENO, *QUEDAN}
    assert (afuera.read_bytes(), copia.read_bytes()) == (b"de otra cosa", entera)
    assert (carpeta / "suyo.txt").read_bytes() == b"de otra cosa"


@pytest.mark.parametrize("enlazada", ["estacion", "estacion/mesa", "estacion/urna/base.sqlite"])
def test_una_estacion_que_esta_en_otra_parte_no_se_da_por_borrada(
    vecina: Vecina, tmp_path: Path, enlazada: str
) -> None:
    """A link would go, what it points at would stay, and the acta say that it is gone."""
    (vecina.datos / enlazada).rename(tmp_path / "aparte")
    (vecina.datos / enlazada).symlink_to(tmp_path / "aparte")
    for mas in (("--ensayo",), ()):
        negada = vecina(*mas)
        assert (negada.estado, "enlace" in negada.errores) == (2, True), negada.errores
        assert not (vecina.datos / ARCHIVO).exists()


def test_un_voto_que_llego_despues_de_lo_ultimo_que_firmo_no_se_borra(vecina: Vecina) -> None:
    """Nobody received it, though what the machine signed is what the commission has."""
    (punto,) = (vecina.datos / "estacion/urna/puntos").glob("*.punto")
    origen = punto.read_text().splitlines()[0]
    base = BaseDeUrna.abrir(vecina.datos / "estacion/urna/base.sqlite", origen)
    with base.escribir(sin_memoria=True) as trabajo:
        trabajo.asentar(asientos.BoletaDepositada(), None)
    base.cerrar()
    antes = vecina.archivos
    negada = vecina()
    assert (negada.estado, "entréguelo antes" in negada.errores) == (1, True), negada.errores
    assert vecina.archivos == antes


def test_la_memoria_es_la_del_acta(vecina: Vecina, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the acta says of the memory is what became of it, also when the power went between."""
    borrar = DepositoEnDisco.borrar
    monkeypatch.setattr(DepositoEnDisco, "borrar", sin_luz)
    with pytest.raises(KeyboardInterrupt):
        vecina("--memoria", vecina.memoria)
    monkeypatch.setattr(DepositoEnDisco, "borrar", borrar)
    sin_ella = vecina()
    assert (sin_ella.estado, "repita la orden con --memoria" in sin_ella.errores) == (0, True)
    assert list(vecina.memoria.glob("respaldo-*"))
    con_ella = vecina("--memoria", vecina.memoria)
    assert (con_ella.estado, "repita la orden" in con_ella.errores) == (0, False)
    assert [r.name for r in vecina.memoria.iterdir()] == ["tarea.odt"]


def sin_luz(_: DepositoEnDisco, __: object) -> None:
    """The power goes before the first file."""
    raise KeyboardInterrupt


def test_un_equipo_hallado_responde_por_si_y_por_ningun_otro(terminada: Terminada) -> None:
    """Another machine of the mesa, or that of another one, did not come with it."""
    with abrir_expediente(terminada.expediente) as e:
        leida = leer_publicacion(e, leer_sellado(e.leer))
    acto = asientos.EquipoHallado(mesa=MESA, generacion=1, hallado=bytes(32), boletas=0)
    publicacion = replace(leida, _actos=(acto,))
    for mesa, generacion in ((MESA, 1), (MESA, 2), ("D001-M2", 1)):
        identidad = Identidad(leida.sellado.proceso, mesa, "urna", generacion)
        ultimo = Punto(identidad.origen, 9, bytes(32))
        if (mesa, generacion) == (MESA, 1):
            publicacion.exigir_entregado(identidad, ultimo)
            continue
        with pytest.raises(EquipoSinEntregar, match=f"urna-{generacion}"):
            publicacion.exigir_entregado(identidad, ultimo)


def test_otra_memoria_no_es_la_de_la_mesa(vecina: Vecina, tmp_path: Path) -> None:
    """With another one in the socket the copy would stay somewhere, and nobody look for it."""
    antes = vecina.archivos
    for otra in (vecina.memoria / "tarea.odt", tmp_path / "ninguna"):
        for mas in (("--ensayo",), ()):
            negada = vecina("--memoria", otra, *mas)
            assert (negada.estado, otra.name in negada.errores) == (2, True), negada.errores
            assert vecina.archivos == antes


def test_una_copia_junto_a_la_estacion_se_va_tambien(vecina: Vecina) -> None:
    """Somebody copied the memory into the folder: what the acta counts is gone from both places."""
    shutil.copytree(vecina.memoria, vecina.datos / "memoria")
    assert vecina("--memoria", vecina.memoria).estado == 0
    assert vecina.archivos == {AJENO, *QUEDAN, "memoria/tarea.odt"}
    assert [r.name for r in vecina.memoria.rglob("*")] == ["tarea.odt"]


def test_una_memoria_que_el_acta_no_dice_no_se_toca(vecina: Vecina) -> None:
    """Two officials signed what was deleted: the list does not grow afterwards."""
    assert vecina().estado == 0
    negada = vecina("--memoria", vecina.memoria)
    assert (negada.estado, "no comprende" in negada.errores) == (2, True), negada.errores
    assert list(vecina.memoria.glob("respaldo-*/*/base.sqlite"))


def test_la_lista_de_registradas_de_otro_proceso_no_se_borra(vecina: Vecina) -> None:
    """The mesas of every process have the same names; its commission has still to receive it."""
    shutil.rmtree(vecina.memoria / f"respaldo-{MESA}")
    otra = Registradas(proceso="otro-proceso", mesa=MESA, definicion=bytes(32), personas=())
    lista = vecina.memoria / f"registradas-{MESA}.txt"
    lista.write_bytes(otra.escribir() + b"\n")
    negada = vecina("--memoria", vecina.memoria)
    assert (negada.estado, lista.exists()) == (1, True), negada.errores
    assert not (vecina.datos / ARCHIVO).exists()


def test_lo_que_se_borra_se_sobrescribe_antes(vecina: Vecina) -> None:
    """A name less leaves the bytes on the disk: who holds the file open sees what is left of it."""
    with (vecina.datos / "estacion/dotacion.zip").open("rb") as abierto:
        original = abierto.read()
        assert vecina().estado == 0
        abierto.seek(0)
        assert abierto.read() == bytes(len(original))
