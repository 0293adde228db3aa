"""With a memory beside the station a receipt speaks of two commits, and the two are reconciled.

docs/durabilidad.md, the memory.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import (
    MemoriaConectada,
    MemoriaSuspendida,
    RespaldoConectado,
    RespaldoSuspendido,
)
from auditoria.registro.resguardo import BitacoraRetrocedida
from eleccion.arranque import (
    Estacion,
    conectar_memoria,
    reabrir_estacion,
    seguir_sin_memoria,
)
from eleccion.arranque.partes import CarpetaEnMemoria
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.jornada.urna.cerrar_urna import entregar_cierre
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.repetir_recibo import repetir_recibo
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.dominio.respaldo import (
    RespaldoAjeno,
    RespaldoDistinto,
    RespaldoFaltante,
    RespaldoInnecesario,
    RespaldoPendiente,
)
from eleccion.persistencia.acto import Disco
from eleccion.persistencia.memoria import Adelantado, comparar
from eleccion.persistencia.motor import abrir_sqlite
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    PROCESO,
    cerrar_y_contar,
    copiar_comision,
    instalar,
    preparar,
    remitir,
    votar,
)

Carpetas = tuple[Path, Path]


@pytest.fixture
def carpetas(en_memoria: Path) -> Carpetas:
    """A station with the voting open that works with a memory; both closed."""
    estacion, memoria = en_memoria / "estacion", en_memoria / "usb"
    memoria.mkdir()
    with instalar(estacion) as abierta:
        conectar_memoria(abierta, memoria, preparar().tarjetas, hora=preparar().apertura)
    return estacion, memoria


def abrir(carpetas: Carpetas) -> Estacion:
    """Open it with its memory."""
    return reabrir_estacion(carpetas[0], preparar().tarjetas, memoria=carpetas[1])


def en_disco(estacion: Estacion) -> int:
    """Ballots on the station's own disk."""
    with estacion.urna.almacen.leer() as lectura:
        return lectura.estado().conteo.depositadas


def en_copia(carpetas: Carpetas) -> int:
    """Ballots in the memory, read by a machine that only has it."""
    ruta = CarpetaEnMemoria.de(carpetas[1], Identidad(PROCESO, MESA, "urna")).base
    motor = abrir_sqlite(ruta)
    with motor.connect() as conexion:
        hay = conexion.exec_driver_sql("SELECT count(*) FROM credenciales WHERE uso = 'D'")
        cuantas = int(hay.scalar_one())
    motor.dispose()
    return cuantas


def iguales(estacion: Estacion, carpetas: Carpetas) -> bool:
    """Whether disk and memory hold the same acts, in both parts."""
    vistas = []
    for parte in estacion.partes:
        copia = abrir_sqlite(CarpetaEnMemoria.de(carpetas[1], parte.llave.identidad).base)
        vistas.append(comparar(parte.base.disco.motor, copia, parte.base.contenido))
        copia.dispose()
    return vistas == [Adelantado.NINGUNO] * 2


def depositar(estacion: Estacion, turno: int = 0) -> str:
    """One voter's ballot, always the same for one turn; gives the receipt's hash."""
    return depositar_boleta(estacion.urna, boleta_de(turno)).recibo.boleta.hex()


@cache
def boleta_de(turno: int) -> bytes:
    """The ballot of a turn, made once."""
    return preparar().boleta(turno, turno % 3).texto


def asentados(estacion: Estacion) -> list[type]:
    """Types of entry about the memory, in both logs, in order."""
    tipos = (RespaldoConectado, RespaldoSuspendido, MemoriaConectada, MemoriaSuspendida)
    hallados = []
    for almacen in (estacion.mesa.almacen, estacion.urna.almacen):
        with almacen.leer() as lectura:
            pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
            hallados += [type(p.asiento) for p, _ in pasos if isinstance(p.asiento, tipos)]
    return hallados


