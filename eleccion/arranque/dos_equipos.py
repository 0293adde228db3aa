"""Install the two parts of a station on two machines; their keys cross as sheets, by hand.

The mesa's machine prepares its key and writes a sheet; the urna's machine is installed with it,
opened at zero, and writes its own; with that the mesa is installed. Each power cut leaves a state
from which the same step is done again: a key that was handed out is never drawn anew.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Final

from auditoria.formatos.catalogo import SinUrna
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.verificador.diario import llaves_reconocidas
from eleccion.arranque.estacion import (
    EstacionYaInstalada,
    obra_de,
    poner_mesa,
    poner_urna,
    preparar_carpetas,
)
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, recibir_dotacion
from eleccion.casos.jornada.llaves_de_equipo import (
    Identidad,
    LlaveDeEquipo,
    LlavesDeRed,
    Reconocimiento,
    SobreDeEquipo,
    generar_llave,
    guardar_llave,
    reconocer_llaves,
    recuperar_llave,
)
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion
from eleccion.casos.jornada.pliegos import (
    PliegoAjeno,
    PliegoDeMesa,
    firmar_pliego,
    leer_pliego_de_mesa,
    leer_pliego_de_urna,
)
from eleccion.casos.tarjetas import (
    Tarjeta,
    TarjetaSinFunciones,
    exigir_tarjetas,
    ordenar_tarjetas,
)
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido

PLIEGO_DE_URNA: Final = "pliego-de-urna.txt"
"""Kept in the mesa's folder: the acta de inicio is drawn from it."""


class LlaveSinPreparar(ActoIndebido):
    """The mesa's key was not drawn on this machine yet."""

    explicacion = "Antes, este equipo graba su llave para la urna"


def esta_preparada(carpeta: Path) -> bool:
    """Tell whether the mesa's key waits for the urna's sheet."""
    return _en_espera(carpeta).is_file()


def preparar_mesa(
    carpeta: Path,
    dotacion: DotacionRecibida,
    arranque: str,
    integran: tuple[str, ...],
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    red: bytes | None = None,
    azar: Azar = os.urandom,
) -> bytes:
    """Draw the mesa's key, once, and write its sheet for the urna's machine.

    Args:
        carpeta: Where the station will be; the key waits beside it.
        arranque: Code announced this morning.
        integran: Keys of the cards of who integrates the mesa; the urna takes no others.
        red: Fingerprint of the key with which this machine serves on the wired network.

    Raises:
        EstacionYaInstalada: It is there.
        TarjetaSinFunciones: A card of somebody who does not integrate the mesa.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        SinUrna: The mesa votes on paper only.
    """
    exigir_tarjetas(tarjetas, dotacion.sellado.llaves, dotacion.mesa)
    if carpeta.exists():
        raise EstacionYaInstalada(archivo=carpeta.name)
    if not dotacion.tiene_urna:
        raise SinUrna(dotacion.mesa)
    _exigir_integrantes(tarjetas, integran)
    llave = _llave_en_espera(carpeta, dotacion, tarjetas)
    if llave is None:
        sellado = dotacion.sellado
        llave = generar_llave(Identidad(sellado.proceso, dotacion.mesa, "mesa"), azar)
        carpeta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        guardar_llave(_en_espera(carpeta), llave, sellado.llaves, sellado.huella, azar)
    pliego = PliegoDeMesa(
        proceso=dotacion.sellado.proceso,
        mesa=dotacion.mesa,
        huella=dotacion.sellado.huella,
        arranque=arranque,
        dotacion=dotacion.manifiesto,
        llave_mesa=llave.vkey,
        integran=integran,
        red_mesa=red,
    )
    return firmar_pliego(pliego, [llave.firma, *ordenar_tarjetas(tarjetas)])


