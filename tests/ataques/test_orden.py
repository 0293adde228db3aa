"""Attack on secrecy: learn from a station's files in which order people and ballots came.

Whoever knows both orders knows whose ballot is whose. VVSG 2.0, 10.2.2-B and 10.2.4-C.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada
from eleccion.arranque import Estacion, conectar_memoria, reabrir_estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.dominio.puertos_mesa import MesaNueva
from eleccion.dominio.puertos_urna import BoletaGuardada, UrnaNueva
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.dominio.urna import EstadoCredencial, EstadoUrna
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.urna.trabajo import BaseDeUrna
from tests.ataques.orden import UMBRAL, archivos_de, correlacion, desviacion, indicios
from tests.eleccion.escenario import (
    MINUTO,
    cerrar_y_contar,
    depositar_con_papel,
    desmarcar,
    instalar,
    preparar,
    remitir,
)

ELECCIONES = 100
BOLETAS = 14
PASES = 20
ESPACIO = 3400
ORIGEN = bitacora.origen("slp-prueba", "D001", "M1", "urna-1")


def _boletas(azar: Random) -> list[BoletaGuardada]:
    """Ballots of real size, in the order in which they will come."""
    credenciales = [azar.randbytes(32).hex() for _ in range(PASES)]
    azar.shuffle(credenciales)
    boletas = []
    for credencial in credenciales:
        texto = credencial.encode() + azar.randbytes(azar.randint(3100, 3300))
        boletas.append(BoletaGuardada(credencial, sha256(texto).digest(), texto))
    return boletas


def _marcas(boletas: Sequence[BoletaGuardada]) -> dict[str, list[bytes]]:
    """What the record makes public of each ballot, and the two ends of its text."""
    return {
        "credencial": [b.credencial.encode() for b in boletas],
        "huella": [b.huella for b in boletas],
        "comienzo": [b.texto[64:112] for b in boletas],
        "final": [b.texto[-48:] for b in boletas],
    }


def _en_la_urna(carpeta: Path, boletas: Sequence[BoletaGuardada]) -> list[bytes]:
    """Deposit in the real storage; gives its file before and after the close."""
    ruta = carpeta / "base.sqlite"
    base = BaseDeUrna.crear(
        ruta,
        UrnaNueva(
            proceso="slp-prueba",
            mesa="D001-M1",
            origen=ORIGEN,
            credenciales=[b.credencial for b in boletas],
            espacio=ESPACIO,
            espacio_de_apertura=ESPACIO // 6,
        ),
    )
    for boleta in boletas[:BOLETAS]:
        with base.escribir() as trabajo:
            trabajo.gastar(boleta.credencial, EstadoCredencial.DEPOSITADA)
            trabajo.guardar_boleta(boleta)
            trabajo.asentar(BoletaDepositada(), None)
    de_dia = ruta.read_bytes()
    with base.escribir() as trabajo:
        trabajo.pasar_a(EstadoUrna.CERRADA)
    base.compactar()
    base.cerrar()
    assert [cosa.name for cosa in carpeta.iterdir()] == ["base.sqlite"]
    return [de_dia, ruta.read_bytes()]


def _en_tabla(carpeta: Path, boletas: Sequence[BoletaGuardada], creacion: str) -> list[bytes]:
    """Deposit in a table that grows, as most programs would; gives its file before and after."""
    ruta, llaves = carpeta / "base.sqlite", Random(f"llaves {carpeta.name}")
    with sqlite3.connect(ruta, isolation_level=None) as base:
        base.execute("PRAGMA secure_delete=ON")
        base.execute(creacion)
        for b in boletas[:BOLETAS]:
            base.execute(
                "INSERT INTO boletas (llave, credencial, boleta, texto) VALUES (?, ?, ?, ?)",
                (llaves.randbytes(16), b.credencial, b.huella, b.texto),
            )
        de_dia = ruta.read_bytes()
        base.execute("VACUUM")
    base.close()
    return [de_dia, ruta.read_bytes()]


def _con_rowid(carpeta: Path, boletas: Sequence[BoletaGuardada]) -> list[bytes]:
    return _en_tabla(
        carpeta,
        boletas,
        "CREATE TABLE boletas (id INTEGER PRIMARY KEY, llave, credencial, boleta, texto)",
    )


def _con_llave_al_azar(carpeta: Path, boletas: Sequence[BoletaGuardada]) -> list[bytes]:
    return _en_tabla(
        carpeta,
        boletas,
        "CREATE TABLE boletas (llave PRIMARY KEY, credencial, boleta, texto) WITHOUT ROWID",
    )


def _atacar(
    carpeta: Path, guardar: Callable[[Path, Sequence[BoletaGuardada]], list[bytes]], cuantas: int
) -> dict[str, float]:
    """Many small elections; standard errors from chance, by kind of look."""
    vistas: dict[str, list[float]] = defaultdict(list)
    for numero in range(cuantas):
        propia = carpeta / str(numero)
        propia.mkdir()
        boletas = _boletas(Random(numero))
        archivos = guardar(propia, boletas)
        for vista, rho in indicios(archivos, _marcas(boletas[:BOLETAS])).items():
            vistas[vista].append(rho)
        shutil.rmtree(propia)
    return {vista: desviacion(rhos, BOLETAS) for vista, rhos in vistas.items()}


def test_la_correlacion_mide_el_orden() -> None:
    """The instrument itself: in order 1, backwards -1, and half way what the formula says."""
    assert correlacion(range(10)) == 1
    assert correlacion(range(10, 0, -1)) == -1
    assert correlacion([2, 1, 4, 3]) == pytest.approx(0.6)


def test_el_lugar_de_una_boleta_no_dice_cuando_llego(carpeta: Path) -> None:
    """A hundred urnas, looked at during the day and after the close: nothing beyond chance."""
    vistas = _atacar(carpeta, _en_la_urna, ELECCIONES)
    assert {vista.split(".")[1] for vista in vistas} == {
        "credencial",
        "huella",
        "comienzo",
        "final",
    }
    assert {vista[0] for vista in vistas} == {"0", "1"}
    assert {vista: z for vista, z in vistas.items() if z > UMBRAL} == {}


def test_control_una_tabla_con_rowid_dice_el_orden(carpeta: Path) -> None:
    """Control: the same look at a naive table reads the order, even after compacting."""
    vistas = _atacar(carpeta, _con_rowid, 10)
    assert max(z for vista, z in vistas.items() if vista[0] == "0") > UMBRAL
    assert max(z for vista, z in vistas.items() if vista[0] == "1") > UMBRAL


def test_control_una_llave_al_azar_no_basta_durante_el_dia(carpeta: Path) -> None:
    """Control: under random keys, rows that are added still take pages in the order they come."""
    vistas = _atacar(carpeta, _con_llave_al_azar, 10)
    assert max(z for vista, z in vistas.items() if vista[0] == "0") > UMBRAL
    assert max(z for vista, z in vistas.items() if vista[0] == "1") < UMBRAL


REGISTROS, DIAS, CUPO = 12, 32, 30
UMBRAL_AL_AZAR = 6.6
"""Standard errors, where the program draws places with chance of its own, other in every run: that
alone exceeds them in fewer than one run of ten thousand million. More days make up for it."""


def _registrar_en_orden(carpeta: Path, azar: Random) -> dict[str, float]:
    """Register people at a mesa without list; what its file tells to who has its secret."""
    ruta = carpeta / "base.sqlite"
    nueva = MesaNueva(
        proceso="slp-prueba",
        mesa="D001-M1",
        origen=bitacora.origen("slp-prueba", "D001", "M1", "mesa-1"),
        desde=datetime(2027, 2, 21, 14, tzinfo=UTC),
        secreto=azar.randbytes(32),
        lista=(),
        cupo=CUPO,
    )
    base = BaseDeMesa.crear(ruta, nueva)
    claves = [f"RMRZAN80010124M{n:03d}" for n in range(REGISTROS)]
    azar.shuffle(claves)
    for clave in claves:
        with base.escribir() as trabajo:
            trabajo.registrar(CredencialExhibida.leer(clave, 701, 2030))
    base.cerrar()
    octetos, cifra = ruta.read_bytes(), CifraDeFilas(nueva.secreto, "mesa")
    marcas = {"indice": [cifra.indice(f"registro:{clave}") for clave in claves]}
    return indicios([octetos], marcas)


def test_el_lugar_de_quien_se_registra_no_dice_cuando_llego(carpeta: Path) -> None:
    """Thirty-two mesas, looked at with their own secret: nothing beyond chance."""
    vistas: dict[str, list[float]] = defaultdict(list)
    for numero in range(DIAS):
        propia = carpeta / str(numero)
        propia.mkdir()
        for vista, rho in _registrar_en_orden(propia, Random(numero)).items():
            vistas[vista].append(rho)
        shutil.rmtree(propia)
    assert {len(rhos) for rhos in vistas.values()} == {DIAS}, "every person was found in the file"
    assert max(desviacion(rhos, REGISTROS) for rhos in vistas.values()) < UMBRAL_AL_AZAR


TURNOS = ((0, 1, 2, 3, 4, 5, 6, 7), (6, 2, 7, 0, 5, 3, 1, 4))
"""Two days of the same people: position -> who comes then."""


def _vivir(estacion: Estacion, personas: Sequence[int], boletas: Sequence[bytes]) -> None:
    preparado = preparar()
    for persona, boleta in zip(personas, boletas, strict=True):
        renglon = preparado.lista[persona]
        marcar_persona(estacion.mesa, renglon.numero, hora=preparado.apertura + 5 * MINUTO)
        if persona == 3:
            desmarcar(estacion.mesa, renglon.numero, hora=preparado.apertura + 6 * MINUTO)
            marcar_persona(estacion.mesa, renglon.numero, hora=preparado.apertura + 6 * MINUTO)
        habilitar_kiosco(estacion.urna)
        depositar_con_papel(estacion.urna, boleta)


@pytest.mark.parametrize("con_memoria", [False, True])
def test_dos_dias_que_difieren_en_el_orden_dejan_los_mismos_archivos(
    tmp_path: Path, con_memoria: bool
) -> None:
    """Byte by byte: databases, checkpoints, the USB memory and the record that travels.

    People come in another order and vote in yet another; if any file differed, it would tell.
    """
    preparado = preparar()
    votos = [turno % preparado.opciones for turno in range(8)]
    textos = [preparado.boleta(turno, votos[turno]).texto for turno in range(8)]
    base = tmp_path / "base"
    with instalar(base) as estacion:
        if con_memoria:
            (base / "memoria").mkdir()
            conectar_memoria(
                estacion, base / "memoria", preparado.tarjetas, hora=preparado.apertura
            )
    antes = set(archivos_de(base))
    dias, registros = [], []
    for numero, (personas, boletas) in enumerate((TURNOS, TURNOS[::-1])):
        carpeta = tmp_path / f"dia-{numero}"
        shutil.copytree(base, carpeta)
        memoria = carpeta / "memoria" if con_memoria else None
        with reabrir_estacion(carpeta, preparado.tarjetas, memoria=memoria) as estacion:
            _vivir(estacion, personas, [textos[turno] for turno in boletas])
            dias.append(archivos_de(carpeta))
            (destino := tmp_path / f"usb-{numero}").mkdir()
            remitir(estacion, cerrar_y_contar(estacion, votos), destino)
            registros.append(archivos_de(destino))
            urna = (carpeta / "urna" / "base.sqlite").read_bytes()
        dias[-1] |= {"urna cerrada": urna}
    assert {nombre for nombre in dias[0] if dias[0][nombre] != dias[1][nombre]} == set()
    assert set(dias[0]) - {"urna cerrada"} == antes, "no file is born of a vote"
    assert registros[0] == registros[1]
