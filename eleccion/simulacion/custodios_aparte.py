"""A session as it is held: each custodian takes the packet to their own machine, and answers.

The commission opens nobody's store. What is given out stays in the log before anybody has it, and
the answers come back in files.

Page: docs/formato-parcial.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.reglas import Custodia
from auditoria.registro.expediente import abrir
from boletas.cripto.descifrado import escribir_parcial
from boletas.cripto.verificacion import verificar_archivo
from eleccion.arranque import Reserva
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import abrir_custodio
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa
from eleccion.casos.computo.encargar_tanda import encargar_tanda
from eleccion.casos.computo.repartir_respuestas import repartir_respuestas
from eleccion.casos.computo.respuestas import leer_respuestas
from eleccion.simulacion.encargo import CUSTODIO_AUSENTE
from eleccion.simulacion.orden_de_dia import DiaVivido, GuionIncumplido

Repartir: TypeAlias = Callable[[str, Callable[[Any], Any], Sequence[Any]], Iterator[Any]]
"""Shares work among the processes, in order, telling how far it is."""


def custodios_presentes(custodia: Custodia, reserva: Reserva) -> dict[int, Path]:
    """Store of each custodian who comes, by index: one does not, where others suffice."""
    return {
        indice: reserva.custodio(indice)
        for indice in range(1, custodia.total + 1)
        if indice != CUSTODIO_AUSENTE or custodia.umbral == custodia.total
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class EncargoACustodio:
    """One archive on the machine of one custodian.

    Attributes:
        carpeta: The custodian's own store.
        archivo: Of the packet.
        cierre: Hash that the custodian copied from the acta of the mesa.
        salida: Where the answer is left.
    """

    carpeta: Path
    archivo: Path
    cierre: str
    salida: Path


def responder(encargo: EncargoACustodio) -> Path:
    """Verify an archive, compare it with the acta, decrypt it, and leave the answer in a file."""
    archivo = verificar_archivo(encargo.archivo, en_curso=True)
    parcial = abrir_custodio(encargo.carpeta).descifrar(archivo, cierre=encargo.cierre)
    ruta = encargo.salida / f"parcial-{archivo.uuid}-{parcial.dueno}.json"
    ruta.write_bytes(escribir_parcial(archivo.uuid, parcial))
    return ruta


def descifrar_aparte(
    tanda: int,
    dias: Sequence[DiaVivido],
    presentes: Mapping[int, Path],
    *,
    carpeta: Path,
    comision: Comision,
    hora: datetime,
    repartir: Repartir,
) -> tuple[str, ...]:
    """Hold a session of mesas that are decrypted alone; where nothing waits, none.

    Args:
        dias: Those of the mesas that wait.
        presentes: Store of each custodian who came, by index.
        carpeta: Where the packet and the answers stay; must not exist.

    Returns:
        Its mesas.

    Raises:
        GuionIncumplido: Something else was given out.
        RespuestasFaltantes: Something waits that only a set of mesas opens.
    """
    paquete, salida = carpeta / "encargo", carpeta / "respuestas"
    dados = encargar_tanda(paquete, comision=comision, hora=hora)
    if not dados:
        return ()
    de_mesa = {f"{dia.mesa}.bel": dia for dia in dias}
    if ajenos := {dado.ruta for dado in dados} - de_mesa.keys():
        raise GuionIncumplido(f"en el encargo: {', '.join(sorted(ajenos))}")
    salida.mkdir(mode=0o700)
    encargos = [
        EncargoACustodio(
            carpeta=propia,
            archivo=paquete / dado.ruta,
            cierre=_copiar_del_acta(de_mesa[dado.ruta]),
            salida=salida,
        )
        for dado in dados
        for propia in presentes.values()
    ]
    respuestas = leer_respuestas(repartir("Custodios", responder, encargos))
    reparto = repartir_respuestas(respuestas, comision=comision)
    asentar_tanda(
        tanda,
        [descifrar_mesa(orden, abrir=respuestas.abrir) for orden in reparto.ordenes],
        presentes=reparto.presentes,
        comision=comision,
        hora=hora,
    )
    return tuple(orden.mesa for orden in reparto.ordenes)


def _copiar_del_acta(dia: DiaVivido) -> str:
    """Give the hash that the signed acta of the mesa shows."""
    with abrir(dia.registro) as registro:
        cierre = Cierre.leer(registro.leer(f"{ruta_de_mesa(dia.mesa)}/cierre.json"))
    if cierre.urna is None:
        raise GuionIncumplido(f"{dia.mesa}: no tiene urna")
    return cierre.urna.archivo.sha256.hex()
