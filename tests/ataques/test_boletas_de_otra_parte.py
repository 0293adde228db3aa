"""Ballots that come from a memory or from a machine found again, altered by whoever had it at hand.

A memory is small and goes from hand to hand, and its log has no key. One ballot in it that does not
hold would stop the close of the urna, or have the commission refuse the record of the whole mesa:
all of its votes would be lost at night, when nobody can vote again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial
from boletas.errores import FallaDeBoletas
from eleccion.arranque import (
    Estacion,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.arranque.partes import CarpetaEnMemoria
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.dominio.urna import UrnaAlterada
from eleccion.persistencia.urna.relleno import rellenar
from tests.eleccion.durabilidad.test_relevo import morir, orden
from tests.eleccion.durabilidad.test_reunion import HORA, vivir_sin_memoria
from tests.eleccion.escenario import MESA, PROCESO, instalar, preparar

Cambio = Callable[[Path, int], None]


def _escribir_boleta(base: Path, pase: int, texto: bytes) -> None:
    """Write into the room of a pase what its log does not contradict."""
    credencial = preparar().pases[pase].publica
    with closing(sqlite3.connect(base)) as conexion, conexion:
        (largo,) = conexion.execute("SELECT length(texto) FROM boletas").fetchone()
        conexion.execute(
            "UPDATE boletas SET texto = ?, boleta = ? WHERE credencial = ?",
            (rellenar(texto, largo - 4), sha256(texto).digest(), credencial),
        )


def de_otro_pase(base: Path, pase: int) -> None:
    """A whole ballot, of somebody else's pase."""
    _escribir_boleta(base, pase, preparar().boleta(9, 1).texto)


def con_prueba_falsa(base: Path, pase: int) -> None:
    """A ballot of that very pase in which one digit of a proof is another."""
    texto = preparar().boleta(pase, 1).texto
    falso = re.sub(rb'(\d)("\}\]\]?,"overall_proof")', _otra_cifra, texto, count=1)
    assert falso != texto
    _escribir_boleta(base, pase, falso)


def _otra_cifra(hallado: re.Match[bytes]) -> bytes:
    return (b"1" if hallado[1] != b"1" else b"2") + hallado[2]


CAMBIOS = pytest.mark.parametrize("cambiar", [de_otro_pase, con_prueba_falsa])


def _memoria(raiz: Path) -> Path:
    return CarpetaEnMemoria.de(raiz, Identidad(PROCESO, MESA, "urna")).base


@CAMBIOS
def test_de_una_memoria_alterada_no_se_releva(carpeta: Path, cambiar: Cambio) -> None:
    """It is known at once, while the machine that died may still give its ballots; then it goes."""
    memoria = morir(carpeta, (0, 1))
    buena = _memoria(memoria).read_bytes()
    cambiar(_memoria(memoria), 1)
    with pytest.raises(UrnaAlterada):
        relevar_estacion(carpeta / "relevo", orden(memoria))
    assert not (carpeta / "relevo").exists()
    # Control: the same memory as it was.
    _memoria(memoria).write_bytes(buena)
    with relevar_estacion(carpeta / "relevo", orden(memoria)) as nueva:
        assert _guardadas(nueva) == 2


@CAMBIOS
def test_el_disco_no_toma_de_una_memoria_alterada(carpeta: Path, cambiar: Cambio) -> None:
    """The disk went back and only the memory has the last ballot: a false one is not taken."""
    estacion, memoria = carpeta / "estacion", carpeta / "usb"
    memoria.mkdir()
    base, tarjetas = estacion / "urna" / "base.sqlite", preparar().tarjetas
    with instalar(estacion) as abierta:
        conectar_memoria(abierta, memoria, tarjetas, hora=preparar().apertura)
        depositar_boleta(abierta.urna, preparar().boleta(0, 0).texto)
    viejo = base.read_bytes()
    with reabrir_estacion(estacion, tarjetas, memoria=memoria) as abierta:
        depositar_boleta(abierta.urna, preparar().boleta(1, 1).texto)
    base.write_bytes(viejo)
    buena = _memoria(memoria).read_bytes()
    cambiar(_memoria(memoria), 1)
    with pytest.raises(UrnaAlterada):
        reabrir_estacion(estacion, tarjetas, memoria=memoria)
    assert base.read_bytes() == viejo
    # Control: the same memory as it was gives the disk what it lost.
    _memoria(memoria).write_bytes(buena)
    with reabrir_estacion(estacion, tarjetas, memoria=memoria) as abierta:
        assert _guardadas(abierta) == 2


@CAMBIOS
def test_de_un_equipo_hallado_y_alterado_no_se_reune_nada(carpeta: Path, cambiar: Cambio) -> None:
    """What was found stays outside, whole, for who investigates; the urna goes on without it."""
    memoria = vivir_sin_memoria(carpeta)
    cambiar(carpeta / "muerta" / "urna" / "base.sqlite", 3)
    with relevar_estacion(carpeta / "relevo", orden(memoria)) as nueva:
        with pytest.raises((UrnaAlterada, FallaDeBoletas)):
            reunir_equipo(nueva, carpeta / "muerta", preparar().tarjetas, hora=HORA)
        assert _guardadas(nueva) == 2


def test_la_apertura_alterada_de_un_equipo_hallado_no_entra(carpeta: Path) -> None:
    """The tested ballots are published at the close: one that is no opening would stop it."""
    memoria, preparado = morir(carpeta, (0, 1)), preparar()
    muerta = reabrir_estacion(carpeta / "muerta", preparado.tarjetas, memoria=memoria)
    credencial = derivar_credencial(preparado.definicion.uuid, preparado.pases[4].codigo)
    emitida, apertura = emitir_comprobable(preparado.definicion, credencial, [(1,)])
    with muerta:
        seguir_sin_memoria(muerta, preparado.tarjetas, hora=HORA, causa="Se dañó la memoria")
        comprobar_boleta(muerta.urna, emitida.texto)
        abrir_boleta(muerta.urna, emitida.texto, escribir_apertura(apertura))
    base = carpeta / "muerta" / "urna" / "base.sqlite"
    with closing(sqlite3.connect(base)) as conexion, conexion:
        (largo,) = conexion.execute("SELECT length(apertura) FROM boletas").fetchone()
        conexion.execute(
            "UPDATE boletas SET apertura = ? WHERE credencial = ?",
            (rellenar(b"{}", largo - 4), credencial.publica),
        )
    with relevar_estacion(carpeta / "relevo", orden(memoria)) as nueva:
        with pytest.raises(FallaDeBoletas):
            reunir_equipo(nueva, carpeta / "muerta", preparado.tarjetas, hora=HORA)
        assert _guardadas(nueva) == 2


def _guardadas(estacion: Estacion) -> int:
    with estacion.urna.almacen.leer() as lectura:
        return lectura.estado().conteo.depositadas
