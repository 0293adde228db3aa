"""A station that dies in the middle of an act loses, doubles and halves nothing it answered for.

A child process receives one voter after another, through the real use cases; it is killed with
SIGKILL at some moment, also while it opens, and the station is opened again with two cards.
(D1 of the durability checks; docs/durabilidad.md.)
"""

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.registro import bitacora
from auditoria.registro.asientos import BoletaDepositada
from eleccion.arranque import reabrir_estacion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.dominio.mesa import PersonaYaMarcada
from tests.eleccion.escenario import MINUTO, Preparado, instalar, preparar

LISTO, MARCA, BOLETA = b"l", b"m", b"b"
"""What a child writes, after its station opened, a mark returned, or a receipt came."""
RESPUESTAS = 4
"""A child is let live until it gave fewer answers than these: two of them are one more ballot."""


@dataclass
class Jornada:
    """One station that dies again and again until nobody is left to vote."""

    carpeta: Path
    boletas: list[bytes]
    marcadas: set[int] = field(default_factory=set)
    confirmadas: set[str] = field(default_factory=set)

    @property
    def terminada(self) -> bool:
        """Tell whether every pase was acknowledged."""
        return len(self.confirmadas) == len(self.boletas)

    def recibir_gente(self, respuestas: int) -> None:
        """What the child does until it is killed: a byte leaves only after each act returned."""
        preparado = preparar()
        with reabrir_estacion(self.carpeta, preparado.tarjetas) as estacion:
            os.write(respuestas, LISTO)
            for turno, texto in enumerate(self.boletas):
                if sha256(texto).hexdigest() in self.confirmadas:
                    continue
                persona = preparado.lista[turno % len(preparado.lista)]
                try:
                    hora = preparado.apertura + turno * MINUTO
                    marcar_persona(estacion.mesa, persona.numero, hora=hora)
                except PersonaYaMarcada:
                    pass
                os.write(respuestas, MARCA + turno.to_bytes(1, "big"))
                habilitar_kiosco(estacion.urna)
                # A ballot stored by the process before, and not acknowledged, is sent again.
                depositar_boleta(estacion.urna, texto)
                os.write(respuestas, BOLETA + turno.to_bytes(1, "big"))

    def morir(self, azar: random.Random) -> None:
        """Let a child work, kill it, and take note of what it answered for."""
        lectura, escritura = os.pipe()
        hijo = os.fork()
        if hijo == 0:
            try:
                self.recibir_gente(escritura)
            finally:
                os._exit(0)
        os.close(escritura)
        with os.fdopen(lectura, "rb") as salida:
            # It lives to give some answers, however slow the machine; one in ten may not even open.
            dadas = salida.read(1 + 2 * azar.randrange(RESPUESTAS)) if azar.random() < 0.9 else b""
            # A wait in real time is the experiment itself: the moment of the death.
            time.sleep(azar.uniform(0.0, 0.06))
            os.kill(hijo, signal.SIGKILL)
            respuestas = (dadas + salida.read()).removeprefix(LISTO)
        _, estado = os.waitpid(hijo, 0)
        assert os.WIFSIGNALED(estado) or len(respuestas) >= 2, "the child failed by itself"
        for clase, turno in zip(respuestas[::2], respuestas[1::2], strict=False):
            if clase == BOLETA[0]:
                self.confirmadas.add(sha256(self.boletas[turno]).hexdigest())
            else:
                self.marcadas.add(preparar().lista[turno % len(preparar().lista)].numero)

    def revisar(self) -> None:
        """Open again: nothing acknowledged is missing, nothing is there twice or by halves."""
        preparado = preparar()
        with reabrir_estacion(self.carpeta, preparado.tarjetas) as estacion:
            with estacion.urna.almacen.leer() as lectura:
                guardadas = list(lectura.boletas())
                conteo = lectura.estado().conteo
                pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
                asentadas = sum(isinstance(p.asiento, BoletaDepositada) for p, _ in pasos)
            with estacion.mesa.almacen.leer() as de_mesa:
                marcas = {r.numero for r in preparado.lista if de_mesa.esta_marcada(r.numero)}
                contadas = de_mesa.contar_marcas()
                tramite = de_mesa.total("marcas")
        huellas = {boleta.huella.hex() for boleta in guardadas}
        assert self.confirmadas <= huellas
        assert len(huellas) == len(guardadas) == conteo.depositadas == asentadas
        assert all(sha256(boleta.texto).digest() == boleta.huella for boleta in guardadas)
        assert self.marcadas <= marcas
        assert len(marcas) == contadas == tramite


def matar(muertes: int, carpeta: Path, preparado: Preparado) -> int:
    """Kill so many times, over as many stations as that takes; gives the acts acknowledged."""
    modelo = carpeta / "modelo"
    instalar(modelo).cerrar()
    boletas = [preparado.boleta(n, n % 3).texto for n in range(len(preparado.pases))]
    azar = random.Random(2027)
    respondidos, jornada = 0, None
    for muerte in range(muertes):
        if jornada is None or jornada.terminada:
            if jornada is not None:
                shutil.rmtree(jornada.carpeta)
                respondidos += len(jornada.confirmadas)
            jornada = Jornada(carpeta / f"dia-{muerte}", boletas)
            shutil.copytree(modelo, jornada.carpeta)
        jornada.morir(azar)
        jornada.revisar()
    return respondidos + (len(jornada.confirmadas) if jornada else 0)


def test_doscientas_muertes_no_pierden_ni_duplican(en_memoria: Path) -> None:
    """Acknowledged means durable: spent credential, ballot and entry stand or fall together."""
    # The children that were waited for two answers confirmed a ballot each, on any machine.
    assert matar(200, en_memoria, preparar()) > 60


@pytest.mark.largo
def test_dos_mil_muertes_no_pierden_ni_duplican(en_memoria: Path) -> None:
    """The same, long enough to meet a moment that comes once in a thousand."""
    assert matar(2000, en_memoria, preparar()) > 600


def test_control_responder_antes_de_guardar_pierde(en_memoria: Path) -> None:
    """Control: a station that answers before the commit is found out by the same look."""
    carpeta = en_memoria / "estacion"
    instalar(carpeta).cerrar()
    texto = preparar().boleta(0, 0).texto
    jornada = Jornada(carpeta, [texto])
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            with reabrir_estacion(carpeta, preparar().tarjetas):
                os.write(escritura, BOLETA + b"\0")
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.close(escritura)
    with os.fdopen(lectura, "rb") as salida:
        assert salida.read() == BOLETA + b"\0"
    os.waitpid(hijo, 0)
    jornada.confirmadas.add(sha256(texto).hexdigest())
    with pytest.raises(AssertionError):
        jornada.revisar()
