"""``eleccion demo``: a finished election, verified, and a station that receives voters today."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.verificador.recorrido import verificar
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.errores import ActoIndebido
from eleccion.ordenes.recorrido import Visita
from eleccion.ordenes.simular import cantidad
from eleccion.simulacion.demostracion import preparar_demostracion
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.resumen import Resumen
from eleccion.simulacion.simulacion import simular
from eleccion.web.central.demostracion import ANFITRION, Muestra, crear_central
from eleccion.web.estacion import PUERTO_MESA, PUERTO_URNA, Ajustes, servicios_de_estacion
from eleccion.web.marcha import LAZO, Marcha, Servicio

PUERTO_CENTRAL: Final = 8100
_PUERTO_DE_PRUEBA: Final = 10_000
DEMARCACIONES: Final = 10
VOTANTES: Final = 400


class CarpetaAjena(ActoIndebido):
    """Only what an earlier demonstration left is put out of the way."""

    explicacion: ClassVar[str] = "La carpeta tiene algo que no es de una demostración"


class NoVerifica(ActoIndebido):
    """The election of the demonstration does not verify: a fault of the program."""

    explicacion: ClassVar[str] = "La elección de la demostración no se verifica"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("demo")
    orden.add_argument("--carpeta", type=Path, default=Path("instance/demo"), metavar="DIR")
    for palabra, cuantos in (("--demarcaciones", DEMARCACIONES), ("--votantes", VOTANTES)):
        ayuda = f"de la elección que terminó; {cuantos} si no se dice"
        orden.add_argument(palabra, type=cantidad, default=cuantos, metavar="N", help=ayuda)
    orden.add_argument(
        "--probar", action="store_true", help="enciende, pide cada página una vez y termina"
    )
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Prepare, verify, serve in the foreground; with ``--probar``, ask each page once and end."""
    carpeta: Path = argumentos.carpeta
    _vaciar(carpeta)
    expediente = carpeta / "expediente"
    with avance_en(consola) as avance:
        resumen = simular(_encargo(argumentos, expediente, carpeta / "reservado"), avance)
        verificacion = verificar(expediente, huella=resumen.huella)
        hoy = preparar_demostracion(
            carpeta / "hoy", datetime.now(UTC).replace(microsecond=0), avance
        )
    if not verificacion.esta_integro or resumen.distintos:
        raise NoVerifica(str(expediente))
    _contar(resumen, expediente, consola)
    puertos = _puertos(probar=argumentos.probar)
    ajustes = Ajustes(
        dotacion=hoy.dotacion,
        datos=hoy.datos,
        impresora=EN_CARPETA,
        impresora_de_urna=EN_CARPETA,
        registros=_hacer(hoy.datos / "memoria-usb"),
        presentes=tuple((tarjeta.texto, tarjeta.nip) for tarjeta in hoy.tarjetas[:2]),
    )
    mesa, urna = servicios_de_estacion(ajustes, puertos=puertos[1:])
    muestra = Muestra(demostracion=hoy, expediente=expediente, mesa=mesa.url, urna=urna.url)
    central = Servicio("central", ANFITRION, puertos[0], partial(crear_central, muestra))
    with Marcha((central, mesa, urna)) as marcha:
        if argumentos.probar:
            _probar(marcha.servicios, ajustes.presentes, consola)
            return 0
        consola.print(f"\nAbra {central.url}  (para terminar: Ctrl-C)", markup=False)
        consola.print(f"Los papeles van quedando en {hoy.datos / 'impresora'}", markup=False)
        marcha.seguir()
    return 0


def _encargo(argumentos: argparse.Namespace, salida: Path, reservado: Path) -> Encargo:
    return Encargo(
        demarcaciones=argumentos.demarcaciones,
        votantes=argumentos.votantes,
        semilla="demo",
        salida=salida,
        reservado=reservado,
        procesadores=os.cpu_count() or 1,
    )


def _hacer(carpeta: Path) -> Path:
    carpeta.mkdir(mode=0o700)
    return carpeta


def _vaciar(carpeta: Path) -> None:
    propias = {"expediente", "reservado", "hoy"}
    if carpeta.exists() and {hijo.name for hijo in carpeta.iterdir()} - propias:
        raise CarpetaAjena(str(carpeta))
    for nombre in propias:
        shutil.rmtree(carpeta / nombre, ignore_errors=True)
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)


def _contar(resumen: Resumen, expediente: Path, consola: Console) -> None:
    """Say what was made, and what to look at first."""
    pdf = sorted(expediente.rglob("*.pdf"))
    cartel = next(ruta for ruta in pdf if ruta.name == "cartel.pdf")
    constancia = next(ruta for ruta in pdf if ruta.name == "constancia_mayoria.pdf")
    for linea in (
        f"{resumen.demarcaciones} demarcaciones, {resumen.votos} votos: VERIFICADO",
        f"Huella: {resumen.huella}",
        "Papeles que conviene ver primero:",
        f"  {cartel}: el cartel que queda en la puerta",
        f"  {cartel.with_name('acta_escrutinio.pdf')}: el acta que se levanta en la mesa",
        f"  {constancia}: lo que recibe quien ganó",
        f"Hay {len(pdf)} papeles en {expediente}, también en HTML.",
        "Para verificar otra vez:",
        f"  {_como_se_escribe('auditoria')} verificar {expediente} --huella {resumen.huella}",
    ):
        consola.print(linea, markup=False)


def _probar(
    partes: Sequence[Servicio], tarjetas: Sequence[tuple[str, str]], consola: Console
) -> None:
    """Ask each page once, as whoever sits there; at the day itself nothing is done.

    An official enters the mesa and two make a browser a kiosk: neither is written anywhere, so the
    station stays as it was for whoever tries its day.
    """
    entradas = {"mesa": ("/entrar", tarjetas[:1]), "urna": ("/emparejar", tarjetas)}
    total = 0
    for servicio in partes:
        visita = Visita(servicio)
        respondieron = visita.recorrer()
        if servicio.parte in entradas:
            visita.presentar(*entradas[servicio.parte])
            respondieron |= visita.recorrer()
        consola.print(f"{servicio.parte}: {len(respondieron)} páginas y archivos", markup=False)
        total += len(respondieron)
    consola.print(f"{total} páginas y archivos responden.")


def _como_se_escribe(orden: str) -> Path:
    """How a command beside this one is typed in this folder, whether or not PATH finds it."""
    lugar = Path(sys.executable).with_name(orden)
    return lugar.relative_to(Path.cwd()) if lugar.is_relative_to(Path.cwd()) else lugar


def _puertos(*, probar: bool) -> tuple[int, int, int]:
    if not probar:
        return PUERTO_CENTRAL, PUERTO_MESA, PUERTO_URNA
    # A trial beside a running demonstration must not depend on its ports; nor are they of those
    # that the system hands to whoever asks for any, between this look and the first answer.
    primero = _PUERTO_DE_PRUEBA + os.getpid() % 3000 * 3
    while not all(map(_esta_libre, range(primero, primero + 3))):
        primero += 3
    return primero, primero + 1, primero + 2


def _esta_libre(puerto: int) -> bool:
    with socket.socket() as enchufe:
        return enchufe.connect_ex((LAZO, puerto)) != 0
