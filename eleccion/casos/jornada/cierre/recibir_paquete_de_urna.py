"""Receive the file with the close of the urna: the one of this station, whole, and of this day.

Every ballot's proofs are the commission's to verify. Here it is proved that the file is of the
machine whose key two officials vouched for this morning, that its log goes on from the opening that
the acta de inicio prints, and that the archive is the one which the log fixes.

Page: docs/formato-cruce.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import CierreUrna
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro import asientos, firma, manifiesto
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.expediente import Expediente, ExpedienteIlegible
from auditoria.registro.llave import LlavePublica
from auditoria.verificador.archivos_de_registro import archivos_de_urna
from auditoria.verificador.diario import Diario, leer_diario, revisar_punto
from eleccion.casos.jornada.cierre.recibir_de_urna import exigir_cierre_fijado
from eleccion.casos.jornada.mesa.abrir_votacion import HOJA_DE_URNA
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import leer_comienzo
from eleccion.casos.jornada.paquete_de_urna import CLASE, figuras_de_cierre
from eleccion.casos.paquetes import LIMITES, abrir_paquete, exigir_completo
from eleccion.errores import ActoIndebido


class PaqueteAjeno(ActoIndebido):
    """The file is of another process, mesa, definition or machine than this station's urna."""

    explicacion: ClassVar[str] = "El archivo no es el cierre de la urna de esta mesa"


class PaqueteAlterado(ActoIndebido):
    """The file is not what the urna sealed, or contradicts itself."""

    explicacion: ClassVar[str] = (
        "El cierre de la urna fue alterado o está incompleto; grábenlo otra vez en la urna"
    )


def recibir_paquete(mesa: EquipoMesa, ruta: Path, guardado: Path) -> CierreUrna:
    """Take the file to this machine, once it was verified; taking it again is safe.

    Args:
        ruta: Where it was brought.
        guardado: Where it stays, on this machine.

    Returns:
        The figures of the close. Who fixes them shows none.

    Raises:
        PaqueteAjeno, PaqueteAlterado: See the classes.
        CierreDistinto: Another close was fixed before the count.
        PaqueteDesempacado, NoAbre, ReglaRota: It is no such file, or a chain or signature is false.
        OSError: It is not there, or does not fit.
    """
    with _copia(ruta, guardado) as copia:
        try:
            cierre = revisar_paquete(mesa, copia)
        except ExpedienteIlegible as falla:
            raise PaqueteAlterado("no se abre", archivo=ruta.name) from falla
        exigir_cierre_fijado(mesa, cierre)
        os.replace(copia, guardado)
    return cierre


def revisar_paquete(mesa: EquipoMesa, ruta: Path) -> CierreUrna:
    """Verify a file with the close of the urna; raises as ``recibir_paquete``."""
    with abrir_paquete(ruta) as abierto:
        firmado = exigir_completo(abierto, PaqueteAlterado, CLASE)
        proceso = manifiesto.leer_sin_verificar(firmado, CLASE).proceso
        if proceso != mesa.proceso:
            raise PaqueteAjeno(f"es de {proceso}")
        _exigir_carpeta(mesa, abierto)
        with mesa.almacen.leer() as lectura:
            comienzo, apertura = leer_comienzo(lectura), lectura.hoja(HOJA_DE_URNA)
        if comienzo.llave_urna is None or apertura is None:
            raise PaqueteAjeno("esta mesa no tiene urna")
        llave = LlavePublica.desde_vkey(comienzo.llave_urna)
        manifiesto.verificar(firmado, mesa.proceso, [llave], CLASE)
        urna = leer_diario(abierto, mesa.proceso, mesa.identidad, "urna")
        _exigir_urna(urna, comienzo, CabezaCitada.leer(apertura))
        revisar_punto(abierto, urna, urna.historia.generacion, llave)
        _exigir_archivos(mesa, abierto, urna, llave)
        cerrada, lugar = urna.unico(asientos.UrnaCerrada)
        cierre = figuras_de_cierre(cerrada, urna.cabeza_tras(lugar))
        _exigir_archivo_electoral(mesa, abierto, cierre)
        return cierre