def instalar_urna_aparte(
    carpeta: Path,
    dotacion: DotacionRecibida,
    ruta: Path,
    pliego: bytes,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
    red: bytes | None = None,
    azar: Azar = os.urandom,
) -> None:
    """Install the urna alone on its machine, with the sheet of its mesa.

    Args:
        carpeta: New.
        dotacion: Opened against the fingerprint on paper.
        ruta: Its zip.
        red: Fingerprint of the key with which this machine serves on the wired network.

    Raises:
        TarjetaSinFunciones: A card of somebody who does not integrate the mesa.
        PliegoIlegible, PliegoAjeno, ReglaRota: It is not the sheet of this mesa's other machine.
        EstacionYaInstalada: There is one in that folder.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    sellado = dotacion.sellado
    exigir_tarjetas(tarjetas, sellado.llaves, dotacion.mesa)
    leido = leer_pliego_de_mesa(pliego, sellado.llaves, dotacion.mesa)
    if (leido.proceso, leido.huella) != (sellado.proceso, sellado.huella):
        raise PliegoAjeno(leido.proceso)
    if leido.dotacion != dotacion.manifiesto:
        raise PliegoAjeno("los dos equipos tienen distinta dotación")
    _exigir_integrantes(tarjetas, leido.integran)
    llave = generar_llave(Identidad(sellado.proceso, dotacion.mesa, "urna"), azar)
    redes = LlavesDeRed(leido.red_mesa, red)
    reconocimiento = reconocer_llaves(
        tarjetas, llave.identidad, leido.llave_mesa, llave.vkey, redes
    )
    with obra_de(carpeta) as obra:
        preparar_carpetas(obra, ruta, (llave,), dotacion, azar)
        poner_urna(obra, dotacion, llave, reconocimiento, arranque=leido.arranque, hora=hora)


def instalar_mesa_aparte(
    carpeta: Path, orden: OrdenDeInstalacion, pliego: bytes, *, azar: Azar = os.urandom
) -> None:
    """Install the mesa alone on its machine, with the sheet of its urna, open at zero.

    Raises:
        LlaveSinPreparar: See the class.
        PliegoIlegible, PliegoAjeno, ReglaRota: It is not the sheet of the urna that took this key,
            or who vouched for it does not integrate the mesa.
        The errors of ``instalar_estacion``.
    """
    dotacion = recibir_dotacion(orden.dotacion, orden.ancla)
    sellado = dotacion.sellado
    exigir_tarjetas(orden.tarjetas, sellado.llaves, dotacion.mesa)
    llave = _llave_en_espera(carpeta, dotacion, orden.tarjetas)
    if llave is None:
        raise LlaveSinPreparar
    de_urna = leer_pliego_de_urna(
        pliego, sellado.llaves, sellado.proceso, dotacion.mesa, sellado.huella
    ).instalada
    dicho = (de_urna.llave_mesa, de_urna.arranque, de_urna.red_mesa)
    if dicho != (llave.vkey, orden.arranque, orden.red.mesa):
        raise PliegoAjeno("esa urna se instaló con otra mesa o con otro código de arranque")
    integran = {persona.clave for persona in orden.funcionarios}
    llaves_reconocidas(sellado.llaves, sellado.proceso, dotacion.mesa, de_urna, integran)
    reconocimiento = Reconocimiento(
        llave_mesa=llave.vkey,
        llave_urna=de_urna.llave_urna,
        firmas=de_urna.firmas,
        red=LlavesDeRed(de_urna.red_mesa, de_urna.red_urna),
    )
    with obra_de(carpeta) as obra:
        preparar_carpetas(obra, orden.dotacion, (llave,), dotacion, azar)
        poner_mesa(
            obra,
            orden,
            dotacion,
            reconocimiento,
            llave,
            dos_equipos=True,
        )
        escribir_archivo(obra / "mesa" / PLIEGO_DE_URNA, pliego, 0o600)
    _en_espera(carpeta).unlink(missing_ok=True)


def _exigir_integrantes(tarjetas: tuple[Tarjeta, Tarjeta], integran: Collection[str]) -> None:
    """Only who integrates the mesa vouches for its machines: a verifier accepts nobody else."""
    for tarjeta in tarjetas:
        if tarjeta.clave not in integran:
            raise TarjetaSinFunciones(f"tarjeta {tarjeta.clave}")


def _en_espera(carpeta: Path) -> Path:
    return carpeta.with_name("llave-de-mesa.json")


def _llave_en_espera(
    carpeta: Path, dotacion: DotacionRecibida, tarjetas: tuple[Tarjeta, Tarjeta]
) -> LlaveDeEquipo | None:
    """Give the key that waits, under the definition of this dotación; ``None`` where there is none.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    ruta = _en_espera(carpeta)
    if not ruta.is_file():
        return None
    sobre = SobreDeEquipo.leer(leer_archivo(ruta))
    if (sobre.mesa, sobre.huella) != (dotacion.mesa, dotacion.sellado.huella):
        return None
    return recuperar_llave(sobre, tarjetas, dotacion.sellado.llaves)
