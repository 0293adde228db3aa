"""From the record of the only mesa to the published expediente, by the commission's use cases."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from auditoria.formatos.computo import Computo
from auditoria.formatos.paquete import PersonaDePaquete
from eleccion.arranque import Central
from eleccion.casos.computo.abrir_pases import (
    Apertura,
    OrdenDeApertura,
    abrir_pases,
    leer_sobre,
)
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_paquete import OrdenDePaquete, recibir_paquete
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from tests.eleccion.escenario import (
    MESA,
    ORDINARIA,
    Variante,
    copiar_comision,
    copiar_custodios,
    preparar,
)


def abrir_los_pases(
    central: Central,
    registro: Path,
    *,
    hora: datetime,
    danados: Sequence[int] = (),
    variante: Variante = ORDINARIA,
) -> Apertura:
    """Open what is left of the box of pases: every slip that gave no ballot, spoiled ones apart."""
    preparado = preparar(variante)
    gastados = credenciales_gastadas(registro)
    rotos = [preparado.pases[lugar].codigo for lugar in danados]
    quedan = [
        pase.codigo
        for pase in preparado.pases
        if pase.publica not in gastados and pase.codigo not in rotos
    ]
    return abrir_pases(
        OrdenDeApertura(
            mesa=MESA,
            lugar="Sala de sesiones",
            sobrantes=leer_sobre(preparado.definicion.uuid, quedan),
            inutilizados=leer_sobre(preparado.definicion.uuid, rotos),
        ),
        preparado.selladores,
        comision=central,
        hora=hora,
    )


def credenciales_gastadas(registro: Path) -> set[str]:
    """Credentials of every ballot that a record holds."""
    with zipfile.ZipFile(registro) as abierto:
        bel = abierto.read("D001/M1/M1.bel")
        comprobadas = json.loads(abierto.read("D001/M1/comprobadas.json"))["comprobadas"]
    usadas = re.findall(rb'"credential":"([0-9a-f]{64})"', bel)
    return {usada.decode() for usada in usadas} | {c["credencial"] for c in comprobadas}


def paquete_entero(mesa: str = MESA) -> OrdenDePaquete:
    """A packet with nothing to say of it."""
    return OrdenDePaquete(
        mesa=mesa,
        lugar="Sala de sesiones",
        entrega=PersonaDePaquete(nombre="Ana Ruiz Peña", cargo="Presidencia de la mesa"),
        recibe=PersonaDePaquete(nombre="Luis Ñáñez Peña", cargo="Secretaría de la comisión"),
        firmado=True,
        con_cinta=True,
        sellos=("004512", "004513"),
        sellos_de_la_mesa=True,
    )


def publicar_todo(
    carpeta: Path, remitido: RegistroRemitido, *, danados: Sequence[int] = ()
) -> Computo:
    """Receive, decrypt with three of five, sum and publish in ``carpeta/expediente``.

    Args:
        danados: Places in the box of the pases that were spoiled during the day.

    Returns:
        The cómputo of the session, before it became firm.
    """
    noche = preparar().clausura + timedelta(hours=3)
    with copiar_comision(carpeta / "central") as central:
        recibir_paquete(paquete_entero(), comision=central, hora=noche)
        recibir_y_descifrar(carpeta, central, remitido, hora=noche, danados=danados)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        publicar_firme(carpeta, central, hora=noche + timedelta(days=60))
    return computo


def recibir_y_descifrar(
    carpeta: Path,
    central: Central,
    remitido: RegistroRemitido,
    *,
    hora: datetime,
    danados: Sequence[int] = (),
) -> None:
    """Receive the record of the mesa, decrypt it with three of five and open its unused pases."""
    verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert verificado.manifiesto == remitido.manifiesto
    assert recibir_registro(verificado, comision=central, hora=hora) is Recepcion.RECIBIDO
    presentes = copiar_custodios(carpeta, 1, 3, 5)
    descifradas = [
        descifrar_mesa(orden) for orden in ordenes_de_descifrado(presentes, comision=central)
    ]
    abrir_los_pases(central, remitido.ruta, hora=hora, danados=danados)
    asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=hora)


def publicar_firme(carpeta: Path, central: Central, *, hora: datetime) -> Path:
    """Let the time run out and write ``carpeta/expediente``."""
    assert declarar_firmeza(comision=central, hora=hora) == ("D001",)
    publicar_resultados(comision=central, hora=hora)
    return publicar_expediente(carpeta / "expediente", comision=central)
