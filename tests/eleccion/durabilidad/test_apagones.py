"""A power cut loses no ballot and no mark that was acknowledged (D2; docs/durabilidad.md).

The station receives its people over a disk that writes down every operation. From that, images
of what a power cut could leave are made at random moments, and each is opened as officials would:
with Python's own SQLite, both logs compared with their checkpoints, and every acknowledged act
looked up.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from auditoria.errores import ErrorAuditoria
from auditoria.registro.resguardo import AlmacenArchivos
from eleccion.arranque import conectar_memoria, reabrir_estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.errores import ErrorEleccion
from eleccion.persistencia import motor
from tests.eleccion.durabilidad.disco import DiscoAnotado, DiscoSimulado, Suceso
from tests.eleccion.durabilidad.sqlite_con_vfs import usar_vfs
from tests.eleccion.escenario import MINUTO, instalar, preparar

VOLATILES = ("base.sqlite", "base.sqlite-journal")
_numero = count()


@dataclass(frozen=True)
class Grabacion:
    """A morning, operation by operation, and the folder it began with."""

    carpeta: Path
    modelo: Path
    sucesos: list[Suceso]


def grabar(
    carpeta: Path,
    monkeypatch: pytest.MonkeyPatch,
    sincronia: str = "EXTRA",
    *,
    con_memoria: bool = False,
) -> Grabacion:
    """Let everybody on the list vote over a disk, and a memory, that write everything down."""
    preparado = preparar()
    vivo, modelo = carpeta / "vivo", carpeta / "modelo"
    memoria = vivo / "usb"
    memoria.mkdir(parents=True)
    with instalar(vivo / "estacion") as estacion:
        if con_memoria:
            conectar_memoria(estacion, memoria, preparado.tarjetas, hora=preparado.apertura)
    shutil.copytree(vivo, modelo)
    disco = DiscoAnotado(f"anotado-{next(_numero)}")
    cambiar = AlmacenArchivos.cambiar

    def cambiar_y_anotar(
        self: AlmacenArchivos, origen: str, anterior: bytes | None, nuevo: bytes
    ) -> None:
        cambiar(self, origen, anterior, nuevo)
        # Written aside, synced, renamed, its directory synced: whole and durable on return.
        disco.anotar("file", str(self._ruta(origen)), nuevo)

    with monkeypatch.context() as parche:
        usar_vfs(parche, disco.nombre)
        parche.setattr(AlmacenArchivos, "cambiar", cambiar_y_anotar)
        ajustes = [("synchronous", sincronia, {"EXTRA": 3, "FULL": 2, "OFF": 0}[sincronia])]
        otros = [ajuste for ajuste in motor.AJUSTES if ajuste[0] != "synchronous"]
        parche.setattr(motor, "AJUSTES", (*otros, *ajustes))
        with reabrir_estacion(vivo / "estacion", preparado.tarjetas, memoria=memoria) as estacion:
            for turno, persona in enumerate(preparado.lista):
                hora = preparado.apertura + turno * MINUTO
                marcar_persona(estacion.mesa, persona.numero, hora=hora)
                disco.anotar("ack", persona.numero)
                habilitar_kiosco(estacion.urna)
                recibo = depositar_boleta(estacion.urna, preparado.boleta(turno, turno % 3).texto)
                disco.anotar("ack", recibo.recibo.boleta)
    return Grabacion(vivo, modelo, disco.sucesos)


def cortar_la_luz(grabacion: Grabacion, imagenes: int, semilla: int) -> Counter[str]:
    """Make so many images at random moments and open each; counts how each one came out.

    Many cuts leave the very same bytes after the very same answers: those are opened once.
    """
    azar = random.Random(semilla)
    momentos = sorted(azar.randrange(len(grabacion.sucesos) + 1) for _ in range(imagenes))
    simulado = DiscoSimulado(grabacion.modelo)
    traslado = str(grabacion.carpeta), str(grabacion.modelo)
    hechos, cuentas = 0, Counter[str]()
    dictamenes: dict[tuple[bytes, int], str] = {}
    for momento in momentos:
        while hechos < momento:
            que, lugar, *resto = grabacion.sucesos[hechos]
            ruta = lugar.replace(*traslado) if isinstance(lugar, str) else lugar
            simulado.avanzar((que, ruta, *resto))
            hechos += 1
        imagen = simulado.imagen(azar)
        clave = _huella(imagen), len(simulado.confirmados)
        if clave not in dictamenes:
            prueba = grabacion.modelo.parent / "imagen"
            _escribir(prueba, imagen)
            dictamenes[clave] = abrir_imagen(prueba, simulado.confirmados)
        cuentas[dictamenes[clave]] += 1
    return cuentas


def _huella(imagen: Mapping[str, bytes]) -> bytes:
    suma = sha256()
    for nombre, octetos in sorted(imagen.items()):
        suma.update(nombre.encode() + b"\0" + sha256(octetos).digest())
    return suma.digest()


def _escribir(carpeta: Path, imagen: Mapping[str, bytes]) -> None:
    """Leave in a folder what the disk holds when the light comes back, and nothing else."""
    for archivo in carpeta.rglob("*sqlite*") if carpeta.exists() else ():
        archivo.unlink()
    (carpeta / "usb").mkdir(parents=True, exist_ok=True)
    for nombre, octetos in imagen.items():
        (carpeta / nombre).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / nombre).write_bytes(octetos)


def abrir_imagen(carpeta: Path, confirmados: list[object]) -> str:
    """Open a station after a power cut: ``bien``, ``perdió`` what it answered for, ``dañada``."""
    preparado = preparar()
    try:
        with reabrir_estacion(
            carpeta / "estacion", preparado.tarjetas, memoria=carpeta / "usb"
        ) as estacion:
            if any(
                p.trabaja_con_memoria and not p.base.disco.tiene_memoria for p in estacion.partes
            ):
                return "sin memoria"
            with estacion.urna.almacen.leer() as lectura:
                boletas = list(lectura.boletas())
                depositadas = lectura.estado().conteo.depositadas
            with estacion.mesa.almacen.leer() as de_mesa:
                marcas = {r.numero for r in preparado.lista if de_mesa.esta_marcada(r.numero)}
                contadas = de_mesa.total("marcas")
    except (ErrorEleccion, ErrorAuditoria, SQLAlchemyError):
        return "dañada"
    if depositadas != len(boletas) or contadas != len(marcas):
        return "dañada"
    if any(sha256(boleta.texto).digest() != boleta.huella for boleta in boletas):
        return "dañada"
    presentes = marcas | {boleta.huella for boleta in boletas}
    return "bien" if presentes.issuperset(confirmados) else "perdió"


def test_mil_apagones_no_pierden_lo_que_se_confirmo(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever received a receipt, or was marked, stays so when the light comes back."""
    grabacion = grabar(en_memoria, monkeypatch)
    assert sum(suceso[0] == "ack" for suceso in grabacion.sucesos) == 2 * len(preparar().lista)
    assert cortar_la_luz(grabacion, 1000, 1) == {"bien": 1000}


