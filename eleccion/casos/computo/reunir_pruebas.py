"""What a custodian needs to see that ballots which join an archive may: the mesa's own evidence.

With these files ``auditoria descifrar`` proves, on a machine without network, that the rest of the
archive is what the close fixed, and that what joined is what the dead machine signed.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from pathlib import Path

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.hallado import archivo_de_hallado
from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.reglas.contienda import archivos_de_resello
from auditoria.verificador.pases import ARCHIVO as PASES
from auditoria.verificador.sellado import SELLADOS
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import (
    LIMITE,
    MesaPorDescifrar,
    abrir_registro,
    ruta_de_bel,
)
from eleccion.casos.computo.hallados_asentados import hallados_unidos
from eleccion.casos.sellado import leer_sellado_en


def reunir_pruebas(mesa: MesaPorDescifrar, destino: Path, *, comision: Comision) -> None:
    """Write the sealed definition, the record of the mesa and what was found, but no archive.

    Raises:
        RegistroCambiado: The record is not the one that was verified.
    """
    ruta, bel = ruta_de_mesa(mesa.mesa), ruta_de_bel(mesa.mesa)
    definicion = comision.carpetas.definicion
    nombres = [n for s in SELLADOS for n in (s, f"{s}.firma")]
    for numero in range(2, leer_sellado_en(definicion).numero + 1):
        nombres += archivos_de_resello(numero)
    archivos = {n: (definicion / n).read_bytes() for n in nombres}
    with abrir_registro(mesa) as (registro, _):
        for nombre in registro.nombres():
            if nombre not in (manifiesto.NOMBRE, bel):
                archivos[nombre] = registro.leer(nombre, LIMITE)
    with comision.leer() as lectura:
        documentos = lectura.documentos
        # A machine that was found after the ballots were given out is no part of them.
        unidos = [archivo_de_hallado(h.generacion) for h in hallados_unidos(lectura, mesa.mesa)]
        for nombre in (*unidos, PASES):
            for propio in documentos.rutas(f"{ruta}/{nombre}"):
                archivos[propio] = documentos.leer(propio)
    for nombre, octetos in archivos.items():
        (destino / nombre).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        escribir_archivo(destino / nombre, octetos)