def test_cada_acto_esta_en_los_dos_lugares(carpetas: Carpetas) -> None:
    """The receipt comes when both hold the ballot, and both hold the same of everything else."""
    with abrir(carpetas) as estacion:
        for turno in range(5):
            persona = preparar().lista[turno]
            marcar_persona(estacion.mesa, persona.numero, hora=preparar().apertura)
            habilitar_kiosco(estacion.urna)
            depositar(estacion, turno)
            assert en_copia(carpetas) == en_disco(estacion) == turno + 1
        assert iguales(estacion, carpetas)
        assert asentados(estacion) == [RespaldoConectado, MemoriaConectada]


def test_ocho_hilos_dejan_lo_mismo_en_los_dos(carpetas: Carpetas) -> None:
    """Acts go to the memory in the order of the disk, whoever comes first."""
    with abrir(carpetas) as estacion:
        with ThreadPoolExecutor(8) as hilos:
            recibos = set(hilos.map(lambda turno: depositar(estacion, turno), range(16)))
        assert len(recibos) == 16
        assert iguales(estacion, carpetas)


def quitar(carpetas: Carpetas) -> None:
    """Pull the memory out."""
    carpetas[1].rename(carpetas[1].with_name("fuera"))


def poner(carpetas: Carpetas) -> None:
    """Put it in again."""
    carpetas[1].with_name("fuera").rename(carpetas[1])


def test_sin_memoria_no_hay_recibo_hasta_que_dos_lo_deciden(carpetas: Carpetas) -> None:
    """The ballot is on the disk, which is not what a receipt says; the logs tell who decided."""
    tarjetas, hora = preparar().tarjetas, preparar().apertura
    with abrir(carpetas) as estacion:
        quitar(carpetas)
        with pytest.raises(RespaldoPendiente):
            depositar(estacion)
        assert en_disco(estacion) == 1
        for acto in (
            lambda: depositar(estacion),
            lambda: depositar(estacion, 1),
            lambda: habilitar_kiosco(estacion.urna),
            lambda: repetir_recibo(estacion.urna, preparar().boleta(0, 0).credencial),
        ):
            with pytest.raises(RespaldoFaltante):
                acto()
        assert en_disco(estacion) == 1
        with pytest.raises(MismaTarjeta):
            seguir_sin_memoria(estacion, (preparar().otra,) * 2, hora=hora, causa="se perdió")
        seguir_sin_memoria(estacion, tarjetas, hora=hora, causa="se perdió")
        assert depositar(estacion)
        assert repetir_recibo(estacion.urna, preparar().boleta(0, 0).credencial).recibo
        depositar(estacion, 1)
        assert en_disco(estacion) == 2
        assert asentados(estacion) == [
            RespaldoConectado,
            RespaldoSuspendido,
            MemoriaConectada,
            MemoriaSuspendida,
        ]
        with pytest.raises(RespaldoInnecesario):
            seguir_sin_memoria(estacion, tarjetas, hora=hora, causa="otra vez")


def test_otra_copia_del_registro_no_pide_la_memoria(carpetas: Carpetas, tmp_path: Path) -> None:
    """The night is over and the memory already out of the port: another copy is no new act."""
    preparado = preparar()
    with abrir(carpetas) as estacion:
        votar(estacion, (1,))
        primero = remitir(estacion, cerrar_y_contar(estacion, (1,)), tmp_path)
        quitar(carpetas)
        segundo = remitir_registro(
            estacion.mesa,
            estacion.urna.carpeta,
            tmp_path,
            preparado.tarjetas,
            hora=preparado.clausura + 90 * MINUTO,
        )
        assert segundo == primero
        with pytest.raises(RespaldoPendiente), estacion.mesa.almacen.escribir() as trabajo:
            trabajo.guardar_hoja("otra", b"que no estaba")