def test_apagones_con_memoria_no_pierden_ni_separan(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cut takes disk and memory at two moments of two commits; they are reconciled."""
    grabacion = grabar(en_memoria, monkeypatch, con_memoria=True)
    assert cortar_la_luz(grabacion, 100, 4) == {"bien": 100}


@pytest.mark.largo
def test_diez_mil_apagones_con_memoria(en_memoria: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, over many more moments."""
    grabacion = grabar(en_memoria, monkeypatch, con_memoria=True)
    assert cortar_la_luz(grabacion, 10_000, 5) == {"bien": 10_000}


@pytest.mark.largo
def test_veinte_mil_apagones_no_pierden_lo_que_se_confirmo(
    en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, over twenty times as many moments and ways of tearing."""
    assert cortar_la_luz(grabar(en_memoria, monkeypatch), 20_000, 2) == {"bien": 20_000}


@pytest.mark.parametrize("sincronia", ["FULL", "OFF"])
def test_control_con_menos_sincronia_se_pierde(
    sincronia: str, en_memoria: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: FULL does not sync the removal of the journal, OFF syncs nothing; both must lose."""
    cuentas = cortar_la_luz(grabar(en_memoria, monkeypatch, sincronia), 100, 3)
    assert cuentas["perdió" if sincronia == "FULL" else "dañada"] > 0
