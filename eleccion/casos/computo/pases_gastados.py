"""Which pases the ballots of a record spent: those deposited, and those that were opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.comprobadas import Comprobadas
from boletas.cripto.huella import sha256_hex
from boletas.cripto.registros import LectorDeRegistros
from boletas.cripto.sucesos import Tipo, leer_sucesos
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import MesaPorDescifrar, abrir_registro
from eleccion.dominio.puertos_comision import RegistroGuardado


@dataclass(frozen=True, slots=True)
class PasesGastados:
    """Pases of a mesa by what its record holds.

    Attributes:
        depositadas: SHA-256, hexadecimal, of each ballot kept, by its credential.
        comprobadas: Credentials of the ballots that were opened.
    """

    depositadas: Mapping[str, str]
    comprobadas: frozenset[str]


def leer_gastados(comision: Comision, registro: RegistroGuardado) -> PasesGastados:
    """Read them from a record that was verified when it came.

    Raises:
        RegistroCambiado: The record that is kept is not that one.
    """
    verificado = MesaPorDescifrar.de(registro, comision.carpetas.registros)
    ruta, clave = ruta_de_mesa(registro.mesa), partir_mesa(registro.mesa)[1]
    depositadas = {}
    with abrir_registro(verificado) as (abierto, _):
        with abierto.flujo(f"{ruta}/{clave}.bel") as flujo:
            for suceso in leer_sucesos(LectorDeRegistros(flujo)):
                if suceso.tipo is Tipo.BALLOT:
                    texto = suceso.datos[0].datos
                    depositadas[str(json.loads(texto)["credential"])] = sha256_hex(texto)
        comprobadas = Comprobadas.leer(abierto.leer(f"{ruta}/comprobadas.json"))
    return PasesGastados(depositadas, frozenset(c.credencial for c in comprobadas.comprobadas))