def test_la_memoria_que_vuelve_recibe_todo_y_entonces_hay_recibo(carpetas: Carpetas) -> None:
    """A memory that was out lacks acts; it is copied whole before anything is answered for."""
    with abrir(carpetas) as estacion:
        quitar(carpetas)
        with pytest.raises(RespaldoPendiente):
            depositar(estacion)
        poner(carpetas)
        with pytest.raises(RespaldoFaltante):
            depositar(estacion)
        assert en_copia(carpetas) == 0
        conectar_memoria(estacion, carpetas[1], preparar().tarjetas, hora=preparar().apertura)
        assert depositar(estacion)
        assert en_copia(carpetas) == en_disco(estacion) == 1
        assert iguales(estacion, carpetas)


def test_abierta_sin_su_memoria_no_hace_ningun_acto(carpetas: Carpetas) -> None:
    """After a power cut nobody may forget the memory: the station reads and does nothing."""
    with reabrir_estacion(carpetas[0], preparar().tarjetas) as estacion:
        with pytest.raises(RespaldoFaltante):
            depositar(estacion)
        assert en_disco(estacion) == 0
    with abrir(carpetas) as estacion:
        assert depositar(estacion)


MUERTES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "entre los dos": lambda p: p.setattr(Disco, "repetir", _morir),
    "después de los dos": lambda p: p.setattr(Disco, "repetir", _repetir_y_morir),
}


