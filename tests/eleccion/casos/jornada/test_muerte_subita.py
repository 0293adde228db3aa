"""A station that dies in the middle of a deposit loses, doubles and halves nothing it answered for.

A child process deposits one ballot after another; it is killed with SIGKILL at some point, and the
station is opened again with two cards.
"""

import os
import random
import signal
import time
from hashlib import sha256
from pathlib import Path

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada
from eleccion.arranque import reabrir_estacion
from eleccion.casos.jornada.depositar_boleta import depositar_boleta
from tests.eleccion.escenario import instalar, preparar

MUERTES = 20


def depositar_todas(carpeta: Path, boletas: list[bytes], respuestas: int) -> None:
    """What the child does until it is killed: a line leaves only after each receipt."""
    with reabrir_estacion(carpeta, preparar().tarjetas) as estacion:
        os.write(respuestas, b"listo\n")
        for texto in boletas:
            recibo = depositar_boleta(estacion.urna, texto).recibo
            os.write(respuestas, recibo.boleta.hex().encode() + b"\n")


def morir(carpeta: Path, boletas: list[bytes], espera_s: float) -> set[str]:
    """Run the child and kill it; gives the receipts it answered with."""
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            depositar_todas(carpeta, boletas, escritura)
        finally:
            os._exit(0)
    os.close(escritura)
    with os.fdopen(lectura) as salida:
        assert salida.readline() == "listo\n"
        time.sleep(espera_s)
        os.kill(hijo, signal.SIGKILL)
        lineas = salida.read().splitlines()
    os.waitpid(hijo, 0)
    return {linea for linea in lineas if len(linea) == 64}


def test_veinte_muertes_no_pierden_ni_duplican(tmp_path: Path) -> None:
    """Acknowledged means durable: spent credential, ballot and entry stand or fall together."""
    preparado = preparar()
    carpeta = tmp_path / "estacion"
    instalar(carpeta).cerrar()
    boletas = [preparado.boleta(n, n % 3).texto for n in range(len(preparado.pases))]
    azar = random.Random(2027)
    confirmadas: set[str] = set()
    for muerte in range(MUERTES):
        # The first receipts come again, equal, until a new ballot is reached.
        confirmadas |= morir(carpeta, boletas, azar.uniform(0.0, 0.02 * (muerte + 1)))
        with (
            reabrir_estacion(carpeta, preparado.tarjetas) as estacion,
            estacion.urna.almacen.leer() as lectura,
        ):
            guardadas = list(lectura.boletas())
            conteo = lectura.estado().conteo
            pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
            asentadas = sum(isinstance(p.asiento, BoletaDepositada) for p, _ in pasos)
        huellas = {boleta.huella.hex() for boleta in guardadas}
        assert confirmadas <= huellas
        assert len(huellas) == len(guardadas) == conteo.depositadas == asentadas
        for boleta in guardadas:
            assert sha256(boleta.texto).digest() == boleta.huella
    assert confirmadas
