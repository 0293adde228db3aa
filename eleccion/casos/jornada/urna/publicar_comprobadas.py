"""Publish the ballots that were opened, sorted by hash: nothing tells who asked or when."""

from __future__ import annotations

from typing import Final

from auditoria.formatos.comprobadas import Comprobada, Comprobadas
from auditoria.registro import firma
from auditoria.registro.archivos import escribir_archivo
from boletas.cripto.comprobacion import leer_apertura
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.puertos_urna import BoletaAbierta

COMPROBADAS: Final = "comprobadas.json"


def escribir_comprobadas(urna: EquipoUrna) -> None:
    """Write ``comprobadas.json`` and its signature beside the rest of the close."""
    with urna.almacen.leer() as lectura:
        comprobadas = tuple(_publicar(abierta) for abierta in lectura.comprobadas())
    contenido = Comprobadas(
        proceso=urna.proceso, mesa=urna.mesa.identidad, comprobadas=comprobadas
    ).escribir()
    firmado = firma.firmar("comprobadas", urna.proceso, contenido, [urna.llave])
    escribir_archivo(urna.carpeta / COMPROBADAS, contenido)
    escribir_archivo(urna.carpeta / f"{COMPROBADAS}.firma", firmado)


def _publicar(abierta: BoletaAbierta) -> Comprobada:
    """Say one of them as the file does; one that the kiosk never opened is published so."""
    vector: tuple[int, ...] | None = None
    azares: tuple[str, ...] | None = None
    if abierta.apertura:
        # One question per mesa: its contest.
        (respuesta,) = leer_apertura(abierta.apertura).respuestas
        vector, azares = respuesta.vector, tuple(str(azar) for azar in respuesta.azares)
    return Comprobada(
        credencial=abierta.boleta.credencial,
        huella=abierta.boleta.huella,
        boleta=abierta.boleta.texto.decode(),
        vector=vector,
        azares=azares,
    )