def _morir(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


_repetir = Disco.repetir


def _repetir_y_morir(disco: Disco, cambios: list[object]) -> None:
    _repetir(disco, cambios)  # type: ignore[arg-type]
    _morir()


@pytest.mark.parametrize("muerte", MUERTES.values(), ids=MUERTES)
def test_muerta_entre_los_dos_commits_se_reune(
    muerte: Callable[[pytest.MonkeyPatch], None], carpetas: Carpetas
) -> None:
    """Disk with the ballot and memory without it, or both with it and no receipt: one ballot."""
    boleta_de(0)  # made before the fork: parent and child hold the same
    hijo = os.fork()
    if hijo == 0:
        with pytest.MonkeyPatch.context() as parche:
            estacion = abrir(carpetas)
            muerte(parche)
            depositar(estacion)
        os._exit(1)
    _, estado = os.waitpid(hijo, 0)
    assert os.WTERMSIG(estado) == signal.SIGKILL
    with abrir(carpetas) as estacion:
        assert en_copia(carpetas) == en_disco(estacion) == 1
        assert iguales(estacion, carpetas)
        assert depositar(estacion)
        assert en_copia(carpetas) == en_disco(estacion) == 1


def test_la_memoria_devuelve_lo_que_el_disco_perdio(carpetas: Carpetas) -> None:
    """A disk that lied about its syncs goes back some acts; the memory has them, and their log."""
    base = carpetas[0] / "urna" / "base.sqlite"
    with abrir(carpetas) as estacion:
        depositar(estacion, 0)
    viejo = base.read_bytes()
    with abrir(carpetas) as estacion:
        recibos = {depositar(estacion, turno) for turno in (1, 2, 3)}
    base.write_bytes(viejo)
    with abrir(carpetas) as estacion:
        assert en_copia(carpetas) == en_disco(estacion) == 4
        assert iguales(estacion, carpetas)
        with estacion.urna.almacen.leer() as lectura:
            assert recibos <= {boleta.huella.hex() for boleta in lectura.boletas()}


def test_control_sin_memoria_el_disco_que_retrocede_se_rechaza(carpetas: Carpetas) -> None:
    """Control: what the memory mended above is nothing that the machine alone lets pass."""
    base = carpetas[0] / "urna" / "base.sqlite"
    viejo = base.read_bytes()
    with abrir(carpetas) as estacion:
        depositar(estacion)
        with estacion.urna.almacen.leer() as lectura:
            cabeza = lectura.cabeza()
        estacion.urna.sellar_punto(cabeza)
    base.write_bytes(viejo)
    with pytest.raises(BitacoraRetrocedida):
        reabrir_estacion(carpetas[0], preparar().tarjetas)
    with abrir(carpetas) as estacion:
        assert en_disco(estacion) == 1


def test_dos_historias_no_se_reunen(carpetas: Carpetas, en_memoria: Path) -> None:
    """Two copies of one machine that went on apart: no ballot of either is lost in silence."""
    otra = en_memoria / "otra", en_memoria / "usb-otra"
    for origen, destino in zip(carpetas, otra, strict=True):
        shutil.copytree(origen, destino)
    with abrir(carpetas) as una, abrir(otra) as dos:
        depositar(una, 0)
        depositar(dos, 1)
    with pytest.raises(RespaldoDistinto):
        abrir((carpetas[0], otra[1]))
    with abrir(carpetas) as una:
        assert en_disco(una) == 1


def test_la_memoria_de_otro_equipo_se_rechaza(carpetas: Carpetas, en_memoria: Path) -> None:
    """Another station of the same mesa has other keys; its copy is not taken nor overwritten."""
    with instalar(en_memoria / "segunda") as otra:
        with pytest.raises(RespaldoAjeno):
            conectar_memoria(otra, carpetas[1], preparar().tarjetas, hora=preparar().apertura)
        propia = en_memoria / "usb-2"
        propia.mkdir()
        conectar_memoria(otra, propia, preparar().tarjetas, hora=preparar().apertura)
    with pytest.raises(RespaldoAjeno):
        abrir((carpetas[0], propia))


def test_una_memoria_danada_es_como_si_faltara(carpetas: Carpetas) -> None:
    """Its bytes are worth nothing: nothing is taken from it, and two officials decide."""
    ruta = CarpetaEnMemoria.de(carpetas[1], Identidad(PROCESO, MESA, "urna")).base
    octetos = bytearray(ruta.read_bytes())
    for lugar in range(4096, len(octetos), 997):
        octetos[lugar] ^= 0xFF
    ruta.write_bytes(octetos)
    with abrir(carpetas) as estacion:
        with pytest.raises(RespaldoFaltante):
            depositar(estacion)
        conectar_memoria(estacion, carpetas[1], preparar().tarjetas, hora=preparar().apertura)
        assert depositar(estacion)
        assert iguales(estacion, carpetas)


def test_dos_ordenes_dejan_la_misma_memoria(carpetas: Carpetas, en_memoria: Path) -> None:
    """The copy tells no order either: byte by byte the same after two days that differ in it."""
    dias = []
    for numero in range(2):
        dia = en_memoria / f"dia-{numero}", en_memoria / f"usb-{numero}"
        for origen, destino in zip(carpetas, dia, strict=True):
            shutil.copytree(origen, destino)
        turnos = list(range(8))
        random.Random(numero).shuffle(turnos)
        with abrir(dia) as estacion:
            for turno in turnos:
                numero_de_lista = preparar().lista[turno].numero
                marcar_persona(estacion.mesa, numero_de_lista, hora=preparar().apertura)
                depositar(estacion, turno)
        dias.append({r.relative_to(dia[1]): r.read_bytes() for r in dia[1].rglob("*.sqlite*")})
    assert dias[0] == dias[1]


def test_sin_memoria_despues_del_cierre_el_registro_se_recibe(
    carpetas: Carpetas, tmp_path: Path
) -> None:
    """The memory fails at night: the urna's log, whose head is signed by then, grows no more."""
    with abrir(carpetas) as estacion:
        votar(estacion, (0, 1))
        cierre = cerrar_y_contar(estacion, (0, 1))
        quitar(carpetas)
        hora = preparar().clausura + 40 * MINUTO
        # The files of the close are made again without noticing, and the next act says it.
        entregar_cierre(estacion.urna)
        seguir_sin_memoria(estacion, preparar().tarjetas, hora=hora, causa="se perdió")
        remitido = remitir(estacion, cierre, tmp_path)
        seguir = asentados(estacion)
    assert seguir == [RespaldoConectado, RespaldoSuspendido, MemoriaConectada]
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert verificado.boletas == 2
