"""A whole process: simulated, verified on one and two processes, recomputed, its papers redrawn.

    python -m benchmarks.proceso --demarcaciones 284 --votantes 35500

Everything is written in a temporary folder and forgotten. Targets: simulating in 1.8 times the
counted cryptography of its ballots (one made, three verified) on two processors; verifying with
0.92 of the speed-up that a bare libsodium loop gets from the second process; 300 MB per process;
50 ms of CPU for a two-page acta. `benchmarks.etapas` tells where a simulation's CPU goes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nacl import bindings

from auditoria.formatos.cierre import Cierre
from auditoria.papeles import DatosDeActa, contextos_de, dibujar_pdf
from benchmarks.primitivas import (
    Costo,
    contar,
    cpu_ms,
    medir_a_la_vez,
    medir_primitivas,
    promedio,
)
from boletas.cripto.boleta import emitir_boleta, verificar_boleta
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.definicion import Pregunta, generar_uuid, redactar_definicion
from boletas.cripto.grupo import ORDEN, potencia_de_g

BIN = Path(sys.executable).parent
ESCALAR = (2**251 + 12345).to_bytes(32, "little")
PUNTO = bindings.crypto_scalarmult_ed25519_base_noclamp(ESCALAR)
VUELTAS = 60_000
SEGUNDOS_DE_PRECIOS = 20.0
"""How long prices are taken before the simulation, and after it."""


@dataclass(frozen=True)
class Corrida:
    """What one command took, with all its processes.

    Attributes:
        reloj: Seconds by the clock.
        cpu: Seconds of CPU, added over its processes.
        memoria: Peak resident memory of the largest of them, in MB.
    """

    reloj: float
    cpu: float
    memoria: float


def correr(*orden: str) -> Corrida:
    """Run a command of the project, quietly."""
    with tempfile.TemporaryFile("w+") as dicho:
        inicio = time.monotonic()
        hijo = subprocess.Popen([BIN / orden[0], *orden[1:]], stdout=dicho, stderr=dicho)
        _, estado, uso = os.wait4(hijo.pid, 0)
        hijo.returncode = os.waitstatus_to_exitcode(estado)
        reloj = time.monotonic() - inicio
        if hijo.returncode != 0:
            dicho.seek(0)
            sys.exit(f"{' '.join(orden)}: {hijo.returncode}\n{dicho.read()}")
    return Corrida(reloj, uso.ru_utime + uso.ru_stime, uso.ru_maxrss / 1024)


def multiplicar(veces: int) -> None:
    """Loop over libsodium and nothing else."""
    for _ in range(veces):
        bindings.crypto_scalarmult_ed25519_noclamp(ESCALAR, PUNTO)


def bucle_desnudo(procesos: int) -> float:
    """Give how long the bare loop takes on so many processes, in s."""
    with ProcessPoolExecutor(procesos) as grupo:
        list(grupo.map(multiplicar, [1] * procesos))
        inicio = time.monotonic()
        list(grupo.map(multiplicar, [VUELTAS // 20] * 20))
        return time.monotonic() - inicio


@cache
def costo_de_boleta(opciones: int, costo: Costo) -> float:
    """Give the counted cost, in ms, of making one ballot and verifying it three times."""
    uuid = generar_uuid()
    definicion = redactar_definicion(
        uuid=uuid,
        nombre="Medida",
        descripcion="Medida",
        llave=potencia_de_g(ORDEN - 12345),
        preguntas=[Pregunta("¿?", tuple(f"Opción {n}" for n in range(opciones)), 1, 1)],
    )
    credencial = generar_credencial(uuid)
    with contar() as hacer:
        texto = emitir_boleta(definicion, credencial, [(0,)]).texto
    with contar() as verificar:
        verificar_boleta(texto, definicion, {credencial.publica})
    return costo.de(hacer) + 3 * costo.de(verificar)


def urnas_de(expediente: Path) -> list[tuple[int, int]]:
    """Give, per urna of a simulated record, its ballots and the answers of each."""
    cierres = [Cierre.leer(r.read_bytes()) for r in sorted(expediente.glob("D*/M*/cierre.json"))]
    return [
        (cierre.urna.depositadas, len(cierre.testigos.contados))
        for cierre in cierres
        if cierre.urna is not None and cierre.testigos is not None
    ]


def medir(carpeta: Path, demarcaciones: int, votantes: int) -> None:
    """Simulate in ``carpeta``, verify, recompute, draw, print."""
    destino = carpeta / "expediente"
    antes = medir_a_la_vez(2, SEGUNDOS_DE_PRECIOS)
    quieto = medir_primitivas()
    simular = correr(
        *f"eleccion simular --demarcaciones {demarcaciones} --votantes {votantes}".split(),
        *("--semilla", "medida", "--salida", str(destino)),
    )
    despues = medir_a_la_vez(2, SEGUNDOS_DE_PRECIOS)
    con_urna = urnas_de(destino)
    print(
        f"simular {demarcaciones} demarcaciones, {sum(n for n, _ in con_urna)} boletas:"
        f" {simular.reloj:.1f} s, {simular.cpu:.1f} s de CPU, {simular.memoria:.0f} MB"
    )
    a_la_vez = promedio([antes, despues])
    for nombre, precios in (
        ("con los dos procesadores ocupados", a_la_vez),
        ("esa, antes de simular", antes),
        ("esa, después", despues),
        ("esa, toda multiplicación a un precio", a_la_vez.sin_tabla()),
        ("lo mejor de un procesador, sin nada al lado", quieto),
        ("eso mismo, toda multiplicación a un precio", quieto.sin_tabla()),
    ):
        contado = sum(n * costo_de_boleta(opciones, precios) for n, opciones in con_urna) / 1000
        print(
            f"  criptografía contada, {nombre}: {contado / 2:.1f} s en dos procesadores;"
            f" razón {2 * simular.reloj / contado:.2f} (meta 1.8),"
            f" de CPU {simular.cpu / contado:.2f}"
        )
    medir_verificacion(destino)
    for orden, mas in (("computar", ()), ("actas", ("--salida", str(carpeta / "actas")))):
        hecha = correr("eleccion", orden, str(destino), *mas)
        print(f"eleccion {orden}: {hecha.cpu:.1f} s de CPU, {hecha.memoria:.0f} MB")
    print(f"acta de escrutinio y cómputo: {medir_acta(destino):.1f} ms de CPU (meta 50)")


def medir_verificacion(destino: Path) -> None:
    """Verify on one process and on two, the bare loop beside each, and print."""
    desnudo, propio = {}, {}
    for procesos in (1, 2):
        desnudo[procesos] = bucle_desnudo(procesos)
        propio[procesos] = correr(
            "auditoria", "verificar", str(destino), "--procesos", str(procesos)
        )
    una, dos = propio[1], propio[2]
    propia, desnuda = una.reloj / dos.reloj, desnudo[1] / desnudo[2]
    print(f"verificar: {una.reloj:.1f} s en un proceso, {dos.reloj:.1f} s en dos;", end=" ")
    print(f"aceleración {propia:.2f}, la de libsodium sola {desnuda:.2f};", end=" ")
    print(f"razón {propia / desnuda:.3f} (meta 0.92)")
    print(f"  de CPU: {una.cpu:.1f} s en un proceso, {dos.cpu:.1f} s en dos:", end=" ")
    print(f"el reparto deja {una.cpu / dos.cpu:.3f} de lo que dos procesadores dan")
    print(f"  memoria máxima de un proceso: {dos.memoria:.0f} MB (meta 300)")


def medir_acta(destino: Path) -> float:
    """Give the CPU time, in ms, of drawing one acta de escrutinio y cómputo."""
    mesa = next(ruta.parent for ruta in sorted(destino.glob("D*/M*/acta.json")))
    instalada = json.loads((mesa / "mesa-1.bitacora").read_bytes().split(b"\n", 1)[0])
    nombres = [ruta.name for ruta in destino.iterdir()]
    contextos = contextos_de(lambda nombre: (destino / nombre).read_bytes(), nombres)
    contexto = contextos.de(mesa.parent.name)
    datos = DatosDeActa.de_archivos(
        (mesa / "acta.json").read_bytes(),
        (mesa / "cierre.json").read_bytes(),
        (mesa / "cierre.json.firma").read_bytes(),
        instalada["datos"]["llave_mesa"],
    )
    return cpu_ms(lambda: dibujar_pdf("acta_escrutinio", contexto, datos), 5)


def principal() -> None:
    """Read the size and measure in a folder that disappears."""
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--demarcaciones", type=int, default=20)
    lector.add_argument("--votantes", type=int, default=1000)
    pedido = lector.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        medir(Path(carpeta), pedido.demarcaciones, pedido.votantes)


if __name__ == "__main__":
    principal()