def extraer_paquete(ruta: Path, destino: Path) -> None:
    """Lay the files of a verified one into a folder, for the record of the mesa."""
    destino.mkdir(mode=0o700)
    with abrir_paquete(ruta) as abierto:
        for nombre in abierto.nombres():
            if nombre != manifiesto.NOMBRE:
                propio = nombre.rpartition("/")[2]
                escribir_archivo(destino / propio, abierto.leer(nombre, LIMITES.archivo))


def _exigir_carpeta(mesa: EquipoMesa, abierto: Expediente) -> None:
    carpeta = ruta_de_mesa(mesa.identidad)
    for nombre in abierto.nombres():
        if nombre != manifiesto.NOMBRE and nombre.rpartition("/")[0] != carpeta:
            raise PaqueteAjeno("es de otra mesa", archivo=nombre)


def _exigir_urna(
    urna: Diario,
    comienzo: asientos.MesaInstalada | asientos.MesaRelevada,
    apertura: CabezaCitada,
) -> None:
    """It is the log of the machine beside this one, from the opening that was printed."""
    primero = urna.historia.tramos[-1].pasos[0][0].asiento
    if not isinstance(primero, asientos.UrnaInstalada | asientos.UrnaRelevada):
        raise PaqueteAlterado(archivo=urna.archivo)
    for campo in (
        "huella",
        "arranque",
        "llave_mesa",
        "llave_urna",
        "firmas",
        "red_mesa",
        "red_urna",
    ):
        if getattr(primero, campo) != getattr(comienzo, campo):
            raise PaqueteAjeno("es de otro equipo", archivo=urna.archivo, entrada=campo)
    if apertura not in [urna.cabeza_tras(n) for n in range(1, len(urna.entradas) + 1)]:
        raise PaqueteAjeno("su apertura no es la del acta de inicio", archivo=urna.archivo)


def _exigir_archivos(
    mesa: EquipoMesa, abierto: Expediente, urna: Diario, llave: LlavePublica
) -> None:
    """Exactly the files of a close, and the tested ballots under the urna's seal."""
    carpeta = ruta_de_mesa(mesa.identidad)
    esperados = {f"{carpeta}/{nombre}" for nombre in archivos_de_urna(mesa.mesa, urna)}
    for nombre in sorted(esperados ^ (set(abierto.nombres()) - {manifiesto.NOMBRE})):
        raise PaqueteAlterado("falta" if nombre in esperados else "sobra", archivo=nombre)
    comprobadas = f"{carpeta}/comprobadas.json"
    firma.verificar(
        abierto.leer(f"{comprobadas}.firma"),
        abierto.leer(comprobadas),
        "comprobadas",
        mesa.proceso,
        [llave],
    )


def _exigir_archivo_electoral(mesa: EquipoMesa, abierto: Expediente, cierre: CierreUrna) -> None:
    nombre = f"{ruta_de_mesa(mesa.identidad)}/{mesa.mesa.clave}.bel"
    sellado = cierre.archivo
    if (abierto.tamano(nombre), abierto.huella(nombre)) != (sellado.largo, sellado.sha256):
        raise PaqueteAlterado("no es el que fijó la bitácora", archivo=nombre)


@contextmanager
def _copia(ruta: Path, guardado: Path) -> Iterator[Path]:
    """Bring the bytes here first: what is verified is what stays."""
    # Under its own name: an error says the file that people carried.
    carpeta = guardado.with_name(".por-revisar")
    carpeta.mkdir(mode=0o700, exist_ok=True)
    copia = carpeta / ruta.name
    try:
        escribir_archivo(copia, leer_archivo(ruta, LIMITES.archivo), 0o600)
        yield copia
    finally:
        copia.unlink(missing_ok=True)
        carpeta.rmdir()
